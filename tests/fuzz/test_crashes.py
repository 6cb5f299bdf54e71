"""Killed at any moment, a workspace opens and has what was acknowledged (D1, D5, D10)."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter

import pytest

from allocation_app.domain.desk_changes import DeskState, Staged, desk_change
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Pin
from allocation_app.history import History
from tests.fuzz.crashing import Worker, a_team, in_clear, settled
from tests.unit.workspace.builders import a_workspace, beside, noted, numbers, opened

Say = Callable[[str], None]
ROUNDS_OF_ONE = 50  # crashes that one workspace goes through: it grows


@pytest.mark.campaign(quick=12, ci=1_000)
@pytest.mark.timeout(3_600)
def test_that_a_save_that_is_killed_loses_nothing_that_was_acknowledged(
    tmp_path: Path, rounds: int
) -> None:
    chance = Random(7)  # noqa: S311 - seeded to be repeated
    for turn in range(0, rounds, ROUNDS_OF_ONE):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        _kill_saves(folder, chance, min(ROUNDS_OF_ONE, rounds - turn))


def _kill_saves(folder: Path, chance: Random, rounds: int) -> None:
    workspace = a_workspace(folder)
    workspace.add(a_team())
    start = perf_counter()
    workspace.save()
    lasts = perf_counter() - start
    workspace.close()
    path, known = workspace.path, list[int]()
    for _ in range(rounds):
        first = len(known)
        worker = Worker(lambda say, first=first: _save_for_ever(path, say, first))
        assert worker.hear() == "begins"
        spoken = worker.killed(after=chance.uniform(0, 4 * lasts))

        assert in_clear(folder) == []
        after = opened(path, reads=True)  # raises where a single bit is otherwise
        saved = numbers(after)
        after.take_recovered()
        found, acknowledged = numbers(after), [*known, *spoken.numbers("noted")]
        assert found in (acknowledged, [*acknowledged, len(acknowledged)])
        assert set(spoken.numbers("saved")) <= set(saved)
        assert len(after.snapshot(1).children) == 60
        after.close()
        known = found
    settled(path).close()
    assert beside(path) == []


def _save_for_ever(path: Path, say: Say, first: int) -> None:
    workspace, number = settled(path), first
    say("begins")
    while True:
        noted(workspace, number)
        say(f"noted {number}")
        workspace.save()
        say(f"saved {number}")
        number += 1


@pytest.mark.campaign(quick=6, ci=200)
@pytest.mark.timeout(3_600)
def test_that_a_crash_while_a_plan_is_made_loses_at_most_the_step_in_progress(
    tmp_path: Path, rounds: int
) -> None:
    chance = Random(8)  # noqa: S311 - seeded to be repeated
    for turn in range(rounds):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        workspace = a_workspace(folder)
        workspace.add(a_team())
        workspace.close()
        path = workspace.path
        worker = Worker(lambda say, seed=turn, at=path: _plan_for_ever(at, say, seed))
        assert worker.hear() == "begins"
        done = len(worker.killed(after=chance.uniform(0, 0.06)))

        after = settled(path)
        states = _states(turn, done + 1)
        assert after.plans() in (states[done], states[done + 1])
        assert in_clear(folder) == []
        after.close()
        assert beside(path) == []
        assert opened(path, reads=True).plans() in (states[done], states[done + 1])


def _plan_for_ever(path: Path, say: Say, seed: int) -> None:
    workspace, chance, known = settled(path), Random(seed), History(DeskState())  # noqa: S311 - seeded to be repeated
    say("begins")
    while True:
        deed, after = _step(known, chance)
        workspace.record(deed, desk_change(known.present, after.present))
        known = after
        say("done")


def _states(seed: int, n: int) -> list[History[DeskState]]:
    """What the same steps come to, one after another."""
    chance, known = Random(seed), [History(DeskState())]  # noqa: S311 - seeded to be repeated
    for _ in range(n):
        known.append(_step(known[-1], chance)[1])
    return known


def _step(known: History[DeskState], chance: Random) -> tuple[Deed, History[DeskState]]:
    if known.can_undo and chance.random() < 0.25:
        return Deed.UNDONE, known.undo()
    if known.can_redo and chance.random() < 0.5:
        return Deed.REDONE, known.redo()
    plan, child = known.present.plan, ChildId(f"C{chance.randrange(60):04}")
    return Deed.STAGED, known.then(replace(known.present, plan=_changed(plan, child, chance)))


def _changed(plan: Staged, child: ChildId, chance: Random) -> Staged:
    others = tuple(each for each in plan.moves if each.child != child)
    if len(others) < len(plan.moves):
        return replace(plan, moves=others)
    if chance.random() < 0.3 and all(each.child != child for each in plan.pins):
        return replace(plan, pins=(*plan.pins, Pin(child=child, reason="SETTLE")))
    to = WorkerId(f"W{chance.randrange(1, 3)}")
    return replace(plan, moves=(*others, Move(child=child, to=to, reason="MANAGE")))

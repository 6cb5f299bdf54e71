"""What a writer of a layout is given: its own copy of the team, a voice, and where to write."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from sample_data.generator.handovers import former
from sample_data.generator.layouts.cells import FURTHER, FURTHER_EVENTS
from sample_data.generator.layouts.files import ENDINGS, write
from sample_data.generator.layouts.grid import Grid
from sample_data.generator.layouts.voice import Voice
from sample_data.generator.making import children_of, service, who_can_hold
from sample_data.generator.records import Child, Holder, Worker
from sample_data.generator.staff import Team
from sample_data.generator.truth import Row, Truth


@dataclass(slots=True, kw_only=True)
class Scene:
    """The team set of a seed. A layout that can't carry a fact takes it away here, by a rule.

    The truth is worked out from what is left, so that it is true of what was written.
    """

    team: Team
    children: list[Child]
    as_at: date
    rng: Random
    voice: Voice
    out: Path

    @property
    def staff(self) -> list[Worker]:
        """Everybody on the staff list, in its order."""
        return [worker for worker in self.team.listed if worker.is_listed]

    @property
    def open_children(self) -> list[Child]:
        """The children whose case is open."""
        return [child for child in self.children if child.closed is None]

    def save(self, name: str, grids: Sequence[Grid], kind: str) -> Path:
        """Write a file with the day in its name."""
        path = self.out / f"{name}_{self.as_at:%Y-%m-%d}.{ENDINGS[kind]}"
        return write(path, grids, kind)

    def truth(self) -> Row:
        """What a review must say of these facts."""
        found = Truth(self.as_at, self._recorded())
        found.add_children(self.children)
        found.add_workers(who_can_hold(self.team, self.children), self.children)
        return found.told()

    def _recorded(self) -> frozenset[str]:
        """What is told of anybody, beside the dates that every rule needs."""
        found: set[str] = set()
        for child in self.open_children:
            found.update(kind for kind in FURTHER_EVENTS if child.is_recorded(kind, self.as_at))
            found.update(fact for fact in FACTS if fact not in child.untold)
            found.update({"workers_in_year"} if child.workers_in_year is not None else ())
            found.update({"previous"} if former(child) is not None else ())
            held_by_adviser = child.worker is not None and child.worker.is_adviser
            found.update({"adviser holds"} if held_by_adviser else ())
        return frozenset(found)


def scene(layout: str, language: str, seed: int, out: Path, as_at: date) -> Scene:
    """The team set of this seed, the same in every layout, and chance of the layout's own."""
    made = service("team", seed, as_at)
    team = made.teams[0]
    team, children = copy.deepcopy((team, children_of(team, made)))
    rng = Random(f"{layout} {language} {seed}")
    return Scene(
        team=team,
        children=children,
        as_at=as_at,
        rng=rng,
        voice=Voice(language, rng),
        out=out,
    )


def forget_events(children: Iterable[Child], kinds: Iterable[str]) -> None:
    """Nobody writes these down: whether they have happened can't be told of any child."""
    for child in children:
        for kind in kinds:
            child.events.pop(kind, None)
            child.unreadable[kind] = ""


FACTS = ("adviser", "visitor", "placement", "legal_status")
"""What is not a date."""


def further_kept(scene: Scene) -> tuple[str, ...]:
    """Which of the columns that fewer teams keep this one keeps: all, some or none.

    What the others would say is taken from the children. Nobody is named where the staff list has
    numbers alone.
    """
    some = scene.rng.randint(1, len(FURTHER) - 1)
    kept = set(scene.rng.sample(FURTHER, scene.rng.choice((0, some, some, len(FURTHER)))))
    if scene.voice.always_gives_ids:
        kept -= {"adviser", "visitor"}
    forget_further(scene, [field for field in FURTHER if field not in kept])
    return tuple(field for field in FURTHER if field in kept)


def forget_further(scene: Scene, fields: Sequence[str]) -> None:
    """Nobody writes these down, dates or not."""
    forget_events(scene.children, [field for field in fields if field not in FACTS])
    for child in scene.children:
        for field in set(fields) & set(FACTS):
            forget_fact(child, field)


def forget_fact(child: Child, field: str) -> None:
    """No cell tells this of a child."""
    setattr(child, field, None)
    child.untold.add(field)
    if field == "visitor":
        child.visited_by_duty = False


def forget_unreadable_holders(children: Iterable[Child]) -> None:
    """Where no cell names the worker, none can be an error: such a child stands under nobody."""
    for child in children:
        if child.holder is Holder.UNREADABLE:
            child.holder = Holder.NOBODY

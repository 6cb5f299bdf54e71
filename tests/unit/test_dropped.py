"""Each step that a later import drops, by name, with what has become of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.people import ChildId, Involvement, Role, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Plan, Step
from allocation_app.domain.reconciling import Reconciled, reconciled
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.domain.staging import staged
from allocation_app.wording.dropped import dropped
from allocation_app.wording.names import names_of
from tests.builders import AS_AT, a_child, a_snapshot, a_worker

JAC, MALI = ChildId("C1"), ChildId("C2")
KOFI = WorkerId("W2")
BEFORE = a_snapshot(
    {"W1": [a_child("C1", name="Jac Thomas"), a_child("C2", name="Mali Price")]},
    workers=[
        a_worker("W1", name="Sioned"),
        a_worker("W2", name="Kofi Ahmed"),
        a_worker("W3", name="Nia"),
    ],
)
MOVE = Move(child=JAC, to=KOFI)
ADVISER = InvolvementChange(child=JAC, worker=KOFI, involvement=Involvement.PERSONAL_ADVISER)
NO_LONGER = "Jac Thomas (no longer possible: Kofi Ahmed"
YESTERDAY = AS_AT - timedelta(days=1)
AWAY = StaffChange(kind=StaffChangeKind.AWAY, worker=KOFI, day=AS_AT)


def without_jac() -> Snapshot:
    children = {MALI: BEFORE.children[MALI]}
    return replace(BEFORE, children=children, spells=BEFORE.spells[1:])


def with_kofi(**fields: object) -> Snapshot:
    kofi = replace(BEFORE.workers[KOFI], **fields)
    return replace(BEFORE, workers={**BEFORE.workers, KOFI: kofi})


def without_kofi() -> Snapshot:
    workers = {each.id: each for each in BEFORE.workers.values() if each.id != KOFI}
    return replace(BEFORE, workers=workers)


def given_to_nia(**fields: object) -> Snapshot:
    """Jac went to somebody else than was planned."""
    jac, *others = BEFORE.spells
    given = replace(jac, worker=WorkerId("W3"))
    return replace(with_kofi(**fields), spells=(given, *others))


def lost(steps: list[Step], after: Snapshot) -> tuple[Reconciled, ...]:
    """What the import drops of a plan of these steps."""
    plan = staged(Plan(snapshot=BEFORE), steps)
    return reconciled(plan, after).dropped


@pytest.mark.parametrize(
    ("step", "after", "why"),
    [
        (MOVE, without_jac(), "Jac Thomas (child gone: not in the new files)"),
        (MOVE, without_kofi(), f"{NO_LONGER} is not in the new files)"),
        (MOVE, with_kofi(last_day=YESTERDAY), f"{NO_LONGER} has left)"),
        (MOVE, with_kofi(role=Role.MANAGER), f"{NO_LONGER} can’t hold a case now)"),
        (MOVE, given_to_nia(), "Jac Thomas (done differently: Nia)"),
        (MOVE, given_to_nia(last_day=YESTERDAY), "Jac Thomas (done differently: Nia)"),
        (ADVISER, without_kofi(), f"{NO_LONGER} is not in the new files)"),
        (
            AWAY,
            without_kofi(),
            "Kofi Ahmed (no longer possible: Kofi Ahmed is not in the new files)",
        ),
    ],
)
def test_that_it_is_said_what_has_become_of_a_step(step: Step, after: Snapshot, why: str) -> None:
    names = names_of(BEFORE, hide_names=False)

    assert dropped(lost([step], after), names) == f"No longer in the plan: {why}."


def test_that_of_many_the_first_few_are_named() -> None:
    names = names_of(BEFORE, hide_names=True)

    said = dropped(lost([MOVE], without_jac()) * 8, names)

    assert said.endswith("; 2 more.")
    assert "Jac" not in said


def test_that_nothing_is_said_where_nothing_is_dropped() -> None:
    assert lost([MOVE], BEFORE) == ()
    assert dropped((), names_of(BEFORE, hide_names=False)) == ""

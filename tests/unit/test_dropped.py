"""Each step that a later import drops, by name, with what has become of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.people import ChildId, Involvement, Role, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Step
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording.dropped import dropped
from allocation_app.wording.names import names_of
from tests.builders import AS_AT, a_child, a_snapshot, a_worker

JAC, MALI = ChildId("C1"), ChildId("C2")
KOFI = WorkerId("W2")
BEFORE = a_snapshot(
    {"W1": [a_child("C1", name="Jac Thomas"), a_child("C2", name="Mali Price")]},
    workers=[a_worker("W1", name="Sioned"), a_worker("W2", name="Kofi Ahmed")],
)
MOVE = Move(child=JAC, to=KOFI)
ADVISER = InvolvementChange(child=JAC, worker=KOFI, involvement=Involvement.PERSONAL_ADVISER)
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


@pytest.mark.parametrize(
    ("step", "after", "why"),
    [
        (MOVE, without_jac(), "Jac Thomas (is not in the new files)"),
        (MOVE, without_kofi(), "Jac Thomas (Kofi Ahmed is not in the new files)"),
        (MOVE, with_kofi(last_day=AS_AT - timedelta(days=1)), "Jac Thomas (Kofi Ahmed has left)"),
        (MOVE, with_kofi(role=Role.MANAGER), "Jac Thomas (Kofi Ahmed can’t hold a case now)"),
        (MOVE, BEFORE, "Jac Thomas (stands under another name now)"),
        (replace(MOVE, to=None), BEFORE, "Jac Thomas (stands under another name now)"),
        (ADVISER, without_kofi(), "Jac Thomas (Kofi Ahmed is not in the new files)"),
        (ADVISER, BEFORE, "Jac Thomas (the new files say otherwise)"),
        (AWAY, without_kofi(), "Kofi Ahmed (is not in the new files)"),
        (AWAY, BEFORE, "Kofi Ahmed (the new files say otherwise)"),
    ],
)
def test_that_it_is_said_what_has_become_of_a_step(step: Step, after: Snapshot, why: str) -> None:
    names = names_of(BEFORE, hide_names=False)

    assert dropped([step], BEFORE, after, names) == f"No longer in the plan: {why}."


def test_that_of_many_the_first_few_are_named() -> None:
    names = names_of(BEFORE, hide_names=True)

    said = dropped([MOVE] * 8, BEFORE, without_jac(), names)

    assert said.endswith("; 2 more.")
    assert "Jac" not in said


def test_that_nothing_is_said_where_nothing_is_dropped() -> None:
    assert dropped([], BEFORE, BEFORE, names_of(BEFORE, hide_names=False)) == ""

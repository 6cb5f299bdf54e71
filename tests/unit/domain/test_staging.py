"""What is about to be staged, looked at first; and the reason that the facts suggest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured, difference_of
from allocation_app.domain.people import Absence, ChildId, Role, Spell, Worker, WorkerId
from allocation_app.domain.plan import CHANGE_REASONS, Mark, MarkKind, Move, Plan
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.domain.staging import likely_reason, preview, staged
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY = timedelta(days=1)
C1, W1, W2 = ChildId("C1"), WorkerId("W1"), WorkerId("W2")
PAST = a_spell("C1", "W2", start=DAY_0 - 90 * DAY, end=DAY_0 - 9 * DAY)
LEAVES = StaffChange(kind=StaffChangeKind.LEAVES, worker=W2, day=DAY_0 + 9 * DAY)
FAMILY = a_snapshot(
    *(a_child(child=child, family="F") for child in ("C1", "C2")),
    a_worker("W1"),
    a_worker("W2"),
    held={"C1": "W1", "C2": "W1"},
)


def test_that_a_preview_is_what_staging_then_comes_to() -> None:
    plan = Plan(snapshot=FAMILY)
    moves = (a_move("C1", "W2"), a_move("C2", "W2"))

    seen = preview(plan, moves, BY)

    assert seen.effect == difference_of(plan, staged(plan, moves), BY)
    assert seen.effect.workers.keys() == {"W1", "W2"}
    assert (seen.broken, seen.stopping, seen.warning, seen.day) == ((), (), (), DAY_0)


def test_that_what_stops_is_told_from_what_warns() -> None:
    mark = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W2)

    seen = preview(Plan(snapshot=FAMILY, marks=(mark,)), [a_move("C1", "W2")], BY)

    assert [each.rule for each in seen.stopping] == ["must_not"]
    assert [each.rule for each in seen.warning] == ["siblings"]
    assert seen.broken == (*seen.stopping, *seen.warning)


def test_that_a_change_of_staff_is_seen_on_its_day_and_counts_for_the_moves_with_it() -> None:
    both = (a_move("C1", "W2"), a_move("C2", "W2"))

    seen = preview(Plan(snapshot=FAMILY), (*both, LEAVES), BY)

    assert {each.rule for each in seen.broken} == {"leaving_soon"}
    assert seen.day == LEAVES.day + DAY
    assert preview(Plan(snapshot=FAMILY), (), BY).day == DAY_0


def test_that_each_step_takes_the_place_of_one_about_the_same() -> None:
    plan = staged(Plan(snapshot=FAMILY), (a_move("C1", "W2"), a_move("C1", None), LEAVES))

    assert (plan.moves, plan.staffing) == ((a_move("C1", None),), (LEAVES,))


def reason(holder: Worker | None, *spells: Spell, moves: tuple[Move, ...] = ()) -> str:
    held = {} if holder is None else {"C1": holder.id}
    people = (a_child(), holder or a_worker("W1"), a_worker("W2"), a_worker("W3"))
    snapshot = a_snapshot(*people, *spells, held=held)
    found = likely_reason(caseloads(Plan(snapshot=snapshot, moves=moves), POLICY), C1)
    assert found in CHANGE_REASONS
    return found


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (a_worker("W1"), "MANAGE"),
        (a_worker("W1", last_day=DAY_0 - DAY), "LEFTRL"),
        (a_worker("W1", last_day=DAY_0 + DAY), "LEFTRL"),
        (a_worker("W1", absences=(Absence(start=DAY_0),)), "ABSENC"),
        (a_worker("W1", absences=(Absence(start=DAY_0, end=DAY_0 + DAY),)), "MANAGE"),
        (a_worker("W1", role=Role.DUTY), "FCONTA"),
        (None, "FCONTA"),
    ],
)
def test_that_who_has_the_child_suggests_why_it_changes(
    holder: Worker | None, expected: str
) -> None:
    assert reason(holder) == expected
    elsewhere = (a_move("C1", "W3"),)
    assert reason(holder, moves=elsewhere) == expected  # who has it by the import counts


@pytest.mark.parametrize("odd", [{"is_holder_readable": False}, {"rivals": (W1, W2)}])
def test_that_of_whom_nobody_can_tell_who_has_it_no_first_contact_is_said(
    odd: dict[str, object],
) -> None:
    snapshot = a_snapshot(a_child(**odd), a_worker("W1"), a_worker("W2"))

    assert likely_reason(caseloads(Plan(snapshot=snapshot), POLICY), C1) == "MANAGE"


def test_that_a_waiting_child_who_had_a_worker_has_no_first_contact() -> None:
    assert reason(None, PAST) == "MANAGE"
    assert reason(None, replace(PAST, worker=WorkerId("W3"))) == "MANAGE"

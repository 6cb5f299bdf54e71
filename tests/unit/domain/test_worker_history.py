"""Who has held a case, from when to when, and who is to hold it by the plan."""

from dataclasses import replace
from datetime import timedelta

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.worker_history import Held, is_present_untold, worker_history
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

DAY = timedelta(days=1)
SNAPSHOT = a_snapshot(
    a_child(),
    a_child(child="C2"),
    a_worker("W1"),
    a_worker("W2", last_day=DAY_0 - 30 * DAY),
    a_worker("W3", last_day=DAY_0 + 30 * DAY),
    a_spell("C1", "W1", start=DAY_0 - 10 * DAY),
    a_spell("C1", "W2", start=DAY_0 - 90 * DAY, end=DAY_0 - 10 * DAY),
    a_spell("C1", "W3", end=DAY_0 - 90 * DAY),
    co_work("C1", "W3", start=DAY_0 - 50 * DAY),
)


def told(*moves: Move, child: str = "C1") -> list[Held]:
    loads = caseloads(Plan(snapshot=SNAPSHOT, moves=moves), POLICY)
    return list(worker_history(loads, ChildId(child)))


def test_that_everybody_who_held_the_case_is_told_earliest_first() -> None:
    assert [(each.worker, each.start, each.end, each.days) for each in told()] == [
        ("W3", None, DAY_0 - 90 * DAY, None),
        ("W2", DAY_0 - 90 * DAY, DAY_0 - 10 * DAY, 80),
        ("W1", DAY_0 - 10 * DAY, None, 10),
    ]


def test_that_only_a_worker_whose_last_day_has_passed_is_told_with_it() -> None:
    assert [each.last_day for each in told()] == [None, DAY_0 - 30 * DAY, None]


def test_that_the_time_with_somebody_who_has_left_ended_on_the_last_day_in_post() -> None:
    gone = DAY_0 - 5 * DAY
    snapshot = a_snapshot(
        a_child(),
        a_worker("W1", last_day=gone),
        a_worker("W2"),
        a_spell("C1", "W1", start=DAY_0 - 25 * DAY),
    )
    moves = (a_move("C1", "W2", reason="LEFTRL", effective=DAY_0 + 9 * DAY),)

    (still,) = worker_history(caseloads(Plan(snapshot=snapshot), POLICY), ChildId("C1"))
    moved, _ = worker_history(
        caseloads(Plan(snapshot=snapshot, moves=moves), POLICY), ChildId("C1")
    )

    assert (still.end, still.days, still.last_day) == (gone, 20, gone)
    assert (moved.end, moved.days, moved.last_day) == (gone, 20, gone)
    assert (moved.is_ended_by_plan, moved.reason) == (True, "LEFTRL")


def test_that_a_holder_who_cannot_be_read_is_told_from_nobody() -> None:
    rivals = replace(a_child(child="C3"), rivals=(WorkerId("W1"), WorkerId("W2")))
    snapshot = a_snapshot(
        a_child(),
        replace(a_child(child="C2"), is_holder_readable=False),
        rivals,
        replace(a_child(child="C4"), is_holder_readable=False),
        a_worker("W1"),
        a_worker("W2"),
        a_spell("C4", "W1"),
    )
    loads = caseloads(Plan(snapshot=snapshot, moves=(a_move("C2", "W1"),)), POLICY)

    assert [child for child in snapshot.children if is_present_untold(loads, child)] == ["C2", "C3"]


def test_that_a_child_whom_nobody_had_has_no_history() -> None:
    assert told(child="C2") == []


def test_that_a_move_ends_the_time_with_the_present_worker_and_begins_another() -> None:
    *_, now, next_one = told(a_move("C1", "W3", reason="MANAGE", effective=DAY_0 + 4 * DAY))
    assert now.is_ended_by_plan
    assert (now.worker, now.end, now.days, now.reason) == ("W1", DAY_0 + 4 * DAY, 14, "MANAGE")
    assert next_one == Held(
        worker=next_one.worker, start=DAY_0 + 4 * DAY, end=None, days=None, is_planned=True
    )
    assert next_one.worker == "W3"


def test_that_a_move_to_nobody_ends_the_time_and_begins_none() -> None:
    *_, before, now = told(a_move("C1", None))
    assert (before.worker, now.worker, now.end) == ("W2", "W1", DAY_0)


def test_that_the_first_allocation_of_a_child_begins_its_history() -> None:
    (only,) = told(a_move("C2", "W1"), child="C2")
    assert (only.worker, only.start, only.is_planned) == ("W1", DAY_0, True)


def test_that_a_time_that_is_yet_to_begin_has_no_length() -> None:
    snapshot = a_snapshot(a_child(), a_worker(), a_spell("C1", "W1", start=DAY_0 + DAY))
    (only,) = worker_history(caseloads(Plan(snapshot=snapshot), POLICY), ChildId("C1"))
    assert only.days is None

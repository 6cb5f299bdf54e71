"""The next export against the plan: done, not yet, done differently, no longer possible, gone."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.people import Child, ChildId, Involvement, Role, Spell, Worker, WorkerId
from allocation_app.domain.plan import InvolvementChange, Pin, Plan, Step
from allocation_app.domain.reconciling import (
    Obstacle,
    Outcome,
    Reconciled,
    Reconciliation,
    reconciled,
)
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
    co_work,
)

WEEK = timedelta(weeks=1)
NEXT = DAY_0 + WEEK
TEN = [f"C{n}" for n in range(10)]


def an_import(*people: Child | Worker | Spell, week: int = 0, **held: str | None) -> Snapshot:
    """Two children, held by Ann, and three workers, unless others of their ids are given."""
    usual = [*(a_child(child=c) for c in ("C1", "C2")), *map(a_worker, ("Ann", "Ben", "Cat"))]
    spells = [each for each in people if isinstance(each, Spell)]
    known = {each.id: each for each in (*usual, *people) if not isinstance(each, Spell)}
    holders = {child: to for child, to in ({"C1": "Ann", "C2": "Ann"} | held).items() if to}
    return a_snapshot(*known.values(), *spells, held=holders, as_at=DAY_0 + week * WEEK)


def against(after: Snapshot, *steps: Step, before: Snapshot | None = None) -> Reconciliation:
    plan = Plan(snapshot=before or an_import())
    for step in steps:
        plan = plan.with_step(step)
    return reconciled(plan, after)


def the_one(after: Snapshot, step: Step, before: Snapshot | None = None) -> Reconciled:
    (row,) = (row for row in against(after, step, before=before).rows if row.step == step)
    return row


def test_that_of_ten_moves_seven_are_done_two_are_not_and_one_went_to_another_person() -> None:
    people = [*(a_child(child=child) for child in TEN), *map(a_worker, ("Ann", "Ben", "Cat"))]
    before = a_snapshot(*people, held=dict.fromkeys(TEN, "Ann"))
    after = a_snapshot(
        *people,
        held=dict.fromkeys(TEN[:7], "Ben") | dict.fromkeys(TEN[7:9], "Ann") | {"C9": "Cat"},
        as_at=NEXT,
    )

    found = against(after, *(a_move(child, "Ben") for child in TEN), before=before)

    assert found.counts == {Outcome.DIFFERENTLY: 1, Outcome.NOT_YET: 2, Outcome.DONE: 7}
    other = found.rows[0]
    assert other.child is after.children[ChildId("C9")]
    assert (other.worker, other.now and other.now.worker) == (
        after.workers[WorkerId("Ben")],
        after.workers[WorkerId("Cat")],
    )
    assert [move.child for move in found.carried.plan.moves] == ["C7", "C8"]
    assert found.dropped == (other,)
    assert (found.before, found.after) == (DAY_0, NEXT)


def test_that_a_change_of_holder_without_a_move_is_one_that_nobody_planned() -> None:
    found = against(an_import(week=1, C2="Cat"), a_move("C1", "Ben"))

    assert [(row.outcome, row.child and row.child.id) for row in found.rows] == [
        (Outcome.UNPLANNED, "C2"),
        (Outcome.NOT_YET, "C1"),
    ]
    unplanned = found.rows[0]
    assert unplanned.step is None
    assert [each and each.worker and each.worker.id for each in (unplanned.was, unplanned.now)] == [
        "Ann",
        "Cat",
    ]


# ---- moves


def test_that_a_move_to_who_is_gone_has_left_or_holds_no_cases_is_no_longer_possible() -> None:
    gone = a_snapshot(
        a_child(), a_child(child="C2"), a_worker("Ann"), held={"C1": "Ann"}, as_at=NEXT
    )
    left = an_import(a_worker("Ben", last_day=DAY_0), week=1)
    manages = an_import(a_worker("Ben", role=Role.MANAGER), week=1)
    rows = [the_one(after, a_move("C1", "Ben")) for after in (gone, left, manages)]

    assert {row.outcome for row in rows} == {Outcome.NOT_POSSIBLE}
    assert [row.obstacle for row in rows] == [
        Obstacle.WORKER_GONE,
        Obstacle.WORKER_LEFT,
        Obstacle.HOLDS_NO_CASES,
    ]
    assert [row.later for row in rows] == [
        None,
        left.workers[WorkerId("Ben")],
        manages.workers[WorkerId("Ben")],
    ]
    assert not any(row.stays for row in rows)


def test_that_who_may_hold_cases_again_is_no_obstacle() -> None:
    """A manager who is a social worker now, and who had left and is back, can have the child."""
    for was in (a_worker("Ben", role=Role.MANAGER), a_worker("Ben", last_day=DAY_0 - WEEK)):
        row = the_one(an_import(week=1), a_move("C1", "Ben"), before=an_import(was))

        assert (row.outcome, row.stays) == (Outcome.NOT_YET, True)


def test_that_a_move_of_a_child_who_is_not_in_the_export_says_that_the_child_is_gone() -> None:
    after = a_snapshot(a_child(child="C2"), *map(a_worker, ("Ann", "Ben")), as_at=NEXT)
    beside = InvolvementChange(
        child=ChildId("C1"), worker=WorkerId("Ben"), involvement=Involvement.CO_WORKER
    )

    for step in (a_move("C1", "Ben"), beside):
        row = the_one(after, step)
        assert (row.outcome, row.now, row.stays) == (Outcome.CHILD_GONE, None, False)
        assert row.child == an_import().children[ChildId("C1")]


def test_that_nobody_can_tell_of_a_child_whose_holder_cannot_be_read_and_the_move_stays() -> None:
    after = an_import(a_child(is_holder_readable=False), week=1, C1=None)

    found = against(after, a_move("C1", "Ben"), a_move("C2", "Ben"))

    assert [(row.outcome, row.stays) for row in found.rows] == [
        (Outcome.CANNOT_TELL, True),
        (Outcome.NOT_YET, True),
    ]
    assert against(after).is_empty
    assert against(an_import(week=1), before=after).is_empty


def test_that_a_move_whose_day_lies_ahead_says_so() -> None:
    def is_ahead(day: date | None) -> bool:
        return the_one(an_import(week=1), a_move("C1", "Ben", effective=day)).is_ahead

    assert [*map(is_ahead, (None, NEXT, NEXT + timedelta(days=1)))] == [False, False, True]


def test_that_a_move_to_nobody_is_done_when_the_child_has_nobody() -> None:
    row = the_one(an_import(week=1, C1=None), a_move("C1", None))

    assert (row.outcome, row.worker, row.later) == (Outcome.DONE, None, None)


def test_that_a_move_that_went_to_nobody_was_done_differently() -> None:
    row = the_one(an_import(week=1, C1=None), a_move("C1", "Ben"))

    assert (row.outcome, row.now and row.now.worker) == (Outcome.DIFFERENTLY, None)


def test_that_a_child_who_stands_under_the_same_worker_by_another_id_has_not_moved() -> None:
    after = an_import(a_worker("Ann", name="A."), week=1)
    renamed = a_snapshot(
        *after.children.values(),
        a_worker("A7", name="Ann"),
        a_worker("B7", name="Ben"),
        held={"C1": "A7", "C2": "B7"},
        as_at=NEXT,
    )

    found = against(renamed, a_move("C1", "Ben"))

    assert [row.outcome for row in found.rows] == [Outcome.UNPLANNED, Outcome.NOT_YET]
    assert the_one(renamed, a_move("C2", "Ben")).outcome is Outcome.DONE


# ---- who works beside, and staff


def test_that_a_co_worker_who_has_come_is_done_and_one_of_whom_nothing_is_told_is_not() -> None:
    step = InvolvementChange(
        child=ChildId("C1"), worker=WorkerId("Ben"), involvement=Involvement.CO_WORKER
    )
    there = an_import(co_work("C1", "Ben", start=DAY_0), week=1)
    others = an_import(co_work("C2", "Ben", start=DAY_0), week=1)
    left = an_import(a_worker("Ben", last_day=DAY_0), week=1)

    rows = [the_one(after, step) for after in (there, others, an_import(week=1), left)]

    assert [(row.outcome, row.obstacle) for row in rows] == [
        (Outcome.DONE, None),
        (Outcome.NOT_YET, None),
        (Outcome.CANNOT_TELL, None),
        (Outcome.NOT_POSSIBLE, Obstacle.WORKER_LEFT),
    ]


LEAVES = a_staff_change("leaves", "Ben", NEXT + WEEK)
JOINS = a_staff_change("joins", "Dee", NEXT)


@pytest.mark.parametrize(
    ("now", "step", "outcome"),
    [
        (a_worker("Ben", last_day=NEXT + WEEK), LEAVES, Outcome.DONE),
        (a_worker("Ben", last_day=NEXT), LEAVES, Outcome.DIFFERENTLY),
        (a_worker("Ben"), LEAVES, Outcome.NOT_YET),
        (a_worker("Ben", is_listed=False), LEAVES, Outcome.CANNOT_TELL),
        (a_worker("D7", name="Dee"), JOINS, Outcome.DONE),
        (a_worker("Ben"), JOINS, Outcome.NOT_YET),
    ],
)
def test_that_a_change_of_staff_is_told_by_the_staff_list_alone(
    now: Worker, step: StaffChange, outcome: Outcome
) -> None:
    row = the_one(an_import(now, week=1), step)

    assert (row.outcome, row.child, row.was, row.now) == (outcome, None, None, None)
    assert row.worker
    assert row.worker.id == step.worker


def test_that_nobody_can_tell_who_joined_from_a_list_of_children_alone() -> None:
    people = [a_worker(each, is_listed=False) for each in ("Ann", "Ben", "Cat")]

    assert the_one(an_import(*people, week=1), JOINS).outcome is Outcome.CANNOT_TELL


def test_that_a_change_of_who_is_gone_is_not_possible_and_of_who_joins_later_not_yet() -> None:
    after = a_snapshot(a_child(), a_worker("Ann"), as_at=NEXT)
    hours = a_staff_change("hours", "Dee", NEXT + WEEK, fte=0.5)

    assert the_one(after, LEAVES).obstacle is Obstacle.WORKER_GONE
    assert {row.outcome for row in against(an_import(week=1), JOINS, hours).rows} == {
        Outcome.NOT_YET
    }


# ---- what the plan records


def test_that_pins_come_along_with_their_reason_and_those_that_have_run_out_ask() -> None:
    pins = (
        Pin(child=ChildId("C1"), reason="TRUSTS", until=DAY_0),
        Pin(child=ChildId("C2"), reason="SETTLE", until=NEXT),
    )

    found = reconciled(Plan(snapshot=an_import(), pins=pins), an_import(week=1))

    assert found.carried.plan.pins == pins
    assert found.run_out == pins[:1]


def test_that_nothing_is_said_where_nothing_was_planned_and_nobody_moved() -> None:
    assert against(an_import(week=1)).is_empty
    assert not against(an_import(week=1), a_move("C1", "Ben")).is_empty

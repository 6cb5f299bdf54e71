"""Who stays where they are: pinned by a manager, or by default after many changes of worker."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import broken
from allocation_app.domain.people import Absence, ChildId, Role, Worker, WorkerId
from allocation_app.domain.pins import DefaultPin, lifted, pinned_children, why_pinned
from allocation_app.domain.plan import Pin, Plan
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
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
    co_work,
)

DAY = timedelta(days=1)
MANY, LONG = POLICY.many_workers, POLICY.long_absence
C1, C2 = ChildId("C1"), ChildId("C2")


def with_holder(holder: Worker | None = None, workers: int | None = MANY) -> Snapshot:
    """C1, who has had so many workers in a year, with W1."""
    return a_snapshot(
        a_child(workers_in_year=workers),
        a_child(child="C2"),
        holder or a_worker("W1"),
        a_worker("W2"),
        held={"C1": "W1"},
    )


def loads(snapshot: Snapshot, **planned: object) -> Caseloads:
    return caseloads(Plan(snapshot=snapshot, **planned), POLICY)


def test_that_a_child_with_many_workers_is_pinned_by_default() -> None:
    pin = DefaultPin(child=C1, workers=MANY, known=frozenset({WorkerId("W1")}))

    assert why_pinned(loads(with_holder()), C1) == pin
    assert pinned_children(loads(with_holder())) == {C1: pin}


@pytest.mark.parametrize("workers", [MANY - 1, None])
def test_that_a_child_with_fewer_workers_is_not(workers: int | None) -> None:
    assert why_pinned(loads(with_holder(workers=workers)), C1) is None


def test_that_the_workers_of_a_year_are_counted_by_the_spells_as_well() -> None:
    gone = [
        a_spell("C1", "W2", end=DAY_0 - 300 * DAY),
        a_spell("C1", "W3", end=DAY_0 - 100 * DAY),
        co_work("C1", "W4", end=DAY_0 - 100 * DAY),
        a_spell("C1", "W5", end=DAY_0 - 400 * DAY),
        a_spell("C1", "W6", end=DAY_0 - 100 * DAY),
    ]
    people = [a_worker(f"W{n}") for n in range(1, 6)] + [a_worker("W6", role=Role.DUTY)]
    snapshot = a_snapshot(a_child(), *people, *gone, held={"C1": "W1"})

    pin = why_pinned(loads(snapshot), C1)

    assert pin == DefaultPin(child=C1, workers=3, known=frozenset({"W1", "W2", "W3"}))


@pytest.mark.parametrize(
    ("holder", "stays"),
    [
        (a_worker("W1", last_day=DAY_0 + 300 * DAY), False),
        (a_worker("W1", absences=(Absence(start=DAY_0 - DAY),)), False),
        (a_worker("W1", absences=(Absence(start=DAY_0 + 9 * DAY),)), False),
        (a_worker("W1", absences=(Absence(start=DAY_0, end=DAY_0 + LONG - DAY),)), False),
        (a_worker("W1", absences=(Absence(start=DAY_0, end=DAY_0 + LONG - 2 * DAY),)), True),
        (a_worker("W1", absences=(Absence(start=DAY_0 - LONG, end=DAY_0 - DAY),)), True),
        (a_worker("W1", role=Role.DUTY), False),
        (a_worker("W1", first_day=DAY_0 + DAY), False),
    ],
)
def test_that_nobody_is_pinned_to_a_worker_who_does_not_stay(
    holder: Worker, *, stays: bool
) -> None:
    assert (why_pinned(loads(with_holder(holder)), C1) is not None) is stays


def test_that_a_leaver_of_the_plan_lets_go_of_the_children() -> None:
    leaves = StaffChange(kind=StaffChangeKind.LEAVES, worker=WorkerId("W1"), day=DAY_0 + 30 * DAY)

    assert why_pinned(loads(with_holder(), staffing=(leaves,)), C1) is None


def test_that_an_absence_that_is_over_on_the_day_no_longer_lifts_the_pin() -> None:
    away = Absence(start=DAY_0, end=DAY_0 + LONG)
    found = loads(with_holder(a_worker("W1", absences=(away,))))

    assert why_pinned(found, C1, DAY_0 + LONG) is None
    assert why_pinned(found, C1, DAY_0 + LONG + DAY) is not None


def test_that_a_waiting_child_is_not_pinned_to_nobody() -> None:
    snapshot = a_snapshot(a_child(workers_in_year=9), a_worker("W1"))

    assert why_pinned(loads(snapshot), C1) is None
    assert why_pinned(loads(snapshot, moves=(a_move("C1", "W1"),)), C1) is None


def test_that_the_pin_by_default_can_be_lifted_and_holds_for_a_move_that_is_staged() -> None:
    moved = loads(with_holder(), moves=(a_move("C1", "W2"),))

    assert isinstance(why_pinned(moved, C1), DefaultPin)
    assert why_pinned(loads(with_holder(), unpinned=(C1,)), C1) is None


def test_that_a_manager_s_pin_comes_first_and_leaves_the_other_where_it_runs_out() -> None:
    pin = Pin(child=C1, reason="TRUSTS", until=DAY_0)
    found = loads(with_holder(), pins=(replace(pin, child=C2), pin), unpinned=())

    assert why_pinned(found, C1) == pin
    assert isinstance(why_pinned(found, C1, DAY_0 + DAY), DefaultPin)
    assert list(pinned_children(found)) == ["C1", "C2"]


def test_that_lifting_lets_go_of_a_pin_of_either_kind_and_notes_only_what_is_needed() -> None:
    pinned = loads(with_holder(), pins=(Pin(child=C1), Pin(child=C2)))

    free = lifted(pinned, (C1, C2))

    assert (free.pins, free.unpinned) == ((), (C1,))
    assert lifted(caseloads(free, POLICY), (C1, C2)) == free


def test_that_a_move_of_a_child_pinned_by_default_is_stopped_unless_it_goes_back() -> None:
    gone = [a_spell("C1", worker, end=DAY_0 - DAY) for worker in ("W2", "W3")]
    staff = [a_worker(f"W{n}") for n in range(1, 5)]
    plan = Plan(snapshot=a_snapshot(a_child(), *staff, *gone, held={"C1": "W1"}))
    by = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)

    (told,) = broken(plan, a_move("C1", "W4"), by)

    assert (told.rule, told.is_hard, told.amounts) == ("pinned", True, {"workers": 3})
    assert [each.rule for each in broken(plan, a_move("C1", None), by)] == ["pinned"]
    assert broken(plan, a_move("C1", "W2"), by) == ()
    (freed,) = broken(replace(plan, unpinned=(C1,)), a_move("C1", "W4"), by)
    assert (freed.rule, freed.is_hard) == ("churn", False)

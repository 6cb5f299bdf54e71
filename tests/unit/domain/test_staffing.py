"""Changes of staff: what they make of a worker, when they show, and what they change then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.people import Absence, Hours, Reduction, Role, TeamId, Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.staffing import Joiner, StaffChange, staffed
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
W1, W9 = WorkerId("W1"), WorkerId("W9")
SOON, LATER = DAY_0 + WEEK, DAY_0 + 4 * WEEK


def changed(*changes: StaffChange, **fields: object) -> Worker:
    """What these changes make of a worker."""
    return staffed(a_snapshot(a_worker(**fields)), changes).workers[changes[0].worker]


def test_that_nothing_changes_without_a_change() -> None:
    snapshot = a_snapshot(a_worker())

    assert staffed(snapshot, ()) is snapshot
    assert Plan(snapshot=snapshot).facts is snapshot


def test_that_the_import_stays_as_it_is() -> None:
    snapshot = a_snapshot(a_worker())

    facts = Plan(snapshot=snapshot, staffing=(a_staff_change("leaves", "W1", SOON),)).facts

    assert (snapshot.workers[W1].last_day, facts.workers[W1].last_day) == (None, SOON)


def test_that_somebody_is_away_from_a_day_until_another_or_for_good() -> None:
    until = changed(a_staff_change("away", "W1", SOON, until=LATER, reason="sick"))
    known = Absence(start=DAY_0, end=DAY_0)

    assert until.absences == (Absence(start=SOON, end=LATER, reason="sick"),)
    assert changed(a_staff_change("away", "W1", SOON), absences=(known,)).absences == (
        known,
        Absence(start=SOON),
    )


def test_that_somebody_comes_back_on_the_day_after_the_absence() -> None:
    back = a_staff_change("returns", "W1", SOON)
    before, ahead = Absence(start=DAY_0, end=DAY_0), Absence(start=LATER)

    open_ended = changed(back, absences=(before, Absence(start=DAY_0 - WEEK), ahead))
    never_began = changed(back, absences=(Absence(start=SOON),))

    assert open_ended.absences == (before, Absence(start=DAY_0 - WEEK, end=SOON - DAY), ahead)
    assert never_began.absences == ()


def test_that_hours_change_from_their_day_on() -> None:
    worker = changed(
        a_staff_change("hours", "W1", LATER, fte=0.5), a_staff_change("hours", "W1", SOON, fte=0.8)
    )

    days = (DAY_0, SOON, LATER - DAY, LATER)
    assert [worker.fte_on(day) for day in days] == [1.0, 0.8, 0.8, 0.5]
    assert worker.hours == (Hours(start=SOON, fte=0.8), Hours(start=LATER, fte=0.5))


def test_that_a_joiner_is_there_as_told_from_the_first_day() -> None:
    start = Reduction(share=0.5, start=SOON, end=LATER, reason="protected start")
    joiner = Joiner(
        name="Jo",
        team=TeamId("T1"),
        role=Role.SENIOR_SOCIAL_WORKER,
        fte=0.6,
        is_newly_qualified=True,
        languages=frozenset({"Welsh"}),
        protected=(start,),
    )

    worker = changed(a_staff_change("joins", "W9", SOON, joiner=joiner))

    assert worker == Worker(
        id=W9,
        name="Jo",
        team=TeamId("T1"),
        role=Role.SENIOR_SOCIAL_WORKER,
        fte=0.6,
        is_newly_qualified=True,
        is_listed=True,
        first_day=SOON,
        languages=frozenset({"Welsh"}),
        reductions=(start,),
    )


def test_that_who_joins_can_change_hours_and_leave_whatever_was_staged_first() -> None:
    leaves, joins = a_staff_change("leaves", "W9", LATER), a_staff_change("joins", "W9", SOON)

    worker = changed(leaves, a_staff_change("hours", "W9", LATER, fte=0.5), joins)

    assert (worker.first_day, worker.last_day, worker.fte_on(LATER)) == (SOON, LATER, 0.5)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"kind": "away", "until": DAY_0 - DAY}, "runs backwards"),
        ({"kind": "joins", "joiner": None}, "a joiner is told for who joins"),
        ({"kind": "leaves", "joiner": Joiner(name="Jo")}, "a joiner is told for who joins"),
        ({"kind": "hours"}, "hours are told where they change"),
        ({"kind": "leaves", "fte": 0.5}, "hours are told where they change"),
        ({"kind": "leaves", "until": LATER}, "only an absence has a last day"),
    ],
)
def test_that_a_change_that_makes_no_sense_is_refused(
    fields: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        a_staff_change(str(fields.pop("kind")), "W1", DAY_0, **fields)


def test_that_nobody_joins_twice_or_changes_who_is_not_there() -> None:
    joins, leaves = (a_staff_change(kind, "W9", SOON) for kind in ("joins", "leaves"))

    with pytest.raises(ValueError, match="somebody joins who is there"):
        Plan(snapshot=a_snapshot(a_worker("W9")), staffing=(joins,))
    with pytest.raises(ValueError, match="no worker W9 in this import"):
        Plan(snapshot=a_snapshot(a_worker()), staffing=(leaves,))
    with pytest.raises(ValueError, match="nobody knows W9"):
        staffed(a_snapshot(a_worker()), (leaves,))
    with pytest.raises(ValueError, match="W9 can't joins"):
        staffed(a_snapshot(a_worker("W9")), (joins,))


# ---- as steps of a plan

SNAPSHOT = a_snapshot(a_child(), a_worker(), held={"C1": "W1"})
PLAN = Plan(snapshot=SNAPSHOT)
JOINS = a_staff_change("joins", "W9", SOON)


def test_that_a_change_takes_the_place_of_one_of_its_kind_but_absences_and_hours_follow() -> None:
    def staged(*steps: StaffChange) -> tuple[StaffChange, ...]:
        plan = PLAN
        for step in steps:
            plan = plan.with_step(step)
        return plan.staffing

    def two(kind: str, **fields: object) -> list[StaffChange]:
        return [a_staff_change(kind, "W1", day, **fields) for day in (SOON, LATER)]

    assert staged(*two("leaves")) == (two("leaves")[1],)
    assert staged(*two("returns")) == (two("returns")[1],)
    assert staged(*two("away")) == tuple(two("away"))
    assert staged(*two("hours", fte=0.5)) == tuple(two("hours", fte=0.5))
    again = a_staff_change("away", "W1", SOON, until=LATER)
    assert staged(a_staff_change("away", "W1", SOON), again) == (again,)
    assert staged(*two("leaves"), *two("returns")) == (two("leaves")[1], two("returns")[1])


def test_that_a_change_is_taken_back_and_nothing_else() -> None:
    leaves, away = a_staff_change("leaves", "W1", LATER), a_staff_change("away", "W1", SOON)
    plan = PLAN.with_step(leaves).with_step(away).with_move(a_move("C1", None))

    assert plan.without_step(leaves) == PLAN.with_step(away).with_move(a_move("C1", None))
    assert plan.without_step(replace(away, day=LATER)) == plan


def test_that_what_is_staged_for_a_joiner_goes_with_them() -> None:
    to_joiner, to_nobody = a_move("C1", "W9"), a_move("C1", None)
    plan = PLAN.with_step(JOINS)

    assert plan.with_move(to_joiner).without_step(JOINS) == PLAN
    assert plan.with_step(a_staff_change("hours", "W9", LATER, fte=0.5)).without_step(JOINS) == PLAN
    assert plan.with_move(to_nobody).without_step(JOINS) == PLAN.with_move(to_nobody)


def test_that_all_that_is_staged_are_the_steps_of_a_plan() -> None:
    move = a_move("C1", "W9")
    plan = PLAN.with_step(JOINS).with_step(move)

    assert plan.steps == (JOINS, move)
    assert plan.without_step(move).steps == (JOINS,)
    assert plan.without_steps == PLAN


@pytest.mark.parametrize("day", [DAY_0, LATER])
def test_that_without_hours_of_its_own_a_day_has_the_hours_of_the_contract(day: date) -> None:
    assert a_worker(fte=0.7).fte_on(day) == 0.7

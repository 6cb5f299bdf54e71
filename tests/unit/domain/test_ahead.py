"""A plan looked at on a later day: what has taken effect by then, and what it changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.ahead import dated_events, on_day, seen_on
from allocation_app.domain.caseloads import Caseloads, Reason, caseloads
from allocation_app.domain.effects import NOT_THERE, Change, Measured, Standing, step_effect
from allocation_app.domain.people import ChildId, Involvement, Status, WorkerId
from allocation_app.domain.plan import InvolvementChange, Plan, Step
from allocation_app.domain.policy import Band
from allocation_app.domain.staging import preview
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SOON, LATER = DAY_0 + WEEK, DAY_0 + 6 * WEEK
C1, C2, W1, W2, W9 = ChildId("C1"), ChildId("C2"), WorkerId("W1"), WorkerId("W2"), WorkerId("W9")
CASE, NEW = POLICY.weights.cases[Status.CARE_AND_SUPPORT.value], POLICY.weights.new
PLAN = Plan(
    snapshot=a_snapshot(
        *(a_child(child=f"C{n}") for n in (1, 2, 3)),
        a_worker("W1"),
        a_worker("W2"),
        held={"C1": "W1", "C2": "W1"},
    )
)
LEAVES, JOINS = a_staff_change("leaves", "W1", SOON), a_staff_change("joins", "W9", SOON)
AWAY = a_staff_change("away", "W1", SOON, until=LATER)


def planned(*steps: Step) -> Plan:
    plan = PLAN
    for step in steps:
        plan = plan.with_step(step)
    return plan


def beside(worker: str, **fields: object) -> InvolvementChange:
    return InvolvementChange(
        child=C1, worker=WorkerId(worker), involvement=Involvement.CO_WORKER, **fields
    )


# ---- what has been done by then


def test_that_what_takes_effect_later_has_not_been_done_by_then() -> None:
    plan = planned(a_move("C1", "W2", effective=LATER), beside("W2", effective=LATER))

    seen = {day: caseloads(on_day(plan, day), POLICY) for day in (DAY_0, SOON, LATER - DAY, LATER)}

    assert seen[DAY_0].loads[W2].children == ("C1",)
    assert seen[SOON].loads[W2].has_cases is seen[LATER - DAY].loads[W2].has_cases is False
    assert seen[LATER].loads[W2].children == ("C1",)


def test_that_what_has_no_date_is_done_on_the_day_of_the_import() -> None:
    plan = planned(a_move("C1", "W2"), beside("W1"))

    seen = caseloads(on_day(plan, LATER), POLICY)

    assert seen.spells[C1].start == DAY_0
    assert [spell.start for spell in seen.beside[C1]] == [DAY_0]
    assert on_day(plan, DAY_0) is plan


# ---- when a step shows


@pytest.mark.parametrize(
    ("step", "day"),
    [
        (LEAVES, SOON + DAY),
        (AWAY, SOON),
        (a_staff_change("returns", "W1", LATER), LATER),
        (a_staff_change("hours", "W1", LATER, fte=0.5), LATER),
        (a_staff_change("away", "W1", DAY_0 - WEEK), DAY_0),
        (JOINS, SOON),
        (a_move("C1", "W2", effective=LATER), DAY_0),
        (a_move("C1", None), DAY_0),
        (a_move("C1", "W9"), SOON),
        (a_move("C1", "W9", effective=DAY_0), SOON),
        (a_move("C1", "W9", effective=LATER), LATER),
        (beside("W2"), DAY_0),
        (beside("W9"), SOON),
    ],
)
def test_that_a_step_shows_on_the_day_on_which_it_takes_hold(step: Step, day: date) -> None:
    assert seen_on(planned(JOINS, step), step) == day


def test_that_a_step_for_somebody_unknown_shows_at_once() -> None:
    assert seen_on(PLAN, a_move("C1", "W9")) == DAY_0


def test_that_each_day_to_come_is_told_with_what_takes_hold_on_it() -> None:
    now, later = a_move("C3", "W2"), a_move("C1", "W2", effective=LATER)
    past = a_staff_change("hours", "W2", DAY_0 - WEEK, fte=0.5)
    plan = planned(AWAY, JOINS, past, now, later, a_move("C2", "W9"))

    assert dated_events(plan) == {
        SOON: (AWAY, JOINS, a_move("C2", "W9")),
        LATER: (later,),
        LATER + DAY: (AWAY,),
    }
    assert list(dated_events(plan)) == [SOON, LATER, LATER + DAY]
    assert dated_events(PLAN) == {}


# ---- loads and the queue follow the dates


def on_days(plan: Plan, days: Iterable[date]) -> list[Caseloads]:
    return [caseloads(on_day(plan, day), POLICY) for day in days]


def test_that_the_children_of_a_leaver_wait_from_the_day_after_the_last_one() -> None:
    seen = on_days(planned(LEAVES), (DAY_0, SOON, SOON + DAY))

    assert [{*loads.unallocated.items()} for loads in seen] == [
        {("C3", Reason.NO_WORKER)},
        {("C3", Reason.NO_WORKER)},
        {("C3", Reason.NO_WORKER), ("C1", Reason.LEAVER), ("C2", Reason.LEAVER)},
    ]
    assert [loads.loads[W1].capacity for loads in seen] == [85, 85, 0]


def test_that_a_long_absence_leaves_no_capacity_until_the_return() -> None:
    days = (DAY_0, SOON, LATER, LATER + DAY)
    back = a_staff_change("returns", "W1", SOON + DAY)

    away = on_days(planned(AWAY), days)
    returned = on_days(planned(AWAY, back), days)

    assert [loads.loads[W1].capacity for loads in away] == [85, 0, 0, 85]
    assert [loads.loads[W1].capacity for loads in returned] == [85, 85, 85, 85]


def test_that_hours_and_joiners_count_from_their_day() -> None:
    plan = planned(JOINS, a_staff_change("hours", "W1", LATER, fte=0.5))

    seen = on_days(plan, (DAY_0, SOON, LATER))

    assert [loads.loads[W1].capacity for loads in seen] == [85, 85, 42.5]
    assert [loads.loads[W9].capacity for loads in seen] == [0, 85, 85]


# ---- what a step changes, on its day


def test_that_a_leaver_changes_nothing_on_the_day_of_the_import_but_all_the_day_after() -> None:
    told = step_effect(planned(LEAVES), LEAVES, BY)

    before = Standing(
        utilisation=round(2 * CASE / 85, 6), points=2 * CASE, children=2, band=Band.SPARE
    )
    gone = replace(before, utilisation=None, band=Band.OVER)
    assert (told.step, told.day) == (LEAVES, SOON + DAY)
    assert told.effect.workers == {W1: Change(worker=W1, before=before, after=gone)}
    assert (told.effect.team.before.unallocated, told.effect.team.after.unallocated) == (1, 3)


def test_that_a_joiner_is_told_with_what_is_staged_for_them() -> None:
    plan = planned(JOINS, a_move("C3", "W9"))

    joins, moves = (step_effect(plan, step, BY) for step in plan.steps)

    after = joins.effect.workers[W9].after
    assert joins.day == moves.day == SOON
    assert joins.effect.workers[W9].before == NOT_THERE
    assert (after.children, after.points) == (1, CASE + NEW)
    assert joins.effect.team.after.unallocated == moves.effect.team.after.unallocated == 0
    assert moves.effect.workers[W9].before.points == 0
    assert moves.effect.workers[W9].after == after


def test_that_a_step_is_told_alike_whether_it_is_staged_yet_or_not() -> None:
    move = a_move("C1", "W2")
    plan = planned(move, LEAVES)

    for step in (move, LEAVES):
        rest = plan.without_step(step)
        told = step_effect(plan, step, BY)
        assert told == step_effect(rest, step, BY)
        assert preview(rest, [step], BY).effect == told.effect
        assert preview(rest, [step], BY).day == told.day


def test_that_a_joiner_and_what_goes_to_them_are_seen_before_they_are_staged_at_once() -> None:
    told = preview(PLAN, [JOINS, a_move("C3", "W9", effective=SOON)], BY)

    assert told.day == SOON
    assert told.effect.workers[W9].after.children == 1
    assert "not_started" not in {each.rule for each in told.broken}
    assert preview(PLAN, [], BY).day == DAY_0
    assert preview(PLAN, [], BY).effect.workers == {}

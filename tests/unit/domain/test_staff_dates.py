"""Loads, delays, the queue and the forecast follow the dates of who leaves, is away or joins."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import Caseloads, Load, Reason, caseloads
from allocation_app.domain.effects import Measured, difference_of, step_effect, team_standing
from allocation_app.domain.forecast import Coming, Why, forecast
from allocation_app.domain.people import (
    ChildId,
    EventKind,
    Involvement,
    Status,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Plan, Step
from allocation_app.domain.review import Review, review
from allocation_app.domain.staffing import Joiner
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    WALES,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)
from tests.unit.domain.imports import imports

BY = Measured(policy=POLICY, rules=WALES, calendar=CALENDAR)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SOON, LATER = DAY_0 + WEEK, DAY_0 + 8 * WEEK
DAYS = st.sampled_from([DAY_0 + n * DAY for n in (0, 1, 7, 30)])


def looked_at(plan: Plan, day: date | None = None) -> Review:
    then = plan if day is None else on_day(plan, day)
    return review(then, POLICY, WALES, CALENDAR)


def plans() -> st.SearchStrategy[Plan]:
    """Any small import with somebody in it, and nothing staged."""
    snapshots = imports().filter(lambda each: each.children and each.workers)
    return snapshots.map(lambda snapshot: Plan(snapshot=snapshot))


@st.composite
def staged(draw: st.DrawFn) -> tuple[Plan, tuple[Step, ...]]:
    """A plan with nothing in it, and steps of every kind, each about something else."""
    plan = draw(plans())
    child = st.sampled_from(sorted(plan.snapshot.children))
    worker = st.sampled_from(sorted(plan.snapshot.workers))
    hours = st.builds(a_staff_change, st.just("hours"), worker, DAYS, fte=st.just(0.5))
    steps = st.one_of(
        st.builds(a_move, child, st.none() | worker, effective=st.none() | DAYS),
        st.builds(a_staff_change, st.sampled_from(["leaves", "away", "returns"]), worker, DAYS),
        hours,
        st.builds(
            InvolvementChange,
            child=child,
            worker=worker,
            involvement=st.just(Involvement.CO_WORKER),
            is_end=st.booleans(),
        ),
    )
    drawn = draw(st.lists(steps, min_size=1, max_size=6, unique_by=_about))
    return plan, tuple(drawn)


def _about(step: Step) -> object:
    kind = getattr(step, "kind", None)
    return (type(step), getattr(step, "child", None), getattr(step, "worker", None), kind)


@settings(max_examples=60)
@given(staged(), DAYS)
def test_that_the_effects_of_all_steps_add_up_to_that_of_the_plan_on_any_day(
    drawn: tuple[Plan, tuple[Step, ...]], day: date
) -> None:
    nothing, steps = drawn
    day = max(day, nothing.snapshot.as_at)
    points: dict[WorkerId, float] = defaultdict(float)
    waiting = late = 0
    plan = nothing
    for step in steps:
        before, plan = plan, plan.with_step(step)
        told = difference_of(on_day(before, day), on_day(plan, day), BY)
        for worker, change in told.workers.items():
            points[worker] += change.after.points - change.before.points
        waiting += told.team.after.unallocated - told.team.before.unallocated
        late += told.team.after.late - told.team.before.late

    whole = difference_of(on_day(nothing, day), on_day(plan, day), BY)

    changes = {each: c.after.points - c.before.points for each, c in whole.workers.items()}
    assert {each: pytest.approx(n, abs=1e-6) for each, n in changes.items()} == {
        each: points[each] for each in changes
    }
    assert all(abs(n) < 1e-6 for each, n in points.items() if each not in changes)
    assert waiting == whole.team.after.unallocated - whole.team.before.unallocated
    assert late == whole.team.after.late - whole.team.before.late


@settings(max_examples=60)
@given(staged(), st.randoms())
def test_that_the_order_in_which_steps_are_staged_says_nothing(
    drawn: tuple[Plan, tuple[Step, ...]], chance: st.DataObject
) -> None:
    nothing, steps = drawn
    shuffled = list(steps)
    chance.shuffle(shuffled)
    one = other = nothing
    for step, next_step in zip(steps, shuffled, strict=True):
        one, other = one.with_step(step), other.with_step(next_step)

    for step in steps:
        assert step_effect(one, step, BY) == step_effect(other, step, BY)


@settings(max_examples=60)
@given(plans(), st.data())
def test_that_the_children_of_a_leaver_wait_from_the_day_after_and_not_before(
    plan: Plan, data: st.DataObject
) -> None:
    worker = data.draw(st.sampled_from(sorted(plan.snapshot.workers)))
    last = plan.snapshot.as_at + data.draw(st.integers(0, 30)) * DAY
    stays = replace(
        plan,
        snapshot=replace(
            plan.snapshot,
            workers={
                **plan.snapshot.workers,
                worker: replace(plan.snapshot.workers[worker], last_day=None),
            },
        ),
    )
    leaves = stays.with_step(a_staff_change("leaves", worker, last))

    before, same = (caseloads(on_day(each, last), POLICY) for each in (stays, leaves))
    then, after = (caseloads(on_day(each, last + DAY), POLICY) for each in (stays, leaves))

    assert same.unallocated == before.unallocated
    held = {*then.loads[worker].children}
    expected = {child: Reason.LEAVER for child in held if then.holder(child).holds_cases}
    assert after.unallocated == then.unallocated | expected
    assert after.loads[worker].capacity == 0
    assert leaves.without_step(leaves.staffing[0]) == stays


@settings(max_examples=60)
@given(plans(), DAYS)
def test_that_a_joiner_without_hours_changes_nothing(plan: Plan, day: date) -> None:
    joiner = Joiner(name="Jo Roe", fte=0.0)
    joins = plan.with_step(a_staff_change("joins", "W9", day, joiner=joiner))

    for seen in (plan.snapshot.as_at, max(day, plan.snapshot.as_at) + WEEK):
        before, after = looked_at(plan, seen), looked_at(joins, seen)
        assert {each: after.caseloads.loads[each] for each in before.caseloads.loads} == (
            before.caseloads.loads
        )
        assert after.caseloads.unallocated == before.caseloads.unallocated
        assert after.findings == before.findings
        assert after.balance == before.balance
        assert team_standing(on_day(joins, seen), BY) == team_standing(on_day(plan, seen), BY)


def held_alike(loads: Caseloads) -> tuple[dict[WorkerId, Load], dict[ChildId, Reason]]:
    return dict(loads.loads), dict(loads.unallocated)


@settings(max_examples=60)
@given(plans(), st.data())
def test_that_who_goes_away_and_comes_back_leaves_all_as_it_would_have_been(
    plan: Plan, data: st.DataObject
) -> None:
    worker = data.draw(st.sampled_from(sorted(plan.snapshot.workers)))
    there = {worker: replace(plan.snapshot.workers[worker], absences=())}
    plan = Plan(snapshot=replace(plan.snapshot, workers={**plan.snapshot.workers, **there}))
    today = plan.snapshot.as_at
    away, back = sorted(today + data.draw(st.integers(1, 90)) * DAY for _ in range(2))
    both = plan.with_step(a_staff_change("away", worker, away))
    both = both.with_step(a_staff_change("returns", worker, back))

    for day in (today, back, back + WEEK):
        assert held_alike(caseloads(on_day(both, day), POLICY)) == (
            held_alike(caseloads(on_day(plan, day), POLICY))
        )
    assert looked_at(both, back + WEEK).findings == looked_at(plan, back + WEEK).findings
    if away == back:
        assert both.facts == plan.facts


# ---- the forecast: a visit is due on the ninth day, when W1 may have left

VISITED = {
    EventKind.VISIT: DAY_0 + 9 * DAY - 6 * WEEK,
    EventKind.LOOKED_AFTER_START: DAY_0 - 60 * WEEK,
    EventKind.PLACEMENT_START: DAY_0 - 30 * WEEK,
    EventKind.FIRST_LOOKED_AFTER_REVIEW: DAY_0 - 58 * WEEK,
    EventKind.LOOKED_AFTER_REVIEW: DAY_0 - 4 * WEEK,
}
PLAN = Plan(
    snapshot=a_snapshot(
        a_child(Status.LOOKED_AFTER, events=VISITED),
        *(a_worker(f"W{n}") for n in (1, 2)),
        held={"C1": "W1"},
    )
)
LEAVES, AWAY = a_staff_change("leaves", "W1", SOON), a_staff_change("away", "W1", SOON)


def coming(*steps: Step) -> list[Coming]:
    """What will be late of the child, or of who holds it."""
    plan = PLAN
    for step in steps:
        plan = plan.with_step(step)
    return [*forecast(plan, POLICY, RULES, CALENDAR)]


def waiting(found: list[Coming]) -> list[int]:
    """In which weeks it is to come that the child has no worker."""
    return sorted({each.week for each in found if each.finding.delay == "D5"})


def test_that_the_forecast_tells_who_waits_once_somebody_has_left() -> None:
    assert waiting(coming()) == []
    assert waiting(coming(LEAVES)) == [2]


def test_that_a_visit_that_falls_due_after_the_last_day_is_for_somebody_else_to_make() -> None:
    told = [
        next(each for each in coming(*steps) if each.finding.rule == "W-CLA-02")
        for steps in ((), (LEAVES,), (LEAVES, a_move("C1", "W2")))
    ]

    assert [each.why for each in told] == [Why.HELD, Why.HOLDER_LEAVING, Why.HELD]
    assert [each.holder for each in told] == ["W1", "W1", "W2"]


def test_that_a_child_who_moves_as_the_worker_leaves_never_waits_but_one_who_moves_later() -> None:
    in_time = a_move("C1", "W2", effective=SOON + DAY)
    too_late = replace(in_time, effective=SOON + 15 * DAY)

    assert waiting(coming(LEAVES, in_time)) == []
    seen = [
        caseloads(on_day(PLAN.with_step(LEAVES).with_move(too_late), SOON + n * DAY), POLICY)
        for n in (0, 1, 14, 15)
    ]
    assert [len(each.unallocated) for each in seen] == [0, 1, 1, 0]


def test_that_a_long_absence_is_foretold_and_a_return_ends_it() -> None:
    back = a_staff_change("returns", "W1", SOON + 2 * DAY)

    assert waiting(coming(AWAY)) == [1]
    assert waiting(coming(AWAY, back)) == []

"""What will be late: the review of a week on, two weeks on, and whose it is until then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.forecast import Coming, Why, forecast
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Reduction,
    Role,
    Status,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.review import review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.working_days import Holiday
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    EVERY_KIND,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_spell,
    a_worker,
)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONDAY = DAY_0 + 13 * DAY
"""13 April 2026, a week after Easter Monday: as at 31 March that is in the second week."""

LOOKED_AFTER = {
    EventKind.LOOKED_AFTER_START: DAY_0 - 700 * DAY,
    EventKind.PLACEMENT_START: DAY_0 - 200 * DAY,
    EventKind.FIRST_LOOKED_AFTER_REVIEW: DAY_0 - 680 * DAY,
    EventKind.LOOKED_AFTER_REVIEW: DAY_0 - 30 * DAY,
}


def due_on(day: date, child: str = "C1", **fields: object) -> Child:
    """A looked-after child whose six-weekly visit is due on this day, and nothing else soon."""
    visited = {EventKind.VISIT: day - 6 * WEEK}
    return a_child(Status.LOOKED_AFTER, child=child, events=LOOKED_AFTER | visited, **fields)


def coming(snapshot: Snapshot, *moves: Move, weeks: int = 4) -> tuple[Coming, ...]:
    return forecast(Plan(snapshot=snapshot, moves=moves), POLICY, RULES, CALENDAR, weeks)


def the_visit(snapshot: Snapshot, *moves: Move) -> Coming:
    """The one coming breach of a visit."""
    (found,) = [each for each in coming(snapshot, *moves) if each.finding.rule == "W-CLA-02"]
    return found


def test_that_a_visit_of_a_child_with_a_worker_at_work_breaches_the_day_after_it_is_due() -> None:
    thursday = DAY_0 + 9 * DAY

    visit = the_visit(a_snapshot(due_on(thursday), a_worker(), held={"C1": "W1"}))

    assert (visit.finding.due, visit.breaches_on, visit.week) == (thursday, thursday + DAY, 2)
    assert (visit.holder, visit.why, visit.act_by) == ("W1", Why.HELD, None)
    assert visit.finding.state is State.LATE


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (13, 2), (27, 4)])
def test_that_a_breach_stands_in_the_week_in_which_it_is_first_late(days: int, week: int) -> None:
    visit = the_visit(a_snapshot(due_on(DAY_0 + days * DAY), a_worker(), held={"C1": "W1"}))

    assert (visit.week, visit.breaches_on) == (week, DAY_0 + (days + 1) * DAY)


def test_that_what_is_late_already_and_what_is_due_later_is_no_forecast() -> None:
    team = a_snapshot(
        due_on(DAY_0 - DAY, "C1"), due_on(DAY_0 + 28 * DAY, "C2"), a_worker(),
        held={"C1": "W1", "C2": "W1"},
    )  # fmt: skip

    assert coming(team) == ()


def test_that_a_forecast_looks_as_far_ahead_as_it_is_asked() -> None:
    team = a_snapshot(due_on(DAY_0 + 9 * DAY), a_worker(), held={"C1": "W1"})

    assert coming(team, weeks=1) == ()
    assert len(coming(team, weeks=2)) == 1


def test_that_an_unallocated_child_is_to_be_allocated_two_working_days_before_its_visit() -> None:
    """Due on Wednesday 15 April: by Monday."""
    visit = the_visit(a_snapshot(due_on(MONDAY + 2 * DAY)))

    assert (visit.holder, visit.why, visit.act_by) == (None, Why.UNALLOCATED, MONDAY)


def test_that_a_child_under_duty_is_to_be_allocated() -> None:
    duty = a_worker("DUTY", role=Role.DUTY)

    visit = the_visit(a_snapshot(due_on(MONDAY), duty, held={"C1": "DUTY"}))

    assert (visit.holder, visit.why) == ("DUTY", Why.UNALLOCATED)


def test_that_nobody_can_act_before_today() -> None:
    visit = the_visit(a_snapshot(due_on(DAY_0)))

    assert (visit.breaches_on, visit.act_by) == (DAY_0 + DAY, DAY_0)


def test_that_a_plan_that_allocates_the_child_takes_the_need_to_act_away() -> None:
    team = a_snapshot(due_on(MONDAY), a_worker())

    assert the_visit(team, a_move("C1", "W1")).why is Why.HELD
    assert the_visit(team, a_move("C1", "W1")).holder == "W1"


def test_that_a_move_without_a_date_is_made_today_whatever_week_is_looked_at() -> None:
    """Taken from its worker on Tuesday, to be allocated by Wednesday."""
    team = a_snapshot(a_child(), a_worker(), held={"C1": "W1"})

    (left,) = [each for each in coming(team, a_move("C1", None)) if each.finding.rule == "D1"]

    assert (left.week, left.finding.trigger, left.breaches_on) == (1, DAY_0, DAY_0 + 2 * DAY)


def test_that_a_bank_holiday_of_the_policy_moves_what_is_coming() -> None:
    """Referred today, to be decided on the next working day, which the council has off."""
    plan = Plan(snapshot=a_snapshot(a_child(Status.REFERRAL, events={EventKind.REFERRAL: DAY_0})))
    off = Holiday(day=DAY_0 + DAY, name="Bank holiday", name_cy="Gŵyl Banc")

    for policy, day in ((POLICY, 2), (replace(POLICY, holidays=(off,)), 3)):
        found = forecast(plan, policy, RULES, CALENDAR)
        (decision,) = [each for each in found if each.finding.rule == "W-REF-01"]
        assert decision.breaches_on == DAY_0 + day * DAY


def test_that_leave_from_monday_leaves_thursdays_visit_without_a_worker() -> None:
    """Two weeks of leave; the last working day before it is Friday."""
    away = a_worker(absences=(Absence(start=MONDAY, end=MONDAY + 13 * DAY),))

    visit = the_visit(a_snapshot(due_on(MONDAY + 3 * DAY), away, held={"C1": "W1"}))

    assert (visit.why, visit.act_by) == (Why.HOLDER_AWAY, MONDAY - 3 * DAY)


def test_that_cover_is_arranged_in_time_where_leave_begins_on_the_day_of_the_visit() -> None:
    away = a_worker(absences=(Absence(start=MONDAY + 3 * DAY, end=MONDAY + 9 * DAY),))

    visit = the_visit(a_snapshot(due_on(MONDAY + 3 * DAY), away, held={"C1": "W1"}))

    assert (visit.why, visit.act_by) == (Why.HOLDER_AWAY, MONDAY + DAY)


def test_that_a_visit_that_is_due_before_the_leave_is_the_workers_own() -> None:
    away = a_worker(absences=(Absence(start=MONDAY, end=MONDAY + 13 * DAY),))

    visit = the_visit(a_snapshot(due_on(MONDAY - DAY), away, held={"C1": "W1"}))

    assert visit.why is Why.HELD


def test_that_a_visit_on_a_weekend_needs_the_worker_on_the_friday_before() -> None:
    friday, sunday = MONDAY + 4 * DAY, MONDAY + 6 * DAY
    at_work = a_worker(absences=(Absence(start=friday + DAY, end=sunday),))
    away = a_worker(absences=(Absence(start=MONDAY, end=friday),))

    kept = the_visit(a_snapshot(due_on(sunday), at_work, held={"C1": "W1"}))
    lost = the_visit(a_snapshot(due_on(sunday), away, held={"C1": "W1"}))

    assert (kept.why, lost.why) == (Why.HELD, Why.HOLDER_AWAY)


def test_that_a_worker_who_is_away_already_needs_cover_two_working_days_before() -> None:
    away = a_worker(absences=(Absence(start=DAY_0 - DAY, end=MONDAY + 6 * DAY),))

    visit = the_visit(a_snapshot(due_on(MONDAY + 3 * DAY), away, held={"C1": "W1"}))

    assert (visit.why, visit.act_by) == (Why.HOLDER_AWAY, MONDAY + DAY)


def test_that_a_worker_who_is_back_in_time_makes_the_visit() -> None:
    away = a_worker(absences=(Absence(start=DAY_0 - DAY, end=MONDAY),))

    assert the_visit(a_snapshot(due_on(MONDAY + DAY), away, held={"C1": "W1"})).why is Why.HELD


def test_that_a_visit_after_a_workers_last_day_is_nobodys() -> None:
    leaver = a_worker(last_day=MONDAY)

    visit = the_visit(a_snapshot(due_on(MONDAY + 9 * DAY), leaver, held={"C1": "W1"}))

    assert (visit.why, visit.act_by) == (Why.HOLDER_LEAVING, MONDAY)


def test_that_a_leaver_leaves_every_child_that_is_still_held() -> None:
    """Last day Monday: a looked-after child must have another worker on that day."""
    team = a_snapshot(due_on(DAY_0 + 40 * DAY), a_worker(last_day=MONDAY), held={"C1": "W1"})

    (left,) = [each for each in coming(team) if each.finding.delay == "D5"]

    assert (left.finding.child, left.breaches_on, left.week) == ("C1", MONDAY + DAY, 2)
    assert (left.why, left.act_by) == (Why.HOLDER_LEAVING, MONDAY - 4 * DAY)


def test_that_a_long_absence_is_a_breach_for_every_child_held_from_its_first_day() -> None:
    away = a_worker(absences=(Absence(start=MONDAY),))
    team = a_snapshot(due_on(DAY_0 + 40 * DAY), away, held={"C1": "W1"})

    (gap,) = [each for each in coming(team) if each.finding.delay == "D5"]

    assert (gap.finding.child, gap.breaches_on, gap.week) == ("C1", MONDAY, 2)
    assert (gap.why, gap.act_by) == (Why.HOLDER_AWAY, MONDAY - 4 * DAY)


def test_that_an_allocation_that_ends_leaves_the_child_without_a_worker() -> None:
    ends = a_spell("C1", "W1", start=DAY_0 - 90 * DAY, end=MONDAY)
    visit = the_visit(a_snapshot(due_on(MONDAY + 9 * DAY), a_worker(), ends))

    assert (visit.holder, visit.why) == ("W1", Why.UNALLOCATED)


def test_that_nobody_is_told_to_act_for_a_child_whose_worker_can_not_be_read() -> None:
    visit = the_visit(a_snapshot(due_on(MONDAY, is_holder_readable=False)))

    assert (visit.holder, visit.why, visit.act_by) == (None, Why.HELD, None)


def test_that_another_rule_that_comes_to_apply_has_no_day_on_which_it_breaches() -> None:
    """A plan for life: three months between visits in the second year, six weeks in the first."""
    events = {
        **LOOKED_AFTER,
        EventKind.PLACEMENT_START: DAY_0 - 362 * DAY,
        EventKind.VISIT: DAY_0 - 120 * DAY,
    }
    lately = replace(RULES, rules=tuple(
        replace(rule, limit=52) if rule.id == "W-CLA-02" else rule for rule in RULES.rules
    ))  # fmt: skip
    child = a_child(Status.LOOKED_AFTER, events=events, is_placement_long_term=False)
    plan = Plan(snapshot=a_snapshot(child))

    (visit,) = [
        each for each in forecast(plan, POLICY, lately, CALENDAR) if each.finding.rule == "W-CLA-04"
    ]

    assert (visit.week, visit.breaches_on, visit.act_by) == (1, None, None)


def test_that_a_reduction_that_begins_makes_an_overload_that_no_date_tells() -> None:
    lead = a_worker(reductions=(Reduction(share=0.8, start=DAY_0 + 9 * DAY),))
    team = a_snapshot(
        *(due_on(DAY_0 + 40 * DAY, f"C{n}") for n in range(3)), lead,
        held={f"C{n}": "W1" for n in range(3)},
    )  # fmt: skip

    (load,) = coming(team)

    assert (load.finding.delay, load.finding.worker, load.week) == ("D11", "W1", 2)
    assert (load.holder, load.breaches_on, load.act_by) == ("W1", None, None)


# ---- a week on, the forecast is what is so

KINDS = (
    EventKind.REFERRAL,
    EventKind.REGISTERED,
    EventKind.SEEN_ALONE,
    EventKind.LOOKED_AFTER_START,
    EventKind.PLACEMENT_START,
    EventKind.VISIT,
)
STATUSES = (Status.REFERRAL, Status.REGISTERED, Status.LOOKED_AFTER, Status.UNKNOWN)


@st.composite
def absences(draw: st.DrawFn) -> tuple[Absence, ...]:
    start = DAY_0 + draw(st.integers(-20, 30)) * DAY
    days = draw(st.sampled_from((None, 0, 5, 12, 40)))
    return (Absence(start=start, end=None if days is None else start + days * DAY),)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A small team with dates around every limit, planned leave, last days and some moves."""
    staff = [
        a_worker(
            f"W{n}",
            role=draw(st.sampled_from((None, Role.SOCIAL_WORKER, Role.DUTY))),
            fte=draw(st.sampled_from((0.1, 1.0))),
            last_day=draw(st.none() | st.integers(-5, 40).map(lambda n: DAY_0 + n * DAY)),
            absences=draw(st.just(()) | absences()),
        )
        for n in range(draw(st.integers(1, 3)))
    ]
    young, held = [], []
    for n in range(draw(st.integers(1, 5))):
        kinds = draw(st.sets(st.sampled_from(KINDS)))
        young.append(
            a_child(
                *draw(st.sets(st.sampled_from(STATUSES), min_size=1, max_size=2)),
                child=f"C{n}",
                events={kind: DAY_0 - draw(st.integers(-3, 400)) * DAY for kind in kinds},
                unrecorded=draw(st.sampled_from(((), EVERY_KIND))),
                is_placement_long_term=draw(st.sampled_from((True, False, None))),
                is_holder_readable=draw(st.sampled_from((True, True, False))),
            )
        )
        worker = draw(st.sampled_from((None, *staff)))
        if worker is not None:
            end = draw(st.none() | st.integers(1, 30).map(lambda n: DAY_0 + n * DAY))
            held.append(a_spell(f"C{n}", worker.id, start=DAY_0 - 60 * DAY, end=end))
    moves = draw(
        st.lists(
            st.builds(
                a_move,
                st.sampled_from([child.id for child in young]),
                st.sampled_from([None, *(worker.id for worker in staff)]),
                effective=st.just(DAY_0),
            ),
            max_size=3,
        )
    )
    return Plan(snapshot=a_snapshot(*staff, *young, *held), moves=tuple(moves))


Key = tuple[str, ChildId | None, WorkerId | None]


def late(plan: Plan, as_at: date) -> set[Key]:
    """What is late on a day, by the review of that day."""
    snapshot = replace(plan.snapshot, as_at=as_at)
    looked = review(replace(plan, snapshot=snapshot), POLICY, RULES, CALENDAR)
    return {key(finding) for finding in looked.findings if finding.state is State.LATE}


def key(finding: Finding) -> Key:
    return finding.rule, finding.child, finding.worker


@given(plans())
def test_that_a_week_on_the_forecast_is_what_has_become_late(plan: Plan) -> None:
    forecast_of = forecast(plan, POLICY, RULES, CALENDAR)
    now, then = late(plan, DAY_0), late(plan, DAY_0 + WEEK)

    assert {key(each.finding) for each in forecast_of if each.week == 1} == then - now


@given(plans())
def test_that_each_breach_is_told_once_in_its_week_and_can_be_acted_on_until_it_is_due(
    plan: Plan,
) -> None:
    found = forecast(plan, POLICY, RULES, CALENDAR)

    assert len({key(each.finding) for each in found}) == len(found)
    days = [(each.week, each.breaches_on or date.max) for each in found]
    assert days == sorted(days)
    waiting = {wait.child for wait in a_review(plan.snapshot, *plan.moves).waits}
    for each in found:
        if each.breaches_on is not None:
            week = DAY_0 + (each.week - 1) * WEEK
            assert week < each.breaches_on <= week + WEEK
        assert (each.act_by is None) is (each.why is Why.HELD)
        if each.act_by is not None:
            assert each.finding.due is not None
            assert DAY_0 <= each.act_by <= each.finding.due
        elif each.finding.child in waiting:
            assert each.breaches_on is None


@given(plans())
def test_that_a_forecast_changes_nothing_of_the_review_it_stands_beside(plan: Plan) -> None:
    before = review(plan, POLICY, RULES, CALENDAR)

    forecast(plan, POLICY, RULES, CALENDAR)

    assert review(plan, POLICY, RULES, CALENDAR) == before

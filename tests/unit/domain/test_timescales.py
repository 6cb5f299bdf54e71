"""How a rule decides: whether it applies, when its clock began, whether it was met."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.findings import State
from allocation_app.domain.people import EventKind, Gap, Status
from allocation_app.domain.timescales import (
    state_on,
    timescale_findings,
)
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    ENGLAND,
    RULES,
    WALES,
    a_child,
    a_snapshot,
    facts,
    found,
    said,
)
from tests.unit.domain.cases import TIMESCALES

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
REFERRAL, DECISION = EventKind.REFERRAL, EventKind.REFERRAL_DECISION
PLACED, VISIT = EventKind.PLACEMENT_START, EventKind.VISIT
FIRST, LAST = EventKind.FIRST_LOOKED_AFTER_REVIEW, EventKind.LOOKED_AFTER_REVIEW


# ---- rules that run once


def test_that_a_duty_met_late_is_no_finding() -> None:
    child = a_child(Status.REFERRAL, events={REFERRAL: DAY_0, DECISION: DAY_0 + 90 * DAY})

    assert said(child, "W-REF-01", as_at=DAY_0 + 100 * DAY) == []


def test_that_a_duty_met_on_the_day_it_began_is_no_finding() -> None:
    child = a_child(Status.REFERRAL, events={REFERRAL: DAY_0, DECISION: DAY_0})

    assert said(child, "W-REF-01", as_at=DAY_0 + 9 * DAY) == []


def test_that_a_duty_met_before_it_began_is_a_doubt_and_a_gap_in_the_record() -> None:
    child = a_child(Status.REFERRAL, events={REFERRAL: DAY_0, DECISION: DAY_0 - DAY})
    snapshot = a_snapshot(child, as_at=DAY_0 + 9 * DAY)

    (doubt,) = found(snapshot, "W-REF-01")
    (gap,) = found(snapshot, "D13")

    assert (doubt.state, doubt.missing) == (State.CANNOT_TELL, (DECISION,))
    assert (gap.missing, gap.trigger) == ((DECISION,), DAY_0 - DAY)


@pytest.mark.parametrize(
    ("rule", "status", "began", "met"),
    [
        ("W-CLA-01", Status.LOOKED_AFTER, PLACED, VISIT),
        ("W-S47-01", Status.CARE_AND_SUPPORT, EventKind.STRATEGY_DISCUSSION, None),
    ],
)
def test_that_what_belongs_to_something_earlier_does_not_meet_a_duty_and_is_no_gap(
    rule: str, status: Status, began: EventKind, met: EventKind | None
) -> None:
    """A visit in the last placement, the conference of an earlier enquiry."""
    earlier = {met or EventKind.INITIAL_CONFERENCE: DAY_0 - 60 * DAY}
    child = a_child(status, events={began: DAY_0} | earlier, is_conference_needed=True)
    snapshot = a_snapshot(child, as_at=DAY_0 + 60 * DAY)

    assert [finding.state for finding in found(snapshot, rule)] == [State.LATE]
    assert found(snapshot, "D13") == []


def test_that_a_rule_without_its_trigger_can_not_tell_and_names_it() -> None:
    (finding,) = said(a_child(Status.REFERRAL), "W-REF-01")

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (REFERRAL,))
    assert (finding.trigger, finding.due, finding.over) == (None, None, None)


@pytest.mark.parametrize("when", [DAY_0 + DAY, date(2014, 5, 1)])
def test_that_an_impossible_trigger_is_not_used(when: date) -> None:
    """In the future of the import; more than 280 days before birth."""
    child = a_child(Status.REFERRAL, events={REFERRAL: when})
    snapshot = a_snapshot(child)

    (finding,) = found(snapshot, "W-REF-01")
    (gap,) = found(snapshot, "D13")

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (REFERRAL,))
    assert (gap.missing, gap.trigger) == ((REFERRAL,), when)


def test_that_a_duty_met_on_an_impossible_date_is_a_doubt() -> None:
    child = a_child(Status.REFERRAL, events={REFERRAL: DAY_0 - 9 * DAY, DECISION: DAY_0 + DAY})

    (finding,) = said(child, "W-REF-01")

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (DECISION,))


def test_that_any_of_several_events_meets_a_duty() -> None:
    began = {EventKind.LOOKED_AFTER_START: DAY_0}
    as_at = DAY_0 + 90 * DAY

    for kind in (FIRST, LAST):
        child = a_child(Status.LOOKED_AFTER, events=began | {kind: DAY_0 + WEEK})
        assert said(child, "W-CLA-11", as_at=as_at) == []


def test_that_one_blank_of_several_cells_is_enough_to_say_that_a_duty_is_not_met() -> None:
    began = {EventKind.LOOKED_AFTER_START: DAY_0}
    as_at = DAY_0 + 90 * DAY
    half = a_child(Status.LOOKED_AFTER, events=began, unrecorded=[FIRST])
    none = a_child(Status.LOOKED_AFTER, events=began, unrecorded=[FIRST, LAST])

    assert [finding.state for finding in said(half, "W-CLA-11", as_at=as_at)] == [State.LATE]
    assert [finding.state for finding in said(none, "W-CLA-11", as_at=as_at)] == [State.CANNOT_TELL]


# ---- rules that repeat


def test_that_the_clock_of_a_rule_that_repeats_starts_at_the_latest_date() -> None:
    held, registered, seen = DAY_0, DAY_0 + DAY, DAY_0 + WEEK
    dates = {EventKind.INITIAL_CONFERENCE: held, EventKind.REGISTERED: registered}
    before = {EventKind.SEEN_ALONE: DAY_0 - WEEK}
    after = {EventKind.SEEN_ALONE: seen}

    for events, trigger, event in (
        (dates, registered, EventKind.REGISTERED),
        (dates | before, registered, EventKind.REGISTERED),
        (dates | after, seen, EventKind.SEEN_ALONE),
    ):
        child = a_child(Status.REGISTERED, events=events)
        (finding,) = said(child, "W-CP-06", as_at=DAY_0 + 2 * WEEK)
        assert (finding.trigger, finding.trigger_event) == (trigger, event)
        assert finding.due == CALENDAR.add(trigger, 10)


def test_that_a_rule_that_repeats_does_without_an_impossible_trigger() -> None:
    seen = {EventKind.REGISTERED: DAY_0 + 300 * DAY, EventKind.SEEN_ALONE: DAY_0 - 90 * DAY}

    (finding,) = said(a_child(Status.REGISTERED, events=seen), "W-CP-06")

    assert (finding.state, finding.trigger) == (State.LATE, DAY_0 - 90 * DAY)


@pytest.mark.parametrize("rule", ["W-CP-06", "W-CP-07"])
def test_that_a_child_on_the_register_is_visited_from_birth_on(rule: str) -> None:
    registered = {EventKind.REGISTERED: DAY_0 - 100 * DAY}
    unborn = a_child(Status.REGISTERED, events=registered, date_of_birth=DAY_0 + DAY)
    born = a_child(Status.REGISTERED, events=registered, date_of_birth=DAY_0 - DAY)

    (finding,) = said(born, rule)
    (from_today,) = said(replace(born, date_of_birth=DAY_0), rule)

    assert said(unborn, rule) == []
    assert from_today.trigger == DAY_0
    assert (finding.state, finding.trigger) == (State.IN_TIME, DAY_0 - DAY)
    assert finding.trigger_event is Gap.DATE_OF_BIRTH


def test_that_a_child_registered_on_its_day_of_birth_is_visited_from_registration_on() -> None:
    child = a_child(Status.REGISTERED, events={EventKind.REGISTERED: DAY_0}, date_of_birth=DAY_0)

    (finding,) = said(child, "W-CP-06")

    assert finding.trigger_event is EventKind.REGISTERED


@pytest.mark.parametrize(
    ("rule", "status", "events"),
    [
        ("W-REF-01", Status.REFERRAL, {REFERRAL: DAY_0 - 90 * DAY}),
        ("W-CP-02", Status.REGISTERED, {EventKind.INITIAL_CONFERENCE: DAY_0 - 90 * DAY}),
        ("W-CP-05", Status.REGISTERED, {EventKind.REVIEW_CONFERENCE: DAY_0 - 200 * DAY}),
    ],
)
def test_that_what_is_done_for_an_unborn_child_can_be_late(
    rule: str, status: Status, events: dict[EventKind, date]
) -> None:
    unborn = a_child(status, events=events, date_of_birth=DAY_0 + DAY)

    assert [finding.state for finding in said(unborn, rule)] == [State.LATE]


def test_that_a_finding_counts_in_working_days_where_its_rule_does_and_else_in_days() -> None:
    counted = {
        finding.rule: finding.unit
        for case in TIMESCALES
        for finding in found(case.snapshot, case.rule, rules=case.rules)
        if finding.due is not None
    }

    assert counted == {
        rule.id: Unit.WORKING_DAYS if rule.unit is Unit.WORKING_DAYS else Unit.DAYS
        for rule in (*WALES.rules, *ENGLAND.rules)
    }
    assert set(counted.values()) == {Unit.WORKING_DAYS, Unit.DAYS}


@pytest.mark.parametrize("rule", ["W-CP-06", "W-CP-07"])
def test_that_a_rule_that_repeats_and_never_began_can_not_tell(rule: str) -> None:
    (finding,) = said(a_child(Status.REGISTERED), rule)

    assert finding.state is State.CANNOT_TELL
    assert finding.missing == (EventKind.INITIAL_CONFERENCE, EventKind.REGISTERED)


def test_that_a_visit_on_an_impossible_date_is_not_known() -> None:
    events = {EventKind.REGISTERED: DAY_0 - 90 * DAY, EventKind.HOME_VISIT: DAY_0 + DAY}

    (finding,) = said(a_child(Status.REGISTERED, events=events), "W-CP-07")

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (EventKind.HOME_VISIT,))


def test_that_no_later_review_conference_is_due_before_the_first_was_held() -> None:
    child = a_child(Status.REGISTERED, events={EventKind.INITIAL_CONFERENCE: DAY_0 - 90 * DAY})

    assert said(child, "W-CP-05") == []


# ---- windows


@given(st.integers(0, 400), st.integers(-400, 400))
def test_that_due_soon_is_the_last_fortnight_but_never_more_than_half_the_time(
    given_days: int, left: int
) -> None:
    due = DAY_0 + given_days * DAY

    state = state_on(due - left * DAY, DAY_0, due)

    if left < 0:
        assert state is State.LATE
    elif left <= 14 and left * 2 <= given_days:
        assert state is State.DUE_SOON
    else:
        assert state is State.IN_TIME


@pytest.mark.parametrize(
    ("rule", "first_day_soon"),
    [
        ("W-CLA-01", date(2026, 4, 4)),
        ("W-CLA-02", date(2026, 4, 28)),
        ("W-CP-06", date(2026, 4, 8)),
    ],
)
def test_that_a_duty_is_due_soon_from_this_day_on(rule: str, first_day_soon: date) -> None:
    """A week: 3 days before; six weeks: 14; ten working days over Easter, 16 days: 8."""
    events = {PLACED: DAY_0, EventKind.SEEN_ALONE: DAY_0}
    events |= {VISIT: DAY_0} if rule == "W-CLA-02" else {}
    child = a_child(Status.LOOKED_AFTER, Status.REGISTERED, events=events)

    (before,) = said(child, rule, as_at=first_day_soon - DAY)
    (then,) = said(child, rule, as_at=first_day_soon)

    assert (before.state, then.state) == (State.IN_TIME, State.DUE_SOON)


# ---- status not known


def test_that_a_child_of_unknown_status_is_a_doubt_for_each_rule_whose_clock_can_have_begun() -> (
    None
):
    child = a_child(
        Status.UNKNOWN,
        events={REFERRAL: DAY_0, EventKind.REGISTERED: DAY_0, PLACED: DAY_0},
        unrecorded=[EventKind.SEEN_ALONE],
    )
    findings = timescale_findings(a_snapshot(child), RULES, CALENDAR, in_time=True)

    assert [finding.rule for finding in findings] == [
        "W-REF-01",
        "W-REF-02",
        "W-ASS-01",
        "W-CP-06",
        "W-CP-07",
        "W-CLA-01",
        "W-CLA-02",
        "W-HLT-01",
    ]
    assert {finding.state for finding in findings} == {State.CANNOT_TELL}
    assert all(Gap.STATUS in finding.missing for finding in findings)


def test_that_a_child_of_unknown_status_and_no_dates_is_a_gap_in_the_record_and_nothing_else() -> (
    None
):
    findings = found(a_snapshot(a_child(Status.UNKNOWN)), "D12")

    assert findings == []
    assert [gap.missing for gap in found(a_snapshot(a_child(Status.UNKNOWN)), "D13")] == [
        (Gap.STATUS,)
    ]


def test_that_an_unknown_status_beside_a_known_one_takes_nothing_from_the_known_one() -> None:
    child = a_child(Status.UNKNOWN, Status.REGISTERED, unrecorded=[EventKind.REVIEW_CONFERENCE])

    (finding,) = said(child, "W-CP-05")

    assert finding.missing == (EventKind.REVIEW_CONFERENCE,)


# ---- before birth


def test_that_what_is_done_for_an_unborn_child_may_lie_before_its_birth() -> None:
    born = DAY_0 - 10 * DAY
    child = a_child(
        Status.REGISTERED,
        date_of_birth=born,
        events={
            EventKind.INITIAL_CONFERENCE: born - 280 * DAY,
            EventKind.REGISTERED: born - 281 * DAY,
            EventKind.HOME_VISIT: born - DAY,
            EventKind.SEEN: born,
        },
    )
    sorted_out = facts(child)

    assert set(sorted_out.events) == {EventKind.INITIAL_CONFERENCE, EventKind.SEEN}
    assert set(sorted_out.impossible) == {EventKind.REGISTERED, EventKind.HOME_VISIT}


def test_that_without_a_date_of_birth_only_the_future_is_impossible() -> None:
    child = a_child(date_of_birth=None, events={VISIT: date(1950, 1, 1), REFERRAL: DAY_0 + DAY})

    assert set(facts(child).impossible) == {REFERRAL}


@pytest.mark.parametrize(("days", "odd"), [(-1, {EventKind.ASSESSMENT_END}), (0, set())])
def test_that_an_assessment_can_not_have_ended_before_it_began(
    days: int, odd: set[EventKind]
) -> None:
    events = {EventKind.ASSESSMENT_START: DAY_0, EventKind.ASSESSMENT_END: DAY_0 + days * DAY}

    assert set(facts(a_child(events=events)).impossible) == odd


def test_that_a_kind_has_happened_has_not_or_nobody_can_say() -> None:
    child = a_child(
        events={REFERRAL: DAY_0, VISIT: DAY_0 + DAY}, unrecorded=[REFERRAL, VISIT, PLACED]
    )

    sorted_out = facts(child)

    assert sorted_out.has(REFERRAL) is True
    assert sorted_out.has(DECISION) is False
    assert sorted_out.has(VISIT) is None
    assert sorted_out.has(PLACED) is None

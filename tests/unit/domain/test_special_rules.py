"""Rules that go by birthdays, former registrations, contradictory statuses, and of supervision."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.facts import contradictory_statuses
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, Status, Worker
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    WALES,
    a_child,
    a_snapshot,
    a_worker,
    found,
    said,
)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
CONFERENCE, REGISTERED = EventKind.INITIAL_CONFERENCE, EventKind.REGISTERED
REVIEW, CORE_GROUP = EventKind.REVIEW_CONFERENCE, EventKind.CORE_GROUP
STARTED, CATEGORY_1 = EventKind.LOOKED_AFTER_START, EventKind.CATEGORY_1_START
FIRST, LAST = EventKind.FIRST_LOOKED_AFTER_REVIEW, EventKind.LOOKED_AFTER_REVIEW
LONG_AGO = DAY_0 - 900 * DAY


def answers(child: Child, *rules: str, as_at: date = DAY_0) -> dict[str, State]:
    return {each.rule: each.state for each in said(child, *rules, as_at=as_at, rule_set=WALES)}


# ---- what belongs to a former registration, or a former time in care


@pytest.mark.parametrize(
    ("kind", "first", "later"),
    [(REVIEW, "W-CP-04", "W-CP-05"), (CORE_GROUP, "W-CP-02", "W-CP-03")],
)
def test_that_what_was_held_before_this_registration_tells_nothing_of_the_duties_in_it(
    kind: EventKind, first: str, later: str
) -> None:
    began = {CONFERENCE: DAY_0, REGISTERED: DAY_0}
    former = a_child(Status.REGISTERED, events=began | {kind: LONG_AGO})
    present = a_child(Status.REGISTERED, events=began | {kind: DAY_0 + WEEK})
    as_at = DAY_0 + 200 * DAY

    assert answers(former, first, later, as_at=as_at) == {first: State.CANNOT_TELL}
    assert answers(present, first, later, as_at=as_at) == {later: State.LATE}


def test_that_registration_alone_tells_when_it_began() -> None:
    child = a_child(Status.REGISTERED, events={REGISTERED: DAY_0, REVIEW: LONG_AGO})

    assert answers(child, "W-CP-04", "W-CP-05") == {"W-CP-04": State.CANNOT_TELL}


def test_that_a_review_before_this_time_in_care_tells_nothing_of_the_reviews_in_it() -> None:
    reviews = {"W-CLA-11", "W-CLA-12", "W-CLA-13"}
    former = {FIRST: LONG_AGO, LAST: LONG_AGO + 90 * DAY}
    back = a_child(Status.LOOKED_AFTER, events={STARTED: DAY_0} | former)
    once = a_child(
        Status.LOOKED_AFTER, events={STARTED: DAY_0, LAST: DAY_0 + WEEK, FIRST: LONG_AGO}
    )

    assert answers(back, *reviews, as_at=DAY_0 + 60 * DAY) == {"W-CLA-11": State.CANNOT_TELL}
    assert answers(once, *reviews, as_at=DAY_0 + 120 * DAY) == {"W-CLA-12": State.CANNOT_TELL}


def test_that_the_bedroom_is_seen_once_between_two_conferences() -> None:
    held = {CONFERENCE: DAY_0 - 100 * DAY, REVIEW: DAY_0 - 10 * DAY}
    before = a_child(Status.REGISTERED, events=held | {EventKind.BEDROOM_SEEN: DAY_0 - 11 * DAY})
    since = a_child(Status.REGISTERED, events=held | {EventKind.BEDROOM_SEEN: DAY_0 - 9 * DAY})

    (finding,) = said(before, "W-CP-08")

    assert (finding.trigger, finding.limit) == (DAY_0 - 10 * DAY, 6)
    assert said(since, "W-CP-08") == []
    assert said(a_child(Status.REGISTERED, events=held, date_of_birth=DAY_0 + DAY), "W-CP-08") == []


# ---- birth, and 16th birthdays


@pytest.mark.parametrize(
    ("fields", "events", "state"),
    [
        ({"date_of_birth": DAY_0}, {CONFERENCE: DAY_0}, None),
        ({"date_of_birth": DAY_0}, {CONFERENCE: DAY_0 - DAY}, State.LATE),
        ({"date_of_birth": DAY_0}, {CONFERENCE: DAY_0 - DAY, CORE_GROUP: DAY_0 - DAY}, State.LATE),
        ({"date_of_birth": DAY_0}, {CONFERENCE: DAY_0 - DAY, CORE_GROUP: DAY_0}, None),
        ({"date_of_birth": DAY_0 + 30 * DAY}, {CONFERENCE: DAY_0 - DAY}, None),
        ({"date_of_birth": DAY_0}, {}, State.CANNOT_TELL),
    ],
)
def test_that_a_child_registered_before_birth_has_a_conference_after_it(
    fields: dict[str, date], events: dict[EventKind, date], state: State | None
) -> None:
    child = a_child(Status.REGISTERED, events=events, **fields)

    said_of = answers(child, "E-CP-04", as_at=DAY_0 + 11 * DAY)

    assert said_of == ({} if state is None else {"E-CP-04": state})


SIXTEEN = date(2010, 3, 31)  # sixteen on DAY_0


@pytest.mark.parametrize(
    ("fields", "events", "trigger"),
    [
        ({"date_of_birth": SIXTEEN}, {STARTED: LONG_AGO}, DAY_0),
        ({"date_of_birth": SIXTEEN}, {STARTED: DAY_0 - 8 * WEEK}, DAY_0 + 5 * WEEK),
        ({"date_of_birth": date(2010, 1, 4)}, {STARTED: LONG_AGO, CATEGORY_1: DAY_0}, DAY_0),
        ({"date_of_birth": SIXTEEN}, {STARTED: DAY_0}, DAY_0 + 13 * WEEK),
    ],
)
def test_that_a_pathway_assessment_is_due_from_16_and_13_weeks_in_care_on(
    fields: dict[str, date], events: dict[EventKind, date], trigger: date
) -> None:
    child = a_child(Status.LOOKED_AFTER, events=events, **fields)

    (finding,) = said(child, "W-CL-01", as_at=trigger)

    assert (finding.trigger, finding.trigger_event) == (trigger, CATEGORY_1)
    before = said(child, "W-CL-01", as_at=trigger - DAY)
    assert [each.state for each in before] == [State.CANNOT_TELL] * (CATEGORY_1 in events)


def test_that_whether_a_young_person_is_of_category_1_can_be_a_doubt() -> None:
    for fields, missing in (
        ({"date_of_birth": None}, Gap.DATE_OF_BIRTH),
        ({"date_of_birth": SIXTEEN}, STARTED),
    ):
        (finding,) = said(a_child(Status.LOOKED_AFTER, **fields), "W-CL-01")
        assert (finding.state, finding.missing) == (State.CANNOT_TELL, (missing,))


def test_that_an_assessment_before_16_counts() -> None:
    events = {STARTED: LONG_AGO, EventKind.PATHWAY_ASSESSMENT: DAY_0 - 30 * DAY}
    child = a_child(Status.LOOKED_AFTER, events=events, date_of_birth=SIXTEEN)

    assert said(child, "W-CL-01", as_at=DAY_0 + 200 * DAY) == []
    assert found(a_snapshot(child, as_at=DAY_0 + 200 * DAY), "D13") == [
        each
        for each in found(a_snapshot(child, as_at=DAY_0 + 200 * DAY), "D13")
        if each.missing == (EventKind.VISIT,)
    ]


def test_that_a_pathway_plan_is_reviewed_once_there_is_one() -> None:
    plan, review = EventKind.PATHWAY_PLAN, EventKind.PATHWAY_PLAN_REVIEW
    none = a_child(Status.CARE_LEAVER)
    unknown = a_child(Status.CARE_LEAVER, unrecorded=[plan])
    reviewed = a_child(Status.CARE_LEAVER, events={review: DAY_0}, unrecorded=[plan])

    assert answers(none, "W-CL-03") == {}
    assert answers(unknown, "W-CL-03") == {"W-CL-03": State.CANNOT_TELL}
    assert answers(reviewed, "W-CL-03") == {"W-CL-03": State.IN_TIME}


def test_that_the_outcomes_are_reviewed_from_their_last_review_on_and_not_from_the_plan_s() -> None:
    plan = {EventKind.PLAN: LONG_AGO, EventKind.PLAN_REVIEW: DAY_0}
    child = a_child(events=plan | {EventKind.OUTCOME_REVIEW: DAY_0 - 300 * DAY})

    assert answers(child, "L-OUT-01") == {"L-OUT-01": State.LATE}
    assert answers(a_child(events=plan), "L-OUT-01") == {"L-OUT-01": State.IN_TIME}


def test_that_the_latest_of_several_kinds_of_visit_counts() -> None:
    seen = {EventKind.SEEN: DAY_0 - 50 * DAY, EventKind.HOME_VISIT: DAY_0 - 9 * DAY}
    child = a_child(Status.CARE_AND_SUPPORT, events=seen)

    (finding,) = said(child, "W-VIS-01", rule_set=WALES)

    assert (finding.trigger, finding.trigger_event) == (DAY_0 - 9 * DAY, EventKind.HOME_VISIT)


# ---- statuses that can't be


@pytest.mark.parametrize(
    ("statuses", "born", "is_contradictory"),
    [
        ([Status.LOOKED_AFTER], date(2008, 3, 31), True),
        ([Status.LOOKED_AFTER], date(2008, 4, 1), False),
        ([Status.LOOKED_AFTER], None, False),
        ([Status.REGISTERED], date(2000, 1, 1), True),
        ([Status.PRIVATELY_FOSTERED], date(2000, 1, 1), True),
        ([Status.CARE_LEAVER], date(2000, 1, 1), False),
        ([Status.PRIVATELY_FOSTERED, Status.LOOKED_AFTER], date(2015, 1, 1), True),
        ([Status.PRIVATELY_FOSTERED, Status.REGISTERED], date(2015, 1, 1), False),
    ],
)
def test_that_some_statuses_contradict_an_age_or_one_another(
    statuses: list[Status], born: date | None, *, is_contradictory: bool
) -> None:
    child = a_child(*statuses, date_of_birth=born)

    assert bool(contradictory_statuses(child, DAY_0)) is is_contradictory


def test_that_nobody_can_tell_what_hinges_on_a_status_that_can_not_be() -> None:
    events = {
        STARTED: LONG_AGO,
        EventKind.PLACEMENT_START: LONG_AGO,
        EventKind.VISIT: DAY_0 - 400 * DAY,
        EventKind.REFERRAL: LONG_AGO,
        FIRST: LONG_AGO,
    }
    child = a_child(
        Status.LOOKED_AFTER, Status.ASSESSMENT, events=events, date_of_birth=date(2000, 1, 1)
    )

    told = said(child, "W-CLA-02", "W-CLA-03", "W-CLA-04", "W-CLA-11", "W-ASS-01")

    assert [(each.rule, each.state) for each in told] == [
        ("W-ASS-01", State.LATE),
        ("W-CLA-03", State.CANNOT_TELL),
    ]
    assert Gap.CONTRADICTORY_STATUS in told[1].missing


# ---- supervision of workers


def supervised(worker: Worker, as_at: date = DAY_0) -> list[Finding]:
    other = a_worker("W2", is_supervision_recorded=True)
    snapshot = a_snapshot(worker, other, as_at=as_at)
    return found(snapshot, "A-SUP-01", rules=WALES, in_time=True)


def a_new_worker(**fields: object) -> Worker:
    standing = {
        "is_newly_qualified": True,
        "first_day": DAY_0,
        "last_supervision": DAY_0,
        "is_supervision_recorded": True,
    }
    return a_worker(**standing | fields)


@pytest.mark.parametrize(
    ("employed", "limit"),
    [
        (6 * WEEK, (1, Unit.WEEKS)),
        (6 * WEEK + DAY, (2, Unit.WEEKS)),
        (date(2026, 9, 30) - DAY_0, (2, Unit.WEEKS)),
        (date(2026, 10, 1) - DAY_0, (1, Unit.MONTHS)),
    ],
)
def test_that_a_new_worker_has_supervision_less_often_as_time_goes_by(
    employed: timedelta, limit: tuple[int, Unit]
) -> None:
    as_at = DAY_0 + employed

    (finding,) = supervised(a_new_worker(last_supervision=as_at), as_at)

    assert (finding.limit, finding.limit_unit) == limit
    assert (finding.child, finding.worker, finding.state) == (None, "W1", State.IN_TIME)


def test_that_the_first_supervision_counts_from_the_first_day() -> None:
    for last in (None, DAY_0 - 9 * DAY):
        (finding,) = supervised(a_new_worker(last_supervision=last), DAY_0 + 8 * DAY)
        assert (finding.state, finding.trigger) == (State.LATE, DAY_0)
        assert finding.trigger_event is Gap.FIRST_DAY


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"is_supervision_recorded": False, "last_supervision": None}, EventKind.SUPERVISION),
        ({"last_supervision": DAY_0 + 90 * DAY}, EventKind.SUPERVISION),
        ({"first_day": None, "last_supervision": None}, Gap.FIRST_DAY),
        ({"first_day": None, "last_supervision": DAY_0}, Gap.FIRST_DAY),
    ],
)
def test_that_supervision_can_be_a_doubt(
    fields: dict[str, object], missing: EventKind | Gap
) -> None:
    (finding,) = supervised(a_new_worker(**fields), DAY_0 + 10 * DAY)

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (missing,))


def test_that_supervision_of_long_ago_is_late_whenever_the_worker_began() -> None:
    worker = a_new_worker(first_day=None, last_supervision=DAY_0)

    (finding,) = supervised(worker, DAY_0 + 90 * DAY)

    assert (finding.state, finding.limit_unit) == (State.LATE, Unit.MONTHS)


@pytest.mark.parametrize(
    "fields",
    [{"is_newly_qualified": False}, {"first_day": DAY_0 + DAY}, {"last_day": DAY_0 - DAY}],
)
def test_that_only_a_newly_qualified_worker_in_post_is_asked_for(fields: dict[str, object]) -> None:
    assert supervised(a_new_worker(**fields)) == []


def test_that_no_worker_is_asked_for_where_nobody_records_supervision() -> None:
    worker = a_new_worker(is_supervision_recorded=False, last_supervision=None)

    assert found(a_snapshot(worker), "A-SUP-01", rules=WALES) == []


def test_that_answers_of_children_are_those_of_the_timescales_alone() -> None:
    snapshot = a_snapshot(a_new_worker())

    assert timescale_findings(snapshot, WALES, CALENDAR, in_time=True) == ()

"""Conditions of rules, and rules of which one applies: visits and reviews in care."""

from datetime import date, timedelta
from itertools import product

import pytest

from allocation_app.domain.conditions import Condition
from allocation_app.domain.findings import State
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.timescales import (
    evaluate,
    state_on,
)
from allocation_app.domain.working_days import Unit, add_months, due_date
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    a_child,
    a_rule,
    facts,
    said,
)

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
REFERRAL, DECISION = EventKind.REFERRAL, EventKind.REFERRAL_DECISION
PLACED, VISIT = EventKind.PLACEMENT_START, EventKind.VISIT
FIRST, LAST = EventKind.FIRST_LOOKED_AFTER_REVIEW, EventKind.LOOKED_AFTER_REVIEW
VISITING = {"W-CLA-02", "W-CLA-03", "W-CLA-04"}
REVIEWING = {"W-CLA-12", "W-CLA-13"}


# ---- conditions


def test_that_a_conference_is_asked_for_only_after_a_strategy_discussion() -> None:
    assert said(a_child(Status.REFERRAL, is_conference_needed=True), "W-S47-01") == []


@pytest.mark.parametrize("is_needed", [True, None])
def test_that_a_conference_that_was_held_is_no_finding(*, is_needed: bool | None) -> None:
    events = {EventKind.STRATEGY_DISCUSSION: DAY_0, EventKind.INITIAL_CONFERENCE: DAY_0 + WEEK}
    child = a_child(Status.REFERRAL, events=events, is_conference_needed=is_needed)

    assert said(child, "W-S47-01", as_at=DAY_0 + 90 * DAY) == []


def test_that_no_conference_is_asked_for_where_none_is_needed() -> None:
    child = a_child(
        Status.REFERRAL,
        events={EventKind.STRATEGY_DISCUSSION: DAY_0},
        is_conference_needed=False,
    )

    assert said(child, "W-S47-01", as_at=DAY_0 + 90 * DAY) == []


def test_that_a_strategy_discussion_on_an_impossible_date_is_a_doubt() -> None:
    child = a_child(
        Status.REFERRAL,
        events={EventKind.STRATEGY_DISCUSSION: DAY_0 + DAY},
        is_conference_needed=True,
    )

    (finding,) = said(child, "W-S47-01")

    assert finding.missing == (EventKind.STRATEGY_DISCUSSION,)


@pytest.mark.parametrize(
    ("as_at", "rule"),
    [(date(2026, 2, 27), "W-CLA-02"), (date(2026, 2, 28), "W-CLA-04")],
)
def test_that_the_first_year_of_a_placement_ends_after_twelve_months(
    as_at: date, rule: str
) -> None:
    child = a_child(
        Status.LOOKED_AFTER,
        events={PLACED: date(2025, 2, 28), VISIT: date(2026, 2, 2)},
        is_placement_long_term=False,
    )

    assert [finding.rule for finding in said(child, *VISITING, as_at=as_at)] == [rule]


# ---- alternatives

PLACEMENTS = {"first year": DAY_0 - 200 * DAY, "later": DAY_0 - 800 * DAY, "not known": None}
PURPOSES = {"to 18": True, "other": False, "not known": None}
POSSIBLE = {
    ("first year", "to 18"): ["W-CLA-02"],
    ("first year", "other"): ["W-CLA-02"],
    ("first year", "not known"): ["W-CLA-02"],
    ("later", "to 18"): ["W-CLA-03"],
    ("later", "other"): ["W-CLA-04"],
    ("later", "not known"): ["W-CLA-03", "W-CLA-04"],
    ("not known", "to 18"): ["W-CLA-02", "W-CLA-03"],
    ("not known", "other"): ["W-CLA-02", "W-CLA-04"],
    ("not known", "not known"): ["W-CLA-02", "W-CLA-03", "W-CLA-04"],
}
LIMITS = {
    "W-CLA-02": (6, Unit.WEEKS),
    "W-CLA-03": (3, Unit.MONTHS),
    "W-CLA-04": (6, Unit.WEEKS),
    "W-CLA-12": (3, Unit.MONTHS),
    "W-CLA-13": (6, Unit.MONTHS),
}


def agreed(rules: list[str], last: date) -> tuple[str, State, date | None]:
    """What rules say together, of a last event on this day: the answer that all of them give."""
    dues = {rule: due_date(last, *LIMITS[rule], CALENDAR) for rule in rules}
    states = {state_on(DAY_0, last, due) for due in dues.values()}
    if len(states) > 1:
        return rules[0], State.CANNOT_TELL, None
    latest = max(rules, key=dues.__getitem__)
    return latest, states.pop(), dues[latest]


@pytest.mark.parametrize("days_ago", [0, 20, 30, 42, 43, 60, 80, 90, 91, 150])
@pytest.mark.parametrize(("placement", "purpose"), list(product(PLACEMENTS, PURPOSES)))
def test_that_a_visit_is_judged_by_every_rule_that_may_be_the_childs(
    placement: str, purpose: str, days_ago: int
) -> None:
    placed, visited = PLACEMENTS[placement], DAY_0 - days_ago * DAY
    child = a_child(
        Status.LOOKED_AFTER,
        events={VISIT: visited} | ({} if placed is None else {PLACED: placed}),
        is_placement_long_term=PURPOSES[purpose],
    )

    (finding,) = said(child, *VISITING)

    expected = agreed(POSSIBLE[placement, purpose], visited)
    assert (finding.rule, finding.state, finding.due) == expected


@pytest.mark.parametrize(("placement", "purpose"), list(product(PLACEMENTS, PURPOSES)))
def test_that_a_visit_not_on_record_is_a_doubt_under_the_first_rule_that_may_be_the_childs(
    placement: str, purpose: str
) -> None:
    placed = PLACEMENTS[placement]
    child = a_child(
        Status.LOOKED_AFTER,
        events={} if placed is None else {PLACED: placed},
        unrecorded=[VISIT],
        is_placement_long_term=PURPOSES[purpose],
    )

    (finding,) = said(child, *VISITING)

    assert finding.rule == POSSIBLE[placement, purpose][0]
    assert finding.state is State.CANNOT_TELL


@pytest.mark.parametrize("days_ago", [0, 60, 80, 90, 91, 120, 170, 182, 183, 300])
def test_that_a_review_is_judged_by_every_rule_that_may_be_the_childs(days_ago: int) -> None:
    last = DAY_0 - days_ago * DAY
    only = {LAST: last}

    for events, unrecorded, rules in (
        (only | {FIRST: last}, [], ["W-CLA-12"]),
        (only | {FIRST: last - WEEK}, [], ["W-CLA-13"]),
        (only, [FIRST], ["W-CLA-12", "W-CLA-13"]),
        (only, [], ["W-CLA-12", "W-CLA-13"]),
        (only | {FIRST: DAY_0 + DAY}, [], ["W-CLA-12", "W-CLA-13"]),
    ):
        child = a_child(Status.LOOKED_AFTER, events=events, unrecorded=unrecorded)
        (finding,) = said(child, *REVIEWING)
        assert (finding.rule, finding.state, finding.due) == agreed(rules, last)


def test_that_a_second_review_is_due_although_the_cell_of_the_last_one_is_blank() -> None:
    first = DAY_0 - 100 * DAY
    child = a_child(Status.LOOKED_AFTER, events={FIRST: first})

    (finding,) = said(child, *REVIEWING)

    assert (finding.rule, finding.state) == ("W-CLA-12", State.LATE)
    assert (finding.trigger, finding.due) == (first, add_months(first, 3))


def test_that_a_review_that_nobody_recorded_is_a_doubt() -> None:
    for events in ({}, {FIRST: DAY_0 - WEEK}):
        child = a_child(Status.LOOKED_AFTER, events=events, unrecorded=[LAST])
        (finding,) = said(child, *REVIEWING)
        assert (finding.rule, finding.state) == ("W-CLA-12", State.CANNOT_TELL)
        assert finding.missing == (LAST,)


@pytest.mark.parametrize("unrecorded", [[], [FIRST]])
def test_that_no_later_review_is_due_before_any_was_held(unrecorded: list[EventKind]) -> None:
    assert said(a_child(Status.LOOKED_AFTER, unrecorded=unrecorded), *REVIEWING) == []


def test_that_alternatives_that_are_all_met_are_no_finding() -> None:
    """Made up: the two rules of Wales with alternatives repeat, so they are never over."""
    fields = {"triggers": (REFERRAL,), "met_by": (DECISION,), "alternative": "x"}
    long_term = a_rule(**fields, conditions=(Condition.PLACEMENT_LONG_TERM,))
    other = a_rule(**fields, id="X-2", conditions=(Condition.PLACEMENT_NOT_LONG_TERM,))
    met = a_child(Status.REFERRAL, events={REFERRAL: DAY_0, DECISION: DAY_0})

    assert evaluate((long_term, other), facts(met), CALENDAR) is None

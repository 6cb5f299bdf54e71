"""How outcomes are considered: last reviewed, due, overdue."""

from dataclasses import replace
from datetime import timedelta

from allocation_app.domain.findings import State
from allocation_app.domain.outcomes import outcomes
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import CALENDAR, DAY_0, RULES, a_child, a_rule, a_snapshot

DAY = timedelta(days=1)
CARE = frozenset({Status.CARE_AND_SUPPORT})
PLAN, OUTCOME = EventKind.PLAN_REVIEW, EventKind.OUTCOME_REVIEW


def asked_every_half_year() -> RuleSet:
    """Reviews of plans and of outcomes at intervals of not more than six months."""
    rule = a_rule(
        limit=6, unit=Unit.MONTHS, statuses=CARE, triggers=(EventKind.PLAN,), every=(PLAN,)
    )
    return replace(RULES, rules=(rule, replace(rule, id="X-2", every=(OUTCOME,))))


def test_that_a_child_has_the_last_review_and_when_the_next_is_due_or_overdue() -> None:
    events = {EventKind.PLAN: DAY_0 - 300 * DAY, PLAN: DAY_0 - 30 * DAY, OUTCOME: DAY_0 - 200 * DAY}
    snapshot = a_snapshot(a_child(events=events))

    (found,) = outcomes(snapshot, asked_every_half_year(), CALENDAR)

    assert (found.child, found.plan) == ("C1", DAY_0 - 300 * DAY)
    assert (found.plan_reviewed, found.outcome_reviewed) == (DAY_0 - 30 * DAY, DAY_0 - 200 * DAY)
    assert found.plan_review is not None
    assert found.plan_review.state is State.IN_TIME
    assert found.outcome_review is not None
    assert found.outcome_review.state is State.LATE


def test_that_a_missing_date_is_never_in_time() -> None:
    reviewed = a_child(child="C2", events={OUTCOME: DAY_0})
    snapshot = a_snapshot(a_child(), reviewed)

    found = outcomes(snapshot, asked_every_half_year(), CALENDAR)

    assert found[0].outcome_review is not None
    assert found[0].outcome_review.state is State.CANNOT_TELL
    assert found[1].outcome_review is not None
    assert found[1].outcome_review.state is State.IN_TIME


def test_that_the_last_review_is_told_where_no_rule_asks_for_the_next() -> None:
    no_rules = replace(RULES, rules=())
    snapshot = a_snapshot(a_child(events={OUTCOME: DAY_0 - DAY}), a_child(child="C2"))

    (found,) = outcomes(snapshot, no_rules, CALENDAR)

    assert (found.child, found.outcome_reviewed) == ("C1", DAY_0 - DAY)
    assert (found.plan_review, found.outcome_review) == (None, None)


def test_that_an_impossible_date_is_no_review() -> None:
    snapshot = a_snapshot(a_child(events={OUTCOME: DAY_0 + DAY}))

    (found,) = outcomes(snapshot, asked_every_half_year(), CALENDAR)

    assert found.outcome_reviewed is None
    assert found.outcome_review is not None
    assert found.outcome_review.state is State.CANNOT_TELL


def test_that_nothing_is_said_where_no_source_tells_of_plans_or_outcomes() -> None:
    silent = a_child(unrecorded=(EventKind.PLAN, PLAN, OUTCOME))

    assert outcomes(a_snapshot(silent), asked_every_half_year(), CALENDAR) == ()


def test_that_a_child_of_whom_nothing_is_asked_and_nothing_known_is_left_out() -> None:
    leaver = a_child(Status.CARE_LEAVER)

    assert outcomes(a_snapshot(leaver), asked_every_half_year(), CALENDAR) == ()

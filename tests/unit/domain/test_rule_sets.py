"""Rule sets: what makes a rule, and which rules there are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.findings import State
from allocation_app.domain.people import EventKind, Status
from allocation_app.domain.rules import AskedOf, RuleSet
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import CALENDAR, DAY_0, RULES, a_child, a_rule, a_snapshot, found

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
REFERRAL, DECISION = EventKind.REFERRAL, EventKind.REFERRAL_DECISION
PLACED, VISIT = EventKind.PLACEMENT_START, EventKind.VISIT
FIRST, LAST = EventKind.FIRST_LOOKED_AFTER_REVIEW, EventKind.LOOKED_AFTER_REVIEW


# ---- rule sets


def test_that_a_rule_that_is_switched_off_says_nothing() -> None:
    rules = tuple(replace(rule, is_on=False) for rule in RULES.rules)
    off = replace(RULES, version="off", rules=rules)
    child = a_child(Status.REFERRAL, events={REFERRAL: DAY_0 - 90 * DAY})

    assert timescale_findings(a_snapshot(child), off, CALENDAR) == ()


def test_that_answers_in_time_are_given_only_when_asked_for() -> None:
    child = a_child(Status.LOOKED_AFTER, events={PLACED: DAY_0, VISIT: DAY_0})
    snapshot = a_snapshot(child)

    assert found(snapshot, "W-CLA-02") == []
    assert [finding.state for finding in found(snapshot, "W-CLA-02", in_time=True)] == [
        State.IN_TIME
    ]


def test_that_a_rule_is_found_by_its_id() -> None:
    rule = RULES.rule("W-CP-06")

    assert rule is not None
    assert (rule.limit, rule.unit) == (10, Unit.WORKING_DAYS)
    assert RULES.rule("W-XX-01") is None


def test_that_alternatives_are_asked_together_and_only_of_whom_they_concern() -> None:
    of_children = RULES.asked_of(AskedOf.CHILDREN, frozenset())
    of_unallocated = RULES.asked_of(AskedOf.UNALLOCATED, frozenset())

    assert {rule.id for group in (*of_children, *of_unallocated) for rule in group} == {
        rule.id for rule in RULES.rules
    }
    assert {len(group) for group in of_children} == {1, 2, 3}
    assert [[rule.id for rule in group] for group in of_unallocated] == [["W-CP-09"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"triggers": (REFERRAL,)},
        {"triggers": (REFERRAL,), "met_by": (DECISION,), "every": (VISIT,)},
        {"met_by": (DECISION,)},
        {"triggers": (REFERRAL,), "asked_of": AskedOf.WORKERS},
    ],
)
def test_that_a_rule_whose_clock_never_starts_or_never_stops_is_refused(
    fields: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match=r"X-1: "):
        a_rule(**fields)


def test_that_a_rule_may_repeat_without_a_trigger_and_then_needs_its_own_event() -> None:
    rule = a_rule(every=(VISIT,))
    empty = RuleSet(name="x", version="1", rules=(rule,))

    (finding,) = timescale_findings(a_snapshot(a_child(Status.REFERRAL)), empty, CALENDAR)

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (VISIT,))

"""Rule sets: what makes a rule, and which rules there are."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app import settings
from allocation_app.domain.conditions import Condition
from allocation_app.domain.findings import State
from allocation_app.domain.people import Child, EventKind, Gap, Status
from allocation_app.domain.rules import AskedOf, RuleSet
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.working_days import Unit
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    RULES,
    WALES,
    a_child,
    a_rule,
    a_snapshot,
    found,
)

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


def test_that_a_joined_set_knows_the_name_of_each() -> None:
    assert settings.rule_set().with_local(settings.local_rules("bexley")).names == (
        "wales",
        "bexley",
    )


def test_that_a_rule_is_found_by_its_id() -> None:
    rule = RULES.rule("W-CP-06")

    assert rule is not None
    assert (rule.limit, rule.unit) == (10, Unit.WORKING_DAYS)
    assert RULES.rule("W-XX-01") is None


def test_that_alternatives_are_asked_together_and_only_of_whom_they_concern() -> None:
    told = frozenset(EventKind) | frozenset(Gap)
    of_children, of_unallocated, of_workers = (WALES.asked_of(whom, told) for whom in AskedOf)
    groups = [[rule.id for rule in group] for group in (*of_unallocated, *of_workers)]

    assert sum(map(len, (*of_children, *of_unallocated, *of_workers))) == len(WALES.rules)
    assert ["W-CLA-12", "W-CLA-13"] in [[rule.id for rule in group] for group in of_children]
    assert groups == [
        ["W-CP-09"],
        ["A-ALL-02"],
        ["A-ALL-05"],
        ["A-ALL-06"],
        ["A-ALL-01"],
        ["A-SUP-01", "A-SUP-01", "A-SUP-01"],
    ]


def test_that_a_rule_is_asked_only_where_the_import_records_what_it_needs() -> None:
    child = a_child(
        Status.LOOKED_AFTER,
        events={PLACED: DAY_0 - 90 * DAY, EventKind.LOOKED_AFTER_START: DAY_0 - 90 * DAY},
        unrecorded=[EventKind.GP_REGISTERED],
    )
    other = a_child(child="C2")

    def asked(*children: Child) -> list[tuple[str | None, State]]:
        findings = timescale_findings(a_snapshot(*children), RULES, CALENDAR)
        return [(each.child, each.state) for each in findings if each.rule == "W-HLT-01"]

    assert asked(child) == []
    assert asked(child, other) == [("C1", State.CANNOT_TELL)]


def test_that_a_council_s_rules_stand_beside_a_country_s_and_none_stands_twice() -> None:
    cumberland, walsall = settings.local_rules("cumberland"), settings.local_rules("walsall")
    joined = RULES.with_local(cumberland, walsall)

    local = [rule for rule in joined.rules if rule not in RULES.rules]
    assert [rule.id for rule in local] == ["A-ALL-02", "A-ALL-05", "A-ALL-06"]
    assert {rule.jurisdiction for rule in local} == {"Cumberland"}
    assert [row.id for row in joined.left_out[-2:]] == ["A-ALL-03", "A-ALL-04"]
    assert joined.name == "wales+cumberland+walsall"
    assert RULES.with_local() is RULES


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"triggers": (REFERRAL,)}, "nothing meets this duty"),
        ({"triggers": (REFERRAL,), "met_by": (DECISION,), "every": (VISIT,)}, "not both"),
        ({"met_by": (DECISION,)}, "nothing starts the clock"),
        ({"every": (VISIT,), "asked_of": AskedOf.WORKERS}, "asked of workers"),
        ({"every": (VISIT,), "conditions": (Condition.EMPLOYED_LONGER,)}, "of a child do not go"),
        (
            {
                "every": (EventKind.SUPERVISION,),
                "asked_of": AskedOf.WORKERS,
                "conditions": (Condition.CATEGORY_1,),
            },
            "of a child do not go",
        ),
        ({"every": (VISIT,), "earlier_counts": True, "earlier_is_other": True}, "not both"),
        ({"asked_of": AskedOf.UNALLOCATED, "alternative": "x"}, "no stages and no alternative"),
    ],
)
def test_that_a_rule_whose_clock_never_starts_or_never_stops_is_refused(
    fields: dict[str, object], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        a_rule(**fields)


def test_that_a_rule_may_repeat_without_a_trigger_and_then_needs_its_own_event() -> None:
    rule = a_rule(every=(VISIT,))
    empty = RuleSet(name="x", version="1", rules=(rule,))

    (finding,) = timescale_findings(a_snapshot(a_child(Status.REFERRAL)), empty, CALENDAR)

    assert (finding.state, finding.missing) == (State.CANNOT_TELL, (VISIT,))

"""No rule and no delay goes without a case that breaks it, one that just does not, and a doubt.

And no published timescale goes without a rule that says what it says, or a reason why there is
none: `published_timescales.csv` has each with the figure as published.
"""

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from allocation_app import settings
from allocation_app.domain.delays import DELAYS
from allocation_app.domain.people import Status
from allocation_app.domain.rules import Rule, RuleSet
from tests.unit.domain.builders import ENGLAND, WALES
from tests.unit.domain.cases import ALTERNATIVES, CASES, TIMESCALES, Case, Kind

PUBLISHED = {
    row["id"]: row
    for row in csv.DictReader(
        (Path(__file__).parent / "published_timescales.csv")
        .read_text(encoding="utf-8")
        .splitlines()
    )
}
SHIPPED: dict[str, RuleSet] = {
    **{name: settings.rule_set(name) for name in settings.RULE_SETS},
    **{name: settings.local_rules(name) for name in settings.LOCAL},
}
RULES: dict[str, Rule] = {
    rule.id: rule for shipped in SHIPPED.values() for rule in reversed(shipped.rules)
}
OTHERWISE = {
    "W-CP-08": "3 months",  # a review period, which the first review ends after three months
    "A-ALL-01": "1 days",  # 24 hours: lists hold no hours
    "A-TRF-02": "3 months",  # after the first review, no later than the second
}
"""Figures of which a list with dates alone can only show this much."""


def lacking(rules: Iterable[str], cases: Iterable[Case]) -> set[tuple[str, Kind]]:
    """Which kinds of case which rules lack."""
    has = {(case.rule, case.kind) for case in cases}
    has |= {(rule, kind) for rule, told_as in ALTERNATIVES.items() for kind in _told(told_as, has)}
    return {(rule, kind) for rule in rules for kind in Kind} - has


def _told(rule: str, has: set[tuple[str, Kind]]) -> set[Kind]:
    """A doubt which of two rules applies is told under the first one's name."""
    return {Kind.CANNOT_TELL} & {kind for known, kind in has if known == rule}


def test_that_every_rule_has_a_case_that_breaks_it_one_that_just_does_not_and_a_doubt() -> None:
    assert lacking(RULES, CASES) == set()


def test_that_every_delay_has_a_case_that_breaks_it_one_that_just_does_not_and_a_doubt() -> None:
    by_delay = [*CASES, *(replace(case, rule="D12") for case in TIMESCALES)]

    assert lacking(DELAYS, by_delay) == set()


def test_that_a_rule_without_cases_is_noticed() -> None:
    assert lacking([*RULES, "W-NEW-01"], CASES) == {("W-NEW-01", kind) for kind in Kind}


def test_that_a_rule_that_loses_any_one_case_is_noticed() -> None:
    for left_out in CASES:
        others = [
            case for case in CASES if (case.rule, case.kind) != (left_out.rule, left_out.kind)
        ]

        assert (left_out.rule, left_out.kind) in lacking([*RULES, *DELAYS], others)


def test_that_no_case_is_of_a_rule_that_is_gone() -> None:
    assert {case.rule for case in CASES} <= {*RULES, *DELAYS}


def test_that_every_rule_is_asked_by_the_cases_of_one_country_or_the_other() -> None:
    asked = {rule.id for rules in (WALES, ENGLAND) for rule in rules.rules}

    assert asked == RULES.keys()


# ---- what is published


def test_that_every_published_timescale_is_a_rule_or_left_out_with_a_reason() -> None:
    left_out = {row.id: row.why for shipped in SHIPPED.values() for row in shipped.left_out}

    assert len(PUBLISHED) == 69
    assert RULES.keys().isdisjoint(left_out)
    assert PUBLISHED.keys() <= RULES.keys() | left_out.keys()
    assert (RULES.keys() | left_out.keys()) - PUBLISHED.keys() == {"L-OUT-01"}
    assert all(left_out.values())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_that_a_rule_gives_the_published_figure_and_its_standing(rule: Rule) -> None:
    if rule.id == "L-OUT-01":
        assert rule.verified == "unverified"
        return
    published = PUBLISHED[rule.id]
    figure = OTHERWISE.get(rule.id, f"{published['due']} {published['unit']}")
    if rule.id == "A-SUP-01":
        figure = "1 weeks"  # weekly for 6 weeks: the first stage

    assert figure.startswith(f"{rule.limit} {rule.unit.replace('_', ' ')}")
    assert rule.verified == published["status"]


@pytest.mark.parametrize(
    "rule",
    [rule for shipped in SHIPPED.values() for rule in shipped.rules],
    ids=lambda rule: rule.id,
)
def test_that_every_rule_that_ships_has_a_source_and_says_what_it_asks(rule: Rule) -> None:
    assert rule.source
    assert rule.link.startswith("http") or rule.verified == "unverified"
    assert rule.is_on is (rule.verified != "unverified")
    assert rule.is_on or rule.note.startswith("off until a council switches it on: ")
    assert rule.text.endswith((".", "?"))
    assert rule.text != rule.name
    assert rule.jurisdiction
    assert Status.UNKNOWN not in rule.statuses or rule.statuses == frozenset(Status)

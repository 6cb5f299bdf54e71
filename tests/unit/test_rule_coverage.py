"""No rule and no delay goes without a case that breaks it, one that just does not, and a doubt."""

from collections.abc import Iterable
from dataclasses import replace

from allocation_app import settings
from allocation_app.domain.delays import DELAYS
from tests.unit.domain.cases import ALTERNATIVES, CASES, TIMESCALES, Case, Kind


def lacking(rules: Iterable[str], cases: Iterable[Case]) -> set[tuple[str, Kind]]:
    """Which kinds of case which rules lack."""
    has = {(case.rule, case.kind) for case in cases}
    has |= {(rule, kind) for rule, told_as in ALTERNATIVES.items() for kind in _told(told_as, has)}
    return {(rule, kind) for rule in rules for kind in Kind} - has


def _told(rule: str, has: set[tuple[str, Kind]]) -> set[Kind]:
    """A doubt which of two rules applies is told under the first one's name."""
    return {Kind.CANNOT_TELL} & {kind for known, kind in has if known == rule}


def _every_rule() -> list[str]:
    return [rule.id for name in settings.RULE_SETS for rule in settings.rule_set(name).rules]


def test_that_every_rule_has_a_case_that_breaks_it_one_that_just_does_not_and_a_doubt() -> None:
    assert lacking(_every_rule(), CASES) == set()


def test_that_every_delay_has_a_case_that_breaks_it_one_that_just_does_not_and_a_doubt() -> None:
    by_delay = [*CASES, *(replace(case, rule="D12") for case in TIMESCALES)]

    assert lacking(DELAYS, by_delay) == set()


def test_that_a_rule_without_cases_is_noticed() -> None:
    rules = [*_every_rule(), "W-NEW-01"]

    assert lacking(rules, CASES) == {("W-NEW-01", kind) for kind in Kind}


def test_that_a_rule_that_loses_any_one_case_is_noticed() -> None:
    for left_out in CASES:
        others = [
            case for case in CASES if (case.rule, case.kind) != (left_out.rule, left_out.kind)
        ]

        assert (left_out.rule, left_out.kind) in lacking([*_every_rule(), *DELAYS], others)


def test_that_no_case_is_of_a_rule_that_is_gone() -> None:
    assert {case.rule for case in CASES} <= {*_every_rule(), *DELAYS}

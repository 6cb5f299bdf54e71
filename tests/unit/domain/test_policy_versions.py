"""A policy that is changed is another version, and no two that differ pass for one another."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.people import Reduction, Status, WorkerId
from allocation_app.domain.policy import (
    Bands,
    CaseType,
    Ladder,
    Policy,
    edited,
    next_version,
)
from allocation_app.domain.preferences import Preferences
from allocation_app.domain.working_days import Holiday
from tests.unit.domain.builders import POLICY

OTHER: Mapping[str, object] = {
    "name": "Ours",
    "version": "9",
    "is_example": False,
    "weights": replace(POLICY.weights, cases={**POLICY.weights.cases, CaseType.REGISTERED: 8.5}),
    "bands": Bands(over=1.2),
    "points_full_time": 101.0,
    "points_stable": 16.0,
    "newly_qualified_share": 0.8,
    "assumed_fte": 0.9,
    "long_absence": timedelta(days=29),
    "leaving_soon": timedelta(days=15),
    "source": "the council",
    "link": "https://council.example",
    "ladder": Ladder(review_days=8),
    "reductions": {WorkerId("W1"): (Reduction(share=0.1),)},
    "unstable_placements": 4,
    "first_contact_within": 11,
    "many_workers": 4,
    "adviser_from_age": 15,
    "handover_window": timedelta(days=1),
    "key_event_window": timedelta(days=15),
    "second_change_within": timedelta(weeks=13),
    "act_before": 3,
    "least_fte": 0.3,
    "headroom_to": 1.1,
    "sustained": timedelta(days=1),
    "quiet_weeks": 12,
    "qualified_only": frozenset({Status.REFERRAL}),
    "not_alone": frozenset({Status.REFERRAL}),
    "remits": {"Care": frozenset({Status.LOOKED_AFTER})},
    "preferences": Preferences(welsh=16.0),
    "holidays": (Holiday(day=date(2027, 5, 10), name="Bank holiday", name_cy="Gŵyl Banc"),),
}


def test_that_the_fingerprint_changes_with_any_one_figure() -> None:
    assert {*OTHER, "known_as"} == {field.name for field in fields(Policy)}
    prints = {replace(POLICY, **{name: value}).fingerprint for name, value in OTHER.items()}

    assert len({*prints, POLICY.fingerprint}) == len(OTHER) + 1
    assert all(len(each) == 8 for each in prints)


def test_that_the_fingerprint_does_not_depend_on_how_the_same_figures_are_told() -> None:
    cases = dict(reversed([(case, int(points)) for case, points in POLICY.weights.cases.items()]))
    same = replace(POLICY, weights=replace(POLICY.weights, cases=cases), points_full_time=100)

    assert same == POLICY
    assert same.fingerprint == POLICY.fingerprint


@pytest.mark.parametrize("name", sorted(set(OTHER) - {"name", "version", "is_example"}))
def test_that_a_change_of_any_figure_makes_the_next_version_of_the_councils_own(name: str) -> None:
    own = edited(POLICY, **{name: OTHER[name]})

    assert getattr(own, name) == OTHER[name]
    assert (own.name, own.version, own.is_example) == (POLICY.name, "2", False)


def test_that_a_change_that_changes_nothing_is_no_new_version() -> None:
    assert edited(POLICY, points_full_time=100.0) is POLICY


def test_that_a_source_is_let_go_of_with_the_figure_that_it_gave() -> None:
    """Nobody has published the figure that somebody has just entered."""
    changed = edited(POLICY, points_full_time=90.0)
    renamed = edited(POLICY, name="Ours")
    sourced = edited(POLICY, points_full_time=90.0, source="Cabinet", link="https://c.example")
    reduced = edited(POLICY, reductions=OTHER["reductions"], ladder=OTHER["ladder"])

    assert (changed.source, changed.link) == ("", "")
    assert (renamed.source, renamed.link) == (POLICY.source, POLICY.link)
    assert (sourced.source, sourced.link) == ("Cabinet", "https://c.example")
    assert (reduced.source, reduced.version) == (POLICY.source, "2")


@pytest.mark.parametrize(
    ("version", "following"),
    [("1", "2"), ("9", "10"), ("2026.4", "2026.5"), ("3b", "4b"), ("draft", "draft 2"), ("", "2")],
)
def test_that_the_last_number_of_a_version_is_counted_on(version: str, following: str) -> None:
    assert next_version(version) == following


def test_that_a_version_can_be_given() -> None:
    assert edited(POLICY, version="May", points_full_time=90.0).version == "May"


def test_that_a_change_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="stable points"):
        edited(POLICY, points_full_time=10.0)

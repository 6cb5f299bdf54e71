"""The Active Offer: who speaks Welsh, and of whom nobody can tell."""

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.language import is_welsh, speaks_welsh
from allocation_app.domain.move_rules import Broken, broken
from allocation_app.domain.people import Child, Gap, TeamId
from allocation_app.domain.plan import Plan
from tests.unit.domain.builders import (
    CALENDAR,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_worker,
)

TOLD = frozenset({Gap.LANGUAGE})
T1 = TeamId("T1")


@pytest.mark.parametrize(
    ("language", "is_so"),
    [
        ("Welsh", True),
        ("CYMRAEG", True),
        ("Cymraeg / Saesneg", True),
        ("Welsh (first language)", True),
        ("CY", True),
        ("English", False),
        ("Non-Welsh", False),
        ("dim Cymraeg", False),
        ("di-Gymraeg", False),
        ("", False),
    ],
)
def test_that_welsh_is_known_as_it_is_written(language: str, *, is_so: bool) -> None:
    assert is_welsh(language) is is_so
    assert speaks_welsh(a_worker(languages=frozenset({"Polish", language}))) is is_so


def test_that_nobody_speaks_welsh_of_whom_no_language_is_said() -> None:
    assert not speaks_welsh(a_worker())


def said(child: Child, *others: Child, speaker: bool = True) -> list[Broken]:
    """What the rule says of the child's move to W2, while W3 of the team may speak Welsh."""
    languages = frozenset({"Welsh"}) if speaker else frozenset[str]()
    workers = (a_worker("W2", team=T1), a_worker("W3", team=T1, languages=languages))
    plan = Plan(snapshot=a_snapshot(child, *others, *workers))
    by = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
    return [each for each in broken(plan, a_move("C1", "W2"), by) if each.rule == "language"]


def test_that_nobody_can_tell_of_a_child_without_a_cell_where_others_have_one() -> None:
    other = a_child(child="C2", language="English", told=TOLD)

    (told,) = said(a_child(), other)

    assert (told.missing, told.is_hard) == ((Gap.LANGUAGE,), False)
    assert said(a_child(), other, speaker=False) == []


def test_that_nothing_is_said_of_a_blank_cell_or_where_nobody_records_a_language() -> None:
    other = a_child(child="C2", language="English", told=TOLD)

    assert said(a_child(told=TOLD), other) == []
    assert said(a_child(), a_child(child="C2")) == []
    assert said(a_child(language="English"), other) == []

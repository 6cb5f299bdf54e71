"""Every rule that keeps a child from a worker in a suggestion, and who waits for one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.keeping import NOT_ASKED, keeping, waits
from allocation_app.domain.people import Absence, ChildId, EventKind, Role, Status, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Plan
from allocation_app.domain.proposal import KEPT_RULES, OWN_TEAM, Ask, Request
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY = timedelta(days=1)
C1, W2 = ChildId("C1"), WorkerId("W2")
ALL = Request(ask=Ask.SAFE)
MUST_NOT = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W2)


def loads_of(*people: object, held: dict[str, str] | None = None, **fields: object) -> Caseloads:
    return caseloads(Plan(snapshot=a_snapshot(*people, held=held), **fields), POLICY)


def kept(loads: Caseloads, request: Request = ALL) -> tuple[str, ...]:
    return keeping(loads, C1, W2, request, BY)


def test_that_all_the_rules_are_told_and_not_only_the_first() -> None:
    loads = loads_of(
        a_child(child="C1", team="A", events={EventKind.LOOKED_AFTER_REVIEW: DAY_0}),
        a_worker("W1"),
        a_worker("W2", team="B", last_day=DAY_0 + DAY),
        held={"C1": "W1"},
        marks=(MUST_NOT,),
    )
    among = replace(ALL, among=frozenset({WorkerId("W1")}))

    assert kept(loads, among) == ("must_not", NOT_ASKED, OWN_TEAM, "key_event", "leaving_soon")
    assert kept(loads, replace(among, set_aside=frozenset(KEPT_RULES))) == ("must_not", NOT_ASKED)


def test_that_a_key_event_keeps_nobody_from_a_worker_who_has_none() -> None:
    child = a_child(child="C1", events={EventKind.LOOKED_AFTER_REVIEW: DAY_0})
    away = a_worker("W1", absences=(Absence(start=DAY_0 - DAY),))

    held = loads_of(child, a_worker("W1"), a_worker("W2"), held={"C1": "W1"})
    gone = loads_of(child, away, a_worker("W2"), held={"C1": "W1"})

    assert kept(held) == ("key_event",)
    assert kept(held, Request(ask=Ask.PLACE, children=(C1,))) == ()
    assert kept(gone) == ()


def test_that_what_nobody_can_tell_keeps_nobody_from_anything() -> None:
    loads = loads_of(
        a_child(Status.REGISTERED, child="C1"),
        a_worker("W2", role=Role.UNRECOGNISED, team="A"),
    )

    assert kept(loads) == ()


def test_that_who_has_no_capacity_is_told_where_no_rule_says_why() -> None:
    none, left = a_worker("W2", fte=0.0), a_worker("W2", last_day=DAY_0 - DAY)

    assert kept(loads_of(a_child(child="C1"), none)) == ("no_capacity",)
    assert kept(loads_of(a_child(child="C1"), none, marks=(MUST_NOT,))) == (
        "must_not",
        "no_capacity",
    )
    assert kept(loads_of(a_child(child="C1"), left)) == ("has_left",)


@pytest.mark.parametrize(
    ("held", "team", "is_waiting"),
    [({}, None, True), ({}, "A", True), ({}, "B", False), ({"C1": "W1"}, None, False)],
)
def test_that_a_child_of_the_team_waits_whom_nobody_has(
    held: dict[str, str], team: str | None, *, is_waiting: bool
) -> None:
    loads = loads_of(a_child(child="C1", team="A"), a_worker("W1"), held=held)

    assert waits(loads, C1, replace(ALL, team=team)) is is_waiting


def test_that_who_is_named_waits_and_nobody_else() -> None:
    loads = loads_of(a_child(child="C1"), a_child(child="C2"), a_worker("W1"), held={"C1": "W1"})
    named = Request(ask=Ask.PLACE, children=(C1,))

    assert [waits(loads, ChildId(child), named) for child in ("C1", "C2")] == [True, False]

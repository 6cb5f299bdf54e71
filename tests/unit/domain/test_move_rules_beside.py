"""What a co-worker or an adviser who comes or goes would break: all of it stops the change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import broken, broken_in_plan, broken_together
from allocation_app.domain.move_rules.of_beside import BESIDE, ENDING
from allocation_app.domain.people import (
    Absence,
    ChildId,
    Involvement,
    Role,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Plan
from allocation_app.domain.staging import preview
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_worker,
    co_work,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY = timedelta(days=1)
C1, W2 = ChildId("C1"), WorkerId("W2")
COMES = InvolvementChange(child=C1, worker=W2, involvement=Involvement.CO_WORKER)
ADVISES = replace(COMES, involvement=Involvement.PERSONAL_ADVISER)
GOES = replace(COMES, is_end=True)


def plan(worker: Worker | None = None, *spells: object, **planned: object) -> Plan:
    """C1 with W1, and W2 who is to come, or to go."""
    people = (a_child(), a_worker("W1"), worker or a_worker("W2"))
    return Plan(snapshot=a_snapshot(*people, *spells, held={"C1": "W1"}), **planned)


def said(of: Plan, change: InvolvementChange = COMES) -> list[str]:
    found = broken(of, change, BY)
    assert all((each.is_hard, each.child, each.worker) == (True, C1, W2) for each in found)
    return [each.rule for each in found]


@pytest.mark.parametrize(
    ("worker", "rules"),
    [
        (a_worker("W2"), []),
        (a_worker("W2", role=Role.STUDENT), []),
        (a_worker("W2", role=Role.MANAGER), []),
        (a_worker("W2", role=Role.DUTY), ["not_a_person"]),
        (a_worker("W2", last_day=DAY_0), []),
        (a_worker("W2", last_day=DAY_0 - DAY), ["has_left"]),
        (a_worker("W2", first_day=DAY_0 + DAY), ["not_started"]),
        (a_worker("W2", absences=(Absence(start=DAY_0),)), ["long_away"]),
        (a_worker("W2", absences=(Absence(start=DAY_0, end=DAY_0 + DAY),)), []),
        (a_worker("W2", is_listed=False), []),
    ],
)
def test_that_nobody_comes_to_a_child_who_is_not_there_to_work(
    worker: Worker, rules: list[str]
) -> None:
    assert said(plan(worker)) == rules
    assert said(plan(worker), ADVISES) == rules


def test_that_somebody_who_has_begun_by_the_day_may_come() -> None:
    late = plan(a_worker("W2", first_day=DAY_0 + 9 * DAY))

    assert said(late, replace(COMES, effective=DAY_0 + 8 * DAY)) == ["not_started"]
    assert said(late, replace(COMES, effective=DAY_0 + 9 * DAY)) == []


def test_that_who_must_not_hold_a_child_does_not_stand_beside_it() -> None:
    mark = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W2)

    assert said(plan(marks=(mark,))) == ["must_not"]


def test_that_nobody_comes_who_is_with_the_child_already() -> None:
    there, gone = co_work("C1", "W2"), co_work("C1", "W2", end=DAY_0)

    assert said(plan(None, there)) == ["holds_already"]
    assert said(plan(None, there), ADVISES) == []
    assert said(plan(None, gone)) == []
    assert said(plan(moves=(a_move("C1", "W2"),))) == ["holds_already"]
    assert said(plan(involvements=(COMES,))) == []


def test_that_nobody_goes_who_is_not_with_the_child() -> None:
    there = plan(None, co_work("C1", "W2"))

    assert said(there, GOES) == []
    assert said(plan(), GOES) == ["not_there"]
    assert said(there, replace(ADVISES, is_end=True)) == ["not_there"]
    assert said(plan(a_worker("W2", last_day=DAY_0 - DAY), co_work("C1", "W2")), GOES) == []


def test_that_what_a_move_and_a_co_worker_break_together_is_told_of_both() -> None:
    both = (a_move("C1", "W2"), COMES)
    staged = replace(plan(), moves=both[:1], involvements=both[1:])

    for found in (
        broken_together(plan(), both, BY),
        broken_in_plan(staged, BY),
        preview(plan(), both, BY).stopping,
    ):
        assert [each.rule for each in found] == ["holds_already"]


def test_that_a_waiting_child_can_have_a_co_worker() -> None:
    waiting = Plan(snapshot=a_snapshot(a_child(), a_worker("W2")))

    assert said(waiting) == []


def test_that_every_rule_has_a_case_that_breaks_it() -> None:
    assert {*BESIDE, *ENDING} == {
        *("must_not", "not_a_person", "has_left", "not_started", "long_away"),
        *("holds_already", "not_there"),
    }


def test_that_nothing_speaks_against_taking_back_what_was_staged() -> None:
    spell = co_work("C1", "W2")

    assert said(plan(involvements=(COMES,)), GOES) == []
    assert said(plan(None, spell, involvements=(GOES,)), COMES) == []
    assert said(plan(), GOES) == ["not_there"]
    assert said(plan(None, spell), COMES) == ["holds_already"]


@pytest.mark.parametrize(("days", "is_alone"), [(9, True), (10, False)])
def test_that_who_has_left_by_the_day_of_a_move_works_beside_nobody_newly_qualified(
    days: int, *, is_alone: bool
) -> None:
    new = a_worker("W2", is_newly_qualified=True)
    beside = a_worker("W3", last_day=DAY_0 + days * DAY)
    child = a_child(Status.REGISTERED)
    held = a_snapshot(child, a_worker("W1"), new, beside, co_work("C1", "W3"), held={"C1": "W1"})
    move = a_move("C1", "W2", effective=DAY_0 + 10 * DAY)
    found = broken(Plan(snapshot=held), move, BY)
    assert ("newly_qualified_alone" in {each.rule for each in found}) is is_alone

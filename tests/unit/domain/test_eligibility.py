"""The hard rules: who can't be given a child at all, and which move of a plan breaks one."""

from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.eligibility import (
    Bar,
    Violation,
    bar,
    barred,
    is_role_in_doubt,
    violations,
)
from allocation_app.domain.people import Absence, Child, Reduction, Role, Status, Worker
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from tests.unit.domain.builders import DAY_0, POLICY, a_child, a_move, a_snapshot, a_worker

DAY = timedelta(days=1)
AWAY = Absence(start=DAY_0 - DAY)
IN_PROCEEDINGS, REFERRED = a_child(Status.PROCEEDINGS), a_child(Status.REFERRAL)
LEAVER_OF_CARE = a_child(Status.CARE_LEAVER)


@pytest.mark.parametrize(
    ("worker", "rule"),
    [
        (a_worker(), None),
        (a_worker(role=None), None),
        (a_worker(role=Role.SENIOR_SOCIAL_WORKER), None),
        (a_worker(is_newly_qualified=True), None),
        (a_worker(last_day=DAY_0), None),
        (a_worker(last_day=DAY_0 - DAY), Bar.HAS_LEFT),
        (a_worker(first_day=DAY_0), None),
        (a_worker(first_day=DAY_0 + DAY), Bar.NOT_STARTED),
        (a_worker(absences=(Absence(start=DAY_0, end=DAY_0 + DAY),)), None),
        (a_worker(absences=(AWAY,)), Bar.LONG_AWAY),
        (a_worker(role=Role.MANAGER), Bar.NOT_CASE_HOLDER),
        (a_worker(role=Role.DUTY), Bar.NOT_CASE_HOLDER),
        (a_worker(role=Role.STUDENT), Bar.NOT_CASE_HOLDER),
        (a_worker(role=Role.PERSONAL_ADVISER), Bar.NOT_CASE_HOLDER),
        (a_worker(role=Role.SUPPORT_WORKER), Bar.NOT_CASE_HOLDER),
        (a_worker(role=Role.UNRECOGNISED), None),
        (a_worker(reductions=(Reduction(share=1.0),)), Bar.NO_CAPACITY),
    ],
)
def test_that_a_hard_rule_keeps_a_child_in_proceedings_from_a_worker(
    worker: Worker, rule: Bar | None
) -> None:
    assert bar(worker, IN_PROCEEDINGS, POLICY, DAY_0) is rule


def test_that_a_rule_is_about_the_child_as_well() -> None:
    support, adviser = a_worker(role=Role.SUPPORT_WORKER), a_worker(role=Role.PERSONAL_ADVISER)

    assert bar(support, REFERRED, POLICY, DAY_0) is None
    assert bar(adviser, REFERRED, POLICY, DAY_0) is Bar.NOT_CASE_HOLDER
    assert bar(adviser, LEAVER_OF_CARE, POLICY, DAY_0) is None


def test_that_a_plan_is_checked_on_the_day_of_each_move() -> None:
    snapshot = a_snapshot(
        *(a_child(child=child) for child in ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8")),
        a_worker("W1"),
        a_worker("W2", first_day=DAY_0 + 7 * DAY),
        a_worker("W3", last_day=DAY_0 + 3 * DAY),
        a_worker("W4", last_day=DAY_0 - DAY),
        held={"C4": "W1", "C5": "W1", "C6": "W4", "C7": "W1"},
    )
    plan = Plan(
        snapshot=snapshot,
        moves=(
            a_move("C1", "W2", effective=DAY_0 + 7 * DAY),
            a_move("C2", "W2"),
            a_move("C3", "W3", effective=DAY_0 + 4 * DAY),
            a_move("C4", None),
            a_move("C5", "W3", effective=DAY_0 - DAY),
            a_move("C6", "W4"),
            a_move("C7", None),
            a_move("C8", "W1", effective=DAY_0 + DAY),
        ),
        pins=(
            Pin(child=snapshot.children["C7"].id, until=DAY_0),
            Pin(child=snapshot.children["C8"].id, until=DAY_0),
        ),
    )

    assert violations(caseloads(plan, POLICY)) == (
        Violation(rule=Bar.NOT_STARTED, child=snapshot.children["C2"].id, worker="W2"),
        Violation(rule=Bar.HAS_LEFT, child=snapshot.children["C3"].id, worker="W3"),
        Violation(rule=Bar.PINNED, child=snapshot.children["C7"].id, worker=None),
    )


def test_that_the_marks_of_a_plan_are_hard_rules_too() -> None:
    snapshot = a_snapshot(
        *(a_child(child=child) for child in ("C1", "C2", "C3")),
        *(a_worker(worker) for worker in ("W1", "W2", "W3")),
        held={"C2": "W2", "C3": "W3"},
    )
    c1, c2, c3 = snapshot.children.values()
    w1, w2, w3 = snapshot.workers.values()
    marks = (
        Mark(kind=MarkKind.KEEP_TOGETHER, child=c1.id, other=c3.id),
        Mark(kind=MarkKind.KEEP_APART, child=c2.id, other=c1.id),
        Mark(kind=MarkKind.MUST_NOT, child=c1.id, worker=w1.id),
    )
    plan = Plan(snapshot=snapshot, marks=marks, moves=(a_move("C1", "W2"), a_move("C3", "W1")))

    loads = caseloads(plan, POLICY)

    found = [barred(loads, worker, c1, DAY_0) for worker in (w1, w2, w3)]
    assert found == [Bar.MUST_NOT, Bar.KEEP_APART, None]
    assert barred(loads, w1, c2, DAY_0) is None
    assert violations(loads) == (Violation(rule=Bar.KEEP_APART, child=c1.id, worker=w2.id),)


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.PERSONAL_ADVISER, Role.UNRECOGNISED])
def test_that_what_nobody_can_tell_is_in_doubt_and_bars_from_nothing(role: Role) -> None:
    worker, child = a_worker(role=role), a_child(Status.UNKNOWN)

    assert bar(worker, child, POLICY, DAY_0) is None
    assert is_role_in_doubt(worker, child, POLICY)


@pytest.mark.parametrize(
    ("role", "child", "in_doubt"),
    [
        (Role.UNRECOGNISED, IN_PROCEEDINGS, True),
        (Role.UNRECOGNISED, REFERRED, False),
        (Role.SUPPORT_WORKER, REFERRED, False),
        (Role.SOCIAL_WORKER, a_child(Status.UNKNOWN), False),
        (None, IN_PROCEEDINGS, False),
    ],
)
def test_that_a_role_is_in_doubt_only_where_it_matters(
    role: Role | None, child: Child, *, in_doubt: bool
) -> None:
    assert is_role_in_doubt(a_worker(role=role), child, POLICY) is in_doubt

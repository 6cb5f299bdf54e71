"""Who can't be given a child at all: by the hard rules that would stop the move."""

from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Bar, barred, broken
from allocation_app.domain.move_rules.of_worker import is_role_in_doubt
from allocation_app.domain.people import Absence, Child, Reduction, Role, Status, Worker
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_worker,
)

DAY = timedelta(days=1)
AWAY = Absence(start=DAY_0 - DAY)
IN_PROCEEDINGS, REFERRED = a_child(Status.PROCEEDINGS), a_child(Status.REFERRAL)
LEAVER_OF_CARE = a_child(Status.CARE_LEAVER)


def bar(worker: Worker, child: Child) -> Bar | None:
    """What keeps a waiting child from this worker, of whom nothing else is known."""
    loads = caseloads(Plan(snapshot=a_snapshot(worker, child)), POLICY)
    return barred(loads, child.id, [worker]).get(worker.id)


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
    assert bar(worker, IN_PROCEEDINGS) is rule


def test_that_a_rule_is_about_the_child_as_well() -> None:
    support, adviser = a_worker(role=Role.SUPPORT_WORKER), a_worker(role=Role.PERSONAL_ADVISER)

    assert bar(support, REFERRED) is None
    assert bar(adviser, REFERRED) is Bar.NOT_CASE_HOLDER
    assert bar(adviser, LEAVER_OF_CARE) is None


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

    loads = caseloads(Plan(snapshot=snapshot, marks=marks), POLICY)

    found = barred(loads, c1.id, (w1, w2, w3))
    assert found == {"W1": Bar.MUST_NOT, "W2": Bar.KEEP_APART}
    assert barred(loads, c2.id, [w1]) == {}


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.PERSONAL_ADVISER, Role.UNRECOGNISED])
def test_that_what_nobody_can_tell_is_in_doubt_and_bars_from_nothing(role: Role) -> None:
    worker, child = a_worker(role=role), a_child(Status.UNKNOWN)

    assert bar(worker, child) is None
    assert is_role_in_doubt(role, child, POLICY)


@pytest.mark.parametrize(
    ("role", "child", "in_doubt"),
    [
        (Role.UNRECOGNISED, IN_PROCEEDINGS, True),
        (Role.UNRECOGNISED, REFERRED, False),
        (Role.SUPPORT_WORKER, REFERRED, False),
        (Role.SOCIAL_WORKER, a_child(Status.UNKNOWN), False),
        (None, IN_PROCEEDINGS, True),
        (None, REFERRED, False),
    ],
)
def test_that_a_role_is_in_doubt_only_where_it_matters(
    role: Role | None, child: Child, *, in_doubt: bool
) -> None:
    assert is_role_in_doubt(role, child, POLICY) is in_doubt


STAFF = [
    *(a_worker(f"R{role}", role=role) for role in (None, *Role)),
    a_worker("left", last_day=DAY_0 - DAY),
    a_worker("coming", first_day=DAY_0 + DAY),
    a_worker("away", absences=(AWAY,)),
    a_worker("marked"),
    a_worker("other"),
]


@pytest.mark.parametrize("worker", STAFF, ids=lambda worker: worker.id)
@pytest.mark.parametrize("status", list(Status))
def test_that_who_is_barred_is_who_could_not_be_given_the_child(
    worker: Worker, status: Status
) -> None:
    snapshot = a_snapshot(
        a_child(status, child="C1"), a_child(child="C2"), *STAFF, held={"C2": "other"}
    )
    c1, c2 = snapshot.children
    marks = (
        Mark(kind=MarkKind.MUST_NOT, child=c1, worker=snapshot.workers["marked"].id),
        Mark(kind=MarkKind.KEEP_APART, child=c1, other=c2),
    )
    plan = Plan(snapshot=snapshot, marks=marks)
    by = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)

    stopped = [each.rule for each in broken(plan, a_move("C1", worker.id), by) if each.is_hard]

    found = barred(caseloads(plan, POLICY), c1, [worker])
    assert list(found.values()) == stopped[:1]


def test_that_a_pinned_child_is_barred_from_all_but_whom_it_is_pinned_to() -> None:
    child, holder, other = a_child(), a_worker("W1"), a_worker("W2")
    snapshot = a_snapshot(child, holder, other, held={"C1": "W1"})
    loads = caseloads(Plan(snapshot=snapshot, pins=(Pin(child=child.id),)), POLICY)

    assert barred(loads, child.id, (holder, other)) == {"W2": Bar.PINNED}

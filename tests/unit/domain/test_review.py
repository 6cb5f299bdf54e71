"""A review is all that is computed from a plan, and a plan made elsewhere is seen alike."""

from dataclasses import replace
from datetime import timedelta

from allocation_app.domain.findings import Told
from allocation_app.domain.people import Absence, EventKind, Status
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import review
from allocation_app.domain.working_days import Holiday
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_worker,
)


def test_that_a_review_holds_the_waits_the_findings_and_the_balance_of_a_plan() -> None:
    family = [a_child(Status.REGISTERED, child=f"C{n}", family="F") for n in range(2)]
    snapshot = a_snapshot(*family, a_child(child="C9"), a_worker())

    before, after = a_review(snapshot), a_review(snapshot, a_move("C0", "W1"))

    assert [wait.child for wait in before.waits] == ["C0", "C1", "C9"]
    assert [wait.child for wait in after.waits] == ["C1", "C9"]
    assert len(after.findings) < len(before.findings)
    assert (before.balance["max"], after.balance["max"]) == (0, round(9 / 85, 6))
    assert (before.families, len(before.snapshot.children)) == (2, 3)
    assert (before.policy, before.rules, before.calendar) == (POLICY, RULES, CALENDAR)


def test_that_two_imports_of_one_day_are_never_taken_for_each_other() -> None:
    """They have the same hash: what is kept of an import is found by all it holds."""
    first = a_snapshot(a_child(date_of_birth=None))
    second = a_snapshot(a_child(date_of_birth=None), a_child(child="C2", date_of_birth=None))

    said = [review(Plan(snapshot=each), POLICY, RULES, CALENDAR) for each in (first, second)]

    assert [len(each.waits) for each in said] == [1, 2]
    assert [sum(f.delay == "D13" for f in each.findings) for each in said] == [1, 2]


def test_that_a_review_knows_what_is_coming() -> None:
    late_next_week = a_child(Status.REFERRAL, events={EventKind.REFERRAL: DAY_0})

    coming = a_review(a_snapshot(late_next_week)).coming

    assert {(each.finding.rule, each.week) for each in coming} >= {("W-REF-01", 1), ("D1", 1)}


def test_that_a_bank_holiday_of_the_policy_moves_what_is_due() -> None:
    child = a_child(Status.REFERRAL, events={EventKind.REFERRAL: DAY_0})
    tomorrow = Holiday(day=DAY_0 + timedelta(days=1), name="Bank holiday", name_cy="Gŵyl Banc")
    plan = Plan(snapshot=a_snapshot(child, a_worker(), held={"C1": "W1"}))

    looked = review(plan, replace(POLICY, holidays=(tomorrow,)), RULES, CALENDAR, in_time=True)

    due = [each.due for each in looked.findings if each.rule == "W-REF-01"]
    assert due == [DAY_0 + timedelta(days=2)]


def test_that_a_review_knows_what_is_in_doubt_and_what_is_not_checked() -> None:
    unknown = a_child(Status.UNKNOWN, unrecorded=(EventKind.GP_REGISTERED,))

    looked = a_review(a_snapshot(unknown, a_worker(), held={"C1": "W1"}))

    assert set(looked.doubts) == {"W1"}
    assert "W-HLT-01" in {each.rule for each in looked.not_checked}


def test_that_a_review_knows_the_children_with_something_late_and_no_worker_among_them() -> None:
    waiting = a_child(Status.REGISTERED, events={EventKind.REFERRAL: DAY_0.replace(month=1)})
    away = a_worker(absences=(Absence(start=DAY_0 - timedelta(days=60)),))
    looked = a_review(a_snapshot(waiting, a_child(child="C2"), away))

    late = [finding for finding in looked.findings if finding.told is Told.LATE]

    assert looked.late_children == {"C1"}
    assert {finding.child for finding in late} >= {"C1"}

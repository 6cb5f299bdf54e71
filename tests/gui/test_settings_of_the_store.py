"""The weights and rules in force while data is open, and reviews recorded of who waits."""

from dataclasses import replace

import pytest

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.policy import edited
from tests.builders import AS_AT, a_child, a_reading, a_snapshot
from tests.gui.pages.team import days_ago
from ui import commands
from ui.selection import Selection
from ui.store import PlanStore

C3 = ChildId("C3")


@pytest.fixture
def opened(store: PlanStore) -> PlanStore:
    """Two children held, one who waits, and a move that can be undone."""
    held = {"W1": [a_child("C1")], "W2": [a_child("C2")]}
    store.open(a_reading(a_snapshot(held, waiting=[a_child("C3"), a_child("C4")])))
    assert store.review is not None
    plan = store.review.caseloads.plan
    store.make(plan.with_move(Move(child=ChildId("C4"), to=WorkerId("W1"))))
    store.select_child(C3)
    return store


def utilisation(store: PlanStore) -> float | None:
    assert store.review is not None
    return store.review.caseloads.loads[WorkerId("W1")].utilisation


def test_that_another_policy_counts_anew_and_leaves_plan_undo_and_selection(
    opened: PlanStore,
) -> None:
    before, seen = utilisation(opened), opened.selected
    heard: list[str] = []
    opened.review_changed.connect(lambda: heard.append("review"))
    opened.settings_changed.connect(lambda: heard.append("settings"))

    opened.set_policy(edited(opened.policy, points_full_time=200.0))

    assert heard == ["settings", "review"]
    assert before is not None
    assert utilisation(opened) == pytest.approx(before * 85 / 185, abs=1e-5)
    assert opened.selected == seen == Selection(child=C3)
    opened.undo()
    assert opened.review is not None
    assert opened.review.caseloads.plan.moves == ()
    assert opened.review.policy.points_full_time == 200


def test_that_the_import_before_any_move_is_counted_by_the_same_policy(opened: PlanStore) -> None:
    opened.set_policy(edited(opened.policy, points_full_time=200.0))

    assert opened.imported is not None
    assert opened.imported.policy.points_full_time == 200


def test_that_the_same_policy_and_rules_tell_nobody(opened: PlanStore) -> None:
    heard: list[str] = []
    opened.review_changed.connect(lambda: heard.append("review"))
    opened.settings_changed.connect(lambda: heard.append("settings"))

    opened.set_policy(opened.policy)
    opened.set_rules(opened.rules)

    assert heard == []


def test_that_other_rules_judge_anew(opened: PlanStore) -> None:
    off = tuple(replace(rule, is_on=False) for rule in opened.rules.rules)

    opened.set_rules(replace(opened.rules, rules=off))

    assert opened.review is not None
    assert [finding for finding in opened.review.findings if finding.delay == "D12"] == []
    assert opened.can_undo


def test_that_policy_and_rules_can_be_set_while_nothing_is_open(store: PlanStore) -> None:
    policy = edited(store.policy, points_full_time=120.0)

    store.set_policy(policy)

    assert store.policy == policy
    assert store.review is None


def test_that_a_policy_that_is_tried_changes_nothing(opened: PlanStore) -> None:
    tried = opened.tried(edited(opened.policy, points_full_time=200.0))

    assert tried.policy.points_full_time == 200
    assert opened.review is not None
    assert opened.review.policy.points_full_time == 100


def test_that_nothing_is_tried_or_recorded_while_nothing_is_open(store: PlanStore) -> None:
    with pytest.raises(ValueError, match="nothing is open"):
        store.tried(store.policy)
    with pytest.raises(ValueError, match="nothing is open"):
        commands.record_review(store, C3, AS_AT)


def test_that_a_recorded_review_is_a_step_that_undo_takes_back(opened: PlanStore) -> None:
    commands.record_review(opened, C3, days_ago(2), "Duty visits on Tuesday")

    assert opened.review is not None
    [review] = opened.review.caseloads.plan.oversight
    assert (review.child, review.day, review.note) == (C3, days_ago(2), "Duty visits on Tuesday")
    opened.undo()
    assert opened.review.caseloads.plan.oversight == ()
    assert len(opened.review.caseloads.plan.moves) == 1


def test_that_a_review_that_is_removed_comes_back_with_undo(opened: PlanStore) -> None:
    commands.record_review(opened, C3, days_ago(2))

    commands.remove_review(opened, C3, days_ago(2))

    assert opened.review is not None
    assert opened.review.caseloads.plan.oversight == ()
    opened.undo()
    assert len(opened.review.caseloads.plan.oversight) == 1


def test_that_removing_a_review_nobody_recorded_is_no_step(opened: PlanStore) -> None:
    heard: list[str] = []
    opened.review_changed.connect(lambda: heard.append("review"))

    commands.remove_review(opened, C3, days_ago(2))

    assert heard == []

"""The facts at the moment of a decision, as the tool showed them."""

from dataclasses import replace

import pytest

from allocation_app.domain.decided import decided, decided_later
from allocation_app.domain.journal import Decided
from allocation_app.domain.people import EventKind
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_worker,
)
from tests.unit.domain.pasts import BY, WEEK

TEAM = a_snapshot(
    a_child(child="C1"),
    a_child(child="C2", events={EventKind.REFERRAL: DAY_0 - 2 * WEEK}),
    a_child(child="C3"),
    a_worker("W1"),
    a_worker("W2"),
    a_worker("W0", fte=0.0),
    held={"C1": "W1", "C3": "W0"},
)


def of(after: Move, *before: Move, snapshot: Snapshot = TEAM) -> tuple[Decided, ...]:
    return decided(Plan(snapshot=snapshot, moves=before), a_review(snapshot, *before, after))


def test_that_both_shares_are_kept_before_and_after() -> None:
    (found,) = of(a_move("C1", "W2"))
    assert (found.child, found.was, found.to, found.waited) == ("C1", "W1", "W2", None)
    before, after = (
        review.caseloads.loads for review in (a_review(TEAM), a_review(TEAM, a_move("C1", "W2")))
    )
    assert found.giver == (before["W1"].utilisation, 0.0)
    assert found.taker == (0.0, after["W2"].utilisation)


def test_that_the_wait_of_a_child_without_a_worker_is_kept() -> None:
    (found,) = of(a_move("C2", "W2"))
    assert (found.was, found.giver, found.waited) == (None, None, 10)


def test_that_a_move_to_nobody_has_nobody_who_takes() -> None:
    (found,) = of(a_move("C1", None))
    assert (found.to, found.taker) == (None, None)


def test_that_who_has_no_capacity_has_no_share() -> None:
    (found,) = of(a_move("C3", "W2"))
    assert found.giver is None
    assert found.taker is not None


def test_that_only_what_was_staged_since_is_told() -> None:
    (found,) = of(a_move("C2", "W2"), a_move("C1", "W2"))
    assert found.child == "C2"
    assert found.taker is not None
    assert found.taker[0] == pytest.approx(found.taker[1] / 2, abs=0.02)


def test_that_who_had_the_child_is_as_the_plan_before_had_it() -> None:
    (found,) = of(a_move("C1", None), a_move("C1", "W2"))
    assert found.was == "W2"


def test_that_where_nothing_was_staged_there_is_nothing_to_tell() -> None:
    review = a_review(TEAM)
    assert decided(review.caseloads.plan, review) == ()
    assert review.policy is POLICY


def test_that_what_is_worked_out_afterwards_says_so_and_is_else_the_same() -> None:
    first, second = a_move("C2", "W2"), a_move("C1", "W2")
    before, after = (Plan(snapshot=TEAM, moves=moves) for moves in ((first,), (first, second)))
    (at_once,) = of(second, first)

    assert decided_later(before, after, BY) == (replace(at_once, is_later=True),)
    assert decided_later(after, before, BY) == ()

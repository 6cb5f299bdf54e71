"""A plan is an import and moves; whom the import does not have, no plan can move."""

from datetime import timedelta

import pytest

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Oversight, Pin, Plan
from tests.unit.domain.builders import DAY_0, a_child, a_move, a_snapshot, a_worker

SNAPSHOT = a_snapshot(a_child(), a_child(child="C2"), a_worker(), a_worker("W2"))


@pytest.mark.parametrize(
    ("move", "refusal"),
    [(a_move("C9", "W1"), "no child C9"), (a_move("C1", "W9"), "no worker W9")],
)
def test_that_a_move_of_or_to_somebody_unknown_is_refused(move: object, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        Plan(snapshot=SNAPSHOT, moves=(move,))


def test_that_a_pin_of_an_unknown_child_is_refused() -> None:
    with pytest.raises(ValueError, match="no child C9"):
        Plan(snapshot=SNAPSHOT, pins=(Pin(child=ChildId("C9")),))
    assert Plan(snapshot=SNAPSHOT, pins=(Pin(child=ChildId("C1")),)).pins[0].child == "C1"


def test_that_a_child_may_be_moved_to_nobody() -> None:
    assert Plan(snapshot=SNAPSHOT, moves=(a_move("C1", None),)).moves[0].to is None


def test_that_a_child_has_one_move_the_last_one_made() -> None:
    first, other, second = a_move("C1", "W1"), a_move("C2", "W1"), a_move("C1", "W2")

    plan = Plan(snapshot=SNAPSHOT).with_move(first).with_move(other).with_move(second)

    assert plan.moves == (other, second)


def test_that_a_move_can_be_taken_back() -> None:
    plan = Plan(snapshot=SNAPSHOT).with_move(a_move("C1", "W1")).with_move(a_move("C2", "W1"))

    assert plan.without_move(ChildId("C1")).moves == (a_move("C2", "W1"),)
    assert plan.without_move(ChildId("C9")) == plan


def test_that_a_review_is_kept_a_day_in_place_of_another_of_that_day() -> None:
    plan = Plan(snapshot=SNAPSHOT)
    day, later = DAY_0, DAY_0 + timedelta(days=7)  # the import is older than the meeting

    plan = plan.with_review(ChildId("C1"), day, "First").with_review(ChildId("C1"), later)
    plan = plan.with_review(ChildId("C2"), day).with_review(ChildId("C1"), day, "Again")

    kept = [(each.child, each.day, each.note) for each in plan.oversight]
    assert kept == [("C1", later, ""), ("C2", day, ""), ("C1", day, "Again")]


def test_that_a_review_can_be_taken_back() -> None:
    plan = Plan(snapshot=SNAPSHOT).with_review(ChildId("C1"), DAY_0)

    assert plan.without_review(ChildId("C1"), DAY_0 - timedelta(days=1)) == plan
    assert plan.without_review(ChildId("C2"), DAY_0) == plan
    assert plan.without_review(ChildId("C1"), DAY_0) == Plan(snapshot=SNAPSHOT)


def test_that_a_review_of_an_unknown_child_is_refused() -> None:
    with pytest.raises(ValueError, match="no child C9"):
        Plan(snapshot=SNAPSHOT).with_review(ChildId("C9"), DAY_0)


@pytest.mark.parametrize("note", ["x" * 121, "one\ntwo", "one\n", "\rone", "one\u2028two"])
def test_that_a_note_is_one_short_line(note: str) -> None:
    with pytest.raises(ValueError, match="a note is one line of at most 120 characters"):
        Plan(snapshot=SNAPSHOT).with_review(ChildId("C1"), DAY_0, note)
    assert Oversight(child=ChildId("C1"), day=DAY_0, note="x" * 120).note == "x" * 120

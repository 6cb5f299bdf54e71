"""A plan is an import and moves; whom the import does not have, no plan can move."""

from datetime import date, timedelta

import pytest

from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import (
    CHANGE_REASONS,
    OVERRIDE_REASONS,
    PIN_REASONS,
    InvolvementChange,
    Mark,
    MarkKind,
    Move,
    Oversight,
    Pin,
    Plan,
)
from tests.unit.domain.builders import DAY_0, a_child, a_move, a_snapshot, a_worker

C1, C2, C9 = ChildId("C1"), ChildId("C2"), ChildId("C9")
W1, W9 = WorkerId("W1"), WorkerId("W9")
DAY = timedelta(days=1)
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


@pytest.mark.parametrize("note", ["x" * 121, "one\ntwo"])
def test_that_the_note_of_a_move_is_one_short_line(note: str) -> None:
    with pytest.raises(ValueError, match="a note is one line of at most 120 characters"):
        a_move("C1", "W1", note=note)
    assert a_move("C1", "W1", note="x" * 120).note == "x" * 120


def test_that_a_move_gives_one_of_ten_reasons_or_none() -> None:
    assert len(CHANGE_REASONS) == 10
    assert all(a_move("C1", "W1", reason=code).reason == code for code in CHANGE_REASONS)
    with pytest.raises(ValueError, match="HOLIDAY is no reason for a change of worker"):
        a_move("C1", "W1", reason="HOLIDAY")


def test_that_a_rule_is_set_aside_with_a_reason_of_the_list() -> None:
    for code in OVERRIDE_REASONS:
        move = Move(child=C1, to=W1, overrides=("over",), override_reason=code)
        assert (move.overrides, move.override_reason) == (("over",), code)
    with pytest.raises(ValueError, match="BECAUSE is no reason to set a rule aside"):
        Move(child=C1, to=W1, overrides=("over",), override_reason="BECAUSE")


@pytest.mark.parametrize("half", [{"overrides": ("over",)}, {"override_reason": "KNOWS"}])
def test_that_no_rule_is_set_aside_without_a_reason_nor_a_reason_given_for_none(
    half: dict[str, object],
) -> None:
    with pytest.raises(ValueError, match="a rule is set aside with a reason"):
        a_move("C1", "W1", **half)


def test_that_a_pin_holds_to_its_last_day_and_no_longer() -> None:
    pin = Pin(child=C1, until=DAY_0)

    assert pin.holds(DAY_0)
    assert not pin.holds(DAY_0 + DAY)
    assert Pin(child=C2).holds(DAY_0 + 1000 * DAY)


def test_that_a_pin_has_a_reason_of_the_list_or_none() -> None:
    assert all(Pin(child=C1, reason=code).reason == code for code in PIN_REASONS)
    with pytest.raises(ValueError, match="no reason for a pin"):
        Pin(child=C1, reason="because")


def test_that_a_child_has_one_pin_the_last_one_set_and_it_can_be_lifted() -> None:
    plan = Plan(snapshot=SNAPSHOT).with_pin(Pin(child=C1)).with_pin(Pin(child=C1, until=DAY_0))

    assert plan.pins == (Pin(child=C1, until=DAY_0),)
    assert plan.without_pin(C2) == plan
    assert plan.without_pin(C1) == Plan(snapshot=SNAPSHOT)


MUST_NOT = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W1)
APART = Mark(kind=MarkKind.KEEP_APART, child=C1, other=C2)
TOGETHER = Mark(kind=MarkKind.KEEP_TOGETHER, child=C2, other=C1)


def test_that_one_mark_holds_between_the_same_two_the_last_one_set() -> None:
    plan = Plan(snapshot=SNAPSHOT).with_mark(APART).with_mark(MUST_NOT).with_mark(TOGETHER)

    assert plan.marks == (MUST_NOT, TOGETHER)
    assert plan.without_mark(APART).marks == (MUST_NOT,)


def test_that_a_mark_on_two_children_tells_each_of_the_other() -> None:
    assert (APART.beside(C1), APART.beside(C2), APART.beside(C9)) == (C2, C1, None)
    assert MUST_NOT.beside(C1) is None


@pytest.mark.parametrize(
    ("kind", "named", "refusal"),
    [
        (MarkKind.MUST_NOT, {}, "a worker is named"),
        (MarkKind.KEEP_APART, {"worker": W1, "other": C2}, "a worker is named"),
        (MarkKind.MUST_NOT, {"worker": W1, "other": C2}, "two children are named"),
        (MarkKind.KEEP_APART, {}, "two children are named"),
        (MarkKind.KEEP_TOGETHER, {"other": C1}, "two children are named"),
    ],
)
def test_that_a_mark_that_names_too_few_or_too_many_is_refused(
    kind: MarkKind, named: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        Mark(kind=kind, child=C1, **named)


@pytest.mark.parametrize(
    ("mark", "refusal"),
    [
        (Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W9), "no worker W9"),
        (Mark(kind=MarkKind.KEEP_APART, child=C9, other=C1), "no child C9"),
        (Mark(kind=MarkKind.KEEP_APART, child=C1, other=C9), "no child C9"),
    ],
)
def test_that_a_mark_on_somebody_unknown_is_refused(mark: Mark, refusal: str) -> None:
    with pytest.raises(ValueError, match=refusal):
        Plan(snapshot=SNAPSHOT, marks=(mark,))


def a_change(child: str = "C1", worker: str = "W1", **fields: object) -> InvolvementChange:
    told = {"child": ChildId(child), "worker": WorkerId(worker)}
    return InvolvementChange(**told | {"involvement": Involvement.CO_WORKER} | fields)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"involvement": Involvement.CASE_HOLDER}, "a case holder changes by a move"),
        ({"reason": "HOLIDAY"}, "HOLIDAY is no reason"),
        ({"note": "x" * 121}, "one line of at most 120"),
    ],
)
def test_that_a_change_beside_the_holder_is_of_nobody_else_and_has_a_reason_of_the_list(
    fields: dict[str, object], refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        a_change(**fields)
    assert a_change(reason="MANAGE", note="x" * 120).reason == "MANAGE"


def test_that_of_a_child_and_a_worker_in_one_capacity_one_change_stands() -> None:
    comes, later, adviser = (
        a_change(),
        a_change(effective=date(2026, 12, 1)),
        a_change(involvement=Involvement.PERSONAL_ADVISER),
    )

    plan = Plan(snapshot=SNAPSHOT).with_step(comes).with_step(adviser).with_step(later)

    assert plan.involvements == (adviser, later)
    assert plan.without_step(comes).involvements == (adviser,)


def test_that_who_was_to_come_beside_the_holder_and_is_to_go_does_neither() -> None:
    comes, goes = a_change(), a_change(is_end=True)
    nothing = Plan(snapshot=SNAPSHOT)

    assert nothing.with_step(comes).with_step(goes) == nothing
    assert nothing.with_step(goes).with_step(comes) == nothing


@pytest.mark.parametrize(
    ("change", "refusal"),
    [(a_change("C9"), "no child C9"), (a_change(worker="W9"), "no worker W9")],
)
def test_that_a_change_beside_or_by_somebody_unknown_is_refused(
    change: InvolvementChange, refusal: str
) -> None:
    with pytest.raises(ValueError, match=refusal):
        Plan(snapshot=SNAPSHOT, involvements=(change,))

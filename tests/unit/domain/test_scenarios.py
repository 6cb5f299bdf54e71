"""Plans kept beside the present one: taken up again, renamed, let go of, and compared."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.scenarios import Desk, Differing, differing, figures
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
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

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
C1, C2, C3 = ChildId("C1"), ChildId("C2"), ChildId("C3")
W1, W2, W9 = WorkerId("W1"), WorkerId("W2"), WorkerId("W9")
SNAPSHOT = a_snapshot(
    *(a_child(child=f"C{n}") for n in (1, 2, 3)),
    a_worker("W1"),
    a_worker("W2"),
    held={"C1": "W1", "C2": "W1"},
)
NOTHING = Plan(snapshot=SNAPSHOT)
FIRST, SECOND = NOTHING.with_move(a_move("C1", "W2")), NOTHING.with_move(a_move("C3", "W1"))
JOINS = StaffChange(
    kind=StaffChangeKind.JOINS,
    worker=W9,
    day=DAY_0 + timedelta(days=7),
    joiner=Joiner(name="Jo"),
)
MUST_NOT = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W1)
NOT_BY_JOINER = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W9)


def names(desk: Desk) -> list[str]:
    return [plan.name for plan in desk.kept]


def test_that_a_plan_is_kept_by_name_and_made_the_present_one_again() -> None:
    desk = Desk(plan=FIRST).with_kept(" A ").with_plan(SECOND).with_kept("B")

    assert (names(desk), desk.plan.name) == (["A", "B"], "B")
    again = desk.applied("A")
    assert (again.plan, names(again)) == (replace(FIRST, name="A"), ["A", "B"])
    assert again.kept == desk.kept


def test_that_keeping_by_a_known_name_takes_its_place() -> None:
    desk = Desk(plan=FIRST).with_kept("A").with_kept("B").with_plan(SECOND).with_kept("A")

    assert names(desk) == ["A", "B"]
    assert desk.named("A").moves == SECOND.moves
    assert desk.named("B").moves == FIRST.moves


def test_that_a_kept_plan_is_renamed_and_the_present_one_that_bears_its_name() -> None:
    desk = Desk(plan=FIRST).with_kept("A").with_plan(SECOND).with_kept("B")

    assert names(desk.renamed("A", "East")) == ["East", "B"]
    assert desk.renamed("A", "East").plan.name == "B"
    assert desk.renamed("B", "West").plan.name == "West"
    assert desk.renamed("B", "B") == desk


def test_that_a_name_is_not_given_twice_nor_to_nothing() -> None:
    desk = Desk(plan=FIRST).with_kept("A").with_kept("B")

    with pytest.raises(ValueError, match="a name of its own"):
        desk.renamed("A", "B")
    for name in ("", "  ", "x" * 61, "one\ntwo"):
        with pytest.raises(ValueError, match="one line of 1 to 60"):
            desk.with_kept(name)
    with pytest.raises(ValueError, match="a name of its own"):
        Desk(plan=FIRST, kept=(SECOND,))
    with pytest.raises(KeyError):
        desk.applied("C")


def test_that_a_plan_of_another_import_is_no_scenario_of_this_one() -> None:
    other = Plan(snapshot=replace(SNAPSHOT, as_at=DAY_0 + timedelta(days=7)), name="A")

    with pytest.raises(ValueError, match="another import"):
        Desk(plan=FIRST, kept=(other,))


def test_that_a_kept_plan_is_let_go_of_and_the_present_one_stays() -> None:
    desk = Desk(plan=FIRST).with_kept("A").with_kept("B").without_kept("B")

    assert names(desk) == ["A"]
    assert (desk.plan.moves, desk.plan.name) == (FIRST.moves, "B")
    assert desk.without_kept("C") == desk


def test_that_what_is_staged_can_be_had_again_only_if_it_is_kept() -> None:
    desk = Desk(plan=FIRST)
    other = a_move("C2", "W2")

    assert not desk.is_kept
    assert Desk(plan=NOTHING.with_pin(Pin(child=C1))).is_kept
    both = desk.with_plan(FIRST.with_move(other)).with_kept("A")
    assert both.is_kept
    assert both.with_plan(NOTHING.with_move(other).with_move(FIRST.moves[0])).is_kept
    assert not both.with_plan(SECOND).is_kept


def test_that_a_plan_that_stages_other_things_than_what_was_kept_by_its_name_is_changed() -> None:
    desk = Desk(plan=FIRST).with_kept("A")

    assert not Desk(plan=FIRST).is_changed
    assert not desk.is_changed
    assert not desk.with_plan(desk.plan.with_pin(Pin(child=C2))).is_changed
    assert desk.with_plan(desk.plan.without_steps).is_changed


def test_that_what_is_recorded_of_the_children_counts_in_all_plans() -> None:
    desk = Desk(plan=FIRST).with_kept("A").with_plan(SECOND)
    recorded = replace(
        SECOND.with_mark(MUST_NOT).with_pin(Pin(child=C2)).with_review(C3, DAY_0), unpinned=(C1,)
    )

    again = desk.with_plan(recorded).applied("A").plan

    assert again.moves == FIRST.moves
    assert (again.marks, again.pins) == ((MUST_NOT,), (Pin(child=C2),))
    assert (again.oversight, again.unpinned) == (recorded.oversight, (C1,))
    assert desk.with_plan(replace(SECOND, notes="later")).kept[0] is desk.kept[0]


def test_that_a_mark_on_somebody_who_joins_stays_with_the_plan_in_which_they_do() -> None:
    joined = NOTHING.with_step(JOINS).with_mark(NOT_BY_JOINER)
    desk = Desk(plan=joined).with_kept("A").with_plan(FIRST).with_kept("B")

    marked = desk.with_plan(desk.plan.with_mark(Mark(kind=MarkKind.MUST_NOT, child=C2, worker=W1)))

    assert [mark.child for mark in marked.named("A").marks] == [C2, C1]
    assert [mark.child for mark in marked.applied("A").named("B").marks] == [C2]
    assert joined.without_steps.marks == ()


def test_that_the_import_and_every_plan_can_be_compared() -> None:
    desk = Desk(plan=FIRST).with_kept("A").with_plan(SECOND)

    assert [plan.moves for plan in desk.plans] == [(), SECOND.moves, FIRST.moves]


def test_that_plans_are_compared_by_how_the_team_stands_and_what_they_ask() -> None:
    stays, nobody = a_move("C1", "W1"), a_move("C2", None)
    over = a_move("C3", "W2", overrides=("over",), override_reason="KNOWS")
    plan = NOTHING.with_move(stays).with_move(nobody).with_move(over)

    bare, told = figures(NOTHING, BY), figures(plan, BY)

    assert (bare.moves, bare.new_worker, bare.overrides, bare.team.unallocated) == (0, 0, 0, 1)
    assert (told.moves, told.new_worker, told.overrides, told.team.unallocated) == (3, 1, 1, 1)


def test_that_the_children_who_stand_otherwise_are_told_with_their_worker_in_each_plan() -> None:
    both = FIRST.with_move(a_move("C2", "W2")).with_move(a_move("C3", None))

    assert differing([NOTHING, FIRST, SECOND, both], POLICY) == (
        Differing(child=C1, workers=(W1, W2, W1, W2)),
        Differing(child=C2, workers=(W1, W1, W1, W2)),
        Differing(child=C3, workers=(None, None, W1, None)),
    )
    assert differing([NOTHING, NOTHING.with_move(a_move("C1", "W1"))], POLICY) == ()
    assert differing([], POLICY) == ()

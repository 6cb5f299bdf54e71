"""What one command changes of a plan and its scenarios: taken apart, and put together again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.desk_changes import (
    NOTHING,
    DeskChange,
    DeskState,
    PlanChange,
    Staged,
    desk_after,
    desk_change,
    staged_in,
    state_of,
)
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import (
    InvolvementChange,
    Mark,
    MarkKind,
    Move,
    Oversight,
    Pin,
    Plan,
)
from allocation_app.domain.scenarios import Desk
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)

CHILDREN = [ChildId(f"C{n}") for n in range(4)]
WORKERS = [WorkerId("W1"), WorkerId("W2")]
SNAPSHOT = a_snapshot(
    *(a_child(child=child) for child in CHILDREN), *(a_worker(worker) for worker in WORKERS)
)
PLAN = Plan(snapshot=SNAPSHOT)
FULL = Plan(
    snapshot=SNAPSHOT,
    moves=(a_move("C0", "W1"),),
    pins=(Pin(child=CHILDREN[1], reason="TRUSTS"),),
    oversight=(Oversight(child=CHILDREN[2], day=DAY_0),),
    marks=(Mark(kind=MarkKind.KEEP_APART, child=CHILDREN[0], other=CHILDREN[1]),),
    involvements=(
        InvolvementChange(child=CHILDREN[3], worker=WORKERS[0], involvement=Involvement.CO_WORKER),
    ),
    staffing=(a_staff_change("leaves", "W2", DAY_0 + timedelta(days=7)),),
    unpinned=(CHILDREN[3],),
    name="A",
    notes="Ask again on Monday.",
)


def some(of: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(of, unique=True, max_size=3).map(tuple)


STAGED = st.builds(
    Staged,
    moves=some(st.builds(Move, child=st.sampled_from(CHILDREN), to=st.sampled_from(WORKERS))),
    pins=some(st.builds(Pin, child=st.sampled_from(CHILDREN))),
    unpinned=some(st.sampled_from(CHILDREN)),
    name=st.sampled_from(["", "A", "B", "C"]),
    notes=st.sampled_from(["", "one", "two"]),
)
STATES = st.builds(
    DeskState, plan=STAGED, kept=st.lists(STAGED, unique_by=lambda s: s.name, max_size=3).map(tuple)
)


@given(before=STATES, after=STATES)
def test_that_what_a_command_changes_makes_the_one_desk_of_the_other(
    before: DeskState, after: DeskState
) -> None:
    assert desk_after(before, desk_change(before, after)) == after
    assert desk_after(before, desk_change(before, before)) == before


def test_that_all_that_stands_in_a_plan_comes_back_on_its_import() -> None:
    assert staged_in(FULL).on(SNAPSHOT) == FULL
    desk = Desk(plan=FULL).with_kept("B")
    assert state_of(desk).on(SNAPSHOT) == desk


def test_that_a_plan_is_refused_on_an_import_that_lacks_one_of_its_children() -> None:
    with pytest.raises(ValueError, match="no child C0"):
        staged_in(FULL).on(a_snapshot(a_worker("W1"), a_worker("W2")))


def test_that_a_change_says_no_more_than_what_is_otherwise() -> None:
    before = state_of(Desk(plan=FULL))
    after = state_of(Desk(plan=FULL.with_move(a_move("C1", "W2"))))
    assert desk_change(before, after) == DeskChange(
        plan=PlanChange(come=Staged(moves=(a_move("C1", "W2"),)))
    )
    assert desk_change(after, before) == DeskChange(
        plan=PlanChange(gone=Staged(moves=(a_move("C1", "W2"),)))
    )


def test_that_notes_and_a_name_are_told_only_where_they_are_others() -> None:
    before = state_of(Desk(plan=FULL))
    after = replace(before, plan=replace(before.plan, notes="", name="B"))
    assert desk_change(before, after).plan == PlanChange(name="B", notes="")


def test_that_another_order_is_told_whole() -> None:
    moves = (a_move("C0", "W1"), a_move("C1", "W1"))
    before = DeskState(plan=Staged(moves=moves))
    after = DeskState(plan=Staged(moves=moves[::-1]))
    change = desk_change(before, after)
    assert change.plan.is_whole
    assert desk_after(before, change) == after


def test_that_a_scenario_that_stays_as_it_is_costs_nothing_but_its_name() -> None:
    desk = Desk(plan=FULL).with_kept("A").with_kept("B")
    before, after = state_of(desk), state_of(desk.without_kept("A"))
    change = desk_change(before, after)
    assert change.kept is not None
    assert [(each.name, each.change) for each in change.kept] == [("B", PlanChange())]
    assert desk_after(before, change) == after


def test_that_a_new_scenario_is_told_with_all_that_stands_in_it() -> None:
    before = state_of(Desk(plan=FULL))
    after = state_of(Desk(plan=FULL).with_kept("B"))
    (kept,) = desk_change(before, after).kept or ()
    assert kept.change.come.moves == FULL.moves
    assert desk_after(DeskState(plan=NOTHING), desk_change(before, after)).kept == after.kept

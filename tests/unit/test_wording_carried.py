"""What becomes of a plan at a later import is said: what stays, has come about, is dropped."""

from dataclasses import replace

from allocation_app.domain.carrying import Carried
from allocation_app.domain.people import ChildId, Involvement
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Plan
from allocation_app.wording.carried import of_kept, sentences
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)

JANE = a_worker("W1", name="Jane Roe")


def test_that_nothing_is_said_of_a_plan_without_moves() -> None:
    carried = Carried(plan=Plan(snapshot=a_snapshot()))

    assert sentences(carried, forgets_history=False) == []


def test_that_marks_on_somebody_who_is_gone_are_said_to_be_dropped() -> None:
    mark = Mark(kind=MarkKind.MUST_NOT, child=ChildId("C1"), worker=JANE.id)
    carried = Carried(plan=Plan(snapshot=a_snapshot()), dropped_marks=(mark,))

    (said,) = sentences(carried, forgets_history=False)

    assert said.startswith("1 mark is dropped from the plan, because a child or a worker")


def test_that_moves_are_told_apart_from_other_changes_of_the_plan() -> None:
    snapshot = a_snapshot(a_child(), JANE)
    move, leaves = a_move("C1", JANE.id), a_staff_change("leaves", JANE.id, DAY_0)
    beside = InvolvementChange(
        child=ChildId("C1"), worker=JANE.id, involvement=Involvement.CO_WORKER
    )
    plan = Plan(snapshot=snapshot, moves=(move,), staffing=(leaves,), involvements=(beside,))

    said = sentences(
        Carried(plan=plan, came_true=(leaves, move), dropped=(beside, beside)),
        forgets_history=False,
    )

    others = "of staff or of who works beside the case holder"
    assert said[:3] == [
        "1 move of the plan stays.",
        f"2 changes {others} stay.",
        "1 move has been made, the new files say: it leaves the plan.",
    ]
    assert said[3].startswith(f"1 change {others} has come about")
    assert said[4].startswith(f"2 changes {others} are dropped from the plan, because somebody is")


def test_that_a_kept_plan_is_named_where_it_loses_something_and_not_otherwise() -> None:
    whole = Carried(plan=Plan(snapshot=a_snapshot(a_child(), JANE), name="A"))
    loses = replace(whole, dropped=(a_move("C1", "W1"),))

    assert of_kept([whole]) == []
    (said,) = of_kept([whole, loses])
    assert said.startswith("“A”: 1 move is dropped from the plan")

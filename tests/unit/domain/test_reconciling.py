"""The next export against the plan: done, not yet, done differently, no longer possible, gone."""

from datetime import timedelta

from allocation_app.domain.people import Child, ChildId, Spell, Worker, WorkerId
from allocation_app.domain.plan import Plan, Step
from allocation_app.domain.reconciling import (
    Outcome,
    Reconciled,
    Reconciliation,
    reconciled,
)
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_worker,
)

WEEK = timedelta(weeks=1)
NEXT = DAY_0 + WEEK
TEN = [f"C{n}" for n in range(10)]


def an_import(*people: Child | Worker | Spell, week: int = 0, **held: str | None) -> Snapshot:
    """Two children, held by Ann, and three workers, unless others of their ids are given."""
    usual = [*(a_child(child=c) for c in ("C1", "C2")), *map(a_worker, ("Ann", "Ben", "Cat"))]
    spells = [each for each in people if isinstance(each, Spell)]
    known = {each.id: each for each in (*usual, *people) if not isinstance(each, Spell)}
    holders = {child: to for child, to in ({"C1": "Ann", "C2": "Ann"} | held).items() if to}
    return a_snapshot(*known.values(), *spells, held=holders, as_at=DAY_0 + week * WEEK)


def against(after: Snapshot, *steps: Step, before: Snapshot | None = None) -> Reconciliation:
    plan = Plan(snapshot=before or an_import())
    for step in steps:
        plan = plan.with_step(step)
    return reconciled(plan, after)


def the_one(after: Snapshot, step: Step, before: Snapshot | None = None) -> Reconciled:
    (row,) = (row for row in against(after, step, before=before).rows if row.step == step)
    return row


def test_that_of_ten_moves_seven_are_done_two_are_not_and_one_went_to_another_person() -> None:
    people = [*(a_child(child=child) for child in TEN), *map(a_worker, ("Ann", "Ben", "Cat"))]
    before = a_snapshot(*people, held=dict.fromkeys(TEN, "Ann"))
    after = a_snapshot(
        *people,
        held=dict.fromkeys(TEN[:7], "Ben") | dict.fromkeys(TEN[7:9], "Ann") | {"C9": "Cat"},
        as_at=NEXT,
    )

    found = against(after, *(a_move(child, "Ben") for child in TEN), before=before)

    assert found.counts == {Outcome.DIFFERENTLY: 1, Outcome.NOT_YET: 2, Outcome.DONE: 7}
    other = found.rows[0]
    assert other.child is after.children[ChildId("C9")]
    assert (other.worker, other.now and other.now.worker) == (
        after.workers[WorkerId("Ben")],
        after.workers[WorkerId("Cat")],
    )
    assert [move.child for move in found.carried.plan.moves] == ["C7", "C8"]
    assert (found.before, found.after) == (DAY_0, NEXT)


def test_that_a_change_of_holder_without_a_move_is_one_that_nobody_planned() -> None:
    found = against(an_import(week=1, C2="Cat"), a_move("C1", "Ben"))

    assert [(row.outcome, row.child and row.child.id) for row in found.rows] == [
        (Outcome.UNPLANNED, "C2"),
        (Outcome.NOT_YET, "C1"),
    ]
    unplanned = found.rows[0]
    assert unplanned.step is None
    assert [each and each.worker and each.worker.id for each in (unplanned.was, unplanned.now)] == [
        "Ann",
        "Cat",
    ]

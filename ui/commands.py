"""What a manager does to the plan: each a short function that makes one new plan, one undo step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from allocation_app.domain.people import ChildId
from allocation_app.domain.pins import lifted
from allocation_app.domain.plan import Mark, Move, Pin, Step
from allocation_app.domain.staging import staged
from ui.store import PlanStore


def stage(store: PlanStore, steps: Iterable[Step], instead_of: Iterable[Step] = ()) -> None:
    """Put these steps into the plan at once, each in place of one about the same.

    A child that goes back to whom it has by the import is moved no longer. ``instead_of`` are
    steps that go when these come.
    """
    plan = store.plan
    for step in instead_of:
        plan = plan.without_step(step)
    plan = staged(plan, steps)
    store.make(replace(plan, moves=tuple(each for each in plan.moves if not _is_back(store, each))))


def _is_back(store: PlanStore, move: Move) -> bool:
    """Whether a move takes a child nowhere."""
    if store.imported is None:
        return False
    spell = store.imported.caseloads.spells.get(move.child)
    return move.to == (None if spell is None else spell.worker)


def take_back(store: PlanStore, steps: Iterable[Step]) -> None:
    """Take these steps out of the plan."""
    plan = store.plan
    for step in steps:
        plan = plan.without_step(step)
    store.make(plan)


def back_to_import(store: PlanStore) -> None:
    """Take everything out of the plan that is staged; pins, marks, reviews and notes stay."""
    store.make(store.plan.without_steps)


def pin(store: PlanStore, pins: Iterable[Pin]) -> None:
    """Hold these children where they are."""
    plan = store.plan
    for each in pins:
        plan = plan.with_pin(each)
    store.make(plan)


def lift_pins(store: PlanStore, children: Iterable[ChildId]) -> None:
    """Let these children be moved, those who are pinned by default among them."""
    if store.review is not None:
        store.make(lifted(store.review.caseloads, children))


def drop_pins(store: PlanStore, pins: Iterable[Pin]) -> None:
    """Take these pins out of the plan; a pin by default holds its child as before."""
    plan = store.plan
    for each in pins:
        plan = plan.without_pin(each.child)
    store.make(plan)


def let_go(store: PlanStore, pinned: Iterable[ChildId], marks: Iterable[Mark]) -> None:
    """Lift these pins and take these marks away, at once."""
    if store.review is None:
        return
    plan = lifted(store.review.caseloads, pinned)
    for each in marks:
        plan = plan.without_mark(each)
    store.make(plan)


def set_mark(store: PlanStore, *given: Mark) -> None:
    """Mark whom a worker must not hold, or who is kept apart or together."""
    plan = store.plan
    for each in given:
        plan = plan.with_mark(each)
    store.make(plan)


def remove_mark(store: PlanStore, given: Mark) -> None:
    """Take a mark away."""
    store.make(store.plan.without_mark(given))


def keep_scenario(store: PlanStore, name: str) -> None:
    """Keep the plan as it stands by this name, in place of a scenario that has it already."""
    store.arrange(store.desk.with_kept(name))


def apply_scenario(store: PlanStore, name: str) -> None:
    """Make this scenario the plan; what the plan was comes back by undo, the notes stay."""
    desk = store.desk.applied(name)
    store.arrange(replace(desk, plan=replace(desk.plan, notes=store.plan.notes)))


def rename_scenario(store: PlanStore, name: str, to: str) -> None:
    """Give a scenario another name; raises `ValueError` for one that is empty or taken."""
    store.arrange(store.desk.renamed(name, to))


def drop_scenario(store: PlanStore, name: str) -> None:
    """Keep this scenario no longer; the plan stays as it is."""
    store.arrange(store.desk.without_kept(name))


def write_notes(store: PlanStore, notes: str) -> None:
    """Write the notes of the plan: no step of undo, and no step takes them back."""
    store.note(notes)


def record_review(store: PlanStore, child: ChildId, day: date, note: str = "") -> None:
    """Put a manager's review of a waiting child into the plan: a step that can be undone.

    Raises `ValueError` while nothing is open, and for a note that is longer than a line.
    """
    store.make(store.plan.with_review(child, day, note))


def remove_review(store: PlanStore, child: ChildId, day: date) -> None:
    """Take the review of this child on this day out of the plan: a step that can be undone."""
    store.make(store.plan.without_review(child, day))

"""What a manager does to the plan: each a short function that makes one new plan, one undo step."""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Mark, Pin, Step
from allocation_app.domain.staging import staged
from ui.store import PlanStore


def stage(store: PlanStore, steps: Iterable[Step]) -> None:
    """Put these steps into the plan at once, each in place of one about the same."""
    store.make(staged(store.plan, steps))


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
    plan = store.plan
    for child in children:
        plan = plan.without_pin(child)
    store.make(plan)


def set_mark(store: PlanStore, given: Mark) -> None:
    """Mark whom a worker must not hold, or who is kept apart or together."""
    store.make(store.plan.with_mark(given))


def remove_mark(store: PlanStore, given: Mark) -> None:
    """Take a mark away."""
    store.make(store.plan.without_mark(given))

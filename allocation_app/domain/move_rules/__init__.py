"""What a move would break: one function a rule, listed once in RULES.

Hard rules stop a move; the others warn, and can be set aside with a reason that is kept
(`Move.overrides`). Where nobody can tell, a rule warns. A move that takes a child nowhere (to the
worker who has it by the import) breaks nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules.asked import Asked, Broken, Why, day_of
from allocation_app.domain.move_rules.hard import HARD, Bar, barred
from allocation_app.domain.move_rules.of_beside import broken_beside
from allocation_app.domain.move_rules.of_child import (
    churn,
    keep_together,
    key_event,
    never_waits,
    siblings,
)
from allocation_app.domain.move_rules.of_worker import (
    away_soon,
    language,
    leaving_soon,
    newly_qualified_alone,
    over,
)
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import ChildStep, InvolvementChange, Move, Plan

RULES: Mapping[str, Callable[[Asked], Iterator[Why]]] = {
    **HARD,
    "never_waits": never_waits,
    "over": over,
    "newly_qualified_alone": newly_qualified_alone,
    "siblings": siblings,
    "keep_together": keep_together,
    "language": language,
    "key_event": key_event,
    "churn": churn,
    "away_soon": away_soon,
    "leaving_soon": leaving_soon,
}
"""Every rule by its code, hard ones first."""


def broken(plan: Plan, step: ChildStep, by: Measured) -> tuple[Broken, ...]:
    """What this step would break beside the rest of the plan, in the order of the rules."""
    return broken_together(plan, (step,), by)


def broken_together(plan: Plan, steps: Iterable[ChildStep], by: Measured) -> tuple[Broken, ...]:
    """What these steps would break if they were staged at once, as those of a family are."""
    steps = tuple(steps)
    for step in steps:
        plan = plan.with_step(step)
    loads = caseloads(plan, by.policy)
    return tuple(each for step in steps for each in _broken(loads, step, by))


def broken_in_plan(plan: Plan, by: Measured) -> tuple[Broken, ...]:
    """What the steps of a plan for children break, as all of them stand, step by step."""
    without = replace(plan, moves=(), involvements=())
    return broken_together(without, plan.child_steps, by)


def _broken(loads: Caseloads, step: ChildStep, by: Measured) -> Iterator[Broken]:
    if isinstance(step, InvolvementChange):
        if step in loads.plan.involvements:  # else it took back what was staged, no more
            yield from broken_beside(caseloads(loads.plan.without_step(step), by.policy), step)
    elif step.child in loads.moves:
        yield from _broken_by(loads, step, by)


def _broken_by(loads: Caseloads, move: Move, by: Measured) -> Iterator[Broken]:
    pin = why_pinned(loads, move.child, day_of(move, loads.snapshot))
    asked = Asked(loads=loads, move=move, pin=pin, by=by)
    for code, rule in RULES.items():
        for why in rule(asked):
            yield Broken(
                rule=code,
                is_hard=code in HARD and not why.missing,
                child=move.child,
                worker=move.to,
                amounts=why.amounts,
                others=why.others,
                event=why.event,
                day=why.day,
                missing=why.missing,
            )


__all__ = [
    "HARD",
    "RULES",
    "Bar",
    "Broken",
    "barred",
    "broken",
    "broken_in_plan",
    "broken_together",
]

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
from allocation_app.domain.move_rules.asked import Asked, Broken, Why
from allocation_app.domain.move_rules.of_child import (
    churn,
    keep_apart,
    keep_together,
    key_event,
    never_waits,
    pinned,
    siblings,
)
from allocation_app.domain.move_rules.of_worker import (
    away_soon,
    has_left,
    language,
    leaving_soon,
    long_away,
    must_not,
    newly_qualified_alone,
    not_case_holder,
    not_started,
    over,
)
from allocation_app.domain.plan import Move, Plan

Rule = Callable[[Asked], Iterator[Why]]
HARD: Mapping[str, Rule] = {
    "has_left": has_left,
    "not_started": not_started,
    "long_away": long_away,
    "not_case_holder": not_case_holder,
    "must_not": must_not,
    "keep_apart": keep_apart,
    "pinned": pinned,
}
"""The rules that stop a move."""
RULES: Mapping[str, Rule] = {
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


def broken(plan: Plan, move: Move, by: Measured) -> tuple[Broken, ...]:
    """What this move would break beside the rest of the plan, in the order of the rules."""
    return broken_together(plan, (move,), by)


def broken_together(plan: Plan, moves: Iterable[Move], by: Measured) -> tuple[Broken, ...]:
    """What these moves would break if they were staged at once, as those of a family are."""
    moves = tuple(moves)
    for move in moves:
        plan = plan.with_move(move)
    loads = caseloads(plan, by.policy)
    return tuple(each for move in moves for each in _broken(loads, move, by))


def broken_in_plan(plan: Plan, by: Measured) -> tuple[Broken, ...]:
    """What the moves of a plan break, as all of them stand, move by move."""
    return broken_together(replace(plan, moves=()), plan.moves, by)


def _broken(loads: Caseloads, move: Move, by: Measured) -> Iterator[Broken]:
    if move.child not in loads.moves:
        return
    asked = Asked(loads=loads, move=move, by=by)
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


__all__ = ["HARD", "RULES", "Broken", "broken", "broken_in_plan", "broken_together"]

"""Which solver answers a question, and what every solver has in common."""

from __future__ import annotations

from collections.abc import Callable

from allocation_app.planner.model import STAY, Answer, Model
from allocation_app.progress import Progress

Told = Callable[[Answer], None]
"""Told of each answer that is better than the one before."""
Solver = Callable[[Model, int, Progress, Told], Answer]
"""Answers a question with this seed. Where ``progress`` raises `Cancelled`, the best until then is
answered (``is_stopped``); it is let through where there is none yet."""


MOST_PAIRS = 6000
"""Up to how many ways in which a block could go to a worker a question is solved exactly."""


def solve_here(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
    """Solve it in this process: exactly for a team, by columns beyond."""
    if is_small(model):
        from allocation_app.planner.exact import solve

        return solve(model, seed, progress, told)
    from allocation_app.planner.columns import solve as solve_by_columns

    return solve_by_columns(model, seed, progress, told)


def is_small(model: Model) -> bool:
    """Whether all that could be done is little enough to be looked at exactly."""
    free = sum(not block.is_fixed for block in model.blocks)
    return free * len(model.receivers) <= MOST_PAIRS


def only_answer(model: Model) -> Answer | None:
    """The answer where the rules leave none but that everybody stays; else None."""
    for block in model.blocks:
        ways = model.options(block)
        next(ways)
        if next(ways, None) is not None:
            return None
    shares = (each.points / each.capacity for each in model.receivers)
    return Answer(
        choices=(STAY,) * len(model.blocks),
        worst_bound=max(shares, default=None),
        levels=len(model.receivers),
        is_reached=not any(block.waiting for block in model.blocks),
        is_proved=True,
        is_fewest=True,
    )

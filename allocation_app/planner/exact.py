"""Solves a team's question exactly: one binary for each way in which a block can stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isfinite

import highspy

from allocation_app.planner.model import STAY, Answer, Model, Option
from allocation_app.planner.solving import Told
from allocation_app.progress import Progress

SECONDS = 10.0


def solve(model: Model, seed: int, progress: Progress, _told: Told) -> Answer:
    """The best answer: nobody left, then the lowest worst load, then the fewest changes."""
    progress(0, 3)
    options = [tuple(model.options(block)) for block in model.blocks]
    if not options:
        return Answer(choices=(), is_proved=True, is_fewest=True)
    fixed: list[tuple[Callable[[Option], float], float]] = []
    level = 0.0
    steps: tuple[Callable[[Option], float] | None, ...] = (
        lambda each: each.left[0] * 1000.0 + each.left[1],
        None,
        lambda each: each.churn,
    )
    chosen: Sequence[Option] = [each[0] for each in options]
    is_proved = True
    bound = None
    for n, cost in enumerate(steps):
        worst = level + 1e-6 if n == 2 else None  # noqa: PLR2004
        chosen, value, is_best = _best(model, options, cost, fixed, worst, seed)
        is_proved = is_proved and is_best
        if cost is None:
            level, bound = value, value if is_proved else None
        else:
            fixed.append((cost, value))
        progress(n + 1, len(steps))
    return Answer(
        choices=tuple(each.choice for each in chosen) or (STAY,) * len(model.blocks),
        worst_bound=None if bound is None else round(bound, 6),
        is_proved=is_proved,
        is_fewest=is_proved,
    )


def _best(  # noqa: PLR0913, PLR0917 - to be taken apart
    model: Model,
    options: Sequence[Sequence[Option]],
    cost: Callable[[Option], float] | None,
    fixed: Sequence[tuple[Callable[[Option], float], float]],
    worst: float | None,
    seed: int,
) -> tuple[list[Option], float, bool]:
    solver = highspy.Highs()
    solver.silent()
    for name, value in (("threads", 1), ("random_seed", seed), ("time_limit", SECONDS)):
        solver.setOptionValue(name, value)
    x = [
        [solver.addBinary(obj=0.0 if cost is None else cost(each)) for each in several]
        for several in options
    ]
    level = solver.addVariable(lb=0.0, obj=1.0 if cost is None else 0.0)
    for several in x:
        solver.addConstr(solver.qsum(several) == 1)
    flat = [
        (option, var)
        for several, ways in zip(options, x, strict=True)
        for option, var in zip(several, ways, strict=True)
    ]
    for n, worker in enumerate(model.receivers):
        added = solver.qsum(option.points[n] * var for option, var in flat if option.points.get(n))
        solver.addConstr(added + worker.points <= level * worker.capacity)
        if isfinite(worker.cap):
            solver.addConstr(added <= max(worker.cap, worker.points) - worker.points)
        if worst is not None:
            solver.addConstr(level <= worst)
    if model.budget is not None:
        solver.addConstr(
            solver.qsum(option.changes * var for option, var in flat if option.changes)
            <= model.budget
        )
    for measure, value in fixed:
        solver.addConstr(
            solver.qsum(measure(option) * var for option, var in flat if measure(option))
            <= value + 1e-6
        )
    solver.run()
    values = solver.getSolution().col_value
    found = [
        max(zip(several, ways, strict=True), key=lambda each: values[each[1].index])[0]
        for several, ways in zip(options, x, strict=True)
    ]
    is_best = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return found, solver.getInfo().objective_function_value, is_best

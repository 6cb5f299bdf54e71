"""From a plan and a request to a proposal: built, solved, read, explained, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.proposal import (
    Ask,
    FrontierPoint,
    NotPlaced,
    Proposal,
    Request,
    Shortage,
    Status,
)
from allocation_app.domain.staging import staged
from allocation_app.errors import AppError
from allocation_app.planner.building import Scene, model_of
from allocation_app.planner.checking import faults
from allocation_app.planner.model import Answer, Model, Way
from allocation_app.planner.reading import changes_of, left_of, moves_of, points_of, worst_of
from allocation_app.planner.shortage import points_short, shortage
from allocation_app.planner.solving import Solver, is_small, only_answer, solve_here
from allocation_app.planner.unplaced import not_placed
from allocation_app.progress import Cancelled, Progress, no_progress

CLOSE = 2e-6
"""Shares of capacity are told to six decimals; a bound this near is the figure itself."""


def propose(
    plan: Plan,
    request: Request,
    by: Measured,
    *,
    solver: Solver = solve_here,
    progress: Progress = no_progress,
) -> Proposal:
    """What is suggested; the same for the same plan and request.

    ``progress`` may raise `Cancelled`: what was best until then is answered (``is_stopped``), and
    `Cancelled` where there is nothing yet. Raises `AppError` where what a solver found does not
    hold by the rules: it is not shown.
    """
    scene = Scene(plan=plan, request=request, by=by)
    return _proposal(scene, model_of(scene, progress), solver, progress)


def frontier(  # noqa: PLR0913 - what is asked, and how it is worked out
    plan: Plan,
    request: Request,
    budgets: Sequence[int],
    by: Measured,
    *,
    solver: Solver = solve_here,
    progress: Progress = no_progress,
) -> Iterator[FrontierPoint]:
    """The best for each number of changes, as it is found: never rising among as many placed.

    With a limit, more changes can give a worker to more who wait, which comes before the load.
    ``request`` says whose team and what is kept; its ask and number of changes are not looked at.
    """
    model: Model | None = None
    before: Proposal | None = None
    for budget in budgets:
        asked = replace(request, ask=Ask.REBALANCE, max_moves=budget, children=())
        scene = Scene(plan=plan, request=asked, by=by)
        model = model_of(scene, progress) if model is None else replace(model, budget=budget)
        found = _proposal(scene, model, solver, progress)
        before = found if before is None else _no_worse(scene, before, found)
        yield FrontierPoint(moves=budget, proposal=before)


def _no_worse(scene: Scene, before: Proposal, found: Proposal) -> Proposal:
    """What was found, or what fewer changes came to where that is better: more need not be made.

    Better is a lower worst load, and where it is the same, lower loads below it, or as low ones
    with fewer changes. Only where the work ended before a proof. The plan of fewer changes passed
    its checks, and keeps to a greater number too; of it nothing is proved any more but the bound
    and what is proved of any.
    """
    if found.worst is None or before.worst is None or found.worst < before.worst:
        return found
    is_same = found.worst == before.worst
    left = [[each.child for each in one.unplaced] for one in (before, found)]
    if is_same and (left[0] != left[1] or _order(scene, found) <= _order(scene, before)):
        return found
    if not is_same and (len(found.unplaced) < len(before.unplaced) or found.is_proved):
        return found
    return replace(
        before,
        request=found.request,
        status=found.status,
        bound=found.bound,
        gap=None,
        levels=found.levels if is_same else 0,
        is_fewest=False,
        is_stopped=found.is_stopped,
    )


def _order(scene: Scene, found: Proposal) -> tuple[list[float], int]:
    """The loads, the greatest first, and the changes made for them."""
    return sorted(loads_after(scene, found.moves), reverse=True), found.changes


def _proposal(scene: Scene, model: Model, solver: Solver, progress: Progress) -> Proposal:
    answer = _answer(model, scene.request, solver, progress)
    moves, worst = moves_of(model, answer, scene), worst_of(model, points_of(model, answer))
    if model.is_estimate:
        answer = replace(answer, worst_bound=None, is_proved=False, is_fewest=False, levels=0)
        worst = worst_after(scene, moves)
    bound = None if answer.worst_bound is None else round(answer.worst_bound, 6)
    if worst is not None and bound is not None and abs(worst - bound) <= CLOSE:
        bound = worst
    over = model.line is not None and worst is not None and worst > model.line + CLOSE
    unplaced, short = _explained(scene, model, answer, progress, worst or 0.0)
    is_reached = not unplaced and not over
    found = Proposal(
        request=scene.request,
        status=_status(model, answer, is_reached=is_reached),
        moves=moves,
        changes=changes_of(model, answer),
        worst=worst,
        bound=bound,
        levels=answer.levels,
        gap=answer.gap,
        is_fewest=answer.is_fewest,
        is_reached=is_reached,
        is_stopped=answer.is_stopped,
        unplaced=unplaced,
        shortage=short,
    )
    wrong = faults(scene.plan, found, scene.by)
    if wrong:
        codes = ", ".join(sorted({each.code.value for each in wrong}))
        raise AppError("suggestion_refused", why=codes)
    return found


def _explained(
    scene: Scene, model: Model, answer: Answer, progress: Progress, worst: float
) -> tuple[tuple[NotPlaced, ...], Shortage | None]:
    """Why who is left gets nobody, and what is short; where that is stopped, only who is left.

    Where it was not asked to keep to the line, what is short is told of a team, by points alone.
    """
    left = tuple(NotPlaced(child=child) for child in left_of(model, answer))
    lowest = answer.worst_bound if answer.is_proved else None
    short: Shortage | None = None
    try:
        if left:
            left = not_placed(scene, model, answer, progress=progress)
        if worst > scene.line + CLOSE and model.line is not None:
            short = shortage(scene, lowest, progress=progress)
        elif worst > scene.line + CLOSE and not scene.request.children and is_small(model):
            short = points_short(scene.plan, scene.request, scene.by)
    except Cancelled:
        return left, None
    return left, short


def worst_after(scene: Scene, moves: Sequence[Move]) -> float | None:
    """The worst load as the plan is worked out with these moves."""
    return max(loads_after(scene, moves), default=None)


def loads_after(scene: Scene, moves: Sequence[Move]) -> Iterator[float]:
    """The shares of capacity of those asked about, as the plan is worked out with these moves."""
    plan = staged(scene.plan, moves)
    loads = caseloads(on_day(plan, scene.day), scene.by.policy).loads
    shares = (loads[worker.id].utilisation for worker in scene.workers)
    return (share for share in shares if share is not None)


def _answer(model: Model, request: Request, solver: Solver, progress: Progress) -> Answer:
    """The solver's answer, or the best that it told of before somebody stopped it."""
    only = only_answer(model)
    if only is not None:
        return only
    best: list[Answer] = []
    try:
        return solver(model, request.seed, progress, best.append)
    except Cancelled:
        if not best:
            raise
        return replace(best[-1], is_stopped=True)


def _status(model: Model, answer: Answer, *, is_reached: bool) -> Status:
    """What was asked for is everybody placed and, where there is a line, nobody over it."""
    if is_reached:
        return Status.OPTIMAL if answer.is_proved else Status.FEASIBLE
    left = [
        block
        for block, choice in zip(model.blocks, answer.choices, strict=True)
        if block.waiting and choice.way is Way.STAYS
    ]
    is_proved = (
        answer.is_proved
        or any(len(list(model.options(block))) == 1 for block in left)
        or (model.line is not None and (answer.worst_bound or 0.0) > model.line + CLOSE)
    )
    return Status.INFEASIBLE if is_proved else Status.FEASIBLE

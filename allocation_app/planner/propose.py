"""From a plan and a request to a proposal: built, solved, read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from allocation_app.domain.effects import Measured
from allocation_app.domain.plan import Plan
from allocation_app.domain.proposal import (
    Ask,
    FrontierPoint,
    NotPlaced,
    Proposal,
    Request,
    Status,
)
from allocation_app.planner.building import Scene, build
from allocation_app.planner.exact import solve
from allocation_app.planner.reading import changes_of, left_of, moves_of, points_of, worst_of
from allocation_app.progress import Progress, no_progress


def propose(
    plan: Plan,
    request: Request,
    by: Measured,
    *,
    progress: Progress = no_progress,
) -> Proposal:
    """What is suggested; the same for the same plan and request.

    ``progress`` may raise `Cancelled`: what was best until then is answered (``is_stopped``).
    """
    scene = Scene(plan=plan, request=request, by=by)
    model = build(plan, request, by)
    answer = solve(model, seed=request.seed, progress=progress)
    unplaced = tuple(NotPlaced(child=child) for child in left_of(model, answer))
    return Proposal(
        request=request,
        status=Status.INFEASIBLE if unplaced else Status.OPTIMAL,
        moves=moves_of(model, answer, scene.loads, request),
        changes=changes_of(model, answer),
        worst=worst_of(model, points_of(model, answer)),
        bound=answer.worst_bound,
        is_fewest=answer.is_fewest,
        unplaced=unplaced,
    )


def frontier(
    plan: Plan,
    request: Request,
    budgets: Sequence[int],
    by: Measured,
    *,
    progress: Progress = no_progress,
) -> Iterator[FrontierPoint]:
    """The best for each number of changes, as it is found: never rising.

    ``request`` says whose team and what is kept; its ask and number of changes are not looked at.
    """
    for budget in budgets:
        asked = replace(request, ask=Ask.REBALANCE, max_moves=budget, children=())
        yield FrontierPoint(moves=budget, proposal=propose(plan, asked, by, progress=progress))

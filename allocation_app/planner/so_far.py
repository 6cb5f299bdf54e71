"""How good the best answer is that a solver knows by now: said while it goes on, without moves."""

from __future__ import annotations

from allocation_app.domain.proposal import NotPlaced, Proposal, Request, Status
from allocation_app.planner.model import Answer, Model
from allocation_app.planner.reading import changes_of, left_of, points_of, worst_of


def so_far(model: Model, answer: Answer, request: Request) -> Proposal:
    """The figures of an answer that a better one may follow; its moves are not checked, nor told.

    As a bound the lowest is given that the worst load can still come to, None where nobody knows.
    """
    return Proposal(
        request=request,
        status=Status.FEASIBLE,
        changes=changes_of(model, answer),
        worst=worst_of(model, points_of(model, answer)),
        bound=answer.worst_bound,
        unplaced=tuple(NotPlaced(child=child) for child in left_of(model, answer)),
    )

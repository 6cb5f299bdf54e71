"""Points of a curve for the team of `tests.gui.pages.team`, without a solver."""

import time

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import Ask, FrontierPoint, Proposal, Request, Status
from allocation_app.domain.staging import preview
from allocation_app.progress import Cancelled, Progress
from ui.curving import Reached, Trace
from ui.solving import Tell
from ui.suggested import Asked

HUW, JAC, TEILO, MALI = ChildId("C02"), ChildId("C20"), ChildId("C10"), ChildId("C03")
SIONED, KOFI = WorkerId("W1"), WorkerId("W2")
QUEUE = (Move(child=HUW, to=SIONED),)
ONE = (Move(child=HUW, to=SIONED), Move(child=TEILO, to=KOFI))


def a_point(
    moves: int,
    worst: float | None,
    made: tuple[Move, ...] = (),
    *,
    bound: float | None = None,
    is_stopped: bool = False,
) -> FrontierPoint:
    """The best that so many changes buy; proved where no other bound is given."""
    is_proved = bound is None
    return FrontierPoint(
        moves=moves,
        proposal=Proposal(
            request=Request(ask=Ask.REBALANCE, max_moves=moves),
            status=Status.OPTIMAL if is_proved else Status.FEASIBLE,
            moves=made,
            changes=min(moves, max(0, len(made) - 1)),
            is_fewest=is_proved,
            worst=worst,
            bound=worst if is_proved else bound,
            is_stopped=is_stopped,
        ),
    )


CURVE = (a_point(0, 1.31, QUEUE), a_point(1, 1.22, ONE), a_point(2, 1.22, ONE))


def traced(*points: FrontierPoint, goes_on: bool = False) -> Trace:
    """Tell of these points; then end, or go on until it is stopped."""

    def work(asked: Asked, progress: Progress, tell: Tell) -> None:
        for point in points:
            seen = preview(asked.plan, point.proposal.moves, asked.by)
            tell(Reached(point=point, seen=seen))
        try:
            while goes_on:
                progress(0, 1)
                time.sleep(0.002)
        except Cancelled:
            return

    return work

"""What more changes of worker would buy, and after how many nothing more is gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.domain.proposal import FrontierPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """The point of a curve after which the worst load falls no further.

    ``until`` is the last point that was asked for: of more changes than that nothing is said.
    ``is_proved`` says that no plan of any later point has a lower one; else none was found.
    """

    moves: int
    until: int
    is_proved: bool


def enough(points: Sequence[FrontierPoint]) -> Enough | None:
    """After how many changes the worst load falls no further, as far as ``points`` reach.

    None where the last of them still lowers it, and where nobody has a load. A later point may yet
    ease those below the most loaded one.
    """
    if not points or points[-1].proposal.worst is None:
        return None
    lowest = points[-1].proposal.worst
    flat = [point for point in points if point.proposal.worst == lowest]
    if len(flat) == 1:
        return None
    return Enough(
        moves=flat[0].moves,
        until=flat[-1].moves,
        is_proved=all(each.proposal.is_proved for each in flat),
    )

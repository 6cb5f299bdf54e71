"""The curve of moves against balance as a picture shows it: a place for each number of changes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allocation_app.domain.effects import PlanEffect
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.proposal import FrontierPoint
from allocation_app.domain.review import Review
from allocation_app.domain.staging import Preview
from allocation_app.wording import effects, suggesting, terms
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr, trn
from ui.rows.plan_steps import step_row
from ui.rows.suggested import twice, with_over

MOST_LINES = 6  # across the picture
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
LEAST = 0.04  # of capacity: a picture of less would make a hill of nothing
NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """The worst load, as a share of capacity, that so many changes reach; ``figure`` prints it.

    ``bound`` is what no plan of so many changes can go below, where that is not the same.
    """

    moves: int
    worst: float
    bound: float
    figure: str

    @property
    def is_proved(self) -> bool:
        """Whether no plan of so many changes has a lower worst load."""
        return self.bound >= self.worst - NEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What of the loads a picture shows: from ``low`` to ``high``, with a line at each mark."""

    low: float
    high: float
    marks: tuple[float, ...]

    def part(self, share: float) -> float:
        """How far up a share stands, from 0 at the foot to 1 at the top."""
        return (share - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A point of the curve in words; ``placed`` of those who wait, ``unplaced`` stay without."""

    moves: int
    worst: str
    proof: str
    placed: int
    unplaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """A move of one point: with whom the child is, to whom it would go, what speaks against it."""

    move: Move
    child: str
    before: str
    after: str
    said: str
    is_hard: bool


def point_rows(points: Sequence[FrontierPoint]) -> tuple[PointRow, ...]:
    """The points in the order of their number of changes."""
    figures = {dot.moves: dot.figure for dot in dots(points)}
    return tuple(
        PointRow(
            moves=point.moves,
            worst=tr("{n} %", n=figures[point.moves])
            if point.moves in figures
            else terms.percent(point.proposal.worst),
            proof=terms.first_up(suggesting.proof(point.proposal)),
            placed=len(point.proposal.moves) - point.proposal.changes,
            unplaced=len(point.proposal.unplaced),
        )
        for point in sorted(points, key=lambda point: point.moves)
    )


def move_rows(
    imported: Review, plan: Plan, moves: Sequence[Move], seen: Preview, *, hide_names: bool
) -> tuple[MoveRow, ...]:
    """The moves of a point: first who has a worker, then who waits.

    With each stand the loads of both workers before and after all of them.
    """
    names = names_of(plan.facts, hide_names=hide_names)
    stopped = {each.child for each in seen.stopping}
    rows = []
    for move in sorted(moves, key=lambda each: not _has_worker(imported, each)):
        said = step_row(imported, plan, move, hide_names=hide_names)
        holder = imported.caseloads.holder(move.child)
        against = [each for each in seen.broken if each.child == move.child]
        rows.append(
            MoveRow(
                move=move,
                child=said.child,
                before=_with_load(said.before, None if holder is None else holder.id, seen.effect),
                after=with_over(_with_load(said.after, move.to, seen.effect), against),
                said=twice(against, names),
                is_hard=move.child in stopped,
            )
        )
    return tuple(rows)


def _has_worker(imported: Review, move: Move) -> bool:
    """Whether the child is with somebody who is there to work with it."""
    loads = imported.caseloads
    holder = loads.holder(move.child)
    return holder is not None and loads.loads[holder.id].utilisation is not None


def _with_load(name: str, worker: WorkerId | None, of: PlanEffect) -> str:
    change = None if worker is None else of.workers.get(worker)
    if change is None:
        return name
    return tr("{name}, {load}", name=name, load=effects.load_change(change))


def takes(point: FrontierPoint) -> str:
    """What a point takes: "9 moves: 3 children change worker, 6 who wait get one"."""
    made = point.proposal
    placed = len(made.moves) - made.changes
    if not made.moves:
        return tr("It takes no move.")
    parts = []
    if made.changes:
        parts.append(trn("{n} child changes worker", "{n} children change worker", made.changes))
    if placed:
        parts.append(trn("{n} who waits gets one", "{n} who wait get one", placed))
    if made.unplaced:
        parts.append(trn("{n} stays without", "{n} stay without", len(made.unplaced)))
    moves = trn("{n} move", "{n} moves", len(made.moves))
    return tr("{moves}: {parts}", moves=moves, parts=", ".join(parts))


def dots(points: Sequence[FrontierPoint]) -> tuple[Dot, ...]:
    """The points that have a worst load at all, in the order of their number of changes."""
    found = sorted(points, key=lambda point: point.moves)
    known = [
        (point.moves, point.proposal.worst, point.proposal.bound)
        for point in found
        if point.proposal.worst is not None
    ]
    figures = _figures([worst for _, worst, _ in known])
    return tuple(
        Dot(moves=moves, worst=worst, bound=worst if bound is None else bound, figure=figure)
        for (moves, worst, bound), figure in zip(known, figures, strict=True)
    )


def _figures(shares: Sequence[float]) -> Iterator[str]:
    """Per cents without their sign; with a decimal place where neighbours would read alike."""
    alike = {
        each
        for one, other in pairwise(shares)
        if abs(one - other) > NEAR and terms.whole_percent(one) == terms.whole_percent(other)
        for each in (one, other)
    }
    for share in shares:
        tenths = math.floor(share * 1000 + 1e-6) / 10
        yield f"{tenths:.1f}" if share in alike else str(terms.whole_percent(share))


def span(found: Sequence[Dot], line: float) -> Span:
    """What is shown of the loads: every point with its bound, and the line where it is passed."""
    shares = [share for dot in found for share in (dot.worst, dot.bound)] or [line]
    if max(shares) >= line:
        shares.append(line)
    low, high = min(shares), max(shares)
    step = next(
        (step for step in STEPS if (max(high - low, LEAST)) / step <= MOST_LINES - 2), STEPS[-1]
    )
    first = max(0, math.floor(low / step + NEAR))
    last = max(first + 1, math.ceil(high / step - NEAR))
    marks = tuple(round(step * n, 6) for n in range(first, last + 1))
    return Span(low=marks[0], high=marks[-1], marks=marks)


def nearest(stops: Sequence[int], wanted: int) -> int:
    """The stop that is nearest to a number of changes, of two as near the fewer."""
    return min(stops, key=lambda stop: (abs(stop - wanted), stop))


def next_to(stops: Sequence[int], now: int, steps: int) -> int:
    """The stop so many steps further (or back) than the one that is nearest."""
    place = list(stops).index(nearest(stops, now))
    return stops[min(max(0, place + steps), len(stops) - 1)]

"""The curve of moves against balance: worked out beside the window, point by point, and staged.

What is staged of it is the plan of one point: ordinary moves, in one step of undo. Another point
takes their place, so that a manager can go along the curve and look at each.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from typing_extensions import override

from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import Ask, FrontierPoint, Request
from allocation_app.domain.staging import Preview, preview
from allocation_app.progress import Cancelled, Progress
from ui import commands
from ui.asking import Asking
from ui.solving import Tell
from ui.store import PlanStore
from ui.suggested import Asked, beside, standing, with_reasons

BUDGETS = (0, 1, 2, 3, 5, 8, 12)
"""The numbers of changes that a point is worked out for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One point of the curve, and what all its moves together come to."""

    point: FrontierPoint
    seen: Preview

    @property
    def moves(self) -> tuple[Move, ...]:
        """What is staged with it."""
        return self.point.proposal.moves


Trace = Callable[[Asked, Progress, Tell], object]


def trace(asked: Asked, progress: Progress, tell: Tell) -> None:
    """Work the points out and tell of each; runs off the window's thread, solves in a process."""
    from allocation_app.planner import apart
    from allocation_app.planner.propose import frontier

    # What is known of the curve stays where it is stopped.
    with suppress(Cancelled), apart.solver() as solver:
        for point in frontier(
            asked.plan, asked.request, BUDGETS, asked.by, solver=solver, progress=progress
        ):
            seen = preview(asked.plan, point.proposal.moves, asked.by)
            tell(Reached(point=point, seen=seen))


class Curving(Asking):
    """The curve that was asked for last, as far as it is known, and what of it is in the plan."""

    def __init__(self, store: PlanStore, parent: QObject | None = None) -> None:
        super().__init__(store, parent)
        self.trace: Trace = trace
        self._points: tuple[Reached, ...] = ()
        self._solving.told.connect(self._take)
        self._solving.ended.connect(lambda _last: self.changed.emit())
        store.team_changed.connect(self._follow)

    @property
    def points(self) -> tuple[Reached, ...]:
        """What is known of it, the fewest changes first."""
        return self._points

    @property
    def is_stale(self) -> bool:
        """Whether the plan, or what it is measured by, is otherwise than when it was asked.

        That moves of the curve are staged since makes it no other plan.
        """
        if self._asked is None:
            return False
        ours = self._moves()
        return self._asked.by != self._store.by or (
            beside(self._store.plan, ours) != beside(self._asked.plan, ours)
        )

    @property
    def staged(self) -> int | None:
        """The number of changes of the point whose moves stand in the plan, all and no others."""
        ours = standing(self._store.plan, self._moves()) if self._points else ()
        there = {(move.child, move.to) for move in ours}
        for each in self._points:
            if there and there == {(move.child, move.to) for move in each.moves}:
                return each.point.moves
        return None

    @property
    def is_any_staged(self) -> bool:
        """Whether some move of the curve stands in the plan."""
        return bool(self._points) and bool(standing(self._store.plan, self._moves()))

    def reached(self, moves: int | None) -> Reached | None:
        """The point of so many changes, None where it is not known."""
        return next((each for each in self._points if each.point.moves == moves), None)

    def ask(self, conditions: Request) -> None:
        """Work the curve out anew, for the team that is shown and the plan as it stands.

        What is staged is decided and stays, of an earlier curve too. ``conditions`` tell what is
        kept; their ask and number of changes say nothing.
        """
        if self._store.review is None:
            return
        request = replace(
            conditions, ask=Ask.PLACE, max_moves=None, children=(), team=self._store.team
        )
        asked = Asked(plan=self._store.plan, by=self._store.by, request=request)
        work = self.trace
        self._clear()
        self._asked = asked
        self._solving.begin(lambda progress, tell: work(asked, progress, tell))
        self.changed.emit()

    def stop(self) -> None:
        """Be content with the points that are known; before the first one, with the best so far.

        A point that is only begun is let go of at once.
        """
        if self._points:
            self._solving.drop()
            self.changed.emit()
        else:
            self._solving.stop()

    def stage(self, moves: int, why: str = "") -> None:
        """Put the plan of so many changes in place of any other of this curve: one step of undo.

        ``why`` is the code of `OVERRIDE_REASONS` that is asked for where a rule warns.
        """
        found = self.reached(moves)
        if found is None or self.is_stale or found.seen.stopping:
            return
        there = standing(self._store.plan, self._moves())
        given = with_reasons(found.moves, found.seen.warning, why)
        commands.stage(self._store, given, instead_of=there)

    def take_back(self) -> None:
        """Take out of the plan what is staged of this curve."""
        commands.take_back(self._store, standing(self._store.plan, self._moves()))

    def _moves(self) -> list[Move]:
        return [move for each in self._points for move in each.moves]

    @override
    def _clear(self) -> None:
        super()._clear()
        self._points = ()

    def _take(self, found: Reached) -> None:
        self._points = (*self._points, found)
        self.changed.emit()

"""From a wish to a staged step: what can be staged at once is, the rest is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from allocation_app.domain.candidates import candidates
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.staging import likely_reason
from ui import commands
from ui.rows.moving import steps_about
from ui.store import PlanStore
from ui.widgets.strip import Strip
from ui.widgets.wishes import Wishes


class Planning(QObject):
    """Answers the wishes of pages and panels."""

    def __init__(self, store: PlanStore, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window

    def answer(self, wishes: Wishes) -> None:
        """Answer what is asked from here."""
        wishes.moving.connect(self.move)

    def move(self, children: Sequence[ChildId], to: WorkerId | None) -> None:
        """Stage this at once where nothing speaks against it; else ask."""
        review = self._store.review
        if review is None:
            return
        moves = [
            Move(child=child, to=to, reason=likely_reason(review.caseloads, child))
            for child in children
        ]
        commands.stage(self._store, moves)

    def allocate(self) -> None:
        """Give the chosen child to the first candidate."""
        review = self._store.review
        if review is None or not self._store.chosen:
            return
        ranked = candidates(review.caseloads, self._store.chosen[0]).ranked
        if ranked:
            self.move(self._store.chosen, ranked[0].worker)

    def take_back(self) -> None:
        """Take what is staged for the chosen children out of the plan."""
        commands.take_back(self._store, steps_about(self._store.plan, self._store.chosen))

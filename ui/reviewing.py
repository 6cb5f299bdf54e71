"""From a waiting child to a review recorded in the plan: asked in a dialog, one step of undo."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from allocation_app.domain.people import ChildId
from allocation_app.wording import terms
from ui import commands
from ui.dialogs.review import ReviewDialog
from ui.store import PlanStore


class Reviewing(QObject):
    """One review at a time."""

    def __init__(self, store: PlanStore, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.dialog: ReviewDialog | None = None

    def ask_of_selected(self) -> None:
        """Ask about the child in the details."""
        if self._store.selected is not None and self._store.selected.child is not None:
            self.ask(self._store.selected.child)

    def ask(self, child: ChildId) -> None:
        """Ask for the day and the line; only of a child who waits."""
        review = self._store.review
        if review is None or child not in review.caseloads.unallocated:
            return
        name = terms.child_name(
            review.snapshot.children[child], hide_names=self._store.names_hidden
        )
        known = [each for each in review.caseloads.plan.oversight if each.child == child]
        today = max(date.today(), review.snapshot.as_at)  # noqa: DTZ011 - a day at this desk
        self.dialog = ReviewDialog(name, known, today, self._window)
        self.dialog.recorded.connect(
            lambda day, note: commands.record_review(self._store, child, day, note)
        )
        self.dialog.removed.connect(lambda day: commands.remove_review(self._store, child, day))
        self.dialog.open()

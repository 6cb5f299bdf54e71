"""What will be late in the coming weeks, worked out off the window's thread when it is looked at.

It takes as long as four reviews, so it is never on the way of a move: whoever shows it asks, and
goes on showing what was known until `ready` says that there is something newer.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from allocation_app.domain.forecast import Coming
from allocation_app.domain.review import Review
from ui import tasks

PAUSE = 300  # ms: several moves in a row are worked out once


class Forecasting(QObject):
    """The forecast of the review that was asked for last. ``failed`` carries what went wrong."""

    ready = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: Review | None = None
        self._known: Review | None = None
        self._coming: tuple[Coming, ...] = ()
        self._task: tasks.Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._begin)

    @property
    def coming(self) -> tuple[Coming, ...]:
        """What was worked out last for the data that is open; nothing of other data."""
        return self._coming

    @property
    def is_known(self) -> bool:
        """Whether it is that of the review that was asked for."""
        return self._wanted is not None and self._known is self._wanted

    def ask(self, review: Review | None) -> None:
        """Work this review's forecast out; what was under way for another one is dropped."""
        if review is self._wanted:
            return
        self._wanted = review
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if review is None or self._known is None or self._known.snapshot is not review.snapshot:
            self._known, self._coming = None, ()
        if review is not None:
            self._timer.start()

    def _begin(self) -> None:
        review = self._wanted
        if review is None:
            return
        self._task = tasks.run(
            lambda _progress: review.coming,
            then=lambda coming: self._take(review, coming),
            failed=self.failed.emit,
        )

    def _take(self, review: Review, coming: tuple[Coming, ...]) -> None:
        if review is self._wanted:
            self._task, self._known, self._coming = None, review, coming
            self.ready.emit()

"""What has been asked of the planner, beside the window; its answer is another's to keep."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.dialogs.messages import log
from ui.solving import Solving
from ui.store import PlanStore
from ui.suggested import Asked


class Asking(QObject):
    """One question at a time. ``changed`` says that anything of it or its answer is otherwise."""

    changed = Signal()

    def __init__(self, store: PlanStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._asked: Asked | None = None
        self._error: Exception | None = None
        self._solving = Solving(self)
        self._solving.failed.connect(self._fail)
        store.review_changed.connect(self._follow)

    @property
    def asked(self) -> Asked | None:
        """What was asked last, None while nothing was."""
        return self._asked

    @property
    def error(self) -> Exception | None:
        """Why there is no answer, or no more of it."""
        return self._error

    @property
    def is_working(self) -> bool:
        """Whether it is still worked out."""
        return self._solving.is_working

    def forget(self) -> None:
        """Have asked nothing."""
        self._solving.drop()
        if self._asked is not None:
            self._clear()
            self.changed.emit()

    def _clear(self) -> None:
        self._asked = self._error = None

    def _fail(self, error: Exception) -> None:
        log(error)
        self._error = error
        self.changed.emit()

    def _follow(self) -> None:
        """What was asked of another import is forgotten; else some of it may be staged now."""
        if self._asked is None:
            return
        if self._store.review is None or self._store.plan.snapshot is not self._asked.plan.snapshot:
            self.forget()
        else:
            self.changed.emit()

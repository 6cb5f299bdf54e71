"""Works something out for each of many rows, a piece at a time, between what the window does."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")

AFTER = 40  # ms: what was just changed is painted first
PIECE = 0.008  # s at a time: half a frame


class Piecewise(QObject, Generic[Key, Found]):
    """``progressed`` tells after each piece that more of ``found`` is known."""

    progressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: dict[Key, Found] = {}
        self._left: list[Key] = []
        self._work: Callable[[Key], Found] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to be worked out."""
        return not self._left

    def ask(self, keys: Iterable[Key], work: Callable[[Key], Found]) -> None:
        """Forget what was found and work these out, the first ones first."""
        self.found = {}
        self._left = list(keys)[::-1]
        self._work = work
        self._timer.start(AFTER) if self._left else self._timer.stop()

    def _go_on(self) -> None:
        until = time.monotonic() + PIECE
        while self._left and self._work is not None:
            key = self._left.pop()
            self.found[key] = self._work(key)
            if time.monotonic() > until:
                break
        if self._left:
            self._timer.start(0)
        self.progressed.emit()

"""A part of a page that is no higher than its words need at the width it has.

Of words that wrap Qt takes the least height at the least width, where they are a tall column: a
page with a few of them would scroll although everything has its room.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override


class Snug(QWidget):
    """Lays its parts out in one column that follows the width."""

    @override
    def minimumSizeHint(self) -> QSize:
        least, parts = super().minimumSizeHint(), self.layout()
        if parts is None or not parts.hasHeightForWidth():
            return least
        width = max(self.width(), least.width())
        return QSize(least.width(), parts.totalMinimumHeightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

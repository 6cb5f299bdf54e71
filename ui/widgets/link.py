"""A button that looks like a link and gives way: cut with an ellipsis where room is short."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

PADDING = 8  # px beside the words: border and padding on both sides


class Link(QPushButton):
    """A link in a narrow panel: a button does not wrap, and must not push others past the edge."""

    def __init__(self, said: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.setProperty("look", "link")
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(said.replace("&", "&&"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        words = self.fontMetrics().elidedText(
            self._said, Qt.TextElideMode.ElideRight, event.size().width() - PADDING
        )
        self.setText(words.replace("&", "&&"))

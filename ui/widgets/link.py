"""Buttons that give way in a narrow panel: their words are cut with an ellipsis where it is tight.

A button does not wrap, and must not push others past the edge.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

PADDING = 26  # px beside the words: border and padding on both sides
LINK_PADDING = 8


class Wide(QPushButton):
    """A button as wide as the panel, whatever it says."""

    def __init__(
        self, said: str = "", parent: QWidget | None = None, *, padding: int = PADDING
    ) -> None:
        super().__init__(parent)
        self._said, self._padding = said, padding
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.say(said)

    def say(self, said: str) -> None:
        """Say this, as far as there is room; whoever hears it hears all."""
        self._said = said
        self.setAccessibleName(said)
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        words = self.fontMetrics().elidedText(
            self._said, Qt.TextElideMode.ElideRight, width - self._padding
        )
        self.setText(words.replace("&", "&&"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())


class Link(Wide):
    """A button that looks like a link."""

    def __init__(self, said: str, parent: QWidget | None = None) -> None:
        super().__init__(said, parent, padding=LINK_PADDING)
        self.setProperty("look", "link")
        self.setText(said.replace("&", "&&"))

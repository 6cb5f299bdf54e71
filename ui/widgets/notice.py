"""A line that says what a list leaves out, with a button that leads there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import icon
from ui.widgets.words import words

PICTURE = 16


class Notice(QWidget):
    """One sentence and one way on."""

    wanted = Signal()

    def __init__(self, way_on: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words()
        self.button = QPushButton(way_on)
        self.button.clicked.connect(self.wanted)
        self._picture = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self.button)
        self.setVisible(False)

    @property
    def sentence(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Say this."""
        self._picture.setPixmap(icon("info", "cannot_tell").pixmap(PICTURE, PICTURE))
        self._words.setText(sentence)
        self.button.setAccessibleDescription(sentence)

"""The head of a page: its name, and beside it in a sentence what stands on it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.words import one_line, title, words

LETTERS = 20
"""How many fit on a line at least: narrower, a sentence becomes a column that fills the page."""


class Heading(QWidget):
    """Name and sentence on one line, as long as there is room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = title(name)
        self._name.setWordWrap(False)
        self._name.setSizePolicy(one_line().sizePolicy())
        self._sentence = words("", is_muted=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self._sentence, 1)

    @property
    def sentence(self) -> str:
        """What is said beside the name."""
        return self._sentence.text()

    def say(self, sentence: str) -> None:
        """Say this beside the name."""
        self._sentence.setText(sentence)
        metrics = self._sentence.fontMetrics()
        most = LETTERS * metrics.averageCharWidth()
        self._sentence.setMinimumWidth(min(metrics.horizontalAdvance(sentence), most))

"""What comes of something that takes a moment: that it is under way, or why not and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.widgets.strip import Offer
from ui.widgets.words import words


class Attempt(QWidget):
    """Nothing at first; then a bar, or a sentence with a button for each way on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = words()
        self.bar = QProgressBar()
        self.ways: list[QPushButton] = []
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(12)
        self.bar.setAccessibleName(tr("Progress"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.told)
        self._column.addWidget(self.bar)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._say("", "", ())
        self.bar.hide()
        self.hide()

    def wait(self, said: str) -> None:
        """Say what is under way."""
        self._say(said, "muted", ())
        self.bar.show()
        self.show()

    def refuse(self, said: str, ways: Sequence[Offer] = ()) -> None:
        """Say what stands in the way, and offer what can be done about it."""
        self._say(said, "alarm", ways)
        self.bar.hide()
        self.show()

    def _say(self, said: str, look: str, ways: Sequence[Offer]) -> None:
        self.told.setText(said)
        self.told.setAccessibleName(said)
        self.told.setProperty("look", look)
        self.told.style().polish(self.told)
        for button in self.ways:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.ways = [self._way(*each) for each in ways]

    def _way(self, said: str, do: Callable[[], None]) -> QPushButton:
        button = QPushButton(said)
        button.setAccessibleName(said.replace("&", ""))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: do())
        self._column.addWidget(button)
        return button

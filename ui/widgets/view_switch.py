"""Two or more views of one page, of which one is shown: a button each, with how many it has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.widgets.flow import Flow


class ViewSwitch(QWidget):
    """One button a view, the arrows lead from one to the next. ``chosen`` carries its place."""

    chosen = Signal(int)

    def __init__(self, said: str, tips: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(said)
        self._group = QButtonGroup(self)
        row = Flow(self)
        for place, tip in enumerate(tips):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(place == 0)
            button.setToolTip(tip)
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self.chosen)

    @property
    def current(self) -> int:
        """The place of the view that is shown."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Show a view as if its button was pressed."""
        if place != self.current:
            self._group.button(place).click()

    def say(self, place: int, text: str) -> None:
        """What stands on a button."""
        self._group.button(place).setText(text)

    def texts(self) -> list[str]:
        """What stands on the buttons."""
        return [button.text() for button in self._group.buttons()]

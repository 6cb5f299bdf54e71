"""One of a few, each by a button with its words: chosen by a key, the arrows or a click."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from ui.actions import plain
from ui.widgets.flow import Flow
from ui.widgets.tick import Dot


class OneOf(QWidget):
    """``chosen`` carries the code of what was chosen."""

    chosen = Signal(str)

    def __init__(self, said: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.buttons: dict[str, Dot] = {}
        flow = Flow(self)
        for code, words in said.items():
            button = Dot(words)
            button.setAccessibleName(plain(words))
            self.buttons[code] = button
            self._group.addButton(button)
            flow.addWidget(button)
            button.toggled.connect(lambda on, code=code: self.chosen.emit(code) if on else None)

    @property
    def code(self) -> str:
        """What is chosen, empty where nothing is."""
        return next((code for code, each in self.buttons.items() if each.isChecked()), "")

    def choose(self, code: str) -> None:
        """Choose this; the first that can be, where this can't."""
        can_be = [each for each, button in self.buttons.items() if not button.isHidden()]
        if can_be:
            self.buttons[code if code in can_be else can_be[0]].setChecked(True)

    def allow(self, codes: frozenset[str]) -> None:
        """Show these only; what was chosen and is none of them gives way to the first."""
        for code, button in self.buttons.items():
            button.setVisible(code in codes)
        self.choose(self.code)
        self.updateGeometry()

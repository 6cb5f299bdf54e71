"""A part of a panel that is filled a moment after it is first seen, so that it holds nobody up."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

SOON = 60  # ms: what was just chosen is painted first


class Later(QWidget):
    """``fill`` is called once; whoever goes on before that has not waited for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_settled = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self._fill_once)

    def fill(self) -> None:
        """Work out and show what this part is about."""
        raise NotImplementedError

    def _fill_once(self) -> None:
        if not self.is_settled:
            self.is_settled = True
            self.fill()
            before = self.previousInFocusChain()
            while before is not None and before is not self and not takes_tab(before):
                before = before.previousInFocusChain()
            if before is not None:
                tab_through(before, self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.is_settled:
            self._timer.start()


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab comes to a widget."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def tab_through(after: QWidget, part: QWidget) -> None:
    """Let Tab go through a part after this widget, whenever the part was made."""
    for control in filter(takes_tab, part.findChildren(QWidget)):
        QWidget.setTabOrder(after, control)
        after = control

"""Covers the window while files are dragged over it: that they may be dropped, and what then."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from allocation_app.wording.translate import tr
from ui.theme import enlarge

SCALE = 1.35


class DropVeil(QLabel):
    """As large as the window; hidden until it is raised."""

    def __init__(self, window: QWidget) -> None:
        text = tr("Drop the files here. You see what they hold before anything is replaced.")
        super().__init__(text, window)
        self.setObjectName("drop_veil")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(48)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        enlarge(self, SCALE)
        self.hide()

    def cover(self) -> None:
        """Cover the window."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

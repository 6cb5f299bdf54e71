"""A framed piece of a page, and the scrolling column that pages put such pieces into."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

MARGIN = 16
GAP = 12


class Card(QFrame):
    """A border with room in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setProperty("look", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP, GAP, GAP, GAP)
        self.column.setSpacing(8)


def page_column(page: QWidget) -> QVBoxLayout:
    """The column of a page whose list scrolls by itself."""
    column = QVBoxLayout(page)
    column.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
    column.setSpacing(GAP)
    return column


def scrolled_column(page: QWidget) -> QVBoxLayout:
    """The column of a page that scrolls as a whole."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(area)
    inside = QWidget()
    column = page_column(inside)
    area.setWidget(inside)
    return column


def in_the_middle(page: QWidget, card: QWidget) -> None:
    """Have a page of this card alone, as wide as it may be, with more room below than above."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card, 100)
    row.addStretch(1)
    outer = QVBoxLayout(page)
    outer.addStretch(1)
    outer.addLayout(row)
    outer.addStretch(2)


def bare_column(widget: QWidget) -> QVBoxLayout:
    """The column of a part that stands in a page already, without air around."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    return column

"""Two layouts that follow the width: controls that wrap like words, cards that share a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

GAP = 8


class Flow(QLayout):
    """Puts widgets beside one another and wraps where the row is full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    @override
    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._items]
        width = sum(hint.width() for hint in hints) + GAP * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        """Place each row's widgets on one middle line; gives the height of all rows."""
        top, row, left = rect.top(), list[tuple[int, QLayoutItem]](), rect.left()
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), rect.width())
            if row and left + width > rect.right() + 1:
                top += _place(row, top, is_trial=is_trial) + GAP
                row, left = [], rect.left()
            row.append((left, item))
            left += width + GAP
        return top + _place(row, top, is_trial=is_trial) - rect.top()


def _place(row: Sequence[tuple[int, QLayoutItem]], top: int, *, is_trial: bool) -> int:
    height = max((item.sizeHint().height() for _, item in row), default=0)
    if not is_trial:
        for left, item in row:
            hint = item.sizeHint()
            item.setGeometry(QRect(QPoint(left, top + (height - hint.height()) // 2), hint))
    return height


class Cards(QWidget):
    """Widgets of equal width in as few rows as they fit into; none narrower than any would be."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        super().__init__()
        self._cards = tuple(cards)
        for card in self._cards:
            card.setParent(self)
        # Not Fixed: that would hold it to the height of one row, and hide the others.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _card(self) -> QSize:
        hints = [card.sizeHint() for card in self._cards]
        return QSize(max(hint.width() for hint in hints), max(hint.height() for hint in hints))

    def _rows(self, width: int) -> int:
        fit = max(1, (width + GAP) // (self._card().width() + GAP))
        return -(-len(self._cards) // fit)

    @override
    def heightForWidth(self, width: int) -> int:
        rows = self._rows(width)
        return rows * self._card().height() + (rows - 1) * GAP

    @override
    def sizeHint(self) -> QSize:
        card = self._card()
        columns = len(self._cards)
        return QSize(columns * card.width() + (columns - 1) * GAP, card.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self._card()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = -(-len(self._cards) // self._rows(self.width()))
        width = (self.width() - (columns - 1) * GAP) // columns
        height = self._card().height()
        for number, card in enumerate(self._cards):
            row, column = divmod(number, columns)
            card.setGeometry(column * (width + GAP), row * (height + GAP), width, height)


class Columns(Cards):
    """Cards that are as wide as each needs and more where there is room, farther apart."""

    @override
    def _rows(self, width: int) -> int:
        columns = len(self._cards)
        while columns > 1 and self._needed(columns) > width:
            columns -= 1
        return -(-len(self._cards) // columns)

    def _needed(self, columns: int) -> int:
        """The width of the widest row."""
        hints = [card.sizeHint().width() for card in self._cards]
        rows = (hints[first : first + columns] for first in range(0, len(hints), columns))
        return max(sum(row) + (len(row) - 1) * APART for row in rows)

    @override
    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width)) + (self._rows(width) - 1) * GAP

    def _heights(self, width: int) -> list[int]:
        return [max(card.sizeHint().height() for card in row) for row in self._by_row(width)]

    def _by_row(self, width: int) -> list[tuple[QWidget, ...]]:
        columns = -(-len(self._cards) // self._rows(width))
        return [
            self._cards[first : first + columns] for first in range(0, len(self._cards), columns)
        ]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        QWidget.resizeEvent(self, event)
        top = 0
        rows = self._by_row(self.width())
        for row, height in zip(rows, self._heights(self.width()), strict=True):
            hints = [card.sizeHint().width() for card in row]
            room = self.width() - sum(hints) - (len(row) - 1) * APART
            more, left = max(0, room) // len(row), 0
            for card, hint in zip(row, hints, strict=True):
                card.setGeometry(left, top, min(hint + more, self.width()), height)
                left += hint + more + APART
            top += height + GAP


APART = 24


def wrapping(*parts: QWidget) -> QWidget:
    """These in a row that wraps."""
    holder = QWidget()
    flow = Flow(holder)
    for part in parts:
        flow.addWidget(part)
    return holder

"""The documents to choose from: under a heading for each group, with a line on what is in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.theme import colour

KEY, ABOUT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
PAD, MARK = 8, 3
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One document: the ``key`` that it is chosen by, its group, its name and what is in it."""

    key: str
    group: str
    name: str
    about: str


class DocumentList(QListView):
    """``chosen`` carries the key of the document that the cursor has come to."""

    chosen = Signal(str)

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self._key = ""
        group = ""
        for line in lines:
            if line.group != group:
                group = line.group
                self._items.appendRow(_heading(group))
            self._items.appendRow(_item(line))
        self.setModel(self._items)
        self.setItemDelegate(_Lines(self))
        self.setAccessibleName(tr("Documents"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(lambda *_: self._tell())

    @property
    def key(self) -> str:
        """Which is chosen: the last that the cursor was on, if it is on a heading or on nothing."""
        return self._key

    def choose(self, key: str) -> None:
        """Choose this one; the first, where there is none of this key."""
        places = [self._items.index(row, 0) for row in range(self._items.rowCount())]
        known = [place for place in places if place.data(KEY)]
        self.setCurrentIndex(next((at for at in known if at.data(KEY) == key), known[0]))

    def _tell(self) -> None:
        key = str(self.currentIndex().data(KEY) or "")
        if key:
            self._key = key
            self.chosen.emit(key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # a line that wraps is higher in a narrow list


class _Lines(QStyledItemDelegate):
    """A name in bold over a muted line that wraps; a heading for itself."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if not index.data(KEY):
            return QSize(width, _bold(option.font).lineSpacing() + PAD + PAD // 2)
        return QSize(width, _text_height(index, option.font, width) + PAD)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        place, name = option.rect, str(index.data())
        inside = QRect(place).adjusted(PAD + MARK, PAD // 2, -PAD, -PAD // 2)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        if not index.data(KEY):
            painter.setFont(_bold_font(option.font))
            painter.setPen(colour("muted"))
            painter.drawText(
                inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, name
            )
            painter.restore()
            return
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(place, colour("chosen" if is_current else "base"))
        if is_current:
            painter.fillRect(QRect(place.topLeft(), QSize(MARK, place.height())), colour("accent"))
        painter.setPen(QPen(colour("text")))
        painter.setFont(_bold_font(option.font))
        painter.drawText(inside, flags, name)
        inside.setTop(inside.top() + _height(name, _bold(option.font), inside.width()))
        painter.setPen(colour("muted"))
        painter.setFont(option.font)
        painter.drawText(inside, flags, str(index.data(ABOUT)))
        painter.restore()


def _text_height(index: Index, font: QFont, width: int) -> int:
    room = width - 2 * PAD - MARK
    name = _height(str(index.data()), _bold(font), room)
    return name + _height(str(index.data(ABOUT)), QFontMetrics(font), room)


def _height(text: str, metrics: QFontMetrics, width: int) -> int:
    flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
    return metrics.boundingRect(QRect(0, 0, max(1, width), 10_000), flags, text).height()


def _bold_font(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _bold(font: QFont) -> QFontMetrics:
    return QFontMetrics(_bold_font(font))


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _item(line: Line) -> QStandardItem:
    item = QStandardItem(line.name)
    item.setData(line.key, KEY)
    item.setData(line.about, ABOUT)
    item.setData(f"{line.name}: {line.about}", Qt.ItemDataRole.AccessibleTextRole)
    return item

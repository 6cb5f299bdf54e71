"""Whom a document is about: everybody, or those who are ticked in a list that can be narrowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.table_model import fold
from ui.theme import colour
from ui.widgets.tick import Tick, paint_box
from ui.widgets.words import words

CHECKED = Qt.CheckState.Checked
GAP = 6  # px
LEAST = 24  # px: WCAG 2.2, 2.5.8
KEY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
SHOWN = 6  # lines before it scrolls
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
WRAPPED = LEFT | Qt.TextFlag.TextWordWrap
FEW = 8  # more are looked for by name


class Ticked(QStyledItemDelegate):
    """A text with a box before it; a list that wraps its words shows all of it, else one line."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget if isinstance(option.widget, QListWidget) else QListWidget()
        side = _side(option) + 3 * GAP
        high = _line(view)
        if view.wordWrap():
            room = QRect(0, 0, view.viewport().width() - side, 0)
            lines = option.fontMetrics.boundingRect(room, WRAPPED, str(index.data()))
            high = max(high, lines.height() + GAP)
        return QSize(side, high)

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick by a click anywhere in the line, or by Space."""
        is_click = event.type() is QEvent.Type.MouseButtonRelease
        is_space = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if not (is_click or (is_space and event.type() is QEvent.Type.KeyPress)):
            return False
        turned = Qt.CheckState.Unchecked if _is_checked(index) else CHECKED
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, colour("chosen" if is_current else "base"))
        side, place = _side(option), option.rect
        top = place.top() + (place.height() - side) / 2
        paint_box(painter, QPointF(place.left() + GAP, top), side, _is_checked(index))
        painter.setPen(colour("text"))
        room = place.adjusted(side + 2 * GAP, 0, -GAP, 0)
        text, flags = str(index.data()), WRAPPED
        if not (isinstance(option.widget, QListWidget) and option.widget.wordWrap()):
            right = Qt.TextElideMode.ElideRight
            text = option.fontMetrics.elidedText(text, right, room.width())
            flags = LEFT
        painter.drawText(room, flags, text)
        painter.restore()


class PickList(QWidget):
    """``changed`` says that others are ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.everybody = Tick(tr("&All of them"))
        self.filter_line = QLineEdit()
        self.people = QListWidget()
        self.nobody = words(is_muted=True)
        self._build()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Who is ticked, in their order."""
        return tuple(str(item.data(KEY)) for item in self._items() if _is_ticked(item))

    @property
    def is_everybody(self) -> bool:
        """Whether nobody is left out."""
        return all(_is_ticked(item) for item in self._items())

    def offer(self, name: str, people: Sequence[tuple[str, str]], ticked: Iterable[str]) -> None:
        """Let these be ticked, each by its key; ``name`` says who they are."""
        wanted = set(ticked)
        self.people.blockSignals(True)
        self.people.clear()
        for key, said in people:
            item = QListWidgetItem(said)
            item.setData(KEY, key)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(CHECKED if key in wanted else Qt.CheckState.Unchecked)
            self.people.addItem(item)
        self.people.setAccessibleName(name)
        self.people.blockSignals(False)
        self.filter_line.clear()
        self.filter_line.setVisible(len(people) > FEW)
        self._size(len(people))
        self._note()

    def say_nobody(self, said: str) -> None:
        """Say why there is nobody to be ticked; nothing shows the list."""
        self.nobody.setText(said)
        self.nobody.setVisible(bool(said))
        for widget in (self.everybody, self.people):
            widget.setVisible(not said)

    def _items(self) -> list[QListWidgetItem]:
        return [self.people.item(row) for row in range(self.people.count())]

    def _build(self) -> None:
        self.people.setItemDelegate(Ticked(self.people))
        self.filter_line.setPlaceholderText(tr("Type a name to narrow the list"))
        self.filter_line.setAccessibleName(tr("Narrow the list"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.everybody, self.filter_line, self.people, self.nobody):
            column.addWidget(widget)
        self.setFocusProxy(self.everybody)
        self.everybody.clicked.connect(self._tick_all)
        self.filter_line.textChanged.connect(self._narrow)
        self.people.itemChanged.connect(lambda _: self._note())

    def _tick_all(self, ticked: bool) -> None:
        self.people.blockSignals(True)
        for item in self._items():
            item.setCheckState(CHECKED if ticked else Qt.CheckState.Unchecked)
        self.people.blockSignals(False)
        self._note()

    def _narrow(self, text: str) -> None:
        wanted = fold(text).split()
        for item in self._items():
            item.setHidden(not all(word in fold(item.text()) for word in wanted))

    def _size(self, people: int) -> None:
        self.people.setFixedHeight(_line(self) * max(1, min(people, SHOWN)) + 4)

    def _note(self) -> None:
        self.everybody.setChecked(self.is_everybody)
        self.changed.emit()


def _line(widget: QWidget) -> int:
    return max(LEAST, widget.fontMetrics().height() + GAP)


def _side(option: QStyleOptionViewItem) -> int:
    return max(16, option.fontMetrics.ascent() + 2)


def _is_checked(index: Index) -> bool:
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) is CHECKED


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is CHECKED

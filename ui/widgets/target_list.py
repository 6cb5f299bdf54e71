"""The workers to whom children could go: typing narrows the list, the arrows choose, Enter takes.

The keyboard never has to leave the filter line.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.rows.moving import Target
from ui.rows.people import short_counts
from ui.table_model import RIGHT, ROW_ROLE, Column, Index, TableModel
from ui.theme import colour
from ui.widgets.load_bar import paint_ghost
from ui.widgets.pill import PillDelegate
from ui.widgets.table import Table

BAR, MARGIN = 64, 6
NAME, LOAD, CASES = range(3)
MOVING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
TAKING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class TargetList(QWidget):
    """``changed`` says that another worker is chosen, ``taken`` that Enter was pressed on one."""

    changed = Signal()
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model = TableModel(list(columns()), lambda row: row.key)
        self.table: Table[Target] = Table("move_targets", model, empty=tr("No worker fits."))
        self.filter_line = self.table.filter_line
        view = self.table.view
        view.setItemDelegate(_LoadCell(view))
        for whole in (NAME, LOAD, CASES):
            self.table.columns.keep_whole(whole)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setAccessibleName(tr("Workers"))
        self.filter_line.setPlaceholderText(tr("Type a name, a team or a word"))
        self.filter_line.setAccessibleName(tr("To whom: type to narrow the list"))
        self.filter_line.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.filter_line.textChanged.connect(self._keep_one)
        self.table.selected.connect(self.changed)
        self.table.activated.connect(self.taken)

    @property
    def target(self) -> Target | None:
        """Who is chosen."""
        return self.table.current()

    def show_targets(self, targets: Iterable[Target]) -> None:
        """Show these workers; whoever was chosen stays so, else the first is."""
        self.table.show_rows(targets)
        self._keep_one()

    def choose(self, key: str) -> None:
        """Choose the worker with this key, if there."""
        place = self.table.model.place(key)
        if place is not None:
            self.table.view.selectRow(place)

    def _keep_one(self) -> None:
        """Somebody is chosen as long as anybody is shown."""
        if self.table.current() is None and self.table.model.rowCount():
            self.table.view.selectRow(0)
        self.changed.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in MOVING:
                QApplication.sendEvent(self.table.view, event)
                return True
            if event.key() in TAKING and not event.modifiers():
                self.taken.emit()
                return True
        return super().eventFilter(watched, event)


def columns() -> Iterable[Column[Target]]:
    """What is seen of each worker before one is chosen."""
    yield Column(tr("Worker"), lambda row: row.name, is_bold=lambda row: row.worker is None)
    yield Column(tr("Load, with the children"), lambda row: row.load, sort=lambda row: row.after[0])
    yield Column(
        tr("Cases"),
        lambda row: "" if row.worker is None else short_counts(row.children, row.families),
        sort=lambda row: row.children,
        about=tr("Children and families now"),
    )
    yield Column(
        tr("New 7 / 28 d"),
        lambda row: "" if row.worker is None else f"{row.new_week} / {row.new_month}",
        sort=lambda row: (row.new_week, row.new_month),
        align=RIGHT,
        about=tr("New in the last 7 and in the last 28 days"),
    )
    yield Column(tr("To know"), lambda row: row.facts)


class _LoadCell(PillDelegate):
    """The bar with its ghost before the words of the load."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if index.column() != LOAD or not isinstance(row, Target) or row.worker is None:
            super().paint(painter, option, index)
            return
        cell, text = self.paint_ground(painter, option, index)
        room = QRectF(cell.rect)
        box = QRectF(room.left() + MARGIN, room.center().y() - 6, BAR, 13)
        paint_ghost(painter, box, row.before, row.after)
        painter.save()
        painter.setFont(bold(cell.font))
        painter.setPen(colour("text"))
        room.setLeft(box.right() + 10)
        painter.drawText(room, int(cell.displayAlignment), text)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        if index.column() != LOAD:
            return hint
        words = QFontMetrics(bold(option.font)).horizontalAdvance(str(index.data() or ""))
        return QSize(BAR + words + 2 * MARGIN + 16, hint.height())


def bold(font: QFont) -> QFont:
    """The same type, bold."""
    made = QFont(font)
    made.setBold(True)
    return made

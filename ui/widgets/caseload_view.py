"""The tree of the caseloads with the habits of a table: columns, copies to Excel, a menu."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QMenu, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.table_model import Index
from ui.theme import colour
from ui.widgets.caseload_hand import CaseloadHand
from ui.widgets.caseload_tree import LOAD_COLUMN, POINTS_COLUMN, CaseloadModel
from ui.widgets.columns import Columns
from ui.widgets.copying import copy_rows
from ui.widgets.load_delegate import LoadDelegate

NAME = 0
MARK = 3  # px of accent at the left of the worker that children are held over
LONGEST = "      Gwenllian Griffiths · 4100000"  # children stand indented under a worker


class CaseloadView(QTreeView):
    """A line per worker, opened to the children."""

    def __init__(self, model: CaseloadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.hand = CaseloadHand(self, model)
        self.setItemDelegateForColumn(LOAD_COLUMN, LoadDelegate(self, self.hand.ghost))
        self.setAccessibleName(tr("Caseloads, a line per worker"))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        titles = [column.title for column in model.columns]
        hidden = [place for place, column in enumerate(model.columns) if column.hidden_by_default]
        self.columns = Columns("caseloads", self, titles, hidden, longest={NAME: LONGEST})
        for figures in (LOAD_COLUMN, POINTS_COLUMN):
            self.columns.keep_whole(figures)
        self.columns.recall()

    @override
    def moveCursor(
        self, cursorAction: QTreeView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Coming here chooses nobody: a view looks for the next line when it gets the focus."""
        if cursorAction is QTreeView.CursorAction.MoveNext and not self.currentIndex().isValid():
            return QModelIndex()
        return super().moveCursor(cursorAction, modifiers)

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        super().drawRow(painter, options, index)
        if not self.hand.is_over(self._lines.group(index)):
            return
        box = self.viewport().rect()
        box.setTop(options.rect.top())
        box.setHeight(options.rect.height())
        painter.save()
        marked = colour(self.hand.tone)
        painter.fillRect(box.left(), box.top(), MARK, box.height(), marked)
        if self._lines.case(index) is None:
            painter.setPen(QPen(marked, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    def copy(self) -> None:
        """Copy the selected lines with their headings, in the order in which they stand."""
        lines = []
        index = self._lines.index(0, 0) if self._lines.rowCount() else QModelIndex()
        chosen = {(at.row(), at.parent().row()) for at in self.selectionModel().selectedRows()}
        while index.isValid():
            if (index.row(), index.parent().row()) in chosen:
                texts = self._lines.texts(index)
                lines.append([texts[column] for column in self.columns.visible])
            index = self.indexBelow(index)
        copy_rows(self.columns.titles, lines)

    def line_menu(self) -> QMenu:
        """The context menu of the current line."""
        menu = QMenu(self)
        self.hand.offer(menu)
        index = self.currentIndex().siblingAtColumn(NAME)
        if index.isValid() and self._lines.rowCount(index):
            is_open = self.isExpanded(index)
            said = tr("Hide the &children") if is_open else tr("Show the &children")
            menu.addAction(said, lambda: self.setExpanded(index, not is_open))
            menu.addSeparator()
        copy = menu.addAction(tr("&Copy rows"), self.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(index.isValid())
        menu.addAction(tr("Select &all"), self.selectAll)
        menu.addSeparator()
        chooser = menu.addMenu(tr("C&olumns"))
        chooser.addActions(self.columns.menu().actions())
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(below)
        self.line_menu().popup(at)

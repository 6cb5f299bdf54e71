"""The caseloads as a board: a card for each worker, opened to the children who stand on it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QToolTip, QWidget
from typing_extensions import override

from allocation_app.domain.people import WorkerId
from allocation_app.wording.translate import tr
from ui.rows.caseload import Kind
from ui.theme import colour
from ui.widgets.board_card import Look
from ui.widgets.board_layout import Spot
from ui.widgets.board_tree import CardTree, Index
from ui.widgets.caseload_hand import CaseloadHand
from ui.widgets.caseload_tree import CaseloadModel

SPACE, ENTER = Qt.Key.Key_Space, {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BoardView(CardTree):
    """The cards as they are painted and worked.

    ``ticking`` carries a worker to be ticked for a comparison, or let go; ``ticked`` are those who
    are. ``takes_nobody`` lets children be dropped beside the cards: they are nobody's then.
    """

    ticking = Signal(object)

    def __init__(
        self,
        model: CaseloadModel,
        kinds: Collection[Kind],
        said: str,
        *,
        takes_nobody: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, kinds, said, parent)
        self.ticked: Collection[WorkerId] = ()
        self.hand = CaseloadHand(self, model, takes_nobody=takes_nobody)

    def card_menu(self) -> QMenu:
        """The context menu of the current card."""
        menu = QMenu(self)
        index = self.currentIndex()
        if not index.isValid():
            return menu
        self.hand.offer(menu)
        card = index.siblingAtColumn(0) if not index.parent().isValid() else index.parent()
        if self.lines.rowCount(card):
            is_open = self.isExpanded(card)
            said = tr("Hide the &children") if is_open else tr("Show the &children")
            menu.addAction(said, lambda: self.setExpanded(card, not is_open))
        group = self.lines.group(index)
        if group.kind is Kind.WORKER:
            is_ticked = group.worker in self.ticked
            said = tr("Leave out of the compa&rison") if is_ticked else tr("Compa&re")
            menu.addAction(said, lambda: self.ticking.emit(group.worker))
        menu.addSeparator()
        menu.addAction(tr("&Expand all"), self.expandAll)
        menu.addAction(tr("C&ollapse all"), self.collapseAll)
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() == SPACE and index.isValid():
            self._tick(index)
        elif event.key() == Qt.Key.Key_Asterisk:
            self.expandAll()
        elif event.key() in ENTER and index.isValid():
            if index.parent().isValid():
                self.activated.emit(index)
            else:
                self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)

    def _tick(self, index: Index) -> None:
        group = self.lines.group(index)
        if group.kind is Kind.WORKER:
            self.ticking.emit(group.worker)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and not index.parent().isValid() and _is_left(event):
            box = self.visualRect(index)
            if self.painter.tick_box(box).contains(at):
                self._tick(index)
                return
            if self.painter.opener(box).contains(at):
                self.setExpanded(index, not self.isExpanded(index))
                return
        # Not QTreeView's own: it would look for the arrows of a tree where there are none.
        QAbstractItemView.mousePressEvent(self, event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        QAbstractItemView.mouseReleaseEvent(self, event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        QAbstractItemView.mouseMoveEvent(self, event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.parent().isValid():
            self.setExpanded(index, not self.isExpanded(index))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(below)
        self.card_menu().popup(at)

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), self.tip(index), self.viewport())
            return True
        return QAbstractItemView.viewportEvent(self, event)

    def tip(self, index: Index) -> str:
        """All that is known of what lies here."""
        if not index.isValid():
            return ""
        case = self.lines.case(index)
        if case is None:
            return self.painter.tip(self.lines.group(index))
        return "\n".join(filter(None, (case.name, case.was, case.pressing, case.why)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area, offset = event.rect(), self.verticalOffset()
        painter.translate(0, -offset)
        places, groups = self.laid(), self.lines.groups()
        for text, box in places.headings:
            if area.top() + offset - box.height() <= box.top() <= area.bottom() + offset:
                self.painter.paint_heading(painter, box, text)
        current = self.spot(self.currentIndex()) if self.currentIndex().isValid() else None
        if not self.hasFocus():
            current = None
        for tile in places.within(area.top() + offset, area.bottom() + offset):
            group, card = groups[tile.row], self.lines.index(tile.row, 0)
            look = Look(
                is_selected=self.selectionModel().isSelected(card),
                is_current=current == Spot(tile.row),
                target=self.hand.tone if self.hand.is_over(group) else "",
                is_open=bool(tile.size.lines),
                is_ticked=group.worker is not None and group.worker in self.ticked,
            )
            self.painter.paint_card(painter, tile.box, group, look, self.hand.ghost(group))
            if tile.size.lines:
                self._paint_lines(painter, tile.row, current, area.translated(0, offset))
        painter.end()

    def _paint_lines(self, painter: QPainter, row: int, current: Spot | None, area: QRect) -> None:
        tile, card = self.laid().tiles[row], self.lines.index(row, 0)
        cases = self.lines.cases(self.lines.groups()[row])
        painter.setPen(colour("line"))
        edge = tile.head.bottom()
        painter.drawLine(tile.box.left() + 1, edge, tile.box.right() - 1, edge)
        for number, case in enumerate(cases):
            box = tile.line(number).adjusted(1, 0, -1, 0)
            if box.intersects(area):
                index = self.lines.index(number, 0, card)
                look = Look(
                    is_selected=self.selectionModel().isSelected(index),
                    is_current=current == Spot(row, number),
                )
                self.painter.paint_case(painter, box, case, look)


def _is_left(event: QMouseEvent) -> bool:
    return event.button() is Qt.MouseButton.LeftButton

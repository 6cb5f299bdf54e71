"""A tree view whose lines lie as cards on a board, each opened to the lines that stand on it.

What reads the screen, the selection and whatever knows the lines of the caseloads find the same
rows here as in the list; only where they lie is another matter (`board_layout`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QAccessible, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget
from typing_extensions import override

from ui.rows.caseload import Group, Kind
from ui.widgets.board_card import CardPainter
from ui.widgets.board_layout import Places, Room, Section, Size, Spot, lay_out
from ui.widgets.caseload_tree import CaseloadModel

Index = QModelIndex | QPersistentModelIndex
Action = QAbstractItemView.CursorAction
STEPS = {Action.MoveUp: -1, Action.MoveDown: 1, Action.MovePageUp: -6, Action.MovePageDown: 6}
BESIDE = {Action.MoveLeft: -1, Action.MoveRight: 1}


class CardTree(QTreeView):
    """The cards of groups of some kinds, where they lie and how the cursor goes among them.

    ``sections`` puts the shown groups under headings. ``is_compact`` shows less on each card.
    """

    def __init__(
        self,
        model: CaseloadModel,
        kinds: Collection[Kind],
        said: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.lines, self._kinds = model, frozenset(kinds)
        self.sections: Callable[[list[tuple[int, Group]]], list[Section]] = _one_section
        self.painter = CardPainter(is_compact=False)
        self._places: Places | None = None
        self._known: Places | None = None
        self._sizes: dict[int, Size] = {}
        self.setModel(model)
        self.setAccessibleName(said)
        self.setObjectName("board")
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column in range(1, model.columnCount()):
            self.setColumnHidden(column, True)
        self.expanded.connect(self.arrange)
        self.collapsed.connect(self.arrange)
        model.modelReset.connect(self._forget)
        model.dataChanged.connect(self.arrange)

    @property
    def is_compact(self) -> bool:
        """Whether each card shows who and how full only."""
        return self.painter.is_compact

    def show_compact(self, wanted: bool) -> None:
        """Show less on each card, or all."""
        if wanted != self.is_compact:
            self.painter = CardPainter(is_compact=wanted)
            self.arrange()

    @property
    def least_width(self) -> int:
        """The least width of a card, in px."""
        return self.painter.least_width

    def cards(self) -> list[Group]:
        """The groups that have a card here, in the order in which they lie."""
        groups = self.lines.groups()
        return [groups[row] for row in self.laid().tiles]

    def headings(self) -> list[str]:
        """What stands over the cards."""
        return [text for text, _ in self.laid().headings]

    def arrange(self) -> None:
        """Lay the cards out anew."""
        self._places = None
        if self.isVisible():
            self.updateGeometries()
            self.viewport().update()

    @override
    def doItemsLayout(self) -> None:
        """Lay the cards out; the lines of the tree only for who reads the screen by them."""
        self._places = None
        if QAccessible.isActive():
            self._hide_others()
            super().doItemsLayout()
        else:
            QAbstractItemView.doItemsLayout(self)

    def _hide_others(self) -> None:
        """Let who has a card in another view not be read out here."""
        for row, group in enumerate(self.lines.groups()):
            is_other = group.kind not in self._kinds
            if is_other and not self.isRowHidden(row, QModelIndex()):
                self.setRowHidden(row, QModelIndex(), True)

    @override
    def keyboardSearch(self, search: str) -> None:
        super().doItemsLayout()
        super().keyboardSearch(search)

    @override
    def selectAll(self) -> None:
        super().doItemsLayout()
        super().selectAll()

    @override
    def expandAll(self) -> None:
        super().expandAll()
        self.arrange()

    @override
    def collapseAll(self) -> None:
        super().collapseAll()
        self.arrange()

    def _forget(self) -> None:
        """After a reset the layout follows by itself, once what is open is known."""
        self._places = None

    def laid(self) -> Places:
        """Where everything lies now."""
        if self._places is None:
            groups = self.lines.groups()
            shown = [(row, group) for row, group in enumerate(groups) if group.kind in self._kinds]
            sizes = {row: self._size(row, group) for row, group in shown}
            self._places = self._known = lay_out(
                self.sections(shown),
                sizes,
                room=Room(
                    width=self.viewport().width(),
                    least=self.painter.least_width,
                    heading=self.painter.heading,
                ),
                known=self._known,
            )
        return self._places

    def _size(self, row: int, group: Group) -> Size:
        """How high a card is; the children are looked at only where one takes two lines."""
        head = self.painter.head(group)
        if not self.isExpanded(self.lines.index(row, 0)):
            return self._sizes.setdefault(head, Size(head=head))
        if group.has_moved:
            lines = tuple(self.painter.case(case) for case in self.lines.cases(group))
        else:
            lines = (self.painter.case(),) * (len(group.children) + len(group.co_worked))
        return Size(head=head, lines=lines)

    def spot(self, index: Index) -> Spot:
        """The card or line that an index stands for."""
        parent = index.parent()
        return Spot(parent.row(), index.row()) if parent.isValid() else Spot(index.row())

    def _index(self, spot: Spot | None) -> QModelIndex:
        if spot is None:
            return QModelIndex()
        card = self.lines.index(spot.row, 0)
        return card if spot.is_card else self.lines.index(spot.line, 0, card)

    @override
    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        return self.laid().rect(self.spot(index)).translated(0, -self.verticalOffset())

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        return self._index(self.laid().at(p.x(), p.y() + self.verticalOffset()))

    @override
    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        box, room = self.visualRect(index), self.viewport().height()
        if not box.isValid():
            return
        height = min(box.height(), room)
        bar = self.verticalScrollBar()
        if box.top() < 0:
            bar.setValue(bar.value() + box.top())
        elif box.top() + height > room:
            bar.setValue(bar.value() + box.top() + height - room)

    @override
    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    @override
    def horizontalOffset(self) -> int:
        return 0

    @override
    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, self.laid().height - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(3 * self.painter.line)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._places = None
        super().resizeEvent(event)
        self.updateGeometries()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self.painter = CardPainter(is_compact=self.is_compact)
            self._places = None
        super().changeEvent(event)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        places, current = self.laid(), self.currentIndex()
        rows = list(places.tiles)
        if not rows or cursorAction in {Action.MoveNext, Action.MovePrevious}:
            return QModelIndex()  # Tab leaves the board, and coming to it chooses nobody
        spot = self.spot(current) if current.isValid() else None
        if spot is None or not places.rect(spot).isValid():
            return self._index(Spot(rows[0]))
        match cursorAction:
            case Action.MoveHome:
                return self._index(Spot(rows[0]))
            case Action.MoveEnd:
                return self._index(Spot(rows[-1]))
        if cursorAction in STEPS:
            return self._index(places.below(spot, STEPS[cursorAction]))
        return self._index(places.beside(spot, BESIDE[cursorAction]))

    @override
    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        places, chosen = self.laid(), QItemSelection()
        area = rect.normalized().translated(0, self.verticalOffset())
        for tile in places.within(area.top(), area.bottom()):
            spots = [Spot(tile.row), *(Spot(tile.row, n) for n in range(len(tile.size.lines)))]
            for spot in spots:
                box = tile.head if spot.is_card else tile.line(spot.line)
                if box.intersects(area):
                    index = self._index(spot)
                    chosen.select(index, index)
        self.selectionModel().select(chosen, command)

    @override
    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion(self.viewport().rect())


def _one_section(shown: list[tuple[int, Group]]) -> list[Section]:
    return [Section(heading="", rows=[row for row, _ in shown])]

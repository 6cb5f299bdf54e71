"""A table as people expect one: filter, choice of columns, remembered sorting, copies to Excel."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.people import ChildId
from allocation_app.wording.translate import tr
from ui.store import PlanStore
from ui.table_model import TableModel
from ui.theme import colour, icon_area
from ui.widgets.child_menu import add_child_actions
from ui.widgets.columns import Columns, columns_button
from ui.widgets.copying import copy_rows
from ui.widgets.dragging import carry
from ui.widgets.flow import Flow
from ui.widgets.scroll_place import ScrollPlace

Row = TypeVar("Row")

MARK = 3  # px of accent at the left of a selected row: the tint alone is too faint to tell


class Table(QWidget, Generic[Row]):
    """A view of a `TableModel` with the habits that people bring from Excel.

    ``name`` is what the sorting and the chosen columns are remembered by. ``activated`` carries the
    row that was opened (Enter, double click), ``selected`` the current row, or the one clicked on,
    ``chosen`` all rows that are marked, in their order.
    """

    activated = Signal(object)
    selected = Signal(object)
    chosen = Signal(object)

    def __init__(
        self, name: str, model: TableModel[Row], *, empty: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name, self.model = name, model
        self.view = _View(self)
        self.view.setModel(model)
        self.columns = Columns(
            name,
            self.view,
            [column.title for column in model.columns],
            [n for n, column in enumerate(model.columns) if column.hidden_by_default],
        )
        self.filter_line = QLineEdit()
        self.columns_button = columns_button(self.columns)
        self._empty = QLabel(empty)
        self._extra: Callable[[Row], Sequence[QAction]] | None = None
        self._child_of: Callable[[Row], ChildId | None] = _no_child
        self._is_somebody_chosen: Callable[[], bool] = lambda: False
        self._kept: Hashable | None = None
        self._marked: tuple[Hashable, ...] = ()
        self._is_restoring = self._is_telling = False
        self._tools = QWidget()
        self._flow = Flow(self._tools)
        self._body = QStackedLayout()
        self._build()
        self._connect()
        self.columns.recall()
        self._show_body()

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows; whoever was selected stays so, if still there."""
        self.model.show(rows)
        self._show_body()
        self.columns.fit_once()

    def select(self, key: Hashable | None) -> None:
        """Select the row with this key without a word to anybody; None selects nothing.

        Where it is the current row already, the others that are marked beside it stay so.
        """
        is_there = self.view.currentIndex().isValid() and self.view.selectionModel().hasSelection()
        if key is not None and key == self._kept and is_there:
            return
        if key not in self._marked:
            self._marked = ()
        self._kept = key
        self._restore()

    def current(self) -> Row | None:
        """The row that is selected."""
        index = self.view.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def marked(self) -> list[Row]:
        """The rows that are marked, in their order."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.row(place) for place in places]

    def let_carry(self, child_of: Callable[[Row], ChildId | None], store: PlanStore) -> None:
        """Let the children of the rows be dragged; those that are marked are the chosen ones."""

        def children(rows: Iterable[Row]) -> tuple[ChildId, ...]:
            found = (child_of(row) for row in rows)
            return tuple(dict.fromkeys(child for child in found if child is not None))

        def at(place: QPoint) -> tuple[ChildId, ...]:
            index = self.view.indexAt(place)
            if not index.isValid():
                return ()
            is_marked = self.view.selectionModel().isSelected(index)
            own = children([self.model.row(index)])
            return children(self.marked()) if own and is_marked else own

        def follow() -> None:
            if not store.chosen and not self._is_telling and len(self._marked) > 1:
                self._marked = ()
                self._restore()

        self._child_of = child_of
        self.leave_chosen(store)
        carry(self.view.viewport(), at)
        self.chosen.connect(lambda rows: store.choose(children(rows)))
        store.chosen_changed.connect(follow)

    def leave_chosen(self, store: PlanStore) -> None:
        """Let whoever is in the details stay there when the keyboard comes into this list."""
        self._is_somebody_chosen = lambda: store.selected is not None

    def set_empty_text(self, text: str) -> None:
        """What stands in place of the rows while there are none."""
        self._empty.setText(text)

    def offer(self, actions: Callable[[Row], Sequence[QAction]]) -> None:
        """Put these actions for a row on top of its context menu."""
        self._extra = actions

    def add_tool(self, widget: QWidget) -> None:
        """Put a control beside the filter line."""
        self._flow.removeWidget(self.columns_button)
        self._flow.addWidget(widget)
        self._flow.addWidget(self.columns_button)

    def filter(self, text: str) -> None:
        """Narrow the rows as if typed into the filter line."""
        self.filter_line.setText(text)

    def texts(self) -> list[list[str]]:
        """The whole table as it is read: a list of the visible cells for each row shown."""
        columns = [self.model.columns[n] for n in self.columns.visible]
        return [[column.text(row) for column in columns] for row in self.model.rows()]

    def copy(self) -> None:
        """Copy the selected rows with their headings, to paste into Excel as a table."""
        columns = [self.model.columns[n] for n in self.columns.visible]
        texts = [[column.text(row) for column in columns] for row in self.marked()]
        copy_rows(self.columns.titles, texts)

    def row_menu(self) -> QMenu:
        """The context menu of the current row."""
        menu = QMenu(self)
        row = self.current()
        if self._extra is not None and row is not None:
            menu.addActions(list(self._extra(row)))
            menu.addSeparator()
        if row is not None and self._child_of(row) is not None:
            add_child_actions(menu, self)
        copy = menu.addAction(tr("&Copy rows"), self.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(row is not None)
        menu.addAction(tr("Select &all"), self.view.selectAll)
        menu.addSeparator()
        chooser = menu.addMenu(tr("C&olumns"))
        chooser.addActions(self.columns.menu().actions())
        return menu

    def _build(self) -> None:
        self.filter_line.setPlaceholderText(tr("Filter"))
        self.filter_line.setAccessibleName(tr("Filter the list"))
        self.filter_line.setClearButtonEnabled(True)
        self.filter_line.setMinimumWidth(260)
        self.filter_line.setToolTip(tr("Show only rows with all of these words (Ctrl+F)"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setWordWrap(True)
        self._empty.setMargin(24)
        self._empty.setProperty("look", "empty")
        self._flow.addWidget(self.filter_line)
        self._flow.addWidget(self.columns_button)
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._tools)
        layout.addLayout(self._body, 1)
        self.setFocusProxy(self.view)
        self.view.setAccessibleName(tr("List"))

    def _connect(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._note_current)
        self.view.selectionModel().selectionChanged.connect(self._note_marked)
        self.view.activated.connect(self._activate)
        self.view.clicked.connect(lambda index: self.selected.emit(self.model.row(index)))
        self.view.wants_menu.connect(lambda at: self.row_menu().popup(at))
        self.view.wants_copy.connect(self.copy)
        self.model.modelReset.connect(self._restore)
        self.model.modelReset.connect(self._show_body)
        ScrollPlace(self.view, self.model)
        self.filter_line.textChanged.connect(self.model.filter)
        self.filter_line.returnPressed.connect(self.view.setFocus)

    def _note_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._is_restoring or not current.isValid():
            return
        if self.view.is_entered and self._is_somebody_chosen():
            self._restore()  # they stay so until a row is chosen here
            return
        row = self.model.row(current)
        self._kept = self.model.key(row)
        self.selected.emit(row)

    def _note_marked(self) -> None:
        if not self._is_restoring:
            rows = self.marked()
            self._marked = tuple(map(self.model.key, rows))
            self._is_telling = True
            self.chosen.emit(rows)
            self._is_telling = False

    def _activate(self, index: QModelIndex) -> None:
        self.activated.emit(self.model.row(index))

    def _restore(self) -> None:
        self._is_restoring = True
        place = None if self._kept is None else self.model.place(self._kept)
        selection = self.view.selectionModel()
        if place is None:
            selection.clear()
        else:
            index = self.model.index(place, max(0, self.view.currentIndex().column()))
            flags = QItemSelectionModel.SelectionFlag
            whole = QItemSelection(index, index)
            for key in self._marked if len(self._marked) > 1 else ():
                beside = self.model.place(key)
                if beside is not None:
                    other = self.model.index(beside, 0)
                    whole.select(other, other)
            selection.select(whole, flags.ClearAndSelect | flags.Rows)
            selection.setCurrentIndex(index, flags.NoUpdate)
            self.view.scrollTo(index)
        self._is_restoring = False

    def _show_body(self) -> None:
        self._body.setCurrentWidget(self.view if self.model.rowCount() else self._empty)


def _no_child(_row: object) -> ChildId | None:
    """Of a list that is not of children."""
    return None


class _View(QTableView):
    """The table view itself: whole rows, quiet grid, rows tall enough to hit."""

    wants_menu = Signal(QPoint)
    wants_copy = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_entered = False
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSortingEnabled(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setIconSize(icon_area())
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.row_height())

    def row_height(self) -> int:
        """Room for a line of text and a pill; never under 28 px."""
        return max(28, self.fontMetrics().height() + 12)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for index in self.selectionModel().selectedRows():
            top, height = self.rowViewportPosition(index.row()), self.rowHeight(index.row())
            painter.fillRect(0, top, MARK, height, colour("accent"))
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
            painter.setPen(QPen(colour("accent"), 1))
            painter.drawRect(0, top, self.viewport().width() - 1, height - 1)
        painter.end()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.is_entered = True  # Qt makes the first row the current one where none is
        super().focusInEvent(event)
        self.is_entered = False

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            below = self.visualRect(self.currentIndex()).bottomLeft()
            at = self.viewport().mapToGlobal(below)
        self.wants_menu.emit(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.wants_copy.emit()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

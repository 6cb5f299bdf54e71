"""A short table without a filter, as tall as its rows up to a limit, for panels and charts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.people import ChildId
from ui.table_model import Column, TableModel
from ui.theme import icon_area
from ui.widgets.dragging import carry
from ui.widgets.pill import PillDelegate
from ui.widgets.row_heights import Wrapping

Row = TypeVar("Row")
LEAST_ROW = 28
MANY = 10_000
LETTERS = 8  # the least that a column of wrapped text is wide
MEASURED = 40  # rows that a column is measured by


class PlainTable(QTableView, Generic[Row]):
    """Rows in the order given. Enter or a click chooses one.

    ``stretch`` is the column that takes the room left over; where none does, the table is as wide
    as its columns to whoever aligns it. ``most`` rows are shown at once.
    With ``wraps`` a row is as high as its text needs, so that nothing is cut in a narrow panel.
    """

    chosen = Signal(object)

    def __init__(  # noqa: PLR0913 - the ways in which short tables differ
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable],
        *,
        stretch: int,
        most: int = MANY,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model: TableModel[Row] = TableModel(columns, key, self)
        self._most = most
        self._wraps = wraps
        self._has_stretch = stretch in range(len(columns))
        self._fitting = QTimer(self)
        self.setModel(self._model)
        self.setItemDelegate(Wrapping(self) if wraps else PillDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setIconSize(icon_area())
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(LEAST_ROW, self._line()))
        self._dress_header(stretch)
        self.clicked.connect(self._choose)
        if wraps:
            self.setWordWrap(True)
            letter = self.fontMetrics().averageCharWidth()
            self.horizontalHeader().setMinimumSectionSize(LETTERS * letter)
            # Once for all columns that are resized: to measure every row takes half a frame.
            self._fitting.setSingleShot(True)
            self._fitting.setInterval(0)
            self._fitting.timeout.connect(self._fit_rows)
            self.horizontalHeader().sectionResized.connect(lambda *_: self._fitting.start())
            self.verticalHeader().setMinimumSectionSize(max(LEAST_ROW, self._line()))
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self.updateGeometry())

    def _dress_header(self, stretch: int) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(MEASURED)
        for column in range(len(self._model.columns)):
            fit = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(
                column, QHeaderView.ResizeMode.Stretch if column == stretch else fit
            )

    def _line(self) -> int:
        return self.fontMetrics().height() + 10

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these rows, and be as tall as they are."""
        self._model.show(rows)
        if self._wraps:
            self._fitting.start()
        self.updateGeometry()

    def touch(self) -> None:
        """Say that every text may read otherwise now, and be as tall as they are."""
        self._model.touch()
        if self._wraps:
            self._fit_rows()

    def rows(self) -> list[Row]:
        """The rows as they stand."""
        return self._model.rows()

    def texts(self) -> list[list[str]]:
        """The whole table as text, for copying and for tests."""
        return [[column.text(row) for column in self._model.columns] for row in self.rows()]

    def let_carry(self, child_of: Callable[[Row], ChildId | None]) -> None:
        """Let the child of a row be dragged."""

        def at(place: QPoint) -> tuple[ChildId, ...]:
            index = self.indexAt(place)
            child = child_of(self._model.row(index)) if index.isValid() else None
            return () if child is None else (child,)

        carry(self.viewport(), at)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self._model.row(index))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def sizeHint(self) -> QSize:
        shown = min(self._model.rowCount(), self._most)
        height = self.horizontalHeader().sizeHint().height()
        height += self._rows_height(shown) + 2
        if self.horizontalScrollBar().maximum() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        columns = self.horizontalHeader().length() + 2 * self.frameWidth()
        return QSize(200 if self._has_stretch else columns, height)

    def _rows_height(self, shown: int) -> int:
        if self._wraps:
            return sum(self.verticalHeader().sectionSize(row) for row in range(shown))
        return shown * self.verticalHeader().defaultSectionSize()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wraps and event.size().width() != event.oldSize().width():
            self._fitting.start()

    def _fit_rows(self) -> None:
        """Be as high as the text is when it wraps at the widths that the columns have now."""
        self.resizeRowsToContents()
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

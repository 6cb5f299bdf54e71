"""Two to four workers side by side, the same rows for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.forecast import Coming
from allocation_app.domain.people import WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording.translate import tr
from ui.rows.caseload import Group
from ui.rows.compared import MOST, Compared, compared
from ui.theme import set_icon
from ui.widgets.caseload_tree import GROUP_ROLE
from ui.widgets.copying import copy_rows
from ui.widgets.flow import Flow
from ui.widgets.load_bar import paint_load
from ui.widgets.words import words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
LEAST_ROW = 28
MARGIN = 6
BAR = 12
LETTERS = 18  # a column is no narrower than so many


class CompareModel(QAbstractTableModel):
    """The lines of the comparison; a column a worker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[Group, ...] = ()
        self._lines: tuple[Compared, ...] = ()

    def show(self, groups: Sequence[Group], lines: Sequence[Compared]) -> None:
        """Show these; where the columns and rows are the same ones, only their texts change."""
        keys = [group.key for group in groups], [line.heading for line in lines]
        is_same = keys == ([each.key for each in self._groups], [e.heading for e in self._lines])
        if is_same:
            self._groups, self._lines = tuple(groups), tuple(lines)
            if lines and groups:
                last = self.index(len(lines) - 1, len(groups) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._groups, self._lines = tuple(groups), tuple(lines)
        self.endResetModel()

    def texts(self) -> list[list[str]]:
        """Each line with its heading, as it is read."""
        return [[line.heading.strip(), *line.words] for line in self._lines]

    @property
    def names(self) -> list[str]:
        """Who is compared."""
        return [group.name for group in self._groups]

    def worker(self, column: int) -> WorkerId | None:
        """Who stands in a column."""
        return self._groups[column].worker if 0 <= column < len(self._groups) else None

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._groups)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                return line.words[index.column()]
            case Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case Role.FontRole if line.is_load:
                return _bold()
            case _ if role == GROUP_ROLE and line.is_load:
                return self._groups[index.column()]
            case _:
                return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        is_across = orientation is Qt.Orientation.Horizontal
        said = self.names if is_across else [line.heading for line in self._lines]
        if not 0 <= section < len(said):
            return None
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                return said[section]
            case Role.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None


class Compare(QWidget):
    """Who is compared, with the ways to add and take out, and the table.

    ``wanted`` carries the workers who are to be compared from now on; ``selected`` the worker of
    the column that was gone to.
    """

    wanted = Signal(object)
    selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workers: tuple[WorkerId, ...] = ()
        self.model = CompareModel(self)
        self.table = CompareTable(self.model)
        self.add = QComboBox()
        self.removals: list[QPushButton] = []
        self._tools = QWidget()
        self._flow = Flow(self._tools)
        self._why = words("", is_muted=True)
        self._build()

    @property
    def sentence(self) -> str:
        """What is said while there is too little to compare."""
        return self._why.text()

    def show_workers(
        self,
        review: Review | None,
        groups: Sequence[Group],
        workers: Sequence[WorkerId],
        coming: Sequence[Coming] | None = None,
    ) -> None:
        """Compare these; ``groups`` are all who could be added."""
        by_worker = {group.worker: group for group in groups if group.worker is not None}
        chosen = [by_worker[worker] for worker in workers if worker in by_worker]
        names = [(group.worker, group.name) for group in chosen]
        if names != [(button.property("worker"), button.text()) for button in self.removals]:
            self._offer_removals(names)
        self._workers = tuple(group.worker for group in chosen if group.worker is not None)
        self._offer(groups)
        is_enough = review is not None and len(chosen) > 1
        lines = () if review is None or not chosen else compared(review, chosen, coming)
        self.model.show(chosen, lines)
        self.table.setVisible(bool(chosen))
        self.table.fit()
        self._why.setVisible(not is_enough)
        self._why.setText(
            tr("Add one more to compare.")
            if chosen
            else tr("Tick two to four workers on the board (Space), or add them here.")
        )

    def _build(self) -> None:
        self.add.setAccessibleName(tr("Add a worker to the comparison"))
        self.add.setPlaceholderText(tr("Add a worker"))
        self.add.setMinimumContentsLength(LETTERS)
        self.add.activated.connect(self._add)
        self._flow.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._tools)
        column.addWidget(self._why)
        column.addWidget(self.table, 1)
        column.addStretch()
        self.table.clicked.connect(self._select)
        self.table.activated.connect(self._select)
        self.setFocusProxy(self.table)

    def _offer(self, groups: Sequence[Group]) -> None:
        others = sorted(
            (group.name, group.worker)
            for group in groups
            if group.worker is not None and group.worker not in self._workers
        )
        if others != [
            (self.add.itemText(n), self.add.itemData(n)) for n in range(self.add.count())
        ]:
            self.add.clear()
            for name, worker in others:
                self.add.addItem(name, worker)
        self.add.setCurrentIndex(-1)
        self.add.setEnabled(bool(others) and len(self._workers) < MOST)
        full = tr("Four are compared at most: take one out first")
        self.add.setToolTip(full if len(self._workers) >= MOST else tr("Two to four at a time"))

    def _offer_removals(self, names: Sequence[tuple[WorkerId | None, str]]) -> None:
        for button in self.removals:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._flow.removeWidget(self.add)
        self.removals = [self._removal(worker, name) for worker, name in names]
        for button in self.removals:
            self._flow.addWidget(button)
        self._flow.addWidget(self.add)

    def _removal(self, worker: WorkerId | None, name: str) -> QPushButton:
        button = QPushButton(name)
        button.setProperty("worker", worker)
        button.setToolTip(tr("Take {name} out of the comparison", name=name))
        button.setAccessibleName(tr("Take {name} out of the comparison", name=name))
        set_icon(button, "x")
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.clicked.connect(lambda: self._remove(worker))
        return button

    def _add(self, place: int) -> None:
        worker = self.add.itemData(place)
        if worker is not None and len(self._workers) < MOST:
            self.wanted.emit((*self._workers, WorkerId(worker)))

    def _remove(self, worker: WorkerId | None) -> None:
        self.wanted.emit(tuple(each for each in self._workers if each != worker))

    def _select(self, current: QModelIndex) -> None:
        worker = self.model.worker(current.column()) if current.isValid() else None
        if worker is not None:
            self.selected.emit(worker)


class CompareTable(QTableView):
    """Columns of equal width, rows as high as their words."""

    def __init__(self, model: CompareModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setItemDelegate(_LoadRow(self))
        self.setAccessibleName(tr("Workers side by side"))
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        across, down = self.horizontalHeader(), self.verticalHeader()
        letter = self.fontMetrics().averageCharWidth()
        across.setMinimumSectionSize(LETTERS * letter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for header in (across, down):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        down.setMinimumSectionSize(LEAST_ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setCornerButtonEnabled(False)

    def fit(self) -> None:
        """Let each row be as high as its words need at the widths that the columns have."""
        if self.isVisible():
            self.resizeRowsToContents()

    def copy(self) -> None:
        """Copy everything as a table for Excel."""
        copy_rows(["", *self._lines.names], self._lines.texts())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _LoadRow(QStyledItemDelegate):
    """A bar over the words of a load."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group = index.data(GROUP_ROLE)
        if not isinstance(group, Group) or group.band is None:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        cell.rect = option.rect.adjusted(0, BAR + MARGIN, 0, 0)
        super().paint(painter, cell, index)
        box = QRectF(option.rect).adjusted(MARGIN, MARGIN, -MARGIN, 0)
        box.setHeight(BAR)
        paint_load(painter, box, group.share, group.band)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        extra = BAR + 2 * MARGIN if isinstance(index.data(GROUP_ROLE), Group) else MARGIN
        return QSize(hint.width(), max(LEAST_ROW, hint.height() + extra))


def _bold() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    return font

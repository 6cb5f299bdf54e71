"""The caseloads as a tree of two levels; the children of a group are made when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QGuiApplication
from typing_extensions import override

from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.caseload import Case, Group, mix_words
from ui.table_model import CODE_ROLE, LEFT, RIGHT, Column

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
GROUP_ROLE = Role.UserRole + 20
LOAD_COLUMN, POINTS_COLUMN = 1, 3


def group_columns() -> tuple[Column[Group], ...]:
    """What stands in the line of a worker."""
    return (
        Column(tr("Worker or child"), lambda group: group.name, is_bold=lambda _: True),
        Column(tr("Load"), _load, sort=lambda group: group.share),
        Column(
            tr("Range"),
            lambda group: group.range_words,
            align=RIGHT,
            about=tr("Within what the share lies, where something is not known"),
        ),
        Column(
            tr("Points"),
            _points,
            sort=lambda group: group.points,
            align=RIGHT,
            about=tr("Points of the cases, of the capacity for cases"),
        ),
        Column(
            tr("Room"),
            lambda group: "" if group.room is None else _signed(group.room),
            sort=lambda group: group.room,
            align=RIGHT,
            about=tr("Points of capacity that are free; below 0 it is exceeded"),
            hidden_by_default=True,
        ),
        Column(
            tr("Ch."),
            lambda group: str(len(group.children)),
            sort=lambda group: len(group.children),
            align=RIGHT,
            about=tr("Children held"),
        ),
        Column(
            tr("Fam."),
            lambda group: str(group.families),
            sort=lambda group: group.families,
            align=RIGHT,
            about=tr("Families (sibling groups) held"),
        ),
        Column(tr("To know, or what presses"), lambda group: group.facts),
        Column(tr("Case mix, or why"), lambda group: mix_words(group.mix)),
        Column(
            tr("Can take next"),
            lambda group: group.takes,
            about=tr("How many new cases fit up to the limit, of one kind or another"),
        ),
        Column(
            tr("New 7"),
            lambda group: str(group.new_week or ""),
            sort=lambda group: group.new_week,
            align=RIGHT,
            about=tr("Children new to this worker in the last 7 days"),
        ),
        Column(
            tr("New 28"),
            lambda group: str(group.new_month or ""),
            sort=lambda group: group.new_month,
            align=RIGHT,
            about=tr("Children new to this worker in the last 28 days"),
            hidden_by_default=True,
        ),
    )


def _signed(points: float) -> str:
    return terms.points(points).replace("-", "\u2212")


def _load(group: Group) -> str:
    if group.band is None:
        return ""
    if group.share is None:
        return tr("no capacity")
    return tr("{share} {band}", share=terms.percent(group.share), band=terms.term(group.band))


def _points(group: Group) -> str:
    used = terms.points(group.points)
    if group.capacity is None:
        return used
    return tr("{used} of {capacity}", used=used, capacity=terms.points(group.capacity))


CASE_TEXTS: tuple[Callable[[Case], str], ...] = (
    lambda case: case.name,
    lambda case: "" if case.state is None else terms.term(case.state),
    lambda _: "",
    lambda case: terms.points(case.points),
    lambda _: "",
    lambda _: "",
    lambda _: "",
    lambda case: "; ".join(filter(None, (case.was, case.pressing))),
    lambda case: case.why,
    lambda _: "",
    lambda _: "",
    lambda _: "",
)
"""A child's cells under the columns of the groups."""


class CaseloadModel(QAbstractItemModel):
    """Groups with their children. A child's index carries the place of its group."""

    def __init__(
        self, cases: Callable[[Group], tuple[Case, ...]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = group_columns()
        self._cases = cases
        self._given: tuple[Group, ...] = ()
        self._groups: list[Group] = []
        self._made: dict[str, tuple[Case, ...]] = {}
        self._sorted_by = -1
        self._order = Qt.SortOrder.DescendingOrder

    def show(self, groups: tuple[Group, ...]) -> None:
        """Show these groups."""
        self._given = groups
        self._arrange()

    def groups(self) -> list[Group]:
        """The groups as they stand."""
        return list(self._groups)

    def cases(self, group: Group) -> tuple[Case, ...]:
        """The children of a group, made the first time they are asked for."""
        if group.key not in self._made:
            self._made[group.key] = self._cases(group)
        return self._made[group.key]

    def group(self, index: Index) -> Group:
        """The group that an index, or its parent, stands for."""
        is_group = index.internalId() == 0
        return self._groups[index.row() if is_group else index.internalId() - 1]

    def case(self, index: Index) -> Case | None:
        """The child that an index stands for, None for a group."""
        if index.internalId() == 0:
            return None
        return self.cases(self.group(index))[index.row()]

    def texts(self, index: Index) -> list[str]:
        """All cells of a line."""
        return [self._text(index, column) for column in range(len(self.columns))]

    def described(self, index: Index) -> str:
        """A whole line in words: each heading that has something under it, and what."""
        pairs = zip(self.columns, self.texts(index), strict=True)
        return "; ".join(f"{column.title}: {text}" for column, text in pairs if text)

    @override
    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        rows = self.rowCount(parent) if parent.isValid() else len(self._groups)
        if not (0 <= row < rows and 0 <= column < len(self.columns)):
            return QModelIndex()  # a view asks for the first line of a list without any
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    @override
    def parent(self, index: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != 0 or parent.column() > 0:
            return 0
        group = self._groups[parent.row()]
        return len(group.children) + len(group.co_worked)

    @override
    def hasChildren(self, parent: Index = NOWHERE) -> bool:
        """Whether a line can be opened; Qt's own way asks for rows and columns, line by line."""
        return self.rowCount(parent) > 0

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return len(self.columns)

    @override
    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        match role:
            case Role.DisplayRole | Role.ToolTipRole:
                return self._text(index, index.column())
            case Role.TextAlignmentRole:
                return self.columns[index.column()].align
            case Role.AccessibleDescriptionRole if index.column() == 0:
                return self.described(index)
            case Role.FontRole if index.internalId() == 0 and index.column() == 0:
                return _bold()
            case _:
                return self._own_role(index, role)

    def _own_role(self, index: Index, role: int) -> Any:  # noqa: ANN401 - our own roles
        if role == GROUP_ROLE and index.internalId() == 0 and index.column() == LOAD_COLUMN:
            return self._groups[index.row()]
        if role == CODE_ROLE and index.column() == LOAD_COLUMN:
            case = self.case(index)
            return None if case is None else case.state
        return None

    def _text(self, index: Index, column: int) -> str:
        case = self.case(index)
        if case is not None:
            return CASE_TEXTS[column](case)
        return self.columns[column].text(self._groups[index.row()])

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Role.DisplayRole:
                return column.title
            case Role.TextAlignmentRole:
                return column.align if column.align == RIGHT else LEFT
            case Role.ToolTipRole:
                return column.about or column.title
            case _:
                return None

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the groups by a column; -1 brings back the order given."""
        self._sorted_by, self._order = column, order
        self._arrange()

    def _arrange(self) -> None:
        """Reset only where lines come, go or change places; otherwise what is open stays open."""
        before, after = self._groups, self._sort(list(self._given))
        if [_lines(group) for group in before] == [_lines(group) for group in after]:
            self._made.clear()
            self._groups = after
            self._announce()
            return
        self.beginResetModel()  # who asks now is still told of the lines of before
        self._made.clear()
        self._groups = after
        self.endResetModel()

    def _announce(self) -> None:
        """Have the lines painted again: one signal repaints what is open under them as well."""
        if self._groups:
            last = self.index(len(self._groups) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _sort(self, groups: list[Group]) -> list[Group]:
        if not 0 <= self._sorted_by < len(self.columns):
            return groups
        column = self.columns[self._sorted_by]
        by: Callable[[Group], Any] = column.sort or (lambda group: column.text(group).casefold())
        known = [group for group in groups if by(group) is not None]
        is_down = self._order is Qt.SortOrder.DescendingOrder
        known.sort(key=by, reverse=is_down)
        return known + [group for group in groups if by(group) is None]


def _lines(group: Group) -> tuple[object, ...]:
    return group.key, group.children, group.co_worked


def _bold() -> QFont:
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    return font

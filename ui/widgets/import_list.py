"""The imports that a workspace keeps, or that this session has seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from allocation_app.domain.trends import Figures
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.kept_imports import ImportRow, count, heaviest, heaviest_words
from ui.table_model import RIGHT, Column, TableModel
from ui.theme import set_icon
from ui.widgets.card import bare_column
from ui.widgets.table import Table
from ui.widgets.words import words

SHORT = 8  # letters of a fingerprint that tell imports apart


class ImportList(QWidget):
    """A row for each import, the latest first; the one that the plan is made on in bold.

    ``looking`` carries the row that is to be looked at, ``deleting`` the one that is to go.
    """

    looking = Signal(object)
    deleting = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table("history_imports", TableModel(_columns(), lambda row: row.number))
        self.look_button = QPushButton(tr("&Look at it…"))
        self.delete_button = QPushButton(tr("&Delete this import…"))
        self.told = words(is_muted=True)
        self._build()

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """Show these imports."""
        self.table.show_rows(rows)
        self._follow()

    def set_empty_text(self, text: str) -> None:
        """What stands in place of the imports while there are none."""
        self.table.set_empty_text(text)

    def _build(self) -> None:
        set_icon(self.look_button, "history")
        set_icon(self.delete_button, "trash-2")
        self.look_button.setToolTip(tr("Its children as they stood on its day (Enter)"))
        self.look_button.setAccessibleName(tr("Look at this import"))
        self.delete_button.setAccessibleName(tr("Delete this import"))
        self.table.view.setAccessibleName(tr("Imports"))
        self.table.columns.keep_whole(0)  # a day that is cut short is no day
        self.table.add_tool(self.look_button)
        self.table.add_tool(self.delete_button)
        column = bare_column(self)
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        self.setFocusProxy(self.table)
        self.look_button.clicked.connect(self._look)
        self.delete_button.clicked.connect(self._delete)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        self.table.activated.connect(self.looking)
        self.table.offer(self._actions)
        self.table.view.selectionModel().selectionChanged.connect(self._follow)
        self._follow()

    def _chosen(self) -> ImportRow | None:
        """The one row that is marked."""
        rows = self.table.marked()
        return rows[0] if len(rows) == 1 else None

    def _follow(self) -> None:
        row = self._chosen()
        stays = "" if row is None else row.stays
        self.look_button.setEnabled(row is not None)
        self.delete_button.setEnabled(row is not None and not stays)
        why = stays or tr("Take it out of the history, with what it said (Del)")
        self.delete_button.setToolTip(why)
        self.delete_button.setAccessibleDescription(why)
        self.told.setText(stays)
        self.told.setVisible(bool(stays))

    def _look(self) -> None:
        row = self._chosen()
        if row is not None:
            self.looking.emit(row)

    def _delete(self) -> None:
        row = self._chosen()
        if row is not None and not row.stays:
            self.deleting.emit(row)

    def _actions(self, row: ImportRow) -> list[QAction]:
        look = QAction(tr("&Look at it…"), self)
        look.triggered.connect(lambda: self.looking.emit(row))
        delete = QAction(tr("&Delete this import…"), self)
        delete.triggered.connect(lambda: self.deleting.emit(row))
        delete.setEnabled(not row.stays)
        return [look, delete]


def _columns() -> list[Column[ImportRow]]:
    return [
        Column(
            tr("As at"),
            lambda row: (
                tr("{day} (open)", day=terms.plain_day(row.as_at))
                if row.is_open
                else terms.plain_day(row.as_at)
            ),
            sort=lambda row: row.as_at,
            is_bold=lambda row: row.is_open,
        ),
        _counted(tr("Children"), lambda of: of.children),
        _counted(tr("Unallocated"), lambda of: of.unallocated),
        _counted(tr("Children late"), lambda of: of.late_children),
        Column(
            tr("Heaviest load"),
            lambda row: heaviest_words(row.figures),
            sort=lambda row: heaviest(row.figures),
            align=RIGHT,
        ),
        Column(
            tr("Gap before"),
            lambda row: row.gap,
            tone=lambda _: "due_soon",
            about=tr("More than ten days without an import: what was then, nobody can say"),
        ),
        Column(tr("Added"), lambda row: row.added, sort=lambda row: row.number),
        Column(tr("By"), lambda row: row.by),
        Column(tr("Files"), lambda row: row.sources),
        Column(
            tr("Fingerprint"),
            lambda row: row.fingerprint[:SHORT],
            tip=lambda row: row.fingerprint,
            about=tr("Tells imports apart; it stands in every export that rests on it"),
            hidden_by_default=True,
        ),
    ]


def _counted(title: str, of: Callable[[Figures], int]) -> Column[ImportRow]:
    def value(row: ImportRow) -> int | None:
        return None if row.figures is None else of(row.figures)

    return Column(title, lambda row: count(value(row)), sort=value, align=RIGHT)

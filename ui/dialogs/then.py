"""What an earlier import said, as a list to read and to copy; nothing is changed by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.children_then import ChildThen
from ui.rows.then import ThenRow
from ui.table_model import LEFT, RIGHT, Column, TableModel
from ui.widgets.fitting import fit
from ui.widgets.table import Table
from ui.widgets.words import title, words

SIZE = (52, 32)  # times the height of a line


class ThenDialog(QDialog):
    """One list of one day. It blocks nothing but the window, and closes with Esc.

    The day stands in the title, above the list, and in words beside the day that is open.
    """

    def __init__(
        self,
        what: str,
        day: date,
        opened: date,
        table: Table[Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        said = tr("{title}, as at {day}", title=what, day=terms.day(day))
        self.setWindowTitle(said)
        self.table = table
        self.told = words(_told(day, opened))
        self.told.setProperty("look", "doubt")
        table.view.setAccessibleName(said)
        box = QDialogButtonBox()
        close = box.addButton(tr("&Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName(tr("Close"))
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title(said))
        column.addWidget(self.told)
        column.addWidget(table, 1)
        column.addWidget(box)
        fit(self, *SIZE)
        table.setFocus()


def lines(rows: Sequence[ThenRow]) -> Table[ThenRow]:
    """What stood behind a point of a picture, as a list."""
    side = RIGHT if any(row.figure[:1].isdigit() for row in rows) else LEFT
    columns = (
        Column[ThenRow](tr("Who"), lambda row: row.who),
        Column[ThenRow](tr("What"), lambda row: row.what),
        Column[ThenRow](tr("How much"), lambda row: row.figure, align=side),
    )
    table = Table("history_then", TableModel(columns, lambda row: row.number))
    return _filled(table, rows)


def children(rows: Iterable[ChildThen]) -> Table[ChildThen]:
    """The children of an import, as a list."""
    columns = (
        Column[ChildThen](tr("Child"), lambda row: row.name),
        Column[ChildThen](tr("Case"), lambda row: row.status),
        Column[ChildThen](tr("Worker then"), lambda row: row.holder),
        Column[ChildThen](
            tr("Unallocated then for"),
            lambda row: row.waits,
            sort=lambda row: row.waited,
            align=RIGHT,
        ),
        Column[ChildThen](tr("Why unallocated"), lambda row: row.why),
    )
    table = Table("history_import", TableModel(columns, lambda row: row.child))
    table.columns.keep_whole(0)
    return _filled(table, rows)


def _filled(table: Table[Any], rows: Iterable[object]) -> Table[Any]:
    table.set_empty_text(tr("Nobody and nothing, by this import."))
    table.show_rows(rows)
    return table


def _told(day: date, opened: date) -> str:
    """Which day it is of, and that it is not the one that is open."""
    return tr(
        "This is how it stood on {day}, {before}. Nothing in it is of today: it is the import"
        " alone, without any plan, by the weights and rules in force now. It is only to be read.",
        day=terms.day(day),
        before=_before(day, opened),
    )


def _before(day: date, opened: date) -> str:
    n = (opened - day).days
    if n == 0:
        return tr("by another import of the day that is open")
    if n < 0:
        return tr("after the import that is open ({opened})", opened=terms.day(opened))
    return trn(
        "{n} day before the import that is open ({opened})",
        "{n} days before the import that is open ({opened})",
        n,
        opened=terms.day(opened),
    )

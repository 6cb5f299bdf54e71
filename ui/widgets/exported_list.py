"""What was exported on this computer, from its record: to be looked up, sorted and copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.settings.exports_made import Made, exports_made
from allocation_app.wording.translate import tr
from ui.rows.exported import ExportRow, export_rows
from ui.table_model import RIGHT, Column, TableModel
from ui.theme import set_icon
from ui.widgets.table import Table
from ui.widgets.words import words

WHEN, WHAT = 0, 1  # the columns that nobody can do without


class ExportedList(QWidget):
    """The record, read anew whenever it comes into sight; ``made`` is where it is read from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table("exported", TableModel(_columns(), lambda row: row.number))
        self.copy = QPushButton(tr("Copy the &list"))
        self.made: Callable[[], Sequence[Made]] = exports_made
        self._build()

    def refresh(self) -> None:
        """Show what is on record now."""
        rows = export_rows(self.made())
        self.table.show_rows(rows)
        self.copy.setEnabled(bool(rows))

    def copy_all(self) -> None:
        """Copy every row that is shown, with the headings."""
        self.table.view.selectAll()
        self.table.copy()

    def _build(self) -> None:
        self.table.view.setAccessibleName(tr("What was exported"))
        for whole in (WHEN, WHAT):
            self.table.columns.keep_whole(whole)
        self.table.set_empty_text(
            tr("Nothing was exported on this computer yet. Ctrl+E exports what is open.")
        )
        self.copy.setToolTip(tr("Copy the rows that are shown, to paste into Excel as a table"))
        set_icon(self.copy, "copy")
        self.copy.clicked.connect(self.copy_all)
        self.table.add_tool(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        note = tr(
            "Kept on this computer for this user; it says when and what, never whom or where."
        )
        column.addWidget(words(note, is_muted=True))
        column.addWidget(self.table, 1)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _columns() -> list[Column[ExportRow]]:
    return [
        Column(tr("When"), lambda row: row.when, sort=lambda row: row.at),
        Column(tr("What"), lambda row: row.what),
        Column(tr("Form"), lambda row: row.form),
        Column(
            tr("Children"),
            lambda row: str(row.children),
            sort=lambda row: row.children,
            align=RIGHT,
            about=tr("How many different children it was about"),
        ),
        Column(tr("Children by"), lambda row: row.naming),
        Column(tr("Password"), lambda row: row.protection),
        Column(
            tr("Import"),
            lambda row: row.source,
            about=tr("The first letters of the fingerprint of what it was made of"),
        ),
    ]

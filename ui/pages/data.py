"""What was imported from where, what is wrong and what is missing in it; what left the tool."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.errors import Severity
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.imported import (
    ColumnRow,
    SheetRow,
    column_rows,
    sheet_rows,
)
from ui.rows.rules import named
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.card import page_column
from ui.widgets.exported_list import ExportedList
from ui.widgets.heading import Heading
from ui.widgets.missing_list import MissingList
from ui.widgets.page import Page
from ui.widgets.pill import PillDelegate
from ui.widgets.plain_table import PlainTable
from ui.widgets.problem_list import ProblemList
from ui.widgets.table import Table

PROBLEMS, MISSING, FILES, EXPORTED = range(4)
MOST_SHEETS = 6


class DataPage(Page):
    """Where the figures come from, and what is wrong or missing in it.

    ``saving`` asks to save problems (those that are shown) and missing details as a workbook,
    ``correcting`` to read the files again with other meanings of their columns.
    """

    saving = Signal(object)
    correcting = Signal()

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.heading = Heading(self.title)
        self.problems = ProblemList(store)
        self.missing = MissingList(store)
        self.sheets = sheets_table()
        self.columns = Table(
            "columns",
            TableModel(
                list(column_columns()), lambda row: (row.file, row.sheet, row.heading, row.field)
            ),
        )
        self.exported = ExportedList()
        self.correct = QPushButton(tr("Correct the columns…"))
        self.tabs = QTabWidget()
        self.setFocusProxy(self.tabs)
        self._build()

    @property
    @override
    def title(self) -> str:
        return tr("Data")

    @override
    def count(self) -> int | None:
        """Problems that somebody should look at; notes are not among them."""
        reading = self.store.reading
        if reading is None:
            return None
        return sum(problem.severity is not Severity.NOTE for problem in reading.problems)

    def _build(self) -> None:
        self.columns.view.setAccessibleName(tr("How each column was read"))
        self.columns.view.setItemDelegate(PillDelegate(self.columns.view))
        self.correct.setToolTip(tr("Read the files again and say what each column is"))
        self.correct.clicked.connect(self.correcting)
        self.columns.add_tool(self.correct)
        self.tabs.addTab(self.problems, tr("Problems"))
        self.tabs.addTab(self.missing, tr("Missing details"))
        self.tabs.addTab(_tab(self.sheets, self.columns), tr("Files and columns"))
        self.tabs.addTab(self.exported, tr("What was exported"))
        self.tabs.setAccessibleName(tr("Problems, missing details, files, exports"))
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.tabs, 1)
        self.problems.saving.connect(self._ask_to_save)

    @override
    def refresh(self) -> None:
        reading = self.store.reading
        hide = self.store.names_hidden
        files = () if reading is None else reading.files
        self.sheets.show_rows(sheet_rows(files))
        self.sheets.setVisible(bool(files))
        self.correct.setEnabled(bool(files))
        self.columns.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
        self.columns.show_rows(column_rows(files, hide_names=hide))
        self.problems.refresh()
        self._count(PROBLEMS, tr("Problems"), len(self.problems.rows))
        self._count(MISSING, tr("Missing details"), self.missing.refresh())
        self._say_head()

    def _count(self, tab: int, name: str, amount: int) -> None:
        self.tabs.setTabText(tab, tr("{name} ({n})", name=name, n=amount) if amount else name)

    def _say_head(self) -> None:
        review, reading = self.store.review, self.store.reading
        if review is None or reading is None:
            self.heading.say("")
            return
        files = trn("{n} file", "{n} files", len(reading.files))
        self.heading.say(
            tr(
                "{files}, as at {day} · rules: {rules}, version {version}",
                files=files,
                day=terms.day(review.snapshot.as_at),
                rules=named(review.rules),
                version=review.rules.version,
            )
        )

    def _ask_to_save(self) -> None:
        self.saving.emit([row.problem for row in self.problems.shown()])

    @override
    def seek(self) -> None:
        lines = {MISSING: self.missing.table.filter_line, FILES: self.columns.filter_line}
        lines[EXPORTED] = self.exported.table.filter_line
        line = lines.get(self.tabs.currentIndex())
        if line is None:
            self.tabs.setCurrentIndex(PROBLEMS)
            line = self.problems.table.filter_line
        line.setFocus()

    @override
    def clear(self) -> bool:
        tables = (self.missing.table, self.columns, self.exported.table)
        lines = [table.filter_line for table in tables]
        had = any(line.text() for line in lines)
        for line in lines:
            line.clear()
        return self.problems.clear() or had


def _tab(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(8, 8, 8, 8)
    for part in parts:
        column.addWidget(part)
    if not isinstance(parts[-1], Table):
        column.addStretch(1)
    return holder


def sheets_table() -> PlainTable[SheetRow]:
    """The files and sheets that were read."""
    columns = (
        Column[SheetRow](tr("File"), lambda row: row.file),
        Column[SheetRow](tr("Kind"), lambda row: row.kind),
        Column[SheetRow](tr("Sheet"), lambda row: row.sheet),
        Column[SheetRow](tr("Taken for"), _layout_words),
        Column[SheetRow](
            tr("Headings in row"),
            lambda row: "–" if row.header_row is None else str(row.header_row),
            align=RIGHT,
        ),
        Column[SheetRow](tr("Rows"), lambda row: str(row.rows), align=RIGHT),
        Column[SheetRow](
            tr("Columns used"),
            lambda row: tr("{used} of {all}", used=row.columns_used, all=row.columns),
            align=RIGHT,
        ),
    )
    table = PlainTable(columns, lambda row: (row.file, row.number), stretch=3, most=MOST_SHEETS)
    table.setAccessibleName(tr("Files and sheets"))
    return table


def _layout_words(row: SheetRow) -> str:
    from ui.rows.meanings import layout_name  # its readers are there with the first row

    match row.layout:
        case "":
            return tr("no table found")
        case "unknown":
            return tr("not known: say in “Columns” what it is")
        case layout:
            return layout_name(layout)


def column_columns() -> tuple[Column[ColumnRow], ...]:
    """How each column was read."""
    return (
        Column(tr("Sheet"), lambda row: row.sheet),
        Column(tr("Heading"), lambda row: row.heading),
        Column(tr("Read as"), lambda row: row.field or tr("not used")),
        Column(tr("How"), lambda row: row.how),
        Column(tr("Samples"), lambda row: row.samples),
        Column(tr("File"), lambda row: row.file),
    )

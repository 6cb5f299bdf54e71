"""What was imported from where, how each column was read, and every problem with what to do."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QTabWidget, QVBoxLayout, QWidget
from typing_extensions import override

from allocation_app.errors import Severity
from allocation_app.wording import problems as problem_words
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.imported import (
    ColumnRow,
    ProblemRow,
    Setting,
    SheetRow,
    column_rows,
    policy_label,
    problem_rows,
    problems_csv,
    settings_rows,
    sheet_rows,
)
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.card import page_column
from ui.widgets.heading import Heading
from ui.widgets.page import Page
from ui.widgets.pill import PillDelegate
from ui.widgets.plain_table import PlainTable
from ui.widgets.table import Table
from ui.widgets.words import words

PROBLEMS, COLUMNS, WEIGHTS = range(3)
MOST_SHEETS = 6
SEVERITIES = list(Severity)


class DataPage(Page):
    """Where the figures come from."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._problems: tuple[ProblemRow, ...] = ()
        self.heading = Heading(self.title)
        self.sheets = sheets_table()
        self.problems = Table(
            "problems", TableModel(list(problem_columns()), lambda row: row.number)
        )
        self.columns = Table(
            "columns",
            TableModel(
                list(column_columns()), lambda row: (row.file, row.sheet, row.heading, row.field)
            ),
        )
        self.weights = weights_table()
        self.severities = QComboBox()
        self.export = QPushButton(tr("Save the list…"))
        self._policy = words()
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
        self.severities.addItem(tr("Every kind"), None)
        for severity in SEVERITIES:
            word = tr(problem_words.SEVERITIES[severity])
            self.severities.addItem(word[:1].upper() + word[1:], severity.value)
        self.severities.setAccessibleName(tr("Kind of problem"))
        self.severities.setToolTip(tr("Show one kind of problem only"))
        self.severities.currentIndexChanged.connect(self._show_problems)
        self.export.setToolTip(tr("Save the problems that are shown as a CSV file"))
        self.export.clicked.connect(self._ask_where)
        self.problems.add_tool(self.severities)
        self.problems.add_tool(self.export)
        self.problems.view.setAccessibleName(tr("Problems of the import"))
        self.problems.view.setItemDelegate(PillDelegate(self.problems.view))
        self.columns.view.setAccessibleName(tr("How each column was read"))
        self.columns.view.setItemDelegate(PillDelegate(self.columns.view))
        self.tabs.addTab(_tab(self.problems), tr("Problems"))
        self.tabs.addTab(_tab(self.columns), tr("Columns"))
        self.tabs.addTab(_tab(self._policy, self.weights), tr("Weights and bands"))
        self.tabs.setAccessibleName(tr("Problems, columns, weights"))
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.sheets)
        column.addWidget(self.tabs, 1)

    @override
    def refresh(self) -> None:
        reading, review = self.store.reading, self.store.review
        hide = self.store.names_hidden
        files = () if reading is None else reading.files
        self.sheets.show_rows(sheet_rows(files))
        self.sheets.setVisible(bool(files))
        self.columns.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
        self.columns.show_rows(column_rows(files, hide_names=hide))
        found = () if reading is None else reading.problems
        self._problems = problem_rows(found, hide_names=hide)
        self._policy.setText("" if review is None else policy_label(review.policy))
        self.weights.show_rows(() if review is None else settings_rows(review.policy))
        self._say_head()
        self._show_problems()

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
                rules=review.rules.name.title(),
                version=review.rules.version,
            )
        )
        problems = tr("Problems ({n})", n=len(self._problems))
        self.tabs.setTabText(PROBLEMS, problems if self._problems else tr("Problems"))

    def _show_problems(self, *_: object) -> None:
        wanted = self.severities.currentData()
        if self.store.reading is None:
            self.problems.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
        elif self._problems:
            self.problems.set_empty_text(tr("No problem of this kind."))
        else:
            self.problems.set_empty_text(tr("Everything could be read."))
        shown = [row for row in self._problems if wanted in {None, row.problem.severity.value}]
        shown.sort(key=_worst_first)
        self.problems.show_rows(shown)
        self.export.setEnabled(bool(shown))

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save the list of problems"), "problems.csv", tr("CSV (*.csv)")
        )
        if name:
            self.save_problems(Path(name))

    def save_problems(self, path: Path) -> None:
        """Write the problems that are shown, for whoever mends the spreadsheet."""
        text = problems_csv(self.problems.model.rows())
        # With a byte order mark, or Excel takes the Welsh letters for something else.
        path.write_text(text, encoding="utf-8-sig", newline="")

    @override
    def seek(self) -> None:
        table = self.columns if self.tabs.currentIndex() == COLUMNS else self.problems
        self.tabs.setCurrentIndex(COLUMNS if table is self.columns else PROBLEMS)
        table.filter_line.setFocus()

    @override
    def clear(self) -> bool:
        texts = [self.problems.filter_line.text(), self.columns.filter_line.text()]
        had = self.severities.currentIndex() > 0 or any(texts)
        self.severities.setCurrentIndex(0)
        self.problems.filter("")
        self.columns.filter("")
        return had


def _worst_first(row: ProblemRow) -> int:
    return SEVERITIES.index(row.problem.severity)


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
    table = PlainTable(columns, lambda row: (row.file, row.sheet), stretch=3, most=MOST_SHEETS)
    table.setAccessibleName(tr("Files and sheets"))
    return table


def _layout_words(row: SheetRow) -> str:
    match row.layout:
        case "":
            return tr("no table found")
        case "children":
            return tr("children, a row each")
        case "workers":
            return tr("staff list")
        case layout if layout.startswith(ANNEX_A):
            return tr("Annex A, list {n}", n=layout.removeprefix(ANNEX_A))
        case layout:
            return layout


ANNEX_A = "annex_a_list_"


def problem_columns() -> tuple[Column[ProblemRow], ...]:
    """The problems: how bad, where, what was there, what to do."""
    return (
        Column(
            tr("Kind"),
            lambda row: row.severity,
            sort=lambda row: SEVERITIES.index(row.problem.severity),
            code=lambda row: row.problem.severity,
        ),
        Column(tr("File"), lambda row: row.file),
        Column(tr("Place"), lambda row: row.place),
        Column(tr("Heading"), lambda row: row.heading),
        Column(tr("Value"), lambda row: row.value),
        Column(tr("What to do"), lambda row: row.message),
    )


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


def weights_table() -> PlainTable[Setting]:
    """The weights, capacity, bands and aims in force."""
    columns = (
        Column[Setting](tr("What"), lambda row: row.heading),
        Column[Setting](tr("In force"), lambda row: row.words),
    )
    table = PlainTable(columns, lambda row: row.heading, stretch=1, most=18)
    table.setAccessibleName(tr("Weights and bands"))
    return table

"""Every problem of the import: by group and weight, each with its row and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QSplitter, QVBoxLayout, QWidget

from allocation_app.domain.people import ChildId
from allocation_app.errors import Severity
from allocation_app.wording import problem_groups as groups
from allocation_app.wording import problems as problem_words
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.problems import SEVERITIES, ProblemRow, cell_rows, group_counts, problem_rows
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.widgets.group_bar import GroupBar
from ui.widgets.page import KEEPS
from ui.widgets.pill import PillDelegate
from ui.widgets.source_row import SourceRowView
from ui.widgets.table import Table


class ProblemList(QWidget):
    """The list, narrowed by group and severity; ``saving`` asks to save what is shown."""

    saving = Signal()

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._rows: tuple[ProblemRow, ...] = ()
        self.groups = GroupBar()
        self.severities = QComboBox()
        self.table = Table("problems", TableModel(list(problem_columns()), lambda row: row.key))
        self.save = QPushButton(tr("Save as &workbook…"))
        self.source = SourceRowView()
        self._build()

    @property
    def rows(self) -> tuple[ProblemRow, ...]:
        """All problems, whatever is shown of them."""
        return self._rows

    def shown(self) -> list[ProblemRow]:
        """The problems that the filters let through."""
        return self.table.model.rows()

    def _build(self) -> None:
        self.severities.addItem(tr("Every kind"), None)
        for severity in SEVERITIES:
            word = tr(problem_words.SEVERITIES[severity])
            self.severities.addItem(terms.first_up(word), severity.value)
        self.severities.setProperty(KEEPS, "severity")
        self.severities.setAccessibleName(tr("Kind of problem"))
        self.severities.setToolTip(tr("Show one kind of problem only"))
        self.save.setAccessibleName(tr("Save as workbook"))
        self.save.setToolTip(tr("Save the problems that are shown, and what is missing, for Excel"))
        self.table.add_tool(self.severities)
        self.table.add_tool(self.save)
        self.table.view.setAccessibleName(tr("Problems of the import"))
        self.table.view.setItemDelegate(PillDelegate(self.table.view))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.source)
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.groups)
        column.addWidget(parts, 1)
        self.groups.chosen.connect(self._narrow)
        self.severities.currentIndexChanged.connect(self._narrow)
        self.table.selected.connect(self._show_source)
        self.table.activated.connect(self._open)
        self.save.clicked.connect(self.saving)
        self.source.child_wanted.connect(self._open_child)

    def refresh(self) -> None:
        """Show the problems of what is open."""
        reading = self._store.reading
        found = () if reading is None else reading.problems
        self._rows = problem_rows(found, hide_names=self._store.names_hidden)
        self._narrow()

    def clear(self) -> bool:
        """Take every filter off; tells whether there were any."""
        had = self.severities.currentIndex() > 0 or bool(self.table.filter_line.text())
        had = had or self.groups.wanted is not None
        self.severities.setCurrentIndex(0)
        self.table.filter("")
        self.groups.choose(None)
        return had

    def _narrow(self, *_: object) -> None:
        weight = self.severities.currentData()
        heavy = [row for row in self._rows if weight in {None, row.problem.severity.value}]
        self.groups.show_counts(group_counts(heavy))
        wanted = self.groups.wanted
        shown = [row for row in heavy if wanted in {None, groups.group(row.problem)}]
        self.table.set_empty_text(self._empty_text())
        self.table.show_rows(shown)
        self.save.setEnabled(bool(self._rows))
        self._show_source(self.table.current())

    def _empty_text(self) -> str:
        if self._store.reading is None:
            return tr("Nothing is open yet. Open a spreadsheet with Ctrl+O.")
        if self._rows:
            return tr("No problem of this kind.")
        return tr("Everything could be read.")

    def _show_source(self, row: ProblemRow | None) -> None:
        reading = self._store.reading
        if row is None or reading is None:
            self.source.show_problem(None, (), "", "")
            return
        hide = self._store.names_hidden
        child = self._child(row)
        self.source.show_problem(
            row, cell_rows(reading, row.problem, hide_names=hide), child, child
        )

    def _child(self, row: ProblemRow) -> str:
        """The child that a problem is about, if it is one of those that are open."""
        reading = self._store.reading
        if reading is None:
            return ""
        problem = row.problem
        source = None
        if problem.row is not None:
            source = reading.rows.get((problem.file, problem.sheet, problem.row))
        asked = problem.details.get("child", "") or ("" if source is None else source.child)
        return asked if ChildId(asked) in reading.snapshot.children else ""

    def _open(self, row: ProblemRow) -> None:
        self._open_child(self._child(row))

    def _open_child(self, child: str) -> None:
        if child:
            self._store.select_child(ChildId(child))


def problem_columns() -> tuple[Column[ProblemRow], ...]:
    """The problems: how bad, of which group, where, what was there, what to do."""
    return (
        Column(
            tr("Kind"),
            lambda row: row.severity,
            sort=lambda row: SEVERITIES.index(row.problem.severity),
            code=_severity,
        ),
        Column(tr("Group"), lambda row: row.group, hidden_by_default=True),
        Column(tr("File"), lambda row: row.file),
        Column(tr("Place"), lambda row: row.place),
        Column(tr("Heading"), lambda row: row.heading),
        Column(tr("Value"), lambda row: row.value),
        Column(tr("What to do"), lambda row: row.message, tip=lambda row: row.message),
    )


def _severity(row: ProblemRow) -> Severity:
    return row.problem.severity

"""The plan against later data: each step with what became of it, and what nobody planned."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from allocation_app.domain.reconciling import Outcome, Reconciliation
from allocation_app.wording import reconciled as wording
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.reconciled import ICONS, ReconciledRow, reconciled_rows
from ui.table_model import Column, TableModel
from ui.widgets.row_heights import RowHeights
from ui.widgets.table import Table
from ui.widgets.words import words

TONES = {
    Outcome.DIFFERENTLY: "due_soon",
    Outcome.NOT_POSSIBLE: "late",
    Outcome.CHILD_GONE: "late",
    Outcome.DONE: "in_time",
}


class AgainstPlan(QWidget):
    """A sentence of amounts, and a table that can be narrowed to one outcome.

    ``exporting`` asks for all of it as a document.
    """

    exporting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ReconciledRow, ...] = ()
        self.said = words(is_bold=True)
        self.table = Table("reconciled", TableModel(_columns(), lambda row: row.number))
        self.outcomes = QComboBox()
        self.outcomes.setAccessibleName(tr("What became of it"))
        self.outcomes.setToolTip(tr("Show one outcome only"))
        self.outcomes.currentIndexChanged.connect(self._narrow)
        self.table.add_tool(self.outcomes)
        self.export = QPushButton(tr("&Export…"))
        self.export.setAccessibleName(tr("Export the plan and its outcome"))
        self.export.setToolTip(tr("Hand this list round: as a workbook, a page or a table"))
        self.export.setAutoDefault(False)
        self.export.clicked.connect(self.exporting.emit)
        self.table.add_tool(self.export)
        self.table.view.setAccessibleName(tr("Against the plan"))
        self.table.set_empty_text(tr("No step has all of these words."))
        self.table.columns.keep_whole(0)
        RowHeights(self.table.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_found(self, found: Reconciliation, *, hide_names: bool) -> None:
        """Show what later data say of a plan; the filter stays where it still has something."""
        self._rows = reconciled_rows(found, hide_names=hide_names)
        self.said.setText(wording.headline(found))
        chosen = self.outcomes.currentData()
        self.outcomes.blockSignals(True)
        self.outcomes.clear()
        self.outcomes.addItem(tr("Every outcome"), None)
        for code, n in found.counts.items():
            word = terms.first_up(wording.outcome(code))
            self.outcomes.addItem(tr("{word} ({n})", word=word, n=n), code.value)
        self.outcomes.setCurrentIndex(max(0, self.outcomes.findData(chosen)))
        self.outcomes.blockSignals(False)
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.outcomes.currentData()
        self.table.show_rows(row for row in self._rows if wanted in {None, row.outcome.value})


def _columns() -> list[Column[ReconciledRow]]:
    return [
        Column(
            tr("Outcome"),
            lambda row: row.word,
            sort=lambda row: [*Outcome].index(row.outcome),
            picture=lambda row: ICONS[row.outcome],
            tone=lambda row: TONES.get(row.outcome),
            tip=lambda row: wording.meaning(row.outcome),
        ),
        Column(tr("Child or worker"), lambda row: row.who),
        Column(tr("Planned"), lambda row: row.planned),
        Column(tr("The new files say"), lambda row: row.said),
        Column(tr("In the plan"), lambda row: row.becomes),
        Column(tr("Reason"), lambda row: row.reason),
    ]

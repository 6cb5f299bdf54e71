"""Which child can't be judged by which rule, for want of which date: a worklist."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allocation_app.wording.translate import tr
from ui.rows.missing import MissingRow, missing_rows
from ui.store import PlanStore
from ui.table_model import Column, TableModel
from ui.widgets.table import Table
from ui.widgets.words import words


class MissingList(QWidget):
    """A row a missing fact; choosing one shows the child."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.table = Table(
            "missing",
            TableModel(
                list(missing_columns()),
                lambda row: (row.detail.child, row.detail.worker, row.detail.what),
            ),
        )
        self.table.view.setAccessibleName(tr("Missing details"))
        lead = tr("What is missing makes a rule answer “cannot tell”, never “in time”.")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(words(lead, is_muted=True))
        column.addWidget(self.table, 1)
        self.table.selected.connect(self._select)
        self.table.activated.connect(self._select)
        self.table.let_carry(lambda row: row.detail.child, store)

    def refresh(self) -> int:
        """Show what is missing in the plan as it stands; tells how much."""
        review = self._store.review
        rows = () if review is None else missing_rows(review, self._store)
        if review is None:
            self.table.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
        else:
            self.table.set_empty_text(tr("Nothing is missing: every rule could be asked."))
        self.table.show_rows(rows)
        return len(rows)

    def _select(self, row: MissingRow) -> None:
        if row.detail.child is not None:
            self._store.select_child(row.detail.child)
        elif row.detail.worker is not None:
            self._store.select_worker(row.detail.worker)


def missing_columns() -> tuple[Column[MissingRow], ...]:
    """Whose record, what is missing in it, who can fill it in, and which rules wait for it."""
    return (
        Column(tr("ID"), lambda row: row.about),
        Column(tr("Name"), lambda row: row.who),
        Column(tr("Missing"), lambda row: row.what),
        Column(tr("Held by"), lambda row: row.holder),
        Column(tr("Team"), lambda row: row.team, hidden_by_default=True),
        Column(tr("Rules that can't tell"), lambda row: row.rules, tip=lambda row: row.rules),
    )

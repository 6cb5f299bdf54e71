"""What the next four weeks hold for the worker that is shown, a row a day and a child."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from allocation_app.domain.people import WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.worker_plan import Coming, coming
from ui.table_model import Column
from ui.widgets.later import Later
from ui.widgets.link import Link
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import words

FIRST = 8  # rows shown at once


class ComingWork(Later):
    """The soonest first. ``child_chosen`` leads to the child of a row."""

    child_chosen = Signal(object)

    def __init__(self, review: Review, worker: WorkerId, *, hide_names: bool) -> None:
        super().__init__()
        self._review, self._worker, self._hide_names = review, worker, hide_names
        self._rows: tuple[Coming, ...] = ()
        self.none = words(tr("One moment…"), is_muted=True)
        self.table = PlainTable(columns(), lambda row: row.key, stretch=2, wraps=True)
        self.table.setAccessibleName(tr("Coming four weeks"))
        self.table.chosen.connect(self._choose)
        self.more = Link("")
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.none, self.table, self.more):
            column.addWidget(part)
        self.table.hide()
        self.more.hide()

    @override
    def fill(self) -> None:
        self._rows = coming(self._review, self._worker, hide_names=self._hide_names)
        self.table.show_rows(self._rows[:FIRST])
        self.table.setVisible(bool(self._rows))
        self.none.setText(tr("Nothing is arranged or falls due."))
        self.none.setVisible(not self._rows)
        rest = len(self._rows) - FIRST
        self.more.say(trn("Show {n} more", "Show {n} more", max(0, rest)))
        self.more.setVisible(rest > 0)

    def _show_all(self) -> None:
        self.table.show_rows(self._rows)
        self.more.hide()
        self.table.setFocus()

    def _choose(self, row: Coming) -> None:
        if row.child is not None:
            self.child_chosen.emit(row.child)


def columns() -> tuple[Column[Coming], ...]:
    """Day, child, what: a fact a column."""
    return (
        Column(tr("Day"), lambda row: terms.short_day(row.day)),
        Column(tr("Child"), lambda row: row.name, is_bold=lambda _: True),
        Column(tr("What"), lambda row: terms.first_up(row.what)),
    )

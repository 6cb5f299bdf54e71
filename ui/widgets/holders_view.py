"""Search a child, and see who had it: when, who, why, and what was known at that moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QWidget

from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.held_over import ChildRow, TimeRow
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.widgets.card import Card, bare_column
from ui.widgets.plain_table import PlainTable
from ui.widgets.table import Table
from ui.widgets.timeline import Timeline
from ui.widgets.words import one_line, title

MOST = 8  # times of one child before the table scrolls


class HoldersView(QWidget):
    """``chosen`` carries the child that is looked at."""

    chosen = Signal(object)

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table("history_children", TableModel(_columns(), lambda row: row.child))
        self.name = title()
        self.said = one_line(is_muted=True)
        self.line = Timeline()
        self.times = _times()
        self._below, self._area = Card(), QScrollArea()
        self._build(store)

    def show_rows(self, rows: Sequence[ChildRow]) -> None:
        """Show these children."""
        self.table.show_rows(rows)

    def set_empty_text(self, text: str) -> None:
        """What stands in place of the children while there are none."""
        self.table.set_empty_text(text)

    def show_times(
        self, row: ChildRow | None, rows: Sequence[TimeRow], days: Sequence[date]
    ) -> None:
        """Show the holders of one child, or of none."""
        self._area.setVisible(row is not None)
        if row is None:
            return
        self.table.select(row.child)
        self.name.setText(row.name)
        self.said.setText(
            tr("Changes of case holder: {changes}", changes=row.changes)
            if row.is_there
            else tr(
                "Not in the latest import. Changes of case holder: {changes}", changes=row.changes
            )
        )
        self.line.show_rows(rows, days)
        self.times.show_rows(rows)
        QTimer.singleShot(0, self, self._bring_into_view)  # once the list has its new height

    def _bring_into_view(self) -> None:
        self.table.view.scrollTo(self.table.view.currentIndex())

    def _build(self, store: PlanStore) -> None:
        self.table.view.setAccessibleName(tr("Children of all imports"))
        self.table.columns.keep_whole(0)  # a name takes the room
        self.table.let_carry(lambda row: row.child if row.is_there else None, store)
        self.table.selected.connect(lambda row: self.chosen.emit(row.child))
        for part in (self.name, self.said, self.line, self.times):
            self._below.column.addWidget(part)
        self._area.setVisible(False)
        self._below.column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._below)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self._area)
        split.setSizes([1, 1])
        split.setChildrenCollapsible(False)
        bare_column(self).addWidget(split, 1)
        self.setFocusProxy(self.table)


def _columns() -> list[Column[ChildRow]]:
    return [
        Column(tr("Child"), lambda row: row.name),
        Column(tr("Held by"), lambda row: row.now, about=tr("By the latest import that tells")),
        Column(
            tr("Changes"),
            lambda row: row.changes,
            sort=lambda row: row.count,
            align=RIGHT,
            about=tr("How often the case holder changed in the 12 months up to the latest import"),
        ),
        Column(
            tr("Last import"),
            lambda row: terms.day(row.last_seen),
            sort=lambda row: row.last_seen,
            about=tr("The latest import that has the child"),
            hidden_by_default=True,
        ),
    ]


def _times() -> PlainTable[TimeRow]:
    columns = (
        Column[TimeRow](tr("Who"), lambda row: row.who, is_bold=lambda row: row.is_held),
        Column[TimeRow](tr("From"), lambda row: row.since),
        Column[TimeRow](tr("Until"), lambda row: row.until),
        Column[TimeRow](tr("Why"), lambda row: row.why),
        Column[TimeRow](tr("Staged"), lambda row: row.staged),
        Column[TimeRow](tr("Known at that moment"), lambda row: row.facts),
    )
    table = PlainTable(columns, lambda row: row.number, stretch=3, most=MOST, wraps=True)
    table.setAccessibleName(tr("Who had the child, when and why"))
    return table

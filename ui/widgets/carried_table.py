"""The load of every worker at every import: a table whose cells have the colour of their band."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.domain.people import WorkerId
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.carried_over import CarriedRow, band, figure, said, share
from ui.table_model import RIGHT, Column
from ui.widgets.card import bare_column
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import words

LEAST_ROWS = 6


class CarriedTable(PlainTable[CarriedRow]):
    """As high as there is room: it scrolls by itself."""

    @override
    def minimumSizeHint(self) -> QSize:
        line = self.verticalHeader().defaultSectionSize()
        return QSize(120, (LEAST_ROWS + 1) * line)


class CarriedView(QWidget):
    """The latest import stands first, so that no name has to be scrolled away to see it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = words(is_muted=True)
        self.table = _table(())
        self._days: tuple[date, ...] = ()
        self._column = bare_column(self)
        self._column.addWidget(self.said)
        self._column.addWidget(self.table, 1)
        self._connect()

    def show_rows(self, rows: Sequence[CarriedRow], days: Sequence[date]) -> None:
        """Show these workers at these imports."""
        if tuple(days) != self._days:
            self._days = tuple(days)
            old, self.table = self.table, _table(self._days)
            self._column.replaceWidget(old, self.table)
            old.hide()  # it stays until the next round of events, and would lie over the words
            old.deleteLater()
            self._connect()
        self.table.show_rows(rows)
        lasting = [row for row in rows if row.lasting]
        self.said.setText(
            tr(
                "Points as a share of capacity, the latest import first, by the weights in force"
                " now. It tells of workloads, as a matter for supervision."
            )
        )
        self.said.setVisible(bool(rows))
        self.table.setAccessibleDescription("; ".join(row.told for row in lasting))

    def _connect(self) -> None:
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self._choose)

    def _choose(self, row: CarriedRow) -> None:
        worker: WorkerId = row.worker
        self.chosen.emit(worker)


def _table(days: Sequence[date]) -> CarriedTable:
    columns = [
        Column[CarriedRow](
            tr("Worker"), lambda row: row.name, is_bold=lambda row: bool(row.lasting)
        ),
        Column[CarriedRow](
            tr("Over for weeks"),
            lambda row: row.lasting,
            tip=lambda row: row.told,
            tone=lambda _: "over",
        ),
    ]
    columns.extend(
        Column[CarriedRow](
            terms.plain_day(day),
            figure(place),
            sort=share(place),
            align=RIGHT,
            code=band(place),
            tip=said(place, day),
            about=terms.day(day),
        )
        for place, day in enumerate(days)
    )
    table = CarriedTable(columns, lambda row: row.worker, stretch=-1)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    table.setAccessibleName(tr("Load of each worker at each import"))
    return table

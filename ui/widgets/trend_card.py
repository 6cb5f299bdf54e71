"""One small picture of the imports over time with its name, or the same as a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QWidget

from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.trends import Chart, Told, told
from ui.table_model import RIGHT, Column
from ui.widgets.card import Card
from ui.widgets.plain_table import PlainTable
from ui.widgets.trend_chart import TrendChart
from ui.widgets.words import one_line


class TrendCard(Card):
    """``moved`` carries the place of the import that is read, ``wanted`` that of one to open."""

    moved = Signal(int)
    wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = TrendChart()
        self.table: PlainTable[Told] | None = None
        self.as_table = QPushButton(tr("Show as table"))
        self.title = one_line(is_bold=True)
        self._shown: Chart | None = None
        self._names: tuple[str, ...] = ()
        self._body = QWidget()
        self._stack = QStackedLayout(self._body)
        self._build()

    def show_chart(self, chart: Chart, current: int) -> None:
        """Show these lines, read at one import."""
        self._shown = chart
        self.title.setText(chart.title)
        self.title.setToolTip(chart.about)
        self.chart.setToolTip(chart.about)
        self.as_table.setAccessibleName(
            tr("{action}: {title}", action=self.as_table.text(), title=chart.title)
        )
        self.chart.show_chart(chart, current)
        if self.as_table.isChecked():
            self._fill()

    def read(self, place: int) -> None:
        """Read the lines at this import."""
        self.chart.read(place)

    def _build(self) -> None:
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_table)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.as_table)
        self._stack.addWidget(self.chart)
        self.column.addLayout(head)
        self.column.addWidget(self._body)
        self.column.addStretch(1)
        self.chart.moved.connect(self.moved)
        self.chart.activated.connect(lambda: self.wanted.emit(self.chart.current))

    def _show_table(self, is_table: bool) -> None:
        self.as_table.setText(tr("Show as picture") if is_table else tr("Show as table"))
        if self._shown is not None:
            self.as_table.setAccessibleName(
                tr("{action}: {title}", action=self.as_table.text(), title=self._shown.title)
            )
        if is_table:
            self._fill()
        self._stack.setCurrentIndex(1 if is_table else 0)

    def _fill(self) -> None:
        chart = self._shown
        if chart is None:
            return
        names = tuple(line.name for line in chart.lines)
        if self.table is None or names != self._names:
            self._names = names
            if self.table is not None:
                self._stack.removeWidget(self.table)
                self.table.deleteLater()
            self.table = _table(names)
            self.table.setFixedHeight(self.chart.sizeHint().height())
            self.table.chosen.connect(self._choose)
            self._stack.addWidget(self.table)
        self.table.setAccessibleName(tr("{title}, over time, as a table", title=chart.title))
        self.table.show_rows(told(chart))

    def _choose(self, row: Told) -> None:
        if self._shown is not None and row.day in self._shown.days:
            self.wanted.emit(self._shown.days.index(row.day))


def _table(names: tuple[str, ...]) -> PlainTable[Told]:
    """The picture as a table, a column for each line."""
    columns = [Column[Told](tr("As at"), lambda row: terms.day(row.day), sort=_day)]
    columns.extend(
        Column[Told](terms.first_up(name), _figure(place), align=RIGHT)
        for place, name in enumerate(names)
    )
    return PlainTable(columns, _day, stretch=0)


def _day(row: Told) -> date:
    return row.day


def _figure(place: int) -> Callable[[Told], str]:
    return lambda row: row.figures[place]

"""The balance of a team: chart or table, legend, and what the average hides."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget
from typing_extensions import override

from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band, Bands
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.glance import Bar
from ui.table_model import RIGHT, Column
from ui.widgets.balance_chart import BalanceChart
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.load_bar import fill_band
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import one_line, words

MOST_ROWS = 16


class Swatch(QWidget):
    """A piece of a bar, for the legend."""

    def __init__(self, band: Band, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band = band
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(30, 16)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill_band(painter, QRectF(self.rect()), self._band)
        painter.end()


class BalanceCard(Card):
    """Chart or table of the same bars. ``chosen`` carries a worker, None for "no social worker"."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = BalanceChart()
        self.chart.chosen.connect(self.chosen)
        self.table = bars_table()
        self.table.chosen.connect(lambda bar: self.chosen.emit(bar.worker))
        self.as_table = QPushButton(tr("Show as table"))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._show_table)
        self._scheme = words("", is_muted=True)
        self._legend = QWidget()
        self._sentence = words()
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(one_line(tr("Caseload balance"), is_bold=True))
        head.addWidget(self._scheme, 1)
        head.addWidget(self.as_table)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        self.column.addLayout(head)
        self.column.addWidget(self._stack)
        self.column.addWidget(self._legend)
        self.column.addWidget(self._sentence)
        self._bands: Bands | None = None
        self._bars: tuple[Bar, ...] = ()

    @property
    def sentence(self) -> str:
        """What is said under the chart."""
        return self._sentence.text()

    def show_balance(
        self,
        bars: tuple[Bar, ...],
        waiting: Bar | None,
        bands: Bands,
        *,
        scheme: str,
        sentence: str,
    ) -> None:
        """Show these bars, the weights they rest on, and what their average hides."""
        self.chart.show_bars(bars, waiting, bands)
        self._bars = (*bars, waiting) if waiting is not None else bars
        if self.as_table.isChecked():
            self.table.show_rows(self._bars)
        self._scheme.setText(tr("points as a share of capacity · {scheme}", scheme=scheme))
        self._sentence.setText(sentence)
        if bands != self._bands:
            self._bands = bands
            self._build_legend(bands)
        self._fit()

    def select(self, worker: WorkerId | None) -> None:
        """Mark a worker's bar."""
        self.chart.select(worker)

    def _show_table(self, is_table: bool) -> None:
        if is_table:
            self.table.show_rows(self._bars)
        self._stack.setCurrentWidget(self.table if is_table else self.chart)
        self.as_table.setText(tr("Show as chart") if is_table else tr("Show as table"))
        self._fit()

    def _fit(self) -> None:
        """Be as tall as what is shown: the table and the chart differ."""
        shown: QWidget = self.table if self.as_table.isChecked() else self.chart
        self._stack.setFixedHeight(shown.sizeHint().height())

    def _build_legend(self, bands: Bands) -> None:
        old = self._legend
        self._legend = QWidget()
        flow = Flow(self._legend)
        for band, meaning in legend(bands):
            entry = QWidget()
            row = QHBoxLayout(entry)
            row.setContentsMargins(0, 0, 8, 0)
            row.setSpacing(6)
            row.addWidget(Swatch(band))
            row.addWidget(one_line(terms.term(band), is_bold=True))
            row.addWidget(one_line(meaning, is_muted=True))
            flow.addWidget(entry)
        flow.addWidget(
            one_line(tr("dashed: points without capacity, in full-time posts"), is_muted=True)
        )
        self.column.replaceWidget(old, self._legend)
        old.deleteLater()


def legend(bands: Bands) -> list[tuple[Band, str]]:
    """What each band means, the fullest first."""
    full, stretched, over = (
        terms.whole_percent(edge) for edge in (bands.full, bands.stretched, bands.over)
    )
    return [
        (Band.OVER, tr("{from_} % and more", from_=over)),
        (Band.STRETCHED, tr("{from_} to {to} %", from_=stretched, to=over)),
        (Band.FULL, tr("{from_} to {to} %", from_=full, to=stretched)),
        (Band.SPARE, tr("under {to} %", to=full)),
    ]


def bars_table() -> PlainTable[Bar]:
    """The chart as a table."""
    columns = (
        Column[Bar](tr("Worker"), lambda bar: bar.name, is_bold=lambda bar: bar.worker is None),
        Column[Bar](tr("Share or points"), lambda bar: bar.told, align=RIGHT),
        Column[Bar](
            tr("Band"),
            lambda bar: terms.term(bar.band) if bar.has_capacity else tr("no capacity"),
            code=lambda bar: bar.band if bar.has_capacity else None,
        ),
        Column[Bar](tr("Children and families"), lambda bar: bar.words),
    )
    table = PlainTable(columns, lambda bar: bar.worker, stretch=3, most=MOST_ROWS)
    table.setAccessibleName(tr("Caseload balance as a table"))
    return table

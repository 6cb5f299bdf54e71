"""The curve with its slider, or the same as a table; under it, in a sentence, what it says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allocation_app.domain.policy import Bands
from allocation_app.domain.proposal import FrontierPoint
from allocation_app.wording.translate import tr
from ui.rows.curve import PointRow, dots, point_rows
from ui.table_model import RIGHT, Column
from ui.widgets.card import Card
from ui.widgets.curve import FEWEST_LINES, Curve
from ui.widgets.curve_slider import CurveSlider
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import one_line, words


class CurveCard(Card):
    """``chosen`` carries the number of changes of a point, ``activated`` says that it is wanted."""

    chosen = Signal(int)
    activated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curve = Curve()
        self.slider = CurveSlider(self.curve)
        self.table = _table()
        self.as_table = QPushButton(tr("Show as table"))
        self.sentence = words(is_bold=True)
        self.open_words = words(
            tr("An open point is not proved: the line under it ends where no plan can go below."),
            is_muted=True,
        )
        self.table.setMinimumHeight(FEWEST_LINES * self.table.fontMetrics().height())
        self._is_showing = False
        self._stack = QStackedWidget()
        self._build()

    def show_points(
        self,
        points: Sequence[FrontierPoint],
        asked: Sequence[int],
        bands: Bands,
        *,
        is_going: bool = False,
    ) -> None:
        """Show these points; of the other numbers of changes asked about, only the place."""
        self._is_showing = True
        found = dots(points)
        self.curve.show_dots(found, asked, bands, is_going=is_going)
        self.open_words.setVisible(not all(dot.is_proved for dot in found))
        self.slider.show_stops(self.curve.stops, self.curve.most)
        self.slider.follow()
        self.table.show_rows(point_rows(points))
        self._is_showing = False

    def choose(self, moves: int | None, staged: int | None, said: str) -> None:
        """Mark a point and the one that is in the plan, and say what the chosen one means."""
        self._is_showing = True
        self.curve.choose(moves, staged)
        if moves is not None:
            self.slider.show_at(moves, said)
            places = [row.moves for row in self.table.rows()]
            if moves in places and self.table.currentIndex().row() != places.index(moves):
                self.table.selectRow(places.index(moves))
        self.sentence.setText(said)
        self.sentence.setVisible(bool(said))
        self._is_showing = False

    def _build(self) -> None:
        self.as_table.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(one_line(tr("What more changes would buy"), is_bold=True))
        head.addWidget(
            words(tr("load of the most loaded worker, as a share of capacity"), is_muted=True), 1
        )
        head.addWidget(self.as_table)
        drawn, way = QWidget(), QWidget()
        QHBoxLayout(way).addWidget(self.slider)
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.curve, 1)
        column.addWidget(way)
        self._stack.addWidget(drawn)
        self._stack.addWidget(self.table)
        self.column.addLayout(head)
        self.column.addWidget(self._stack, 1)
        self.column.addWidget(self.open_words)
        self.column.addWidget(self.sentence)
        self.as_table.toggled.connect(self._show_table)
        self.curve.chosen.connect(self.chosen)
        self.curve.activated.connect(self.activated)
        self.slider.picked.connect(self.chosen)
        self.table.selectionModel().currentRowChanged.connect(self._choose_row)

    def _choose_row(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_showing:
            self.chosen.emit(self.table.rows()[index.row()].moves)

    def _show_table(self, is_table: bool) -> None:
        self._stack.setCurrentIndex(1 if is_table else 0)
        self.as_table.setText(tr("Show as curve") if is_table else tr("Show as table"))


def _table() -> PlainTable[PointRow]:
    """The curve as a table."""
    columns = (
        Column[PointRow](
            tr("Changes"),
            lambda row: str(row.moves),
            align=RIGHT,
            about=tr("How many children are taken from a worker who is there"),
        ),
        Column[PointRow](
            tr("Most loaded"),
            lambda row: row.worst,
            align=RIGHT,
            is_bold=lambda _: True,
            about=tr("The load of the most loaded worker, as a share of capacity"),
        ),
        Column[PointRow](
            tr("Get a worker"),
            lambda row: str(row.placed),
            align=RIGHT,
            about=tr("How many of those who wait get a worker"),
        ),
        Column[PointRow](
            tr("Stay without"),
            lambda row: str(row.unplaced),
            align=RIGHT,
            about=tr("How many of those who wait get none"),
        ),
        Column[PointRow](tr("How good that is"), lambda row: row.proof),
    )
    table = PlainTable(columns, lambda row: row.moves, stretch=len(columns) - 1)
    table.setAccessibleName(tr("What more changes would buy, as a table"))
    return table

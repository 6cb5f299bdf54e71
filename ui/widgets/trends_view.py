"""Everything that can be drawn over time, as small pictures side by side that are read together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QWidget

from allocation_app.wording.translate import tr
from ui.rows.trends import DRAWN, Chart
from ui.widgets.card import bare_column
from ui.widgets.flow import Cards, wrapping
from ui.widgets.page import KEEPS
from ui.widgets.trend_card import TrendCard
from ui.widgets.words import one_line, words

LETTERS = 24


class TrendsView(QWidget):
    """``wanted`` carries the name of a picture and the place of an import, ``narrowed`` nothing."""

    wanted = Signal(str, int)
    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {name: TrendCard() for name in DRAWN}
        self.rules = QComboBox()
        self.said = words(
            tr(
                "Arrow keys or the pointer read an import, in all pictures at once; Enter or a"
                " click opens the list behind it. Hatched: more than ten days without an import."
            ),
            is_muted=True,
        )
        self._is_filling = False
        self._build()

    @property
    def rule(self) -> str:
        """The rule that the picture of what is late is of, empty for all."""
        return self.rules.currentData() or ""

    def show_charts(self, charts: Sequence[Chart], rules: Sequence[tuple[str, str]]) -> None:
        """Show these pictures; ``rules`` are those that can be looked at alone, by id and name."""
        self._offer(rules)
        for chart in charts:
            self.cards[chart.name].show_chart(chart, len(chart.days) - 1)

    def read(self, place: int) -> None:
        """Read every picture at this import."""
        for card in self.cards.values():
            card.read(place)

    def _offer(self, rules: Sequence[tuple[str, str]]) -> None:
        self._is_filling = True
        chosen = self.rules.currentData()
        self.rules.clear()
        self.rules.addItem(tr("Every rule"), None)
        for code, name in rules:
            self.rules.addItem(name, code)
        self.rules.setCurrentIndex(max(0, self.rules.findData(chosen)))
        self._is_filling = False

    def _build(self) -> None:
        self.rules.setProperty(KEEPS, "trend_rule")
        self.rules.setAccessibleName(tr("Rule that late and cannot tell are drawn of"))
        self.rules.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.rules.setMinimumContentsLength(LETTERS)
        self.rules.addItem(tr("Every rule"), None)
        self.rules.currentIndexChanged.connect(self._tell)
        bar = wrapping(one_line(tr("Late and cannot tell, by"), is_muted=True), self.rules)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        within = bare_column(inside)
        within.addWidget(Cards(tuple(self.cards.values())))
        within.addStretch(1)
        area.setWidget(inside)
        column = bare_column(self)
        column.addWidget(bar)
        column.addWidget(area, 1)
        column.addWidget(self.said)
        for name, card in self.cards.items():
            card.moved.connect(self.read)
            card.wanted.connect(lambda place, n=name: self.wanted.emit(n, place))

    def _tell(self) -> None:
        if not self._is_filling:
            self.narrowed.emit()

"""A line over the imports, small enough that several stand side by side on one page.

Time goes by across as it did; a gap between two imports is a gap in the line. Each line has a mark
and a dash of its own, so that none is told apart by its colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.domain.sustained import is_gap
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.trends import Chart, Dot, places, runs
from ui.theme import colour
from ui.widgets.point_chart import GAP, LEFT, MIDDLE, PointChart

TONES = ("accent", "late", "in_time")
DASHES: tuple[Sequence[float], ...] = ((), (5, 3), (1.5, 2.5))
DOT, CHOSEN = 3.2, 5.5  # px, with a font of the usual height
LINES = 9  # of text: how high the picture is
NARROWEST = 300


class TrendChart(PointChart):
    """Arrows walk from import to import, the pointer does so too; ``moved`` carries the place.

    ``activated`` says that what stands behind the point is wanted (Enter, a click).
    """

    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._current = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> int:
        """The place of the import whose figures are read out, counted from the earliest."""
        return self._current

    def show_chart(self, chart: Chart, current: int) -> None:
        """Show these lines, and read out what they say at one import."""
        self._chart = chart
        self.setAccessibleName(tr("{title}, over time", title=chart.title))
        self.read(current)

    def read(self, place: int) -> None:
        """Read out what the lines say at this import."""
        chart = self._chart
        if chart is None:
            return
        self._current = min(max(0, place), max(0, len(chart.days) - 1))
        self.setAccessibleDescription(self.told())
        self.update()

    def told(self) -> str:
        """The day that is read out, and what each line says there."""
        chart = self._chart
        if chart is None or not chart.days:
            return ""
        day = terms.day(chart.days[self._current])
        return tr("{day}: {figures}", day=day, figures=", ".join(chart.told(self._current)))

    @property
    @override
    def far(self) -> int:
        return 0 if self._chart is None else len(self._chart.days)

    @override
    def walk(self, steps: int) -> None:
        if self._chart is not None and self._chart.days:
            place = min(max(0, self._current + steps), len(self._chart.days) - 1)
            self.moved.emit(place)

    @override
    def plot(self) -> QRectF:
        """Between the values on the left and the days at the foot."""
        line = QFontMetricsF(self.font()).height()
        left = self._label_width() + 2 * GAP + self.grown(DOT)
        right = self.grown(CHOSEN) + GAP
        top = line + 2 * GAP
        foot = line + GAP + 2
        return QRectF(
            left, top, max(1.0, self.width() - left - right), max(1.0, self.height() - top - foot)
        )

    def across(self, place: int) -> float:
        """Where an import lies across."""
        box = self.plot()
        days = () if self._chart is None else self._chart.days
        return box.left() + box.width() * places(days)[place]

    @override
    def sizeHint(self) -> QSize:
        return QSize(NARROWEST + 60, LINES * self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.sizeHint().height())

    def _label_width(self) -> float:
        if self._chart is None:
            return 0.0
        metrics = QFontMetricsF(self.font())
        said = (self._chart.printed(value) for value in self._chart.scale.marks)
        return max((metrics.horizontalAdvance(each) for each in said), default=0.0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chart = self._chart
        if chart is not None and chart.days:
            self._paint_values(painter, chart)
            self._paint_gaps(painter, chart)
            self._paint_days(painter, chart)
            self._paint_reading(painter, chart)
            for number in reversed(range(len(chart.lines))):
                self._paint_line(painter, chart, number)
        self.paint_focus(painter)
        painter.end()

    def _paint_values(self, painter: QPainter, chart: Chart) -> None:
        wide = self._label_width()
        for value in chart.scale.marks:
            self.paint_level(painter, self._down(chart, value), chart.printed(value), wide)

    def _paint_gaps(self, painter: QPainter, chart: Chart) -> None:
        """Where more than ten days went by without an import: hatched, and said where it fits."""
        box, metrics = self.plot(), QFontMetricsF(self.font())
        said = tr("no import")
        for place, (one, other) in enumerate(pairwise(chart.days)):
            if not is_gap(one, other):
                continue
            air = self.grown(DOT) + 2
            left, right = self.across(place) + air, self.across(place + 1) - air
            gap = QRectF(left, box.top(), max(0.0, right - left), box.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("line"))
            brush = painter.brush()
            brush.setStyle(Qt.BrushStyle.BDiagPattern)
            painter.fillRect(gap, brush)
            if metrics.horizontalAdvance(said) + 2 * GAP < gap.width():
                painter.setPen(colour("muted"))
                middle = QRectF(gap.left(), box.top(), gap.width(), metrics.height())
                wide = metrics.horizontalAdvance(said) / 2 + 3
                ground = QRectF(middle.center().x() - wide, middle.top(), 2 * wide, middle.height())
                painter.fillRect(ground, colour("base"))
                painter.drawText(middle, MIDDLE, said)

    def _paint_days(self, painter: QPainter, chart: Chart) -> None:
        """The first and the last day at the foot, and the one that is read out in bold."""
        box, top = self.plot(), self.plot().bottom() + GAP
        taken: list[tuple[float, float]] = []
        last = len(chart.days) - 1
        for place in dict.fromkeys((self._current, last, 0)):
            is_current = place == self._current
            painter.setFont(self.bold() if is_current else self.font())
            said = _day(chart, place)
            width = QFontMetricsF(painter.font()).horizontalAdvance(said) + 2
            x = min(max(0.0, self.across(place) - width / 2), self.width() - width)
            if any(x < right + GAP and left - GAP < x + width for left, right in taken):
                continue
            taken.append((x, x + width))
            painter.setPen(colour("text" if is_current else "muted"))
            height = QFontMetricsF(painter.font()).height()
            painter.drawText(QRectF(x, top, width, height), MIDDLE, said)
        pen = QPen(colour("muted"), 1)
        pen.setDashPattern([2, 3])
        painter.setPen(pen)
        x = self.across(self._current)
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom() + 3))

    def _paint_reading(self, painter: QPainter, chart: Chart) -> None:
        """Above the picture, each line by its mark and name, with what it says there."""
        x, line = 2.0, QFontMetricsF(self.font()).height()
        sample = self.grown(22)
        for number, each in enumerate(chart.lines):
            y = GAP + line / 2
            painter.setPen(self._pen(number))
            painter.drawLine(QPointF(x, y), QPointF(x + sample, y))
            self._paint_mark(painter, number, QPointF(x + sample / 2, y), DOT)
            x += sample + GAP
            for text, font, tone in (
                (each.name, self.font(), "muted"),
                (each.dots[self._current].figure, self.bold(), "text"),
            ):
                painter.setFont(font)
                painter.setPen(colour(tone))
                width = QFontMetricsF(font).horizontalAdvance(text) + 1
                painter.drawText(QRectF(x, GAP, width, line), LEFT, text)
                x += width + GAP
            x += GAP

    def _paint_line(self, painter: QPainter, chart: Chart, number: int) -> None:
        line = chart.lines[number]
        at = {dot.day: self.across(place) for place, dot in enumerate(line.dots)}
        for run in runs(line):
            painter.setPen(self._pen(number))
            points = [self._at(chart, dot, at[dot.day]) for dot in run]
            if len(points) > 1:
                painter.drawPolyline(QPolygonF(points))
            is_dense = len(chart.days) * self.grown(3 * DOT) > self.plot().width()
            for point in points if not is_dense else points[:1] if len(points) == 1 else ():
                self._paint_mark(painter, number, point, DOT)
        now = line.dots[self._current]
        if now.value is not None:
            self._paint_mark(painter, number, self._at(chart, now, at[now.day]), CHOSEN)

    def _at(self, chart: Chart, dot: Dot, x: float) -> QPointF:
        return QPointF(x, self._down(chart, dot.value or 0.0))

    def _down(self, chart: Chart, value: float) -> float:
        box = self.plot()
        return box.bottom() - box.height() * chart.scale.part(value)

    def _pen(self, number: int) -> QPen:
        pen = QPen(colour(TONES[number % len(TONES)]), self.grown(1.8))
        dashes = DASHES[number % len(DASHES)]
        if dashes:
            pen.setDashPattern(list(dashes))
        return pen

    def _paint_mark(self, painter: QPainter, number: int, at: QPointF, size: float) -> None:
        """A circle, a square or a triangle, by the place of the line."""
        tone, side = colour(TONES[number % len(TONES)]), self.grown(size)
        painter.setPen(QPen(tone, self.grown(1.5)))
        painter.setBrush(colour("base") if number else tone)
        if number == 0:
            painter.drawEllipse(at, side, side)
        elif number == 1:
            painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
        else:
            up, foot = QPointF(0, -1.2 * side), QPointF(side * 1.15, 0.9 * side)
            painter.drawPolygon(QPolygonF([at + up, at + foot, at + QPointF(-foot.x(), foot.y())]))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._nearest(event.position().x())
        if place is not None and place != self._current:
            self.moved.emit(place)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._nearest(event.position().x())
        if place is not None:
            self.moved.emit(place)
            self.activated.emit()

    def _nearest(self, x: float) -> int | None:
        days = () if self._chart is None else self._chart.days
        return min(range(len(days)), key=lambda each: abs(self.across(each) - x), default=None)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus() and self._chart is not None:
            self.moved.emit(len(self._chart.days) - 1)


def _day(chart: Chart, place: int) -> str:
    return terms.plain_day(chart.days[place])

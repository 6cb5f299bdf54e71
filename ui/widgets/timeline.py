"""The holders of one child as bars along the time; a table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.held_over import TimeRow
from ui.theme import colour

GAP = 6
DAY = timedelta(days=1)
SHORTEST = 3.0  # px


class Timeline(QWidget):
    """A bar for each time: filled under a case holder, an outline without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TimeRow, ...] = ()
        self._days: tuple[date, date] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Holders over time"))

    def show_rows(self, rows: Sequence[TimeRow], imports: Sequence[date]) -> None:
        """Show these times; what began on a day that nobody knows is left to the table."""
        self._rows = tuple(row for row in rows if row.began is not None)
        days = [day for row in self._rows for day in (row.began, row.over) if day is not None]
        days.extend(imports)
        self._days = (min(days), max(days)) if days else None
        self.setAccessibleDescription(
            "; ".join(
                tr("{who}: {since} to {until}", who=row.who, since=row.since, until=row.until)
                for row in rows
            )
        )
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(400, max(1, len(self._rows)) * (line + GAP) + line + 2 * GAP)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._days is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetricsF(self.font()).height()
        for place, row in enumerate(self._rows):
            self._paint_row(painter, row, place * (line + GAP) + GAP / 2, line)
        foot = len(self._rows) * (line + GAP) + GAP
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, round(foot), self.width(), round(foot))
        painter.setPen(colour("muted"))
        box = QRectF(0, foot + 2, self.width(), line)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, terms.plain_day(self._days[0]))
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, terms.plain_day(self._days[1]))
        painter.end()

    def _across(self, day: date) -> float:
        if self._days is None:
            return 0.0
        first, last = self._days
        whole = max(1, (last - first) // DAY)
        return (self.width() - 2) * ((day - first) // DAY) / whole + 1

    def _paint_row(self, painter: QPainter, row: TimeRow, top: float, line: float) -> None:
        if row.began is None:
            return
        left, right = self._across(row.began), self._across(row.over)
        bar = QRectF(left, top, max(SHORTEST, right - left), line)
        if row.is_held:
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(colour("chosen"))
        else:
            pen = QPen(colour("late"), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar)
        painter.setPen(colour("text"))
        width = QFontMetricsF(self.font()).horizontalAdvance(row.who) + 2 * GAP
        x = bar.left() + GAP
        if width > bar.width():  # the name stands beside a bar that is too short for it
            fits = bar.right() + width < self.width()
            x = bar.right() + GAP if fits else max(0.0, bar.left() - width)
        box = QRectF(x, top, self.width() - x, line)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, middle, row.who)

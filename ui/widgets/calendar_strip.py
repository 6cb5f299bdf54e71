"""The next four weeks, a cell a day: how much begins to be late on it. A day can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from allocation_app.domain.working_days import WorkingDays
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.theme import colour

WEEKS = 5  # rows: four weeks from any day on touch five calendar weeks
DAYS_IN_WEEK = 7
COLUMNS = DAYS_IN_WEEK + 1  # the last one has the sum of the week
GAP = 2


def first_day(as_at: date) -> date:
    """The Monday of the week of this day: weeks are read as weeks."""
    return as_at - timedelta(days=as_at.weekday())


class CalendarStrip(QWidget):
    """Weeks in rows, each with its sum; weekends and bank holidays are marked and named."""

    chosen = Signal(object)  # date, or None when the chosen day is chosen again

    def __init__(self, calendar: WorkingDays, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Calendar of the next four weeks"))
        self._as_at = date.min
        self._first = date.min
        self._counts: Mapping[date, int] = {}
        self._selected: date | None = None
        self._current = 0

    @property
    def selected(self) -> date | None:
        """The day the list is narrowed to."""
        return self._selected

    def show_counts(self, as_at: date, counts: Mapping[date, int]) -> None:
        """Show how much begins to be late on each day from this week on."""
        if as_at != self._as_at:
            self._current = as_at.weekday()
        self._as_at, self._first, self._counts = as_at, first_day(as_at), counts
        ahead = [self.said(day) for day in self.days() if counts.get(day)]
        sums = [self.said_of_week(week) for week in range(WEEKS) if self.week_sum(week)]
        self.setAccessibleDescription("; ".join((*ahead, *sums)))
        self.update()

    def select(self, day: date | None) -> None:
        """Mark a day without telling anybody."""
        self._selected = day
        self.update()

    def days(self) -> list[date]:
        """The days on the strip."""
        if self._first == date.min:
            return []
        return [self._first + timedelta(days=n) for n in range(WEEKS * DAYS_IN_WEEK)]

    def said(self, day: date) -> str:
        """A day in words: its name, how much begins to be late, which holiday it is."""
        late = trn("{n} late from then", "{n} late from then", self._counts.get(day, 0))
        words = tr("{day}: {late}", day=terms.day(day), late=late)
        holiday = self._holiday(day)
        return tr("{words}, {holiday}", words=words, holiday=holiday) if holiday else words

    def week_sum(self, week: int) -> int:
        """How much begins to be late in this row."""
        days = self.days()[week * DAYS_IN_WEEK : (week + 1) * DAYS_IN_WEEK]
        return sum(self._counts.get(day, 0) for day in days)

    def said_of_week(self, week: int) -> str:
        """A row in words."""
        first = self._first + timedelta(days=week * DAYS_IN_WEEK)
        return tr("week of {day}: {n} in all", day=terms.short_day(first), n=self.week_sum(week))

    def _holiday(self, day: date) -> str:
        return ", ".join(tr(holiday.name) for holiday in self._calendar.holiday_between(day, day))

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(420, line + 4 + WEEKS * (self._cell_height() + GAP))

    def _cell_height(self) -> int:
        return max(30, self.fontMetrics().height() + 14)

    def cell(self, number: int) -> QRectF:
        """Where the day with this place on the strip is painted."""
        week, weekday = divmod(number, DAYS_IN_WEEK)
        return self._place(week, weekday)

    def _place(self, week: int, column: int) -> QRectF:
        width = self.width() / COLUMNS
        top = self.fontMetrics().height() + 4 + week * (self._cell_height() + GAP)
        return QRectF(column * width, top, width - GAP, self._cell_height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour("muted"))
        for weekday, name in enumerate(terms.WEEKDAYS):
            cell = self.cell(weekday)
            box = QRectF(cell.left(), 0, cell.width(), self.fontMetrics().height())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr(name))
        for number, day in enumerate(self.days()):
            self._paint_day(painter, number, day)
        self._paint_sums(painter)
        painter.end()

    def _paint_sums(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        painter.setPen(colour("muted"))
        head = self._place(0, DAYS_IN_WEEK)
        box = QRectF(head.left(), 0, head.width(), self.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("Week"))
        for week in range(WEEKS if self.days() else 0):
            number = self.week_sum(week)
            painter.setPen(colour("text" if number else "muted"))
            place = self._place(week, DAYS_IN_WEEK)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_day(self, painter: QPainter, number: int, day: date) -> None:
        cell = self.cell(number)
        is_open = self._calendar.is_working_day(day)
        painter.fillRect(cell, colour("chosen" if day == self._selected else "base"))
        if not is_open:
            painter.fillRect(cell, colour("window"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("border"), 1))
        painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_words(painter, cell, day)
        is_current = number == self._current and self.hasFocus()
        if day == self._selected or is_current:
            style = Qt.PenStyle.SolidLine if day == self._selected else Qt.PenStyle.DotLine
            painter.setPen(QPen(colour("accent"), 2, style))
            painter.drawRect(cell.adjusted(1.5, 1.5, -1.5, -1.5))

    def _paint_words(self, painter: QPainter, cell: QRectF, day: date) -> None:
        room = cell.adjusted(6, 0, -6, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        bold = QFont(self.font())
        bold.setBold(True)
        is_past = day < self._as_at
        painter.setFont(bold if day == self._as_at else self.font())
        painter.setPen(colour("muted") if is_past or day != self._as_at else colour("text"))
        is_month_named = day.day == 1 or day == self._first
        name = terms.short_day(day).split(" ", 1)[1] if is_month_named else str(day.day)
        if day == self._as_at:
            name = tr("{day} today", day=day.day)
        holiday = self._holiday(day)
        if holiday:
            name = tr("{day} holiday", day=name)
        left = Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(painter.font())
        number = self._counts.get(day, 0)
        space = room.width() - (metrics.horizontalAdvance("00") + 4 if number else 0)
        # Where a cell is too narrow for words its tooltip has them; the day itself always fits.
        words = name if metrics.horizontalAdvance(name) <= space else str(day.day)
        painter.drawText(room, middle | left, words)
        if number:
            painter.setFont(bold)
            painter.setPen(colour("due_soon"))
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, str(number))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().x(), event.position().y())
        if number is not None:
            self._current = number
            self.choose()

    def _at(self, x: float, y: float) -> int | None:
        cells = range(len(self.days()))
        return next((n for n in cells if self.cell(n).contains(x, y)), None)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -DAYS_IN_WEEK,
            Qt.Key.Key_Down: DAYS_IN_WEEK,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._current = min(max(0, self._current + step), WEEKS * DAYS_IN_WEEK - 1)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.choose()
        else:
            super().keyPressEvent(event)

    def choose(self) -> None:
        """Choose the current day; chosen again, it lets go."""
        days = self.days()
        if days:
            day = days[self._current]
            self._selected = None if day == self._selected else day
            self.chosen.emit(self._selected)
            self.update()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            number = self._at(event.pos().x(), event.pos().y())
            words = "" if number is None or not self.days() else self.said(self.days()[number])
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

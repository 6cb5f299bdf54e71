"""The moves-against-balance curve: what more changes of worker would buy, point by point.

A point whose worst load is proved is filled. Any other is open, and a line leads down from it to
what no plan of so many changes can go below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.domain.policy import Bands
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.curve import Dot, Span, nearest, next_to, span
from ui.theme import colour
from ui.widgets.point_chart import GAP, MIDDLE, RIGHT, PointChart

LINES, FEWEST_LINES = 10, 9  # of text: how high the picture asks to be, and is at the least
DOT, CHOSEN = 5.0, 7.5  # px, with a font of the usual height


class Curve(PointChart):
    """Arrows walk from point to point, a click takes the nearest. ``chosen`` carries its changes.

    ``activated`` says that the point is wanted (Enter, a double click). ``scaled`` says that the
    picture lies otherwise, for a slider that stands under it.
    """

    chosen = Signal(int)
    scaled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dots: tuple[Dot, ...] = ()
        self._asked: tuple[int, ...] = ()
        self._is_going = False
        self._current: int | None = None
        self._staged: int | None = None
        self._bands = Bands()
        self._span = span((), self._bands.over)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("What more changes of worker would buy"))

    @property
    def current(self) -> int | None:
        """The number of changes of the point that is chosen."""
        return self._current

    @property
    def stops(self) -> tuple[int, ...]:
        """The numbers of changes that there is a point for."""
        return tuple(dot.moves for dot in self._dots)

    @property
    def most(self) -> int:
        """The largest number of changes that is asked about."""
        return max((*self._asked, *self.stops, 1))

    def show_dots(
        self, dots: Sequence[Dot], asked: Sequence[int], bands: Bands, *, is_going: bool = False
    ) -> None:
        """Show these points; of the other numbers of changes that are asked about, only the place.

        ``bands`` tells from where on a load is over, ``is_going`` whether more points are to come.
        """
        self._dots, self._asked, self._bands = tuple(dots), tuple(asked), bands
        self._is_going = is_going
        self._span = span(self._dots, bands.over)
        if self._current not in self.stops:
            self._current = None
        said = [tr("{moves}: {share} %", moves=dot.moves, share=dot.figure) for dot in self._dots]
        self.setAccessibleDescription("; ".join(said))
        self.scaled.emit()
        self.update()

    def choose(self, moves: int | None, staged: int | None = None) -> None:
        """Mark the point of so many changes, and the one that is in the plan."""
        self._current, self._staged = moves, staged
        self.update()

    @property
    @override
    def far(self) -> int:
        return len(self._dots)

    @override
    def walk(self, steps: int) -> None:
        if self._dots:
            self.chosen.emit(next_to(self.stops, self._current or 0, steps))

    def across(self, moves: float) -> float:
        """Where a number of changes lies across."""
        box = self.plot()
        return box.left() + box.width() * moves / self.most

    def down(self, share: float) -> float:
        """Where a share of capacity lies from the top."""
        box = self.plot()
        return box.bottom() - box.height() * self._span.part(share)

    @override
    def plot(self) -> QRectF:
        """Between the shares on the left, the changes at the foot."""
        metrics = QFontMetricsF(self.font())
        line, half = metrics.height(), self._label_width() / 2
        left = self._label_width() + 2 * GAP
        top = line + self.grown(CHOSEN) + GAP
        foot = 2 * line + 2 * GAP
        width = max(1.0, self.width() - left - half - 2 * GAP)
        return QRectF(left + half, top, width - half, max(1.0, self.height() - top - foot))

    @override
    def sizeHint(self) -> QSize:
        return QSize(640, LINES * self.fontMetrics().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, FEWEST_LINES * self.fontMetrics().height())

    def _label_width(self) -> float:
        bold = QFontMetricsF(self.bold())
        return max(bold.horizontalAdvance(terms.percent(share)) for share in self._span.marks)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_shares(painter, self._span)
        self._paint_line(painter)
        for _, box in self._figures():
            painter.fillRect(box, colour("base"))  # no line through a figure but that of the curve
        self._paint_changes(painter)
        self._paint_way(painter)
        for dot in self._dots:
            self._paint_dot(painter, dot)
        self._paint_figures(painter)
        self.paint_focus(painter)
        painter.end()

    def _paint_shares(self, painter: QPainter, of: Span) -> None:
        wide = self._label_width()
        for share in of.marks:
            self.paint_level(painter, self.down(share), terms.percent(share), wide)

    def _paint_line(self, painter: QPainter) -> None:
        """From where on a load is over, where that is in the picture."""
        over = self._bands.over
        if not self._dots or not self._span.low <= over <= self._span.high:
            return
        box, y = self.plot(), self.down(over)
        pen = QPen(colour("over"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setFont(self.font())
        line = QFontMetricsF(self.font()).height()
        words = QRectF(box.left(), y - line - 2, box.width(), line)
        painter.drawText(words, RIGHT, tr("over from {share}", share=terms.percent(over)))

    def _paint_changes(self, painter: QPainter) -> None:
        """The numbers of changes at the foot, as many as have room, and what they count."""
        box, metrics = self.plot(), QFontMetricsF(self.bold())
        top, taken = box.bottom() + GAP, list[tuple[float, float]]()
        known = set(self.stops)
        for moves in sorted({*self._asked, *known}, key=lambda each: (each != self._current, each)):
            said, x = str(moves), self.across(moves)
            half = metrics.horizontalAdvance(said) / 2 + 2
            if not _has_room(taken, x - half, x + half):
                continue
            is_current = moves == self._current
            painter.setFont(self.bold() if is_current else self.font())
            painter.setPen(colour("text" if moves in known else "muted"))
            if self._is_going and moves not in known:
                said = tr("{moves}…", moves=moves)
            painter.drawText(QRectF(x - 3 * half, top, 6 * half, metrics.height()), MIDDLE, said)
        painter.setFont(self.font())
        painter.setPen(colour("muted"))
        foot = QRectF(0, top + metrics.height() + GAP / 2, self.width(), metrics.height())
        painter.drawText(foot, MIDDLE, tr("children who change worker"))

    def _paint_way(self, painter: QPainter) -> None:
        painter.setPen(QPen(colour("accent"), self.grown(2)))
        painter.drawPolyline(
            [QPointF(self.across(dot.moves), self.down(dot.worst)) for dot in self._dots]
        )
        if self._current is not None:
            pen = QPen(colour("muted"), 1)
            pen.setDashPattern([2, 3])
            painter.setPen(pen)
            x, box = self.across(self._current), self.plot()
            top = next(self.down(dot.worst) for dot in self._dots if dot.moves == self._current)
            painter.drawLine(QPointF(x, top), QPointF(x, box.bottom() + GAP))

    def _paint_dot(self, painter: QPainter, dot: Dot) -> None:
        at = QPointF(self.across(dot.moves), self.down(dot.worst))
        size = self.grown(CHOSEN if dot.moves == self._current else DOT)
        painter.setPen(QPen(colour("accent"), self.grown(2)))
        if not dot.is_proved:
            low = QPointF(at.x(), self.down(dot.bound))
            painter.drawLine(at, low)
            painter.drawLine(low - QPointF(size, 0), low + QPointF(size, 0))
        painter.setBrush(colour("accent" if dot.is_proved else "base"))
        painter.drawEllipse(at, size, size)
        if dot.moves == self._staged:
            _tick(painter, at, size, colour("base" if dot.is_proved else "accent"))

    def _figures(self) -> Iterator[tuple[Dot, QRectF]]:
        """The worst load over each point, as many as have room, that of the chosen one first."""
        bold, taken = QFontMetricsF(self.bold()), list[tuple[float, float]]()
        for dot in sorted(self._dots, key=lambda each: (each.moves != self._current, each.moves)):
            x, half = self.across(dot.moves), bold.horizontalAdvance(dot.figure) / 2 + 2
            if _has_room(taken, x - half, x + half):
                foot = self.down(dot.worst) - self.grown(CHOSEN) - 2
                yield dot, QRectF(x - half, foot - bold.height(), 2 * half, bold.height())

    def _paint_figures(self, painter: QPainter) -> None:
        painter.setPen(colour("text"))
        for dot, box in self._figures():
            painter.setFont(self.bold() if dot.moves == self._current else self.font())
            painter.drawText(box, MIDDLE, dot.figure)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._take(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._take(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()

    def _take(self, event: QMouseEvent) -> None:
        """Choose the point that is nearest to the pointer across."""
        box = self.plot()
        if self._dots and event.buttons() & Qt.MouseButton.LeftButton:
            wanted = (event.position().x() - box.left()) / box.width() * self.most
            moves = nearest(self.stops, round(wanted))
            if moves != self._current:
                self.chosen.emit(moves)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scaled.emit()


def _has_room(taken: list[tuple[float, float]], start: float, end: float) -> bool:
    """Whether nothing stands there yet; from now on something does."""
    if any(start < right and left < end for left, right in taken):
        return False
    taken.append((start, end))
    return True


def _tick(painter: QPainter, at: QPointF, size: float, tone: QColor) -> None:
    """A tick in the point whose moves are in the plan."""
    painter.setPen(QPen(tone, max(1.5, size / 4)))
    left, foot, right = (
        QPointF(-0.5 * size, 0),
        QPointF(-0.1 * size, 0.4 * size),
        QPointF(0.5 * size, -0.4 * size),
    )
    painter.drawPolyline([at + left, at + foot, at + right])

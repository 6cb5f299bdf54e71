"""The balance of a team: a bar per worker as a share of capacity, and beside them who has nobody.

What has no capacity to be a share of (children without a worker, a worker on long absence) is
outlined with dashes, at the length that its points would take of one full-time post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Change
from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band, Bands
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.rows.glance import Bar
from ui.theme import colour
from ui.widgets.dragging import Spot, accept, tone, weighed
from ui.widgets.load_bar import fill_band, outline_points, paint_piece
from ui.widgets.wishes import Wishes

LONGEST = 2.0  # a longer bar ends in a break mark; its figure is printed all the same
SHORTEST = 1.2
GAP = 8
MOST_ROWS = 16
LABEL_SHARE = 0.26
BARS_SHARE = 0.3
NARROWEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where things lie across the chart: names, bars from ``left`` to ``right``, then figures."""

    left: float
    right: float
    longest: float
    figure: float
    is_narrow: bool

    def x(self, share: float) -> float:
        """The place of a share on the axis."""
        return self.left + (self.right - self.left) * min(share, self.longest) / self.longest


class BalanceChart(QAbstractScrollArea):
    """Bars sorted by the caller; arrows walk along them, Enter or a click chooses a worker."""

    chosen = Signal(object)  # WorkerId, or None for the children without a worker

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("Caseload balance"))
        self._bars: tuple[Bar, ...] = ()
        self._waiting: Bar | None = None
        self._bands = Bands()
        self._measured: tuple[str, tuple[int, int, int, int]] | None = None
        self._current = 0
        self._selected: WorkerId | None = None
        self._lit: Spot | None = None
        self._ghosts: Mapping[WorkerId, Change] = {}

    def show_bars(self, bars: tuple[Bar, ...], waiting: Bar | None, bands: Bands) -> None:
        """Show these workers, and under them the children who have none."""
        self._bars, self._waiting, self._bands = bars, waiting, bands
        self._measured = None
        self._current = min(self._current, max(0, len(bars) - 1))
        described = [f"{bar.name}: {bar.figure} {bar.words}" for bar in (*bars, waiting) if bar]
        self.setAccessibleDescription("; ".join(described))
        self._fit()
        self.updateGeometry()
        self.viewport().update()

    def select(self, worker: WorkerId | None) -> None:
        """Mark the bar of this worker."""
        if worker != self._selected:
            self._selected = worker
            self.viewport().update()

    def let_drop(self, wishes: Wishes) -> None:
        """Let children be dropped on a bar: on a worker's, or on that of those who have none."""
        accept(self.viewport(), self._spot_at, wishes, self._light)

    def _spot_at(self, at: QPoint) -> Spot | None:
        bar = self.bar_at(at.y())
        return None if bar is None else Spot(worker=bar.worker)

    def _light(self, spot: Spot | None) -> None:
        self._lit = spot
        self._ghosts = {} if spot is None else weighed(self)
        self.viewport().update()

    @property
    def row_height(self) -> int:
        """Height of a line, which grows with the font; never under the 24 px of a target."""
        return max(28, self.fontMetrics().height() + 10)

    def _foot_height(self) -> int:
        waiting = self.row_height + GAP if self._waiting else 0
        return waiting + self.fontMetrics().height() + GAP

    @override
    def sizeHint(self) -> QSize:
        rows = min(max(len(self._bars), 1), MOST_ROWS)
        return QSize(640, rows * self.row_height + self._foot_height() + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.viewport().height() - self._foot_height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self._bars) * self.row_height - room))
        bar.setPageStep(max(1, room))
        bar.setSingleStep(self.row_height)

    def _scale(self) -> Scale:
        width = self.viewport().width()
        names, figure, words, short = self._widths()
        left = min(names, width * LABEL_SHARE) + GAP + 2
        figures = figure + 2 * GAP
        is_narrow = width - left - figures - words - 2 * GAP < width * BARS_SHARE
        words = short if is_narrow else words
        right = max(left + width * BARS_SHARE, width - words - figures - 2 * GAP)
        longest = max((bar.share for bar in self._bars), default=0)
        longest = min(LONGEST, max(SHORTEST, round(longest + 0.055, 1)))
        return Scale(
            left=left,
            right=right,
            longest=longest,
            figure=right + GAP + figures,
            is_narrow=is_narrow,
        )

    def _widths(self) -> tuple[int, int, int, int]:
        """The widest name, figure, words and short words, measured once for bars and font."""
        key = self.font().key()
        if self._measured is None or self._measured[0] != key:
            metrics, bold = self.fontMetrics(), QFontMetrics(self._bold())
            bars = self._bars if self._waiting is None else (*self._bars, self._waiting)
            names = max((bold.horizontalAdvance(bar.name) for bar in bars), default=0)
            figure = max((bold.horizontalAdvance(bar.figure) for bar in bars), default=0)
            words = max((metrics.horizontalAdvance(bar.words) for bar in bars), default=0)
            short = max((metrics.horizontalAdvance(bar.short) for bar in bars), default=0)
            self._measured = key, (names, figure, words, short)
        return self._measured[1]

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        scale = self._scale()
        foot = self.viewport().height() - self._foot_height()
        self._paint_grid(painter, scale)
        painter.save()
        painter.setClipRect(0, 0, self.viewport().width(), foot)
        offset, height = self.verticalScrollBar().value(), self.row_height
        first = offset // height
        for row in range(first, min(len(self._bars), (offset + foot) // height + 1)):
            top = row * height - offset
            self._paint_bar(painter, scale, self._bars[row], top, is_current=row == self._current)
        self._paint_capacity(painter, scale, foot)
        painter.restore()
        if self._waiting is not None:
            painter.setPen(QPen(colour("border"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(0, foot + GAP // 2, self.viewport().width(), foot + GAP // 2)
            self._paint_bar(painter, scale, self._waiting, foot + GAP, is_current=False)
        painter.end()

    def _paint_grid(self, painter: QPainter, scale: Scale) -> None:
        """Light lines at the bands and each half, with as many labels as have room."""
        bottom = self.viewport().height() - self.fontMetrics().height() - 2
        marks = [0.0, 0.5, self._bands.stretched, 1.5, self._bands.over, self._bands.full]
        painter.setFont(self.font())
        taken: list[tuple[float, float]] = []
        for mark in (mark for mark in marks if mark <= scale.longest):
            x = scale.x(mark)
            painter.setPen(QPen(colour("line"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, bottom))
            label = terms.percent(mark)
            half = self.fontMetrics().horizontalAdvance(label) / 2 + 3
            if all(x + half < start or x - half > end for start, end in taken):
                taken.append((x - half, x + half))
                painter.setPen(colour("muted"))
                box = QRectF(x - half, bottom, 2 * half, self.fontMetrics().height() + 2)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_capacity(self, painter: QPainter, scale: Scale, foot: int) -> None:
        x = scale.x(1.0)
        painter.setPen(QPen(colour("text"), 2))
        painter.drawLine(QPointF(x, 0), QPointF(x, foot))

    def _paint_bar(
        self, painter: QPainter, scale: Scale, bar: Bar, top: int, *, is_current: bool
    ) -> None:
        height = self.row_height
        line = QRectF(0, top, self.viewport().width(), height)
        if bar.worker is not None and bar.worker == self._selected:
            painter.fillRect(line, colour("chosen"))
        bold = self._bold()
        is_waiting = bar.worker is None
        painter.setPen(colour("text"))
        painter.setFont(bold if is_waiting else self.font())
        names = QRectF(2, top, scale.left - GAP - 2, height)
        name = QFontMetrics(painter.font()).elidedText(
            bar.name, Qt.TextElideMode.ElideRight, int(names.width())
        )
        painter.drawText(names, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        box = QRectF(scale.left, top + 4, scale.x(bar.share) - scale.left, height - 9)
        if bar.has_capacity:
            fill_band(painter, box, bar.band)
        else:
            outline_points(painter, box, Band.OVER.value)
        if bar.share > scale.longest:
            _break(painter, box)
        self._paint_ghost(painter, scale, bar, box)
        self._paint_figures(painter, scale, bar, top)
        if self._lit == Spot(worker=bar.worker):
            painter.setPen(QPen(colour(tone(self)), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(line.adjusted(1, 1, -1, -1))
        if is_current and self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(line.adjusted(1, 1, -1, -1))

    def _paint_ghost(self, painter: QPainter, scale: Scale, bar: Bar, box: QRectF) -> None:
        """What would come to a bar, or go from it, while children are held over somebody."""
        change = None if bar.worker is None else self._ghosts.get(bar.worker)
        if change is None or change.after.utilisation is None or not bar.has_capacity:
            return
        ends = sorted((scale.x(bar.share), scale.x(change.after.utilisation)))
        is_more = change.after.utilisation > bar.share
        piece = QRectF(ends[0], box.top(), ends[1] - ends[0], box.height())
        paint_piece(painter, piece, change.after.band if is_more else bar.band, is_more=is_more)

    def _paint_figures(self, painter: QPainter, scale: Scale, bar: Bar, top: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._bold())
        painter.setPen(colour("text"))
        figure = QRectF(scale.right, top, scale.figure - scale.right - GAP, self.row_height)
        painter.drawText(figure, middle | Qt.AlignmentFlag.AlignRight, bar.figure)
        painter.setFont(self.font())
        painter.setPen(colour("muted"))
        left = scale.figure
        words = QRectF(left, top, self.viewport().width() - left, self.row_height)
        said = self.fontMetrics().elidedText(
            bar.short if scale.is_narrow else bar.words,
            Qt.TextElideMode.ElideRight,
            int(words.width()),
        )
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, said)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = int(event.position().y())
        if y >= self.viewport().height() - self._foot_height():
            self.chosen.emit(None)
            return
        row = (y + self.verticalScrollBar().value()) // self.row_height
        if row < len(self._bars):
            self._current = row
            self.choose()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        page = max(1, self.verticalScrollBar().pageStep() // self.row_height)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._bars),
            Qt.Key.Key_End: len(self._bars),
        }
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.choose()
        elif event.key() in steps:
            self.walk(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def walk(self, steps: int) -> None:
        """Go so many bars down (or up) and bring that bar into view."""
        self._current = min(max(0, self._current + steps), max(0, len(self._bars) - 1))
        top, scroll = self._current * self.row_height, self.verticalScrollBar()
        room = self.viewport().height() - self._foot_height()
        scroll.setValue(max(min(scroll.value(), top), top + self.row_height - room))
        self.viewport().update()

    def choose(self) -> None:
        """Choose the worker whose bar is current."""
        if self._bars:
            self.chosen.emit(self._bars[self._current].worker)
            self.viewport().update()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            bar = self.bar_at(event.pos().y())
            words = "" if bar is None else f"{bar.name}: {bar.told} · {bar.words}"
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def bar_at(self, y: int) -> Bar | None:
        """The bar at this height of the chart."""
        if y >= self.viewport().height() - self._foot_height():
            return self._waiting
        row = (y + self.verticalScrollBar().value()) // self.row_height
        return self._bars[row] if row < len(self._bars) else None

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def _break(painter: QPainter, box: QRectF) -> None:
    """Two slanted gaps near the end of a bar that goes on beyond the scale."""
    painter.save()
    painter.setPen(QPen(colour("base"), 3))
    for back in (10, 18):
        x = box.right() - back
        painter.drawLine(QPointF(x - 4, box.bottom() + 1), QPointF(x + 4, box.top() - 1))
    painter.restore()

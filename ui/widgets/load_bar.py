"""A worker's load as a bar: length, a pattern for each band, and the line where capacity ends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.domain.policy import Band
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui.theme import colour

FULL_SCALE = 1.4  # what a bar beside a name can show; a longer one ends in a break mark
STRIPE = 7
DOT = 6
GHOST = 100  # of 255: what would come is seen, and is not there yet


def fill_band(painter: QPainter, box: QRectF, band: Band) -> None:
    """Fill a bar: over is striped, stretched dotted, full solid, spare light within its outline."""
    if box.width() <= 0:
        return
    tone = colour(band.value)
    painter.save()
    if band is Band.SPARE:
        light = QColor(tone)
        light.setAlpha(70)
        painter.setBrush(light)
        painter.setPen(QPen(tone, 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(box, tone)
        painter.setClipRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if band is Band.OVER:
            _stripe(painter, box)
        elif band is Band.STRETCHED:
            _dot(painter, box)
    painter.restore()


def _relief() -> QColor:
    """The colour of a pattern upon a coloured bar: the ground, half seen through."""
    relief = colour("base")
    relief.setAlpha(150)
    return relief


def _stripe(painter: QPainter, box: QRectF) -> None:
    painter.setPen(QPen(_relief(), 1.5))
    rise = box.height()
    left = box.left() - rise
    while left < box.right():
        painter.drawLine(round(left), round(box.bottom()), round(left + rise), round(box.top()))
        left += STRIPE


def _dot(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(_relief()))
    top, shift = box.top() + DOT / 2, 0.0
    while top < box.bottom():
        left = box.left() + DOT / 2 + shift
        while left < box.right():
            painter.drawEllipse(QRectF(left - 1, top - 1, 2, 2))
            left += DOT
        top += DOT
        shift = DOT / 2 - shift


def outline_points(painter: QPainter, box: QRectF, token: str) -> None:
    """A dashed outline: points that stand on nobody's capacity."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    pen = QPen(colour(token), 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawRect(box.toAlignedRect().adjusted(0, 0, -1, -1))
    painter.restore()


def paint_load(painter: QPainter, box: QRectF, share: float | None, band: Band) -> None:
    """A bar in a narrow place: track, bar, capacity line; nothing is filled without capacity."""
    painter.save()
    capacity = round(box.left() + box.width() / FULL_SCALE)
    painter.fillRect(box, colour("line"))
    if share is not None:
        length = box.width() * min(share, FULL_SCALE) / FULL_SCALE
        fill_band(painter, QRectF(box.left(), box.top(), length, box.height()), band)
    elif band is Band.OVER:
        outline_points(painter, box, band.value)
    painter.setPen(QPen(colour("text"), 2))
    painter.drawLine(capacity, round(box.top() - 2), capacity, round(box.bottom() + 2))
    painter.restore()


def paint_ghost(
    painter: QPainter,
    box: QRectF,
    before: tuple[float | None, Band],
    after: tuple[float | None, Band],
) -> None:
    """The bar as it is, and as a ghost what would come to it (light) or go from it (an outline)."""
    (had, band), (has, later) = before, after
    if had is None or has is None:
        paint_load(painter, box, has, later)
        return
    low, high = (box.width() * min(share, FULL_SCALE) / FULL_SCALE for share in sorted((had, has)))
    ghost = QRectF(box.left() + low, box.top(), high - low, box.height())
    painter.save()
    capacity = round(box.left() + box.width() / FULL_SCALE)
    painter.fillRect(box, colour("line"))
    fill_band(painter, QRectF(box.left(), box.top(), low, box.height()), band)
    is_more = has > had
    paint_piece(painter, ghost, later if is_more else band, is_more=is_more)
    painter.setPen(QPen(colour("text"), 2))
    painter.drawLine(capacity, round(box.top() - 2), capacity, round(box.bottom() + 2))
    painter.restore()


def paint_piece(painter: QPainter, box: QRectF, band: Band, *, is_more: bool) -> None:
    """The piece of a bar that would come (light) or go (empty), within dashes."""
    if box.width() < 1:
        return
    tone = colour(band.value)
    light = QColor(tone)
    light.setAlpha(GHOST)
    pen = QPen(tone, 1)
    pen.setDashPattern([3, 2])
    painter.save()
    painter.fillRect(box, colour("base"))
    if is_more:
        painter.fillRect(box, light)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


class LoadBar(QWidget):
    """One worker's load, for beside a figure; the figure itself stands in words next to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._share: float | None = None
        self._band = Band.SPARE
        self._after: tuple[float | None, Band] | None = None

    def show_load(self, share: float | None, band: Band) -> None:
        """Show this share of capacity."""
        self._share, self._band, self._after = share, band, None
        words = tr("{share} of capacity, {band}", share=terms.percent(share), band=terms.term(band))
        self.setAccessibleName(words)
        self.update()

    def show_change(
        self, before: tuple[float | None, Band], after: tuple[float | None, Band]
    ) -> None:
        """Show a share of capacity, and as a ghost beside it what it would be."""
        (self._share, self._band), self._after = before, after
        (share, band), (would, later) = before, after
        self.setAccessibleName(
            tr(
                "{share} of capacity, {band}; then {after}, {after_band}",
                share=terms.percent(share),
                band=terms.term(band),
                after=terms.percent(would),
                after_band=terms.term(later),
            )
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, 4, self.width(), self.height() - 8)
        if self._after is None:
            paint_load(painter, box, self._share, self._band)
        else:
            paint_ghost(painter, box, (self._share, self._band), self._after)
        painter.end()

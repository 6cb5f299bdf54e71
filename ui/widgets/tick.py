"""A box to tick, and a ring to choose by, as large as their words and seen in both schemes.

Fusion's own keep their size when text grows, and in the dark scheme their edge is hardly there.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QWidget
from typing_extensions import override

from ui.theme import colour

GAP = 6  # px between box and words
EDGE = 4  # px around both, which the mark of the focus takes
LEAST = 24  # px: WCAG 2.2, 2.5.8
RING = 0.22  # of a ring: between it and what fills it
TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))  # as shares of the box


class Tick(QCheckBox):
    """Words with a box before them; Space ticks it, a mnemonic in the words goes to it."""

    @override
    def sizeHint(self) -> QSize:
        return size_of(self)

    @override
    def minimumSizeHint(self) -> QSize:
        return size_of(self)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = side_of(self)
        paint_box(painter, QPointF(EDGE, (self.height() - side) / 2), side, self.isChecked())
        paint_words(painter, self)
        painter.end()


class Dot(QRadioButton):
    """One of several that exclude one another: words with a ring before them, filled in or not."""

    @override
    def sizeHint(self) -> QSize:
        return size_of(self)

    @override
    def minimumSizeHint(self) -> QSize:
        return size_of(self)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = side_of(self)
        ring = QRectF(EDGE, (self.height() - side) / 2, side, side).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colour("accent" if self.isChecked() else "border"), 1.5))
        painter.setBrush(colour("base"))
        painter.drawEllipse(ring)
        if self.isChecked():
            inside = side * RING
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(ring.adjusted(inside, inside, -inside, -inside))
        paint_words(painter, self)
        painter.end()


def side_of(widget: QWidget) -> int:
    """How large a box is beside the words of a widget, in px."""
    return max(16, widget.fontMetrics().ascent() + 2)


def size_of(button: QAbstractButton) -> QSize:
    """The room for box and words."""
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
    height = max(LEAST, words.height() + 2 * EDGE)
    return QSize(side_of(button) + GAP + words.width() + 2 * EDGE + 2, height)


def paint_box(painter: QPainter, at: QPointF, side: float, is_ticked: bool) -> None:
    """Paint a box from its upper left corner, with a tick in it or without."""
    box = QRectF(at.x() + 0.5, at.y() + 0.5, side - 1, side - 1)
    painter.setPen(QPen(colour("accent" if is_ticked else "border"), 1))
    painter.setBrush(colour("accent" if is_ticked else "base"))
    painter.drawRoundedRect(box, 3, 3)
    if is_ticked:
        pen = QPen(colour("on_accent"), max(2.0, side / 8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([QPointF(box.x() + x * side, box.y() + y * side) for x, y in TICK])


def paint_words(painter: QPainter, button: QAbstractButton) -> None:
    """Paint the words behind a box, and the mark of the focus around both."""
    painter.setPen(colour("text" if button.isEnabled() else "muted"))
    words = button.rect().adjusted(EDGE + side_of(button) + GAP, 0, 0, 0)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(words, flags | Qt.TextFlag.TextShowMnemonic, button.text())
    if button.hasFocus():
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 3, 3)

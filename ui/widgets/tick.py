"""A box to tick that is as large as its words and can be seen in both schemes.

Fusion's own keeps its size when text grows, and in the dark scheme its edge is hardly there.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox
from typing_extensions import override

from ui.theme import colour

GAP = 6  # px between box and words
EDGE = 4  # px around both, which the mark of the focus takes
LEAST = 24  # px: WCAG 2.2, 2.5.8
TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.3))  # as shares of the box


class Tick(QCheckBox):
    """Words with a box before them; Space ticks it, a mnemonic in the words goes to it."""

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text())
        height = max(LEAST, words.height() + 2 * EDGE)
        return QSize(self._side() + GAP + words.width() + 2 * EDGE + 2, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._side()
        box = QRectF(EDGE + 0.5, (self.height() - side) / 2 + 0.5, side - 1, side - 1)
        ink = colour("text" if self.isEnabled() else "muted")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent" if self.isChecked() else "border"), 1))
        painter.setBrush(colour("accent" if self.isChecked() else "base"))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            pen = QPen(colour("on_accent"), max(2.0, side / 8))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline([QPointF(box.x() + x * side, box.y() + y * side) for x, y in TICK])
        painter.setPen(ink)
        words = self.rect().adjusted(EDGE + side + GAP, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, flags | Qt.TextFlag.TextShowMnemonic, self.text())
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.end()

    def _side(self) -> int:
        return max(16, self.fontMetrics().ascent() + 2)

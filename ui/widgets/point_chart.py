"""What the charts have in common whose points lie side by side: keys, levels, sizes, the focus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.theme import colour

USUAL = 17.0  # px: the height of a line of the usual font
GAP = 6
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MIDDLE = Qt.AlignmentFlag.AlignCenter


class PointChart(QWidget):
    """Arrows walk from point to point. ``activated`` says that the point is wanted (Enter)."""

    activated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def far(self) -> int:
        """How many points there are."""
        raise NotImplementedError

    def walk(self, steps: int) -> None:
        """Go so many points on (or back)."""
        raise NotImplementedError

    def plot(self) -> QRectF:
        """Where the points are."""
        raise NotImplementedError

    def grown(self, size: float) -> float:
        """A size of the usual font in that of this one."""
        return size * max(1.0, self.fontMetrics().height() / USUAL)

    def bold(self) -> QFont:
        """The font of what is read out."""
        font = QFont(self.font())
        font.setBold(True)
        return font

    def paint_level(self, painter: QPainter, down: float, said: str, wide: float) -> None:
        """Paint a line across, and what it stands for on its left, so wide."""
        box, line = self.plot(), QFontMetricsF(self.font()).height()
        y = round(down) + 0.5
        painter.setFont(self.font())
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setPen(colour("muted"))
        painter.drawText(QRectF(0, y - line / 2, wide + GAP, line), RIGHT, said)

    def paint_focus(self, painter: QPainter) -> None:
        """Paint a frame where the keys go to this chart."""
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Home: -self.far,
            Qt.Key.Key_End: self.far,
        }
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.activated.emit()
        elif event.key() in steps:
            self.walk(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

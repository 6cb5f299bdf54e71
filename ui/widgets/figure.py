"""A figure that opens the list behind it: what is counted, how many, and what that means."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from allocation_app.wording.translate import tr
from ui.theme import colour

PAD = 11
NARROWEST = 144
VALUE_SCALE = 1.75
DETAIL_LINES = 2


class Figure(QAbstractButton):
    """A card of one figure. It is a button: Tab reaches it, Enter, Space or a click opens it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = title
        self._value = ""
        self._detail = ""
        self._is_alarming = False
        self._is_hovered = False

    @property
    def shown(self) -> tuple[str, str, str]:
        """Title, value and detail as they stand on the card."""
        return self._title, self._value, self._detail

    def name(self, title: str) -> None:
        """Say in other words what is counted, before its value is shown."""
        self._title = title

    def show_value(self, value: str, detail: str, *, is_alarming: bool = False) -> None:
        """Show another figure."""
        self._value, self._detail, self._is_alarming = value, detail, is_alarming
        said = tr("{title}: {value}", title=self._title, value=value)
        self.setAccessibleName(tr("{said}, {detail}", said=said, detail=detail) if detail else said)
        self.setToolTip(tr("{said}. Opens the list.", said=said))
        self.update()

    def _value_font(self) -> QFont:
        large = QFont(self.font())
        large.setBold(True)
        large.setPointSizeF(self.font().pointSizeF() * VALUE_SCALE)
        return large

    @override
    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        value = QFontMetrics(self._value_font()).height()
        width = max(NARROWEST, self.fontMetrics().horizontalAdvance(self._title) + 2 * PAD + 2)
        return QSize(width, 2 * PAD + (1 + DETAIL_LINES) * line + value + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_marked = self.hasFocus() or self._is_hovered or self.isDown()
        painter.setPen(QPen(colour("accent" if is_marked else "border"), 2 if is_marked else 1))
        painter.setBrush(colour("line") if self.isDown() else colour("base"))
        painter.drawRoundedRect(frame, 3, 3)
        room = QRectF(self.rect()).adjusted(PAD, PAD, -PAD, -PAD)
        top = self._paint_line(painter, room, self._title, self.font(), colour("muted"))
        tone = colour("late") if self._is_alarming else colour("text")
        room.setTop(top)
        room.setTop(self._paint_line(painter, room, self._value, self._value_font(), tone))
        painter.setFont(self.font())
        painter.setPen(colour("muted"))
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self._detail)
        painter.end()

    @staticmethod
    def _paint_line(painter: QPainter, room: QRectF, text: str, font: QFont, tone: QColor) -> float:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(tone)
        box = QRectF(room.left(), room.top(), room.width(), metrics.height())
        words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        return box.bottom()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_hovered = True
        self.update()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._is_hovered = False
        self.update()
        super().leaveEvent(event)

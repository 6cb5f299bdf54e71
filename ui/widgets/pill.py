"""A state or a band as a small bordered word; the colour only repeats what the word says."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.findings import State
from ui.table_model import CODE_ROLE, Index
from ui.theme import colour

PAD_X = 7
PAD_Y = 2
TINT = 26  # of 255: enough to set the word off, too little to carry a meaning
MARGIN = 6


def pill_font(font: QFont) -> QFont:
    """The pill's own type: bold, as it is read first."""
    bold = QFont(font)
    bold.setBold(True)
    return bold


def pill_size(text: str, font: QFont) -> QSize:
    """How much room a pill with this word takes."""
    metrics = QFontMetrics(pill_font(font))
    return QSize(metrics.horizontalAdvance(text) + 2 * PAD_X, metrics.height() + 2 * PAD_Y)


def paint_pill(painter: QPainter, place: QPointF, text: str, code: str, font: QFont) -> float:
    """Paint a pill whose left edge has its middle at this place; gives its width."""
    size = pill_size(text, font)
    top = round(place.y() - size.height() / 2) + 0.5
    box = QRectF(place.x() + 0.5, top, size.width(), size.height())
    tone = colour(code)
    tint = QColor(tone)
    tint.setAlpha(TINT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tone, 1)
    if code == State.CANNOT_TELL:
        pen.setDashPattern([3, 2])
    for fill, edge in ((colour("base"), QPen(Qt.PenStyle.NoPen)), (tint, pen)):
        painter.setBrush(fill)
        painter.setPen(edge)
        painter.drawRoundedRect(box, 3, 3)
    painter.setFont(pill_font(font))
    painter.setPen(tone)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box.width()


class Pill(QWidget):
    """A word in a border, coloured by its code."""

    def __init__(self, text: str, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text = text
        self._code = code
        self.show_code(text, code)

    @property
    def text(self) -> str:
        """The word."""
        return self._text

    def show_code(self, text: str, code: str) -> None:
        """Show another word."""
        self._text, self._code = text, code
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        size = pill_size(self._text, self.font())
        return QSize(size.width() + 2, size.height() + 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, QPointF(0, self.height() / 2 - 1), self._text, self._code, self.font())
        painter.end()


class PillDelegate(QStyledItemDelegate):
    """Paints a cell that has a code (`CODE_ROLE`) as a pill, any other as plain text."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        code = index.data(CODE_ROLE)
        if not code:
            super().paint(painter, option, index)
            return
        cell, text = self.paint_ground(painter, option, index)
        left = cell.rect.left() + MARGIN
        if cell.displayAlignment & Qt.AlignmentFlag.AlignRight:  # figures, under their heading
            left = cell.rect.right() - MARGIN - pill_size(text, cell.font).width()
        place = QPointF(left, cell.rect.center().y() + 0.5)
        paint_pill(painter, place, text, str(code), cell.font)

    def paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> tuple[QStyleOptionViewItem, str]:
        """Paint a cell without its text; gives the cell and the text."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        item = QStyle.ControlElement.CE_ItemViewItem
        QApplication.style().drawControl(item, cell, painter, cell.widget)
        return cell, text

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        if not index.data(CODE_ROLE):
            return hint
        size = pill_size(str(index.data() or ""), option.font)
        width = max(hint.width(), size.width() + 2 * MARGIN)
        return QSize(width, max(hint.height(), size.height() + 4))

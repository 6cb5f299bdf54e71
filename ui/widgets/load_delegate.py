"""Paints the load of a worker in a cell: the bar, then share and band in words; a child's state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Change
from allocation_app.wording.effects import load_change
from ui.rows.caseload import Group
from ui.table_model import Index
from ui.theme import colour
from ui.widgets.caseload_tree import GROUP_ROLE
from ui.widgets.load_bar import paint_ghost, paint_load
from ui.widgets.pill import PillDelegate

BAR = 80
MARGIN = 6
LEAST_ROW = 28


class LoadDelegate(PillDelegate):
    """A bar for a group that has a band, a pill for a child that has a finding.

    ``change_of`` gives what a group would stand at where children are held over somebody.
    """

    def __init__(self, parent: QWidget, change_of: Callable[[Group], Change | None]) -> None:
        super().__init__(parent)
        self._change_of = change_of

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group = index.data(GROUP_ROLE)
        if not isinstance(group, Group) or group.band is None:
            super().paint(painter, option, index)
            return
        cell, text = self.paint_ground(painter, option, index)
        room = QRectF(cell.rect)
        box = QRectF(room.left() + MARGIN, room.center().y() - 6, BAR, 13)
        change = self._change_of(group)
        if change is None:
            paint_load(painter, box, group.share, group.band)
        else:
            after = change.after
            paint_ghost(painter, box, (group.share, group.band), (after.utilisation, after.band))
            text = load_change(change)
        painter.save()
        font = QFont(cell.font)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(colour("text"))
        room.setLeft(box.right() + 10)
        painter.drawText(room, int(cell.displayAlignment), text)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hint = super().sizeHint(option, index)
        hint.setHeight(max(hint.height(), option.fontMetrics.height() + 12, LEAST_ROW))
        if isinstance(index.data(GROUP_ROLE), Group):
            words = option.fontMetrics.horizontalAdvance("100 % stretched") + 2 * MARGIN + 16
            return QSize(BAR + words, hint.height())
        return hint

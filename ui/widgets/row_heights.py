"""Rows of a table that are as high as their text needs where it wraps: nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui.table_model import Index
from ui.widgets.pill import PillDelegate
from ui.widgets.words import unbroken

PADDING = 6  # px at either side of a cell, as the style sheet has it
AIR = 8  # px between the text of a row and that of the next
MOST = 100  # rows that are measured; in a longer list every row has room for two lines
SOON = 20  # ms: columns come one by one, and are waited for


class Wrapping(PillDelegate):
    """Measures text that wraps within what the padding of a cell leaves it."""

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = unbroken(option.text)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        within = QStyleOptionViewItem(option)
        within.rect.setWidth(option.rect.width() - 2 * PADDING)
        hint = super().sizeHint(within, index)
        return QSize(hint.width(), hint.height() + AIR)


class RowHeights(QObject):
    """Keeps the rows of a view as high as their text, and never lower than a line."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view, self._soon = view, QTimer(self)
        rows = view.verticalHeader()
        rows.setMinimumSectionSize(rows.defaultSectionSize())
        rows.setDefaultSectionSize(rows.defaultSectionSize() + view.fontMetrics().lineSpacing())
        view.setWordWrap(True)
        view.setItemDelegate(Wrapping(view))
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.fit)
        model = view.model()
        for changed in (
            model.modelReset,
            model.dataChanged,
            model.layoutChanged,
            view.horizontalHeader().sectionResized,
        ):
            changed.connect(lambda *_: self._soon.start())

    @property
    def is_settled(self) -> bool:
        """Whether no row waits for its height."""
        return not self._soon.isActive()

    def fit(self) -> None:
        """Give each row its height now."""
        if self._view.model().rowCount() <= MOST:
            self._view.resizeRowsToContents()

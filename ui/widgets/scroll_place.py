"""Keeps a list where it was scrolled to while its rows are made anew."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QObject
from PySide6.QtWidgets import QAbstractItemView


class ScrollPlace(QObject):
    """Scrolls back after a reset; a current row that could be seen before can be seen after it.

    Make it last: whatever else scrolls after a reset has then done so.
    """

    def __init__(self, view: QAbstractItemView, model: QAbstractItemModel) -> None:
        super().__init__(view)
        self._view = view
        self._scrolled = 0, 0
        self._is_seen = False
        model.modelAboutToBeReset.connect(self._note)
        model.modelReset.connect(self._restore)

    def _note(self) -> None:
        view = self._view
        self._scrolled = view.verticalScrollBar().value(), view.horizontalScrollBar().value()
        box = view.visualRect(view.currentIndex())
        self._is_seen = box.isValid() and box.intersects(view.viewport().rect())

    def _restore(self) -> None:
        view = self._view
        down, across = self._scrolled
        view.doItemsLayout()  # else the bars still end where the rows of before did
        view.verticalScrollBar().setValue(down)
        view.horizontalScrollBar().setValue(across)
        if self._is_seen and view.currentIndex().isValid():
            view.scrollTo(view.currentIndex())

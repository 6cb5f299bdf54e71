"""Keeps the place in a view of the caseloads while its lines are made anew."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject
from PySide6.QtWidgets import QTreeView

from ui.widgets.caseload_tree import CaseloadModel, Index

Key = tuple[str, str]
"""The group a line belongs to, and the child it is about, which a worker's own line has not."""


class TreePlace(QObject):
    """What is open, selected and current stays so, and the view stays where it was scrolled to."""

    def __init__(self, view: QTreeView, model: CaseloadModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._open: set[str] = set()
        self._selected: list[Key] = []
        self._current: Key | None = None
        self._scrolled = 0, 0
        view.expanded.connect(lambda index: self._open.add(model.group(index).key))
        view.collapsed.connect(lambda index: self._open.discard(model.group(index).key))
        model.modelAboutToBeReset.connect(self.note)
        model.modelReset.connect(self.restore)

    def note(self) -> None:
        """Remember the place."""
        self._note_open()
        view = self._view
        rows = [index for index in view.selectionModel().selectedIndexes() if not index.column()]
        self._selected = [self._key(index) for index in rows]
        current = view.currentIndex()
        self._current = self._key(current) if current.isValid() else None
        self._scrolled = view.verticalScrollBar().value(), view.horizontalScrollBar().value()

    def restore(self) -> None:
        """Go back to it, as far as it is still there."""
        self._expand()
        flags, chosen = QItemSelectionModel.SelectionFlag, QItemSelection()
        for index in self._found(self._selected):
            chosen.select(index, index)
        selection = self._view.selectionModel()
        selection.blockSignals(True)  # nobody has chosen anything
        selection.select(chosen, flags.ClearAndSelect | flags.Rows)
        if self._current is not None:
            for index in self._found([self._current]):
                selection.setCurrentIndex(index, flags.NoUpdate)
        selection.blockSignals(False)
        if self._view.isVisible():
            self._view.doItemsLayout()
        down, across = self._scrolled
        self._view.verticalScrollBar().setValue(down)
        self._view.horizontalScrollBar().setValue(across)

    def _expand(self) -> None:
        """Open what is to be open, without a word for each: the view is laid out once, after it."""
        if not self._open:
            return
        self._view.blockSignals(True)
        for row, group in enumerate(self._model.groups()):
            if group.key in self._open:
                self._view.expand(self._model.index(row, 0))
        self._view.blockSignals(False)

    def _note_open(self) -> None:
        if not self._view.isVisible():
            return  # what is hidden is opened and closed line by line, and tells of it
        for row, group in enumerate(self._model.groups()):
            if self._view.isExpanded(self._model.index(row, 0)):
                self._open.add(group.key)
            else:
                self._open.discard(group.key)

    def _key(self, index: Index) -> Key:
        group = self._model.group(index)
        if not index.parent().isValid():
            return group.key, ""
        cases = self._model.cases(group)
        # A line that was never looked at is made of the plan as it is now, which may have fewer.
        return group.key, cases[index.row()].child if index.row() < len(cases) else ""

    def _found(self, keys: list[Key]) -> Iterator[QModelIndex]:
        """Where they stand now: a child perhaps under another worker, if that one is open."""
        children = {child for _, child in keys if child}
        wanted = {group for group, child in keys if not child}
        if not children and not wanted:
            return
        for row, group in enumerate(self._model.groups()):
            card = self._model.index(row, 0)
            if group.key in wanted:
                yield card
            if children.isdisjoint((*group.children, *group.co_worked)):
                continue
            if self._view.isExpanded(card):
                for number, case in enumerate(self._model.cases(group)):
                    if case.child in children:
                        yield self._model.index(number, 0, card)

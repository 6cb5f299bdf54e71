"""Who is selected in the views of the caseloads is in the inspector, and the other way round."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject
from PySide6.QtWidgets import QTreeView

from ui.selection import Selection
from ui.store import PlanStore
from ui.widgets.board_view import BoardView
from ui.widgets.caseload_tree import CaseloadModel
from ui.widgets.caseload_view import CaseloadView

Lines = CaseloadView | BoardView


class TreeSelection(QObject):
    """Binds the views of one model to the store; ``seen`` tells which of them are looked at."""

    def __init__(
        self,
        store: PlanStore,
        model: CaseloadModel,
        views: Sequence[Lines],
        seen: Callable[[], Sequence[Lines]],
    ) -> None:
        super().__init__(model)
        self._store, self._model, self._seen = store, model, seen
        self._is_following = False
        for view in views:
            selection = view.selectionModel()
            selection.selectionChanged.connect(lambda *_, seen=view: self._choose_children(seen))
            selection.currentRowChanged.connect(self._choose)
            view.activated.connect(self._choose)
            view.clicked.connect(self._choose)
            view.expanded.connect(self.follow)
        store.selection_changed.connect(self.follow)

    def _choose(self, current: QModelIndex) -> None:
        if self._is_following or not current.isValid():
            return
        case = self._model.case(current)
        if case is not None:
            self._store.select_child(case.child)
            return
        worker = self._model.group(current).worker
        if worker is not None:
            self._store.select_worker(worker)

    def _choose_children(self, view: Lines) -> None:
        """What is done next is done to the children whose lines are selected."""
        if not self._is_following:
            self._store.choose(view.hand.marked())

    def follow(self) -> None:
        """Mark who is in the inspector, a child only where its worker is open."""
        if self._is_following:
            return
        selected = self._store.selected
        self._is_following = True
        for view in self._seen():
            index = QModelIndex() if selected is None else self._place(view, selected)
            if index.isValid():
                current = view.currentIndex()
                if (index.row(), index.parent()) != (current.row(), current.parent()):
                    view.setCurrentIndex(index)
            else:
                view.clearSelection()  # the cursor stays, so that the arrows go on from there
        self._is_following = False

    def _place(self, view: QTreeView, selected: Selection) -> QModelIndex:
        for row, group in enumerate(self._model.groups()):
            index = self._model.index(row, 0)
            if selected.worker is not None and group.worker == selected.worker:
                return index
            if selected.child in group.children and view.isExpanded(index):
                listed = [case.child for case in self._model.cases(group)]
                return self._model.index(listed.index(selected.child), 0, index)
        return QModelIndex()

"""Children taken from the lines of the caseloads and let go on them, the same on list and board."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QPoint
from PySide6.QtWidgets import QMenu, QTreeView

from allocation_app.domain.effects import Change
from allocation_app.domain.people import ChildId, WorkerId
from ui.rows.caseload import Group, Kind
from ui.widgets.caseload_tree import CaseloadModel
from ui.widgets.child_menu import add_child_actions
from ui.widgets.dragging import Spot, accept, carry, tone, weighed
from ui.widgets.plan_menu import offer_sharing, offer_staffing
from ui.widgets.wishes import Wishes


class CaseloadHand(QObject):
    """What is marked in a view of the caseloads, and over whom children are held.

    With ``takes_nobody`` they can be let go beside the lines, and are nobody's then.
    """

    def __init__(
        self, view: QTreeView, model: CaseloadModel, *, takes_nobody: bool = False
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._takes_nobody = view, model, takes_nobody
        self._wishes: Wishes | None = None
        self._lit: Spot | None = None
        self._ghosts: Mapping[WorkerId, Change] = {}

    def carry(self, wishes: Wishes) -> None:
        """Let children be dragged from worker to worker, those that are marked together."""
        self._wishes = wishes
        carry(self._view.viewport(), self.children_at)
        accept(self._view.viewport(), self.spot_at, wishes, self._light)

    def offer(self, menu: QMenu) -> None:
        """Put on a menu what the plan can be asked about the current line, and what is marked."""
        index = self._view.currentIndex()
        if self._wishes is None or not index.isValid():
            return
        group = self._model.group(index)
        if self._held(index) is not None:
            add_child_actions(menu, self._view)
        elif not index.parent().isValid() and group.kind is Kind.WORKER and group.worker:
            offer_staffing(menu, self._wishes, group.worker, group.children)
        elif not index.parent().isValid() and group.kind is not Kind.UNREADABLE:
            offer_sharing(menu, self._wishes, group.children)

    @property
    def tone(self) -> str:
        """The colour of the line that children are held over."""
        return tone(self._view)

    def marked(self) -> tuple[ChildId, ...]:
        """The children who are marked, in the order in which they stand."""
        indexes = sorted(
            self._view.selectionModel().selectedRows(),
            key=lambda at: (at.parent().row(), at.row()),
        )
        found = (self._held(index) for index in indexes)
        return tuple(dict.fromkeys(child for child in found if child is not None))

    def children_at(self, place: QPoint) -> tuple[ChildId, ...]:
        """Whom a press here takes along: the child, with all who are marked where it is too."""
        child = self._held(self._view.indexAt(place))
        if child is None:
            return ()
        marked = self.marked()
        return marked if child in marked else (child,)

    def spot_at(self, place: QPoint) -> Spot | None:
        """With whom children can be let go here."""
        index = self._view.indexAt(place)
        if not index.isValid():
            return Spot(worker=None) if self._takes_nobody else None
        group = self._model.group(index)
        return None if group.kind is Kind.UNREADABLE else Spot(worker=group.worker)

    def is_over(self, group: Group) -> bool:
        """Whether children are held over this worker, or this lack of one."""
        if self._lit is None or group.kind is Kind.UNREADABLE:
            return False
        return group.worker == self._lit.worker

    def ghost(self, group: Group) -> Change | None:
        """How this worker would stand if children were let go where they are held."""
        return None if group.worker is None else self._ghosts.get(group.worker)

    def _held(self, index: QModelIndex) -> ChildId | None:
        """The child of a line; none where it is only co-worked there, and held by another."""
        case = self._model.case(index) if index.isValid() else None
        if case is None or case.child in self._model.group(index).co_worked:
            return None
        return case.child

    def _light(self, spot: Spot | None) -> None:
        self._lit = spot
        self._ghosts = {} if spot is None else weighed(self._view)
        self._view.viewport().update()

"""What a context menu offers to do to the plan with the worker, or the group, of a line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.report.orders import What
from allocation_app.wording.translate import tr, trn
from ui.rows.wanted import Wanted
from ui.theme import icon
from ui.widgets.wishes import Wishes


def offer_sharing(menu: QMenu, wishes: Wishes, children: Sequence[ChildId]) -> None:
    """Put on a menu to share these children out over several workers."""
    held = tuple(children)
    if held:
        said = trn("S&hare out the child…", "S&hare out the {n} children…", len(held))
        menu.addAction(icon("split"), said, lambda: wishes.sharing.emit(held))


def offer_staffing(
    menu: QMenu, wishes: Wishes, worker: WorkerId, children: Sequence[ChildId]
) -> None:
    """Put on a menu what can be done about this worker, who has these children."""
    offer_sharing(menu, wishes, children)
    away = tr("&Leaves, is away, changes hours…")
    menu.addAction(icon("user-cog"), away, lambda: wishes.staffing.emit(worker))
    page = Wanted(what=What.WORKER, workers=(worker,))
    menu.addAction(
        icon("file-text"), tr("&Page for supervision…"), partial(wishes.exporting.emit, page)
    )
    menu.addSeparator()

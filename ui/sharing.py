"""Asks how children are shared out or given back, and stages what was decided as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from allocation_app.domain.ahead import on_day, seen_on
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.give_back import give_back, given_back
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.proposal import Proposal, Request
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.progress import Progress
from allocation_app.wording import sharing
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr, trn
from ui import commands
from ui.dialogs.share_out import Asked, Propose, ShareOutDialog
from ui.rows.share_out import Offer, back_offer, offer, open_to, request_of
from ui.store import PlanStore
from ui.widgets.strip import Strip
from ui.widgets.wishes import Wishes


def suggested(plan: Plan, request: Request, by: Measured, progress: Progress) -> Proposal:
    """What the planner suggests; runs off the window's thread, and solves in another process."""
    from allocation_app.planner import apart, propose

    return propose.propose(plan, request, by, solver=apart.solve, progress=progress)


class Sharing(QObject):
    """Answers who takes the children of who goes, of the queue, or of a selection."""

    def __init__(self, store: PlanStore, strip: Strip, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._strip, self._window = store, strip, window

    def answer(self, wishes: Wishes) -> None:
        """Answer what is asked from here."""
        wishes.sharing.connect(self.share)
        wishes.following.connect(self.follow)

    def share(self, children: Sequence[ChildId]) -> None:
        """Share these children out; without any, everybody who waits."""
        review = self._store.review
        if review is None:
            return
        known = review.snapshot.children
        waiting = [c for c in review.caseloads.unallocated if self._store.is_shown(known[c])]
        found = tuple(children) or tuple(waiting)
        heading = (
            trn("Share out {n} child", "Share out {n} children", len(found))
            if children
            else trn("Share out {n} who waits", "Share out all {n} who wait", len(found))
        )
        self._ask(heading, found, review.snapshot.as_at)

    def follow(self, change: StaffChange) -> None:
        """Ask what becomes of the children of who goes, or of who comes back."""
        review = self._store.review
        if review is None:
            return
        day = seen_on(self._store.plan, change)
        if change.kind is StaffChangeKind.RETURNS:
            self._give_back(change.worker)
            return
        loads = review.caseloads
        children = loads.loads[change.worker].children
        name = loads.snapshot.workers[change.worker].name
        heading = trn(
            "Share out {n} child of {name}",
            "Share out {n} children of {name}",
            len(children),
            name=name,
        )
        self._ask(heading, children, day, without=change.worker)

    def _give_back(self, worker: WorkerId) -> None:
        plan, by = self._store.plan, self._store.by
        found = give_back(plan, worker, by)
        names = names_of(plan.facts, hide_names=self._store.names_hidden)
        back = tuple(move.child for move in found.moves)
        children = (*back, *(each.child for each in found.kept))
        if not children:
            self._strip.tell(sharing.nobody_back(found, names))
            return
        weeks = by.policy.second_change_within.days // 7
        asked = self._asked(
            tr("Give back the children of {name}", name=names.worker(worker)),
            children,
            found.day,
            (),
            lambda _day, _among, _progress: back_offer(found, weeks),
        )
        self._open(asked, lambda moves: self._store.make(given_back(self._store.plan, moves)))

    def _ask(
        self,
        heading: str,
        children: tuple[ChildId, ...],
        day: date,
        *,
        without: WorkerId | None = None,
    ) -> None:
        plan, by, hide = self._store.plan, self._store.by, self._store.names_hidden
        if not children:
            self._strip.tell(tr("There is no child to be shared out."))
            return
        then = caseloads(on_day(plan, day), by.policy)
        workers = tuple(
            worker.id
            for worker in then.case_holders
            if worker.id != without
            and then.loads[worker.id].utilisation is not None
            and self._store.is_shown_worker(worker)
        )

        def propose(on: date, among: frozenset[WorkerId], progress: Progress) -> Offer:
            names = names_of(plan.facts, hide_names=hide)
            free = open_to(plan, children)
            request = request_of(free, children, among, on, by.team)
            return offer(suggested(free, request, by, progress), free, by, names)

        asked = self._asked(heading, children, day, workers, propose)
        self._open(asked, lambda moves: commands.stage(self._store, moves))

    def _asked(
        self,
        heading: str,
        children: tuple[ChildId, ...],
        day: date,
        workers: tuple[WorkerId, ...],
        propose: Propose,
    ) -> Asked:
        return Asked(
            heading=heading,
            plan=self._store.plan,
            by=self._store.by,
            children=children,
            day=day,
            workers=workers,
            propose=propose,
            hide_names=self._store.names_hidden,
        )

    def _open(self, asked: Asked, stage: Callable[[Sequence[Move]], None]) -> None:
        dialog = ShareOutDialog(asked, self._window)
        dialog.decided.connect(stage)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

"""The inspector's page for a child: who holds it, what presses, which dates are known."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.effects import Measured
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId
from allocation_app.domain.review import Review
from allocation_app.report.orders import What
from allocation_app.wording.translate import tr, trn
from ui.rows.child_plan import ChildPlan, child_plan
from ui.rows.kin import going_along
from ui.rows.person import ChildSummary, Fact, child_summary
from ui.rows.wanted import Wanted
from ui.table_model import Column
from ui.widgets.candidate_list import CandidateList
from ui.widgets.dragging import carry
from ui.widgets.flow import Flow
from ui.widgets.link import Link
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill
from ui.widgets.plain_table import PlainTable
from ui.widgets.staged_view import StagedView
from ui.widgets.stays_view import StaysView
from ui.widgets.wishes import Wishes
from ui.widgets.words import title, words


class ChildPanel(Panel):
    """Everything about one child, worst first; who could take the child; what the plan does.

    ``taken_back`` carries a step, ``unpinned`` the child, ``unmarked`` a mark.
    """

    taken_back = Signal(object)
    unpinned = Signal(object)
    unmarked = Signal(object)

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wishes = wishes
        self.candidates = CandidateList(wishes, self)

    def show_child(
        self,
        review: Review,
        child_id: ChildId,
        finding: Finding | None,
        hide_names: bool,
        by: Measured,
    ) -> None:
        """Show this child, with the finding that was asked for opened.

        What the plan does is measured by ``by``.
        """
        self.candidates.ask(review, child_id, by, hide_names=hide_names)
        summary = child_summary(review, child_id, hide_names=hide_names)
        plan = child_plan(review, child_id, hide_names=hide_names)
        # What is staged for others changes the effect of what is staged for this child.
        loads = review.caseloads if plan.staged else None
        shown = (id(review.snapshot), child_id, finding, hide_names, summary, plan, id(loads))
        if not self.is_new(shown):
            return
        self.begin()
        heading = title(summary.name)
        heading.setCursor(Qt.CursorShape.OpenHandCursor)
        heading.setToolTip(tr("Drag to a worker, or move with Ctrl+M"))
        carry(heading, lambda _: (child_id,))
        self.add(heading)
        self.add(words(summary.about, is_muted=True))
        self._add_badges(plan)
        if plan.staged:
            self.head(tr("In the plan"))
            self.add(self._staged(plan, child_id, review, by, hide_names=hide_names))
        # Who waits is given a worker: how long, and who could take the child, stand at the top.
        is_waiting = child_id in review.caseloads.unallocated
        if not is_waiting:
            self._add_known(review, child_id, summary)
        self.head(tr("Late, not known and due"))
        if summary.findings:
            self.add_findings(summary.findings, review, finding)
        else:
            self.add(words(tr("Nothing is late, missing or due soon."), is_muted=True))
        self.space()
        self.go_on_below(self.candidates)
        if is_waiting:
            self.head(tr("What is known"))
            self._add_known(review, child_id, summary)
        self.head(tr("Pins and marks"))
        self.add(self._stays(plan, child_id))
        if summary.plans:
            self.head(tr("Plan and outcomes"))
            for fact in summary.plans:
                self._add_fact(fact)
        if summary.dates:
            self.head(tr("Known dates"))
            self.add(dates_table(summary.dates))

    @override
    def forget(self) -> None:
        super().forget()
        self.candidates.forget()

    def _add_known(self, review: Review, child: ChildId, summary: ChildSummary) -> None:
        for fact in summary.facts:
            self._add_fact(fact)
        before = Link(tr("Worker history"))
        before.setToolTip(tr("Who had this child, when and why, over all imports"))
        before.clicked.connect(lambda: self.wishes.looking_back.emit(child))
        self.add(before)
        self._add_siblings(review, child, summary)

    def _add_badges(self, plan: ChildPlan) -> None:
        """What must be seen before a child is moved, as words in a border."""
        badges = [(plan.stays.churn, "due_soon")] if plan.stays.churn else []
        if plan.stays.pinned:
            badges.append((tr("pinned"), "accent"))
        if badges:
            holder = QWidget()
            flow = Flow(holder)
            for text, tone in badges:
                flow.addWidget(Pill(text, tone))
            self.add(holder)

    def _staged(
        self,
        plan: ChildPlan,
        child: ChildId,
        review: Review,
        by: Measured,
        *,
        hide_names: bool,
    ) -> StagedView:
        view = StagedView(plan.staged, child, review, by, hide_names=hide_names)
        view.changing.connect(self.wishes.changing)
        view.handing_over.connect(
            lambda: self.wishes.exporting.emit(Wanted(what=What.HANDOVER, children=(child,)))
        )
        view.taken_back.connect(self.taken_back)
        return view

    def _stays(self, plan: ChildPlan, child: ChildId) -> StaysView:
        view = StaysView(plan.stays)
        view.pinning.connect(lambda: self.wishes.pinning.emit((child,)))
        view.marking.connect(lambda: self.wishes.marking.emit((child,)))
        view.unpinned.connect(lambda: self.unpinned.emit(child))
        view.unmarked.connect(self.unmarked)
        return view

    def _add_siblings(self, review: Review, child: ChildId, summary: ChildSummary) -> None:
        if not summary.siblings:
            return
        self.head(tr("Siblings"))
        for sibling in summary.siblings:
            self._add_fact(sibling)
        others = going_along(review.caseloads, (child,))
        if others:
            n = len(others)
            text = trn("Move with {n} sibling…", "Move with {n} siblings…", n)
            button = QPushButton(text)
            button.setToolTip(tr("Those who stand with the same worker, or wait likewise"))
            button.clicked.connect(lambda: self.wishes.asking.emit((child, *others)))
            holder = QWidget()
            Flow(holder).addWidget(button)
            self.add(holder)

    def _add_fact(self, fact: Fact) -> None:
        said = tr("{heading}: {words}", heading=fact.heading, words=fact.words)
        if fact.child is None and fact.worker is None:
            self.add(words(said))
            return
        button = Link(said)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip(tr("Show the details of {whom}", whom=said))
        if fact.worker is not None:
            button.clicked.connect(partial(self.worker_chosen.emit, fact.worker))
        else:
            button.clicked.connect(partial(self.child_chosen.emit, fact.child))
        self.add(button)


def dates_table(dates: tuple[Fact, ...]) -> PlainTable[Fact]:
    """The last known date of each kind of event, the latest first."""
    columns = (
        Column[Fact](tr("Event"), lambda fact: fact.heading),
        Column[Fact](tr("Date"), lambda fact: fact.words),
    )
    table = PlainTable(columns, lambda fact: fact.heading, stretch=0)
    table.setAccessibleName(tr("Known dates"))
    table.show_rows(dates)
    return table

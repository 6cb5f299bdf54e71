"""The inspector's page for a worker: how full and why, child by child; what is late or due."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.closing import Total
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.staffing import StaffChangeKind
from allocation_app.domain.sustained import Sustained
from allocation_app.report.orders import What
from allocation_app.wording import closing, terms
from allocation_app.wording.findings import rule_name
from allocation_app.wording.translate import tr, trn
from ui.rows.closing import closing_of
from ui.rows.people import called
from ui.rows.wanted import Wanted
from ui.rows.worker import CapacityRow, SumLine, WorkerSummary, worker_summary
from ui.rows.worker_plan import GOES, Change, WorkerPlan, worker_plan
from ui.table_model import RIGHT, Column
from ui.widgets.coming_work import ComingWork
from ui.widgets.flow import Flow
from ui.widgets.link import Link
from ui.widgets.load_bar import LoadBar
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill
from ui.widgets.plain_table import PlainTable
from ui.widgets.wishes import Wishes
from ui.widgets.words import one_line, title, words

NO_CHILD = ChildId("")


class WorkerPanel(Panel):
    """Everything about one worker's caseload, and what the plan does with it.

    ``taken_back`` carries a staged change of staff.
    """

    taken_back = Signal(object)

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wishes = wishes
        self._hide_names = False
        self.sum: PlainTable[SumLine] | None = None

    def show_worker(
        self,
        review: Review,
        worker_id: WorkerId,
        hide_names: bool,
        overload: Sustained | None = None,
        imported: Review | None = None,
    ) -> None:
        """Show this worker, with the overload that earlier imports tell of.

        ``imported`` is the import before the plan, which the load by the plan stands beside.
        """
        self._hide_names = hide_names
        summary = worker_summary(review, worker_id, hide_names=hide_names, overload=overload)
        plan = worker_plan(review, imported, worker_id, hide_names=hide_names)
        ended = closing_of(review, worker_id).total
        if not self.is_new((id(review.snapshot), worker_id, hide_names, summary, plan, ended)):
            return
        self.begin()
        self.add(title(summary.name))
        self.add(words(summary.about, is_muted=True))
        if summary.share is not None:
            self.add(_load(summary))
        self.add(words(summary.load))
        for note in summary.notes:
            self.add(words(note))
        self.add(self._deeds(plan, worker_id))
        self._add_closing(ended, worker_id)
        self._add_plan(plan)
        if summary.doubts:
            self.head(tr("Why the share is a range"))
            for doubt in summary.doubts:
                self.add(words(doubt))
        self.sum = None
        if summary.lines:
            self.head(tr("Children and points"))
            self.sum = sum_table(summary)
            self.sum.chosen.connect(self._choose)
            self.add(self.sum)
            self.add(words(tr("Case mix: {mix}", mix=summary.mix), is_muted=True))
        if summary.capacity:
            self.head(tr("Capacity for cases"))
            self.add(capacity_table(summary))
        self.head(tr("Late and due"))
        if summary.findings:
            self.add_findings(summary.findings, review)
        else:
            self.add(words(tr("Nothing is late or due soon."), is_muted=True))
        if summary.lines:
            self.head(tr("Coming four weeks"))
            work = ComingWork(review, worker_id, hide_names=hide_names)
            work.child_chosen.connect(self.child_chosen)
            self.add(work)
        self.head(tr("New"))
        self.add(words(summary.new))

    def _deeds(self, plan: WorkerPlan, worker: WorkerId) -> QWidget:
        """What can be asked of the plan for this worker."""
        holder = QWidget()
        flow = Flow(holder)
        staff = QPushButton(tr("Leaves, is away, hours…"))
        staff.setToolTip(tr("See what if this worker leaves, is away, comes back, changes hours"))
        staff.clicked.connect(lambda: self.wishes.staffing.emit(worker))
        flow.addWidget(staff)
        page = QPushButton(tr("Page for supervision…"))
        page.setToolTip(tr("How the percentage is made up, and the children with their dates"))
        page.clicked.connect(
            lambda: self.wishes.exporting.emit(Wanted(what=What.WORKER, workers=(worker,)))
        )
        flow.addWidget(page)
        follows = plan.follows
        if follows is not None and follows.kind is StaffChangeKind.RETURNS:
            back = QPushButton(tr("Give children back…"))
            back.setToolTip(tr("See who was theirs, and who would better stay where they are"))
            back.clicked.connect(lambda: self.wishes.following.emit(follows))
            flow.addWidget(back)
        if plan.leaving:
            n = len(plan.leaving)
            share = QPushButton(trn("Share out {n} child…", "Share out {n} children…", n))
            share.setToolTip(tr("See a proposal for every child before anything is staged"))
            share.clicked.connect(lambda: self._share(plan))
            flow.addWidget(share)
        return holder

    def _add_closing(self, ended: Total, worker: WorkerId) -> None:
        """A way to what is to be asked before any of these children is moved, if anything is."""
        if not ended.children:
            return
        link = Link(closing.way(ended))
        link.setToolTip(closing.standing())
        link.clicked.connect(partial(self.wishes.before_moving.emit, worker))
        self.add(link)

    def _share(self, plan: WorkerPlan) -> None:
        if plan.follows is not None and plan.follows.kind in GOES:
            self.wishes.following.emit(plan.follows)
        else:
            self.wishes.sharing.emit(plan.leaving)

    def _add_plan(self, plan: WorkerPlan) -> None:
        if plan.is_empty:
            return
        self.head(tr("In the plan"))
        for each in plan.changes:
            self.add(words(each.words, is_bold=True))
            self.add(self._change_buttons(each))
        if plan.load:
            self.add(words(plan.load))
        for moved in (*plan.received, *plan.given):
            link = Link(moved.words)
            link.setToolTip(tr("Show the details of {whom}", whom=moved.words))
            link.clicked.connect(partial(self.child_chosen.emit, moved.child))
            self.add(link)

    def _change_buttons(self, staged: Change) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        for text, signal in (
            (tr("Change…"), self.wishes.changing),
            (tr("Take back"), self.taken_back),
        ):
            button = QPushButton(text)
            button.setAccessibleName(tr("{button}: {step}", button=text, step=staged.words))
            button.clicked.connect(partial(signal.emit, staged.change))
            flow.addWidget(button)
        return holder

    @override
    def about(self, finding: Finding, review: Review) -> str:
        if finding.child is None:
            return ""
        child = review.snapshot.children[finding.child]
        name = called(child, hide_names=self._hide_names)
        return tr("{name}: {rule}", name=name, rule=rule_name(finding, review))

    def _choose(self, line: SumLine) -> None:
        if not _is_sum(line):
            self.child_chosen.emit(line.child)


def _load(summary: WorkerSummary) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(8)
    if summary.band is not None:
        bar = LoadBar()
        bar.show_load(summary.share, summary.band)
        row.addWidget(one_line(summary.share_words, is_bold=True))
        row.addWidget(Pill(terms.term(summary.band), summary.band))
        row.addWidget(bar, 1)
    return holder


def sum_table(summary: WorkerSummary) -> PlainTable[SumLine]:
    """Each child's points with the reason, and the sum under them."""
    columns = (
        Column[SumLine](
            tr("Child"),
            lambda line: line.name,
            tip=lambda line: line.full_name,
            is_bold=_is_sum,
        ),
        Column[SumLine](
            tr("Points"),
            lambda line: terms.points(line.points),
            align=RIGHT,
            is_bold=_is_sum,
        ),
        Column[SumLine](tr("Why"), lambda line: line.why),
    )
    table = PlainTable(columns, lambda line: line.child, stretch=2, wraps=True)
    table.setAccessibleName(tr("Children and points"))
    total = SumLine(child=NO_CHILD, name=tr("Sum"), full_name="", why="", points=summary.points)
    table.show_rows((*summary.lines, total))
    table.let_carry(lambda line: line.child or None)
    return table


def capacity_table(summary: WorkerSummary) -> PlainTable[CapacityRow]:
    """The lines that add up to the capacity, and their sum."""
    columns = (
        Column[CapacityRow](
            tr("Points"), lambda row: _signed(row.points), align=RIGHT, is_bold=_is_capacity
        ),
        Column[CapacityRow](tr("Why"), lambda row: row.what, is_bold=_is_capacity),
    )
    table = PlainTable(columns, lambda row: row.what, stretch=1, wraps=True)
    table.setAccessibleName(tr("Capacity for cases"))
    total = CapacityRow(what=tr("Capacity"), points=sum(row.points for row in summary.capacity))
    table.show_rows((*summary.capacity, total))
    return table


def _is_capacity(row: CapacityRow) -> bool:
    return row.what == tr("Capacity")


def _signed(points: float) -> str:
    return terms.points(points).replace("-", "\u2212")


def _is_sum(line: SumLine) -> bool:
    return line.child == NO_CHILD

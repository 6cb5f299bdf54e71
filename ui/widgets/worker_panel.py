"""The inspector's page for a worker: how full and why, child by child; what is late or due."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.sustained import Sustained
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name
from allocation_app.wording.translate import tr
from ui.rows.people import called
from ui.rows.worker import CapacityRow, SumLine, WorkerSummary, worker_summary
from ui.table_model import RIGHT, Column
from ui.widgets.load_bar import LoadBar
from ui.widgets.panel import Panel
from ui.widgets.pill import Pill
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import one_line, title, words

NO_CHILD = ChildId("")


class WorkerPanel(Panel):
    """Everything about one worker's caseload."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hide_names = False
        self.sum: PlainTable[SumLine] | None = None

    def show_worker(
        self,
        review: Review,
        worker_id: WorkerId,
        hide_names: bool,
        overload: Sustained | None = None,
    ) -> None:
        """Show this worker, with the overload that earlier imports tell of."""
        self._hide_names = hide_names
        summary = worker_summary(review, worker_id, hide_names=hide_names, overload=overload)
        if not self.is_new((id(review.snapshot), worker_id, hide_names, summary)):
            return
        self.begin()
        self.add(title(summary.name))
        self.add(words(summary.about, is_muted=True))
        if summary.band is not None:
            self.add(_load(summary))
        self.add(words(summary.load))
        for note in summary.notes:
            self.add(words(note))
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
        self.head(tr("New"))
        self.add(words(summary.new))

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

"""The inspector's page for a child: who holds it, what presses, which dates are known."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId
from allocation_app.domain.review import Review
from allocation_app.wording.translate import tr
from ui.rows.person import Fact, child_summary
from ui.table_model import Column
from ui.widgets.link import Link
from ui.widgets.panel import Panel
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import title, words


class ChildPanel(Panel):
    """Everything about one child, worst first."""

    def show_child(
        self, review: Review, child_id: ChildId, finding: Finding | None, hide_names: bool
    ) -> None:
        """Show this child, with the finding that was asked for opened."""
        summary = child_summary(review, child_id, hide_names=hide_names)
        if not self.is_new((id(review.snapshot), child_id, finding, hide_names, summary)):
            return
        self.begin()
        self.add(title(summary.name))
        self.add(words(summary.about, is_muted=True))
        for fact in summary.facts:
            self._add_fact(fact)
        if summary.siblings:
            self.head(tr("Siblings"))
            for sibling in summary.siblings:
                self._add_fact(sibling)
        self.head(tr("Late, not known and due"))
        if summary.findings:
            self.add_findings(summary.findings, review, finding)
        else:
            self.add(words(tr("Nothing is late, missing or due soon."), is_muted=True))
        if summary.plans:
            self.head(tr("Plan and outcomes"))
            for fact in summary.plans:
                self._add_fact(fact)
        if summary.dates:
            self.head(tr("Known dates"))
            self.add(dates_table(summary.dates))

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

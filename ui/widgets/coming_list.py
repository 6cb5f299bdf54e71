"""What will be late in the coming weeks: a row a breach, soonest first, and by when to act."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from allocation_app.domain.forecast import Coming
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name
from allocation_app.wording.forecast import why
from allocation_app.wording.translate import tr
from ui.rows import coming, dates
from ui.store import PlanStore
from ui.table_model import Column, Comparable, TableModel
from ui.widgets.table import Table


class ComingList(Table[Coming]):
    """The rows' words are those of the review that is open."""

    def __init__(self, store: PlanStore) -> None:
        self._store = store
        super().__init__("coming", TableModel(self._columns(), coming.key))
        self.view.setAccessibleName(tr("What will be late in the coming four weeks"))
        self.selected.connect(self._select)
        self.activated.connect(self._select)
        self.let_carry(lambda row: row.finding.child, store)

    def show_coming(self, rows: Iterable[Coming]) -> None:
        """Show these; their words may be others although they are the same."""
        self.show_rows(rows)
        self.model.touch()

    def _columns(self) -> list[Column[Coming]]:
        return [
            Column(tr("About"), self._about),
            Column(
                tr("Late from"),
                self._said(coming.from_day),
                sort=self._order,
            ),
            Column(tr("Rule"), self._said(lambda row, review: rule_name(row.finding, review))),
            Column(tr("Whose"), self._said(coming.whose)),
            Column(
                tr("Act by"),
                lambda row: "" if row.act_by is None else terms.short_day(row.act_by),
                sort=lambda row: row.act_by,
            ),
            Column(tr("Why"), why),
            Column(tr("What"), self._said(coming.what), tip=self._said(coming.what)),
        ]

    def _order(self, row: Coming) -> Comparable | None:
        review = self._store.review
        return None if review is None else coming.order(row, review)

    def _said(self, words: Callable[[Coming, Review], str]) -> Callable[[Coming], str]:
        def say(row: Coming) -> str:
            review = self._store.review
            return "" if review is None else words(row, review)

        return say

    def _about(self, row: Coming) -> str:
        hide = self._store.names_hidden
        return self._said(
            lambda about, review: dates.subject(about.finding, review, hide_names=hide)
        )(row)

    def _select(self, row: Coming) -> None:
        review = self._store.review
        if review is None:
            return
        finding = row.finding
        if finding.child is not None:
            self._store.select_child(finding.child, coming.today(row, review))
        elif finding.worker is not None:
            self._store.select_worker(finding.worker)

"""The children without a social worker, worst first, and the escalation ladder of each."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import STATE_ORDER, Told
from allocation_app.domain.people import ChildId
from allocation_app.domain.proposal import Ask, Request
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.waiting import (
    Waiting,
    header,
    ladder_source,
    never_words,
    unreadable,
    waiting,
    watching,
)
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel
from ui.theme import set_icon
from ui.widgets import narrowing
from ui.widgets.card import page_column
from ui.widgets.heading import Heading
from ui.widgets.ladder import Ladder, steps
from ui.widgets.narrowing import Narrowing
from ui.widgets.notice import Notice
from ui.widgets.page import KEEPS, Page
from ui.widgets.pill import PillDelegate
from ui.widgets.table import Table
from ui.widgets.words import words


class UnallocatedPage(Page):
    """Who waits, how long, who must be told.

    ``reviewing`` asks to record a manager's review of a child.
    """

    reviewing = Signal(object)

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._rows: tuple[Waiting, ...] = ()
        self.heading = Heading(self.title)
        self.table = Table(
            "unallocated", TableModel(list(columns()), lambda row: row.child), empty=""
        )
        self.table.view.setAccessibleName(tr("Children without a social worker"))
        self.table.view.setItemDelegate(PillDelegate(self.table.view))
        self.reasons = QComboBox()
        self.reasons.setProperty(KEEPS, "reason")
        self.reasons.setAccessibleName(tr("Why unallocated"))
        self.reasons.setToolTip(tr("Show only children unallocated for one reason"))
        self.notice = Notice(tr("Show them"))
        self.ladder = Ladder()
        self._ladder_head = words("", is_bold=True)
        self._never = words()
        self._watching = words()
        self._source = words(is_muted=True)
        self.record = QPushButton(tr("Record a review…"))
        self.share = QPushButton()
        self.suggest = QPushButton(tr("Suggest for the queue"))
        self._marked: ChildId | None = None
        self.setFocusProxy(self.table)
        self._build()

    @property
    @override
    def title(self) -> str:
        return tr("Unallocated")

    @override
    def count(self) -> int | None:
        review = self.store.review
        if review is None:
            return None
        children = review.snapshot.children
        return sum(self.store.is_shown(children[wait.child]) for wait in review.waits)

    def _build(self) -> None:
        self.reasons.addItem(tr("Every reason"), None)
        for reason in Reason:
            self.reasons.addItem(terms.first_up(terms.reason(reason)), reason.value)
        self.table.add_tool(self.reasons)
        self.record.setToolTip(tr("A manager has looked at the marked child (Ctrl+R)"))
        self.record.clicked.connect(self._record)
        self.table.add_tool(self.record)
        self.share.setProperty("look", "primary")
        self.share.setToolTip(tr("See a proposal for every child listed before anything is staged"))
        self.share.clicked.connect(self._share)
        self.table.add_tool(self.share)
        set_icon(self.suggest, "user-check")
        self.suggest.setToolTip(
            tr("Ask the planner for a worker for everybody who waits, with proof (Ctrl+G)")
        )
        self.suggest.clicked.connect(lambda: self.wishes.suggesting.emit(Request(ask=Ask.PLACE)))
        self.table.add_tool(self.suggest)
        self._count_listed()
        self.table.offer(self._actions_of)
        self._never.setProperty("look", "alarm")
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self._ladder_head)
        column.addWidget(self._never)
        column.addWidget(self.ladder)
        column.addWidget(self._watching)
        column.addWidget(self._source)
        self.reasons.currentIndexChanged.connect(self._choose_reason)
        self.table.selected.connect(lambda row: self.store.select_child(row.child))
        self.table.activated.connect(self._choose_candidate)
        self.table.model.modelReset.connect(self._count_listed)
        self.table.let_carry(lambda row: row.child, self.store)
        self.notice.wanted.connect(self._open_unreadable)
        self.store.selection_changed.connect(self._follow_selection)

    @override
    def refresh(self) -> None:
        review = self.store.review
        self._rows = ()
        self.notice.setVisible(False)
        if review is None:
            self.heading.say("")
        else:
            self._rows = waiting(review, self.store, hide_names=self.store.names_hidden)
            self.heading.say(header(review, self.store, self.store.imported))
            self._show_unreadable(review)
        self._show_rows()
        self._follow_selection()

    def _show_unreadable(self, review: Review) -> None:
        unread = len(unreadable(review, self.store))
        self.notice.setVisible(unread > 0)
        self.notice.say(
            trn(
                "{n} child is not counted here: the worker’s name could not be read.",
                "{n} children are not counted here: the worker’s name could not be read.",
                unread,
            )
        )

    def _choose_reason(self) -> None:
        self._show_rows()
        self._follow_selection()

    def _show_rows(self) -> None:
        reason = self.reasons.currentData()
        self.table.set_empty_text(self._empty_words())
        self.table.show_rows(row for row in self._rows if reason in {None, row.reason.value})

    def _count_listed(self) -> None:
        """Say on the button how many children it is about: those whom the list shows."""
        listed = len(self.table.model.rows())
        self.share.setText(trn("Share out {n}…", "Share out all {n}…", listed))
        self.share.setEnabled(listed > 0)
        self.suggest.setEnabled(listed > 0)

    def _share(self) -> None:
        self.wishes.sharing.emit(tuple(row.child for row in self.table.model.rows()))

    def _choose_candidate(self, row: Waiting) -> None:
        """Enter on a child goes to who could take it, Enter there allocates."""
        self.store.select_child(row.child)
        self.wishes.choosing.emit(row.child)

    def _empty_words(self) -> str:
        if self.store.review is None:
            return tr("Nothing is open yet. Open a spreadsheet with Ctrl+O.")
        if self._rows:
            return tr("No child waits for this reason. Choose “Every reason” to see the others.")
        imported = self.store.imported
        if imported is not None and imported.waits:
            return tr("Nobody waits by this plan. Look at what is staged on the page Plan.")
        return tr("Nobody waits: every child here has a named social worker.")

    def _open_unreadable(self) -> None:
        wanted = Narrowing(delays=frozenset({"D1"}), states=frozenset({Told.CANNOT_TELL}))
        self.opened.emit(narrowing.DELAYS, wanted)

    def _follow_selection(self) -> None:
        """Mark who is selected; while nobody is, the row last marked, else the worst."""
        selected = self.store.selected
        if selected is not None:
            self._marked = selected.child
        else:
            listed = [row.child for row in self.table.model.rows()]
            if self._marked not in listed:
                self._marked = listed[0] if listed else None
        self.table.select(self._marked)
        self._show_ladder(self._marked)

    def _show_ladder(self, child: ChildId | None) -> None:
        review = self.store.review
        wait = None
        if review is not None:
            wait = next((wait for wait in review.waits if wait.child == child), None)
        for part in (self._ladder_head, self._never, self.ladder, self._watching, self._source):
            part.setVisible(wait is not None)
        self.record.setEnabled(wait is not None)
        if review is None or wait is None:
            return
        name = terms.child_name(
            review.snapshot.children[wait.child], hide_names=self.store.names_hidden
        )
        self._ladder_head.setText(tr("Ladder for {name}", name=name))
        as_at, ladder = review.snapshot.as_at, review.policy.ladder
        never = never_words(review, wait.child)
        self._never.setText(never)
        self._never.setVisible(bool(never))
        self.ladder.show_steps(steps(wait, review.policy, as_at))
        self._watching.setText(watching(wait, ladder, as_at))
        self._source.setText(ladder_source(ladder))
        self._source.setToolTip(tr("Read it at {link}", link=ladder.link) if ladder.link else "")

    def _record(self) -> None:
        if self._marked is not None:
            self.reviewing.emit(self._marked)

    def _actions_of(self, row: Waiting) -> list[QAction]:
        move = QAction(tr("&Move to…"), self)
        move.triggered.connect(lambda: self.wishes.asking.emit(self._chosen(row)))
        record = QAction(tr("&Record a review…"), self)
        record.triggered.connect(lambda: self.reviewing.emit(row.child))
        return [move, record]

    def _chosen(self, row: Waiting) -> tuple[ChildId, ...]:
        """The children who are chosen, where this one is among them; else this one."""
        chosen = self.store.chosen
        return chosen if row.child in chosen else (row.child,)

    @override
    def narrow(self, wanted: object) -> None:
        if not isinstance(wanted, Narrowing):
            return
        self.rebuild()
        reason = next(iter(wanted.reasons)).value if len(wanted.reasons) == 1 else None
        self.reasons.setCurrentIndex(max(0, self.reasons.findData(reason)))
        self.table.filter("")
        if wanted.child is not None:
            self.store.select_child(wanted.child)

    @override
    def seek(self) -> None:
        self.table.filter_line.setFocus()

    @override
    def clear(self) -> bool:
        had = self.reasons.currentIndex() > 0 or bool(self.table.filter_line.text())
        self.reasons.setCurrentIndex(0)
        self.table.filter("")
        return had


def _days(days: int | None) -> str:
    return "?" if days is None else str(days)


def _review_due(row: Waiting) -> str:
    """The day of the next review, and how many were missed before it."""
    day = terms.short_day(row.review_due)
    if not row.missed:
        return day
    return trn("{day}, {n} missed", "{day}, {n} missed", row.missed, day=day)


def _review_tip(row: Waiting) -> str:
    if row.review_due is None:
        return tr("Nobody can tell when this child was last reviewed.")
    if row.reviewed is None:
        return tr("No review of this wait is recorded.")
    return tr("Last reviewed {day}", day=terms.short_day(row.reviewed))


def columns() -> tuple[Column[Waiting], ...]:
    """The table, a column a fact."""
    return (
        Column(
            tr("Child"),
            lambda row: row.name,
            tip=lambda row: row.siblings and f"{row.name}: {row.siblings}",
            is_bold=lambda _: True,
        ),
        Column(tr("Id"), lambda row: row.child),
        Column(tr("Case"), lambda row: row.case),
        Column(
            tr("Working\ndays without\nworker"),
            lambda row: _days(row.days),
            sort=lambda row: row.days,
            align=RIGHT,
            is_bold=lambda _: True,
            about=tr("Since the last worker ended, the referral or the arrival in the team"),
        ),
        Column(
            tr("Since\nreferral"),
            lambda row: _days(row.days_since_referral),
            sort=lambda row: row.days_since_referral,
            align=RIGHT,
            about=tr("Working days since the referral"),
        ),
        Column(
            tr("State"),
            lambda row: terms.term(row.state),
            sort=lambda row: (STATE_ORDER[row.state], row.rank),
            code=lambda row: row.state,
        ),
        Column(
            tr("Who must\nbe told"),
            lambda row: row.ladder,
            is_bold=lambda row: row.is_now,
            about=tr("The rung of the escalation ladder, and the next one with its date"),
        ),
        Column(
            tr("Last\nreviewed"),
            lambda row: terms.short_day(row.reviewed),
            sort=lambda row: row.reviewed,
            hidden_by_default=True,
            about=tr("The last management review of this wait that is recorded"),
        ),
        Column(
            tr("Review\ndue"),
            _review_due,
            sort=lambda row: row.review_due,
            is_bold=lambda row: row.is_review_late,
            tip=_review_tip,
        ),
        Column(
            tr("Reviews\nmissed"),
            lambda row: _days(row.missed),
            sort=lambda row: row.missed,
            align=RIGHT,
            is_bold=lambda row: bool(row.missed),
            hidden_by_default=True,  # said beside the day of the next one
            about=tr("Whole review periods without one; ? where nobody can tell"),
        ),
        Column(
            tr("To be\nseen by"),
            lambda row: terms.short_day(row.seen_due),
            sort=lambda row: row.seen_due,
            hidden_by_default=True,
        ),
        Column(
            tr("Held by"),
            lambda row: row.held_by,
            tip=lambda row: f"{row.held_by} ({terms.reason(row.reason)})",
        ),
        Column(tr("Siblings"), lambda row: row.siblings, hidden_by_default=True),
        Column(tr("Team"), lambda row: row.team, hidden_by_default=True),
    )

"""The overview: six figures that open their lists, the balance of the team, what falls due next."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.findings import Told
from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.glance import (
    Ahead,
    Glance,
    ahead,
    bars,
    glance,
    hidden_by_average,
    lasting_words,
    room_words,
    waiting_bar,
)
from ui.rows.imported import policy_name
from ui.rows.people import Shown, workers_count
from ui.rows.summary import summary
from ui.store import PlanStore
from ui.table_model import Column
from ui.theme import set_icon
from ui.widgets import narrowing
from ui.widgets.balance_card import BalanceCard
from ui.widgets.card import Card, scrolled_column
from ui.widgets.figure import Figure
from ui.widgets.flow import Cards
from ui.widgets.heading import Heading
from ui.widgets.narrowing import Narrowing
from ui.widgets.page import Page
from ui.widgets.plain_table import PlainTable
from ui.widgets.words import one_line, words

MOST_AHEAD = 10


class OverviewPage(Page):
    """What a manager sees first. ``copying`` carries the same as text, to be copied."""

    copying = Signal(str)

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._longest = Narrowing()
        self.unallocated = Figure(tr("No social worker"))
        self.longest = Figure(tr("Longest wait"))
        self.late = Figure(tr("Late"))
        self.due_soon = Figure(tr("Due in 2 weeks"))
        self.over = Figure(tr("Over capacity"))
        self.churned = Figure("")
        self._name_churned()
        self.balance = BalanceCard()
        self.ahead = ahead_table()
        self.more = QPushButton(tr("All that falls due"))
        self.heading = Heading(self.title)
        self.copy = QPushButton(tr("Copy the summary"))
        self._nothing_ahead = words(tr("Nothing falls due in the next two weeks."), is_muted=True)
        self._build()
        self._connect()

    @property
    @override
    def title(self) -> str:
        return tr("Overview")

    def figures(self) -> tuple[Figure, ...]:
        """The six figures in their order."""
        return (
            self.unallocated,
            self.longest,
            self.late,
            self.due_soon,
            self.over,
            self.churned,
        )

    def copy_summary(self) -> None:
        """Give the figures out as text, to be pasted into a message: nobody's name but workers'."""
        if self.store.review is not None:
            self.refresh()
            figures = [figure.shown for figure in self.figures()]
            self.copying.emit(
                summary(
                    self.store.review,
                    team=self.store.team,
                    counted=self.heading.sentence,
                    figures=figures,
                    balance=self.balance.sentence,
                )
            )

    def _build(self) -> None:
        set_icon(self.copy, "copy")
        self.copy.setToolTip(tr("Copy these figures as text, without any child (Ctrl+Shift+C)"))
        column = scrolled_column(self)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.copy)
        column.addLayout(head)
        column.addWidget(Cards(self.figures()))
        column.addWidget(self.balance)
        card = Card()
        card.column.addWidget(one_line(tr("Breaches ahead"), is_bold=True))
        card.column.addWidget(self._nothing_ahead)
        card.column.addWidget(self.ahead)
        card.column.addWidget(self.more)
        column.addWidget(card)
        column.addStretch(1)

    def _connect(self) -> None:
        late = Narrowing(states=frozenset({Told.LATE}))
        due = Narrowing(states=frozenset({Told.DUE_SOON}))
        over = Narrowing(bands=frozenset({Band.OVER}))
        for button, page, wanted in (
            (self.unallocated, narrowing.UNALLOCATED, Narrowing()),
            (self.late, narrowing.DELAYS, late),
            (self.due_soon, narrowing.DELAYS, due),
            (self.more, narrowing.DELAYS, due),
            (self.over, narrowing.CASELOADS, over),
        ):
            button.clicked.connect(partial(self._open, page, wanted))
        self.copy.clicked.connect(self.copy_summary)
        self.churned.clicked.connect(self._open_churned)
        self.longest.clicked.connect(lambda: self._open(narrowing.UNALLOCATED, self._longest))
        self.balance.chosen.connect(self._choose_worker)
        self.ahead.chosen.connect(lambda row: self.store.select_child(row.child, row.finding))
        self.ahead.let_carry(lambda row: row.child)
        self.balance.chart.let_drop(self.wishes)
        self.store.selection_changed.connect(self._mark_selected)

    def _open(self, page: str, wanted: Narrowing, *_: object) -> None:
        self.opened.emit(page, wanted)

    def _open_churned(self) -> None:
        most = Narrowing(workers_in_year=self.store.policy.many_workers)
        self._open(narrowing.CASELOADS, most)

    def _name_churned(self) -> None:
        self.churned.name(tr("{n} or more workers in a year", n=self.store.policy.many_workers))

    def _choose_worker(self, worker: WorkerId | None) -> None:
        if worker is None:
            self._open(narrowing.UNALLOCATED, Narrowing())
        else:
            self.store.select_worker(worker)

    def _mark_selected(self) -> None:
        selected = self.store.selected
        self.balance.select(None if selected is None else selected.worker)

    @override
    def refresh(self) -> None:
        review = self.store.review
        self._name_churned()
        for button in (*self.figures(), self.copy):
            button.setEnabled(review is not None)
        if review is None:
            self._show_nothing()
            return
        seen = glance(review, self.store)
        self.heading.say(_counted(review, self.store))
        self._show_figures(review, seen)
        self.balance.show_balance(
            bars(review, self.store),
            waiting_bar(review, seen.waits),
            review.policy.bands,
            scheme=policy_name(review.policy),
            sentence=self._balance_words(review, seen),
        )
        coming = ahead(review, self.store, hide_names=self.store.names_hidden, most=MOST_AHEAD)
        self.ahead.show_rows(coming)
        self.ahead.setVisible(bool(coming))
        self._nothing_ahead.setVisible(not coming)
        self.more.setVisible(bool(coming))
        self.more.setText(trn("All {n} that fall due", "All {n} that fall due", seen.due_soon))
        self._mark_selected()

    def _balance_words(self, review: Review, seen: Glance) -> str:
        said = (
            hidden_by_average(seen.shares, seen.over),
            lasting_words(review, self.store, self.store.overloads),
            room_words(review, self.store),
        )
        return "\n".join(filter(None, said))

    def _show_nothing(self) -> None:
        for figure in self.figures():
            figure.show_value("–", "")
        self.heading.say(tr("Nothing is open. Open a spreadsheet with Ctrl+O."))
        self.ahead.show_rows(())

    def _show_figures(self, review: Review, seen: Glance) -> None:
        self.unallocated.show_value(
            str(len(seen.waits)),
            trn(
                "{families} · {n} only looks allocated",
                "{families} · {n} only look allocated",
                seen.hidden,
                families=terms.families(seen.families),
            )
            if seen.hidden
            else terms.families(seen.families),
            is_alarming=bool(seen.waits),
        )
        self._show_longest(review, seen)
        self.late.show_value(str(seen.late), _late_of(seen), is_alarming=seen.late > 0)
        self.due_soon.show_value(
            str(seen.due_soon), trn("{n} can’t be told", "{n} can’t be told", seen.cannot_tell)
        )
        self.over.show_value(str(seen.over), _from_to(seen), is_alarming=seen.over > 0)
        if seen.churned is None:
            self.churned.show_value("–", tr("not in the data"))
        else:
            self.churned.show_value(
                str(seen.churned),
                trn("of {n} child with a count", "of {n} children with a count", seen.counted),
            )

    def _show_longest(self, review: Review, seen: Glance) -> None:
        wait = seen.longest
        if wait is None:
            self._longest = Narrowing()
            self.longest.show_value("–", tr("nobody waits"))
            return
        self._longest = Narrowing(child=wait.child)
        value = tr("not known")
        if wait.working_days is not None:
            value = str(wait.working_days)
        told = tr("working days; tell: {who}", who=terms.escalation(wait.escalation))
        name = terms.child_name(
            review.snapshot.children[wait.child], hide_names=self.store.names_hidden
        )
        self.longest.show_value(value, told)
        self.longest.setToolTip(
            tr("{name}: working days without a social worker. Opens the list.", name=name)
        )


def _counted(review: Review, shown: Shown) -> str:
    everybody = review.snapshot.children.values()
    children = [each for each in everybody if shown.team is None or shown.is_shown(each)]
    return tr(
        "{children}, {families}, as at {day}",
        children=terms.children(len(children)),
        families=terms.families(len({child.family_key for child in children})),
        day=terms.day(review.snapshot.as_at),
    )


def _late_of(seen: Glance) -> str:
    """Of whom things are late, and what is flagged beside: "28 children, 4 flagged"."""
    parts = [terms.children(seen.late_children)]
    if seen.late_workers:
        parts.append(workers_count(seen.late_workers))
    if seen.flagged:
        parts.append(trn("{n} flagged", "{n} flagged", seen.flagged))
    return ", ".join(parts)


def _from_to(seen: Glance) -> str:
    if not seen.shares:
        return tr("nobody can hold a case")
    if min(seen.shares) == max(seen.shares):
        return tr("all at {share}", share=terms.percent(max(seen.shares)))
    least, most = terms.percent(min(seen.shares)), terms.percent(max(seen.shares))
    return tr("the team goes from {least} to {most}", least=least, most=most)


def ahead_table() -> PlainTable[Ahead]:
    """The next dates: when, for whom, what, whose."""
    columns = (
        Column[Ahead](tr("When"), lambda row: terms.short_day(row.due)),
        Column[Ahead](tr("Child"), lambda row: row.names),
        Column[Ahead](tr("What"), lambda row: row.what),
        Column[Ahead](tr("Whose"), lambda row: row.whose),
    )
    table = PlainTable(columns, lambda row: (row.due, row.child, row.what), stretch=2)
    table.setAccessibleName(tr("Breaches ahead"))
    return table

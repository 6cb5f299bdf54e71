"""Every finding: a list to narrow by rule, worker, state and day, and what the next weeks bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.findings import STATE_ORDER, Finding, State
from allocation_app.domain.people import WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import rule_name, sentence, sum_lines
from allocation_app.wording.translate import tr
from ui import preferences
from ui.rows import dates
from ui.rows.dates import Wanted
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel, fold
from ui.widgets.calendar_strip import CalendarStrip
from ui.widgets.card import Card, page_column
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.narrowing import Narrowing
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.pill import PillDelegate
from ui.widgets.table import Table
from ui.widgets.words import one_line

CALENDAR = "delays/calendar"
HIGH, HIGH_PIXELS = 30, 480  # lines of text and pixels: on a lower page list and calendar crowd


class DelaysPage(Page):
    """What is late, what will be, and what nobody can tell."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._findings: tuple[Finding, ...] = ()
        self._is_filling = False
        self.heading = Heading(self.title)
        self.table = Table("delays", TableModel(self._columns(), finding_key))
        self.table.view.setAccessibleName(tr("Findings"))
        self.table.view.setItemDelegate(PillDelegate(self.table.view))
        self.states, self.rules, self.workers = QComboBox(), QComboBox(), QComboBox()
        self.day_note = Notice(tr("Every day"))
        self.calendar: CalendarStrip | None = None
        self._calendar_card = Card()
        self.calendar_button = QPushButton(tr("Calendar"))
        self.setFocusProxy(self.table)
        self._build()

    @property
    @override
    def title(self) -> str:
        return tr("Delays")

    @override
    def count(self) -> int | None:
        review = self.store.review
        if review is None:
            return None
        return dates.late(review, self.store)

    def _columns(self) -> list[Column[Finding]]:
        return [
            Column(
                tr("State"),
                lambda finding: terms.term(finding.state),
                sort=lambda finding: STATE_ORDER[finding.state],
                code=lambda finding: finding.state,
            ),
            Column(tr("About"), self._about),
            Column(tr("Rule"), self._said(rule_name)),
            Column(
                tr("Due"),
                lambda finding: terms.short_day(finding.due),
                sort=lambda finding: finding.due,
            ),
            Column(
                tr("Over or left"),
                dates.over_words,
                sort=lambda finding: finding.over,
                align=RIGHT,
                tip=self._said(lambda finding, review: "\n".join(sum_lines(finding, review))),
            ),
            Column(tr("Whose"), self._said(dates.whose)),
            Column(tr("What"), self._said(dates.what), tip=self._said(sentence)),
        ]

    def _said(self, words: Callable[[Finding, Review], str]) -> Callable[[Finding], str]:
        """A text about a finding in the review that is open."""

        def say(finding: Finding) -> str:
            review = self.store.review
            return "" if review is None else words(finding, review)

        return say

    def _about(self, finding: Finding) -> str:
        hide = self.store.names_hidden
        return self._said(lambda about, review: dates.subject(about, review, hide_names=hide))(
            finding
        )

    def _build(self) -> None:
        self.states.addItem(tr("Every state"), None)
        for state in State:
            if state is not State.IN_TIME:
                self.states.addItem(_first_up(terms.term(state)), state.value)
        filters = QWidget()
        flow = Flow(filters)
        for box, said in (
            (self.states, tr("State")),
            (self.rules, tr("Rule or kind of delay")),
            (self.workers, tr("Worker")),
        ):
            box.setAccessibleName(said)
            box.setToolTip(tr("Show one only: {what}", what=said))
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(18)
            box.currentIndexChanged.connect(self._show_rows)
            flow.addWidget(box)
        self._calendar_card.column.addWidget(
            one_line(tr("Falls due in the next four weeks"), is_bold=True)
        )
        self._calendar_card.setVisible(False)
        self.calendar_button.setCheckable(True)
        self.calendar_button.setChecked(True)
        self.calendar_button.setToolTip(tr("Show or hide what falls due in the next four weeks"))
        self.calendar_button.toggled.connect(self._show_calendar)
        self.calendar_button.clicked.connect(self._keep_calendar)
        self.table.add_tool(self.calendar_button)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(filters)
        column.addWidget(self.day_note)
        column.addWidget(self.table, 1)
        column.addWidget(self._calendar_card)
        self.day_note.wanted.connect(self._every_day)
        self.table.selected.connect(self._select)
        self.table.activated.connect(self._select)

    def _select(self, finding: Finding) -> None:
        if finding.child is not None:
            self.store.select_child(finding.child, finding)
        elif finding.worker is not None:
            self.store.select_worker(finding.worker)

    @override
    def refresh(self) -> None:
        review = self.store.review
        self._findings = () if review is None else dates.looked_at(review, self.store)
        self._is_filling = True
        _fill(self.rules, tr("Every rule"), _rule_choices(review, self._findings))
        _fill(self.workers, tr("Every worker"), _worker_choices(review, self.store))
        self._is_filling = False
        self._ready_calendar(review)
        self.heading.say("" if review is None else dates.summary(self._findings))
        self._show_rows()
        self.table.model.touch()

    def _ready_calendar(self, review: Review | None) -> None:
        if self.calendar is None and review is not None:
            self.calendar = CalendarStrip(review.calendar)
            self.calendar.chosen.connect(self._show_rows)
            self._calendar_card.column.addWidget(self.calendar)
        self._show_calendar()

    def _show_calendar(self) -> None:
        is_open = self.store.review is not None
        self._calendar_card.setVisible(is_open and self.calendar_button.isChecked())

    def _keep_calendar(self, shown: bool) -> None:
        preferences.remember(CALENDAR, "shown" if shown else "hidden")

    def _show_rows(self, *_: object) -> None:
        review = self.store.review
        if self._is_filling:
            return
        if review is None:
            self.table.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
            self.table.show_rows(())
            return
        wanted = self.wanted()
        fitting = dates.narrowed(review, self._findings, replace(wanted, due=None))
        if self.calendar is not None:
            self.calendar.show_counts(review.snapshot.as_at, dates.due_counts(fitting))
        shown = fitting
        if wanted.due is not None:
            shown = tuple(finding for finding in fitting if finding.due == wanted.due)
        self._show_day_note(wanted)
        self.table.set_empty_text(
            tr("Nothing fits these filters. Take one off (Esc takes off all).")
            if self._findings
            else tr("Nothing is late, due soon or missing.")
        )
        self.table.show_rows(shown)

    def _show_day_note(self, wanted: Wanted) -> None:
        self.day_note.setVisible(wanted.due is not None)
        if wanted.due is not None:
            self.day_note.say(tr("Only what is due on {day}.", day=terms.day(wanted.due)))

    def wanted(self) -> Wanted:
        """What the filters ask for."""
        state = self.states.currentData()
        worker = self.workers.currentData()
        return Wanted(
            states=frozenset() if state is None else frozenset({State(state)}),
            rule=self.rules.currentData() or "",
            worker=None if worker is None else WorkerId(worker),
            due=None if self.calendar is None else self.calendar.selected,
        )

    def _every_day(self) -> None:
        if self.calendar is not None:
            self.calendar.select(None)
        self._show_rows()

    @override
    def narrow(self, wanted: object) -> None:
        if not isinstance(wanted, Narrowing):
            return
        self.rebuild()
        self._is_filling = True
        self.table.filter("")
        _choose(self.states, *(state.value for state in wanted.states))
        _choose(self.rules, *wanted.rules, *wanted.delays)
        _choose(self.workers, *([] if wanted.worker is None else [wanted.worker]))
        if self.calendar is not None:
            self.calendar.select(wanted.due)
        self._is_filling = False
        self._show_rows()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the list where it is scarce, unless she chose otherwise."""
        enough = max(HIGH_PIXELS, HIGH * self.fontMetrics().height())
        is_high = event.size().height() >= enough
        kept = preferences.recall(CALENDAR, "shown" if is_high else "hidden")
        self.calendar_button.setChecked(kept == "shown")
        super().resizeEvent(event)

    @override
    def seek(self) -> None:
        self.table.filter_line.setFocus()

    @override
    def clear(self) -> bool:
        had = self.wanted() != Wanted() or bool(self.table.filter_line.text())
        self.narrow(Narrowing())
        return had


def finding_key(finding: Finding) -> tuple[object, ...]:
    """What stays the same of a finding when the plan changes."""
    return finding.rule, finding.child, finding.worker, finding.missing


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choose(box: QComboBox, *codes: str) -> None:
    """Choose the one that is wanted; none, or more than one, is every one."""
    box.setCurrentIndex(max(0, box.findData(codes[0])) if len(codes) == 1 else 0)


def _fill(box: QComboBox, every: str, choices: list[tuple[str, str]]) -> None:
    """Offer these (code, words), keeping what was chosen if it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(every, None)
    for code, said in choices:
        box.addItem(said, code)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _rule_choices(review: Review | None, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    if review is None:
        return []
    return [
        (code, tr("{code} {name}", code=code, name=name))
        for code, name in dates.rules(review, findings)
    ]


def _worker_choices(review: Review | None, store: PlanStore) -> list[tuple[str, str]]:
    if review is None:
        return []
    shown = [
        (str(worker.id), worker.name)
        for worker in review.snapshot.workers.values()
        if store.is_shown_worker(worker)
    ]
    return sorted(shown, key=lambda choice: fold(choice[1]))

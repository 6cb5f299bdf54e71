"""Every finding, to narrow by what it is about; and what the next four weeks bring, day by day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget
from typing_extensions import override

from allocation_app.domain.findings import STATE_ORDER, Finding
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.explanations import rule_text
from allocation_app.wording.findings import rule_name, sentence, sum_lines
from allocation_app.wording.translate import tr
from allocation_app.wording.unchecked import unchecked_lines, unchecked_sentence
from ui import preferences
from ui.dialogs.messages import tell_error
from ui.dialogs.unchecked import UncheckedDialog
from ui.forecasting import Forecasting
from ui.rows import coming, dates
from ui.rows.dates import Wanted
from ui.store import PlanStore
from ui.table_model import RIGHT, Column, TableModel, fold
from ui.widgets.calendar_card import CalendarCard
from ui.widgets.calendar_strip import CalendarStrip
from ui.widgets.card import page_column
from ui.widgets.coming_list import ComingList
from ui.widgets.finding_filters import FindingFilters
from ui.widgets.flow import Flow
from ui.widgets.heading import Heading
from ui.widgets.narrowing import Narrowing
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.pill import PillDelegate
from ui.widgets.table import Table
from ui.widgets.view_switch import ViewSwitch

CALENDAR = "delays/calendar"
HIGH, HIGH_PIXELS = 32, 512  # lines of text and pixels: on a lower page list and calendar crowd
NOW, COMING = 0, 1


class DelaysPage(Page):
    """What is late, what will be, and what nobody can tell."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self._findings: tuple[Finding, ...] = ()
        self._forecasting = Forecasting(self)
        self.heading = Heading(self.title)
        self.views = ViewSwitch(
            tr("Now or coming"),
            (tr("What the rules say today"), tr("What will be late in the next four weeks")),
        )
        self.filters = FindingFilters(self)
        self.table = Table("delays", TableModel(self._columns(), finding_key))
        self.table.view.setAccessibleName(tr("Findings"))
        self.table.view.setItemDelegate(PillDelegate(self.table.view))
        self.coming = ComingList(store)
        self.day_note = Notice(tr("Every day"))
        self.unchecked = QPushButton()
        self.card = CalendarCard()
        self.calendar_button = QPushButton(tr("Calendar"))
        self._lists = QStackedLayout()
        self.setFocusProxy(self.table)
        self._build()

    @property
    @override
    def title(self) -> str:
        return tr("Delays")

    @property
    def calendar(self) -> CalendarStrip | None:
        """The calendar, once something was open."""
        return self.card.strip

    @property
    @override
    def is_settled(self) -> bool:
        return super().is_settled and (self.store.review is None or self._forecasting.is_known)

    @override
    def count(self) -> int | None:
        review = self.store.review
        if review is None:
            return None
        return dates.late(review, self.store)

    def _columns(self) -> list[Column[Finding]]:
        return [
            Column(tr("About"), self._about),
            Column(
                tr("State"),
                lambda finding: terms.told(finding.told),
                sort=lambda finding: (STATE_ORDER[finding.state], finding.due is None),
                code=lambda finding: finding.state,
            ),
            Column(tr("Rule"), self._said(rule_name), tip=self._said(rule_text)),
            Column(
                tr("Due"),
                self._said(dates.due_words),
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
        self.calendar_button.setCheckable(True)
        self.calendar_button.setChecked(True)
        self.calendar_button.setToolTip(
            tr("Show or hide the calendar of what will be late in the next four weeks")
        )
        self.calendar_button.toggled.connect(self._show_calendar)
        self.calendar_button.clicked.connect(self._keep_calendar)
        self.card.setVisible(False)
        self.unchecked.setProperty("look", "link")
        self.unchecked.setToolTip(tr("Show which rules, and what is missing"))
        self.unchecked.setVisible(False)
        self.unchecked.clicked.connect(self._show_unchecked)
        bar = QWidget()
        flow = Flow(bar)
        for part in (self.views, *self.filters.boxes, self.calendar_button):
            flow.addWidget(part)
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.coming)
        column = page_column(self)
        column.addWidget(self.heading)
        column.addWidget(bar)
        column.addWidget(self.day_note)
        column.addLayout(self._lists, 1)
        column.addWidget(self.unchecked, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.card)
        self.views.chosen.connect(self._show_view)
        self.filters.changed.connect(self._show_rows)
        self.card.chosen.connect(self._choose_day)
        self.day_note.wanted.connect(self._every_day)
        self.table.selected.connect(self._select)
        self.table.activated.connect(self._select)
        self.table.let_carry(lambda finding: finding.child, self.store)
        self._forecasting.ready.connect(self._take_forecast)
        self._forecasting.failed.connect(lambda error: tell_error(error, self))

    def _select(self, finding: Finding) -> None:
        if finding.child is not None:
            self.store.select_child(finding.child, finding)
        elif finding.worker is not None:
            self.store.select_worker(finding.worker)

    @override
    def refresh(self) -> None:
        review = self.store.review
        self._forecasting.ask(review)
        self._findings = () if review is None else dates.looked_at(review, self.store)
        self._offer()
        self.heading.say("" if review is None else dates.summary(self._findings))
        lacking = () if review is None else unchecked_lines(review)
        self.unchecked.setVisible(bool(lacking))
        self.unchecked.setText(unchecked_sentence(len(lacking)))
        self._show_rows()
        self.table.model.touch()
        self._show_calendar()

    def _offer(self) -> None:
        review = self.store.review
        every = (*self._findings, *(each.finding for each in self._forecasting.coming))
        self.filters.offer(_rule_choices(review, every), _worker_choices(review, self.store))

    def _take_forecast(self) -> None:
        self._offer()
        self._show_rows()

    def _show_calendar(self) -> None:
        is_open = self.store.review is not None
        self.card.setVisible(is_open and self.calendar_button.isChecked())

    def _keep_calendar(self, shown: bool) -> None:
        preferences.remember(CALENDAR, "shown" if shown else "hidden")

    def _show_view(self, place: int) -> None:
        self._lists.setCurrentIndex(place)
        self.filters.states.setEnabled(place == NOW)
        self.setFocusProxy(self.coming if place == COMING else self.table)
        if place == NOW and self._day() is not None:
            self._every_day()

    def _day(self) -> date | None:
        return None if self.calendar is None else self.calendar.selected

    def _choose_day(self, day: date | None) -> None:
        if day is not None:
            self.views.choose(COMING)
        self._show_rows()

    def _show_rows(self) -> None:
        review = self.store.review
        if review is None:
            for table in (self.table, self.coming):
                table.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
                table.show_rows(())
            self._say_views(0, 0)
            return
        wanted, day = self.filters.wanted(), self._day()
        rows = dates.narrowed(review, self._findings, wanted)
        self.table.set_empty_text(
            tr("Nothing fits these filters. Take one off (Esc takes off all).")
            if self._findings
            else tr("Nothing is late, due soon or missing.")
        )
        self.table.show_rows(rows)
        ahead = coming.shown(review, self._forecasting.coming, self.store)
        fitting = coming.narrowed(review, ahead, wanted)
        self.coming.set_empty_text(self._why_nothing(is_any=bool(ahead)))
        self.coming.show_coming(coming.narrowed(review, fitting, wanted, day))
        self.card.show_coming(review, fitting, is_known=self._forecasting.is_known)
        self._say_views(len(rows), len(fitting))
        self.day_note.setVisible(day is not None)
        if day is not None:
            self.day_note.say(tr("Only what is late from {day} on.", day=terms.day(day)))

    def _why_nothing(self, *, is_any: bool) -> str:
        if not self._forecasting.is_known:
            return tr("Working out what the next four weeks bring…")
        if is_any:
            return tr("Nothing fits these filters. Take one off (Esc takes off all).")
        return tr("Nothing more will be late in the next four weeks, as things stand.")

    def _say_views(self, now: int, ahead: int) -> None:
        self.views.say(NOW, tr("Now ({n})", n=now))
        known = tr("Coming four weeks ({n})", n=ahead)
        self.views.say(COMING, known if self._forecasting.is_known else tr("Coming four weeks"))

    def _show_unchecked(self) -> None:
        review = self.store.review
        if review is not None:
            dialog = UncheckedDialog(unchecked_lines(review), self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def wanted(self) -> Wanted:
        """What the filters ask for."""
        return self.filters.wanted()

    def _every_day(self) -> None:
        if self.calendar is not None:
            self.calendar.select(None)
        self._show_rows()

    @override
    def narrow(self, wanted: object) -> None:
        if not isinstance(wanted, Narrowing):
            return
        self.rebuild()
        self.table.filter("")
        self.coming.filter("")
        self.filters.choose(wanted)
        if self.calendar is not None:
            self.calendar.select(wanted.due)
        self.views.choose(COMING if wanted.is_coming or wanted.due is not None else NOW)
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
    def clear(self) -> bool:
        typed = [table.filter_line.text() for table in (self.table, self.coming)]
        had = self.wanted() != Wanted() or self._day() is not None or any(typed)
        place = self.views.current
        self.narrow(Narrowing())
        self.views.choose(place)
        return had


def finding_key(finding: Finding) -> tuple[object, ...]:
    """What stays the same of a finding when the plan changes."""
    return finding.rule, finding.child, finding.worker, finding.missing


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

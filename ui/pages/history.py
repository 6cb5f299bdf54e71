"""What came before: the imports over time, loads, each child's holders, and what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from allocation_app.domain.one_team import narrowed
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.snapshot import Snapshot
from allocation_app.progress import Progress
from allocation_app.report.orders import What
from allocation_app.wording.findings import rule_label
from allocation_app.wording.once_known import children_known, names_then
from allocation_app.wording.translate import tr
from ui import tasks
from ui.dialogs.messages import tell_error
from ui.dialogs.then import ThenDialog, children, lines
from ui.looking_back import LookingBack
from ui.rows import carried_over, held_over, journal, kept_imports, trends
from ui.rows.children_then import ChildThen, children_then
from ui.rows.held_over import ChildRow
from ui.rows.journal import EntryRow
from ui.rows.kept_imports import ImportRow
from ui.rows.then import ThenRow, then_rows
from ui.rows.wanted import Wanted
from ui.store import PlanStore
from ui.theme import set_icon
from ui.widgets.card import page_column
from ui.widgets.carried_table import CarriedView
from ui.widgets.heading import Heading
from ui.widgets.holders_view import HoldersView
from ui.widgets.import_list import ImportList
from ui.widgets.journal_list import JournalList
from ui.widgets.narrowing import CASELOADS, DELAYS, UNALLOCATED, Narrowing
from ui.widgets.page import Page
from ui.widgets.table import Table
from ui.widgets.trends_view import TrendsView
from ui.widgets.view_switch import ViewSwitch
from ui.widgets.views import Views
from ui.widgets.words import words

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.session import Workspace

Rows = TypeVar("Rows")
TRENDS, WORKERS, CHILDREN, JOURNAL, IMPORTS = range(5)
LEADS = {
    trends.UNALLOCATED: UNALLOCATED,
    trends.WAITS: UNALLOCATED,
    trends.LATE: DELAYS,
    trends.UNTOLD: DELAYS,
    trends.LOADS: CASELOADS,
    trends.SPREAD: CASELOADS,
    trends.CHURN: CASELOADS,
    trends.ALL: CASELOADS,
}


class HistoryPage(Page):
    """Views of one kind each; what they show is worked out when somebody looks at the page."""

    def __init__(self, store: PlanStore, parent: QWidget | None = None) -> None:
        super().__init__(store, parent)
        self.looking = LookingBack(store, self)
        self.heading = Heading(self.title)
        self.views = ViewSwitch(
            tr("What of the history"),
            (
                tr("How many wait, how long, what is late and who carries how much, over time"),
                tr("The load of each worker at each import"),
                tr("Who had each child, when and why"),
                tr("Everything that was done, by whom and when"),
                tr("The imports that all of it rests on"),
            ),
        )
        self.note = words(is_muted=True)
        self.bar = QProgressBar()
        self.period_button = QPushButton(tr("Period &report…"))
        self.trends = TrendsView()
        self.carried = CarriedView()
        self.children_held = HoldersView(store)
        self.journal = JournalList(store)
        self.imports = ImportList()
        self._shown = Views(
            self.views,
            {
                self.trends: self._show_trends,
                self.carried: self._show_workers,
                self.children_held: self._show_children,
                self.journal: self._show_journal,
                self.imports: self._show_imports,
            },
        )
        self._child: ChildId | None = None
        self._task: tasks.Task | None = None
        self.then: ThenDialog | None = None
        self._build()

    @property
    @override
    def title(self) -> str:
        return tr("History")

    @property
    @override
    def is_settled(self) -> bool:
        return super().is_settled and not self.looking.is_working

    def follow(self, workspace: Workspace | None) -> None:
        """Tell of this workspace from now on; of this session where there is none."""
        self.looking.follow(workspace)
        self.mark_stale()

    def look_again(self) -> None:
        """Something was done: look whether the journal has more, where somebody sees it."""
        self.mark_stale()

    def _build(self) -> None:
        self.bar.setAccessibleName(tr("Working the history out"))
        self.bar.setVisible(False)
        set_icon(self.period_button, "file-text")
        self.period_button.setToolTip(
            tr("One page on a month, a quarter or any days: start, end, highest, lowest, changes")
        )
        self.period_button.clicked.connect(lambda: self._export(What.PERIOD))
        self.journal.evidence.connect(lambda: self._export(What.JOURNAL))
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(self.bar)
        row.addWidget(self.period_button)
        column = page_column(self)
        column.addLayout(row)
        column.addWidget(self.views)
        column.addWidget(self.note)
        column.addWidget(self._shown, 1)
        self.looking.changed.connect(self._show_back)
        self.looking.progressed.connect(self._show_progress)
        self.looking.failed.connect(self._tell)
        self.trends.wanted.connect(self._open_point)
        self.trends.narrowed.connect(lambda: self._shown.fill_again(self.trends))
        self.carried.chosen.connect(self._choose_worker)
        self.children_held.chosen.connect(self._choose_child)
        self.journal.selected.connect(self._choose_entry)
        self.imports.looking.connect(self._look_at)
        self.setFocusProxy(self._shown)
        self._say_views()

    @override
    def refresh(self) -> None:
        if self.isVisible():
            self.looking.ask()
        self._show_back()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looking.ask()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.looking.rest()
        super().hideEvent(event)

    @override
    def let_go(self) -> None:
        self.looking.let_go()
        super().let_go()
        self._shown.fill_all()

    def _show_back(self) -> None:
        self.bar.setVisible(self.looking.is_working and self.bar.maximum() > 0)
        if not self.looking.is_working:
            self.bar.setRange(0, 0)
        self._shown.mark_stale()
        self._say_views()
        self.period_button.setEnabled(bool(self.looking.back.imports))
        self.heading.say(trends.since(self.looking.back.trend))
        self.note.setText(self._kept_words())
        self.note.setVisible(bool(self.note.text()))
        if self.isVisible():
            self._shown.fill_shown()

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)
        self.bar.setVisible(self.looking.is_working)

    def _kept_words(self) -> str:
        if self.store.review is None:
            return tr("Nothing is open. Open a spreadsheet with Ctrl+O.")
        if self.looking.back.is_kept or self.looking.is_working:
            return ""
        return tr(
            "No workspace is open: this is what the imports of this session tell, and it is gone"
            " when the window closes. No journal is kept."
        )

    def _say_views(self) -> None:
        back = self.looking.back
        for place, text in (
            (TRENDS, tr("Trends")),
            (WORKERS, tr("Workers")),
            (CHILDREN, tr("Children ({n})", n=len(back.holders.times))),
            (JOURNAL, tr("Journal ({n})", n=len(back.journal))),
            (IMPORTS, tr("Imports ({n})", n=len(back.imports))),
        ):
            self.views.say(place, text)

    def _show_trends(self) -> None:
        back, review = self.looking.back, self.store.review
        rules = [] if review is None else [(r, rule_label(r, review)) for r in back.trend.rules]
        self.trends.show_charts(trends.charts(back.trend, self.trends.rule), rules)

    def _show_workers(self) -> None:
        back = self.looking.back
        rows = carried_over.carried_rows(back.trend, self.store.policy)
        self.carried.show_rows(rows, carried_over.days(back.trend))

    def _show_children(self) -> None:
        back, hide = self.looking.back, self.store.names_hidden
        names = names_then(back.past, hide_names=hide)(None)
        known = children_known(back.past)
        rows = held_over.child_rows(back.holders, known, names, hide_names=hide)
        if self.store.team is not None:
            rows = tuple(
                row for row in rows if row.child in known and self.store.is_shown(known[row.child])
            )
        self.children_held.set_empty_text(tr("No import has a child yet."))
        self.children_held.show_rows(rows)
        self._show_child(next((row for row in rows if row.child == self._child), None))

    def _show_child(self, row: ChildRow | None) -> None:
        back = self.looking.back
        if row is None or not back.holders.imports:
            self.children_held.show_times(None, (), ())
            return
        names = names_then(back.past, hide_names=self.store.names_hidden)
        times = held_over.time_rows(back.holders.of(row.child), names, back.holders.imports[-1])
        self.children_held.show_times(row, times, back.holders.imports)

    def _show_journal(self) -> None:
        back, hide = self.looking.back, self.store.names_hidden
        rows = journal.entry_rows(
            back.journal,
            names_then(back.past, hide_names=hide),
            children_known(back.past),
            {each.number: each.as_at for each in back.imports},
            hide_names=hide,
        )
        self.journal.set_empty_text(
            tr("Nothing fits. Take the filter off (Esc).")
            if rows
            else tr(
                "No journal is kept without a workspace. Make one with “New workspace…” in the"
                " File menu: from then on everything that is done stands here."
            )
        )
        self.journal.show_rows(rows, journal.deeds(back.journal))

    def _show_imports(self) -> None:
        imported = self.store.imported
        print_ = "" if imported is None else imported.snapshot.fingerprint
        self.imports.set_empty_text(tr("Nothing is open yet. Open a spreadsheet with Ctrl+O."))
        rows = kept_imports.import_rows(
            self.looking.back, print_, is_read_only=self.looking.is_read_only
        )
        self.imports.show_rows(rows)

    def _export(self, what: What) -> None:
        self.wishes.exporting.emit(Wanted(what=what))

    def _open_point(self, name: str, place: int) -> None:
        """Go to the list behind the latest import; that behind an earlier one is a dialog."""
        back, store = self.looking.back, self.store
        if place == len(back.trend.points) - 1:
            self.opened.emit(LEADS[name], Narrowing())
            return
        point, by = back.trend.points[place], store.by
        number, snapshot = next(
            (number, each) for number, each in back.past.in_order if each.as_at == point.as_at
        )
        names = names_then(back.past, hide_names=store.names_hidden)(number)
        rule, hide = self.trends.rule, store.names_hidden

        def work(_: Progress) -> tuple[ThenRow, ...]:
            looked = _looked_at(store, snapshot, by.team)
            return then_rows((name, rule), point, looked, names, hide_names=hide)

        title, day = self.trends.cards[name].title.text(), point.as_at
        self._run(work, lambda rows: self._show_then(title, day, lines(rows)))

    def _look_at(self, row: ImportRow) -> None:
        """Show the children of an earlier import; the one that is open is shown everywhere."""
        store, snapshot = self.store, self.looking.back.past.imports.get(row.number)
        if row.is_open:
            self.opened.emit(CASELOADS, Narrowing())
        elif snapshot is not None:
            team, hide = store.team, store.names_hidden

            def work(_: Progress) -> tuple[ChildThen, ...]:
                return children_then(_looked_at(store, snapshot, team), hide_names=hide)

            title = tr("Earlier import")
            self._run(work, lambda rows: self._show_then(title, row.as_at, children(rows)))

    def _run(self, work: Callable[[Progress], Rows], then: Callable[[Rows], None]) -> None:
        self._task = tasks.run(work, then=then, failed=self._tell)
        self.destroyed.connect(self._task.cancel)

    def _show_then(self, what: str, day: date, table: Table[Any]) -> None:
        review = self.store.review
        if review is None:  # it was closed meanwhile
            return
        self.then = ThenDialog(what, day, review.snapshot.as_at, table, self)
        self.then.finished.connect(self.then.deleteLater)
        self.then.open()

    def _tell(self, error: Exception) -> None:
        tell_error(error, self)

    def _choose_worker(self, worker: WorkerId) -> None:
        self.store.select_worker(worker)

    def _choose_child(self, child: ChildId) -> None:
        self._child = child
        self.store.select_child(child)
        rows = self.children_held.table.model.rows()
        self._show_child(next((row for row in rows if row.child == child), None))

    def _choose_entry(self, row: EntryRow) -> None:
        if row.child is not None:
            self.store.select_child(row.child)

    def show_child(self, child: ChildId) -> None:
        """Show who had this child."""
        self._child = child
        self.children_held.table.filter("")
        self.views.choose(CHILDREN)
        self._shown.fill_again(self.children_held)

    @override
    def narrow(self, wanted: object) -> None:
        """Show a view by its place, or the holders of a child."""
        if isinstance(wanted, Narrowing) and wanted.child is not None:
            self.show_child(wanted.child)
        elif isinstance(wanted, int):
            self.views.choose(wanted)


def _looked_at(store: PlanStore, snapshot: Snapshot, team: TeamId | None) -> Review:
    """What an import amounts to, for the team that is shown; from any thread."""
    looked = store.look_at(snapshot)
    return looked if team is None else narrowed(looked, team)

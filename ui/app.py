"""Builds the window and wires everything; the only module that knows everyone."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from allocation_app import settings
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.memory import leave_no_image
from allocation_app.report.orders import What
from allocation_app.workspace.places import SUFFIX
from ui import commands, preferences, theme
from ui.actions import Actions
from ui.dialogs.messages import tell_error
from ui.editing import Editing
from ui.export_menu import DOCUMENTS
from ui.exporting import Exporting, past_kept
from ui.importing import Importing
from ui.keeping import Keeping
from ui.pages.caseloads import CaseloadsPage
from ui.pages.data import DataPage
from ui.pages.delays import DelaysPage
from ui.pages.history import HistoryPage
from ui.pages.overview import OverviewPage
from ui.pages.plan import PlanPage
from ui.pages.policy import PolicyPage
from ui.pages.unallocated import UnallocatedPage
from ui.pages.welcome import WelcomePage
from ui.plan_file import PlanFile
from ui.planning import Planning
from ui.policy_file import PolicyFile, kept_policy
from ui.reviewing import Reviewing
from ui.rows.documents import To
from ui.rows.wanted import Wanted
from ui.rulebook import kept_rulebook
from ui.rules_in_force import RulesInForce
from ui.settled import Settled
from ui.sharing import Sharing
from ui.staffing import Staffing
from ui.store import PlanStore
from ui.telling import Telling
from ui.tidying import Tidying
from ui.tool import Tool, set_for_all, speak
from ui.views import Views
from ui.widgets.narrowing import (
    CASELOADS,
    CLOSING,
    CURVE,
    DATA,
    DELAYS,
    HISTORY,
    OVERVIEW,
    PLAN,
    POLICY,
    SUGGESTED,
    UNALLOCATED,
    Narrowing,
)
from ui.widgets.page import Page
from ui.widgets.wishes import Wishes
from ui.window import Window
from ui.workspaces import Workspaces

TURN = 0.0005
"""Seconds that work beside the window may keep Python to itself: the window asks for it many times
while it paints, and waits so long each time."""
PAGES: Mapping[str, Callable[[PlanStore], Page]] = {
    OVERVIEW: OverviewPage,
    UNALLOCATED: UnallocatedPage,
    CASELOADS: CaseloadsPage,
    DELAYS: DelaysPage,
    PLAN: PlanPage,
    DATA: DataPage,
    POLICY: PolicyPage,
    HISTORY: HistoryPage,
}
SCHEMES: Mapping[str, Qt.ColorScheme] = {
    "scheme_system": Qt.ColorScheme.Unknown,
    "scheme_light": Qt.ColorScheme.Light,
    "scheme_dark": Qt.ColorScheme.Dark,
}


class Application(QObject):
    """One window with its store and what it can do."""

    def __init__(self) -> None:
        super().__init__()
        found, no_defaults = set_for_all()
        no_language = speak(found)
        scheme = recalled_scheme()
        theme.use(SCHEMES[scheme])  # first: to dress a window that stands takes 0.1 s
        policy, no_policy = kept_policy()
        book, no_rules = kept_rulebook()
        refused = (no_defaults, no_language, no_policy, no_rules)
        self.refused = [error for error in refused if error is not None]
        self.store = PlanStore(policy, book.rules(), settings.calendar())
        pages = {name: page(self.store) for name, page in PAGES.items()}
        titles = {name: page.title for name, page in pages.items()}
        self.actions = Actions(self.store, titles, self)
        self.window = Window(self.store, self.actions, WelcomePage(self.store, self.actions), pages)
        self.importing = Importing(self.store, self.window.strip, self.window)
        self.keeping = Keeping(self.store, self.window)
        self.exporting = Exporting(
            self.store,
            self.window.strip,
            self.window,
            past=lambda: past_kept(self.keeping.workspace, self.store.same_children),
        )
        self.editing = Editing(self.store, self.window.strip, self.window)
        self.reviewing = Reviewing(self.store, self.window)
        self.policy_file = PolicyFile(self.store, self.window)
        self.rules_in_force = RulesInForce(self.store, book, self.window)
        self.wishes = Wishes(self)
        self.staffing = Staffing(self.store, self.window)
        self.sharing = Sharing(self.store, self.window.strip, self.window)
        self.planning = Planning(self.store, self.window.strip, self.window)
        self.plan_file = PlanFile(self.store, self.window.strip, self.window)
        self.telling = Telling(self.store, self.window.strip, self)
        self.views = Views(self.store, self.window, self.actions)
        self.workspaces = Workspaces(
            self.store,
            self.keeping,
            self.window,
            self.actions,
            found=found,
            views=self.views,
            plan_file=self.plan_file,
        )
        self.settled = Settled(
            self.store, self.keeping, self.rules_in_force, self.workspaces.locking, found
        )
        self.importing.readers = replace(
            self.importing.readers,
            recall=self.settled.recall_columns,
            remember=self.settled.remember_columns,
        )
        self.policy_file.is_remembered = lambda: self.keeping.workspace is None
        self.tidying = Tidying(self.keeping, self.settled, found, self.window)
        self.tool = Tool(self.actions, found, self.window)
        self._connect()
        self._connect_plan()
        self._connect_exports()
        self._connect_history()
        if isinstance(overview := pages[OVERVIEW], OverviewPage):
            overview.copying.connect(self.exporting.copy_summary)
            self.actions["copy_summary"].triggered.connect(overview.copy_summary)
        if isinstance(waiting := pages[UNALLOCATED], UnallocatedPage):
            waiting.reviewing.connect(self.reviewing.ask)
        if isinstance(plan := pages[PLAN], PlanPage):
            self._connect_suggestions(plan)
        if isinstance(page := pages[POLICY], PolicyPage):
            self._connect_policy(page)
            if no_policy is None and not policy.is_example:
                page.weights.keep(policy)
        self.actions[scheme].setChecked(True)

    def _connect(self) -> None:
        actions = self.actions
        actions["open"].triggered.connect(self.importing.ask)
        actions["sample"].triggered.connect(self.importing.open_sample)
        actions["reimport"].triggered.connect(self.importing.read_again)
        actions["edited"].triggered.connect(self.editing.ask)
        actions["record_review"].triggered.connect(self.reviewing.ask_of_selected)
        for name, scheme in SCHEMES.items():
            actions[name].triggered.connect(lambda _=False, n=name, s=scheme: self.use(n, s))
        self.window.dropped.connect(self.open_files)
        self.importing.failed.connect(self.tell)
        self.editing.failed.connect(self.tell)
        self.keeping.refused.connect(self.tell)
        self.workspaces.failed.connect(self.tell)
        self.settled.failed.connect(self.tell)
        actions["workspace_settings"].triggered.connect(self.tidying.ask_settings)
        actions["erase_child"].triggered.connect(self.tidying.ask_erase)
        actions.allow(("erase_child",), self.tidying.can_erase)
        self.workspaces.opening.opened.connect(self.tidying.ask_due)
        if isinstance(welcome := self.window.welcome, WelcomePage):
            welcome.resuming.connect(self.workspaces.opening.ask_key)
        self.policy_file.failed.connect(self.tell)
        self.rules_in_force.failed.connect(self.tell)

    def _connect_plan(self) -> None:
        """Whatever is wished anywhere is answered in one place, and so are the menu's actions."""
        actions, wishes, store = self.actions, self.wishes, self.store
        window = self.window
        uttered = [page.wishes for page in window.pages.values()]
        for each in (*uttered, window.inspector.wishes, window.rail.wishes):
            each.pass_on(wishes)
        self.planning.answer(wishes)
        self.staffing.answer(wishes)
        self.sharing.answer(wishes)
        self.staffing.going_on.connect(wishes.following)
        wishes.choosing.connect(self._choose_candidate)
        wishes.comparing.connect(
            lambda workers: window.go(CASELOADS, Narrowing(compared=tuple(workers)))
        )
        self.telling.wanted.connect(lambda: window.go(PLAN))
        actions["move"].triggered.connect(lambda: wishes.asking.emit(store.chosen))
        actions["pin"].triggered.connect(lambda: wishes.pinning.emit(store.chosen))
        actions["mark"].triggered.connect(lambda: wishes.marking.emit(store.chosen))
        actions["share_out"].triggered.connect(lambda: wishes.sharing.emit(store.chosen))
        actions["staffing"].triggered.connect(lambda: wishes.staffing.emit(selected_worker(store)))
        actions["allocate"].triggered.connect(self.planning.allocate)
        actions["take_back"].triggered.connect(self.planning.take_back)
        actions["keep_scenario"].triggered.connect(self.planning.keep)
        actions["open_plan"].triggered.connect(self.plan_file.ask_to_open)
        actions["save_plan"].triggered.connect(self.plan_file.ask_to_save)
        self.plan_file.failed.connect(self.tell)
        actions["back_to_import"].triggered.connect(lambda: commands.back_to_import(store))

    def _connect_exports(self) -> None:
        """Whatever leaves the tool is asked for in one dialog, from wherever it is wished."""
        actions, exporting, store = self.actions, self.exporting, self.store
        exporting.failed.connect(self.tell)
        exporting.keeps, exporting.codes = self.settled.keep_export, self.settled.codes
        if isinstance(data := self.window.pages[DATA], DataPage):
            data.saving.connect(exporting.ask_problems)
            data.correcting.connect(self.importing.correct)
            data.exported.made = self.settled.exports
            exporting.recorded.connect(data.exported.refresh)
        self.wishes.exporting.connect(exporting.ask)
        self.importing.updating.exporting.connect(exporting.ask_against)
        actions["export"].triggered.connect(lambda _: exporting.ask())
        for name, what in DOCUMENTS.items():
            wanted = Wanted(what=what)
            actions[name].triggered.connect(lambda _=False, w=wanted: exporting.ask(w))
        actions["print"].triggered.connect(lambda: exporting.ask(Wanted(to=To.PRINT)))
        actions["export_worker"].triggered.connect(
            lambda: exporting.ask(Wanted(what=What.WORKER, workers=selected_workers(store)))
        )
        actions["hand_over"].triggered.connect(
            lambda: exporting.ask(Wanted(what=What.HANDOVER, children=store.chosen))
        )

    def _connect_suggestions(self, page: PlanPage) -> None:
        """What is asked of the planner from anywhere is answered on one page."""
        actions, bar = self.actions, page.suggestions.bar
        page.suggesting.answer(self.wishes)
        page.suggesting.wanted.connect(self._show_suggestions)
        for name, ask in (
            ("suggest_queue", bar.ask_queue),
            ("suggest_safe", bar.ask_safe),
            ("suggest_changes", bar.ask_changes),
        ):
            actions[name].triggered.connect(ask)
            actions[name].triggered.connect(page.suggesting.wanted)
        actions["curve"].triggered.connect(page.curve.ask)
        actions["curve"].triggered.connect(lambda: self.window.go(PLAN, CURVE))
        actions["before_moving"].triggered.connect(lambda: self.window.go(PLAN, CLOSING))
        self.wishes.before_moving.connect(
            lambda worker: self.window.go(PLAN, Narrowing(worker=worker))
        )

    def _show_suggestions(self) -> None:
        """Go to where what was asked is answered, and take the keyboard along."""
        self.window.go(PLAN, SUGGESTED)
        self.window.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose_candidate(self, child: ChildId) -> None:
        """Go from a list to the candidates beside it, which are opened if they were shut."""
        self.actions["inspector"].setChecked(True)
        self.window.inspector.choose(child)

    def _connect_history(self) -> None:
        page, keeping = self.window.pages[HISTORY], self.keeping
        if not isinstance(page, HistoryPage):
            return
        keeping.changed.connect(lambda: page.follow(keeping.workspace))
        keeping.told.connect(page.look_again)
        page.imports.deleting.connect(lambda row: self.tidying.ask_delete(row.number))
        self.store.done.connect(lambda _: page.look_again())
        self.wishes.looking_back.connect(
            lambda child: self.window.go(HISTORY, Narrowing(child=child))
        )

    def _connect_policy(self, page: PolicyPage) -> None:
        weights, rules, in_force = page.weights, page.rules, self.rules_in_force
        weights.opening.connect(self.policy_file.ask_to_open)
        weights.saving.connect(self.policy_file.ask_to_save)
        self.policy_file.kept.connect(weights.keep)
        self.settled.kept.connect(weights.keep)
        rules.country.connect(in_force.use_country)
        rules.local.connect(in_force.use_local)
        rules.switched.connect(in_force.switch)
        rules.opening.connect(in_force.ask_to_open)
        rules.saving.connect(in_force.ask_to_save)
        for country in settings.RULE_SETS:
            action = self.actions[f"rules_{country}"]
            action.triggered.connect(lambda _=False, c=country: in_force.use_country(c))

        def show() -> None:
            rules.show_book(in_force.book)
            for country in settings.RULE_SETS:
                self.actions[f"rules_{country}"].setChecked(country == in_force.book.country)

        in_force.chosen.connect(show)
        show()

    def open_files(self, files: Sequence[Path]) -> None:
        """Open what was handed to the window: one workspace, or spreadsheets together."""
        if len(files) == 1 and files[0].suffix.lower() == SUFFIX:
            self.workspaces.opening.ask_key(files[0].absolute())
        else:
            self.importing.start(files)

    def tell(self, error: Exception) -> None:
        """Say what could not be done; the open data is as it was."""
        tell_error(error, self.window)

    def use(self, name: str, scheme: Qt.ColorScheme) -> None:
        """Use a scheme and remember it."""
        theme.use(scheme)
        preferences.remember("window/scheme", name)


def selected_worker(store: PlanStore) -> WorkerId | None:
    """The worker in the details."""
    return None if store.selected is None else store.selected.worker


def selected_workers(store: PlanStore) -> tuple[WorkerId, ...]:
    """The same, as a choice: nobody in particular is nobody."""
    worker = selected_worker(store)
    return () if worker is None else (worker,)


def recalled_scheme() -> str:
    """The name of the action of the scheme that was chosen last."""
    name = preferences.recall("window/scheme", "scheme_system")
    return name if name in SCHEMES else "scheme_system"


def application() -> QApplication:
    """Qt's application in our look; logging goes to stderr, with ids and counts only."""
    leave_no_image()
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(message)s"
    )
    sys.setswitchinterval(TURN)
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setOrganizationName(preferences.ORGANISATION)
    app.setApplicationName(preferences.APPLICATION)
    theme.apply(app)
    return app


def run(files: Sequence[Path]) -> int:
    """Open the window, with these files if there are any, until it is closed."""
    app = application()
    whole = Application()
    sys.excepthook = go_on
    whole.window.show()
    for error in whole.refused:
        whole.tell(error)
    if files:
        whole.open_files(files)
    return app.exec()


def go_on(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """What happens with a bug: it is logged without values and told, and the window goes on."""
    if not isinstance(error, Exception):
        sys.__excepthook__(kind, error, where)
        return
    tell_error(error.with_traceback(where), QApplication.activeWindow())

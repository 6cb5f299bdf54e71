"""The window: rail, command bar, page, inspector, status bar; it lays out and passes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr
from ui import preferences, search, tasks
from ui.actions import Actions, plain
from ui.export_menu import EXPORTS
from ui.guiding import Guiding
from ui.menus import (
    EDIT,
    FILE,
    PLAN,
    PLAN_FILES,
    RULES,
    SCENARIOS,
    SCHEMES,
    STAFF,
    SUGGEST,
    VIEW,
)
from ui.store import PlanStore
from ui.tool_menu import HELP, SETTINGS
from ui.widgets.command_bar import CommandBar
from ui.widgets.dragging import Hand
from ui.widgets.drop_veil import DropVeil
from ui.widgets.inspector import Inspector
from ui.widgets.page import Page
from ui.widgets.rail import Rail
from ui.widgets.search_box import SearchBox
from ui.widgets.status_bar import StatusBar
from ui.widgets.strip import Strip
from ui.workspace_menu import THIS_WORKSPACE, WORKSPACE

SIZE = (1360, 860)
SOON = 50  # ms: the page is painted first, the numbers on the rail follow


class Window(QMainWindow):
    """Everything the manager sees. ``dropped`` carries files that were dragged onto it.

    ``front`` is shown while nothing is open: the welcome, or that a workspace is locked.
    ``first`` is the page that is shown once something is open, the first of all where there is no
    such one. ``may_close`` is asked before the window goes.
    """

    dropped = Signal(object)

    def __init__(
        self, store: PlanStore, actions: Actions, welcome: Page, pages: Mapping[str, Page]
    ) -> None:
        super().__init__()
        self.store, self.actions_by_name, self.welcome, self.pages = store, actions, welcome, pages
        self.front, self.first = welcome, ""
        self.may_close: Callable[[], bool] = lambda: True
        self._people: tuple[search.Entry, ...] | None = None
        self.search = SearchBox(self.found)
        self.command_bar = CommandBar(store, actions, self.search)
        self.strip = Strip()
        self.hand = Hand(self)
        self.rail = Rail({name: actions[f"go_{name}"] for name in pages})
        self.stack = QStackedWidget()
        self._frames: dict[Page, QScrollArea] = {}
        self.inspector = Inspector(store)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.status = StatusBar(store)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(SOON)
        self._counting.timeout.connect(self.count)
        self.setAcceptDrops(True)
        self._lay_out()
        self.veil = DropVeil(self)
        self.guiding = Guiding(store, self.hand, self, self.rail)
        self.rail.follow(self.hand, store)
        self._fill_menus()
        self._recall()
        self._connect()
        self.refresh()

    @property
    def page(self) -> str:
        """The name of the page that is shown, empty while it is the welcome."""
        shown = self.shown
        return next((name for name, page in self.pages.items() if page is shown), "")

    @property
    def shown(self) -> Page:
        """The page that is shown, or the welcome."""
        frame = self.stack.currentWidget()
        page = frame.widget() if isinstance(frame, QScrollArea) else None
        return page if isinstance(page, Page) else self.front

    def go(self, name: str, wanted: object = None) -> None:
        """Show a page, narrowed where something is wanted of it."""
        if self.store.review is None:
            return
        page = self.pages[name]
        if wanted is not None:
            page.set_up()
            page.narrow(wanted)
        self.stack.setCurrentWidget(self._frames[page])
        self.actions_by_name[f"go_{name}"].setChecked(True)

    def put_in_front(self, page: Page) -> None:
        """Show this page in place of the welcome while nothing is open."""
        self.front = page
        if page not in self._frames:
            self._frame(page)
        self.refresh()

    def refresh(self) -> None:
        """Follow the store: title, badges, and the welcome while nothing is open."""
        review = self.store.review
        self._people = None
        self.setWindowTitle(title(review))
        self.rail.setVisible(review is not None)
        self._show_inspector()
        if review is None:
            self.stack.setCurrentWidget(self._frames[self.front])
            self.front.setFocus()
            self.rail.show_counts({})
            for page in self.pages.values():
                page.let_go()
            return
        self._counting.start()
        if not self.page and self.pages:
            self.go(self.first if self.first in self.pages else next(iter(self.pages)))
            self.stack.setFocus()

    def count(self) -> None:
        """Show each page's number on the rail; after a change, once the page stands."""
        self.rail.show_counts({name: page.count() for name, page in self.pages.items()})

    def found(self, text: str) -> list[search.Hit]:
        """What Ctrl+K finds for a text."""
        review = self.store.review
        if self._people is None and review is not None:
            self._people = search.entries(review, hide_names=self.store.names_hidden)
        if review is not None:
            coded = search.of_code(text, review, self._people or ())
            if coded:
                return coded
        possible = (action for action in self.actions_by_name if action.isEnabled())
        actions = [
            search.action_entry(
                action.objectName(), plain(action.text()), action.shortcut().toString()
            )
            for action in possible
        ]
        return search.hits(text, self._people or (), actions)

    def jump(self, hit: search.Hit) -> None:
        """Go to what was found."""
        self.stack.setFocus()
        if hit.child is not None:
            self.actions_by_name["inspector"].setChecked(True)
            self.store.select_child(hit.child)
        elif hit.worker is not None:
            self.actions_by_name["inspector"].setChecked(True)
            self.store.select_worker(hit.worker)
        else:
            self.actions_by_name[hit.action].trigger()

    def clear(self) -> None:
        """Esc: leave the search; else take the page's filter off; else the selection."""
        if self.search.hasFocus():
            self.search.clear()
            self.shown.setFocus()
        elif not self.shown.clear():
            self.store.clear_selection()

    def seek(self) -> None:
        """Ctrl+F: filter the list of the page."""
        self.shown.seek()

    def _lay_out(self) -> None:
        """From the outside inwards, in the order of Tab.

        What is put into a part that stands in the window already is styled once, not at every step.
        """
        centre = QWidget()
        self.setCentralWidget(centre)
        column, body = QVBoxLayout(centre), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.command_bar)
        column.addWidget(self.strip)
        column.addLayout(body, 1)
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.splitter, 1)
        self.splitter.addWidget(self.stack)
        for page in (self.welcome, *self.pages.values()):
            self._frame(page)
        self.splitter.addWidget(self.inspector)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setCollapsible(0, False)
        self.splitter.setHandleWidth(4)
        self.splitter.setSizes([SIZE[0] - 540, 360])
        column.addWidget(self.status)
        self.resize(*SIZE)

    def _frame(self, page: Page) -> None:
        """Give a page a place in the window, so that large text never outgrows the screen."""
        self._frames[page] = frame = QScrollArea()
        self.stack.addWidget(frame)
        frame.setWidgetResizable(True)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(page)

    def _fill_menus(self) -> None:
        actions, bar = self.actions_by_name, self.menuBar()
        file = bar.addMenu(tr("&File"))
        *first, leave = actions.named(FILE)
        file.addActions(first)
        file.insertActions(actions["export"], actions.named(WORKSPACE))
        this = QMenu(tr("&This workspace"), file)
        this.addActions(actions.named(THIS_WORKSPACE))
        file.insertMenu(actions["export"], this)
        others = QMenu(tr("Export one &document"), file)
        others.addActions(actions.named(EXPORTS))
        file.insertMenu(actions["edited"], others)
        for apart in ("new_workspace", "export", "close"):
            file.insertSeparator(actions[apart])
        file.addSeparator()
        file.addAction(leave)
        edit = bar.addMenu(tr("&Edit"))
        edit.addActions(actions.named(EDIT))
        edit.addSeparator()
        edit.addAction(actions[SETTINGS.name])
        plan = bar.addMenu(tr("&Plan"))
        for part in (PLAN, SUGGEST, STAFF, SCENARIOS, PLAN_FILES):
            plan.addActions(actions.named(part))
            plan.addSeparator()
        view = bar.addMenu(tr("&View"))
        view.addActions([actions[f"go_{name}"] for name in self.pages])
        view.addSeparator()
        view.addActions(actions.named(VIEW))
        self.views = view.addMenu(tr("Saved vie&ws"))
        colours = view.addMenu(tr("&Colours"))
        colours.addActions(actions.named(SCHEMES))
        view.addMenu(tr("&Rules")).addActions(actions.named(RULES))
        bar.addMenu(tr("&Help")).addActions(actions.named(HELP))
        for action in actions:
            self.addAction(action)

    def _connect(self) -> None:
        actions = self.actions_by_name
        for name, page in self.pages.items():
            actions[f"go_{name}"].triggered.connect(lambda _=False, n=name: self._turn_to(n))
            page.opened.connect(self.go)
        self.search.chosen.connect(self.jump)
        actions["search"].triggered.connect(self._focus_search)
        actions["filter"].triggered.connect(self.seek)
        actions["clear"].triggered.connect(self.clear)
        actions["undo"].triggered.connect(self.store.undo)
        actions["redo"].triggered.connect(self.store.redo)
        actions["hide_names"].toggled.connect(self.store.hide_names)
        actions["inspector"].toggled.connect(self._keep_inspector)
        actions["quit"].triggered.connect(self.close)
        self.store.review_changed.connect(self.refresh)
        self.store.selection_changed.connect(self._show_inspector)
        self.store.team_changed.connect(self._counting.start)
        self.store.names_hidden_changed.connect(self._follow_names)

    def _follow_names(self) -> None:
        self._people = None
        self.actions_by_name["hide_names"].setChecked(self.store.names_hidden)

    def _turn_to(self, name: str) -> None:
        """Go to a page by its key or the menu: the keyboard goes with it, but not off the rail."""
        self.go(name)
        if not any(button.hasFocus() for button in self.rail.buttons.values()):
            self.shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_inspector(self) -> None:
        """Give the details room only while somebody is selected."""
        is_wanted = self.actions_by_name["inspector"].isChecked()
        self.inspector.setVisible(is_wanted and self.inspector.is_about_somebody)

    def _keep_inspector(self, shown: bool) -> None:
        preferences.remember("window/inspector", "shown" if shown else "hidden")
        self._show_inspector()

    def _recall(self) -> None:
        self.actions_by_name["inspector"].setChecked(
            preferences.recall("window/inspector", "shown") == "shown"
        )
        self.restoreGeometry(preferences.recall_bytes("window/geometry"))
        self.splitter.restoreState(preferences.recall_bytes("window/splitter"))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        preferences.remember_bytes("window/geometry", self.saveGeometry())
        preferences.remember_bytes("window/splitter", self.splitter.saveState())
        tasks.stop_all()
        super().closeEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event):
            event.acceptProposedAction()
            self.veil.cover()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.veil.hide()
        super().dragLeaveEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        files = local_files(event)
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)


def local_files(event: QDropEvent) -> list[Path]:
    """The files of this computer that a drag carries."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def title(review: Review | None) -> str:
    """The window's title: the program and a date, never a file's or a child's name."""
    if review is None:
        return tr("Caseload allocation")
    return tr("Caseload allocation, as at {day}", day=terms.day(review.snapshot.as_at))

"""Locking: the workspace is closed, its key and all data are let go, its passphrase brings it back.

What was copied from it goes, too, whoever or whatever locks.

So it locks after a while in which nobody touches the window, the computer awake or asleep. Page,
filters and selection are kept meanwhile, in memory and nowhere else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QDialog
from typing_extensions import override

from allocation_app.domain.people import ChildId
from allocation_app.settings.defaults import IDLE_MINUTES
from allocation_app.wording import kept
from allocation_app.wording.translate import tr, trn
from ui.keeping import Keeping
from ui.leaving import wipe_clipboard
from ui.opening import Opening
from ui.store import PlanStore
from ui.views import PLACE, View, Views, place_in, place_text
from ui.widgets.lock_card import LockCard
from ui.window import Window
from ui.wishing import Key, Wish

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.session import Workspace

_UP = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
LOOKED_AT = 15_000
"""ms: how often it is asked whether anybody is there."""
INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


def up() -> float:
    """Seconds that run on while the computer sleeps, and that no change of its clock touches.

    Linux counts them apart; elsewhere the clock that only goes on runs on in sleep, too.
    """
    return time.monotonic() if _UP is None else time.clock_gettime(_UP)


class Locking(QObject):
    """Locks and unlocks the workspace of one window.

    ``minutes`` is how long it may stay untouched, ``touched`` when somebody last did (by ``clock``:
    see `up`), ``path`` what is locked now. ``changed`` says that it is another, or none.
    """

    changed = Signal()

    def __init__(
        self, store: PlanStore, keeping: Keeping, opening: Opening, window: Window, views: Views
    ) -> None:
        super().__init__(window)
        self._store, self._keeping, self._opening = store, keeping, opening
        self._window, self._views = window, views
        self.minutes = IDLE_MINUTES
        self.path: Path | None = None
        self.page = LockCard(store)
        self._is_read_only = False
        self._view: View | None = None
        self._chosen: tuple[ChildId, ...] = ()
        self.clock: Callable[[], float] = up
        self.touched = self.clock()
        self._looking = QTimer(self)
        self._looking.setInterval(LOOKED_AT)
        self._looking.timeout.connect(self.look)
        self.page.given.connect(self._unlock)
        self.page.left.connect(self.forget)
        opening.opened.connect(self._come_back)
        opening.given_up.connect(self.page.rest)
        keeping.arriving.connect(self._arrive)
        keeping.leaving.connect(self._keep_place)
        keeping.changed.connect(self._follow)
        store.review_changed.connect(self._leave)
        self._watch(QGuiApplication.focusWindow())
        running = QGuiApplication.instance()
        if isinstance(running, QGuiApplication):
            running.focusWindowChanged.connect(self._watch)

    def lock(self) -> None:
        """Lock it now."""
        self._lock(tr("Nothing of it can be seen until its passphrase is typed."))

    def look(self) -> None:
        """Lock it where nobody has touched the window for so long."""
        if self.clock() - self.touched >= self.minutes * 60:
            self._lock(
                trn(
                    "Nobody touched the window for {n} minute. Nothing of it can be seen until its"
                    " passphrase is typed.",
                    "Nobody touched the window for {n} minutes. Nothing of it can be seen until its"
                    " passphrase is typed.",
                    self.minutes,
                )
            )

    def forget(self) -> None:
        """Leave it closed, and go to the first page."""
        if self.path is None:
            return
        unkept = self._keeping.covered_at(self.path)
        if unkept is not None:
            self._window.strip.tell(
                tr(
                    "Not everything in {name} is kept yet. It is tried again until it is; open the"
                    " workspace to see it.",
                    name=self.path.stem,
                )
            )
        self.path = self._view = None
        self._chosen = ()
        self._opening.drop(self.page)
        self._window.put_in_front(self._window.welcome)
        self.changed.emit()

    def _lock(self, why: str) -> None:
        workspace = self._keeping.workspace
        if workspace is None:
            return
        path, view, chosen = workspace.path, self._views.now(), self._store.chosen
        self._put_dialogs_away()
        self._is_read_only = workspace.is_read_only
        covered = self._keeping.cover()
        self.path, self._view, self._chosen = path, view, chosen
        self.page.show_of(path, why)
        if covered is not None:
            covered.kept.connect(self._say_kept)
            self.page.say_unkept(kept.unkept(covered.why))
        self._window.strip.forget()
        self._window.put_in_front(self.page)
        wipe_clipboard()
        self.changed.emit()

    def _say_kept(self) -> None:
        if self.path is not None and self._keeping.covered_at(self.path) is None:
            self.page.say_unkept(tr("Everything is kept by now."), is_kept=True)
            self.changed.emit()

    def _put_dialogs_away(self) -> None:
        """They show what nobody shall see."""
        for dialog in self._window.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def _unlock(self, typed: str) -> None:
        if self.path is not None:
            key = Key(passphrase=typed)
            wish = Wish(path=self.path, key=key, is_read_only=self._is_read_only)
            self._opening.attempt(self.page, wish)

    def _arrive(self, workspace: Workspace) -> None:
        """Have the page that was left built, and no other before it."""
        view = self._view_of(workspace)
        self._window.first = "" if view is None else view.page

    def _view_of(self, workspace: Workspace) -> View | None:
        """What was shown when it was locked, else when it was closed."""
        if self._view is not None and workspace.path == self.path:
            return self._view
        return place_in(workspace.text(PLACE))

    def _come_back(self) -> None:
        """Show what was shown when it was left."""
        workspace, chosen = self._keeping.workspace, self._chosen
        view = None if workspace is None else self._view_of(workspace)
        self.forget()
        self._window.first = ""
        if view is not None:
            self._views.show(view)
            self._store.choose(chosen or self._store.chosen)

    def _keep_place(self, workspace: Workspace) -> None:
        if self._store.review is not None:
            workspace.note(PLACE, place_text(self._views.now()))

    def _leave(self) -> None:
        """Other data was opened, without a workspace."""
        if self._store.review is not None and self._keeping.workspace is None:
            self.forget()

    def _follow(self) -> None:
        self.touched = self.clock()
        if self._keeping.workspace is None:
            self._looking.stop()
        else:
            self._looking.start()

    def _watch(self, window: QWindow | None) -> None:
        """Whatever is typed or clicked comes to a window first: the least that must be watched."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in INPUT:
            return False
        was_open = self._keeping.workspace is not None
        self.look()  # whoever wakes the computer touches it before anybody asked
        self.touched = self.clock()
        return was_open and self._keeping.workspace is None

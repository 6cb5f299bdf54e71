"""What can be done with a workspace from the menu, and what is said of how everything is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from allocation_app.errors import AppError
from allocation_app.settings.defaults import Defaults
from allocation_app.wording import kept
from allocation_app.wording.kept import Kept
from allocation_app.wording.translate import tr
from allocation_app.workspace.places import SUFFIX
from ui import recent
from ui.actions import Actions
from ui.dialogs.messages import error_words
from ui.dialogs.passphrase import PassphraseDialog
from ui.keeping import Keeping
from ui.leaving import Leaving
from ui.locking import Locking
from ui.opening import Opening
from ui.plan_file import PlanFile
from ui.store import PlanStore
from ui.views import Views
from ui.widgets.strip import Offer
from ui.window import Window
from ui.workspace_menu import OF_AN_OPEN_ONE


class Workspaces(QObject):
    """The workspace of one window. ``failed`` carries what went wrong and is not told yet."""

    failed = Signal(object)

    def __init__(  # noqa: PLR0913 - it brings together what the window is made of
        self,
        store: PlanStore,
        keeping: Keeping,
        window: Window,
        actions: Actions,
        *,
        found: Defaults,
        views: Views,
        plan_file: PlanFile,
    ) -> None:
        super().__init__(window)
        self._keeping, self._window, self._actions = keeping, window, actions
        self._strip = window.strip
        self._said = 0
        self._no_backup = ""
        self.opening = Opening(store, keeping, found, window)
        self.locking = Locking(store, keeping, self.opening, window, views)
        self.leaving = Leaving(store, keeping, self.opening, plan_file, window)
        self.leaving.copying = self.ask_copy
        for name, do in (
            ("new_workspace", self.opening.ask_new),
            ("open_workspace", self.opening.ask),
            ("lock", self.locking.lock),
            ("save_copy", self.ask_copy),
            ("change_passphrase", self.ask_passphrase),
            ("close", self.leaving.close),
        ):
            actions[name].triggered.connect(lambda _=False, do=do: do())
        actions.allow(OF_AN_OPEN_ONE, lambda: keeping.workspace is not None)
        self.opening.failed.connect(self.failed)
        self.opening.opened.connect(self._say_opened)
        keeping.failed.connect(self._say_trouble)
        keeping.older.connect(self._say_older)
        keeping.mended.connect(self._say_mended)
        for changed in (keeping.changed, keeping.told, self.locking.changed):
            changed.connect(self.refresh)
        keeping.changed.connect(actions.refresh)
        window.status.keeping_wanted.connect(self.act)
        self.refresh()

    @property
    def state(self) -> Kept:
        """How what is done now is kept."""
        if self.locking.path is not None:
            how = kept.Keeping.LOCKED
            if self._keeping.covered_at(self.locking.path) is not None:
                how = kept.Keeping.LOCKED_UNKEPT
            return Kept(how=how, name=self.locking.path.stem)
        return self._keeping.state

    def refresh(self) -> None:
        """Say on the bar below how everything is kept, and once what stands in the way of it."""
        self._window.status.say_kept(self.state)
        workspace = self._keeping.workspace
        problem = None if workspace is None else workspace.backup_problem or workspace.link_problem
        if problem is not None:
            said = error_words(problem)
            if said != self._no_backup:
                self._no_backup = said
                self._strip.tell(said)

    def act(self) -> None:
        """Do what the words on the bar below lead to."""
        match self.state.how:
            case kept.Keeping.NOWHERE:
                self.opening.ask_new()
            case kept.Keeping.FAILED:
                self._keeping.try_again()
            case kept.Keeping.READ_ONLY:
                self.ask_copy()
            case kept.Keeping.LOCKED:
                self.locking.page.setFocus()
            case kept.Keeping.LOCKED_UNKEPT:
                for each in self._keeping.covered:
                    each.try_again()
            case _:
                self._strip.tell(kept.way_on(self.state))

    def ask_copy(self) -> None:
        """Ask where a copy goes, and write it; one that was read only is worked in from then on."""
        workspace = self._keeping.workspace
        if workspace is None:
            return
        offered = workspace.path.with_name(f"{workspace.path.stem} {tr('copy')}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save a copy"), str(offered), f"{tr('Workspaces')} (*{SUFFIX})"
        )
        if name:
            path = Path(name)
            self.save_copy(path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX))

    def save_copy(self, path: Path) -> None:
        """Write a copy here; one that was read only or in trouble is worked in from then on."""

        def then(moved: bool) -> None:
            if moved:
                recent.remember(path)
                self._strip.tell(tr("Saved as {file}, and kept there now.", file=path.name))
            else:
                self._strip.tell(tr("Saved a copy as {file}.", file=path.name))

        self._keeping.save_copy(path, then)

    def ask_passphrase(self) -> PassphraseDialog | None:
        """Ask for another passphrase, and the present one; None while no workspace is open."""
        from ui.changing_passphrase import ask

        return ask(self._keeping, self._strip, self.opening.found, self._window)

    def _say_opened(self) -> None:
        state = self._keeping.state
        if state.how is kept.Keeping.READ_ONLY:
            self._offer(
                tr("Read only: look around and try what you like, nothing that is done is kept."),
                ((tr("Save a copy…"), self.ask_copy),),
            )

    def _say_trouble(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            self.failed.emit(error)
            return
        ways = ((tr("Try again"), self._keeping.try_again), (tr("Save a copy…"), self.ask_copy))
        said = tr(
            "Not kept: {why} What you do still counts in this window.", why=error_words(error)
        )
        self._offer(said, ways)

    def _say_older(self) -> None:
        self._strip.tell(
            tr(
                "These data are of an earlier day: they went into the history. The plan stays on"
                " the latest import, which is shown."
            )
        )

    def _say_mended(self) -> None:
        if self._strip.said == self._said:
            self._strip.tell(tr("Everything is kept again."))

    def _offer(self, said: str, ways: tuple[Offer, ...]) -> None:
        self._strip.offer(said, ways)
        self._said = self._strip.said

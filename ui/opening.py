"""From a file to an open workspace: made, or opened with whatever stands in the way.

Deriving the key takes a second on purpose, and reading a council's import another: both are done
beside the window. What was opened for nobody (the dialog was closed meanwhile) is closed again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from allocation_app.domain.effects import Measured
from allocation_app.errors import AppError
from allocation_app.progress import Progress
from allocation_app.settings.defaults import Defaults
from allocation_app.wording import kept
from allocation_app.wording.names import known_names
from allocation_app.wording.translate import tr
from allocation_app.workspace.places import SUFFIX
from ui import recent, tasks
from ui.covered import Covered
from ui.dialogs.messages import error_words
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.keeping import Keeping
from ui.resuming import Left, left_in
from ui.store import PlanStore
from ui.widgets.strip import Offer
from ui.wishing import Asker, Key, Wish

if TYPE_CHECKING:  # they bring cryptography
    from allocation_app.workspace.session import Workspace

BROKEN = frozenset(
    {
        "workspace_missing",
        "workspace_none",
        "workspace_damaged",
        "workspace_unreadable",
        "workspace_cost",
    }
)
"""What a backup helps against."""
MOST = 6
"""Backups that are offered: the latest."""
NOT_TO_WRITE = frozenset({"workspace_in_use", "workspace_left_open", "workspace_not_writable"})
"""What keeps nobody from reading it, nor from a copy."""


class Opening(QObject):
    """One dialog at a time. ``opened`` says that a workspace is open, ``failed`` why none is.

    ``given_up`` says that one was opened, and closed again. ``leaving`` goes on once it was agreed
    to leave what is open, where that is kept nowhere.
    """

    opened = Signal()
    given_up = Signal()
    failed = Signal(object)

    def __init__(
        self, store: PlanStore, keeping: Keeping, found: Defaults, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._keeping, self.found, self._window = store, keeping, found, window
        self._unclaimed: list[Workspace] = []
        self._is_over = False
        self.leaving: Callable[[Callable[[], None]], None] = lambda go: go()
        self._asker: Asker | None = None
        self.dialog: QDialog | None = None

    def ask_new(self) -> None:
        """Ask for the name, place and passphrase of a new workspace, and make it."""
        dialog = NewWorkspaceDialog(
            recent.folder(self.found.folder or _documents()),
            self._window,
            has_data=self._store.review is not None,
            has_recovery=self.found.recovery_key is not None,
        )
        dialog.chosen.connect(lambda path, passphrase: self._make(dialog, path, passphrase))
        self._put(dialog)

    def ask(self) -> None:
        """Ask which workspace is to be opened."""
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Open a workspace"),
            str(recent.folder(self.found.folder or _documents())),
            f"{tr('Workspaces')} (*{SUFFIX});;{tr('All files')} (*)",
        )
        if name:
            self.ask_key(Path(name))

    def ask_key(self, path: Path) -> None:
        """Ask for the passphrase of this workspace, and open it in place of what is open."""
        self.leaving(lambda: self._ask_key(path))

    def _ask_key(self, path: Path) -> None:
        dialog = OpenWorkspaceDialog(path, self._window)
        dialog.given.connect(
            lambda typed: self.attempt(dialog, Wish(path=path, key=Key(passphrase=typed)))
        )
        dialog.key_given.connect(
            lambda file: self.attempt(dialog, Wish(path=path, key=Key(file=file)))
        )
        self._put(dialog)

    def attempt(self, asker: Asker, wish: Wish) -> None:
        """Open it as wished; who asks is told what stands in the way."""
        covered = self._keeping.covered_at(wish.path)
        if covered is not None:
            self._uncover(asker, wish, covered)
            return
        by = self._store.by
        self._try(asker, wish, lambda _: self._open(wish, by))

    def drop(self, asker: Asker) -> None:
        """Open nothing for this one any more."""
        if self._asker is asker:
            self._asker = None

    def _try(
        self,
        asker: Asker,
        wish: Wish,
        work: Callable[[Progress], tuple[Workspace, Left | None]],
    ) -> None:
        self._asker = asker
        asker.wait()

        def then(found: tuple[Workspace, Left | None]) -> None:
            workspace, left = found
            if self._is_gone(asker, workspace):
                return
            self._asker = None
            if isinstance(asker, QDialog):
                asker.accept()
            self.arrive(workspace, left)

        def failed(error: Exception) -> None:
            if self._asker is asker:
                asker.refuse(*self._ways_on(asker, wish, error))

        tasks.run(work, then=then, failed=failed)

    def _uncover(self, asker: Asker, wish: Wish, covered: Covered) -> None:
        """Go on with one that was locked before all of it was kept, for whoever has its key."""
        self._asker = asker
        asker.wait()

        def then(_: None) -> None:
            if asker not in {self._asker, self.dialog}:
                return
            try:
                is_back = self._keeping.uncover(covered)
            except AppError as error:
                asker.refuse(error_words(error))
                return
            if not is_back:  # it was kept meanwhile
                self.attempt(asker, wish)
                return
            self._asker = None
            if isinstance(asker, QDialog):
                asker.accept()
            self.opened.emit()

        def failed(error: Exception) -> None:
            if self._asker is asker:
                asker.refuse(*self._ways_on(asker, wish, error))

        tasks.run(lambda _: covered.check(wish.key.read()), then=then, failed=failed)

    def arrive(self, workspace: Workspace, left: Left | None) -> None:
        """Go on with an open workspace; what a crash left is shown before it is taken."""
        if workspace.recovered:
            self._ask_recovered(workspace)
            return
        self._unclaimed = [each for each in self._unclaimed if each is not workspace]
        try:
            self._keeping.resume(workspace, left)
        except AppError as error:
            workspace.close()
            self.failed.emit(error)
            return
        recent.remember(workspace.path)
        self.opened.emit()

    def finish(self) -> None:
        """Close what was opened for nobody, before the window goes; nothing is opened any more."""
        self._is_over = True
        for workspace in self._unclaimed:
            workspace.close()
        self._unclaimed = []

    def _make(self, dialog: NewWorkspaceDialog, path: Path, passphrase: str) -> None:
        dialog.wait()

        def make(_progress: Progress) -> Workspace:
            from allocation_app.workspace.keys import Passphrase
            from allocation_app.workspace.protection import cost_set, recovery_set
            from allocation_app.workspace.session import create

            made = create(
                path,
                Passphrase(text=passphrase),
                cost=cost_set(self.found),
                recovery=recovery_set(self.found),
            )
            self._unclaimed.append(made)
            return made

        def then(workspace: Workspace) -> None:
            if self._is_gone(dialog, workspace):
                return
            try:
                self._keeping.begin(workspace)
            except AppError as error:
                dialog.refuse(error_words(error))
                return
            self._unclaimed.remove(workspace)
            dialog.accept()
            recent.remember(path)
            self.opened.emit()

        def failed(error: Exception) -> None:
            if self.dialog is dialog:
                dialog.refuse(error_words(error))

        tasks.run(make, then=then, failed=failed)

    def _open(self, wish: Wish, by: Measured) -> tuple[Workspace, Left | None]:
        """The work itself, off the window's thread."""
        from allocation_app.workspace.protection import cost_set
        from allocation_app.workspace.session import How, open_workspace

        how = How(
            is_read_only=wish.is_read_only, takes_over=wish.takes_over, cost=cost_set(self.found)
        )
        workspace = open_workspace(wish.path, wish.key.read(), how)
        self._unclaimed.append(workspace)
        if self._is_over:
            self.finish()
        try:
            return workspace, None if workspace.recovered else left_in(workspace, by)
        except BaseException:
            self._unclaimed.remove(workspace)
            workspace.close()
            raise

    def _is_gone(self, asker: object, workspace: Workspace) -> bool:
        """Whether nobody waits for it any more; it is closed then."""
        if asker in {self._asker, self.dialog}:
            return False
        self._give_back(workspace)
        return True

    def _give_back(self, workspace: Workspace) -> None:
        """Close what was opened and is not wanted; what a crash left waits for the next time."""
        self._unclaimed.remove(workspace)
        workspace.close()
        self.given_up.emit()

    def _ways_on(self, asker: Asker, wish: Wish, error: Exception) -> tuple[str, list[Offer]]:
        said = kept.refusal(error) if isinstance(error, AppError) else error_words(error)
        code = error.code if isinstance(error, AppError) else ""
        if code in NOT_TO_WRITE and isinstance(error, AppError):
            return said, self._ways_around(asker, wish, error)
        if code in BROKEN:
            ways = self._ways_back(asker, wish)
            is_enough = ways or code == "workspace_missing"  # whose name may be mistyped
            return said if is_enough else f"{said} {kept.no_backup()}", ways
        return said, []

    def _ways_around(self, asker: Asker, wish: Wish, error: AppError) -> list[Offer]:
        def read() -> None:
            self.attempt(asker, Wish(path=wish.path, key=wish.key, is_read_only=True))

        def take_over() -> None:
            self.attempt(asker, Wish(path=wish.path, key=wish.key, takes_over=True))

        ways: list[Offer] = [
            (tr("&Read only: nothing that is done is kept"), read),
            (tr("Open a &copy of it…"), lambda: self._ask_copy(asker, wish)),
        ]
        if error.code == "workspace_left_open":
            return [(tr("&Take it over: nobody has it open now"), take_over), *ways]
        if error.details.get("alive") == "unknown":
            ways.append((tr("&Take it over: what they have not saved yet may be lost"), take_over))
        return ways

    def _ways_back(self, asker: Asker, wish: Wish) -> list[Offer]:
        from allocation_app.workspace import backups

        def go_back(backup: backups.Backup) -> Callable[[], None]:
            def go() -> None:
                try:
                    path = backups.restore(wish.path, backup.path)
                except AppError as error:
                    asker.refuse(*self._ways_on(asker, wish, error))
                    return
                self.attempt(asker, Wish(path=path, key=wish.key))

            return go

        return [
            (kept.backup(each.at, each.size), go_back(each))
            for each in backups.kept(wish.path)[:MOST]
        ]

    def _ask_copy(self, asker: Asker, wish: Wish) -> None:
        offered = wish.path.with_name(f"{wish.path.stem} {tr('copy')}{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self._window, tr("Open a copy"), str(offered), f"{tr('Workspaces')} (*{SUFFIX})"
        )
        if name:
            self.open_copy(asker, wish, Path(name).with_suffix(SUFFIX))

    def open_copy(self, asker: Asker, wish: Wish, path: Path) -> None:
        """Write what is kept to another file, and open that."""
        by = self._store.by

        def copy(_progress: Progress) -> tuple[Workspace, Left | None]:
            reading = Wish(path=wish.path, key=wish.key, is_read_only=True)
            workspace, _ = self._open(reading, by)
            self._unclaimed.remove(workspace)
            try:
                workspace.save_copy(path)
            finally:
                workspace.close()
            return self._open(Wish(path=path, key=wish.key), by)

        self._try(asker, wish, copy)

    def _ask_recovered(self, workspace: Workspace) -> None:
        from ui.dialogs.recovered import RecoveredDialog

        present = workspace.present
        facts = None if present is None else workspace.snapshot(present)
        names = known_names(facts, hide_names=self._store.names_hidden)
        dialog = RecoveredDialog(workspace.recovered, names, self._window)
        dialog.decided.connect(lambda taken: self._recover(workspace, taken))
        dialog.rejected.connect(lambda: self._give_back(workspace))
        self._put(dialog)

    def _recover(self, workspace: Workspace, taken: bool) -> None:
        by = self._store.by

        def work(_progress: Progress) -> Left | None:
            if taken:
                workspace.take_recovered()
            else:
                workspace.decline_recovered()
            return left_in(workspace, by)

        def failed(error: Exception) -> None:
            self._unclaimed = [each for each in self._unclaimed if each is not workspace]
            workspace.close(saves=False)  # the journal has it all, and is asked about again
            self.failed.emit(error)

        tasks.run(work, then=lambda left: self.arrive(workspace, left), failed=failed)

    def _put(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        waiting: object = self._asker
        if waiting is dialog:
            self._asker = None
        dialog.deleteLater()


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))

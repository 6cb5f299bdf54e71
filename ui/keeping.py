"""What is done in the window is kept in the open workspace, command by command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from allocation_app.domain.desk_changes import DeskState, desk_change, state_of
from allocation_app.domain.journal import Deed
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.history import History
from ui.store import PlanStore

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.session import Workspace

NOTHING = DeskState()


class Keeping(QObject):
    """The workspace that is open, if any. ``changed`` says that it is another, or none.

    ``failed`` carries why something could not be kept; it stands in the window nevertheless.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, store: PlanStore, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.workspace: Workspace | None = None
        self._known = NOTHING
        store.done.connect(self._keep)

    def create(self, path: Path, passphrase: str) -> None:
        """A new workspace of what is open; raises `AppError`."""
        from allocation_app.workspace.keys import Passphrase
        from allocation_app.workspace.session import create

        self.workspace = create(path, Passphrase(text=passphrase))
        if self._store.reading is not None:
            self._keep_import()
        self.changed.emit()

    def open(self, path: Path, passphrase: str) -> None:
        """Go on with a workspace where it was left; raises `AppError`."""
        from allocation_app.workspace.keys import Passphrase
        from allocation_app.workspace.session import open_workspace

        workspace = open_workspace(path, Passphrase(text=passphrase))
        self.workspace = None
        resumed(workspace, self._store)
        self._known = workspace.plans().present
        self.workspace = workspace
        self.changed.emit()

    def close(self) -> None:
        """Save it and put it away, and the data with it."""
        workspace, self.workspace = self.workspace, None
        if workspace is not None:
            workspace.close()
            self._store.close()
            self._known = NOTHING
            self.changed.emit()

    def _keep(self, deed: Deed) -> None:
        if self.workspace is None:
            return
        try:
            if deed is Deed.IMPORTED:
                self._keep_import()
            elif self._store.review is not None:
                state = state_of(self._store.desk)
                self.workspace.record(deed, desk_change(self._known, state))
                self._known = state
        except AppError as error:
            self.failed.emit(error)

    def _keep_import(self) -> None:
        from allocation_app.plain import plain

        reading, workspace = self._store.reading, self.workspace
        if reading is None or workspace is None:
            return
        state = state_of(self._store.desk)
        bare = replace(reading, snapshot=Snapshot(as_at=reading.snapshot.as_at))
        change = desk_change(NOTHING, state)
        workspace.add(reading.snapshot, details=plain(bare), change=change)
        self._known = state


def resumed(workspace: Workspace, store: PlanStore) -> None:
    """Show what a workspace holds, as it was left; an empty one shows nothing."""
    from allocation_app.intake.reading import Reading
    from allocation_app.plain import made

    present = workspace.present
    if present is None:
        store.close()
        return
    snapshot, told = workspace.snapshot(present), workspace.details(present)
    reading = Reading(snapshot=snapshot, problems=(), files=())
    if told is not None:
        reading = replace(made(Reading, told), snapshot=snapshot)
    plans = workspace.plans()
    desks: History[Desk] = History(
        plans.present.on(snapshot),
        tuple(each.on(snapshot) for each in plans.past),
        tuple(each.on(snapshot) for each in plans.future),
    )
    earlier = [
        workspace.snapshot(each.number) for each in workspace.imports if each.as_at < snapshot.as_at
    ]
    store.resume(reading, desks, earlier)

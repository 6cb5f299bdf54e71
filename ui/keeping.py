"""What is done in the window is kept in the open workspace, deed by deed, in their order.

A short deed is kept at once. While something long is being kept beside the window (an import, the
whole file), what is done meanwhile waits its turn there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from allocation_app.domain.decided import decided
from allocation_app.domain.desk_changes import EMPTY, DeskChange, DeskState, desk_change, state_of
from allocation_app.domain.journal import Decided, Deed
from allocation_app.domain.plan import Plan
from allocation_app.domain.renumbering import Numbers
from allocation_app.domain.scenarios import Desk
from allocation_app.errors import AppError
from allocation_app.progress import Progress
from allocation_app.wording import kept
from allocation_app.wording.kept import Kept
from ui import tasks
from ui.forgetting import forget_worked_out
from ui.resuming import Left, left_in, show
from ui.store import PlanStore

if TYPE_CHECKING:  # they bring cryptography and the readers
    from allocation_app.intake.reading import Reading
    from allocation_app.workspace.session import Workspace

AGAIN = 30_000
"""ms: how long to wait until what could not be kept is tried again."""


class Keeping(QObject):
    """The workspace that is open, if any.

    ``changed`` says that it is another one, or none; ``told`` that `state` reads otherwise;
    ``failed`` carries why something could not be kept (it stands in the window nevertheless, and is
    tried again), ``mended`` says that it is kept by now. ``refused`` carries why something that was
    asked for could not be done. ``arriving`` carries a workspace that is about to be shown,
    ``begun`` says that what is open goes into a new one, ``older`` that an import went into the
    history behind the one that is shown.
    """

    arriving = Signal(object)
    begun = Signal()
    older = Signal()
    changed = Signal()
    told = Signal()
    failed = Signal(object)
    mended = Signal()
    refused = Signal(object)

    def __init__(self, store: PlanStore, window: QWidget) -> None:
        super().__init__(window)
        self._store, self._window = store, window
        self.workspace: Workspace | None = None
        self.trouble: AppError | None = None
        self._known = EMPTY
        self._plan: Plan | None = None
        self._is_behind = self._is_older = False
        self._at = ""
        self._jobs: deque[Callable[[], None]] = deque()
        self._turn = Lock()
        self._refused: list[Exception] = []
        self._task: tasks.Task | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN)
        self._again.timeout.connect(self.try_again)
        store.done.connect(self._keep)

    @property
    def state(self) -> Kept:
        """How what is done now is kept."""
        workspace = self.workspace
        if workspace is None:
            return Kept()
        how = kept.Keeping.KEPT
        if workspace.is_read_only:
            how = kept.Keeping.READ_ONLY
        elif self.trouble is not None:
            how = kept.Keeping.FAILED
        elif self._task is not None:
            how = kept.Keeping.UNDER_WAY
        return Kept(how=how, name=workspace.path.stem, at=self._at)

    def create(self, path: Path, passphrase: str) -> None:
        """A new workspace of what is open, at once; raises `AppError`."""
        from allocation_app.workspace.keys import Passphrase
        from allocation_app.workspace.session import create

        self.begin(create(path, Passphrase(text=passphrase)))
        self.finish()

    def open(self, path: Path, passphrase: str) -> None:
        """Go on with a workspace where it was left, at once; raises `AppError`."""
        from allocation_app.workspace.keys import Passphrase
        from allocation_app.workspace.session import open_workspace

        workspace = open_workspace(path, Passphrase(text=passphrase))
        self.resume(workspace, left_in(workspace))

    def begin(self, workspace: Workspace) -> None:
        """Keep what is open, and all that comes, in this new workspace."""
        self._put_away()
        self._adopt(workspace)
        self.begun.emit()
        if self._store.reading is not None:
            self._keep_import(self._store.steps)
        self.changed.emit()

    def resume(self, workspace: Workspace, left: Left | None) -> None:
        """Go on where this workspace was left; what was open is put away."""
        self._put_away()
        self.arriving.emit(workspace)
        self._adopt(workspace)
        self.show_again(left)
        self.changed.emit()
        self.record(Deed.UNLOCKED)
        if workspace.journal_problem:
            self.refused.emit(AppError(workspace.journal_problem, file=workspace.path.name))

    def close(self) -> None:
        """Save the workspace and put it away, and the data with it.

        Raises `AppError` where something could not be kept: then it stays open.
        """
        if self.workspace is None:
            return
        self._put_away()
        self._store.close()
        self.changed.emit()

    def abandon(self) -> None:
        """Put it away although something is not kept."""
        workspace, self.workspace = self.workspace, None
        if workspace is not None:
            self.finish()
            self._known, self._plan = EMPTY, None
            self._mend()
            workspace.close(saves=False)
            self._store.close()
            self.changed.emit()

    def record(
        self,
        deed: Deed,
        detail: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> None:
        """Write down what changes nothing of the plan."""
        workspace = self.workspace
        if workspace is not None:
            self.do(lambda: workspace.record(deed, detail=detail, texts=texts))

    def save_copy(self, path: Path, then: Callable[[bool], None]) -> None:
        """Write a copy beside the window; ``then`` is told whether what is done is kept there now.

        That is so where it could not be kept where it was.
        """
        workspace = self.workspace
        if workspace is None:
            return
        moves = workspace.is_read_only or self.trouble is not None

        def work(_progress: Progress) -> None:
            if moves:
                workspace.go_on_in(path)
            else:
                workspace.save_copy(path)

        def done(_: None) -> None:
            if moves:
                self._at = _now()
                self._mend()
                if self._is_behind:
                    self._keep_import()
                self.changed.emit()
            then(moves)

        tasks.run(work, then=done, failed=self.refused.emit)

    def try_again(self) -> None:
        """Keep what could not be kept."""
        workspace = self.workspace
        if workspace is None or self.trouble is None:
            return
        if self._is_behind:
            self._keep_import()
        else:
            self.do(workspace.save, is_long=True)

    def show_again(self, left: Left | None) -> None:
        """Show what the workspace holds now, in place of what is shown."""
        forget_worked_out()  # a child who was deleted just now may stand in it
        show(left, self._store)
        self._known = EMPTY if left is None else left.state
        self._plan = None if left is None else left.desks.present.plan

    def finish(self) -> None:
        """Wait until all that was done is kept, or could not be."""
        self._drain()
        self._end()

    def _adopt(self, workspace: Workspace) -> None:
        self.workspace, self._known = workspace, EMPTY
        self.trouble, self._is_behind = None, False
        self._at = _now()

    def _put_away(self) -> None:
        workspace = self.workspace
        if workspace is None:
            return
        self.finish()
        if self._is_behind and self.trouble is not None:
            raise self.trouble
        workspace.close()
        self.workspace, self._known, self._plan = None, EMPTY, None
        self._mend()

    def _keep(self, deed: Deed) -> None:
        """Keep what was done to the plan; weights and rules are kept by `ui.settled`."""
        workspace, review = self.workspace, self._store.review
        if workspace is None or review is None or deed in {Deed.POLICY, Deed.RULES}:
            return
        if deed is Deed.IMPORTED or self._is_behind:
            self._keep_import()
            return
        state, before = state_of(self._store.desk), self._plan
        change, self._known, self._plan = desk_change(self._known, state), state, self._store.plan
        facts: tuple[Decided, ...] = ()
        if deed is Deed.STAGED and before is not None:
            facts = decided(before, review)

        def keep() -> None:
            if not self._is_older:  # it was done to an import that is put away again
                workspace.record(deed, change, decided=facts)

        self.do(keep)

    def _keep_import(self, steps: Sequence[Desk] = ()) -> None:
        """Keep the data with the plan and the ``steps`` that led to it, for undo to lead back."""
        reading, workspace = self._store.reading, self.workspace
        if reading is None or workspace is None:
            return
        states = [state_of(desk) for desk in steps or (self._store.desk,)]
        numbers = self._store.renumbered
        self._known, self._plan = states[-1], self._store.plan

        def add() -> None:
            self._is_behind = True
            self._is_older = _add(workspace, reading, states[0], numbers)
            for before, after in pairwise(states):
                workspace.record(Deed.STAGED, desk_change(before, after))
            self._is_behind = False

        self.do(add, is_long=True)

    def do(self, job: Callable[[], object], *, is_long: bool = False) -> None:
        """Have this kept after what waits already; ``is_long`` work is done beside the window."""

        def carefully() -> None:
            try:
                job()
            except AppError as error:
                self._refused.append(error)

        self._jobs.append(carefully)
        if self._task is not None:
            return
        if is_long:
            self._task = tasks.run(
                lambda _: self._drain(), then=lambda _: self._end(), failed=self._end_badly
            )
            self.told.emit()
        else:
            self.finish()

    def _drain(self) -> None:
        with self._turn:
            while self._jobs:
                self._jobs.popleft()()

    def _end(self) -> None:
        """What became of it, on the window's thread."""
        self._task = None
        if self._jobs:  # they came as the last one was finished
            self._drain()
        if self._is_older:
            self._is_older = False
            self._go_back()
        refused, self._refused = self._refused, []
        if refused:
            self._trouble(refused[-1])
        elif self.workspace is not None and not self.workspace.is_read_only:
            self._at = _now()
            self._mend()
        self.told.emit()

    def _go_back(self) -> None:
        """Show the latest import again: an earlier one went into the history behind it."""
        workspace = self.workspace
        if workspace is None:
            return
        self.show_again(left_in(workspace))
        self.older.emit()

    def _end_badly(self, error: Exception) -> None:
        self._refused.append(error)
        self._end()

    def _trouble(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.trouble = error
            self._again.start()
        self.failed.emit(error)

    def _mend(self) -> None:
        self._again.stop()
        if self.trouble is not None:
            self.trouble = None
            self.mended.emit()


def _add(workspace: Workspace, reading: Reading, state: DeskState, numbers: Numbers) -> bool:
    """Keep an import with the plan as it was taken along, and who goes by another number since.

    Gives whether it stands behind the one that the plan is made on, which is to be shown again.
    """
    from allocation_app.intake.beside import beside
    from allocation_app.workspace.adding import Extra, Outcome, add_import

    extra = Extra(details=beside(reading), plans=state, numbers=numbers, is_other_team=True)
    added = add_import(workspace, reading.snapshot, extra)
    if added.outcome is Outcome.SAME and added.imported.number == workspace.present:
        change = desk_change(workspace.plans().present, state)
        if change != DeskChange():
            workspace.record(Deed.STAGED, change)
    return added.imported.number != workspace.present


def _now() -> str:
    return f"{datetime.now().astimezone():%H:%M}"

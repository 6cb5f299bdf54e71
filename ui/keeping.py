"""What is done in the window is kept in the open workspace, deed by deed, in their order.

A short deed is kept at once. While something long is being kept beside the window (an import, the
whole file), what is done meanwhile waits its turn there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from allocation_app.domain.decided import decided
from allocation_app.domain.desk_changes import EMPTY, desk_change, state_of
from allocation_app.domain.journal import Decided, Deed
from allocation_app.domain.plan import Plan
from allocation_app.domain.scenarios import Desk
from allocation_app.errors import AppError
from allocation_app.history import History
from allocation_app.progress import Progress
from allocation_app.wording import kept
from allocation_app.wording.kept import Kept
from ui import tasks
from ui.covered import AGAIN, Covered
from ui.forgetting import forget_worked_out
from ui.kept_import import keep_import, keep_steps
from ui.resuming import Left, left_in, left_shown, show
from ui.store import PlanStore

if TYPE_CHECKING:  # they bring cryptography and the readers
    from allocation_app.workspace.session import Workspace


class Keeping(QObject):
    """The workspace that is open, if any.

    ``changed`` says that it is another one, or none; ``told`` that `state` reads otherwise;
    ``failed`` carries why something could not be kept (it stands in the window nevertheless, and is
    tried again), ``mended`` says that it is kept by now. ``refused`` carries why something that was
    asked for could not be done. ``arriving`` carries a workspace that is about to be shown,
    ``leaving`` one that is about to be put away,
    ``begun`` says that what is open goes into a new one, ``older`` that an import went into the
    history behind the one that is shown. ``covered`` are those that were locked before all of them
    could be kept.
    """

    arriving = Signal(object)
    leaving = Signal(object)
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
        self.covered: list[Covered] = []
        self._known = EMPTY
        self._plan: Plan | None = None
        self._is_behind = False
        self._back: Left | None = None
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

    def begin(self, workspace: Workspace) -> None:
        """Keep what is open, and all that comes, in this new workspace."""
        self._put_away()
        self._adopt(workspace)
        self.begun.emit()
        if self._store.reading is not None:
            self._keep_import(self._store.history)
        self.changed.emit()

    def resume(self, workspace: Workspace, left: Left | None) -> None:
        """Go on where this workspace was left; what was open is put away."""
        self._put_away()
        if self._store.review is not None:
            forget_worked_out()  # of the former; of this one it has just been worked out
        self.arriving.emit(workspace)
        self._adopt(workspace)
        self._show(left)
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

    def cover(self) -> Covered | None:
        """Put data and workspace out of sight, whatever comes: what could not be kept is given."""
        workspace, covered = self.workspace, None
        if workspace is None:
            return None
        try:
            self.record(Deed.LOCKED)
            self._put_away()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody shall see the data
            late = self._adding() if self._is_behind else None
            left, numbers = left_shown(self._store), self._store.renumbered
            covered = Covered(workspace, left, error, late, numbers)
            covered.kept.connect(lambda: self.covered.remove(covered))
            self.covered.append(covered)
            self.workspace, self.trouble = None, None
            self._known, self._plan = EMPTY, None
            self._again.stop()
        self._store.close()
        self.changed.emit()
        return covered

    def covered_at(self, path: Path) -> Covered | None:
        """What was locked here and is not kept yet."""
        there = path.resolve()
        return next((e for e in self.covered if e.workspace.path.resolve() == there), None)

    def uncover(self, covered: Covered) -> bool:
        """Go on with it as it was; False where it was kept and closed before. Raises `AppError`."""
        self._put_away()
        if not covered.take():
            covered.rest()
            return False
        self.covered.remove(covered)
        self.resume(covered.workspace, covered.left)
        if covered.is_behind:
            self._store.renumbered = covered.numbers
            self._keep_import()
        return True

    def keep_covered(self) -> None:
        """Keep what was locked before it was kept, now; raises `AppError`."""
        for each in tuple(self.covered):
            each.keep()
            each.rest()

    def abandon_covered(self) -> None:
        """Let it go although something of it is not kept."""
        while self.covered:
            self.covered.pop().abandon()

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
        self._show(left)

    def _show(self, left: Left | None) -> None:
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
        self.leaving.emit(workspace)
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
            if self._back is None:  # else it was done to an import that is put away again
                workspace.record(deed, change, decided=facts)

        self.do(keep)

    def _keep_import(self, steps: History[Desk] | None = None) -> None:
        """Keep the import that is shown; ``steps`` are what can be undone and redone on it."""
        workspace, adding, by = self.workspace, self._adding(steps), self._store.by
        if workspace is None or adding is None:
            return
        self._known, self._plan = state_of(self._store.desk), self._store.plan

        def add() -> None:
            self._is_behind = True
            self._back = left_in(workspace, by) if adding() else None
            if steps is not None:
                keep_steps(workspace, steps, by)
            self._is_behind = False

        self.do(add, is_long=True)

    def _adding(self, steps: History[Desk] | None = None) -> Callable[[], bool] | None:
        """What keeps the import that is shown, with the plan as it stands or began."""
        reading, workspace = self._store.reading, self.workspace
        if reading is None or workspace is None:
            return None
        desk = self._store.desk if steps is None else (*steps.past, steps.present)[0]
        state, numbers = state_of(desk), self._store.renumbered
        return lambda: keep_import(workspace, reading, state, numbers)

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
            task = self._task = tasks.run(
                lambda _: self._drain(), then=lambda _: self._end_of(task), failed=self._end_badly
            )
            self.told.emit()
        else:
            self.finish()

    def _drain(self) -> None:
        with self._turn:
            while self._jobs:
                self._jobs.popleft()()

    def _end_of(self, task: tasks.Task) -> None:
        """The same, unless somebody has waited for it: others may be under way by now."""
        if task is self._task:
            self._end()

    def _end(self) -> None:
        """What became of it, on the window's thread."""
        self._task = None
        if self._jobs:  # they came as the last one was finished
            self._drain()
        back, self._back = self._back, None
        if back is not None and self.workspace is not None:
            self.show_again(back)  # an earlier import went into the history behind it
            self.older.emit()
        refused, self._refused = self._refused, []
        if refused:
            self._trouble(refused[-1])
        elif self._is_kept():
            self._at = _now()
            self._mend()
        self.told.emit()

    def _end_badly(self, error: Exception) -> None:
        self._refused.append(error)
        self._end()

    def _trouble(self, error: Exception) -> None:
        if isinstance(error, AppError):
            self.trouble = error
            self._again.start()
        self.failed.emit(error)

    def _is_kept(self) -> bool:
        """Whether all that was done is on the disk: that nothing has failed just now is not it."""
        workspace = self.workspace
        if workspace is None or workspace.is_read_only or self._is_behind:
            return False
        return not workspace.unsaved

    def _mend(self) -> None:
        self._again.stop()
        if self.trouble is not None:
            self.trouble = None
            self.mended.emit()


def _now() -> str:
    return f"{datetime.now().astimezone():%H:%M}"

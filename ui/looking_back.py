"""What the imports come to over time, worked out off the window's thread when it is looked at.

Of the workspace that is open, or of the imports of this session where there is none. An import is
counted once by a policy, its rules and a team, and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from allocation_app.domain.effects import Measured
from allocation_app.domain.holders import holders
from allocation_app.domain.past import Past
from allocation_app.domain.renumbering import Numbers
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.trends import Figures, points, trend
from allocation_app.progress import Progress
from ui import tasks
from ui.rows.back import Back, Seen
from ui.store import PlanStore

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.session import Workspace

PAUSE = 50  # ms: several changes in a row are looked at once


NOTHING = Back()
Asked = tuple[object, ...]


class LookingBack(QObject):
    """``changed`` says that there is something newer to show, or that it is being worked out.

    ``failed`` carries what went wrong; what was known before stays.
    """

    changed = Signal()
    progressed = Signal(int, int)
    failed = Signal(object)

    def __init__(self, store: PlanStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._workspace: Workspace | None = None
        self._snapshots: dict[Seen, Snapshot] = {}
        self._figures: dict[str, Figures] = {}
        self._counted_by: Measured | None = None
        self._known: Asked | None = None
        self._task: tasks.Task | None = None
        self.back = NOTHING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._begin)

    @property
    def is_working(self) -> bool:
        """Whether something newer is being worked out."""
        return self._task is not None or self._timer.isActive()

    @property
    def is_read_only(self) -> bool:
        """Whether nothing of the workspace can be changed."""
        return self._workspace is not None and self._workspace.is_read_only

    def follow(self, workspace: Workspace | None) -> None:
        """Look back on this workspace from now on, or on this session alone."""
        self._stop()
        self._workspace = workspace
        self._snapshots, self._figures, self._known = {}, {}, None
        self.back = NOTHING
        self.changed.emit()

    def ask(self) -> None:
        """Look whether there is something newer, and work it out."""
        if self._store.review is None:
            self._stop()
            if self.back is not NOTHING:
                self.back, self._known = NOTHING, None
                self.changed.emit()
            return
        self._timer.start()

    def let_go(self) -> None:
        """Hold nothing of what was looked at; what is read again then is read anew."""
        self._stop()
        self._snapshots, self._figures, self._known = {}, {}, None
        self.back = NOTHING

    def rest(self) -> None:
        """Begin nothing more until it is asked again: nobody looks."""
        self._timer.stop()

    def _stop(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _begin(self) -> None:
        if self._store.review is None:
            return
        self._stop()
        by, workspace = self._store.by, self._workspace
        if by != self._counted_by:
            self._figures, self._counted_by = {}, by
        before, known, held = self.back, self._known, self._open()
        same = self._store.same_children
        snapshots, figures = self._snapshots, self._figures

        def work(progress: Progress) -> tuple[Asked, Back | None]:
            """Nothing newer where nothing has changed; the journal alone where that is all."""
            seen = _of_session(held) if workspace is None else _kept(workspace)
            last, numbers = (0, same) if workspace is None else _said(workspace)
            asked: Asked = (seen, by, tuple(numbers.items()), last)
            if asked == known:
                return asked, None
            journal = () if workspace is None else workspace.journal()
            if known is not None and asked[:3] == known[:3]:
                return asked, replace(before, past=replace(before.past, journal=journal))
            _read(seen, held, workspace, (snapshots, figures), progress)
            imports = {each.number: snapshots[each] for each in seen if each in snapshots}
            past = Past(imports=imports, journal=journal, same_children=numbers)
            return asked, replace(looked_back(past, by, figures, progress), imports=seen)

        def take(found: tuple[Asked, Back | None]) -> None:
            asked, back = found
            self._task, self._known = None, asked
            if back is not None:
                self.back = replace(back, is_kept=workspace is not None)
            self.changed.emit()

        self._task = tasks.run(work, then=take, failed=self._fail, progress=self._report)
        self.destroyed.connect(self._task.cancel)  # nobody is left to be told then
        self.changed.emit()

    def _report(self, done: int, of: int) -> None:
        self.progressed.emit(done, of)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self.changed.emit()
        self.failed.emit(error)

    def _open(self) -> Sequence[Snapshot]:
        """The imports that the window holds anyway, the earliest first."""
        imported = self._store.imported
        return () if imported is None else (*self._store.earlier, imported.snapshot)


def _of_session(held: Sequence[Snapshot]) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            number=number,
            fingerprint=each.fingerprint,
            as_at=each.as_at,
            sources=tuple(source.name for source in each.sources),
        )
        for number, each in enumerate(held, start=1)
    )


def _kept(workspace: Workspace) -> tuple[Seen, ...]:
    return tuple(
        Seen(
            number=each.number,
            fingerprint=each.fingerprint,
            as_at=each.as_at,
            sources=tuple(source.name for source in each.sources),
            added=each.added,
            by=each.by,
        )
        for each in workspace.imports
    )


def _said(workspace: Workspace) -> tuple[int, Numbers]:
    """The number of the latest entry, and which children went by another identifier before."""
    from allocation_app.workspace.reconciled import NUMBERS, numbers_in

    return workspace.last, numbers_in(workspace.text(NUMBERS))


def _read(
    seen: Sequence[Seen],
    held: Sequence[Snapshot],
    workspace: Workspace | None,
    known: tuple[dict[Seen, Snapshot], dict[str, Figures]],
    progress: Progress,
) -> None:
    """Have every import at hand; what the window holds anyway is not read anew."""
    snapshots, figures = known
    for gone in snapshots.keys() - {*seen}:  # what was deleted stays in no memory
        figures.pop(gone.fingerprint, None)
        del snapshots[gone]
    told = {each.fingerprint: each for each in held}
    for place, each in enumerate(seen):
        progress(place, 2 * len(seen))
        if each in snapshots:
            continue
        figures.pop(each.fingerprint, None)  # it may have been read otherwise before
        if each.fingerprint in told:
            snapshots[each] = told[each.fingerprint]
        elif workspace is not None:
            snapshots[each] = workspace.snapshot(each.number)


def looked_back(past: Past, by: Measured, figures: dict[str, Figures], progress: Progress) -> Back:
    """Work out what these imports come to; ``figures`` are those counted before, and grow."""
    ordered = [snapshot for _, snapshot in past.in_order]
    n, found = len(ordered), []
    for place, point in enumerate(points(ordered, by, figures)):
        progress(n + place, 2 * n)
        figures[point.figures.source] = point.figures
        found.append(point)
    return Back(past=past, trend=trend(found), holders=holders(past))

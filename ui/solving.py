"""The planner at work beside the window: what it has found so far, and a stop that keeps it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Qt, Signal

from allocation_app.progress import Cancelled, Progress
from ui import tasks

Tell = Callable[[object], None]
"""Called, off the window's thread, with each find that is better than the one before."""
Work = Callable[[Progress, Tell], object]
"""What is done off the window's thread; its answer is the last find, or None where there is none.

It touches no widget. Its progress raises `Cancelled` once it is to stop: it may answer with what it
has, or let that pass where it has nothing.
"""


class Solving(QObject):
    """One piece of work at a time. Each find comes by ``told``, the last one by ``ended``.

    ``ended`` carries None where the work was stopped before anything was found; ``failed`` carries
    what went wrong in its place. Nothing is heard of work that was dropped.
    """

    told = Signal(object)
    ended = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    _found = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: tasks.Task | None = None
        self._stop = Event()
        self._found.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_working(self) -> bool:
        """Whether an answer is still to come."""
        return self._task is not None

    def begin(self, work: Work) -> None:
        """Begin this in place of whatever is under way."""
        self.drop()
        stop = self._stop = Event()

        def run(progress: Progress) -> object:
            def report(done: int, of: int) -> None:
                progress(done, of)
                if stop.is_set():
                    raise Cancelled

            return work(report, lambda found: self._found.emit(stop, found))

        self._task = tasks.run(run, then=self._end, failed=self._fail, progress=self._report)

    def stop(self) -> None:
        """Let it come to an end with what it has; `ended` follows."""
        self._stop.set()

    def drop(self) -> None:
        """Let it go without a word."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._stop = Event()

    def _tell(self, stop: object, found: object) -> None:
        if stop is self._stop and self._task is not None:
            self.told.emit(found)

    def _report(self, done: int, of: int) -> None:
        if self._task is not None:
            self.progressed.emit(done, of)

    def _end(self, found: object) -> None:
        self._task = None
        self.ended.emit(found)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)

"""Long work off the window's thread: a plain function taking `progress`, owned until it is done.

While any runs, Python collects no garbage: it does so on whichever thread asks for memory, and a
dialog that is let go of anywhere but on the window's thread ends the program. What much was made
of meanwhile is not gone through afterwards: an import is no garbage, and to look takes a third of a
second of the window's time. `look_again_at_all` has it looked at again once it is put away.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from allocation_app.progress import Cancelled, Progress

T = TypeVar("T")

AT_ITS_END = 1000  # ms: more than a thread takes that has nothing left to do
MANY = 100_000
"""Objects that stand since the garbage was looked at: that many are data."""
REPORT_EVERY = 0.05  # seconds: a bar needs no more, and the window's queue stays short
_running: set[Task] = set()


class Task(QObject):
    """One piece of work. ``finished`` comes last, whatever became of it."""

    progressed = Signal(int, int)
    finished = Signal()
    _ended = Signal(object, object)

    def __init__(
        self,
        work: Callable[[Progress], object],
        then: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        super().__init__()
        self._work, self._then, self._failed = work, then, failed
        self._stop = Event()
        self._told_at = 0.0
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._stop.set()

    def carry_out(self) -> None:
        """Do the work. Runs off the window's thread and touches no widget."""
        try:
            self._ended.emit(self._work(self._report), None)
        except Cancelled:
            self._ended.emit(None, None)
        except Exception as error:  # noqa: BLE001 - handed to the one who asked for the work
            self._ended.emit(None, error)

    def _report(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= REPORT_EVERY or done == of:
            self._told_at = now
            self.progressed.emit(done, of)

    def _end(self, result: object, error: Exception | None) -> None:
        _running.discard(self)
        if not _running:
            _collect_again(AT_ITS_END)
        try:
            if not self._stop.is_set():
                if error is None:
                    self._then(result)
                else:
                    self._failed(error)
        finally:
            self.finished.emit()


def run(
    work: Callable[[Progress], T],
    *,
    then: Callable[[T], None],
    failed: Callable[[Exception], None],
    progress: Callable[[int, int], None] | None = None,
) -> Task:
    """Begin work on another thread; ``then`` or ``failed`` is called on the window's.

    Work that was cancelled ends quietly: neither is called.
    """
    task = Task(work, cast("Callable[[object], None]", then), failed)
    if progress is not None:
        task.progressed.connect(progress)
    _running.add(task)
    gc.disable()
    QThreadPool.globalInstance().start(task.carry_out)
    return task


def stop_all(within: int = 2000) -> None:
    """Cancel whatever runs and wait so many milliseconds for it, before the window goes."""
    for task in tuple(_running):
        task.cancel()
    _collect_again(within)
    _running.clear()


def _collect_again(within: int) -> None:
    """Let Python collect garbage, once no other thread can be the one that does."""
    if QThreadPool.globalInstance().waitForDone(within):
        if gc.get_count()[0] > MANY:
            gc.freeze()
        gc.enable()


def look_again_at_all() -> None:
    """Have everything looked at for garbage again, now and then: data were put away."""
    gc.unfreeze()


def running() -> frozenset[Task]:
    """The work that is under way."""
    return frozenset(_running)

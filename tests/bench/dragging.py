"""How long a drag takes at the size of a council: to begin, and over each worker.

2,500 children, 170 workers, 20 teams. The aim is a sixtieth of a second, 16.7 ms, for each: the
pointer must not lag behind the hand. `.venv/bin/python tests/bench/dragging.py`
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from allocation_app.domain.people import ChildId, WorkerId
from tests.builders import a_council, a_reading
from ui.app import Application, application
from ui.widgets.dragging import Spot

AIM = 16.7
ROUNDS = 15


def milliseconds(work: Callable[[], object]) -> float:
    """How long some work takes, in CPU time."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def held_over(
    whole: Application, children: tuple[ChildId, ...], told: dict[str, list[float]], said: str
) -> None:
    """Carry children over a worker after another, and give up."""
    hand, app = whole.window.hand, QApplication.instance()
    at = whole.window.mapToGlobal(QPoint(600, 400))
    review = whole.store.review
    assert app is not None
    assert review is not None
    workers = [worker.id for worker in review.caseloads.case_holders][:ROUNDS]

    def over(worker: WorkerId) -> None:
        hand.over(Spot(worker=worker), at, with_family=False)
        app.processEvents()

    def run(_drag: QDrag) -> None:
        app.processEvents()
        told[f"begin, {said}"] = [(time.process_time() - begun) * 1000]
        told[f"over another worker, {said}"] = [
            milliseconds(partial(over, worker)) for worker in workers
        ]
        told[f"over the same worker, {said}"] = [
            milliseconds(partial(over, workers[-1])) for _ in workers
        ]

    hand.run = run
    app.processEvents()
    begun = time.process_time()
    hand.carry(whole.window, children)
    app.processEvents()


def main() -> None:
    """Print the median and the worst of each."""
    application()
    whole = Application()
    whole.window.show()
    whole.store.open(a_reading(a_council()))
    told: dict[str, list[float]] = {}
    assert whole.store.review is not None
    waiting = [wait.child for wait in whole.store.review.waits]
    held_over(whole, tuple(waiting[:1]), told, "one child")
    held_over(whole, tuple(waiting[:6]), told, "six children")
    for name, times in told.items():
        middle = statistics.median(times)
        verdict = "within" if middle <= AIM else f"{middle / AIM:.1f} x"
        sys.stdout.write(
            f"{name:36} {middle:6.1f} ms   worst {max(times):6.1f} ms   {verdict} {AIM} ms\n"
        )
    whole.window.close()


if __name__ == "__main__":
    main()

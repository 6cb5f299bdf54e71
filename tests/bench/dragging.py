"""How long a drag takes at the size of a council: to begin, over each worker, from drop to repaint.

2,500 children, 170 workers, 20 teams. The aim is a sixtieth of a second, 16.7 ms, for each: the
pointer must not lag behind the hand. `.venv/bin/python tests/bench/dragging.py`
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtCore import QPoint
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from allocation_app.domain.move_rules import broken
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot
from tests.builders import a_council, a_reading
from ui.app import Application, application
from ui.widgets.dragging import Spot

AIM = 16.7
ROUNDS = 15


def milliseconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


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
        told[f"begin, {said}"] = [(time.perf_counter() - begun) * 1000]
        told[f"over another worker, {said}"] = [
            milliseconds(partial(over, worker)) for worker in workers
        ]
        told[f"over the same worker, {said}"] = [
            milliseconds(partial(over, workers[-1])) for _ in workers
        ]

    hand.run = run
    app.processEvents()
    begun = time.perf_counter()
    hand.carry(whole.window, children)
    app.processEvents()


def council() -> Snapshot:
    """The council with a family for each child, so that some drops break no rule."""
    made = a_council()
    children = {child.id: replace(child, family=None) for child in made.children.values()}
    return replace(made, children=children)


def free_moves(whole: Application) -> Iterator[Move]:
    """Waiting children with somebody who can be given them without a word, one after another."""
    store = whole.store
    assert store.review is not None
    workers = store.review.caseloads.case_holders
    for wait in store.review.waits:
        if wait.child in store.review.caseloads.unallocated:
            plan = store.plan
            moves = (Move(child=wait.child, to=worker.id) for worker in workers)
            yield from islice((move for move in moves if not broken(plan, move, store.by)), 1)


def dropped(whole: Application, told: dict[str, list[float]], page: str) -> None:
    """Drop a child a round on somebody who can take it; until the page is painted again."""
    hand, app = whole.window.hand, QApplication.instance()
    assert app is not None
    whole.window.go(page)
    app.processEvents()

    def drop(move: Move) -> None:
        spot, wishes = Spot(worker=move.to), whole.window.rail.wishes
        hand.run = lambda _drag: hand.land(spot, wishes, with_family=False)
        hand.carry(whole.window, (move.child,))
        app.processEvents()

    times = [milliseconds(partial(drop, move)) for move in islice(free_moves(whole), ROUNDS)]
    assert len(whole.store.plan.moves) >= len(times) > 0
    told[f"drop to repaint, {page}"] = times


def main() -> None:
    """Print the median and the worst of each."""
    application()
    whole = Application()
    whole.window.show()
    whole.store.open(a_reading(council()))
    told: dict[str, list[float]] = {}
    assert whole.store.review is not None
    waiting = [wait.child for wait in whole.store.review.waits]
    held_over(whole, tuple(waiting[:1]), told, "one child")
    held_over(whole, tuple(waiting[:6]), told, "six children")
    for page in ("caseloads", "unallocated"):
        dropped(whole, told, page)
    for name, times in told.items():
        middle = statistics.median(times)
        verdict = "within" if middle <= AIM else f"{middle / AIM:.1f} x"
        sys.stdout.write(
            f"{name:36} {middle:6.1f} ms   worst {max(times):6.1f} ms   {verdict} {AIM} ms\n"
        )
    whole.window.close()


if __name__ == "__main__":
    main()

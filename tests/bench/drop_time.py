"""How long from letting the mouse go to repainted pages: the whole way of a dropped child.

The rules are asked, the move is staged, everything is worked out again, and the page that is seen
is painted with the rail, the status bar and the details of a child beside it. Aims: a sixtieth of a
second (16.7 ms) for a council of 2,500 children, 50 ms for a county of 12,000.
`.venv/bin/python tests/bench/drop_time.py` prints a line a page.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from PySide6.QtWidgets import QApplication

from allocation_app.domain.move_rules import broken
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot
from tests.builders import a_council, a_reading
from ui.app import Application, application

ROUNDS = 15
SETTLE = 0.3  # s: what follows a moment later (numbers on the rail, candidates) is not of the drop
PAGES = ("overview", "unallocated", "caseloads", "delays", "plan")


def free_moves(whole: Application) -> Iterator[Move]:
    """Moves of waiting children that no rule speaks against, each to another worker."""
    store = whole.store
    assert store.review is not None
    waiting = [wait.child for wait in store.review.waits]
    workers = sorted(store.review.snapshot.workers)
    for n, child in enumerate(waiting):
        for k in range(len(workers)):
            move = Move(child=child, to=workers[(7 * n + k) % len(workers)])
            if not broken(store.plan, move, store.by):
                yield move
                break


def without_siblings(snapshot: Snapshot) -> Snapshot:
    """The same children, each a family of its own: a warning about siblings would ask."""
    children = snapshot.children.values()
    return replace(snapshot, children={each.id: replace(each, family=None) for each in children})


def settle(app: QApplication) -> None:
    """Let what comes a moment later come."""
    until = time.monotonic() + SETTLE
    while time.monotonic() < until:
        app.processEvents()


def drops(app: QApplication, whole: Application) -> list[float]:
    """Milliseconds of CPU time for each drop upon the page that is seen."""
    told: list[float] = []
    for move, _ in zip(free_moves(whole), range(ROUNDS), strict=False):
        settle(app)
        before = len(whole.store.plan.moves)
        begun = time.process_time()
        whole.wishes.moving.emit((move.child,), move.to)
        app.processEvents()
        told.append((time.process_time() - begun) * 1000)
        if len(whole.store.plan.moves) != before + 1:
            raise RuntimeError("a drop was not staged")
    return told


def measure(app: QApplication, name: str, snapshot: Snapshot, aim: float) -> None:
    """Print the median and the worst of each page."""
    whole = Application()
    whole.window.show()
    whole.store.open(a_reading(snapshot))
    for page in PAGES:
        whole.store.open(a_reading(snapshot))
        assert whole.store.review is not None
        whole.store.select_child(whole.store.review.waits[-1].child)
        whole.window.go(page)
        settle(app)
        times = drops(app, whole)
        middle = statistics.median(times)
        verdict = "within" if middle <= aim else f"{middle / aim:.1f} x"
        sys.stdout.write(
            f"{name:8} {page:12} {middle:6.1f} ms   worst {max(times):6.1f} ms"
            f"   {verdict} {aim} ms\n"
        )
    whole.window.close()


def main() -> None:
    """Measure a council and a county."""
    app = application()
    measure(app, "council", without_siblings(a_council()), 16.7)
    county = a_council(children=12_000, workers=700, teams=60)
    measure(app, "county", without_siblings(county), 50.0)


if __name__ == "__main__":
    main()

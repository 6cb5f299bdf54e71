"""How long from letting the mouse go to repainted pages: the whole way of a dropped child.

The rules are asked, the move is staged, everything is worked out again, and the page that is seen
is painted with the rail, the status bar and the details of a child beside it. Aims: a sixtieth of a
second (16.7 ms) for a council of 2,500 children, 50 ms for a county of 12,000.

The Plan page is asked with a hundred moves staged, and how long the window stands still at most
while their effects are worked out afterwards: its aim is a frame.
`.venv/bin/python -m tests.bench.drop_time` prints a line a page, in CPU time.
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

from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from allocation_app.domain.move_rules import broken
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.snapshot import Snapshot
from tests.builders import a_council, a_reading
from ui.app import Application, application
from ui.pages.caseloads import BOARD, LIST, CaseloadsPage
from ui.pages.plan import PlanPage
from ui.widgets.dragging import Spot

FRAME = 16.7  # ms
ROUNDS = 11
STAGED = 100
SETTLE = 0.6  # s: what follows a moment later (candidates, the weeks ahead) is not of the drop
FIRST = 6.0  # s: what is worked out once an import, on another thread
PAGES = ("overview", "unallocated", "caseloads", "caseloads, board", "delays", "plan")


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


def handled(app: QApplication) -> float:
    """Do what is due; for how many ms the window stood still meanwhile."""
    begun = time.thread_time()
    app.processEvents()
    return (time.thread_time() - begun) * 1000


def settle(app: QApplication, seconds: float = SETTLE) -> None:
    """Let what comes a moment later come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()


def drops(app: QApplication, whole: Application) -> list[float]:
    """Milliseconds of CPU time for each drop upon the page that is seen."""
    told: list[float] = []
    hand, wishes = whole.window.hand, whole.window.rail.wishes
    for move, _ in zip(free_moves(whole), range(ROUNDS), strict=False):
        settle(app)
        before, spot = len(whole.store.plan.moves), Spot(worker=move.to)
        begun: list[float] = []

        def let_go(_drag: QDrag, begun: list[float] = begun, spot: Spot = spot) -> None:
            app.processEvents()  # the drag has begun, and is seen
            begun.append(time.process_time())
            hand.land(spot, wishes, with_family=False)

        hand.run = let_go
        hand.carry(whole.window, (move.child,))
        app.processEvents()
        told.append((time.process_time() - begun[0]) * 1000)
        if len(whole.store.plan.moves) != before + 1:
            raise RuntimeError("a drop was not staged")
    return told


def go(whole: Application, page: str) -> None:
    """Show a page; the board is a view of the caseloads."""
    name, _, view = page.partition(", ")
    whole.window.go(name)
    shown = whole.window.pages[name]
    if isinstance(shown, CaseloadsPage):
        shown.views.choose(BOARD if view else LIST)


def with_moves(plan: Plan) -> Plan:
    """The plan with a hundred children given to other workers."""
    children, workers = [*plan.snapshot.children], sorted(plan.snapshot.workers)
    for n, child in enumerate(children[: 20 * STAGED : 20]):
        plan = plan.with_move(Move(child=child, to=workers[7 * n % len(workers)]))
    return plan


def tell(name: str, what: str, times: list[float], aim: float) -> None:
    """Print the median and the worst."""
    middle = statistics.median(times)
    verdict = "within" if middle <= aim else f"{middle / aim:.1f} x"
    sys.stdout.write(
        f"{name:8} {what:18} {middle:6.1f} ms   worst {max(times):6.1f} ms   {verdict} {aim} ms\n"
    )


def measure(app: QApplication, name: str, snapshot: Snapshot, aim: float) -> None:
    """Print a line a page, and one for what follows on the Plan page."""
    whole = Application()
    whole.window.show()
    whole.store.open(a_reading(snapshot))
    whole.window.go("delays")
    settle(app, FIRST)
    for page in PAGES:
        whole.store.open(a_reading(snapshot))
        assert whole.store.review is not None
        whole.store.select_child(whole.store.review.waits[-1].child)
        go(whole, page)
        if page == "plan":
            whole.store.make(with_moves(whole.store.plan))
        settle(app)
        tell(name, page, drops(app, whole), aim)
    shown, still = whole.window.pages["plan"], list[float]()
    assert isinstance(shown, PlanPage)
    whole.store.clear_selection()
    for _ in range(2):
        whole.store.undo()
        while not shown.moves.is_settled:
            still.append(handled(app))
    tell(name, "plan, stood still", still, FRAME)
    whole.window.close()


def main() -> None:
    """Measure a council and a county."""
    app = application()
    measure(app, "council", without_siblings(a_council()), FRAME)
    county = a_council(children=12_000, workers=700, teams=60)
    measure(app, "county", without_siblings(county), 50.0)


if __name__ == "__main__":
    main()

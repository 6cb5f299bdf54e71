"""How long from a change of the plan to repainted pages, at the size of a council.

2,500 children, 170 workers, 20 teams. The aim is a sixtieth of a second, 16.7 ms, for the page that
is seen; the others are rebuilt when they are shown. `.venv/bin/python tests/bench/repaint.py`
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.review import review
from tests.builders import a_council, a_reading
from ui.app import Application, application
from ui.pages.caseloads import BOARD, CaseloadsPage

AIM = 16.7
ROUNDS = 15


def milliseconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def plans(whole: Application) -> list[Plan]:
    """A plan a round: each gives another waiting child to another worker."""
    assert whole.store.review is not None
    plan = whole.store.review.caseloads.plan
    waiting = [wait.child for wait in whole.store.review.waits]
    return [
        plan.with_move(Move(child=ChildId(child), to=WorkerId(f"W{n:03}")))
        for n, child in enumerate(waiting[:ROUNDS])
    ]


def main() -> None:
    """Print the median for the review alone and for each page, with the inspector open."""
    app = application()
    whole = Application()
    whole.window.show()
    whole.store.open(a_reading(a_council()))
    store, made = whole.store, plans(whole)
    assert store.review is not None
    old = store.review
    told: dict[str, list[float]] = {}
    told["review alone"] = [
        milliseconds(lambda p=plan: review(p, old.policy, old.rules, old.calendar)) for plan in made
    ]
    told["its forecast"], told["review after it"] = [], []
    for plan in made:
        looked = review(plan, old.policy, old.rules, old.calendar)
        told["its forecast"].append(milliseconds(lambda r=looked: r.coming))
        again = plan.with_move(Move(child=old.waits[-1].child, to=WorkerId("W001")))
        told["review after it"].append(
            milliseconds(lambda p=again: review(p, old.policy, old.rules, old.calendar))
        )
    store.select_child(old.waits[0].child)

    def change(plan: Plan) -> None:
        store.make(plan)
        app.processEvents()

    for name in whole.window.pages:
        whole.window.go(name)
        app.processEvents()
        told[name] = [milliseconds(lambda p=plan: change(p)) for plan in made]
    page = whole.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    page.views.choose(BOARD)
    whole.window.go("caseloads")
    app.processEvents()
    told["caseloads, board"] = [milliseconds(lambda p=plan: change(p)) for plan in made]
    for name, times in told.items():
        middle = statistics.median(times)
        verdict = "within" if middle <= AIM else f"{middle / AIM:.1f} x"
        sys.stdout.write(
            f"{name:16} {middle:6.1f} ms   worst {max(times):6.1f} ms   {verdict} {AIM} ms\n"
        )
    whole.window.close()


if __name__ == "__main__":
    main()

"""How long it takes to look back: figures, changes and holders over weekly imports of a council.

A plain script: `python -m tests.bench.history_time 2500 26`. Every week some cases change hands.
"""

import random
import sys
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from allocation_app import settings
from allocation_app.domain.effects import Measured
from allocation_app.domain.holders import holders
from allocation_app.domain.past import Past
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.trends import points, trend
from tests.bench.review_time import snapshot_of

CHANGED = 0.02  # of the cases, each week


def weeks_of(size: int, weeks: int) -> list[Snapshot]:
    """The same council week by week, as many as asked for, the last as it is made up."""
    draw = random.Random(1)  # noqa: S311 - made-up weeks
    base, found = snapshot_of(size), list[Snapshot]()
    workers = [*base.workers]
    for week in range(weeks):
        spells = [*base.spells]
        for at in draw.sample(range(len(spells)), round(CHANGED * len(spells))):
            spells[at] = replace(spells[at], worker=draw.choice(workers), start=None)
        base = replace(base, spells=tuple(spells))
        found.append(replace(base, as_at=base.as_at - timedelta(weeks=weeks - 1 - week)))
    return found


def measure(size: int, weeks: int) -> str:
    """The seconds of each."""
    imports = weeks_of(size, weeks)
    policy, rules, calendar = settings.policy(), settings.rule_set(), settings.calendar()
    by = Measured(policy=policy, rules=rules, calendar=calendar)
    start = perf_counter()
    found = trend(points(imports, by))
    counted = perf_counter() - start
    known = {point.figures.source: point.figures for point in found.points}
    start = perf_counter()
    trend(points(imports, by, known))
    again = perf_counter() - start
    start = perf_counter()
    holders(Past(imports=dict(enumerate(imports))))
    held = perf_counter() - start
    return (
        f"{weeks} imports of {size} children: figures {counted:.2f} s, with known ones"
        f" {again:.2f} s, holders of every child {held:.2f} s"
    )


if __name__ == "__main__":
    print(measure(int(sys.argv[1]), int(sys.argv[2])))  # noqa: T201 - what a script is for

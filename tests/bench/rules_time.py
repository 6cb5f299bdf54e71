"""How long all rules take over a council and a nation, beside a plain loop in the same run.

A plain script: `python -m tests.bench.rules_time [SIZE...]`, each of `council` and `national` (both
where none is named). The council is the generated set, read as a workbook; the nation is so many
copies of its children. The plain loop does what a script would do: every rule, every child, due
date and days over from the calendar of the package `holidays`; it knows no conditions
and no doubts. The aim is 100 ms for the council set; it is printed, nothing hangs on it.
"""

import sys
import tempfile
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from time import process_time

from holidays import HolidayBase, country_holidays

from allocation_app import settings
from allocation_app.domain.people import ChildId
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.timescales import Rule, RuleSet, timescale_findings
from allocation_app.domain.working_days import Unit
from allocation_app.intake import read
from sample_data import generate

AIM = 0.1
ROUNDS = {"council": 7, "national": 1}
CHILDREN = {"council": 2_500, "national": 420_000}
YEAR = 12


def council() -> Snapshot:
    """The generated set of a council, as the import has it."""
    with tempfile.TemporaryDirectory() as folder:
        children, staff, *_ = generate("council", 1, Path(folder))
        return read([children, staff]).snapshot


def enlarged(snapshot: Snapshot, size: int) -> Snapshot:
    """So many children: copies of these under other ids."""
    known = list(snapshot.children.values())
    copies = {
        number: replace(known[number % len(known)], id=ChildId(f"{number}"))
        for number in range(size)
    }
    return Snapshot(as_at=snapshot.as_at, children={each.id: each for each in copies.values()})


def plain(snapshot: Snapshot, rules: RuleSet, closed: HolidayBase) -> list[tuple[object, ...]]:
    """Each duty of each child with its due date and how far it is over."""
    found: list[tuple[object, ...]] = []
    as_at = snapshot.as_at
    for child in snapshot.children.values():
        for rule in rules.rules:
            if not rule.is_on or not rule.statuses & child.statuses:
                continue
            began = [child.events[kind] for kind in rule.clocks if kind in child.events]
            if not began or max(began) > as_at:
                continue
            if any(child.events.get(kind, date.min) >= max(began) for kind in rule.met_by):
                continue
            due = _due(max(began), rule, closed)
            over = (as_at - due).days
            if rule.unit is Unit.WORKING_DAYS:
                over = closed.get_working_days_count(due, as_at)
            found.append((child.id, rule.id, due, due < as_at, over))
    return found


def _due(began: date, rule: Rule, closed: HolidayBase) -> date:
    if rule.unit is Unit.MONTHS:
        year, month = divmod(began.year * YEAR + began.month - 1 + rule.limit, YEAR)
        return date(year, month + 1, min(began.day, monthrange(year, month + 1)[1]))
    if rule.unit is Unit.WORKING_DAYS:
        return closed.get_nth_working_day(began, rule.limit)
    return began + timedelta(days=rule.limit * (7 if rule.unit is Unit.WEEKS else 1))


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of several rounds, in seconds of this process: others may be at work."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def main(sizes: list[str]) -> None:
    """Print both times and their ratio, a line for each size and country."""
    calendar, base = settings.calendar(), council()
    closed = country_holidays("GB", subdiv="WLS", years=range(1990, 2040))
    evaluate = timescale_findings.__wrapped__
    for size in sizes or list(CHILDREN):
        children = CHILDREN[size]
        snapshot = base if len(base.children) == children else enlarged(base, children)
        for country in settings.RULE_SETS:
            rules = settings.rule_set(country)
            ours = best(partial(evaluate, snapshot, rules, calendar), ROUNDS[size])
            theirs = best(partial(plain, snapshot, rules, closed), ROUNDS[size])
            verdict = ""
            if size == "council":
                verdict = "; within 100 ms" if ours <= AIM else f"; {ours / AIM:.1f} x 100 ms"
            sys.stdout.write(
                f"{size} ({children:,} children), {country}, {len(rules.rules)} rules:"
                f" {ours * 1000:,.0f} ms; plain loop {theirs * 1000:,.0f} ms,"
                f" {theirs / ours:.1f} x as long{verdict}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

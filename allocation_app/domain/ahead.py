"""A plan looked at on a later day: loads, delays and the queue as they will be, if nothing else is.

Nothing is assumed of the time between but what the sources and the plan say (a last day in post, a
planned absence, a first day, a move that takes effect): no visit is expected to be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Plan, Step
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.staffing import DAY, StaffChange, StaffChangeKind

Dated = TypeVar("Dated", Move, InvolvementChange)


def on_day(plan: Plan, day: date) -> Plan:
    """The plan as it will be seen on this day: what takes effect later has not been done by then.

    What has no date is done on the day of the import, as everything is in the plan as of that day.
    """
    today = plan.snapshot.as_at
    if day == today:
        return plan
    return replace(
        plan,
        snapshot=_looked_at(plan.snapshot, day),
        moves=tuple(_done(plan.moves, today, day)),
        involvements=tuple(_done(plan.involvements, today, day)),
    )


@lru_cache(maxsize=IMPORTS_KEPT)
def _looked_at(snapshot: Snapshot, day: date) -> Snapshot:
    return replace(snapshot, as_at=day)


def _done(steps: Iterable[Dated], today: date, day: date) -> Iterator[Dated]:
    for step in steps:
        if step.effective is None:
            yield replace(step, effective=today)
        elif step.effective <= day:
            yield step


def seen_on(plan: Plan, step: Step) -> date:
    """The day on which this step shows: that of the import, or when a change of staff takes hold.

    That is the day after somebody's last one, or the first day of everything else. What is staged
    for somebody who is yet to begin shows on the first day on which they have it.
    """
    today = plan.snapshot.as_at
    if isinstance(step, StaffChange):
        return max(today, step.day + DAY if step.kind is StaffChangeKind.LEAVES else step.day)
    worker = step.to if isinstance(step, Move) else step.worker
    begins = None if worker is None else _first_day(plan, worker)
    if begins is None or begins <= today:
        return today
    return max(begins, step.effective or today)


def _first_day(plan: Plan, worker: WorkerId) -> date | None:
    known = plan.facts.workers.get(worker)
    return None if known is None else known.first_day


def dated_events(plan: Plan) -> Mapping[date, tuple[Step, ...]]:
    """The days after that of the import on which something takes hold, with what does, in order.

    An absence with a last day takes hold twice: on the first day, and on the day of the return.
    """
    today, found = plan.snapshot.as_at, dict[date, list[Step]]()
    for step in plan.steps:
        days = {seen_on(plan, step)}
        if not isinstance(step, StaffChange):
            days = {max(*days, step.effective or today)}
        elif step.until is not None:
            days.add(step.until + DAY)
        for day in days:
            if day > today:
                found.setdefault(day, []).append(step)
    return {day: tuple(found[day]) for day in sorted(found)}

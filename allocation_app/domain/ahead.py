"""A plan looked at on a later day: loads, delays and the queue as they will be, if nothing else is.

Nothing is assumed of the time between but what the sources and the plan's changes of staff say (a
last day in post, a planned absence, a first day): no visit is expected to be made.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from allocation_app.domain.plan import Plan


def on_day(plan: Plan, day: date) -> Plan:
    """The plan as it will be seen on this day; moves without a date are made on the import's."""
    today = plan.snapshot.as_at
    if day == today:
        return plan
    return replace(
        plan,
        snapshot=replace(plan.snapshot, as_at=day),
        moves=tuple(
            move if move.effective is not None else replace(move, effective=today)
            for move in plan.moves
        ),
    )

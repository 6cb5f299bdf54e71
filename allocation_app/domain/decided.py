"""The facts at the moment of a decision: what the tool showed when a move was staged."""

from __future__ import annotations

from dataclasses import replace

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.journal import Decided
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import waits
from allocation_app.domain.working_days import WorkingDays


def decided(before: Plan, after: Review) -> tuple[Decided, ...]:
    """A line for each move that the plan looked at has and the one before had not.

    Shares are those of the whole command: of several moves that are staged at once each says what
    they come to together. Days waited are as the plan before had them.
    """
    return _decided(before, after.caseloads, after.calendar)


def decided_later(before: Plan, after: Plan, by: Measured) -> tuple[Decided, ...]:
    """The same worked out afterwards, of steps that were taken while nothing was kept.

    It is the same import and the same two plans; the weights may have been others at the time.
    """
    calendar = by.calendar.with_holidays(by.policy.holidays)
    found = _decided(before, caseloads(after, by.policy), calendar)
    return tuple(replace(each, is_later=True) for each in found)


def _decided(before: Plan, now: Caseloads, calendar: WorkingDays) -> tuple[Decided, ...]:
    known = frozenset(before.moves)
    new = [move for move in now.plan.moves if move not in known]
    if not new:
        return ()
    then = caseloads(before, now.policy)
    waited = {wait.child: wait.working_days for wait in waits(then, calendar)}
    found = []
    for move in new:
        was = then.holder(move.child)
        found.append(
            Decided(
                child=move.child,
                was=None if was is None else was.id,
                to=move.to,
                waited=waited.get(move.child),
                giver=None if was is None else _shares(was.id, then, now),
                taker=None if move.to is None else _shares(move.to, then, now),
            )
        )
    return tuple(found)


def _shares(worker: WorkerId, then: Caseloads, now: Caseloads) -> tuple[float, ...] | None:
    """A worker's share of capacity before and after; None where one of them is none."""
    found = [each.loads[worker].utilisation for each in (then, now) if worker in each.loads]
    known = tuple(share for share in found if share is not None)
    return known if len(known) == len((then, now)) else None

"""What will be late in the coming weeks, whose it is, and by when somebody has to act.

The forecast is the same review, looked at from the same day a week on, two weeks on and so forth:
what is late then and is not late now. Nothing is assumed of the time between but what the sources
say of it (a last day in post, a planned absence, an allocation that ends): no visit is expected to
be made and no child to be allocated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.ahead import on_day
from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.delays import DELAYS, Judged
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import ChildId, Worker, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.working_days import WorkingDays

WEEKS_AHEAD = 4
WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
NEVER_LATE = frozenset({"D13"})
"""Delays that have no time to run out: a gap in the record is one today or it is none."""


class Why(StrEnum):
    """Why nobody is there to prevent a breach, as far as the sources say."""

    UNALLOCATED = "unallocated"
    HOLDER_AWAY = "holder_away"
    HOLDER_LEAVING = "holder_leaving"
    HELD = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One breach to come.

    ``finding`` is what the rule will say in ``week`` (1 is the next one), with the dates and the
    amounts of that day. ``breaches_on`` is the first day on which it is late, None where no date
    tells. ``holder`` is whose it is today. ``act_by`` is the last day to allocate the child or to
    arrange cover, given only where ``why`` says that nobody else will see to it.
    """

    finding: Finding
    breaches_on: date | None
    week: int
    holder: WorkerId | None = None
    act_by: date | None = None
    why: Why = Why.HELD


Key = tuple[str, ChildId | None, WorkerId | None]
"""What makes two findings of different days the same one: rule, child and worker."""


@lru_cache(maxsize=2)
def forecast(
    plan: Plan, policy: Policy, rules: RuleSet, calendar: WorkingDays, weeks: int = WEEKS_AHEAD
) -> tuple[Coming, ...]:
    """What will be late within so many weeks and is not late now, soonest first."""
    calendar = calendar.with_holidays(policy.holidays)
    loads = caseloads(plan, policy)
    known = {_key(finding) for finding in _late(plan, policy, rules, calendar)[1]}
    found: list[Coming] = []
    for week in range(1, weeks + 1):
        then, late = _late(on_day(plan, plan.snapshot.as_at + week * WEEK), policy, rules, calendar)
        new = [finding for finding in late if _key(finding) not in known]
        known.update(map(_key, new))
        found += (_coming(finding, week, loads, then, calendar) for finding in new)
    return tuple(sorted(found, key=_by_day))


def _by_day(coming: Coming) -> tuple[int, date]:
    return coming.week, coming.breaches_on or date.max


def _key(finding: Finding) -> Key:
    return finding.rule, finding.child, finding.worker


def _late(
    plan: Plan, policy: Policy, rules: RuleSet, calendar: WorkingDays
) -> tuple[Caseloads, list[Finding]]:
    loads = caseloads(plan, policy)
    judged = Judged(caseloads=loads, rules=rules, calendar=calendar)
    return loads, [
        finding
        for code, delay in DELAYS.items()
        if code not in NEVER_LATE
        for finding in delay(judged)
        if finding.state is State.LATE
    ]


def _coming(
    finding: Finding, week: int, now: Caseloads, then: Caseloads, calendar: WorkingDays
) -> Coming:
    holder = _holder(finding, now)
    breaches_on = _first_late_day(finding, holder, then.snapshot.as_at)
    why, act_by = _why(finding, holder, now, then, calendar)
    return Coming(
        finding=finding,
        breaches_on=breaches_on,
        week=week,
        holder=None if holder is None else holder.id,
        act_by=act_by,
        why=why,
    )


def _holder(finding: Finding, now: Caseloads) -> Worker | None:
    if finding.child is not None:
        return now.holder(finding.child)
    return None if finding.worker is None else now.snapshot.workers[finding.worker]


def _first_late_day(finding: Finding, holder: Worker | None, seen_on: date) -> date | None:
    """The day after it was due; a long absence is a gap from its first day.

    None where the rule has no due date, or where the date does not tell why it is late in this
    week (another rule came to apply).
    """
    if finding.due is None:
        return None
    begins = holder is not None and any(away.start == finding.due for away in holder.absences)
    day = finding.due if begins and finding.delay == "D5" else finding.due + DAY
    return day if seen_on - WEEK < day <= seen_on else None


def _why(
    finding: Finding,
    holder: Worker | None,
    now: Caseloads,
    then: Caseloads,
    calendar: WorkingDays,
) -> tuple[Why, date | None]:
    """Who is not there to see to it, and the last day to do something about that."""
    child, due, today = finding.child, finding.due, now.snapshot.as_at
    if child is None or due is None or due < today or child in now.unreadable:
        return Why.HELD, None
    ahead = calendar.back(due, now.policy.act_before)
    if child in now.unallocated or holder is None:
        return Why.UNALLOCATED, max(today, ahead)
    last = calendar.back(due, 0)
    at_work = _last_at_work(holder, last, today, calendar)
    if at_work != last or finding.delay == "D5":
        why = Why.HOLDER_LEAVING if holder.has_left(due + DAY) else Why.HOLDER_AWAY
        return why, max(today, ahead if at_work is None else min(ahead, at_work))
    if child in then.unallocated:
        return Why.UNALLOCATED, max(today, ahead)
    return Why.HELD, None


def _last_at_work(worker: Worker, by: date, today: date, calendar: WorkingDays) -> date | None:
    """The last working day from today on at which the worker is there, None where there is none."""
    day = by
    while day >= today:
        if not worker.has_left(day) and worker.absence_on(day) is None:
            return day
        day = calendar.back(day, 1)
    return None

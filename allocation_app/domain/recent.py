"""Fair over time: who was given the last cases, by points, for the days that each was there.

Who is away, part-time or protected for a while is not expected to have had as many. It decides
between workers of whom all else says the same, and can be looked at; it scores nobody's work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from allocation_app.domain.before import Before
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import Child, ChildId, Involvement, Worker, WorkerId
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot

EACH = 3
"""So many of the last cases are looked at for each case holder."""
LONGEST = timedelta(weeks=26)
"""What came earlier is not recent."""
DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """What one worker was given of the last cases, and what their days there would be a share of.

    ``points`` are the weights of the cases, ``days`` working days of a full-time post: hours less
    absences and reductions. ``expected`` are the points that all were given, by days. Where
    imports before the open one tell of it, ``first_import`` is the day of the first of them, and
    ``since`` the day from which cases and days are counted.
    """

    worker: WorkerId
    cases: int
    points: float
    days: float
    expected: float
    since: date | None = None
    first_import: date | None = None

    @property
    def over(self) -> float:
        """By how many points somebody was given more than the share, below 0 if less."""
        return round(self.points - self.expected, DECIMALS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentCases:
    """The last cases: since when they came, how many, and what each case holder had of them.

    Without any with a date there is no ``since``. What the plan gives is among them.
    """

    since: date | None
    cases: int
    workers: Mapping[WorkerId, Recent]


def recent_cases(loads: Caseloads) -> RecentCases:
    """Who was given the last cases by the import and those before it, and what the plan gives.

    Looked at are `EACH` for each case holder, all of the earliest day among them, none older than
    `LONGEST`. A case that was given on since counts for both.
    """
    snapshot, before = loads.snapshot, loads.plan.snapshot.before
    asked = loads.case_holders
    known = _known(snapshot, before)
    last = known[: EACH * len(asked)]
    since = last[-1][0] if last else None
    given = [(child, worker) for day, child, worker in known if since and day >= since]
    given += [
        (snapshot.children[child], move.to)
        for child, move in loads.moves.items()
        if move.to is not None
    ]
    holders = {worker.id for worker in asked}
    had: dict[WorkerId, list[float]] = {worker.id: [] for worker in asked}
    for child, worker_id in given:
        if worker_id in holders:
            had[worker_id].append(weight(child, loads))
    days = days_there(snapshot, loads.policy, since or snapshot.as_at, snapshot.as_at, before)
    found = even_shares(had, days)
    if before is not None:
        found = {
            key: replace(each, since=since, first_import=before.since)
            for key, each in found.items()
        }
    return RecentCases(since=since, cases=sum(map(len, had.values())), workers=found)


@lru_cache(maxsize=IMPORTS_KEPT)
def _known(snapshot: Snapshot, before: Before | None) -> Sequence[tuple[date, Child, WorkerId]]:
    """Every recent case of the import and of those before it, the last first."""
    children = snapshot.children
    own = [(day, children[child], worker) for day, child, worker in _given(snapshot)]
    if before is None:
        return own
    earliest = snapshot.as_at - LONGEST  # a plan can be looked at on a day ahead
    told = [
        (each.day, children.get(each.child.id, each.child), each.worker)
        for each in before.cases
        if each.day >= earliest
    ]
    return sorted((*own, *told), key=lambda each: (-each[0].toordinal(), each[1].id, each[2]))


def even_shares(
    had: Mapping[WorkerId, Sequence[float]], days: Mapping[WorkerId, float]
) -> Mapping[WorkerId, Recent]:
    """What each was given, by the weights of the cases, beside a share by the days there."""
    points, all_days = sum(map(sum, had.values())), sum(days[worker] for worker in had)
    return {
        worker: Recent(
            worker=worker,
            cases=len(weights),
            points=round(sum(weights), DECIMALS),
            days=days[worker],
            expected=round(points * days[worker] / all_days, DECIMALS) if all_days else 0.0,
        )
        for worker, weights in had.items()
    }


def _given(snapshot: Snapshot) -> tuple[tuple[date, ChildId, WorkerId], ...]:
    """Every case that somebody was given not too long ago, the last first."""
    as_at = snapshot.as_at
    found = {
        (spell.start, spell.child, spell.worker)
        for spell in snapshot.spells
        if spell.involvement is Involvement.CASE_HOLDER
        and spell.start is not None
        and as_at - LONGEST <= spell.start <= as_at
        and snapshot.workers[spell.worker].holds_cases
    }
    return tuple(sorted(found, key=lambda each: (-each[0].toordinal(), *each[1:])))


def weight(child: Child, loads: Caseloads) -> float:
    """What a case weighs on the day of the import, before anything for siblings or travel."""
    policy = loads.policy
    return policy.weights.cases[policy.case_type(child, loads.snapshot.as_at)]


@lru_cache(maxsize=2 * IMPORTS_KEPT)
def days_there(
    snapshot: Snapshot, policy: Policy, first: date, last: date, before: Before | None = None
) -> Mapping[WorkerId, float]:
    """The working days that each was there for cases within this time, of a full-time post.

    ``before`` is what earlier imports say of them: a day counts as the import of that time had it.
    """
    span = [first + n * DAY for n in range((last - first).days + 1)]
    working = [day for day in span if day.weekday() <= FRIDAY]
    return {
        worker.id: round(sum(_there_over_time(worker, policy, working, before)), DECIMALS)
        for worker in snapshot.workers.values()
    }


def _there_over_time(
    worker: Worker, policy: Policy, working: Sequence[date], before: Before | None
) -> Iterator[float]:
    """What each day counts, by what was told of the worker at the time."""
    listed = () if before is None else before.staff.get(worker.id, ())
    if not listed:
        yield from _there(worker, worker, policy, working)
        return
    ends = (*(each.first for each in listed[1:]), date.max)
    for each, end in zip(listed, ends, strict=True):
        first = date.min if each is listed[0] else each.first
        days = [day for day in working if first <= day < end]
        if each is listed[-1] and worker.is_listed:
            yield from _there(worker, worker, policy, days)
        elif each.worker is not None:
            here = [day for day in days if not each.is_away(day)]
            yield from _there(replace(each.worker, absences=()), worker, policy, here)


def _there(then: Worker, now: Worker, policy: Policy, working: Iterable[date]) -> Iterator[float]:
    """What each day counts of somebody as they were ``then``; absences are as told ``now``."""
    reductions = policy.reductions_of(then)
    for day in working:
        is_here = then.has_begun(day) and not then.has_left(day)
        if is_here and now.absence_on(day) is None:
            fte = then.fte_on(day)
            fte = now.fte_on(day) if fte is None else fte
            off = sum(each.share for each in reductions if each.covers(day))
            yield (policy.assumed_fte if fte is None else fte) * (1 - min(1.0, off))

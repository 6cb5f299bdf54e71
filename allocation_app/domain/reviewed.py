"""Which management reviews of a wait were held, and which are missing, as far as imports tell.

An import keeps the last review only. So it tells that none was held between that one and its own
day, and nothing of the time before. That there was none at all it tells while a child waits: after
a wait a list may have let go of its reviews.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from allocation_app.domain.facts import facts_of, told_of_any
from allocation_app.domain.people import ChildId, EventKind
from allocation_app.domain.plan import Oversight
from allocation_app.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """The reviews of one wait: ``held``, and the days on which one fell due that was ``missed``.

    ``untold`` are days on which one fell due, but nobody can tell whether it was held.
    """

    held: tuple[date, ...]
    missed: tuple[date, ...]
    untold: tuple[date, ...]


def reviews(  # noqa: PLR0913 - told by whom, of whom, from when to when, how often
    imports: Sequence[Snapshot],
    planned: Sequence[Oversight],
    child: ChildId,
    *,
    since: date,
    until: date,
    every: int,
    waited_on: Collection[date],
) -> Reviews:
    """The reviews of a wait that counts from ``since``, one ``every`` so many days.

    ``waited_on`` are the days of the imports that show the child without a worker.

    On ``until`` the child got a worker, or the last import was made: what falls due on that day can
    still be held.
    """
    told = [each for each in imports if child in each.children]
    days = {review.day for review in planned if review.child == child}
    days |= {day for each in told if (day := _last(each, child)) is not None}
    held = sorted(day for day in days if since <= day <= until)
    none_held = tuple(_none_held(told, child, since, waited_on))
    missed: list[date] = []
    untold: list[date] = []
    for before, following in pairwise((since, *held, until)):
        due = before + timedelta(days=every)
        while due < following:
            (missed if _is_within(before, due, none_held) else untold).append(due)
            due += timedelta(days=every)
    return Reviews(held=tuple(held), missed=tuple(missed), untold=tuple(untold))


def _last(told: Snapshot, child: ChildId) -> date | None:
    return facts_of(told.children[child], told.as_at).events.get(EventKind.OVERSIGHT)


def _none_held(
    told: Sequence[Snapshot], child: ChildId, since: date, waited_on: Collection[date]
) -> Iterator[tuple[date, date]]:
    """The times in which no review is on record: after a day, up to another one.

    Where no import has a column for reviews, those of the plan are all there are.
    """
    has_column = any(EventKind.OVERSIGHT in told_of_any(each) for each in told)
    for each in told:
        facts = facts_of(each.children[child], each.as_at)
        last = facts.events.get(EventKind.OVERSIGHT)
        is_known = not has_column or EventKind.OVERSIGHT not in facts.unknown
        if last is not None:
            yield last, each.as_at
        elif is_known and each.as_at in waited_on:
            yield since, each.as_at


def _is_within(after: date, until: date, spans: Sequence[tuple[date, date]]) -> bool:
    return any(first <= after and until <= last for first, last in spans)

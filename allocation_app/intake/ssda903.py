"""The episodes and reviews of SSDA903: who is looked after now, since when, and placed since when.

An episode begins for a reason (RNE): S, a period of care began; L, only the legal status changed;
P, T, B and U, the placement did (statutory guidance for SSDA903 returns).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile
from typing import NamedTuple

from allocation_app.intake.cells import NOT_KNOWN
from allocation_app.intake.facts import Facts
from allocation_app.intake.fields import Field
from allocation_app.intake.problems import Code, ProblemLog

EPISODES, REVIEWS, HEADER = "ssda903_episodes", "ssda903_reviews", "ssda903_header"
BEGAN = "S"
PLACED = frozenset("SPTBU")
UNDER_NEW_POWERS = frozenset("SLBU")
A_YEAR = timedelta(days=365)


class Episode(NamedTuple):
    """An episode; ``end`` is None while it runs, ``start`` where it can't be read."""

    at: int
    start: date | None
    end: date | None
    reason: str
    power: object = None


class Care(NamedTuple):
    """A child looked after now: the episode, and what leads up to it; NOT_KNOWN where unknown."""

    present: Episode
    since: object
    placed: object
    placements: object
    powers_since: object


def looked_after_now(facts: Facts, reviews: Sequence[Facts], as_at: date, log: ProblemLog) -> Facts:
    """A row for each child with an open episode; how many have none is said."""
    care = _care(facts, as_at, log)
    bad = [i for i, child in enumerate(facts.columns[Field.CHILD_ID]) if not isinstance(child, str)]
    now = dict(sorted((one.present.at, one) for one in care.values()))
    indexes = sorted({*now, *bad})
    columns: dict[Field, list[object]] = {
        Field.CHILD_ID: [facts.columns[Field.CHILD_ID][index] for index in indexes],
        Field.LOOKED_AFTER_START: [now[i].since if i in now else None for i in indexes],
        Field.PLACEMENT_START: [now[i].placed if i in now else None for i in indexes],
        Field.PLACEMENTS_IN_YEAR: [now[i].placements if i in now else None for i in indexes],
    }
    for kept in {Field.PLACEMENT_TYPE, Field.LEGAL_STATUS} & facts.columns.keys():
        columns[kept] = [facts.columns[kept][index] for index in indexes]
    if Field.LEGAL_STATUS in columns:
        columns[Field.LEGAL_STATUS_START] = [
            now[i].powers_since if i in now else None for i in indexes
        ]
    if reviews:
        columns |= _reviews(columns, reviews, as_at, log)
    return replace(facts.only(indexes), columns=columns, may_repeat=True)


def _care(facts: Facts, as_at: date, log: ProblemLog) -> dict[str, Care]:
    by_child: dict[str, list[Episode]] = {}
    starts, ends = facts.columns[Field.PLACEMENT_START], facts.columns[Field.CLOSED]
    reasons, powers = facts.columns[Field.EPISODE_REASON], facts.columns.get(Field.LEGAL_STATUS)
    for index, child in enumerate(facts.columns[Field.CHILD_ID]):
        if isinstance(child, str):
            start, end, reason = starts[index], ends[index], reasons[index]
            episode = Episode(
                index,
                start if isinstance(start, date) else None,
                end if isinstance(end, date) and end <= as_at else None,
                reason.upper()[:1] if isinstance(reason, str) else "",
                None if powers is None else powers[index],
            )
            by_child.setdefault(child, []).append(episode)
    found: dict[str, Care] = {}
    ended = without_start = 0
    for child, episodes in by_child.items():
        running = [episode for episode in episodes if episode.end is None]
        if not running:
            ended += 1
            continue
        found[child] = one = _care_of(sorted(episodes, key=_start), as_at)
        without_start += one.since is NOT_KNOWN
        if len(running) > 1:
            _report_several(facts, child, running, one.present, log)
    place = facts.table.place()
    if ended:
        log.add(Code.EPISODES_ENDED, place, rows=ended)
    if without_start:
        log.add(Code.EPISODES_WITHOUT_START, place, rows=without_start)
    return found


def _report_several(
    facts: Facts, child: str, running: Iterable[Episode], present: Episode, log: ProblemLog
) -> None:
    other = next(episode for episode in running if episode is not present)
    place = facts.table.place(Field.CLOSED)
    rows = facts.table.rows
    first_row = rows[present.at]
    log.add(Code.EPISODES_BOTH_OPEN, place.at(rows[other.at]), child=child, first_row=first_row)


def _start(episode: Episode) -> date:
    return episode.start or date.min


def _care_of(episodes: Sequence[Episode], as_at: date) -> Care:
    """What the episodes of a child come to, the earliest first; one of them at least is running."""
    present = next(episode for episode in reversed(episodes) if episode.end is None)
    run = _run(episodes[: episodes.index(present) + 1])
    since = run[0].start if run[0].reason == BEGAN else None
    placed = next((each.start for each in reversed(run) if each.reason in PLACED), None)
    has_dates = all(episode.start is not None for episode in episodes)
    return Care(
        present=present,
        since=NOT_KNOWN if since is None else since,
        placed=NOT_KNOWN if placed is None else placed,
        placements=_placements(episodes, as_at) if has_dates else NOT_KNOWN,
        powers_since=_powers_since(run),
    )


def _powers_since(run: Sequence[Episode]) -> object:
    """Since when the legal status of the last episode is in force."""
    same = list(takewhile(lambda each: each.power == run[-1].power, reversed(run)))
    began = same[-1]
    is_change = began.reason in UNDER_NEW_POWERS
    return NOT_KNOWN if began.start is None or not is_change else began.start


def _run(episodes: Sequence[Episode]) -> Sequence[Episode]:
    """The episodes of the present period of care: back to one that began it, or to a gap."""
    for at in range(len(episodes) - 1, 0, -1):
        before, episode = episodes[at - 1], episodes[at]
        has_gap = (
            before.end is not None and episode.start is not None and before.end < episode.start
        )
        if episode.reason == BEGAN or has_gap:
            return episodes[at:]
    return episodes


def _placements(episodes: Sequence[Episode], as_at: date) -> int:
    """In how many placements the child was in the last 12 months, temporary ones among them."""
    since = as_at - A_YEAR
    number = 0
    found: set[int] = set()
    for episode in episodes:
        number += episode.reason in PLACED
        if (episode.end is None or episode.end > since) and _start(episode) <= as_at:
            found.add(number)
    return len(found)


def _reviews(
    columns: dict[Field, list[object]], reviews: Sequence[Facts], as_at: date, log: ProblemLog
) -> dict[Field, list[object]]:
    """The first and the last review of each child's period of care.

    A return has the reviews of its own time only. Of a child looked after since before the first
    review of the file nobody can say when the first one was, nor that there was none.
    """
    held: dict[object, list[date]] = {}
    to_come = 0
    for facts in reviews:
        days = facts.columns[Field.LOOKED_AFTER_REVIEW]
        for child, day in zip(facts.columns[Field.CHILD_ID], days, strict=True):
            if isinstance(day, date) and day <= as_at:
                held.setdefault(child, []).append(day)
            to_come += isinstance(day, date) and day > as_at
    if to_come:
        log.add(Code.REVIEWS_TO_COME, reviews[0].table.place(), rows=to_come)
    begins = min((min(days) for days in held.values()), default=date.max)
    first: list[object] = []
    last: list[object] = []
    ids, starts = columns[Field.CHILD_ID], columns[Field.LOOKED_AFTER_START]
    for child, start in zip(ids, starts, strict=True):
        since = start if isinstance(start, date) else date.min
        own = [day for day in held.get(child, []) if day >= since]
        is_told = isinstance(start, date) and start >= begins
        unsaid = None if is_told else NOT_KNOWN
        first.append(min(own) if own and is_told else unsaid)
        last.append(max(own) if own else unsaid)
    return {Field.FIRST_LOOKED_AFTER_REVIEW: first, Field.LOOKED_AFTER_REVIEW: last}

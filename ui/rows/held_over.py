"""Who had each child over all imports, as rows; and the times of one child, as rows and bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.holders import Holders, HolderTime
from allocation_app.domain.people import Child, ChildId
from allocation_app.wording import holders, terms
from allocation_app.wording.names import Names
from allocation_app.wording.translate import tr
from ui.rows.people import called


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildRow:
    """A child of any import: who has it by the latest that tells, how often that changed."""

    child: ChildId
    name: str
    now: str
    changes: str
    count: int
    last_seen: date | None
    is_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """A time under one name. ``began`` and ``over`` are the days that a bar is drawn between."""

    number: int
    who: str
    since: str
    until: str
    why: str
    staged: str
    facts: str
    is_held: bool
    began: date | None
    over: date


def child_rows(
    of: Holders, children: Mapping[ChildId, Child], names: Names, *, hide_names: bool
) -> tuple[ChildRow, ...]:
    """Every child, those whose case holder changed most often first."""
    rows = []
    latest = of.imports[-1] if of.imports else None
    for child, times in of.times.items():
        known, changes = children.get(child), of.changes(child)
        seen = [time for time in times if time.last_seen is not None]
        last = max((time.last_seen for time in seen if time.last_seen), default=None)
        now = next((time for time in reversed(seen) if time.last_seen == last), None)
        rows.append(
            ChildRow(
                child=child,
                name=str(child) if known is None else called(known, hide_names=hide_names),
                now="" if now is None else _by_then(holders.who(now, names), last, latest),
                changes=holders.changes(changes),
                count=0 if changes is None else changes.count,
                last_seen=last,
                is_there=last is not None and last == latest,
            )
        )
    return tuple(sorted(rows, key=lambda row: (not row.is_there, -row.count, row.name)))


def _by_then(who: str, last: date | None, latest: date | None) -> str:
    """Who has a child; of one who is not in the latest import, by which it was so."""
    if last is None or last == latest:
        return who
    return tr("{who} (on {day})", who=who, day=terms.plain_day(last))


def time_rows(
    times: Sequence[HolderTime], names: Callable[[int | None], Names], latest: date
) -> tuple[TimeRow, ...]:
    """The times of one child, the earliest first."""
    called_now = names(None)
    return tuple(
        TimeRow(
            number=number,
            who=holders.who(each, called_now),
            since=holders.began(each),
            until=holders.ended(each),
            why=holders.why(each),
            staged="" if each.made is None else holders.staged(each.made),
            facts=holders.facts(each, called_now),
            is_held=each.is_held,
            began=each.began,
            over=each.end or each.last_seen or latest,
        )
        for number, each in enumerate(times)
    )

"""Each child's holders over time: by the record and by what successive imports show, with why.

An import tells who has a child on its day, and often since when; some tell of the past too. Where
none gives the day on which it changed, it was between two imports. Why it changed is known where
the plan had the move and the next import shows it as made; else nobody has said a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from allocation_app.domain.caseloads import Reason, why_unallocated
from allocation_app.domain.made import Made, made_moves, one_that_made
from allocation_app.domain.past import Past
from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.sides import latest_ids, names, side_of
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.working_days import add_months

YEAR = 12  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderTime:
    """A time in which a child stood under one name, or under nobody's.

    ``start`` and ``end`` are days that a record gives. ``first_seen`` and ``last_seen`` are the
    first and the last import that show it, None for what only a record tells of the past.
    ``seen_after`` is the import before, in which it was otherwise: without a ``start`` it began
    between the two. ``gone_by`` is the next import, in which it was over.

    ``unallocated`` says why that is no allocation. Without a worker the child had nobody, or
    (``is_readable`` False) nobody can tell. ``made`` is the plan's move that brought it about, if
    it was one.
    """

    worker: WorkerId | None
    start: date | None = None
    end: date | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    seen_after: date | None = None
    gone_by: date | None = None
    is_readable: bool = True
    unallocated: Reason | None = None
    made: Made | None = None

    @property
    def is_held(self) -> bool:
        """Whether the child had a case holder in this time."""
        return self.worker is not None and self.unallocated is None

    @property
    def began(self) -> date | None:
        """The day from which it was so, as far as anybody can tell."""
        return self.start or self.first_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many times a child's case holder changed in the time from ``since`` to ``until``.

    ``is_whole``: that is all of the time asked for; else nothing older is known.
    """

    count: int
    since: date
    until: date
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """The holders of every child in any import, earliest first, workers by their latest ids.

    ``names`` are what the workers are called, ``imports`` the days of the imports that tell it.
    """

    times: Mapping[ChildId, tuple[HolderTime, ...]] = field(default_factory=dict)
    names: Mapping[WorkerId, str] = field(default_factory=dict)
    imports: tuple[date, ...] = ()

    def of(self, child: ChildId) -> tuple[HolderTime, ...]:
        """The holders of one child, none where no import has it."""
        return self.times.get(child, ())

    def changes(self, child: ChildId, months: int = YEAR) -> Changes | None:
        """How often the case holder changed in the months up to the latest import.

        None where nothing is known of the child. A time without a worker in between is no change by
        itself; who comes after it is one if it is somebody else. A holder who had left when an
        import was made had the child before.
        """
        times = self.of(child)
        known = [time.began for time in times if time.began is not None]
        if not known:
            return None
        until = self.imports[-1]
        first, oldest = add_months(until, -months), min(known)
        count, before = 0, None
        for time in times:
            if time.is_held:
                began = time.began
                if before not in {None, time.worker} and began is not None and began > first:
                    count += 1
                before = time.worker
            elif time.unallocated is Reason.LEAVER:
                before = time.worker
        return Changes(count=count, since=max(first, oldest), until=until, is_whole=oldest <= first)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one import says of one child; ``start`` is the record's, ``before`` the import before.

    ``before`` is None where that one did not have the child.
    """

    day: date
    worker: WorkerId | None
    is_readable: bool
    unallocated: Reason | None
    start: date | None
    before: date | None

    def is_as(self, other: _Told) -> bool:
        """Whether it is the same time that goes on."""
        mine = (self.worker, self.is_readable, self.unallocated)
        return mine == (other.worker, other.is_readable, other.unallocated)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A time that a record tells: the latest word on who had the child from that day on."""

    worker: WorkerId
    start: date | None
    end: date | None
    unallocated: Reason | None


def holders(past: Past) -> Holders:
    """Who had each child, over all imports, with the move of the plan that brought it about."""
    imports = past.in_order
    ids = latest_ids([names(snapshot) for _, snapshot in imports])
    told: dict[ChildId, list[_Told]] = {}
    records: dict[ChildId, dict[tuple[WorkerId, date | None], _Record]] = {}
    before: date | None = None
    called: dict[WorkerId, str] = {}
    for _, snapshot in imports:
        called |= {ids.get(key, key): name for key, name in names(snapshot).items()}
        for child, record in _recorded(snapshot, ids):
            kept = records.setdefault(child, {})
            kept[record.worker, record.start] = record
        for child, one in _told(snapshot, ids, before):
            known = told.setdefault(child, [])
            is_there = bool(known) and known[-1].day == before
            known.append(one if is_there else replace(one, before=None))
        before = snapshot.as_at
    made = made_moves(past, ids)
    days = tuple(snapshot.as_at for _, snapshot in imports)
    times = {}
    for child, some in told.items():
        seen = _seen(some, tuple(records.get(child, {}).values()), days)
        found = [replace(each, made=_made(made, child, each)) for each in seen]
        times[child] = tuple(sorted(found, key=_order))
    return Holders(times=times, names=called, imports=days)


def _told(
    snapshot: Snapshot, ids: Mapping[WorkerId, WorkerId], before: date | None
) -> Iterator[tuple[ChildId, _Told]]:
    side = side_of(snapshot, ids)
    for child in snapshot.children:
        holding, (worker, _), spell = (
            side.holding(child),
            side.holder(child),
            side.holders.get(child),
        )
        yield (
            child,
            _Told(
                day=snapshot.as_at,
                worker=worker,
                is_readable=holding.is_readable,
                unallocated=holding.reason,
                start=None if spell is None else spell.start,
                before=before,
            ),
        )


def _recorded(
    snapshot: Snapshot, ids: Mapping[WorkerId, WorkerId]
) -> Iterator[tuple[ChildId, _Record]]:
    for spell in snapshot.spells:
        if spell.involvement is Involvement.CASE_HOLDER:
            reason = why_unallocated(snapshot.children[spell.child], spell.worker, snapshot)
            yield (
                spell.child,
                _Record(
                    worker=ids.get(spell.worker, spell.worker),
                    start=spell.start,
                    end=spell.end,
                    # Who has left since had the child while they were there.
                    unallocated=None if reason is Reason.LEAVER else reason,
                ),
            )


def _seen(
    told: Sequence[_Told], records: Sequence[_Record], days: Sequence[date]
) -> list[HolderTime]:
    """The times that imports show, then those of which only a record tells."""
    runs: list[list[_Told]] = []
    for one in told:
        if runs and runs[-1][-1].day == one.before and one.is_as(runs[-1][-1]):
            runs[-1].append(one)
        else:
            runs.append([one])
    found: list[HolderTime] = []
    for run, following in zip(runs, [*(each[0] for each in runs[1:]), None], strict=True):
        first, last = run[0], run[-1]
        start = next((one.start for one in reversed(run) if one.start is not None), None)
        if any((each.worker, each.start) == (first.worker, start) for each in found):
            start = None  # that is the day of an earlier time, which was over in between
        ends = (each.end for each in records if (each.worker, each.start) == (first.worker, start))
        end = next(ends, None)
        if end is None and following is not None and following.before == last.day:
            end = following.start
        later = (day for day in days if day > last.day)
        found.append(
            HolderTime(
                worker=first.worker,
                start=start,
                end=end,
                first_seen=first.day,
                last_seen=last.day,
                seen_after=first.before,
                gone_by=next(later, None),
                is_readable=first.is_readable,
                unallocated=first.unallocated,
            )
        )
    return [*found, *_only_recorded(records, found)]


def _only_recorded(records: Sequence[_Record], seen: Sequence[HolderTime]) -> Iterator[HolderTime]:
    for record in records:
        if not any(_is_of(record, time) for time in seen):
            yield HolderTime(
                worker=record.worker,
                start=record.start,
                end=record.end,
                unallocated=record.unallocated,
            )


def _is_of(record: _Record, time: HolderTime) -> bool:
    """Whether a record tells of a time that imports show."""
    if record.worker != time.worker or time.first_seen is None or time.last_seen is None:
        return False
    if record.start is not None and record.start == time.start:
        return True
    begins_by_then = record.start is None or record.start <= time.last_seen
    return begins_by_then and (record.end is None or record.end >= time.first_seen)


def _made(
    made: Mapping[tuple[ChildId, WorkerId | None], Sequence[Made]], child: ChildId, time: HolderTime
) -> Made | None:
    """The plan's move that brought it about: of what an import shows for the first time alone."""
    if time.first_seen is None or time.seen_after is None:
        return None
    return one_that_made(made.get((child, time.worker), ()), time.seen_after, time.first_seen)


def _order(time: HolderTime) -> tuple[date, date, str]:
    return time.began or time.end or date.min, time.first_seen or date.min, time.worker or ""

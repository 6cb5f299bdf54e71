"""Day by day, whether a child had a worker: as far as one import or several tell of it.

An import shows its own day, and knows of the past: since when a child is with its worker, when the
last one ended (who counts as there on that day), when it was referred. What it shows is certain;
what it knows of earlier days counts as long as no import of those days showed otherwise. Of several
that tell of a day the one made soonest after it counts. A day of which none tells is "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from allocation_app.domain.caseloads import Caseloads, Reason, caseloads
from allocation_app.domain.facts import facts_of
from allocation_app.domain.people import (
    ChildId,
    EventKind,
    Involvement,
    Spell,
    Status,
    WorkerId,
)
from allocation_app.domain.period import DAY
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.waiting import Wait, waits
from allocation_app.domain.working_days import WorkingDays

NEW_CASES = frozenset({Status.REFERRAL, Status.ASSESSMENT})
"""Who has no worker on record before the first one had none; of others nobody knows."""


class Standing(StrEnum):
    """How a child stands on a day."""

    WAITING = "waiting"
    HELD = "held"
    NOT_OPEN = "not_open"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some days in a row on which a child stands alike, both of the ends among them.

    ``worker`` is who holds it, ``reason`` why it waits. ``since`` is the day from which a wait
    counts, day 0: None where nobody can tell when it began.
    """

    first: date
    last: date
    standing: Standing
    worker: WorkerId | None = None
    reason: Reason | None = None
    since: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it tells of this day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """Days with a worker. The last of them is day 0 of a wait that follows."""

    first: date
    last: date
    worker: WorkerId
    is_start_told: bool


@dataclass(frozen=True, kw_only=True)
class Told:
    """One import, as it tells of the days up to its own."""

    snapshot: Snapshot
    policy: Policy
    calendar: WorkingDays

    @cached_property
    def loads(self) -> Caseloads:
        """The import worked out, with nothing planned."""
        return caseloads(Plan(snapshot=self.snapshot), self.policy)

    @cached_property
    def waits(self) -> Mapping[ChildId, Wait]:
        """Who waits on its day."""
        return {wait.child: wait for wait in waits(self.loads, self.calendar)}

    @cached_property
    def _closed(self) -> Mapping[ChildId, Sequence[tuple[Spell, date]]]:
        """Every case holder's spell that is over, with the day on which it ended."""
        found: dict[ChildId, list[tuple[Spell, date]]] = {}
        for spell in self.snapshot.spells:
            is_holder = spell.involvement is Involvement.CASE_HOLDER
            if is_holder and spell.end is not None and not spell.is_open(self.as_at):
                found.setdefault(spell.child, []).append((spell, spell.end))
        return found

    @property
    def as_at(self) -> date:
        """Its day."""
        return self.snapshot.as_at

    def shown(self, child: ChildId) -> Standing | None:
        """How a child stands on its own day; None where it is not there or cannot be read."""
        if child in self.loads.unallocated:
            return Standing.WAITING
        return Standing.HELD if child in self.loads.spells else None

    def stretches(self, child: ChildId) -> tuple[Stretch, ...]:
        """What it tells of a child; days of which it says nothing are in none of them."""
        if child not in self.snapshot.children:
            return ()
        return tuple(self._stretches(child))

    def _stretches(self, child: ChildId) -> Iterator[Stretch]:
        held = sorted(self._held(child), key=lambda each: (each.first, each.last, each.worker))
        known = self.snapshot.children[child]
        referred = facts_of(known, self.as_at).events.get(EventKind.REFERRAL)
        for each in held:
            yield Stretch(
                first=each.first, last=each.last, standing=Standing.HELD, worker=each.worker
            )
        if referred is not None and (not held or referred <= held[0].first):
            yield from _closed(date.min, referred - DAY)
            if held and held[0].is_start_told and known.statuses & NEW_CASES:
                yield from _waiting(referred, held[0].first - DAY, referred)
        before: _Held | None = None
        for each in held:
            if before is not None and each.is_start_told:
                yield from _after(before, each.first - DAY, referred)
            if before is None or each.last > before.last:
                before = each
        wait = self.waits.get(child)
        if wait is not None:
            yield from self._waiting_now(wait, before, referred)

    def _waiting_now(
        self, wait: Wait, before: _Held | None, referred: date | None
    ) -> Iterator[Stretch]:
        since = wait.since if self._is_past_untold(wait) else wait.ladder_since
        first = self.as_at if since is None else since
        if before is not None:
            if since == referred and referred is not None:
                yield from _closed(before.last + DAY, referred - DAY)
            first = max(first, before.last + DAY)
        yield from _waiting(first, self.as_at, since, wait.reason)

    def _is_past_untold(self, wait: Wait) -> bool:
        """Whether a worker before the child came to the team may have had it: nobody says."""
        is_new = not self.snapshot.children[wait.child].statuses.isdisjoint(NEW_CASES)
        return wait.last_worker_ended is None and not is_new

    def _held(self, child: ChildId) -> Iterator[_Held]:
        for spell, end in self._closed.get(child, ()):
            yield from self._of(spell, min(end, self.as_at - DAY))  # the import shows its own day
        now = self.loads.spells.get(child)
        if now is not None and self.loads.unallocated.get(child) in {None, Reason.LEAVER}:
            yield from self._of(now, self.as_at)

    def _of(self, spell: Spell, last: date) -> Iterator[_Held]:
        """The days of a spell on which its worker was there to hold the child."""
        worker = self.snapshot.workers[spell.worker]
        child = self.snapshot.children[spell.child]
        if not self.policy.is_allocated_to(child, worker):
            return
        if worker.last_day is not None:
            last = min(last, worker.last_day)
        first = last if spell.start is None else spell.start
        if spell.is_open(self.as_at):
            first = min(first, last)
        if worker.first_day is not None:
            first = max(first, worker.first_day)
        if first <= last:
            yield _Held(
                first=first,
                last=last,
                worker=worker.id,
                is_start_told=spell.start is not None,
            )


def _after(before: _Held, last: date, referred: date | None) -> Iterator[Stretch]:
    """The days between two workers: without one, but for those before the case was opened anew."""
    first = before.last + DAY
    if referred is not None and first <= referred <= last:
        yield from _closed(first, referred - DAY)
        yield from _waiting(referred, last, referred)
    else:
        yield from _waiting(first, last, before.last)


def _waiting(
    first: date, last: date, since: date | None, reason: Reason = Reason.NO_WORKER
) -> Iterator[Stretch]:
    if first <= last:
        yield Stretch(first=first, last=last, standing=Standing.WAITING, reason=reason, since=since)


def _closed(first: date, last: date) -> Iterator[Stretch]:
    if first <= last:
        yield Stretch(first=first, last=last, standing=Standing.NOT_OPEN)


def standings(imports: Sequence[Told], child: ChildId) -> tuple[Stretch, ...]:
    """How a child stood, from the first day of which anything is told to that of the last import.

    The imports are in the order of their days, one a day.
    """
    claims = [_uncontradicted(imports, at, child) for at in range(len(imports))]
    edges = {
        edge
        for stretches in claims
        for each in stretches
        for edge in (each.first, each.last + DAY)
        if each.first > date.min or edge > each.last
    }
    for each in imports:
        edges |= {each.as_at, each.as_at + DAY}
    last = imports[-1].as_at
    days = sorted({min(edges) - DAY, *(edge for edge in edges if edge <= last)})
    found: list[Stretch] = []
    now, since = _on(imports, claims, child, days[0]), days[0]
    for day in (*days[1:], last + DAY):
        following = None if day > last else _on(imports, claims, child, day)
        if following is None or not _is_alike(now, following):
            found.append(replace(now, first=since, last=day - DAY))
            since = day
        now = following or now
    return tuple(found)


def _is_alike(one: Stretch, other: Stretch) -> bool:
    """Whether a child stands alike on the days of both."""
    same = one.standing is other.standing and one.worker == other.worker
    return same and one.reason is other.reason and one.since == other.since


def _on(
    imports: Sequence[Told], claims: Sequence[Sequence[Stretch]], child: ChildId, day: date
) -> Stretch:
    """How a child stood on a day, by the import made soonest after it that tells."""
    at = next(index for index, each in enumerate(imports) if each.as_at >= day)
    for stretches in claims[at:]:
        telling = [each for each in stretches if each.covers(day)]
        if telling:  # of two who hold it the later one
            return telling[-1]
    is_listed = child in imports[at].snapshot.children
    was_listed = at > 0 and child in imports[at - 1].snapshot.children
    if is_listed or (was_listed and day < imports[at].as_at):
        return Stretch(first=day, last=day, standing=Standing.CANNOT_TELL)
    return Stretch(first=day, last=day, standing=Standing.NOT_OPEN)


def _uncontradicted(imports: Sequence[Told], at: int, child: ChildId) -> list[Stretch]:
    """What an import tells, less what an earlier one showed otherwise on a day of it."""
    told, kept = imports[at], []
    shown = [(each.as_at, each.shown(child)) for each in imports[:at]]
    for each in told.stretches(child):
        if all(standing in {None, each.standing} for day, standing in shown if each.covers(day)):
            kept.append(each)
        elif each.last == told.as_at:
            kept.append(replace(each, first=told.as_at, since=None))
    return kept

"""What if somebody leaves, is away, comes back, joins or changes hours: dated changes of staff.

They stand in a plan beside its moves. The import itself is never touched: a plan looks at it
through `staffed`, so that loads, delays and the forecast follow the dates by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.people import (
    Absence,
    Hours,
    Reduction,
    Role,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot

DAY = timedelta(days=1)


class StaffChangeKind(StrEnum):
    """What happens with a worker."""

    LEAVES = "leaves"
    AWAY = "away"
    RETURNS = "returns"
    JOINS = "joins"
    HOURS = "hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Who joins: what a staff list would say. ``protected`` are the steps of a protected start."""

    name: str
    team: TeamId | None = None
    role: Role | None = Role.SOCIAL_WORKER
    fte: float = 1.0
    is_newly_qualified: bool = False
    languages: frozenset[str] = frozenset()
    protected: tuple[Reduction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChange:
    """One worker from a day on.

    ``day`` is the last day in post of who leaves, the first day away, the first day back, the first
    day in post of who joins, or the first day of the new hours. ``until`` is the last day away,
    None while no return is planned. ``fte`` is the share of full time of changed hours. ``joiner``
    is there for who joins and nobody else; the id is then one that the import does not have.
    """

    kind: StaffChangeKind
    worker: WorkerId
    day: date
    until: date | None = None
    fte: float | None = None
    reason: str = ""
    joiner: Joiner | None = None

    def __post_init__(self) -> None:
        """Refuse dates that run backwards, and what belongs to another kind of change."""
        if self.until is not None and self.until < self.day:
            raise ValueError(f"{self.day} to {self.until} runs backwards")
        if (self.joiner is not None) is not (self.kind is StaffChangeKind.JOINS):
            raise ValueError("a joiner is told for who joins, and for nobody else")
        if (self.fte is not None) is not (self.kind is StaffChangeKind.HOURS):
            raise ValueError("hours are told where they change, and nowhere else")
        if self.until is not None and self.kind is not StaffChangeKind.AWAY:
            raise ValueError("only an absence has a last day")

    @property
    def about(self) -> tuple[WorkerId, StaffChangeKind, date | None]:
        """What happens with whom: of these one change at most stands in a plan.

        Several absences and changes of hours can follow each other, each on its day.
        """
        follows = self.kind in {StaffChangeKind.AWAY, StaffChangeKind.HOURS}
        return self.worker, self.kind, self.day if follows else None


@lru_cache(maxsize=IMPORTS_KEPT)
def staffed(snapshot: Snapshot, changes: tuple[StaffChange, ...]) -> Snapshot:
    """The import with these changes of staff, in the order of their days; itself without any.

    Who joins is there before anything else is said of them.
    """
    if not changes:
        return snapshot
    workers = dict(snapshot.workers)
    for change in sorted(changes, key=lambda each: (each.joiner is None, each.day)):
        workers[change.worker] = _changed(workers.get(change.worker), change)
    return replace(snapshot, workers=workers, joining=joined(changes))


def joined(changes: Iterable[StaffChange]) -> frozenset[WorkerId]:
    """The ids of those who join."""
    return frozenset(each.worker for each in changes if each.kind is StaffChangeKind.JOINS)


def _changed(worker: Worker | None, change: StaffChange) -> Worker:
    if worker is None:
        return _joiner(change)
    match change.kind:
        case StaffChangeKind.LEAVES:
            return replace(worker, last_day=change.day)
        case StaffChangeKind.AWAY:
            away = Absence(start=change.day, end=change.until, reason=change.reason)
            return replace(worker, absences=(*worker.absences, away))
        case StaffChangeKind.RETURNS:
            return replace(worker, absences=_until(worker.absences, change.day))
        case StaffChangeKind.HOURS if change.fte is not None:
            hours = Hours(start=change.day, fte=change.fte)
            return replace(worker, hours=(*worker.hours, hours))
        case _:
            raise ValueError(f"{change.worker} can't {change.kind}")


def _until(absences: tuple[Absence, ...], back: date) -> tuple[Absence, ...]:
    """The absences of somebody who is back on this day; one that begins later is another one."""
    return tuple(
        replace(each, end=back - DAY) if each.covers(back) else each
        for each in absences
        if each.start != back
    )


def _joiner(change: StaffChange) -> Worker:
    joiner = change.joiner
    if joiner is None:
        raise ValueError(f"nobody knows {change.worker}")
    return Worker(
        id=change.worker,
        name=joiner.name,
        role=joiner.role,
        team=joiner.team,
        fte=joiner.fte,
        is_newly_qualified=joiner.is_newly_qualified,
        is_listed=True,
        first_day=change.day,
        languages=joiner.languages,
        reductions=joiner.protected,
    )

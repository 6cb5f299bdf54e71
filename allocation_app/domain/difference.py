"""What a later import would change: who is new, gone, held by another; field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Involvement,
    Reduction,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.sides import Holding, Side, same_workers, side_of
from allocation_app.domain.snapshot import Snapshot


class Kind(StrEnum):
    """What a manager accepts or declines as one: in the order in which it is shown."""

    GONE = "gone"
    ALLOCATIONS = "allocations"
    NEW = "new"
    CHANGED = "changed"
    STAFF = "staff"


class Aspect(StrEnum):
    """What of a child, a worker or a team is otherwise. An event's date goes by its `EventKind`."""

    CHILD = "child"
    NAME = "child_name"
    DATE_OF_BIRTH = "date_of_birth"
    FAMILY = "family"
    TEAM = "team"
    STATUS = "status"
    STATUS_TEXT = "status_text"
    LANGUAGE = "language"
    OUT_OF_AREA = "out_of_area"
    CONFERENCE_NEEDED = "conference_needed"
    PLACEMENT_LONG_TERM = "placement_long_term"
    PLACEMENTS_IN_YEAR = "placements_in_year"
    WORKERS_IN_YEAR = "workers_in_year"
    HOLDER = "worker"
    SINCE = "allocated"
    CO_WORKERS = "co_worker"
    ADVISERS = "personal_adviser"
    OTHER_SPELLS = "other_spells"
    STAFF_MEMBER = "staff_member"
    WORKER_ID = "worker_id"
    WORKER_NAME = "worker_name"
    ROLE = "role"
    FTE = "fte"
    NEWLY_QUALIFIED = "newly_qualified"
    AGENCY = "agency"
    LISTED = "listed"
    FIRST_DAY = "first_day"
    LAST_DAY = "last_day"
    ABSENCES = "absences"
    REDUCTIONS = "reductions"
    LANGUAGES = "languages"
    TEAM_ITSELF = "team_itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A whole child with who holds it: what comes or goes with it."""

    child: Child
    holding: Holding


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """What a source says of an event: a date, that it has not happened, or (no record) nothing."""

    day: date | None
    is_recorded: bool


Value = (
    Case
    | EventDate
    | Holding
    | Worker
    | Team
    | Role
    | frozenset[Status]
    | frozenset[str]
    | tuple[Worker, ...]
    | tuple[Spell, ...]
    | tuple[Absence, ...]
    | tuple[Reduction, ...]
    | date
    | str
    | bool
    | float
    | None
)
"""What stood or will stand there; which of them, the aspect tells. None: not said, or not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is otherwise in the later import, of a child, a worker or a team.

    ``is_grave`` is what nobody may overlook: a child at risk who is gone, a child who had a worker
    and has none, a new child at risk without one.
    """

    kind: Kind
    what: Aspect | EventKind
    before: Value
    after: Value
    child: Child | None = None
    worker: Worker | None = None
    team: Team | None = None
    is_grave: bool = False


AT_RISK = frozenset({Status.REGISTERED, Status.PROCEEDINGS, Status.LOOKED_AFTER})
"""Statuses under which a child may not drop out of a list unseen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Everything that a later import would change, gravest first, then by kind.

    ``before`` and ``after`` are the two days; ``shared`` counts the children of both imports.
    """

    changes: tuple[Change, ...]
    before: date
    after: date
    children_before: int
    children_after: int
    shared: int
    loses_staff_list: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the facts are the same, as at the same day or another one."""
        return not self.changes

    @property
    def is_other(self) -> bool:
        """Whether these are different data rather than later ones: no child in common."""
        return bool(self.children_before and self.children_after and not self.shared)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of which there is any change."""
        found = {change.kind for change in self.changes}
        return tuple(kind for kind in Kind if kind in found)

    @property
    def grave(self) -> tuple[Change, ...]:
        """What nobody may overlook."""
        return tuple(change for change in self.changes if change.is_grave)

    def children(self, kind: Kind) -> int:
        """How many children a kind of change is about."""
        return len({c.child.id for c in self.changes if c.kind is kind and c.child is not None})


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """Compare two imports: nothing of one that the other does not have goes unsaid."""
    same = same_workers(before, after)
    old, new = side_of(before, {}), side_of(after, same)
    shared = [child for child in before.children if child in after.children]
    changes = [
        *_gone(old, new),
        *(row for child in shared for row in _details(old, new, child)),
        *(row for child in shared for row in _allocation(old, new, child)),
        *_new(old, new),
        *_staff(before, after, same),
        *_teams(before, after),
    ]
    order = list(Kind)
    changes.sort(key=lambda change: (not change.is_grave, order.index(change.kind)))
    return Difference(
        changes=tuple(changes),
        before=before.as_at,
        after=after.as_at,
        children_before=len(before.children),
        children_after=len(after.children),
        shared=len(shared),
        loses_staff_list=before.has_staff_list and not after.has_staff_list,
    )


def _gone(old: Side, new: Side) -> Iterator[Change]:
    for child in old.snapshot.children.values():
        if child.id not in new.snapshot.children:
            yield Change(
                kind=Kind.GONE,
                what=Aspect.CHILD,
                before=Case(child=child, holding=old.holding(child.id)),
                after=None,
                child=child,
                is_grave=bool(child.statuses & AT_RISK),
            )


def _new(old: Side, new: Side) -> Iterator[Change]:
    for child in new.snapshot.children.values():
        if child.id not in old.snapshot.children:
            holding = new.holding(child.id)
            yield Change(
                kind=Kind.NEW,
                what=Aspect.CHILD,
                before=None,
                after=Case(child=child, holding=holding),
                child=child,
                is_grave=bool(child.statuses & AT_RISK) and not holding.is_held,
            )


CHILD_FIELDS: Mapping[Aspect, Callable[[Child], Value]] = {
    Aspect.NAME: lambda child: child.name,
    Aspect.DATE_OF_BIRTH: lambda child: child.date_of_birth,
    Aspect.FAMILY: lambda child: child.family,
    Aspect.STATUS: lambda child: child.statuses,
    Aspect.STATUS_TEXT: lambda child: child.status_text,
    Aspect.LANGUAGE: lambda child: child.language,
    Aspect.OUT_OF_AREA: lambda child: child.is_out_of_area,
    Aspect.CONFERENCE_NEEDED: lambda child: child.is_conference_needed,
    Aspect.PLACEMENT_LONG_TERM: lambda child: child.is_placement_long_term,
    Aspect.PLACEMENTS_IN_YEAR: lambda child: child.placements_in_year,
    Aspect.WORKERS_IN_YEAR: lambda child: child.workers_in_year,
}
"""What is taken as it stands. Team, events and worker need the import beside the child."""


def _details(old: Side, new: Side, child: ChildId) -> Iterator[Change]:
    was, now = old.snapshot.children[child], new.snapshot.children[child]
    if was == now:
        return

    def change(what: Aspect | EventKind, before: Value, after: Value) -> Change:
        return Change(kind=Kind.CHANGED, what=what, before=before, after=after, child=now)

    for what, field in CHILD_FIELDS.items():
        before, after = field(was), field(now)
        if before != after:
            yield change(what, before, after)
    if was.team != now.team:
        yield change(
            Aspect.TEAM, team_name(old.snapshot, was.team), team_name(new.snapshot, now.team)
        )
    for kind in EventKind:
        then, day = _event(was, kind), _event(now, kind)
        if then != day:
            yield change(kind, then, day)


def _event(child: Child, kind: EventKind) -> EventDate:
    return EventDate(day=child.events.get(kind), is_recorded=kind in child.recorded)


def team_name(snapshot: Snapshot, team: TeamId | None) -> str | None:
    """A team by its name, or its id where the import does not list it."""
    if team is None:
        return None
    known = snapshot.teams.get(team)
    return team if known is None else known.name


def _allocation(old: Side, new: Side, child: ChildId) -> Iterator[Change]:
    """Who holds the child and who is beside it; failing that, what else of its spells differs."""
    now = new.snapshot.children[child]
    was_held, is_held = old.holding(child), new.holding(child)
    is_grave = was_held.reason is None and not is_held.is_held
    rows: list[tuple[Aspect, Value, Value]] = []
    if old.holder(child) != new.holder(child):
        rows.append((Aspect.HOLDER, was_held, is_held))
    else:
        rows += _since(old, new, child)
        if was_held.reason is not is_held.reason:
            yield Change(
                kind=_kind_of_standing(was_held, is_held),
                what=Aspect.HOLDER,
                before=was_held,
                after=is_held,
                child=now,
                is_grave=is_grave,
            )
    rows += _beside(old, new, child)
    if not rows and not _has_same_spells(old, new, child):
        rows.append((Aspect.OTHER_SPELLS, old.spells.get(child, ()), new.spells.get(child, ())))
    for what, before, after in rows:
        yield Change(
            kind=Kind.ALLOCATIONS,
            what=what,
            before=before,
            after=after,
            child=now,
            is_grave=is_grave and what is Aspect.HOLDER,
        )


def _kind_of_standing(was: Holding, now: Holding) -> Kind:
    """What a worker's name stopped or began to be an allocation by: the worker, or the child."""
    return Kind.CHANGED if was.worker == now.worker else Kind.STAFF


def _since(old: Side, new: Side, child: ChildId) -> Iterator[tuple[Aspect, Value, Value]]:
    was, now = old.holders.get(child), new.holders.get(child)
    if was is not None and now is not None and was.start != now.start:
        yield Aspect.SINCE, was.start, now.start


BESIDE: Mapping[Involvement, Aspect] = {
    Involvement.CO_WORKER: Aspect.CO_WORKERS,
    Involvement.PERSONAL_ADVISER: Aspect.ADVISERS,
}


def _beside(old: Side, new: Side, child: ChildId) -> Iterator[tuple[Aspect, Value, Value]]:
    for involvement, what in BESIDE.items():
        was, now = old.beside(child, involvement), new.beside(child, involvement)
        if {old.known_as(each.id) for each in was} != {new.known_as(each.id) for each in now}:
            yield what, was, now


def _has_same_spells(old: Side, new: Side, child: ChildId) -> bool:
    was, now = old.snapshot.children[child], new.snapshot.children[child]
    if was.is_holder_readable is not now.is_holder_readable:
        return False
    if old.spells.get(child) == new.spells.get(child):
        return True
    return old.comparable(child) == new.comparable(child)


WORKER_FIELDS: Mapping[Aspect, Callable[[Worker], Value]] = {
    Aspect.WORKER_ID: lambda worker: worker.id,
    Aspect.WORKER_NAME: lambda worker: worker.name,
    Aspect.ROLE: lambda worker: worker.role,
    Aspect.FTE: lambda worker: worker.fte,
    Aspect.NEWLY_QUALIFIED: lambda worker: worker.is_newly_qualified,
    Aspect.AGENCY: lambda worker: worker.is_agency,
    Aspect.LISTED: lambda worker: worker.is_listed,
    Aspect.FIRST_DAY: lambda worker: worker.first_day,
    Aspect.LAST_DAY: lambda worker: worker.last_day,
    Aspect.ABSENCES: lambda worker: worker.absences,
    Aspect.REDUCTIONS: lambda worker: worker.reductions,
    Aspect.LANGUAGES: lambda worker: worker.languages,
}


def _staff(
    before: Snapshot, after: Snapshot, same: Mapping[WorkerId, WorkerId]
) -> Iterator[Change]:
    """Who joined, who is on no list any more, and what is otherwise about the others."""
    known = {same.get(worker.id, worker.id): worker for worker in after.workers.values()}
    for worker in before.workers.values():
        if worker.id not in known:
            yield _staff_member(worker, worker, None)
    for id_before, now in known.items():
        was = before.workers.get(id_before)
        if was is None:
            yield _staff_member(now, None, now)
        elif was != now:
            yield from _about(was, now, before, after)


def _about(was: Worker, now: Worker, before: Snapshot, after: Snapshot) -> Iterator[Change]:
    rows = [(what, field(was), field(now)) for what, field in WORKER_FIELDS.items()]
    if was.team != now.team:
        rows.append((Aspect.TEAM, team_name(before, was.team), team_name(after, now.team)))
    for what, then, new in rows:
        if then != new or what is Aspect.TEAM:
            yield Change(kind=Kind.STAFF, what=what, before=then, after=new, worker=now)


def _staff_member(worker: Worker, before: Worker | None, after: Worker | None) -> Change:
    return Change(
        kind=Kind.STAFF, what=Aspect.STAFF_MEMBER, before=before, after=after, worker=worker
    )


def _teams(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for team in {**before.teams, **after.teams}.values():
        was, now = before.teams.get(team.id), after.teams.get(team.id)
        if was != now:
            yield Change(kind=Kind.STAFF, what=Aspect.TEAM_ITSELF, before=was, after=now, team=team)

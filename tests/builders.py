"""Makes children, workers, snapshots and reviews for tests: name only what the test is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from allocation_app import settings
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    FamilyId,
    Reduction,
    Role,
    Spell,
    Status,
    Team,
    TeamId,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.review import Review, review
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.errors import Problem, Severity
from allocation_app.intake.reading import FileReading, Reading, SheetReading
from allocation_app.report import exports
from allocation_app.report.orders import Naming, Order, What

AS_AT = date(2026, 11, 20)
_numbers = count(1)


def a_child(
    id: str | None = None,  # noqa: A002 - the field's own name
    *,
    name: str = "",
    born: date | None = date(2018, 5, 4),
    family: str | None = None,
    team: str | None = None,
    statuses: Iterable[Status] = (Status.CARE_AND_SUPPORT,),
    events: Mapping[EventKind, date] | None = None,
    recorded: Iterable[EventKind] | None = None,
    is_holder_readable: bool = True,
    is_out_of_area: bool | None = None,
    placements_in_year: int | None = None,
    workers_in_year: int | None = None,
) -> Child:
    """A child with a care and support plan; every event given counts as recorded."""
    known = events or {}
    return Child(
        id=ChildId(id or f"C{next(_numbers):05}"),
        name=name,
        date_of_birth=born,
        family=None if family is None else FamilyId(family),
        team=None if team is None else TeamId(team),
        statuses=frozenset(statuses),
        events=known,
        recorded=frozenset(known if recorded is None else recorded),
        is_holder_readable=is_holder_readable,
        is_out_of_area=is_out_of_area,
        placements_in_year=placements_in_year,
        workers_in_year=workers_in_year,
    )


def a_worker(
    id: str | None = None,  # noqa: A002 - the field's own name
    *,
    name: str = "",
    role: Role | None = Role.SOCIAL_WORKER,
    team: str | None = None,
    fte: float | None = 1.0,
    is_newly_qualified: bool = False,
    is_listed: bool = True,
    first_day: date | None = None,
    last_day: date | None = None,
    absences: tuple[Absence, ...] = (),
    reductions: tuple[Reduction, ...] = (),
) -> Worker:
    """A full-time social worker of the staff list."""
    number = WorkerId(id or f"W{next(_numbers):04}")
    return Worker(
        id=number,
        name=name or str(number),
        role=role,
        team=None if team is None else TeamId(team),
        fte=fte,
        is_newly_qualified=is_newly_qualified,
        is_listed=is_listed,
        first_day=first_day,
        last_day=last_day,
        absences=absences,
        reductions=reductions,
    )


def a_spell(
    child: Child, worker: Worker, *, start: date | None = None, end: date | None = None
) -> Spell:
    """This worker holds (or held) this child, for three months unless a start is given."""
    return Spell(
        child=child.id, worker=worker.id, start=start or AS_AT - timedelta(days=90), end=end
    )


def a_snapshot(
    held: Mapping[str, Iterable[Child]] | None = None,
    *,
    workers: Iterable[Worker] = (),
    waiting: Iterable[Child] = (),
    teams: Iterable[Team] = (),
    spells: Iterable[Spell] = (),
    as_at: date = AS_AT,
    source: str = "caseload.xlsx",
) -> Snapshot:
    """An import: who is held by whom (by the worker's id), and who waits.

    Workers named only in ``held`` are made. Every snapshot has a fingerprint of its own.
    """
    known = {worker.id: worker for worker in workers}
    children: dict[ChildId, Child] = {child.id: child for child in waiting}
    found = list(spells)
    for name, cases in (held or {}).items():
        worker = known.setdefault(WorkerId(name), a_worker(name))
        for child in cases:
            children[child.id] = child
            found.append(a_spell(child, worker))
    return Snapshot(
        as_at=as_at,
        children=children,
        workers=known,
        teams={team.id: team for team in teams},
        spells=tuple(found),
        sources=(Source(name=source, sha256=f"{next(_numbers):064x}"),),
    )


def a_review(snapshot: Snapshot | None = None, *, moves: Iterable[Move] = ()) -> Review:
    """A snapshot (one child with one worker, unless given) and some moves, worked out."""
    made = snapshot or a_snapshot({"W1": [a_child("C1")]})
    plan = Plan(snapshot=made, moves=tuple(moves))
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())


def a_problem(
    code: str = "cell_error", severity: Severity = Severity.ERROR, **details: str
) -> Problem:
    """A cell that could not be read."""
    return Problem(
        code=code,
        severity=severity,
        file="caseload.xlsx",
        sheet="Children",
        row=7,
        column="D",
        heading="Social worker",
        value="#N/A",
        details=details,
    )


def a_reading(
    snapshot: Snapshot | None = None,
    *,
    problems: Iterable[Problem] = (),
    files: Iterable[FileReading] | None = None,
) -> Reading:
    """What an import gives: a snapshot, its problems, and the file it came from."""
    made = snapshot or a_snapshot({"W1": [a_child("C1")]})
    return Reading(
        snapshot=made,
        problems=tuple(problems),
        files=tuple(a_file_reading(made) if files is None else files),
    )


def a_file_reading(snapshot: Snapshot) -> Iterable[FileReading]:
    """A workbook with a sheet of children for each source of a snapshot."""
    sheet = SheetReading(
        name="Children", header_row=3, rows=len(snapshot.children), layout="children"
    )
    return [
        FileReading(path=Path(source.name), kind="xlsx", sheets=(sheet,))
        for source in snapshot.sources
    ]


def a_council(children: int = 2500, workers: int = 170, teams: int = 20) -> Snapshot:
    """A whole council, made by counting: siblings, all statuses, some waiting, skewed loads."""
    kinds = [status for status in Status if status is not Status.UNKNOWN]
    staff = [
        a_worker(f"W{n:03}", name=f"Worker {n:03}", team=f"T{n % teams}") for n in range(workers)
    ]
    made = [_a_counted_child(n, kinds[n % len(kinds)], teams) for n in range(children)]
    held: dict[str, list[Child]] = {}
    for n, child in enumerate(made):
        if n % 40:  # every 40th waits
            held.setdefault(f"W{(n * n) % workers:03}", []).append(child)
    return a_snapshot(
        held,
        workers=staff,
        waiting=made,
        teams=[Team(id=TeamId(f"T{n}"), name=f"Team {n}") for n in range(teams)],
    )


def _a_counted_child(n: int, status: Status, teams: int) -> Child:
    ago = timedelta(days=n % 300)
    events = {
        EventKind.REFERRAL: AS_AT - timedelta(days=20) - ago,
        EventKind.ASSESSMENT_START: AS_AT - timedelta(days=10) - ago,
        EventKind.REGISTERED: AS_AT - timedelta(days=40) - ago,
        EventKind.SEEN_ALONE: AS_AT - timedelta(days=n % 30),
        EventKind.VISIT: AS_AT - timedelta(days=n % 60),
        EventKind.LOOKED_AFTER_START: AS_AT - timedelta(days=30) - ago,
    }
    return a_child(
        f"C{n:05}",
        name=f"Forename{n} Surname{n // 3}",
        family=f"F{n // 3}",
        team=f"T{n % teams}",
        statuses=[status],
        events=events,
    )


def write_workbook(
    of: Review, problems: Iterable[Problem], out: Path, *, hide_names: bool = False
) -> tuple[str, ...]:
    """The allocation workbook as it is exported; names its sheets in order."""
    naming = Naming.INITIALS if hide_names else Naming.NAMES
    order = Order(what=What.WORKBOOK, naming=naming)
    source = exports.Source(review=of, problems=tuple(problems))
    return exports.write(order, source, out).sheets

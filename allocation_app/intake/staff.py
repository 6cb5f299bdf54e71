"""The staff list: a worker per row, with hours, role, absences, reductions and languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TypeVar, cast

from allocation_app.domain.people import Absence, Reduction, Role, TeamId, Worker, WorkerId
from allocation_app.intake.cells import text_of
from allocation_app.intake.facts import Facts, is_known
from allocation_app.intake.fields import Field
from allocation_app.intake.names import shown_name, without_brackets
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.rows import is_total
from allocation_app.intake.teams import Teams
from allocation_app.intake.vocabulary import RoleReading, role_of

T = TypeVar("T")

WELSH = "Welsh"
LANGUAGES = {"cymraeg": WELSH, "saesneg": "English", "welsh": WELSH, "english": "English"}


@dataclass(slots=True)
class _Seen:
    """Who stood in which row, and how often each odd role was met."""

    rows: dict[WorkerId, tuple[Facts, int]] = field(default_factory=dict)
    roles: dict[tuple[int, str], list[int]] = field(default_factory=dict)


def staff(tables: Iterable[Facts], teams: Teams, log: ProblemLog) -> dict[WorkerId, Worker]:
    """Every worker of the staff lists by id; the name is the id where the list has none."""
    found: dict[WorkerId, Worker] = {}
    for facts in tables:
        seen = _Seen()
        roles: dict[str, list[int]] = {}
        for index in range(len(facts.table.rows)):
            row = facts.row(index)
            worker = _worker(facts, index, row, teams, roles, log)
            if worker is None:
                continue
            known = found.get(worker.id)
            if known is None:
                found[worker.id] = worker
                seen.rows[worker.id] = facts, index
            else:
                found[worker.id] = _joined(known, worker, facts, index, seen, log)
        for title, rows in roles.items():
            place = facts.table.place(Field.ROLE).at(rows[0])
            log.add(Code.ROLE_UNKNOWN, place, title, rows=len(rows))
    return found


def _worker(
    facts: Facts,
    index: int,
    row: dict[Field, object],
    teams: Teams,
    roles: dict[str, list[int]],
    log: ProblemLog,
) -> Worker | None:
    number = facts.table.rows[index]
    name, given_id = _name(row), _text(row, Field.WORKER_ID)
    if not name and not given_id:
        if any(map(is_known, row.values())):
            log.add(Code.STAFF_WITHOUT_NAME, facts.table.place().at(number))
        return None
    if is_total(name) and not given_id:
        log.add(Code.ROW_TOTAL, facts.table.place(Field.WORKER).at(number), name)
        return None
    title = _text(row, Field.ROLE)
    reading = role_of(title) if title else None
    if title and reading is None:
        roles.setdefault(title, []).append(number)
    return Worker(
        id=WorkerId(given_id or without_brackets(name)),
        name=without_brackets(name) or given_id,
        role=_role(title, reading),
        team=teams.id_of(_text(row, Field.TEAM), _text(row, Field.SERVICE)),
        fte=_fte(row),
        is_newly_qualified=row.get(Field.NEWLY_QUALIFIED) is True
        or (reading is not None and reading.is_newly_qualified),
        is_agency=row.get(Field.AGENCY) is True or (reading is not None and reading.is_agency),
        is_listed=True,
        first_day=_day(row, Field.FIRST_DAY),
        last_day=_day(row, Field.LAST_DAY),
        absences=_absences(facts, number, row, log),
        reductions=_reductions(facts, number, row, log),
        languages=_languages(row),
    )


def _role(title: str, reading: RoleReading | None) -> Role | None:
    if reading is not None:
        return reading.role
    return Role.UNRECOGNISED if title else None


def _name(row: dict[Field, object]) -> str:
    whole = _text(row, Field.WORKER)
    if whole:
        surname = _text(row, Field.WORKER_SURNAME)
        forename = _text(row, Field.WORKER_FORENAME)
        return shown_name(whole) if not (surname and not forename) else f"{whole} {surname}"
    parts = (_text(row, Field.WORKER_FORENAME), _text(row, Field.WORKER_SURNAME))
    return " ".join(filter(None, parts))


def _text(row: dict[Field, object], wanted: Field) -> str:
    value = row.get(wanted)
    return text_of(value) if is_known(value) else ""


def _day(row: dict[Field, object], wanted: Field) -> date | None:
    value = row.get(wanted)
    return value if isinstance(value, date) else None


def _fte(row: dict[Field, object]) -> float | None:
    for wanted in (Field.FTE, Field.HOURS):
        value = row.get(wanted)
        if isinstance(value, int | float):
            return float(value)
    return None


def _absences(
    facts: Facts, number: int, row: dict[Field, object], log: ProblemLog
) -> tuple[Absence, ...]:
    start, end = row.get(Field.ABSENT_FROM), row.get(Field.ABSENT_TO)
    reason = _text(row, Field.ABSENCE_REASON)
    if not isinstance(start, date):
        if isinstance(end, date) or reason:
            place = facts.table.place(Field.ABSENT_FROM).at(number)
            value = text_of(end) if isinstance(end, date) else reason
            log.add(Code.ABSENCE_UNUSABLE, place, value, field=Field.ABSENT_FROM.value)
        return ()
    if isinstance(end, date) and end < start:
        _backwards(facts, number, Field.ABSENT_TO, start, end, log)
        return ()
    return (
        Absence(start=start, end=end if isinstance(end, date) else None, reason=reason),
    )


def _reductions(
    facts: Facts, number: int, row: dict[Field, object], log: ProblemLog
) -> tuple[Reduction, ...]:
    share = row.get(Field.REDUCTION)
    if not isinstance(share, int | float) or not share:
        return ()
    start, end = _day(row, Field.REDUCTION_FROM), _day(row, Field.REDUCTION_TO)
    if start is not None and end is not None and end < start:
        _backwards(facts, number, Field.REDUCTION_TO, start, end, log)
        return ()
    reason = _text(row, Field.REDUCTION_REASON)
    return (Reduction(share=float(share), reason=reason, start=start, end=end),)


def _backwards(
    facts: Facts, number: int, wanted: Field, start: date, end: date, log: ProblemLog
) -> None:
    place = facts.table.place(wanted).at(number)
    log.add(Code.DATES_BACKWARDS, place, end.isoformat(), start=start, end=end)


def _languages(row: dict[Field, object]) -> frozenset[str]:
    found = {WELSH} if row.get(Field.WELSH_SPEAKER) is True else set[str]()
    text = _text(row, Field.LANGUAGES)
    for separator in (";", "/", "+", "&", " and ", " a "):
        text = text.replace(separator, ",")
    for part in text.split(","):
        language = part.strip()
        if language:
            found.add(LANGUAGES.get(language.lower(), language))
    return frozenset(found)


_JOINABLE = frozenset({"id", "is_listed", "absences", "reductions"})


def _joined(
    known: Worker, other: Worker, facts: Facts, index: int, seen: _Seen, log: ProblemLog
) -> Worker:
    """One worker from two rows: absences and reductions of both, all else as in the first."""
    number = facts.table.rows[index]
    place = facts.table.place(Field.WORKER).at(number)
    before = seen.rows.get(known.id)
    first_row = before[0].table.rows[before[1]] if before is not None else 0
    has_conflict = False
    for item in fields(Worker):
        mine, theirs = getattr(known, item.name), getattr(other, item.name)
        if item.name not in _JOINABLE and theirs and mine != theirs:
            has_conflict = True
            log.add(
                Code.STAFF_CONFLICT,
                place,
                str(theirs),
                worker=known.id,
                field=item.name,
                kept="" if mine is None else mine,
                first_row=first_row,
            )
    if not has_conflict:
        log.add(Code.STAFF_REPEATED, place, known.name, first_row=first_row)
    return replace(
        known,
        absences=_both(known.absences, other.absences),
        reductions=_both(known.reductions, other.reductions),
    )


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return (*first, *(item for item in second if item not in first))


def listed_teams(workers: Iterable[Worker]) -> frozenset[TeamId]:
    """The teams that the staff list names."""
    return frozenset(cast("TeamId", worker.team) for worker in workers if worker.team)

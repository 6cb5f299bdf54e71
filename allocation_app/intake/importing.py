"""The whole way from files to a snapshot."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.errors import InputError
from allocation_app.intake.annex_a_checks import check_annex_a
from allocation_app.intake.as_at import as_at_of
from allocation_app.intake.children import Children
from allocation_app.intake.facts import Facts, facts_of
from allocation_app.intake.fields import Field
from allocation_app.intake.holders import Holders
from allocation_app.intake.kinds import Kind, kind_of, load
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.reading import ColumnReading, FileReading, Reading, SheetReading
from allocation_app.intake.staff import staff
from allocation_app.intake.tables import NoTable, Table, find_table
from allocation_app.intake.teams import Teams
from allocation_app.intake.text_files import read_text_sheet
from allocation_app.intake.workbooks import read_workbook
from allocation_app.progress import Progress, no_progress

EXPECTED = (Field.WORKER, Field.STATUS, Field.DATE_OF_BIRTH)
OF = 100
AFTER_OPENING, AFTER_CONVERTING, ALMOST = 50, 75, 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A file that was opened: its kind, fingerprint, and what was found on each sheet."""

    path: Path
    kind: Kind
    source: Source
    found: tuple[Table | NoTable, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The sheets on which a table was found."""
        return tuple(found for found in self.found if isinstance(found, Table))


def read(
    paths: Sequence[Path], *, as_at: date | None = None, progress: Progress = no_progress
) -> Reading:
    """Read workbooks and text files, in any order, into one snapshot.

    What cannot be taken from a row or a cell is a problem in the reading. Raises `InputError` where
    nothing can be used: a file that can't be opened or is none (codes in `kinds`), ``no_table``
    (``file``, and ``found`` "staff" where there is only a staff list), ``no_child_id`` (``file``,
    ``sheet``, ``found``: the headings). ``progress`` may raise `Cancelled`.
    """
    log = ProblemLog()
    with _no_collection():
        return _read(paths, as_at, progress, log)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from searching millions of new objects for cycles that are not there.

    Measured on 420,000 children: 29 s with it, 17 s without.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    paths: Sequence[Path], as_at: date | None, progress: Progress, log: ProblemLog
) -> Reading:
    progress(0, OF)
    books = []
    for number, path in enumerate(paths, 1):
        books.append(_open(path, log))
        progress(AFTER_OPENING * number // len(paths), OF)
    tables = [table for book in books for table in book.tables]
    caseload = [table for table in tables if table.layout.subject is Subject.CHILDREN]
    if not caseload:
        raise _unusable(books, log)
    today = datetime.now(UTC).astimezone().date()
    day = as_at or as_at_of(tables, paths, today, log)
    snapshot = _snapshot(books, caseload, day, log, progress)
    _report_unused(books, log)
    progress(OF, OF)
    return Reading(snapshot=snapshot, problems=log.sorted(), files=tuple(map(_file_reading, books)))


def _open(path: Path, log: ProblemLog) -> Book:
    content = load(path)
    kind = kind_of(path.name, content)
    log.knows(path.name, [])
    if kind is Kind.CSV:
        found = [find_table(read_text_sheet(path.name, content, log))]
    else:
        found = [find_table(sheet) for sheet in read_workbook(path.name, kind, content, log)]
    source = Source(name=path.name, sha256=hashlib.sha256(content).hexdigest())
    return Book(path=path, kind=kind, source=source, found=tuple(found))


def _unusable(books: Sequence[Book], log: ProblemLog) -> InputError:
    """The one error for files in which there is no table of children."""
    for book in books:
        for found in book.found:
            if isinstance(found, NoTable) and found.headings:
                return InputError(
                    "no_child_id",
                    file=book.path.name,
                    sheet=found.sheet.name,
                    found=", ".join(found.headings),
                )
    unreadable = log.first(Code.SHEET_UNREADABLE)
    if unreadable is not None:
        return InputError("file_damaged", file=unreadable.file, why="sheet")
    name = ", ".join(book.path.name for book in books)
    if any(book.tables for book in books):
        has_staff = any(
            table.layout.subject is Subject.WORKERS for book in books for table in book.tables
        )
        return InputError("no_table", file=name, found="staff" if has_staff else "lists")
    return InputError("no_table", file=name)


def _snapshot(
    books: Sequence[Book], caseload: list[Table], day: date, log: ProblemLog, progress: Progress
) -> Snapshot:
    teams = Teams()
    tables = [table for book in books for table in book.tables]
    steps = max(1, sum(len(table.columns) for table in tables))
    tick = _ticker(progress, AFTER_OPENING, AFTER_CONVERTING, steps)
    lists = [
        facts_of(table, day, log, tick)
        for table in tables
        if table.layout.subject is Subject.WORKERS
    ]
    caseload.sort(key=lambda table: table.layout.order)
    about_children = [facts_of(table, day, log, tick) for table in caseload]
    workers = staff(lists, teams, log)
    _meet_teams(about_children, teams)
    holders = Holders(workers=workers, teams=teams.keys, log=log)
    made = Children(teams=teams, holders=holders, as_at=day, log=log)
    rows = sum(len(table.rows) for table in caseload)
    made.read(about_children, _ticker(progress, AFTER_CONVERTING, ALMOST, rows // 2_000 + 1))
    holders.report()
    check_annex_a(tables, about_children, made.found, day, log)
    if not made.found:
        log.add(Code.NO_CHILDREN, Place())
    sources = sorted((book.source for book in books), key=lambda s: (s.name, s.sha256))
    return Snapshot(
        as_at=day,
        children=made.found,
        workers=holders.workers,
        teams=teams.found,
        spells=tuple(made.spells),
        sources=tuple(sources),
    )


def _meet_teams(tables: Sequence[Facts], teams: Teams) -> None:
    """Know every team before the first worker is looked for: a team's name is no person's."""
    for facts in tables:
        for name in dict.fromkeys(facts.columns.get(Field.TEAM, [])):
            if isinstance(name, str):
                teams.id_of(name)


def _ticker(progress: Progress, start: int, end: int, steps: int) -> Callable[[], None]:
    """Tells progress from start to end in this many steps."""
    done = 0

    def tick() -> None:
        nonlocal done
        done += 1
        progress(min(end, start + (end - start) * done // steps), OF)

    return tick


def _report_unused(books: Sequence[Book], log: ProblemLog) -> None:
    """Name everything that nothing was taken from: sheets, columns, and facts nobody gives."""
    for book in books:
        for found in book.found:
            if isinstance(found, NoTable):
                _report_no_table(found, log)
            else:
                _report_columns(found, log)


def _report_no_table(found: NoTable, log: ProblemLog) -> None:
    place = Place(file=found.sheet.file, sheet=found.sheet.name)
    if found.headings:
        log.add(Code.SHEET_WITHOUT_CHILD_ID, place, headings=", ".join(found.headings))
    elif len(found.sheet.cells):
        log.add(Code.SHEET_UNUSED, place, rows=len(found.sheet.cells))


def _report_columns(table: Table, log: ProblemLog) -> None:
    layout, place = table.layout, table.place()
    if layout.subject is Subject.NOBODY_NOW:
        log.add(
            Code.SHEET_SET_ASIDE,
            place,
            list=layout.list_number,
            title=layout.title,
            rows=len(table.rows),
        )
        return
    if not table.rows:
        log.add(Code.TABLE_EMPTY, place)
    _report_ragged(table, log)
    for claim in table.claims:
        if claim.loses_to is not None:
            kept = table.place(claim.loses_to)
            log.add(
                Code.COLUMN_DUPLICATE,
                table.place(claim.column),
                field=claim.field.value,
                kept=kept.heading,
                kept_column=kept.column,
            )
    unused = _unused(table)
    if unused:
        log.add(Code.COLUMNS_UNUSED, place, headings="; ".join(unused), columns=len(unused))
    if layout.subject is Subject.CHILDREN:
        _report_missing(table, log)


def _report_ragged(table: Table, log: ProblemLog) -> None:
    """Name the rows of a text file that have more cells than headings, or end before the last."""
    if not table.sheet.widths:
        return
    expected = table.sheet.widths[table.start - 1]
    filled = max((n for n, heading in enumerate(table.headings, 1) if heading), default=0)
    for row, width in zip(table.rows, table.sheet.widths[table.start :], strict=True):
        if width > expected or width < min(expected, filled):
            log.add(Code.ROW_RAGGED, table.place().at(row), expected=expected, found=width)


def _unused(table: Table) -> list[str]:
    claimed = {claim.column for claim in table.claims}
    return [
        heading or table.place(column).column
        for column, heading in enumerate(table.headings)
        if column not in claimed and (heading or any(value != "" for value in table.cells(column)))
    ]


def _report_missing(table: Table, log: ProblemLog) -> None:
    has = set(table.columns)
    if has & {Field.WORKER_ID, Field.PERSONAL_ADVISER}:
        has.add(Field.WORKER)
    if Field.CASE_TYPE in has or table.layout.status is not None:
        has.add(Field.STATUS)
    for wanted in EXPECTED:
        if wanted not in has:
            log.add(Code.COLUMN_MISSING, table.place(), field=wanted.value)


def _file_reading(book: Book) -> FileReading:
    return FileReading(
        path=book.path, kind=book.kind.value, sheets=tuple(map(_sheet_reading, book.found))
    )


def _sheet_reading(found: Table | NoTable) -> SheetReading:
    if isinstance(found, NoTable):
        rows = len(found.sheet.cells)
        return SheetReading(name=found.sheet.name, header_row=None, rows=rows, layout="")
    taken = {column: field for field, column in found.columns.items()}
    is_used = found.layout.subject is not Subject.NOBODY_NOW
    return SheetReading(
        name=found.sheet.name,
        header_row=found.header_row,
        rows=len(found.rows),
        layout=found.layout.name,
        columns=tuple(
            _column_reading(found, column, taken.get(column) if is_used else None)
            for column in range(len(found.headings))
        ),
    )


def _column_reading(table: Table, column: int, field: Field | None) -> ColumnReading:
    heading = table.headings[column]
    if field is None:
        return ColumnReading(heading=heading, field="", how="unused", confidence=0.0)
    return ColumnReading(
        heading=heading,
        field=field.value,
        how="layout" if table.layout.list_number else "alias",
        confidence=1.0,
        samples=table.samples(column),
    )

"""The whole way from files to a snapshot."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import InputError
from allocation_app.intake.annex_a_checks import check_annex_a
from allocation_app.intake.as_at import as_at_of
from allocation_app.intake.children import Children
from allocation_app.intake.describing import described
from allocation_app.intake.facts import Facts, facts_of
from allocation_app.intake.fields import Field
from allocation_app.intake.file_orders import settle
from allocation_app.intake.holders import Holders
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.mapping import NO_MAPPING, Mapping
from allocation_app.intake.opening.book import Book, open_book
from allocation_app.intake.opening.limits import USUAL, Limits
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.reading import FileReading, Reading, WordReading
from allocation_app.intake.returns import as_things_stand
from allocation_app.intake.source_rows import source_rows
from allocation_app.intake.staff import staff
from allocation_app.intake.tables import NoTable, Table, find_tables
from allocation_app.intake.teams import Teams
from allocation_app.intake.unused import report_unused
from allocation_app.intake.vocabulary import Vocabulary
from allocation_app.intake.words import words_of
from allocation_app.intake.worker_tabs import with_workers
from allocation_app.progress import Progress, no_progress

Passwords = Map[str, str]
"""The password of a file, by the file's name."""
NO_PASSWORDS: Passwords = {}
OF = 100
AFTER_OPENING, AFTER_CONVERTING, ALMOST = 50, 75, 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A file that was opened, and what was found on each of its sheets."""

    book: Book
    found: tuple[Table | NoTable, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that were found."""
        return tuple(found for found in self.found if isinstance(found, Table))


def open_books(
    paths: Sequence[Path],
    *,
    passwords: Passwords = NO_PASSWORDS,
    limits: Limits = USUAL,
    progress: Progress = no_progress,
) -> tuple[Book, ...]:
    """Open files, each with its password where one is given by its name.

    ``progress`` is called about every 50 ms, so that it can stop the work. Raises
    `InputError` where one of them can't be opened or is none (codes in `opening.kinds`).
    """
    progress(0, OF)
    books = []
    for number, path in enumerate(paths, 1):
        before = AFTER_OPENING * (number - 1) // len(paths)
        books.append(
            open_book(
                path,
                password=passwords.get(path.name),
                limits=limits,
                tick=partial(progress, before, OF),
            )
        )
        progress(AFTER_OPENING * number // len(paths), OF)
    return tuple(books)


def understand(
    books: Sequence[Book],
    *,
    as_at: date | None = None,
    mapping: Mapping = NO_MAPPING,
    progress: Progress = no_progress,
) -> Reading:
    """Make a snapshot of opened books; again and again, with another mapping, if need be.

    What cannot be taken from a row or a cell is a problem in the reading. Raises `InputError` where
    nothing can be used: ``no_table`` (``file``, and ``found`` "staff" where there is only a staff
    list), ``no_child_id`` (``file``, ``sheet``, ``found``: the headings). ``progress`` may raise
    `Cancelled`.
    """
    with _no_collection():
        return _understand(books, as_at, mapping, progress)


def read(  # noqa: PLR0913 - every decision about an import
    paths: Sequence[Path],
    *,
    as_at: date | None = None,
    mapping: Mapping = NO_MAPPING,
    passwords: Passwords = NO_PASSWORDS,
    limits: Limits = USUAL,
    progress: Progress = no_progress,
) -> Reading:
    """Read workbooks and text files, in any order, into one snapshot: open and understand them."""
    books = open_books(paths, passwords=passwords, limits=limits, progress=progress)
    return understand(books, as_at=as_at, mapping=mapping, progress=progress)


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


def _understand(
    books: Sequence[Book], as_at: date | None, mapping: Mapping, progress: Progress
) -> Reading:
    log = ProblemLog()
    files = _found(books, mapping, log)
    for book in books:
        log.knows(book.path.name, book.sheet_names)
        log.extend(book.problems)
    tables = [table for file in files for table in file.tables]
    if not any(table.layout.subject is Subject.CHILDREN for table in tables):
        raise _unusable(files, log)
    today = datetime.now(UTC).astimezone().date()
    day = as_at or as_at_of(tables, [book.path for book in books], today, log)
    snapshot, words = _snapshot(files, day, Vocabulary(mapping=mapping), log, progress)
    report_unused((found for file in files for found in file.found), log)
    progress(OF, OF)
    problems = log.sorted()
    return Reading(
        snapshot=snapshot,
        problems=problems,
        rows=source_rows(problems, tables),
        files=_described(files),
        words=words,
    )


def survey(books: Sequence[Book], mapping: Mapping = NO_MAPPING) -> tuple[FileReading, ...]:
    """What stands in opened books, also in those that `understand` can make nothing of.

    Sheets, tables and columns with samples and suggestions, for a person to say what they are.
    """
    return _described(_found(books, mapping))


def _found(
    books: Sequence[Book], mapping: Mapping, log: ProblemLog | None = None
) -> list[Understood]:
    """What is on every sheet of these books; the log has what was done to find the workers."""
    found = [
        settle([one for sheet in book.sheets for one in find_tables(sheet, mapping)])
        for book in books
    ]
    held = with_workers(found, mapping.workers, ProblemLog() if log is None else log)
    return [Understood(book=book, found=own) for book, own in zip(books, held, strict=True)]


def _described(files: Sequence[Understood]) -> tuple[FileReading, ...]:
    return tuple(
        FileReading(
            path=file.book.path,
            kind=file.book.kind,
            sheets=tuple(map(described, file.found)),
        )
        for file in files
    )


def _unusable(files: Sequence[Understood], log: ProblemLog) -> InputError:
    """The one error for files in which there is no table of children."""
    for file in files:
        for table in file.tables:
            if table.lacks_id:
                return InputError(
                    "no_child_id",
                    file=file.book.path.name,
                    sheet=table.sheet.name,
                    found=", ".join(filter(None, table.headings)),
                )
    unreadable = log.first(Code.SHEET_UNREADABLE)
    if unreadable is not None:
        return InputError("file_damaged", file=unreadable.file, why="sheet")
    name = ", ".join(file.book.path.name for file in files)
    if any(t.layout.subject is not Subject.UNKNOWN for file in files for t in file.tables):
        has_staff = any(
            table.layout.subject is Subject.WORKERS for file in files for table in file.tables
        )
        what = "staff" if has_staff else "lists"
        if any(t.layout.subject is Subject.BESIDE for file in files for t in file.tables):
            what = "parts"
        return InputError("no_table", file=name, found=what)
    hidden = [
        problem.sheet
        for file in files
        for problem in file.book.problems
        if problem.code == Code.SHEET_HIDDEN
    ]
    if hidden:
        return InputError("no_table", file=name, found="hidden", sheets=", ".join(hidden))
    return InputError("no_table", file=name)


def _snapshot(
    files: Sequence[Understood],
    day: date,
    vocabulary: Vocabulary,
    log: ProblemLog,
    progress: Progress,
) -> tuple[Snapshot, tuple[WordReading, ...]]:
    teams = Teams()
    tables = [table for file in files for table in file.tables]
    steps = max(1, sum(len(table.columns) for table in tables))
    tick = _ticker(progress, AFTER_OPENING, AFTER_CONVERTING, steps)
    lists = [
        facts_of(table, day, log, tick)
        for table in tables
        if table.layout.subject is Subject.WORKERS
    ]
    about = {Subject.CHILDREN, Subject.BESIDE}
    caseload = [table for table in tables if table.layout.subject in about]
    caseload.sort(key=lambda table: table.layout.order)
    about_children = [facts_of(table, day, log, tick) for table in caseload]
    about_children = as_things_stand(about_children, day, log)
    workers = staff(lists, teams, day, log, vocabulary)
    _meet_teams(about_children, teams)
    holders = Holders(workers=workers, teams=teams.keys, log=log, vocabulary=vocabulary)
    made = Children(teams=teams, holders=holders, as_at=day, log=log, vocabulary=vocabulary)
    rows = sum(len(table.rows) for table in caseload)
    made.read(about_children, _ticker(progress, AFTER_CONVERTING, ALMOST, rows // 2_000 + 1))
    holders.report()
    check_annex_a(tables, about_children, made.found, day, log)
    if not made.found:
        log.add(Code.NO_CHILDREN, Place())
    sources = sorted((file.book.source for file in files), key=lambda s: (s.name, s.sha256))
    snapshot = Snapshot(
        as_at=day,
        children=made.found,
        workers=holders.workers,
        teams=teams.found,
        spells=tuple(made.spells),
        sources=tuple(sources),
    )
    return snapshot, words_of(about_children, lists, holders)


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

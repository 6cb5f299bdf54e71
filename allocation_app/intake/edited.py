"""Reads a workbook that was exported, edited, and comes back: rows by their headings, with cells.

Sorted, filtered, with columns moved or put in between, saved again by another program: all one, as
long as the headings stand. What its cells mean, `domain.edited` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app.domain.edited import (
    Cell,
    EditedBook,
    EditedRow,
    Edits,
    Heading,
    Trouble,
    differences,
    folded,
)
from allocation_app.domain.effects import Measured
from allocation_app.domain.plan import Plan
from allocation_app.domain.pseudonyms import code_book
from allocation_app.errors import InputError
from allocation_app.intake.cells import text_of
from allocation_app.intake.dates import DateReader, YearRule, date_reader
from allocation_app.intake.opening.book import open_book
from allocation_app.intake.opening.limits import USUAL, Limits
from allocation_app.intake.sheets import Sheet, letter
from allocation_app.settings.plans import plan_of
from allocation_app.settings.secret import codes_if_any
from allocation_app.wording.sheets import (
    ALLOCATIONS,
    CHANGES,
    headings,
    is_called,
    meanings,
    prints_in,
)

if TYPE_CHECKING:
    from allocation_app.intake.opening.book import Book

MOST_ABOVE = 200  # rows: what stands above a table is some lines, and somebody's own
NEEDED = {
    CHANGES: frozenset({Heading.CHILD, Heading.TO}),
    ALLOCATIONS: frozenset({Heading.CHILD, Heading.WORKER}),
}
"""The columns without which a sheet says nothing."""
CERTAIN = {
    CHANGES: frozenset({Heading.CHILD, Heading.ROLE, Heading.FROM, Heading.TO, Heading.DAY}),
    ALLOCATIONS: None,
}
"""The columns that no other sheet has: by them a sheet of another name is known, too."""
READ = {
    CHANGES: frozenset(Heading) - {Heading.WORKER},
    ALLOCATIONS: frozenset({Heading.CHILD, Heading.WORKER}),
}


def open_edited(
    path: Path,
    as_at: date,
    *,
    password: str | None = None,
    limits: Limits = USUAL,
    tick: Callable[[], None] = lambda: None,
) -> EditedBook:
    """The two sheets of a workbook that may be edited, in a process of its own.

    ``as_at`` is the day of the import, by which short years are completed. Raises `InputError` as
    `open_book`, and ``edited_none`` where neither sheet is there, ``edited_no_columns`` where one
    lacks a column that it needs, ``edited_columns_twice`` where one is there twice.
    """
    return edited_of(open_book(path, password=password, limits=limits, tick=tick), as_at)


def edits_of(book: EditedBook, plan: Plan, known: Iterable[Plan], by: Measured) -> Edits:
    """What an edited workbook asks of a plan; ``known`` are those that it may have been made of.

    Raises `InputError` (``edited_other_import``) where it rests on another import.
    """
    codes = codes_if_any()
    base = plan_of(book.plan, (*known, Plan(snapshot=plan.snapshot)), codes)
    coded = None if codes is None else code_book(codes, plan, by.policy)
    found = differences(book, plan, meanings(plan.facts, coded), by, base)
    if any(each.trouble is Trouble.OTHER_IMPORT for each in found.unclear):
        raise InputError("edited_other_import", file=book.file)
    return found


def edited_of(book: Book, as_at: date) -> EditedBook:
    """The two sheets of an opened workbook; raises as `open_edited`."""
    told = {name: _rows(book, name, as_at) for name in READ}
    if all(rows is None for rows in told.values()):
        raise InputError("edited_none", file=book.path.name)
    source, plan = _prints(book.sheets)
    return EditedBook(
        file=book.path.name,
        source=source,
        plan=plan,
        changes=told[CHANGES],
        allocations=told[ALLOCATIONS],
    )


def _prints(sheets: Iterable[Sheet]) -> tuple[str, str]:
    """The two fingerprints: on the cover beside their names, or above the table of a list alone."""
    for sheet in sheets:
        above = (cell for _, cells in sheet.rows(MOST_ABOVE) for cell in cells)
        found = prints_in(" ".join(map(text_of, above)))
        if any(found):
            return found
    return "", ""


def _rows(book: Book, name: str, as_at: date) -> tuple[EditedRow, ...] | None:
    """The rows of the sheet of this name, None where there is none."""
    sheet = _sheet(book, name)
    if sheet is None:
        return None
    found = _heading_row(sheet, NEEDED[name])
    if found is None:
        raise InputError("edited_no_columns", file=book.path.name, sheet=sheet.name)
    place, columns = found
    columns = [(column, which) for column, which in columns if which in READ[name]]
    met = [which for _, which in columns]
    twice = next((which for which in met if met.count(which) > 1), None)
    if twice is not None:
        column = letter(next(column for column, which in reversed(columns) if which is twice))
        raise InputError(
            "edited_columns_twice", file=book.path.name, sheet=sheet.name, column=column
        )
    return tuple(_below(sheet, place, columns, as_at))


def _sheet(book: Book, name: str) -> Sheet | None:
    named = next((each for each in book.sheets if is_called(each.name, name)), None)
    certain = CERTAIN[name]
    if named is not None or certain is None:
        return named
    return next((each for each in book.sheets if _heading_row(each, certain)), None)


def _heading_row(
    sheet: Sheet, needed: frozenset[Heading]
) -> tuple[int, list[tuple[int, Heading]]] | None:
    """Where the headings stand, and which column each is."""
    known = headings()
    for place, (_, cells) in enumerate(sheet.rows(MOST_ABOVE)):
        texts = (folded(text_of(cell)) for cell in cells)
        columns = [(column, known[text]) for column, text in enumerate(texts) if text in known]
        if needed <= {which for _, which in columns}:
            return place, columns
    return None


def _below(
    sheet: Sheet, place: int, columns: Sequence[tuple[int, Heading]], as_at: date
) -> Iterator[EditedRow]:
    """Each row below the headings that has something in one of these columns."""
    rows = sheet.cells.iloc[place + 1 :]
    values = {which: rows[column].tolist() for column, which in columns}
    days = date_reader(values.get(Heading.DAY, ()), YearRule.NEAR, as_at)
    letters = {which: letter(column) for column, which in columns}
    for at, number in enumerate(rows.index.tolist()):
        cells = {
            which: Cell(
                sheet=sheet.name,
                at=f"{letters[which]}{number}",
                value=_day(told[at], days) if which is Heading.DAY else text_of(told[at]) or None,
            )
            for which, told in values.items()
        }
        if any(cell.value for cell in cells.values()):
            yield cells


def _day(value: object, read: DateReader) -> date | str | None:
    """The day of a cell, or what stands there where that is none."""
    day = read(value).value
    return day if isinstance(day, date) else text_of(value) or None

"""Says what stands on a sheet outside the tables that were used: texts, rows, unknown tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from allocation_app.intake.cells import text_of
from allocation_app.intake.extents import Loose
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import letter
from allocation_app.intake.tables import Table

TITLE_CELLS = 2
LOOKED_AT = 100


def report_outside(table: Table, log: ProblemLog) -> None:
    """Name what stands on the sheet outside every table: a text by itself, or whole rows."""
    for first, last in _runs(table.outside):
        rows = [row for row in table.outside if first <= row.row <= last]
        place = Place(
            file=table.sheet.file,
            sheet=table.sheet.name,
            row=first,
            column=letter(rows[0].cells[0][0]),
        )
        is_text = all(len(row.cells) <= TITLE_CELLS for row in rows)
        code = Code.TEXT_OUTSIDE if is_text else Code.ROWS_OUTSIDE
        log.add(code, place, rows[0].text, rows=len(rows), last_row=last)


def _runs(rows: Sequence[Loose]) -> list[tuple[int, int]]:
    """The first and last of each run of rows without another between them."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row.row - 1:
            runs[-1] = (runs[-1][0], row.row)
        else:
            runs.append((row.row, row.row))
    return runs


def report_unknown(table: Table, log: ProblemLog) -> None:
    """Name a table that nobody knows: an error where it is of children, for they are left out."""
    place = table.place().at(table.header_row)
    headings = "; ".join(filter(None, table.headings))
    rows = len(table.rows)
    if table.lacks_id:
        log.add(Code.SHEET_WITHOUT_CHILD_ID, place, headings=headings)
    elif _is_about_people(table):
        log.add(Code.TABLE_UNKNOWN, place, headings=headings, rows=rows)
    else:
        log.note(Code.TABLE_UNKNOWN, place, headings=headings, rows=rows)


def _is_about_people(table: Table) -> bool:
    """Whether rows seem to be somebody's: a column of dates, and one of numbers of their own."""
    columns = [table.cells(column)[:LOOKED_AT] for column in table.own_columns]
    has_dates = any(any(isinstance(cell, date) for cell in cells) for cells in columns)
    return has_dates and any(_is_identifier(cells) for cells in columns)


def _is_identifier(cells: Sequence[object]) -> bool:
    texts = [text_of(cell) for cell in cells if not isinstance(cell, date)]
    texts = [text for text in texts if text]
    plain = [text for text in texts if any(map(str.isdigit, text)) and " " not in text]
    return len(plain) == len(texts) > 1 and len(set(plain)) == len(plain)

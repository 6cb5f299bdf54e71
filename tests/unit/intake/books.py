"""Writes small workbooks and text files for the tests of the intake; all of it is made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from allocation_app.domain.people import Child, ChildId, Worker
from allocation_app.errors import Problem
from allocation_app.intake import Code, Reading, read

AS_AT = date(2026, 11, 20)
BORN = date(2015, 3, 4)

Rows = Sequence[Sequence[object]]

CHILDREN: Rows = (
    ("Child ID", "Date of birth", "Status", "Social worker"),
    ("007", date(2015, 3, 4), "CP", "James Doe"),
    ("008", date(2016, 3, 4), "LAC", "Jane Roe"),
)
WORKERS: Rows = (
    ("Worker ID", "Name", "Role", "FTE"),
    ("W1", "James Doe", "Social Worker", 1.0),
    ("W2", "Jane Roe", "Senior Social Worker", 0.8),
)


def a_workbook(path: Path, **sheets: Rows) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def a_text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text file, written byte for byte."""
    path.write_bytes(text.encode(encoding))
    return path


def reading_of(folder: Path, rows: Rows, workers: Rows | None = None) -> Reading:
    """What is read from a children's sheet, and a staff list beside it."""
    sheets = {"Children": rows} if workers is None else {"Children": rows, "Workers": workers}
    return read([a_workbook(folder / "caseload.xlsx", **sheets)], as_at=AS_AT)


def column_of(folder: Path, heading: str, *cells: object) -> Reading:
    """What is read from one more column, beside all that a child needs; ids are C1, C2, ..."""
    rows: list[tuple[object, ...]] = [("Child ID", "DOB", "Status", "Social worker", heading)]
    for number, cell in enumerate(cells, 1):
        rows.append((f"C{number}", date(2015, 3, 4), "CIN", "James Doe", cell))
    return reading_of(folder, rows)


def child(reading: Reading, given: str = "C1") -> Child:
    """A child of a reading."""
    return reading.snapshot.children[ChildId(given)]


def holder(reading: Reading, given: str = "C1") -> Worker | None:
    """Under whose name a child stands."""
    spell = reading.snapshot.holding_spells().get(ChildId(given))
    return None if spell is None else reading.snapshot.workers[spell.worker]


def found(reading: Reading, code: Code) -> list[Problem]:
    """The problems of one code."""
    return [problem for problem in reading.problems if problem.code == code]


def at(reading: Reading, code: Code) -> list[tuple[int | None, str, str]]:
    """Row, column letter and value of each problem of one code."""
    return [(problem.row, problem.column, problem.value) for problem in found(reading, code)]

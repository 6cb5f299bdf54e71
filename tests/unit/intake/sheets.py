"""Writes sheets cell by cell: tables anywhere on them, merged cells; all of it is made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from books import AS_AT, Rows
from openpyxl import Workbook
from openpyxl.utils import column_index_from_string

from allocation_app.intake import Mapping as Decisions
from allocation_app.intake import Reading, read
from allocation_app.intake.mapping import NO_MAPPING


def a_sheet(
    path: Path, blocks: Mapping[str, Rows], merges: Iterable[str] = (), name: str = "Sheet1"
) -> Path:
    """A workbook of one sheet with rows of cells from each of these addresses ("B4") on."""
    return a_book(path, {name: blocks}, merges)


def a_book(
    path: Path, sheets: Mapping[str, Mapping[str, Rows]], merges: Iterable[str] = ()
) -> Path:
    """A workbook; every sheet has the same merged cells."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, blocks in sheets.items():
        sheet = book.create_sheet(name)
        for address, rows in blocks.items():
            letters = address.rstrip("0123456789")
            left, top = column_index_from_string(letters), int(address[len(letters) :])
            for down, row in enumerate(rows):
                for along, value in enumerate(row):
                    if value != "":
                        sheet.cell(top + down, left + along, value)
        for area in merges:
            sheet.merge_cells(area)
    book.save(path)
    return path


def reading_of_sheet(
    folder: Path,
    blocks: Mapping[str, Rows],
    merges: Iterable[str] = (),
    mapping: Decisions = NO_MAPPING,
    name: str = "Sheet1",
) -> Reading:
    """What is read from a sheet with these blocks."""
    path = a_sheet(folder / "caseload.xlsx", blocks, merges, name)
    return read([path], as_at=AS_AT, mapping=mapping)


def tables_of(reading: Reading) -> list[tuple[str, int | None, int]]:
    """Layout, row of headings and number of rows of each table that was found."""
    return [
        (sheet.layout, sheet.header_row, sheet.rows)
        for file in reading.files
        for sheet in file.sheets
    ]

"""Writes rows to a workbook or a CSV file, row by row, so that a nation fits in memory.

The same rows give the same bytes: neither a workbook nor its zip entries carry the time of writing.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol, TypeVar

from openpyxl import Workbook
from openpyxl.cell import Cell as StyledCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from sample_data.generator.columns import DATE_HEADINGS, Cell
from sample_data.generator.rows import Row

R = TypeVar("R")
Columns = Mapping[str, tuple[int, Callable[[R], Cell]]]

STAMP = (2026, 11, 20, 0, 0, 0)
CORE = "docProps/core.xml"
WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
HEADER_FILL = PatternFill("solid", fgColor="FFD9E2EC")


class Sheet(Protocol):
    """Something that takes rows and becomes a file."""

    def append(self, row: Row) -> None:
        """Add a row."""

    def close(self) -> None:
        """Write what is left."""

    def abandon(self) -> None:
        """Leave no file behind: the work was stopped."""


@contextmanager
def finished(sheet: Sheet) -> Iterator[Sheet]:
    """The sheet, closed at the end and abandoned if anything is raised before."""
    try:
        yield sheet
    except BaseException:
        sheet.abandon()
        raise
    sheet.close()


class WorkbookSheet:
    """One sheet of a workbook, with title rows, a bold header and real dates."""

    def __init__(self, path: Path, name: str, columns: Columns[R], titles: Sequence[str]) -> None:
        self._path = path
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(name)
        for number, (width, _) in enumerate(columns.values(), start=1):
            self._sheet.column_dimensions[get_column_letter(number)].width = width + 2
        self._sheet.freeze_panes = f"C{len(titles) + 2}"
        for title in titles:
            cell = WriteOnlyCell(self._sheet, value=title)
            cell.font = Font(bold=title == titles[0], size=14 if title == titles[0] else 11)
            self._sheet.append([cell])
        self._sheet.append([self._heading(heading) for heading in columns])
        self._cells = [WriteOnlyCell(self._sheet) for _ in columns]
        for cell, heading in zip(self._cells, columns, strict=True):
            if heading in DATE_HEADINGS:
                cell.number_format = "dd/mm/yyyy"
            elif heading == "Reduction":
                cell.number_format = "0%"

    def _heading(self, text: str) -> StyledCell:
        cell = WriteOnlyCell(self._sheet, value=text)
        cell.font = Font(bold=True)
        cell.fill = HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def append(self, row: Row) -> None:
        """Add a row; one cell per column is written again and again, which is fast."""
        for cell, value in zip(self._cells, row, strict=True):
            cell.value = value
        self._sheet.append(self._cells)

    def close(self) -> None:
        """Write the workbook without the time at which it was."""
        save_without_time(self._book, self._path)

    def abandon(self) -> None:
        """Leave no file behind; openpyxl removes its own temporary one when Python ends."""
        self._sheet.close()


def save_without_time(book: Workbook, path: Path) -> None:
    """Save a workbook without the time at which it was."""
    written = io.BytesIO()
    book.save(written)
    stamp = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*STAMP).encode()
    with (
        zipfile.ZipFile(written) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.namelist():
            content = source.read(entry)
            if entry == CORE:
                content = WRITTEN.sub(rb"\g<1>" + stamp, content)
            target.writestr(zipfile.ZipInfo(entry, STAMP), content, zipfile.ZIP_DEFLATED)


class CsvSheet:
    """A CSV file as Excel writes it (UTF-8 with a byte order mark), with ISO dates."""

    def __init__(self, path: Path, columns: Columns[R]) -> None:
        self._path = path
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(columns)

    def append(self, row: Row) -> None:
        """Add a row."""
        self._writer.writerow(
            value.isoformat() if isinstance(value, date) else value for value in row
        )

    def close(self) -> None:
        """Write what is left."""
        self._file.close()

    def abandon(self) -> None:
        """Leave no half of a file behind."""
        self._file.close()
        self._path.unlink()

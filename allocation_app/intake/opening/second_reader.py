"""The second reader: openpyxl, for an xlsx that calamine gives up on or finds nothing in.

It is slower, and what a file says of its own size is not believed: rows are counted as they come.
Raises `InputError`: ``file_damaged``, ``file_too_big``.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.limits import Limits

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

ERROR = "e"


class SecondReader:
    """A workbook by openpyxl, opened when it is first needed."""

    def __init__(self, file: str, content: bytes, limits: Limits) -> None:
        self._file, self._content, self._limits = file, content, limits
        self._book: Workbook | None = None

    def rows(self, name: str) -> list[list[object]]:
        """The cells of a sheet, from its first row and column on; a blank is ""."""
        try:
            if self._book is None:
                self._book = _opened(self._content)
            return list(self._read(self._book, name))
        except (InputError, MemoryError):
            raise
        except Exception as error:  # openpyxl raises whatever it meets
            raise InputError("file_damaged", file=self._file, why=type(error).__name__) from error

    def _read(self, book: Workbook, name: str) -> Iterator[list[object]]:
        sheet = book[name]
        sheet.reset_dimensions()
        cells = 0
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for row in islice(sheet.iter_rows(), self._limits.rows):
                values = _values(row)[: self._limits.columns]
                cells += len(values)
                if cells > self._limits.cells:
                    raise InputError("file_too_big", file=self._file, what="cells")
                yield values


def _opened(content: bytes) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(content), read_only=True, data_only=True)


def _values(row: Iterable[Cell | MergedCell]) -> list[object]:
    """What stands in a row, up to the last cell that holds anything."""
    values: list[object] = []
    blanks = 0
    for cell in row:
        value: object = cell.value
        if value is None or value == "":
            blanks += 1
            continue
        values.extend([""] * blanks)
        blanks = 0
        values.append(ErrorCell(str(value)) if cell.data_type == ERROR else value)
    return values

"""Workbooks (xlsx, xls, ods) by calamine, with the error cells that it reads as blanks put back."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening import error_cells, error_cells_ods, error_cells_xls
from allocation_app.intake.opening.kinds import Kind
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import MOST_CELLS, MOST_COLUMNS, Sheet, frame_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Errors = Mapping[str, Mapping[tuple[int, int], ErrorCell]]
"""For each sheet, the cells (row and column, from 0) that show an error."""

SCANS = {
    Kind.XLSX: error_cells.error_cells,
    Kind.XLS: error_cells_xls.error_cells,
    Kind.ODS: error_cells_ods.error_cells,
}


def read_workbook(file: str, kind: Kind, content: bytes, log: ProblemLog) -> Iterator[Sheet]:
    """Each visible sheet of a workbook, one after another.

    Raises `InputError`: ``file_password``, ``file_damaged`` (``why`` names the reader's complaint),
    ``file_too_big`` (``what`` "cells" or "columns").
    """
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    errors: Errors = SCANS[kind](file, content)
    with _complaints(file):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    log.knows(file, book.sheet_names)
    for sheet in book.sheets_metadata:
        if sheet.visible is not SheetVisibleEnum.Visible:
            log.add(Code.SHEET_HIDDEN, Place(file=file, sheet=sheet.name))
            continue
        try:
            rows = _rows(file, book, sheet.name)
        except InputError as error:
            if error.code != "file_damaged":
                raise
            log.add(Code.SHEET_UNREADABLE, Place(file=file, sheet=sheet.name))
            continue
        yield _sheet(file, sheet.name, rows, errors.get(sheet.name, {}))


def _rows(file: str, book: CalamineWorkbook, name: str) -> list[list[object]]:
    with _complaints(file):
        sheet = book.get_sheet_by_name(name)
    height, width = sheet.total_height, sheet.total_width
    if width > MOST_COLUMNS:
        raise InputError(
            "file_too_big", file=file, what="columns", found=str(width), limit=str(MOST_COLUMNS)
        )
    if height * width > MOST_CELLS:
        raise InputError(
            "file_too_big",
            file=file,
            what="cells",
            found=str(height * width),
            limit=str(MOST_CELLS),
        )
    with _complaints(file):
        return cast("list[list[object]]", sheet.to_python(skip_empty_area=False))


def _sheet(
    file: str, name: str, rows: list[list[object]], errors: Mapping[tuple[int, int], ErrorCell]
) -> Sheet:
    width = max((len(row) for row in rows), default=0)
    for (row, column), error in errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error
    kept = [(number, row) for number, row in enumerate(rows, 1) if any(map(_is_filled, row))]
    cells = frame_of([row for _, row in kept], width, [number for number, _ in kept])
    return Sheet(file=file, name=name, cells=cells)


def _is_filled(value: object) -> bool:
    return value != "" and not (isinstance(value, str) and value.isspace())


@contextmanager
def _complaints(file: str) -> Iterator[None]:
    """Turn what calamine raises into an `InputError`; its panics are no `Exception`."""
    from python_calamine import PasswordError

    try:
        yield
    except PasswordError as error:
        raise InputError("file_password", file=file) from error
    except (InputError, KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except BaseException as error:
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error

"""Workbooks (xlsx, xlsm, xls, ods) by calamine, with what it loses put back.

calamine reads error cells and formulas without a result as blanks, and gives up on some workbooks
that others can read: those go to the second reader.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening import error_cells_xls
from allocation_app.intake.opening.error_cells import error_cells
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.opening.open_documents import CONTENT, looked_over, read_document
from allocation_app.intake.opening.outline import Outline, outline_of
from allocation_app.intake.opening.packages import package_of
from allocation_app.intake.opening.second_reader import SecondReader
from allocation_app.intake.opening.streams import Stream
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import EPOCH, Merge

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

Errors = Mapping[str, Mapping[tuple[int, int], ErrorCell]]
"""For each sheet, the cells (row and column, from 0) that show an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found out about a workbook before it is read; ``filled`` are sheets with values."""

    errors: Errors = field(default_factory=dict)
    merges: Mapping[str, tuple[Merge, ...]] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()
    epoch: date = EPOCH


def read_xlsx(file: str, content: bytes, limits: Limits, log: ProblemLog) -> list[Grid]:
    """Each visible sheet of an xlsx or xlsm, by one reader or the other.

    Raises `InputError`: ``file_damaged`` (``why`` names the reader's complaint), ``file_too_big``.
    """
    package = package_of(file, content, limits)
    outline = outline_of(package)
    if not outline.sheets:
        raise InputError("file_damaged", file=file, why="no_sheets")
    if outline.has_macros:
        log.add(Code.SHEET_MACROS, Place(file=file))
    errors, filled = error_cells(package, outline, limits)
    findings = Findings(errors=errors, filled=filled, epoch=outline.epoch)
    second = SecondReader(file, content, limits)
    try:
        return list(_by_calamine(file, content, findings, limits, log, second))
    except InputError as error:
        if error.code != "file_damaged":
            raise
    log.clear()
    return list(_by_openpyxl(file, outline, findings, second, log))


def read_xls(file: str, content: bytes, limits: Limits, log: ProblemLog) -> list[Grid]:
    """Each visible sheet of an xls. Raises as `read_xlsx`."""
    findings = Findings(
        errors=error_cells_xls.error_cells(file, content),
        epoch=error_cells_xls.epoch_of(file, content),
    )
    return list(_by_calamine(file, content, findings, limits, log))


def read_ods(file: str, content: bytes, limits: Limits, log: ProblemLog) -> list[Grid]:
    """Each visible sheet of an ods. Raises as `read_xlsx`."""
    package = package_of(file, content, limits)
    errors, merges = looked_over(package, limits)
    findings = Findings(errors=errors, merges=merges)
    try:
        return list(_by_calamine(file, content, findings, limits, log))
    except InputError as error:
        if error.code != "file_damaged" or CONTENT not in package.parts:
            raise
    log.clear()
    return read_document(file, Stream(package.blocks(CONTENT)), limits, log)


def _by_calamine(  # noqa: PLR0913, PLR0917 - what is read, and all that is known of it
    file: str,
    content: bytes,
    findings: Findings,
    limits: Limits,
    log: ProblemLog,
    second: SecondReader | None = None,
) -> Iterator[Grid]:
    from python_calamine import CalamineWorkbook

    with _complaints(file):
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    log.knows(file, book.sheet_names)
    for sheet in book.sheets_metadata:
        place = Place(file=file, sheet=sheet.name)
        if (holds := _holds(sheet)) != "cells":
            log.add(Code.SHEET_NO_CELLS, place, kind=holds)
        elif (hidden := _hidden(sheet)) != "":
            log.add(Code.SHEET_HIDDEN, place, kind=hidden)
        else:
            try:
                yield _grid(file, book, sheet.name, findings, limits, second)
            except InputError as error:
                if error.code != "file_damaged":
                    raise
                log.add(Code.SHEET_UNREADABLE, place)


def _by_openpyxl(
    file: str, outline: Outline, findings: Findings, second: SecondReader, log: ProblemLog
) -> Iterator[Grid]:
    log.knows(file, [sheet.name for sheet in outline.sheets])
    read = 0
    for sheet in outline.sheets:
        place = Place(file=file, sheet=sheet.name)
        if sheet.holds != "cells":
            log.add(Code.SHEET_NO_CELLS, place, kind=sheet.holds)
        elif sheet.hidden:
            log.add(Code.SHEET_HIDDEN, place, kind=sheet.hidden)
        else:
            try:
                rows = second.rows(sheet.name)
            except InputError as error:
                if error.code != "file_damaged":
                    raise
                log.add(Code.SHEET_UNREADABLE, place)
                continue
            read += 1
            yield _made(sheet.name, rows, findings, ())
    if not read and log.first(Code.SHEET_UNREADABLE) is not None:
        raise InputError("file_damaged", file=file, why="second_reader")


def _holds(sheet: SheetMetadata) -> str:
    from python_calamine import SheetTypeEnum

    if sheet.typ == SheetTypeEnum.WorkSheet:
        return "cells"
    if sheet.typ == SheetTypeEnum.ChartSheet:
        return "chart"
    return "dialog" if sheet.typ == SheetTypeEnum.DialogSheet else "macro"


def _hidden(sheet: SheetMetadata) -> str:
    from python_calamine import SheetVisibleEnum

    if sheet.visible == SheetVisibleEnum.Visible:
        return ""
    return "hidden" if sheet.visible == SheetVisibleEnum.Hidden else "very_hidden"


def _grid(  # noqa: PLR0913, PLR0917 - what is read, and all that is known of it
    file: str,
    book: CalamineWorkbook,
    name: str,
    findings: Findings,
    limits: Limits,
    second: SecondReader | None,
) -> Grid:
    merges = findings.merges.get(name, ())
    try:
        with _complaints(file):
            sheet = book.get_sheet_by_name(name)
        _check_size(file, sheet, limits)
        with _complaints(file):
            rows = cast("list[list[object]]", sheet.to_python(skip_empty_area=False))
            merges = merges or tuple(
                (top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            )
    except InputError as error:
        if second is None or error.code != "file_damaged":
            raise
        rows = second.rows(name)
    grid = _made(name, rows, findings, merges)
    if second is not None and name in findings.filled and not grid.numbers:
        grid = _made(name, second.rows(name), findings, merges)
        if not grid.numbers:
            raise InputError("file_damaged", file=file, why="nothing_found")
    return grid


def _made(
    name: str, rows: list[list[object]], findings: Findings, merges: tuple[Merge, ...]
) -> Grid:
    for (row, column), error in findings.errors.get(name, {}).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = error
        elif row < len(rows):
            rows[row].extend([""] * (column - len(rows[row])))
            rows[row].append(error)
    return grid_of(name, rows, merges=merges, epoch=findings.epoch, plain=plain)


def _check_size(file: str, sheet: CalamineSheet, limits: Limits) -> None:
    height, width = sheet.total_height + 1, sheet.total_width + 1
    measured = {
        "columns": (width, limits.columns),
        "rows": (height, limits.rows),
        "cells": (height * width, limits.cells),
    }
    for what, (found, limit) in measured.items():
        if found > limit:
            raise InputError(
                "file_too_big", file=file, what=what, found=str(found), limit=str(limit)
            )


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Text without the escapes that xlsx writes for what XML can't hold: "_x000D_"."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


@contextmanager
def _complaints(file: str) -> Iterator[None]:
    """Turn what calamine raises into an `InputError`; its panics are no `Exception`."""
    from python_calamine import PasswordError

    try:
        yield
    except PasswordError as error:
        raise InputError("file_password", file=file, found="unsupported") from error
    except (InputError, KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except BaseException as error:
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error

"""Puts a workbook on disk: whole or not at all, and with three things that openpyxl leaves out.

Sheets are made in memory (openpyxl writes them to the temporary folder, where names would stay if
it were killed); a formula carries its result, so that a preview and Excel's protected view show
figures; and identifiers that are text get no green corner in every cell.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element
from typing_extensions import override

from allocation_app.errors import AppError
from allocation_app.report.rows import sheet_data

Results = Mapping[str, Mapping[str, float]]
"""What each formula comes to: by sheet, by cell."""

_ROWS = re.compile(rb"<sheetData ?/>|<sheetData></sheetData>")
_AFTER_IGNORED = re.compile(rb"<drawing |<legacyDrawing |<tableParts |</worksheet>")
LOCKED = frozenset({5, 32, 33})  # Windows: access denied, sharing violation, lock violation


def save(book: Workbook, out: Path, results: Results) -> None:
    """Write the workbook; what stood there before stays until the new one is complete.

    Raises `AppError` as `put_in_place`.
    """
    put_in_place(out, packed(book, results))


def put_in_place(out: Path, content: bytes) -> None:
    """Write a file whole or not at all; what stood there before stays until the new one is there.

    Raises `AppError`: ``target_folder_missing``, ``target_locked`` or ``target_failed``.
    """
    if not out.parent.is_dir():
        raise AppError("target_folder_missing", file=out.name)
    try:
        _replace(out, content)
    except OSError as error:
        if isinstance(error, PermissionError) or getattr(error, "winerror", 0) in LOCKED:
            raise AppError("target_locked", file=out.name) from error
        raise AppError("target_failed", file=out.name, why=error.strerror or "") from error


def _replace(out: Path, content: bytes) -> None:
    """Write beside the target, then take its place in one step."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=".allocation-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(out)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def packed(book: Workbook, results: Results) -> bytes:
    """The workbook as the bytes of its file."""
    packed = BytesIO()
    _Writer(book, ZipFile(packed, "w", ZIP_DEFLATED), results).save()
    return packed.getvalue()


class _Writer(ExcelWriter):
    """openpyxl's writer, but for the sheets; the rest of the package is as it makes it."""

    def __init__(self, workbook: Workbook, archive: ZipFile, results: Results) -> None:
        super().__init__(workbook, archive)
        self._results = results
        self._zip = archive

    @override
    def write_worksheet(self, ws: Worksheet) -> None:
        # As the method that this stands in for, but for where the sheet is made, and its rows.
        drawing = SpreadsheetDrawing()
        drawing.charts = ws._charts  # type: ignore[attr-defined]  # noqa: SLF001
        frame = BytesIO()
        writer = _Frame(ws, frame)
        ws._drawing = drawing  # type: ignore[attr-defined]  # noqa: SLF001
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001
        rows = sheet_data(ws, writer.rows(), self._results.get(ws.title, {}))
        self._zip.writestr(ws.path[1:], _filled(frame.getvalue(), rows, ws.dimensions))
        self.manifest.append(ws)


class _Frame(WorksheetWriter):
    """A sheet without its rows."""

    @override
    def write_rows(self) -> None:
        for _, cells in self.rows():
            for cell in cells:
                if cell.hyperlink:
                    self.ws._hyperlinks.append(cell.hyperlink)  # type: ignore[union-attr]  # noqa: SLF001
        self.xf.send(Element("sheetData"))


def _filled(frame: bytes, rows: bytes, cells: str) -> bytes:
    """The frame with its rows, and with no green corner on identifiers that are text."""
    place = _ROWS.search(frame)
    rest = _AFTER_IGNORED.search(frame)
    if place is None or rest is None:
        message = "openpyxl writes its sheets in another way than it used to"
        raise ValueError(message)
    ignored = f'<ignoredError sqref="{cells}" numberStoredAsText="1"/>'
    return b"".join(
        (
            frame[: place.start()],
            rows,
            frame[place.end() : rest.start()],
            f"<ignoredErrors>{ignored}</ignoredErrors>".encode(),
            frame[rest.start() :],
        )
    )

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
from typing_extensions import override

from allocation_app.errors import AppError

Results = Mapping[str, Mapping[str, float]]
"""What each formula comes to: by sheet, by cell."""

_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)><f>([^<]*)</f><v ?/></c>')
_AFTER_IGNORED = re.compile(rb"<drawing |<legacyDrawing |<tableParts |</worksheet>")
LOCKED = frozenset({5, 32, 33})  # Windows: access denied, sharing violation, lock violation


def save(book: Workbook, out: Path, results: Results) -> None:
    """Write the workbook; what stood there before stays until the new one is complete.

    Raises `AppError`: ``target_folder_missing``, ``target_locked`` or ``target_failed``.
    """
    if not out.parent.is_dir():
        raise AppError("target_folder_missing", file=out.name)
    try:
        _replace(out, _packed(book, results))
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


def _packed(book: Workbook, results: Results) -> bytes:
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
        # As the method that this stands in for, but for where the sheet is made.
        drawing = SpreadsheetDrawing()
        drawing.charts = ws._charts  # type: ignore[attr-defined]  # noqa: SLF001
        made = BytesIO()
        writer = WorksheetWriter(ws, made)
        ws._drawing = drawing  # type: ignore[attr-defined]  # noqa: SLF001
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001
        xml = _with_results(made.getvalue(), self._results.get(ws.title, {}))
        self._zip.writestr(ws.path[1:], _without_corners(xml, ws.dimensions))
        self.manifest.append(ws)


def _with_results(xml: bytes, results: Mapping[str, float]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        cell, attributes, formula = found.groups()
        result = repr(results[cell.decode()]).encode()
        return b'<c r="%b"%b><f>%b</f><v>%b</v></c>' % (cell, attributes, formula, result)

    return _FORMULA.sub(filled, xml)


def _without_corners(xml: bytes, cells: str) -> bytes:
    ignored = (
        f'<ignoredErrors><ignoredError sqref="{cells}" numberStoredAsText="1"/></ignoredErrors>'
    )
    place = _AFTER_IGNORED.search(xml)
    if place is None:  # pragma: no cover - every sheet has an end
        return xml
    return xml[: place.start()] + ignored.encode() + xml[place.start() :]

"""Finds cells of an xls that show an error, by a walk over the records of its stream.

Each record is a type, a length and that many bytes [MS-XLS 2.1.4]. Of all records only five matter:
where a sheet begins, its name, a cell that is a boolean or an error, a formula with its result, and
the mark of an encrypted file.

Raises `InputError`: ``file_damaged``.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import date

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.sheets import EPOCH, EPOCH_1904

ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
BOF, EOF, SHEET, FORMULA, BOOL_OR_ERROR, ENCRYPTED = 0x809, 0x0A, 0x85, 0x06, 0x205, 0x2F
DATE_MODE = 0x22
ERROR_RESULT = 2
LEAST_CELL, LEAST_FORMULA = 8, 14

Found = dict[tuple[int, int], ErrorCell]


def error_cells(file: str, content: bytes) -> dict[str, Found]:
    """For each sheet, its error cells by row and column from 0."""
    stream = _stream(file, content)
    found: dict[str, Found] = {}
    for kind, body in _records(stream, 0):
        if kind == SHEET and len(body) >= LEAST_CELL:
            start = int(struct.unpack_from("<I", body)[0])
            found[_sheet_name(body)] = dict(_errors(stream, start))
    return found


def epoch_of(file: str, content: bytes) -> date:
    """The day from which the workbook counts its dates."""
    records = _records(_stream(file, content), 0)
    return EPOCH_1904 if (DATE_MODE, b"\1\0") in records else EPOCH


def is_locked(stream: bytes) -> bool:
    """Whether a workbook's stream needs a password."""
    return any(kind == ENCRYPTED for kind, _ in _records(stream, 0))


def _stream(file: str, content: bytes) -> bytes:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            name = "Workbook" if ole.exists("Workbook") else "Book"
            stream: bytes = ole.openstream(name).read()
            return stream
    except Exception as error:  # olefile raises whatever it meets
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records from a place in the stream to the end of that part of it."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, start)
        yield kind, stream[start + 4 : start + 4 + length]
        start += 4 + length
        depth += (kind == BOF) - (kind == EOF)
        if kind == EOF and depth <= 0:
            return


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], ErrorCell]]:
    for kind, body in _records(stream, start):
        if kind == BOOL_OR_ERROR and len(body) >= LEAST_CELL and body[7]:
            code = body[6]
        elif kind == FORMULA and len(body) >= LEAST_FORMULA and _is_error(body):
            code = body[8]
        else:
            continue
        row, column = struct.unpack_from("<HH", body)
        yield (row, column), ErrorCell(ERRORS.get(code, "#ERROR"))


def _is_error(body: bytes) -> bool:
    return body[12:14] == b"\xff\xff" and body[6] == ERROR_RESULT


def _sheet_name(body: bytes) -> str:
    """The name in a sheet's record: its length, a byte of flags, one or two bytes a letter."""
    length, is_wide = body[6], body[7] & 1
    if is_wide:
        return body[8 : 8 + 2 * length].decode("utf-16-le", errors="replace")
    return body[8 : 8 + length].decode("cp1252", errors="replace")

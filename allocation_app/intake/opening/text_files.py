"""Text files with separators: csv, tsv and txt, in the encodings and forms that programs write."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from typing import Literal

from allocation_app.errors import InputError
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.kinds import is_wide
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.problems import Code, Place, ProblemLog

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_LINES = 200
LINES_IN_A_CELL = 60  # more than that, and a quotation mark was never closed
SAMPLE = 200_000
CP1252 = "cp1252"
NOT_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"

_Quoting = Literal[0, 3]


def read_text(file: str, content: bytes, limits: Limits, log: ProblemLog) -> Grid:
    """The one sheet of a text file; what had to be assumed about it goes to the log.

    Raises `InputError` ``file_damaged`` where its quotation marks make no rows, ``file_encoding``,
    and ``file_too_big`` (``what`` "columns" or "rows").
    """
    place = Place(file=file)
    content, encoding = _encoded(file, content)
    if encoding == CP1252:
        log.add(Code.ENCODING_ASSUMED, place, encoding=encoding)
    if b"\0" in content:
        log.add(Code.NUL_CHARACTERS, place, count=content.count(b"\0"))
        content = content.replace(b"\0", b"")
    separator, has_line = _separator(content, encoding)
    try:
        numbers, rows = _rows(content, encoding, separator, csv.QUOTE_MINIMAL)
        if content.count(b'"') % 2 and _has_runaway_cell(rows):
            log.add(Code.QUOTES_UNBALANCED, place)
            numbers, rows = _rows(content, encoding, separator, csv.QUOTE_NONE)
    except csv.Error as error:
        raise InputError("file_damaged", file=file, why="quotes") from error
    if has_line:
        numbers, rows = numbers[1:], rows[1:]
    width = max(map(len, rows), default=0)
    if width > limits.columns:
        raise InputError(
            "file_too_big", file=file, what="columns", found=str(width), limit=str(limits.columns)
        )
    if len(rows) > limits.rows:
        raise InputError(
            "file_too_big", file=file, what="rows", found=str(len(rows)), limit=str(limits.rows)
        )
    return grid_of("", rows, numbers=numbers, is_ragged=True)


def _encoded(file: str, content: bytes) -> tuple[bytes, str]:
    """The bytes in an encoding that has no zeros in it, and its name."""
    wide = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else is_wide(content)
    if wide:
        return content.decode(wide, errors="replace").encode("utf-8"), "utf-8"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), SAMPLE):
            decoder.decode(content[start : start + SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if _is_foreign(content):
            raise InputError("file_encoding", file=file) from error
        return content, CP1252
    return content, "utf-8-sig"


def _is_foreign(content: bytes) -> bool:
    """Whether this can't be text of Western Europe: no letter there, or hardly another one."""
    letters = content.translate(None, bytes(range(128)))
    return 2 * len(letters) > len(content) or bool(set(letters) & set(NOT_IN_CP1252))


def _separator(content: bytes, encoding: str) -> tuple[str, bool]:
    """The separator, and whether a "sep=" line names it."""
    sample = content[:SAMPLE].decode(encoding, errors="replace")
    sample = sample.replace("\r\n", "\n").replace("\r", "\n")
    first = sample.partition("\n")[0].strip(' "')
    if first.lower().startswith("sep="):
        return first[len("sep=") :][:1] or "\t", True
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator)), False


def _fit(sample: str, separator: str) -> int:
    """How many cells the separator makes in rows of the commonest width above one."""
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(sample), delimiter=separator)
    try:
        widths.update(len(row) for row in islice(reader, SAMPLE_LINES))
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items() if width > 1), default=0)


def _rows(
    content: bytes, encoding: str, separator: str, quoting: _Quoting
) -> tuple[list[int], list[list[str]]]:
    """Each row that holds anything, and the number it has in a spreadsheet; equal cells are one."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, errors="replace", newline=None)
    known: dict[str, str] = {}
    numbers, rows = [], []
    for number, row in enumerate(csv.reader(text, delimiter=separator, quoting=quoting), 1):
        if any(row):
            numbers.append(number)
            rows.append([known.get(cell) or known.setdefault(cell, _bare(cell)) for cell in row])
    return numbers, rows


def _bare(cell: str) -> str:
    """The text of ="00123", which programs write so that Excel keeps it as it stands."""
    is_wrapped = len(cell) > len('=""') and cell[:2] == '="' and cell[-1] == '"'
    return cell[2:-1].replace('""', '"') if is_wrapped else cell


def _has_runaway_cell(rows: list[list[str]]) -> bool:
    """Whether a cell runs over so many lines that a quotation mark was never closed."""
    return any(
        len(cell) > LINES_IN_A_CELL and cell.count("\n") > LINES_IN_A_CELL
        for row in rows
        for cell in row
    )

"""Text files with separators: csv, tsv and txt, in the encodings and forms that programs write."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from allocation_app.errors import InputError
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import MOST_COLUMNS, Sheet, frame_of

SEPARATORS = (",", ";", "\t", "|")
SAMPLE_LINES = 200
LINES_IN_A_CELL = 60  # more than that, and a quotation mark was never closed
SAMPLE_CHARACTERS = 200_000


def read_text_sheet(file: str, content: bytes, log: ProblemLog) -> Sheet:
    """The one sheet of a text file; what had to be assumed about it goes to the log.

    Raises `InputError` ``file_damaged`` where it is no text, and ``file_too_big`` (``what``
    "columns").
    """
    place = Place(file=file)
    text, encoding = _decoded(content)
    if encoding == "cp1252":
        log.add(Code.ENCODING_ASSUMED, place, encoding=encoding)
    if "\0" in text:
        log.add(Code.NUL_CHARACTERS, place, count=text.count("\0"))
        text = text.replace("\0", "")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator, text, skipped = _separator(text)
    try:
        numbered = _rows(text, separator, place, log, skipped)
    except csv.Error as error:
        raise InputError("file_damaged", file=file, why="quotes") from error
    width = max((len(row) for _, row in numbered), default=0)
    if width > MOST_COLUMNS:
        raise InputError(
            "file_too_big", file=file, what="columns", found=str(width), limit=str(MOST_COLUMNS)
        )
    widths = {number: len(row) for number, row in numbered}
    return Sheet(
        file=file,
        name="",
        cells=frame_of([row for _, row in numbered], width, [number for number, _ in numbered]),
        widths=widths if len(set(widths.values())) > 1 else {},
    )


def _decoded(content: bytes) -> tuple[str, str]:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", errors="replace"), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "cp1252"


def _separator(text: str) -> tuple[str, str, int]:
    """The separator, the text without a "sep=" line, and how many lines that took."""
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep="):
        named = first.strip().strip('"')[len("sep=") :]
        return (named[:1] or "\t"), rest, 1
    sample = text[:SAMPLE_CHARACTERS]
    return max(SEPARATORS, key=lambda separator: _fit(sample, separator)), text, 0


def _fit(sample: str, separator: str) -> int:
    """How many cells the separator makes in rows of the commonest width above one."""
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(csv.reader(io.StringIO(sample), delimiter=separator)):
            widths[len(row)] += 1
            if number > SAMPLE_LINES:
                break
    except csv.Error:
        return 0
    return max(((width - 1) * count for width, count in widths.items() if width > 1), default=0)


def _rows(
    text: str, separator: str, place: Place, log: ProblemLog, skipped: int
) -> list[tuple[int, list[str]]]:
    """Each row that holds anything, with the number it has in a spreadsheet."""
    rows = list(_numbered(text, separator, skipped, csv.QUOTE_MINIMAL))
    if text.count('"') % 2 and any(
        cell.count("\n") > LINES_IN_A_CELL for _, row in rows for cell in row
    ):
        log.add(Code.QUOTES_UNBALANCED, place)
        rows = list(_numbered(text, separator, skipped, csv.QUOTE_NONE))
    return rows


def _numbered(
    text: str, separator: str, skipped: int, quoting: int
) -> Iterator[tuple[int, list[str]]]:
    known: dict[str, str] = {}
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, quoting=quoting)  # type: ignore[arg-type]
    for number, row in enumerate(reader, 1 + skipped):
        if any(row):
            yield number, [known.setdefault(cell, cell) for cell in row]

"""OpenDocument spreadsheets (ods, and fods as one XML file), read row by row from their XML.

calamine reads ods files faster, but knows neither error cells nor merges, and no fods: what it
loses is found here, and what it can't read is read here.

Raises `InputError`: ``file_damaged``, ``file_too_big``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import IO, cast
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.cells import ERROR_TEXT, ErrorCell
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.opening.packages import Package
from allocation_app.intake.opening.streams import Stream
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import Merge, letter

CONTENT = "content.xml"
_MARKS = re.compile(
    rb"value-type=[\"']error|#N/A|#REF|#VALUE|#DIV|#NAME|Err:|-spanned=[\"']|:formula="
    rb"|-repeated=[\"']\d{3,}"
)
_DURATION = re.compile(r"-?PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")

Found = dict[tuple[int, int], ErrorCell]


@dataclass(slots=True)
class _Table:
    """A sheet as it is met: its rows that hold anything, by their number from 0."""

    name: str
    is_hidden: bool = False
    rows: list[list[object]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    errors: Found = field(default_factory=dict)
    next_row: int = 0


def looked_over(
    package: Package, limits: Limits
) -> tuple[dict[str, Found], dict[str, tuple[Merge, ...]]]:
    """Error cells (row and column from 0) and merged cells of each sheet, looked for if any are."""
    has_marks, tail = False, b""
    for part in package.parts:
        for block in package.blocks(part):
            if part == CONTENT:
                has_marks = has_marks or _MARKS.search(tail + block) is not None
                tail = block[-40:]
    if not has_marks or CONTENT not in package.parts:
        return {}, {}
    tables = _tables(package.file, Stream(package.blocks(CONTENT)), limits)
    return (
        {table.name: table.errors for table in tables},
        {table.name: tuple(table.merges) for table in tables},
    )


def read_document(
    file: str, stream: IO[bytes] | Stream, limits: Limits, log: ProblemLog
) -> list[Grid]:
    """Each visible sheet."""
    tables = _tables(file, stream, limits)
    log.knows(file, [table.name for table in tables])
    grids = []
    for table in tables:
        if table.is_hidden:
            log.add(Code.SHEET_HIDDEN, Place(file=file, sheet=table.name), kind="hidden")
            continue
        numbers = [number + 1 for number in table.numbers]
        merges = tuple(table.merges)
        grids.append(grid_of(table.name, table.rows, numbers=numbers, merges=merges))
    return grids


def _tables(file: str, stream: IO[bytes] | Stream, limits: Limits) -> list[_Table]:
    reader = _Reader(file, limits)
    try:
        return _walk(stream, reader)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # defusedxml's refusals and the parser's share no base class
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error


def _walk(stream: IO[bytes] | Stream, reader: _Reader) -> list[_Table]:
    from defusedxml.ElementTree import iterparse

    hidden: set[str] = set()
    open_tables: list[_Table] = []
    found: list[_Table] = []
    events = iterparse(cast("IO[bytes]", stream), ("start", "end"), forbid_dtd=True)
    for event, element in events:
        name = _local(element.tag)
        if name == "table":
            if event == "start":
                said = _said(element)
                is_hidden = said.get("style-name", "") in hidden
                open_tables.append(_Table(name=said.get("name", ""), is_hidden=is_hidden))
                found.append(open_tables[-1])
            else:
                open_tables.pop()
                element.clear()
        elif event == "end" and name == "style" and _hides(element):
            hidden.add(_said(element).get("name", ""))
        elif event == "end" and name == "table-row" and open_tables:
            reader.add_row(open_tables[-1], element)
            element.clear()
    return found


def _hides(style: Element) -> bool:
    return any(
        _local(part.tag) == "table-properties" and _said(part).get("display") == "false"
        for part in style
    )


class _Reader:
    """Takes rows, each as often as it is repeated."""

    def __init__(self, file: str, limits: Limits) -> None:
        self._file, self._limits = file, limits
        self._cells = 0

    def add_row(self, table: _Table, element: Element) -> None:
        """Take a row; a row without anything only counts."""
        times = int(_said(element).get("number-rows-repeated", "1"))
        row = self._row(table, element)
        start, table.next_row = table.next_row, table.next_row + times
        if not row:
            return
        self._check("rows", table.next_row, self._limits.rows, f"A{table.next_row}")
        self._cells += times * len(row)
        self._check("cells", self._cells, self._limits.cells, "")
        for number in range(start, table.next_row):
            table.rows.append(row)
            table.numbers.append(number)
            for column, value in enumerate(row):
                if isinstance(value, ErrorCell):
                    table.errors[number, column] = value

    def _row(self, table: _Table, element: Element) -> list[object]:
        """The cells up to the last that holds anything."""
        row: list[object] = []
        blanks = 0
        for cell in element:
            if _local(cell.tag) not in {"table-cell", "covered-table-cell"}:
                continue
            said = _said(cell)
            times = int(said.get("number-columns-repeated", "1"))
            value = _value(cell, said)
            self._add_merge(table, said, len(row) + blanks)
            if value == "":
                blanks += times
                continue
            width = len(row) + blanks + times
            where = f"{letter(min(width, 1 << 20) - 1)}{table.next_row + 1}"
            self._check("columns", width, self._limits.columns, where)
            row.extend([""] * blanks)
            row.extend([value] * times)
            blanks = 0
        return row

    def _add_merge(self, table: _Table, said: dict[str, str], column: int) -> None:
        across = int(said.get("number-columns-spanned", "1"))
        down = int(said.get("number-rows-spanned", "1"))
        if across > 1 or down > 1:
            top = table.next_row + 1
            table.merges.append((top, column, top + down - 1, column + across - 1))
            self._check("merges", len(table.merges), self._limits.merges, "")

    def _check(self, what: str, amount: int, limit: int, found: str) -> None:
        if amount > limit:
            raise InputError(
                "file_too_big", file=self._file, what=what, found=found, limit=str(limit)
            )


def _value(cell: Element, said: dict[str, str]) -> object:
    if not len(cell) and not said.keys() & {"value-type", "formula"}:
        return ""
    text = "\n".join(_line(part) for part in cell if _local(part.tag) == "p")
    kinds = [value for name, value in cell.items() if _local(name) == "value-type"]
    if "error" in kinds or ERROR_TEXT.fullmatch(text.strip()):
        return ErrorCell(text.strip() or "#ERROR")
    kind = said.get("value-type", "")
    if kind in _TYPED:
        attribute, read = _TYPED[kind]
        try:
            return read(said[attribute])
        except (KeyError, ValueError):
            return text
    if "formula" in said and not kind and not text:
        return ErrorCell()
    return text or said.get("string-value", "")


def _line(paragraph: Element) -> str:
    """The text of a paragraph, in which several spaces, tabs and line breaks are elements."""
    name = _local(paragraph.tag)
    if name == "annotation":
        return ""
    own = {"s": " " * min(int(_said(paragraph).get("c", "1")), 1_000), "tab": "\t"}
    text = own.get(name, "\n" if name == "line-break" else "") if name != "p" else ""
    text += paragraph.text or ""
    for part in paragraph:
        text += _line(part) + (part.tail or "")
    return text


def _moment(said: str) -> object:
    found = datetime.fromisoformat(said)
    is_day = not (found.hour or found.minute or found.second or found.microsecond)
    return found.date() if is_day else found.replace(tzinfo=None)


def _duration(said: str) -> object:
    match = _DURATION.match(said)
    if match is None:
        return said
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


_TYPED: Mapping[str, tuple[str, Callable[[str], object]]] = {
    **dict.fromkeys(("float", "percentage", "currency"), ("value", float)),
    "date": ("date-value", _moment),
    "time": ("time-value", _duration),
    "boolean": ("boolean-value", "true".__eq__),
}
"""For each type of value, the attribute that has it and how it is read."""


def _said(element: Element) -> dict[str, str]:
    """Its attributes without their namespaces; of two of one name, OpenDocument's own."""
    return {
        _local(name): value
        for name, value in sorted(element.items(), key=lambda item: "calcext" not in item[0])
    }


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]

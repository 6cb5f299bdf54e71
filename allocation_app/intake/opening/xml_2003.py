"""SpreadsheetML 2003: the XML that report servers write for Excel, often under the name .xls.

Raises `InputError`: ``file_damaged``, ``file_too_big``.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import EPOCH, EPOCH_1904, Merge, letter

HIDDEN = {"SheetHidden": "hidden", "SheetVeryHidden": "very_hidden"}


def read_xml_2003(file: str, content: bytes, limits: Limits, log: ProblemLog) -> list[Grid]:
    """Each visible worksheet."""
    reader = _Reader(file, limits)
    try:
        _walk(content, reader)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # defusedxml's refusals and the parser's share no base class
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error
    log.knows(file, [sheet.name for sheet in reader.sheets])
    grids = []
    for sheet in reader.sheets:
        if sheet.hidden:
            log.add(Code.SHEET_HIDDEN, Place(file=file, sheet=sheet.name), kind=sheet.hidden)
            continue
        grids.append(
            grid_of(
                sheet.name,
                sheet.rows,
                numbers=sheet.numbers,
                merges=tuple(sheet.merges),
                epoch=reader.epoch,
            )
        )
    return grids


def _walk(content: bytes, reader: _Reader) -> None:
    from defusedxml.ElementTree import iterparse

    for event, element in iterparse(io.BytesIO(content), ("start", "end"), forbid_dtd=True):
        name = _local(element.tag)
        if event == "start" and name == "Worksheet":
            reader.start_sheet(_said(element).get("Name", ""))
        elif event == "end" and name == "Row":
            reader.add_row(element)
            element.clear()
        elif event == "end" and name == "Visible" and reader.sheets:
            reader.sheets[-1].hidden = HIDDEN.get(element.text or "", "")
        elif event == "end" and name == "Date1904":
            reader.epoch = EPOCH_1904


class _Worksheet:
    """A worksheet as it is met."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hidden = ""
        self.rows: list[list[object]] = []
        self.numbers: list[int] = []
        self.merges: list[Merge] = []


class _Reader:
    """Takes the rows of each worksheet in turn."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.sheets: list[_Worksheet] = []
        self.epoch = EPOCH
        self._file, self._limits = file, limits
        self._next = 1

    def start_sheet(self, name: str) -> None:
        """Begin the next worksheet."""
        self.sheets.append(_Worksheet(name))
        self._next = 1

    def add_row(self, element: Element) -> None:
        """Take a row; one that says its number stands there, else below the last."""
        said = _said(element)
        number = int(said.get("Index", self._next))
        self._next = number + 1 + int(said.get("Span", "0"))
        row: list[object] = []
        for cell in element:
            if _local(cell.tag) == "Cell":
                self._add_cell(row, cell, number)
        if any(value != "" for value in row):
            self._check("rows", number, self._limits.rows, f"A{number}")
            self.sheets[-1].rows.append(row)
            self.sheets[-1].numbers.append(number)

    def _add_cell(self, row: list[object], cell: Element, number: int) -> None:
        said = _said(cell)
        column = int(said.get("Index", len(row) + 1)) - 1
        across, down = int(said.get("MergeAcross", "0")), int(said.get("MergeDown", "0"))
        value = _value(cell, has_formula="Formula" in said)
        if value == "" and not across and not down and column >= self._limits.columns:
            return
        self._check(
            "columns", column + across + 1, self._limits.columns, f"{letter(column)}{number}"
        )
        row.extend([""] * (column - len(row)))
        row.append(value)
        row.extend([""] * across)
        if across or down:
            self._check("merges", len(self.sheets[-1].merges), self._limits.merges, "")
            self.sheets[-1].merges.append((number, column, number + down, column + across))

    def _check(self, what: str, amount: int, limit: int, found: str) -> None:
        if amount > limit:
            raise InputError(
                "file_too_big", file=self._file, what=what, found=found, limit=str(limit)
            )


def _value(cell: Element, *, has_formula: bool) -> object:
    data = next((part for part in cell if _local(part.tag) == "Data"), None)
    if data is None:
        return ErrorCell() if has_formula else ""
    text, kind = "".join(data.itertext()), _said(data).get("Type", "String")
    if kind == "Number":
        return _number(text)
    if kind == "DateTime":
        return _moment(text)
    if kind == "Boolean":
        return text.strip() in {"1", "true"}
    if kind == "Error":
        return ErrorCell(text.strip() or "#ERROR")
    return text


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def _moment(text: str) -> object:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    is_day = not (found.hour or found.minute or found.second or found.microsecond)
    return date(found.year, found.month, found.day) if is_day else found.replace(tzinfo=None)


def _said(element: Element) -> dict[str, str]:
    return {_local(name): value for name, value in element.items()}


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]

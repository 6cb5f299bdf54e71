"""How a value gets into a cell: user text never becomes a formula."""

from __future__ import annotations

import re

from openpyxl.cell import Cell
from openpyxl.worksheet.hyperlink import Hyperlink

from allocation_app.report.looks import Style
from allocation_app.report.styles import Looks
from allocation_app.report.values import Formula, Link, Value, is_risky, printable

_HAS_MEANING, _QUOTED = re.compile(r"(['\[\]#@])"), r"'\1"  # in a formula's column names


def put(cell: Cell, value: Value, style: Style, looks: Looks) -> None:
    """Write one value in one style (a link in its own); text is text, whatever it begins with."""
    is_quoted = False
    if isinstance(value, Link):
        style = Style.LINK
    match value:
        case Formula():
            cell.value = value.text
        case Link():
            is_quoted = _put_text(cell, value.text)
            cell.hyperlink = _hyperlink(cell.coordinate, value)
        case str():
            is_quoted = _put_text(cell, value)
        case tuple():
            is_quoted = _put_text(cell, *value)
        case _:
            cell.value = value
    # The descriptor for a style's name looks it up among all of them, for each cell.
    cell._style = looks[style, is_quoted]  # type: ignore[attr-defined]  # noqa: SLF001


def sheet_reference(sheet: str) -> str:
    """A sheet's name as formulas and links quote it."""
    return "'" + sheet.replace("'", "''") + "'"


def column_reference(table: str, heading: str) -> str:
    """A table's column by its heading, as formulas name it: "Findings[State]"."""
    return f"{table}[{_HAS_MEANING.sub(_QUOTED, heading)}]"


def _put_text(cell: Cell, *lines: str) -> bool:
    """Write a text a line; returns whether it looks like more than text."""
    cell.value = "\n".join(map(printable, lines)) or None
    cell.data_type = "s"  # openpyxl has taken "=..." for a formula and "#N/A" for an error
    return any(map(is_risky, lines[:1]))


def _hyperlink(coordinate: str, link: Link) -> Hyperlink:
    if link.sheet:
        return Hyperlink(ref=coordinate, location=f"{sheet_reference(link.sheet)}!A1")
    return Hyperlink(ref=coordinate, target=link.address)

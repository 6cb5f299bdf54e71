"""Finds cells of an ods that show an error, which LibreOffice writes as text with its own type.

Raises `InputError`: ``file_damaged``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.cells import ERROR_TEXT, ErrorCell
from allocation_app.intake.sheets import MOST_COLUMNS

MARKS = (b'value-type="error"', b"#N/A", b"#REF", b"#VALUE", b"#DIV", b"#NAME", b"Err:")

Found = dict[tuple[int, int], ErrorCell]


def error_cells(file: str, content: bytes) -> dict[str, Found]:
    """For each sheet, its error cells by row and column from 0; looked for if there are any."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            xml = archive.read("content.xml")
        return _search(xml) if any(mark in xml for mark in MARKS) else {}
    except Exception as error:  # zlib.error and defusedxml's refusals share no base class
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error


def _search(xml: bytes) -> dict[str, Found]:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(xml)
    return {
        _attribute(table, "name"): dict(_errors(table))
        for table in root.iter()
        if _tag(table) == "table"
    }


def _errors(table: Element) -> Iterator[tuple[tuple[int, int], ErrorCell]]:
    row = 0
    for line in table.iter():
        if _tag(line) != "table-row":
            continue
        for column, cell in _cells(line):
            error = _error(cell)
            if error is not None:
                yield (row, column), error
        row += int(_attribute(line, "number-rows-repeated") or 1)


def _cells(line: Element) -> Iterator[tuple[int, Element]]:
    """The cells of a row, each under every column that it is repeated for."""
    column = 0
    for cell in line:
        times = int(_attribute(cell, "number-columns-repeated") or 1)
        for again in range(min(times, MOST_COLUMNS)):
            yield column + again, cell
        column += times


def _error(cell: Element) -> ErrorCell | None:
    text = "".join(cell.itertext()).strip()
    is_error = any(
        name.rpartition("}")[2] == "value-type" and value == "error" for name, value in cell.items()
    )
    if is_error or ERROR_TEXT.fullmatch(text):
        return ErrorCell(text or "#ERROR")
    return None


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _attribute(element: Element, wanted: str) -> str:
    return next((value for name, value in element.items() if name.rpartition("}")[2] == wanted), "")

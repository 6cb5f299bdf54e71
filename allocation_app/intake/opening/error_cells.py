"""Finds cells of an xlsx that show an error, or a formula without a result, in the sheet's XML.

calamine reads both as blanks, and then a failed look-up of the worker would say "unallocated". The
search is for bytes, so that it costs a fraction of reading the sheet; it also sees how far the
sheet reaches before calamine sets memory aside for it.

Raises `InputError`: ``file_damaged``, ``file_too_big`` (``what`` "columns" or "cells").
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.sheets import MOST_CELLS, MOST_COLUMNS, column_number

BLOCK = 4_000_000

_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ERROR = re.compile(rb'<(?:\w+:)?c\b([^>]*\bt="e"[^>]*)>(.*?)</(?:\w+:)?c>', re.DOTALL)
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(r"([A-Z]{1,3})\d{1,7}")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FAR = re.compile(rb' r="([A-Z]{3}|S[S-Z]|[T-Z][A-Z])\d')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')

Found = dict[tuple[int, int], ErrorCell]


def error_cells(file: str, content: bytes) -> dict[str, Found]:
    """For each sheet of the workbook, its error cells by row and column from 0."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {
                name: _search_sheet(file, archive, part)
                for name, part in _sheet_parts(archive)
                if part in archive.NameToInfo
            }
    except InputError:
        raise
    except Exception as error:  # zlib.error and defusedxml's refusals share no base class
        raise InputError("file_damaged", file=file, why=type(error).__name__) from error


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part of the zip that holds it."""
    from defusedxml.ElementTree import fromstring

    book_part = next(name for name in archive.namelist() if name.endswith("workbook.xml"))
    folder, base = posixpath.split(book_part)
    links: Element = fromstring(archive.read(f"{folder}/_rels/{base}.rels".lstrip("/")))
    targets = {
        link.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
        for link in links
    }
    book: Element = fromstring(archive.read(book_part))
    for element in book.iter():
        if _tag(element) == "sheet":
            link = next(
                (value for name, value in element.items() if name.rpartition("}")[2] == "id"), ""
            )
            yield element.get("name", ""), targets.get(link, "").lstrip("/")


def _search_sheet(file: str, archive: zipfile.ZipFile, part: str) -> Found:
    try:
        return _scan(file, archive, part)
    except _Unnamed:
        return _counted(archive, part)


def _scan(file: str, archive: zipfile.ZipFile, part: str) -> Found:
    found: Found = {}
    last_row = 0
    with archive.open(part) as stream:
        for block in _blocks(stream):
            if (far := _FAR.search(block)) is not None:
                raise InputError(
                    "file_too_big",
                    file=file,
                    what="columns",
                    found=far[1].decode(),
                    limit=str(MOST_COLUMNS),
                )
            start = block.rfind(b"<row ")
            start = block.rfind(b":row ") if start < 0 else start
            if start >= 0 and (row := _ROW.search(block, max(0, start - 20))) is not None:
                last_row = max(last_row, int(row[1]))
            _search(block, found)
    if last_row > MOST_CELLS:
        raise InputError(
            "file_too_big", file=file, what="cells", found=str(last_row), limit=str(MOST_CELLS)
        )
    return found


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The part in blocks that end with a row's end, so that no cell is cut in two."""
    rest = b""
    while chunk := stream.read(BLOCK):
        chunk = rest + chunk
        end = chunk.rfind(b"row>") + len(b"row>")
        if end < len(b"row>"):
            rest = chunk
            continue
        yield chunk[:end]
        rest = chunk[end:]
    yield rest


def _search(block: bytes, found: Found) -> None:
    if b't="e"' in block:
        for start in _starts(block, b't="e"'):
            match = _ERROR.match(block, start)
            if match is not None:
                value = _VALUE.search(match[2])
                _keep(found, match[1], ErrorCell(value[1].decode() if value else "#ERROR"))
    if b"<f" in block or b":f" in block:
        for match in _UNCALCULATED.finditer(block):
            if b't="str"' not in match[1] and b't="e"' not in match[1]:
                _keep(found, match[1], ErrorCell())


def _starts(block: bytes, mark: bytes) -> Iterator[int]:
    """Where each cell that has this mark begins."""
    at = block.find(mark)
    while at >= 0:
        start = block.rfind(b"<c ", 0, at)
        if start < 0:
            start = block.rfind(b"<", 0, max(0, block.rfind(b":c ", 0, at)))
        yield max(0, start)
        at = block.find(mark, at + len(mark))


def _keep(found: Found, attributes: bytes, error: ErrorCell) -> None:
    reference = _REFERENCE.search(attributes)
    if reference is None:
        raise _Unnamed
    found[int(reference[2]) - 1, column_number(reference[1].decode())] = error


class _Unnamed(Exception):  # noqa: N818 - no error: such a sheet is searched in another way
    """A cell that does not say where it is, which the format allows."""


def _counted(archive: zipfile.ZipFile, part: str) -> Found:
    """The error cells of a sheet whose cells are known by their order only."""
    from defusedxml.ElementTree import fromstring

    found: Found = {}
    root: Element = fromstring(archive.read(part))
    row = -1
    for line in (element for element in root.iter() if _tag(element) == "row"):
        row, column = int(line.get("r", row + 2)) - 1, -1
        for cell in (element for element in line if _tag(element) == "c"):
            match = _PLACE.fullmatch(cell.get("r", ""))
            column = column + 1 if match is None else column_number(match[1])
            parts = {_tag(element): (element.text or "") for element in cell}
            if cell.get("t") == "e":
                found[row, column] = ErrorCell(parts.get("v") or "#ERROR")
            elif "f" in parts and not parts.get("v") and cell.get("t") != "str":
                found[row, column] = ErrorCell()
    return found


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]

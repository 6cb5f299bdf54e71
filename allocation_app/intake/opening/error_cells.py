"""Looks over the XML of an xlsx's sheets: how far they reach, and their error cells.

calamine reads an error, and a formula without a result, as blanks, and then a failed look-up of the
worker would say "unallocated". The search is for bytes, so that it costs a fraction of reading the
sheet; it also sees how far the sheet reaches before calamine sets memory aside for it.

Raises `InputError`: ``file_damaged``, ``file_too_big`` (``what`` "columns", "rows", "merges",
"styles", "text").
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.opening.outline import Outline, SheetPart, tag
from allocation_app.intake.opening.packages import Package
from allocation_app.intake.opening.streams import Stream
from allocation_app.intake.sheets import column_number

MOST_OF_A_ROW = 1 << 25
LONG_TEXT = 2_000

_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\b([^>]*\bt=["']e["'][^>]*)>(.*?)</(?:\w+:)?c>""", re.DOTALL)
_UNCALCULATED = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(r"([A-Z]{1,3})\d{1,7}")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FAR = re.compile(
    rb""" r=["'](?=[A-Za-z](?:[A-Za-z]|\d{6}))"""  # nearly every cell is none by now
    rb"""((?:[A-Za-z]{3,}|[Ss][S-Zs-z]|[T-Zt-z][A-Za-z])\d+"""
    rb"""|[A-Za-z]+(?:[2-9]\d{5}|\d{7,}))["'][^>]*(?<!/)>(?!\s*</)"""
)
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)>[^<]")
_SHARED = re.compile(rb"""t=["']s["'][^>]*>\s*<(?:\w+:)?v>(\d+)<""")
_STRING_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
_STYLES = (b"<xf ", b"<numFmt ", b"<font", b"<fill>", b"<border", b"<dxf", b"<cellStyle ", b":xf ")
_MERGE = b"mergeCell "

Found = dict[tuple[int, int], ErrorCell]


def error_cells(
    package: Package, outline: Outline, limits: Limits
) -> tuple[dict[str, Found], frozenset[str]]:
    """For each sheet with cells, its error cells by row and column from 0; and sheets with values.

    Every other part is unpacked too: a workbook with a broken one is refused as a whole.
    """
    lengths = _string_lengths(package, outline.strings, limits)
    sheets = {sheet.part: sheet for sheet in outline.sheets if sheet.part in package.parts}
    for part in package.parts:
        if part == outline.styles:
            _count_styles(package, part, limits)
        elif part != outline.strings and part not in sheets:
            package.check(part)
    found, filled = {}, set()
    for sheet in sheets.values():
        found[sheet.name], has_values = _search_sheet(package, sheet, lengths, limits)
        if has_values:
            filled.add(sheet.name)
    return found, frozenset(filled)


def _string_lengths(package: Package, part: str, limits: Limits) -> array[int]:
    """How long each of the shared strings is, roughly: its XML counts, too."""
    lengths = array("I")
    rest = b""
    for block in package.blocks(part) if part else ():
        *whole, rest = _STRING_END.split(rest + block)
        lengths.extend(map(len, whole))
        if max(len(rest), max(lengths[-len(whole) :] if whole else (), default=0)) > limits.text:
            raise _too_big(package, "text", limits.text)
    return lengths


def _count_styles(package: Package, part: str, limits: Limits) -> None:
    counts = dict.fromkeys(_STYLES, 0)
    for block in package.blocks(part):
        for mark in _STYLES:
            counts[mark] += block.count(mark)
        if max(counts.values()) > limits.styles:
            raise _too_big(package, "styles", limits.styles)


def _search_sheet(
    package: Package, sheet: SheetPart, lengths: array[int], limits: Limits
) -> tuple[Found, bool]:
    try:
        return _scan(package, sheet, lengths, limits)
    except _Unnamed:
        try:
            return _counted(package, sheet.part), True
        except (ParseError, ValueError) as error:  # no XML, or a row numbered with letters
            why = type(error).__name__
            raise InputError("file_damaged", file=package.file, why=why) from error


def _scan(
    package: Package, sheet: SheetPart, lengths: array[int], limits: Limits
) -> tuple[Found, bool]:
    found: Found = {}
    has_values = False
    merges = texts = expanded = 0
    longest = max(lengths, default=0)
    for block in _blocks(package, sheet.part):
        for far in _FAR.finditer(block):
            _check_far(package, sheet, far[1].decode().upper(), limits)
        merges += block.count(_MERGE)
        if merges > limits.merges:
            raise _too_big(package, "merges", limits.merges)
        if longest > LONG_TEXT:
            texts += block.count(b't="s"') + block.count(b"t='s'")
            if texts * longest > limits.expanded:
                expanded += sum(
                    lengths[at] for at in map(int, _SHARED.findall(block)) if at < len(lengths)
                )
                if expanded > limits.expanded:
                    raise _too_big(package, "text", limits.expanded)
        has_values = has_values or _FILLED.search(block) is not None
        _search(block, found)
    return found, has_values


def _check_far(package: Package, sheet: SheetPart, cell: str, limits: Limits) -> None:
    letters = cell.rstrip("0123456789")
    is_wide = len(letters) > len("XFD") or column_number(letters) >= limits.columns
    if is_wide or int(cell[len(letters) :]) > limits.rows:
        raise InputError(
            "file_too_big",
            file=package.file,
            sheet=sheet.name,
            what="columns" if is_wide else "rows",
            found=cell,
            limit=str(limits.columns if is_wide else limits.rows),
        )


def _blocks(package: Package, part: str) -> Iterator[bytes]:
    """The part in blocks that end with a row's end, so that no cell is cut in two."""
    rest = b""
    for chunk in package.blocks(part):
        block = rest + chunk if rest else chunk
        end = block.rfind(b"row>") + len(b"row>")
        if end >= len(b"row>"):
            yield block[:end]
            rest = block[end:]
        elif b"sheetData>" in block:
            yield block
            rest = b""
        else:
            rest = block
        if len(rest) > MOST_OF_A_ROW:
            raise InputError("file_too_big", file=package.file, what="text")
    yield rest


def _search(block: bytes, found: Found) -> None:
    """Add the error cells of a block.

    To look for one byte costs nothing: nearly every workbook writes neither single quotes nor,
    where there are no formulas, an "f".
    """
    for mark in (b't="e"', b"t='e'") if b"'" in block else (b't="e"',):
        if mark not in block:
            continue
        for start in _starts(block, mark):
            match = _ERROR.match(block, start)
            if match is not None:
                value = _VALUE.search(match[2])
                text = value[1].decode(errors="replace") if value else ""
                _keep(found, match[1], ErrorCell(text or "#ERROR"))
    if b"f" in block and (b"<f" in block or b":f" in block):
        for match in _UNCALCULATED.finditer(block):
            if not any(kind in match[1] for kind in (b't="str"', b't="e"', b"t='str'", b"t='e'")):
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
    place = int(reference[2]) - 1, column_number(reference[1].decode().upper())
    found[place] = error


class _Unnamed(Exception):  # noqa: N818 - no error: such a sheet is searched in another way
    """A cell that does not say where it is, which the format allows."""


def _counted(package: Package, part: str) -> Found:
    """The error cells of a sheet whose cells are known by their order only."""
    from defusedxml.ElementTree import iterparse

    found: Found = {}
    row = -1
    stream = Stream(package.blocks(part))
    for _, line in iterparse(stream, ("end",)):
        if tag(line) != "row":
            continue
        row, column = int(line.get("r", row + 2)) - 1, -1
        for cell in (element for element in line if tag(element) == "c"):
            match = _PLACE.fullmatch(cell.get("r", ""))
            column = column + 1 if match is None else column_number(match[1])
            parts = {tag(element): (element.text or "") for element in cell}
            if cell.get("t") == "e":
                found[row, column] = ErrorCell(parts.get("v") or "#ERROR")
            elif "f" in parts and not parts.get("v") and cell.get("t") != "str":
                found[row, column] = ErrorCell()
        line.clear()
    return found


def _too_big(package: Package, what: str, limit: int) -> InputError:
    return InputError("file_too_big", file=package.file, what=what, limit=str(limit))

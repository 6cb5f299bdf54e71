"""Binary workbooks (xlsb): a walk over the records of each part [MS-XLSB 2.1.4].

A record is a type and a length, each in bytes of seven bits, and that many bytes. calamine stops
the whole process on some of these files and shows no error cells, so they are read here.

Raises `InputError`: ``file_damaged``, ``file_too_big``.
"""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.error_cells_xls import ERRORS
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.opening.number_formats import DATES, shows_date
from allocation_app.intake.opening.packages import Package
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import EPOCH, EPOCH_1904, Merge, letter

ROW, BLANK, RK, ERROR, BOOL, REAL, STRING, SHARED = range(8)
F_STRING, F_REAL, F_BOOL, F_ERROR = range(8, 12)
SHARED_ITEM, FORMAT, XF, BOOK, SHEET, MERGE = 19, 44, 47, 153, 156, 176
NO_TEXT = 0xFFFFFFFF
CELL_XFS, CELL_XFS_END = 617, 618
KINDS = {"chartsheet": "chart", "dialogsheet": "dialog", "xlMacrosheet": "macro"}
HIDDEN = {1: "hidden", 2: "very_hidden"}


@dataclass(slots=True)
class _Book:
    """What the cells of every sheet need."""

    strings: list[str] = field(default_factory=list)
    dates: list[bool] = field(default_factory=list)
    epoch: date = EPOCH


@dataclass(slots=True)
class _Cells:
    """The cells of a sheet as they are met."""

    rows: dict[int, dict[int, object]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)


def read_xlsb(package: Package, limits: Limits, log: ProblemLog) -> list[Grid]:
    """Each visible sheet with cells."""
    try:
        return _read(package, limits, log)
    except (InputError, MemoryError):
        raise
    except Exception as error:  # struct.error, the XML parser's and more: all mean one thing
        raise InputError("file_damaged", file=package.file, why=type(error).__name__) from error


def _read(package: Package, limits: Limits, log: ProblemLog) -> list[Grid]:
    part = next(name for name in package.parts if name.endswith("workbook.bin"))
    links = _links(package, part)
    parts = {kind: target for kind, target in links.values() if target in package.parts}
    book = _Book()
    if "sharedStrings" in parts:
        book.strings = [
            _text(body, 1)[0]
            for kind, body in _records(package, parts["sharedStrings"])
            if kind == SHARED_ITEM
        ]
    if "styles" in parts:
        book.dates = _dates(package, parts["styles"])
    sheets = []
    for kind, body in _records(package, part):
        if kind == BOOK and body[0] & 1:
            book.epoch = EPOCH_1904
        elif kind == SHEET:
            sheets.append(_sheet(body, links))
    used = {target for _, (_, target), _ in sheets} | set(parts.values()) | {part}
    for other in package.parts.keys() - used:
        package.check(other)
    if any(name.endswith("vbaProject.bin") for name in package.parts):
        log.add(Code.SHEET_MACROS, Place(file=package.file))
    log.knows(package.file, [name for name, _, _ in sheets])
    return list(_grids(package, sheets, book, limits, log))


def _sheet(body: bytes, links: dict[str, tuple[str, str]]) -> tuple[str, tuple[str, str], int]:
    """A sheet's name, what holds it, and whether it is hidden."""
    for start in (8, 12):  # the first Excel that wrote such files had four bytes more here
        link, end = _text(body, start)
        if link in links:
            return _text(body, end)[0], links[link], body[0]
    raise KeyError


def _grids(
    package: Package,
    sheets: list[tuple[str, tuple[str, str], int]],
    book: _Book,
    limits: Limits,
    log: ProblemLog,
) -> Iterator[Grid]:
    for name, (kind, target), state in sheets:
        place = Place(file=package.file, sheet=name)
        if kind in KINDS:
            log.add(Code.SHEET_NO_CELLS, place, kind=KINDS[kind])
        elif state:
            log.add(Code.SHEET_HIDDEN, place, kind=HIDDEN.get(state, "hidden"))
        else:
            cells = _cells(package, target, book, limits)
            width = max((max(row) + 1 for row in cells.rows.values()), default=0)
            blank: list[object] = [""] * width
            rows = []
            for _, row in sorted(cells.rows.items()):
                line = blank.copy()
                for column, value in row.items():
                    line[column] = value
                rows.append(line)
            yield grid_of(
                name,
                rows,
                numbers=[number + 1 for number in sorted(cells.rows)],
                merges=tuple(cells.merges),
                epoch=book.epoch,
            )


def _cells(package: Package, target: str, book: _Book, limits: Limits) -> _Cells:
    found, row = _Cells(), 0
    count = 0
    for kind, body in _records(package, target):
        if kind == ROW:
            row = int.from_bytes(body[:4], "little")
        elif BLANK < kind <= F_ERROR:
            column = int.from_bytes(body[:4], "little")
            _check_place(package, row, column, limits)
            found.rows.setdefault(row, {})[column] = _value(kind, body, book)
            count += 1
            if count > limits.cells:
                raise InputError("file_too_big", file=package.file, what="cells")
        elif kind == MERGE:
            top, bottom, left, right = struct.unpack_from("<4I", body)
            found.merges.append((top + 1, left, bottom + 1, right))
            if len(found.merges) > limits.merges:
                raise InputError(
                    "file_too_big", file=package.file, what="merges", limit=str(limits.merges)
                )
    return found


def _check_place(package: Package, row: int, column: int, limits: Limits) -> None:
    is_wide = column >= limits.columns
    if is_wide or row >= limits.rows:
        raise InputError(
            "file_too_big",
            file=package.file,
            what="columns" if is_wide else "rows",
            found=f"{letter(column)}{row + 1}",
            limit=str(limits.columns if is_wide else limits.rows),
        )


def _value(kind: int, body: bytes, book: _Book) -> object:
    if kind in {STRING, F_STRING}:
        return _text(body, 8)[0]
    if kind == SHARED:
        return book.strings[int.from_bytes(body[8:12], "little")]
    if kind in {BOOL, F_BOOL}:
        return bool(body[8])
    if kind in {ERROR, F_ERROR}:
        return ErrorCell(ERRORS.get(body[8], "#ERROR"))
    number = _rk(body[8:12]) if kind == RK else float(struct.unpack_from("<d", body, 8)[0])
    style = int.from_bytes(body[4:7], "little")
    is_date = style < len(book.dates) and book.dates[style]
    return moment(number, book.epoch) if is_date else number


def _rk(packed: bytes) -> float:
    """A number in four bytes: an integer or the first half of a float, or a hundredth of it."""
    flags = packed[0] & 3
    if flags & 2:
        number: float = int.from_bytes(packed, "little", signed=True) >> 2
    else:
        number = struct.unpack("<d", bytes(4) + bytes([packed[0] & 0xFC]) + packed[1:4])[0]
    return float(number / 100 if flags & 1 else number)


def moment(number: float, epoch: date) -> object:
    """The day, or day and time, that a number stands for; itself, where it can't be one."""
    days = number if epoch != EPOCH or number >= SIXTY else number + 1
    try:
        found = datetime(epoch.year, epoch.month, epoch.day) + timedelta(  # noqa: DTZ001 - no zone
            days=int(days), seconds=round((days - int(days)) * 86_400)
        )
    except OverflowError:
        return number
    if number < 0 or (epoch == EPOCH and SIXTY <= number < SIXTY + 1):
        return number  # 29 February 1900 was no day
    return found.date() if found.time() == datetime.min.time() else found


SIXTY = 60


def _dates(package: Package, part: str) -> list[bool]:
    """For each style of cells, whether it shows a date."""
    own: dict[int, bool] = {}
    found: list[bool] = []
    is_of_cells = False
    for kind, body in _records(package, part):
        if kind == FORMAT:
            own[int.from_bytes(body[:2], "little")] = shows_date(_text(body, 2)[0])
        elif kind in {CELL_XFS, CELL_XFS_END}:
            is_of_cells = kind == CELL_XFS
        elif kind == XF and is_of_cells:
            number = int.from_bytes(body[2:4], "little")
            found.append(own.get(number, number in DATES))
    return found


def _records(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    rest = b""
    for block in package.blocks(part):
        rest += block
        at = 0
        while (head := _head(rest, at)) is not None and head[2] + head[1] <= len(rest):
            kind, length, start = head
            yield kind, rest[start : start + length]
            at = start + length
        rest = rest[at:]


def _head(content: bytes, at: int) -> tuple[int, int, int] | None:
    """Type and length of the record that begins here, and where its body begins."""
    if at + 6 > len(content):
        if at + 2 > len(content):
            return None
        content, at, moved = content[at:] + bytes(6), 0, at
    else:
        moved = 0
    kind, start = content[at], at + 1
    if kind & 0x80:
        kind = (kind & 0x7F) | (content[start] & 0x7F) << 7
        start += 1
    length = 0
    for step in range(4):
        byte = content[start]
        start += 1
        length |= (byte & 0x7F) << 7 * step
        if not byte & 0x80:
            break
    return kind, length, start + moved


def _text(body: bytes, start: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    length = int.from_bytes(body[start : start + 4], "little")
    if length == NO_TEXT:
        return "", start + 4
    end = start + 4 + 2 * length
    return body[start + 4 : end].decode("utf-16-le", errors="replace"), end


def _links(package: Package, part: str) -> dict[str, tuple[str, str]]:
    from defusedxml.ElementTree import fromstring

    folder, base = posixpath.split(part)
    root: Element = fromstring(package.read(posixpath.join(folder, "_rels", f"{base}.rels")))
    return {
        link.get("Id", ""): (
            link.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
        )
        for link in root
    }

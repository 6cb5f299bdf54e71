"""Damages workbooks in seven ways, from a seed: what a bad disk, mail or person does to them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from random import Random

import xlsxwriter
from openpyxl import Workbook

HEADINGS = ("Child ID", "Child name", "DOB", "Status", "Social worker", "Last seen")
HUGE = (b"-1", b"0", b"65536", b"1048577", b"2147483648", b"4294967295", b"9" * 19, b"1e308")
FAR = (
    b"XFD1048576",
    b"A1048577",
    b"ZZZ1",
    b"A0",
    b"A99999999999",
    b"B-1",
    b"AAAAAAAA1",
    b"7",
    b"A",
)


def a_whole_workbook() -> bytes:
    """A workbook with all that ours have: dates, merges, errors, formulas, several sheets."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Children")
    sheet.merge_range(0, 0, 0, 5, "Caseload at 20/11/2026")
    sheet.write_row(1, 0, HEADINGS)
    for row in range(2, 40):
        sheet.write_row(row, 0, (f"C{row:03}", f"Siân {row}", "", "CP", f"Worker {row % 5}"))
        sheet.write_datetime(row, 2, date(2015, 1 + row % 12, 3))  # type: ignore[arg-type]
        sheet.write_formula(row, 5, "=NA()", None, "#N/A")
    notes = book.add_worksheet("Notes")
    notes.write_rich_string(0, 0, "one ", book.add_format({"bold": True}), "two")
    notes.hide()
    book.add_worksheet("Empty")
    book.close()
    return made.getvalue()


def a_plain_workbook() -> bytes:
    """One by another writer, with inline strings nowhere and a style for each date."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(HEADINGS))
    for row in range(30):
        sheet.append([f"C{row}", f"Name {row}", date(2016, 5, 6), "CIN", "Jane Roe", None])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def flip_bits(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_short(content: bytes, chance: Random) -> bytes:
    start = chance.choice((0, 0, 0, chance.randrange(50)))
    return content[start : chance.randrange(1, len(content))]


def drop_or_swap_parts(content: bytes, chance: Random) -> bytes:
    parts = parts_of(content)
    names = sorted(parts)
    one, other = chance.choice(names), chance.choice(names)
    if chance.random() < 0.5:
        del parts[one]
    else:
        parts[one], parts[other] = parts[other], parts[one]
    return zipped(parts)


def damage_markup(content: bytes, chance: Random) -> bytes:
    def damaged(part: bytes) -> bytes:
        places = [match.span() for match in re.finditer(rb'\b[\w:]+="[^"]*"|</?[\w:]+', part)]
        for _ in range(min(len(places), chance.choice((1, 3, 20)))):
            start, end = chance.choice(places)
            new = chance.choice((b"", part[start:end] * 2, b'x="', b"<", bytes(end - start)))
            part = part[:start] + new + part[end:]
            places = [match.span() for match in re.finditer(rb'\b[\w:]+="[^"]*"|</?[\w:]+', part)]
        return part

    return _in_a_part(content, chance, damaged)


def make_numbers_huge(content: bytes, chance: Random) -> bytes:
    def enlarged(part: bytes) -> bytes:
        places = [match.span() for match in re.finditer(rb'(?<=[">])\w*\d+(?=["<])', part)]
        for start, end in sorted(chance.sample(places, min(len(places), 5)), reverse=True):
            part = part[:start] + chance.choice(HUGE + FAR) + part[end:]
        return part

    return _in_a_part(content, chance, enlarged)


def change_encoding(content: bytes, chance: Random) -> bytes:
    def encoded(part: bytes) -> bytes:
        text = part.decode("utf-8", errors="replace")
        name = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp037", ""))
        if name:
            return text.encode(name, errors="replace")
        at = chance.randrange(len(part) + 1)
        said = part.replace(b"UTF-8", chance.choice((b"UTF-7", b"big5", b"nothing", b"UTF-16")))
        return said[:at] + chance.choice((b"\xff", b"\x00", b"\xc3", b"\xed\xa0\x80")) + said[at:]

    return _in_a_part(content, chance, encoded)


def change_header(content: bytes, chance: Random) -> bytes:
    if chance.random() < 0.3:
        starts = (
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"<?xml ",
            b"\xff\xfe",
            b"%PDF",
        )
        start = chance.choice(starts)
        return start + content[len(start) :]
    changed = bytearray(content)
    ends = (*range(64), *range(len(content) - 64, len(content)))
    for _ in range(chance.choice((1, 4, 16))):
        changed[chance.choice(ends)] = chance.randrange(256)
    return bytes(changed)


def _in_a_part(content: bytes, chance: Random, change: Callable[[bytes], bytes]) -> bytes:
    """The same with one of its XML parts changed, mostly one that readers look at."""
    parts = parts_of(content)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    read = [name for name in names if "sheet" in name or "Strings" in name or "styles" in name]
    name = chance.choice(read if read and chance.random() < 0.7 else names)
    parts[name] = change(parts[name])
    return zipped(parts)


FAMILIES: Mapping[str, Callable[[bytes, Random], bytes]] = {
    "bit flips": flip_bits,
    "truncation": cut_short,
    "parts": drop_or_swap_parts,
    "markup": damage_markup,
    "huge numbers": make_numbers_huge,
    "encodings": change_encoding,
    "header": change_header,
}
"""The seven families; the third to the sixth need a zip."""
FOR_ANY_FILE = ("bit flips", "truncation", "header")

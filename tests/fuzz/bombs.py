"""Builds files that would fill a machine: small to send, and huge to whoever believes them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random

from mutants import a_whole_workbook, parts_of, zipped

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
END = b"</sheetData>"


def _with(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(a_whole_workbook())
    parts[name] = change(parts[name])
    return zipped(parts)


def ratio(chance: Random) -> bytes:
    size = chance.randrange(20, 60) * 1_000_000
    padding = chance.choice((b" ", b"<a/>", b"<row/>", b"\n")) * size
    return _with(SHEET, lambda part: part.replace(END, padding[:size] + END))


def many_parts(chance: Random) -> bytes:
    count = chance.randrange(2_100, 9_000)
    return zipped(
        parts_of(a_whole_workbook()) | {f"xl/media/image{n}.png": b"x" for n in range(count)}
    )


def huge_strings(chance: Random) -> bytes:
    """One string of megabytes; or one of a cell's greatest length in a hundred thousand cells."""
    if chance.random() < 0.3:
        text = bytes(chance.choices(b"abcdefgh ", k=chance.randrange(2_000_000, 4_000_000)))
        return _with(STRINGS, lambda part: part.replace(b"<si><t>", b"<si><t>" + text, 1))
    text = bytes(chance.choices(b"abcdefgh ", k=32_000))
    rows = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c><c r="B%d" t="s"><v>0</v></c></row>' % (n, n, n)
        for n in range(100, chance.randrange(20_000, 60_000))
    )
    parts = parts_of(a_whole_workbook())
    parts[STRINGS] = parts[STRINGS].replace(b"<si><t>", b"<si><t>" + text, 1)
    parts[SHEET] = parts[SHEET].replace(END, rows + END)
    return zipped(parts)


def far_cell(chance: Random) -> bytes:
    row = chance.choice((1_048_576, 1_000_000, 900_000, 500_000))
    name = chance.choice((b"XFD%d", b"xfd%d", b"ZZ%d", b"XAA%d")) % row
    quote = chance.choice((b'"', b"'"))
    value = chance.choice((b"<v>1</v>", b"<is><t>x</t></is>", b"<f>1+1</f><v>2</v>"))
    cell = b'<row r="%d"><c r=%s%s%s>%s</c></row>' % (row, quote, name, quote, value)
    return _with(SHEET, lambda part: part.replace(END, cell + END))


def many_merges(chance: Random) -> bytes:
    count = chance.choice((150_000, 400_000, 1_000_000))
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (n, n) for n in range(1, count))
    return _with(
        SHEET, lambda part: part.replace(END, END + b"<mergeCells>" + merges + b"</mergeCells>")
    )


def many_styles(chance: Random) -> bytes:
    count = chance.choice((200_000, 500_000, 1_000_000))
    styles = b"".join(b'<xf numFmtId="%d" fontId="0"/>' % (n % 977) for n in range(count))
    return _with(STYLES, lambda part: part.replace(b"</cellXfs>", styles + b"</cellXfs>"))


def nested_zip(chance: Random) -> bytes:
    inner = zipped({"0.txt": bytes(chance.randrange(1_000_000, 9_000_000))})
    for depth in range(chance.randrange(1, 4)):
        inner = zipped({f"{depth}-{n}.zip": inner for n in range(8)})
    folder = chance.choice(("", "xl/", "xl/worksheets/"))
    return zipped(parts_of(a_whole_workbook()) | {f"{folder}lib.zip": inner})


def overlapping(chance: Random) -> bytes:
    """Entries whose directory points into one another, or tells another size than theirs."""
    whole = a_whole_workbook()
    if chance.random() < 0.5:
        return _lying(whole, chance)
    body = zlib.compress(bytes(1_000_000), 9)[2:-4]
    name = b"xl/media/a.bin"
    head = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, zlib.crc32(bytes(1_000_000)), len(body), 1_000_000,
        len(name), 0,
    )  # fmt: skip
    made = bytearray(whole[: whole.index(b"PK\1\2")])
    start = len(made)
    made += head + name + body
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        count = len(archive.infolist())
    at = len(made)
    made += whole[whole.index(b"PK\1\2") : whole.rindex(b"PK\5\6")]
    for number in range(chance.randrange(2, 200)):
        own = b"xl/media/%04d.b" % number
        made += struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, zlib.crc32(bytes(1_000_000)), len(body),
            1_000_000, len(own), 0, 0, 0, 0, 0, start,
        ) + own  # fmt: skip
        count += 1
    return bytes(made) + struct.pack(
        "<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(made) - at, at, 0
    )


def _lying(whole: bytes, chance: Random) -> bytes:
    """A sheet of many megabytes whose directory declares some hundred bytes."""
    parts = parts_of(whole)
    size = chance.randrange(20, 60) * 1_000_000
    sheet = parts[SHEET].replace(END, b"<row/>" * (size // 6) + END)
    made = zipped(parts | {SHEET: sheet})
    said = chance.choice((500, len(parts[SHEET])))
    checksum = zlib.crc32(sheet[:said])
    changed = made.replace(struct.pack("<I", len(sheet)), struct.pack("<I", said))
    return changed.replace(struct.pack("<I", zlib.crc32(sheet)), struct.pack("<I", checksum))


BOMBS: Mapping[str, Callable[[Random], bytes]] = {
    "ratio": ratio,
    "many parts": many_parts,
    "huge strings": huge_strings,
    "far cell": far_cell,
    "merges": many_merges,
    "styles": many_styles,
    "nested zip": nested_zip,
    "overlapping": overlapping,
}

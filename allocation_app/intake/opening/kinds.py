"""What kind of file it is, by its first bytes and never by its name; and files that are none.

Raises `InputError` with these codes; details are ``file`` and what is named here:

- ``file_missing``: there is no such file; a folder (``found`` "folder").
- ``file_locked``: it may not be read, or it is the ~$ lock file that Excel leaves beside a workbook
  (``found`` "lock").
- ``file_empty``: no bytes, or nothing but white space.
- ``file_too_big``: ``what`` says by which measure ("size" and "unpacked" in MB, "parts", and
  elsewhere "rows", "columns", "cells", "merges", "styles", "text", "memory", "time"), ``found`` and
  ``limit`` give the amounts, or the cell that lies too far.
- ``file_password``: see `passwords`.
- ``file_web_page``: a page without a table, often to say that you are logged out.
- ``file_kind``: no spreadsheet; ``found`` is pdf, word, powerpoint, picture, zip, archive,
  document, xml, rtf or unknown.
- ``file_encoding``: text in an encoding that is not known here.
- ``file_damaged``: cut short or broken; ``why`` is a word for support.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from allocation_app.errors import InputError
from allocation_app.intake.opening.limits import MEGABYTE, USUAL, Limits
from allocation_app.intake.opening.packages import package_of

SAMPLE = 4096
FEW = 4
NOTHING = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"


class Kind(StrEnum):
    """The kinds that are read."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FODS = "fods"
    CSV = "csv"
    XML_2003 = "xml_2003"
    HTML = "html"
    CENSUS = "census"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
OLD_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
OTHERS: Mapping[bytes, str] = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"{\\rtf": "rtf",
    b"7z\xbc\xaf": "archive",
    b"Rar!": "archive",
    b"\x1f\x8b": "archive",
    b"PK\x05\x06": "zip",
    b"SQLite format 3": "unknown",
}
OLE_PARTS: Mapping[str, str] = {
    "WordDocument": "word",
    "PowerPoint Document": "powerpoint",
    "Workbook": Kind.XLS,
    "Book": Kind.XLS,
}
MARKUP = re.compile(r"<[!?a-zA-Z]")
BEFORE_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)+", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"<((?:[\w.-]+:)?[\w.-]+)")
WIDE_STARTS: Mapping[bytes, str] = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}


def load(path: Path, limits: Limits = USUAL) -> bytes:
    """The bytes of a file, or an `InputError` that says why there are none."""
    if path.name.startswith("~$"):
        raise InputError("file_locked", file=path.name, found="lock")
    try:
        if path.is_dir():
            raise InputError("file_missing", file=path.name, found="folder")
        size = path.stat().st_size
        if size > limits.megabytes * MEGABYTE:
            raise InputError(
                "file_too_big",
                file=path.name,
                what="size",
                found=str(round(size / MEGABYTE)),
                limit=str(limits.megabytes),
            )
        with path.open("rb") as stream:
            return stream.read(limits.megabytes * MEGABYTE + 1)
    except FileNotFoundError as error:
        raise InputError("file_missing", file=path.name) from error
    except OSError as error:
        raise InputError("file_locked", file=path.name, why=error.strerror or "") from error


def kind_of(name: str, content: bytes, limits: Limits = USUAL) -> Kind:
    """What kind of spreadsheet these bytes are; `InputError` for what is none."""
    if not content[:SAMPLE].strip(NOTHING) and not content.strip(NOTHING):
        raise InputError("file_empty", file=name)
    if content.startswith(ZIP):
        return _zip_kind(name, content, limits)
    if content.startswith(OLE):
        return _ole_kind(name, content)
    if content.startswith(OLD_XLS):
        raise InputError("file_kind", file=name, found="old_xls")
    for start, found in OTHERS.items():
        if content.startswith(start):
            raise InputError("file_kind", file=name, found=found)
    return _text_kind(name, content)


def _text_kind(name: str, content: bytes) -> Kind:
    wide = WIDE_STARTS.get(content[:2])
    if wide is None and len(content) <= FEW * len(LOCK_NAME) and _is_lock(content):
        raise InputError("file_locked", file=name, found="lock")
    start = content[:SAMPLE].decode(wide or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if MARKUP.match(start):
        return _markup_kind(name, start, content)
    if wide is None and not is_wide(content):
        is_binary = content.count(b"\0") > max(FEW, len(content) // 20)
        if is_binary or _controls(content[:SAMPLE]):
            raise InputError("file_kind", file=name, found="unknown")
        if not any(byte in content for byte in (b"\n", b"\r", b",", b";", b"\t", b"|")):
            raise InputError("file_kind", file=name, found="unknown")
    return Kind.CSV


LOCK_NAME = "a lock file: owner's name, padded with zeros"


def is_wide(content: bytes) -> str:
    """The name of a two-byte encoding that this text is certainly in, without a mark; or ""."""
    sample = content[:SAMPLE]
    if len(sample) < FEW or len(content) % 2:
        return ""
    half = len(sample) // 2
    odd, even = sample[1::2].count(b"\0"), sample[::2].count(b"\0")
    if odd > half * 0.7 and even <= half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd <= half * 0.02 else ""


def _markup_kind(name: str, start: str, content: bytes) -> Kind:
    """Which of the spreadsheets that are XML, or a web page, begins like this."""
    before = BEFORE_ROOT.match(start)
    root = ROOT.match(start[before.end() :] if before else start)
    word = "" if root is None else root[1].rpartition(":")[2].lower()
    if word == "workbook" and "urn:schemas-microsoft-com:office:spreadsheet" in start:
        return Kind.XML_2003
    if word == "document" and "opendocument" in start:
        return Kind.FODS
    if word == "message" and b"CSWWWorker" in content.replace(b"\0", b""):
        return Kind.CENSUS
    if start.lower().startswith("<?xml") and word not in {"html", "table"}:
        raise InputError("file_kind", file=name, found="xml")
    if b"<table" not in content.replace(b"\0", b"").lower():
        raise InputError("file_web_page", file=name)
    return Kind.HTML


def _is_lock(content: bytes) -> bool:
    return len(content) in {54, 55, 165} and 0 < content[0] <= len(content) and b" " * 20 in content


def _controls(content: bytes) -> bool:
    allowed = b"\t\n\r\f\x1a\0\x0b"
    return sum(byte < ord(" ") and byte not in allowed for byte in content) > len(content) // 50


def _ole_kind(name: str, content: bytes) -> Kind:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            found = next((kind for part, kind in OLE_PARTS.items() if ole.exists(part)), "document")
    except Exception as error:  # olefile raises whatever it meets
        raise InputError("file_damaged", file=name, why=type(error).__name__) from error
    if found != Kind.XLS:
        raise InputError("file_kind", file=name, found=found)
    return Kind.XLS


def _zip_kind(name: str, content: bytes, limits: Limits) -> Kind:
    package = package_of(name, content, limits)
    names = package.parts.keys()
    if "mimetype" in names:
        if b"spreadsheet" not in package.read("mimetype")[:100]:
            raise InputError("file_kind", file=name, found="document")
        return Kind.ODS
    if any(part.endswith("workbook.bin") for part in names):
        return Kind.XLSB
    if any(part.endswith("workbook.xml") for part in names):
        has_macros = any(part.endswith("vbaProject.bin") for part in names)
        return Kind.XLSM if has_macros else Kind.XLSX
    found = "word" if "word/document.xml" in names else "zip"
    raise InputError(
        "file_kind", file=name, found="powerpoint" if "ppt/presentation.xml" in names else found
    )

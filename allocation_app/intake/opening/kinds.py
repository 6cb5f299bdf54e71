"""What kind of file it is, by its first bytes and never by its name; and files that are none.

Raises `InputError` with these codes; details are ``file`` and what is named here:

- ``file_missing``: there is no such file; a folder (``found`` "folder").
- ``file_locked``: it may not be read, or it is the ~$ lock file that Excel leaves beside a workbook
  (``found`` "lock").
- ``file_empty``: no bytes, or nothing but white space.
- ``file_too_big``: ``what`` says by which measure ("size" and "unpacked" in MB, "parts", and
  elsewhere "cells" and "columns"), ``found`` and ``limit`` give the amounts.
- ``file_password``: encrypted.
- ``file_web_page``: HTML or XML, usually a case system's report named .xls.
- ``file_kind``: no spreadsheet; ``found`` is pdf, word, powerpoint, picture, xlsb, zip, archive,
  document, rtf or unknown.
- ``file_damaged``: cut short or broken; ``why`` is a word for support.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from allocation_app.errors import InputError

MOST_MEGABYTES = 50
MOST_MEGABYTES_TEXT = 250  # text unpacks to nothing more: the nation's 420,000 rows are 100 MB
MOST_PARTS = 2_000
MOST_UNPACKED = 900_000_000
MOST_PART_RATIO = 400
RATIO_MATTERS_FROM = 20_000_000


SAMPLE = 4096
FEW = 4
NOTHING = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"


class Kind(StrEnum):
    """The kinds that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
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
    "EncryptedPackage": "password",
    "EncryptionInfo": "password",
    "WordDocument": "word",
    "PowerPoint Document": "powerpoint",
    "Workbook": Kind.XLS,
    "Book": Kind.XLS,
}
MARKUP = re.compile(rb"<[!?a-z]")


def load(path: Path) -> bytes:
    """The bytes of a file, or an `InputError` that says why there are none."""
    if path.name.startswith("~$"):
        raise InputError("file_locked", file=path.name, found="lock")
    try:
        if path.is_dir():
            raise InputError("file_missing", file=path.name, found="folder")
        size = path.stat().st_size / 1_000_000
        with path.open("rb") as stream:
            is_packed = stream.read(len(OLE)).startswith((ZIP, OLE))
            most = MOST_MEGABYTES if is_packed else MOST_MEGABYTES_TEXT
            if size > most:
                raise InputError(
                    "file_too_big",
                    file=path.name,
                    what="size",
                    found=str(round(size)),
                    limit=str(most),
                )
            stream.seek(0)
            return stream.read()
    except FileNotFoundError as error:
        raise InputError("file_missing", file=path.name) from error
    except OSError as error:
        raise InputError("file_locked", file=path.name, why=error.strerror or "") from error


def kind_of(name: str, content: bytes) -> Kind:
    """What kind of spreadsheet these bytes are; `InputError` for what is none."""
    if not content[:SAMPLE].strip(NOTHING) and not content.strip(NOTHING):
        raise InputError("file_empty", file=name)
    if content.startswith(ZIP):
        return _zip_kind(name, content)
    if content.startswith(OLE):
        return _ole_kind(name, content)
    for start, found in OTHERS.items():
        if content.startswith(start):
            raise InputError("file_kind", file=name, found=found)
    return _text_kind(name, content)


def _text_kind(name: str, content: bytes) -> Kind:
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        start = content[2:2048].replace(b"\0", b"").lstrip().lower()
    elif len(content) < len("a lock file: owner's name, padded with zeros") * 4 and _is_lock(
        content
    ):
        raise InputError("file_locked", file=name, found="lock")
    elif content.count(b"\0") > max(FEW, len(content) // 20) or _controls(content[:SAMPLE]):
        raise InputError("file_kind", file=name, found="unknown")
    if MARKUP.match(start):
        raise InputError("file_web_page", file=name)
    if not any(byte in content for byte in (b"\n", b"\r", b",", b";", b"\t", b"|")):
        raise InputError("file_kind", file=name, found="unknown")
    return Kind.CSV


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
    if found == "password":
        raise InputError("file_password", file=name)
    if found != Kind.XLS:
        raise InputError("file_kind", file=name, found=found)
    return Kind.XLS


def _zip_kind(name: str, content: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_parts(name, parts)
            names = {part.filename for part in parts}
            if "mimetype" in names:
                return _open_document_kind(name, archive)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise InputError("file_damaged", file=name, why=type(error).__name__) from error
    if any(part.endswith("workbook.bin") for part in names):
        raise InputError("file_kind", file=name, found="xlsb")
    if any(part.endswith("workbook.xml") for part in names):
        return Kind.XLSX
    found = "word" if "word/document.xml" in names else "zip"
    raise InputError(
        "file_kind", file=name, found="powerpoint" if "ppt/presentation.xml" in names else found
    )


def _check_parts(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what no spreadsheet program writes, before anything is unpacked."""
    if len(parts) > MOST_PARTS:
        raise InputError(
            "file_too_big", file=name, what="parts", found=str(len(parts)), limit=str(MOST_PARTS)
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or any(map(_is_bomb, parts)):
        raise InputError(
            "file_too_big",
            file=name,
            what="unpacked",
            found=str(round(unpacked / 1_000_000)),
            limit=str(MOST_UNPACKED // 1_000_000),
        )
    names = [part.filename for part in parts]
    if len(set(names)) != len(names):
        raise InputError("file_damaged", file=name, why="duplicate_parts")
    if any(part.startswith(("/", "\\")) or ".." in part.split("/") for part in names):
        raise InputError("file_damaged", file=name, why="part_names")
    if any(part.flag_bits & 1 for part in parts):
        raise InputError("file_password", file=name)


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_MATTERS_FROM and part.file_size > MOST_PART_RATIO * max(
        1, part.compress_size
    )


def _open_document_kind(name: str, archive: zipfile.ZipFile) -> Kind:
    kind = archive.read("mimetype")[:100]
    if b"spreadsheet" not in kind:
        raise InputError("file_kind", file=name, found="document")
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise InputError("file_password", file=name)
    return Kind.ODS

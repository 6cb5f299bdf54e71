"""Looks into a zip (xlsx, xlsb, ods) before any reader does: it must be what it says it is.

A zip has a directory, and readers differ in how far they believe it. So each part is unpacked here
once, in blocks, and refused when it is longer than the directory declares, or its checksum is not
that of what is in it; afterwards every reader sees the same bytes.

Raises `InputError`: ``file_damaged`` (``why``), ``file_too_big`` (``what`` "parts" or "unpacked"),
``file_password``.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from allocation_app.errors import InputError
from allocation_app.intake.opening.limits import MEGABYTE, Limits

BLOCK = 1 << 22
HEAD = struct.Struct("<4s5H3I2H")
LOCAL = b"PK\x03\x04"
XML_PART = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
EMBEDDED = re.compile(r"(^|/)(embeddings|media|Pictures|Object[^/]*|ObjectReplacements)/")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")
DOCTYPE = b"<!DOCTYPE"
MOST_OF_A_SMALL_PART = 20 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The parts of a zip by name, whose directory is sound."""

    file: str
    content: bytes
    parts: dict[str, zipfile.ZipInfo]

    def blocks(self, part: str) -> Iterator[bytes]:
        """A part, unpacked block by block, and found to be what the directory declares."""
        info = self.parts[part]
        length = checksum = 0
        has_doctype = XML_PART.search(part) is not None
        tail = b""
        for block in _unpacked(self.file, self.content, info):
            if not length:
                _check_start(self.file, part, block)
            length += len(block)
            checksum = zlib.crc32(block, checksum)
            if length > info.file_size:
                raise _damaged(self.file, "longer_than_declared")
            if has_doctype:
                is_marked = b"!" in block and DOCTYPE in block  # one byte is found much sooner
                if is_marked or DOCTYPE in tail + block[: len(DOCTYPE)]:
                    raise _damaged(self.file, "doctype")
                tail = block[-len(DOCTYPE) :]
            yield block
        if length != info.file_size or checksum != info.CRC:
            raise _damaged(self.file, "checksum")

    def read(self, part: str) -> bytes:
        """A part that is small in every honest file."""
        found = bytearray()
        for block in self.blocks(part):
            found += block
            if len(found) > MOST_OF_A_SMALL_PART:
                raise InputError("file_too_big", file=self.file, what="unpacked")
        return bytes(found)

    def check(self, part: str) -> None:
        """Unpack a part that nobody reads here, to see that it is what it says."""
        for _ in self.blocks(part):
            pass


def package_of(file: str, content: bytes, limits: Limits) -> Package:
    """The parts of a zip, after everything that its directory alone can tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            has_comment = len(archive.comment) > BLOCK
    except MemoryError:
        raise
    except Exception as error:  # struct.error, BadZipFile, OSError and more
        raise _damaged(file, type(error).__name__) from error
    if len(infos) > limits.parts:
        raise InputError(
            "file_too_big", file=file, what="parts", found=str(len(infos)), limit=str(limits.parts)
        )
    unpacked = sum(info.file_size for info in infos)
    if unpacked > limits.unpacked or any(_is_bomb(info, limits) for info in infos):
        raise InputError(
            "file_too_big",
            file=file,
            what="unpacked",
            found=str(round(unpacked / MEGABYTE)),
            limit=str(limits.unpacked // MEGABYTE),
        )
    names = [info.filename for info in infos]
    if len({name.casefold() for name in names}) != len(names):
        raise _damaged(file, "duplicate_parts")
    if has_comment or any(map(_is_odd, names)):
        raise _damaged(file, "part_names")
    if any(info.flag_bits & 1 for info in infos):
        raise InputError("file_password", file=file, found="unsupported")
    _check_places(file, content, infos)
    return Package(file=file, content=content, parts=dict(zip(names, infos, strict=True)))


def _is_bomb(info: zipfile.ZipInfo, limits: Limits) -> bool:
    is_large = info.file_size > limits.ratio_from
    return is_large and info.file_size > limits.ratio * max(1, info.compress_size)


def _is_odd(name: str) -> bool:
    steps = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in name


def _check_places(file: str, content: bytes, infos: list[zipfile.ZipInfo]) -> None:
    """Each part has its own place, and a head there with the name that the directory gives."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        start = info.header_offset
        head = content[start : start + HEAD.size]
        if start < end or len(head) < HEAD.size or head[:4] != LOCAL:
            raise _damaged(file, "overlapping_parts" if start < end else "directory")
        *_, length, extra = HEAD.unpack(head)
        own = content[start + HEAD.size : start + HEAD.size + length]
        if own.replace(b"\\", b"/") != _raw_name(info).replace(b"\\", b"/"):
            raise _damaged(file, "part_names")
        end = start + HEAD.size + length + extra + info.compress_size
        if end > len(content):
            raise _damaged(file, "directory")


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    is_utf8 = info.flag_bits & 0x800
    return info.orig_filename.encode("utf-8" if is_utf8 else "cp437")


def _unpacked(file: str, content: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    *_, length, extra = HEAD.unpack_from(content, info.header_offset)
    start = info.header_offset + HEAD.size + length + extra
    packed = memoryview(content)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        for at in range(0, len(packed), BLOCK):
            yield bytes(packed[at : at + BLOCK])
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflated(file, packed)
    else:
        raise _damaged(file, "compression")


def _inflated(file: str, packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while not inflate.eof and (block := inflate.decompress(rest, BLOCK)):
            yield block
            rest = inflate.unconsumed_tail
    except zlib.error as error:
        raise _damaged(file, "error") from error
    if not inflate.eof or inflate.unused_data:
        raise _damaged(file, "cut_short")


def _check_start(file: str, part: str, block: bytes) -> None:
    if block.startswith(LOCAL) and EMBEDDED.search(part) is None:
        raise _damaged(file, "nested_zip")
    if XML_PART.search(part) is not None and block.startswith(WIDE):
        raise _damaged(file, "encoding")  # no spreadsheet program writes its parts so


def _damaged(file: str, why: str) -> InputError:
    return InputError("file_damaged", file=file, why=why)

"""Words in files, however they are written there: in another encoding, as base64, in an archive."""

from __future__ import annotations

import base64
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

DEEPEST = 4  # archives within archives


@cache
def written_ways(word: str) -> frozenset[bytes]:
    """The ways in which a word of ASCII letters can stand in a file, in small letters."""
    plain = word.lower().encode()
    wide = [word.lower().encode(code) for code in ("utf-16-le", "utf-16-be", "utf-32-le")]
    return frozenset({plain, *wide, quote(word.lower()).encode()})


@cache
def coded_ways(word: str) -> frozenset[bytes]:
    """The word as hexadecimal digits and base64 have it, wherever it begins among three bytes."""
    found = set()
    for spelt in {word, word.lower(), word.upper(), word.capitalize()}:
        digits = spelt.encode().hex()
        found |= {digits.encode(), digits.upper().encode()}
        for before in range(3):
            coded = base64.b64encode(b"\0" * before + spelt.encode())
            first, last = -(-before * 8 // 6), (before + len(spelt)) * 8 // 6
            found |= {coded[first:last], coded[first:last].translate(_URL_SAFE)}
    return frozenset(found)


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def stands_in(content: bytes, words: Iterable[str], depth: int = 0) -> str | None:
    """The first of the words that can be read in these bytes, None where none can."""
    small = content.lower()
    for word in words:
        if any(way in small for way in written_ways(word)):
            return word
        if any(way in content for way in coded_ways(word)):
            return word
    if depth < DEEPEST:
        for inside in _unpacked(content):
            found = stands_in(inside, words, depth + 1)
            if found is not None:
                return found
    return None


def told_in(folders: Iterable[Path], words: Iterable[str]) -> Iterator[str]:
    """Each file below these folders whose name or content tells one of the words."""
    words = tuple(words)
    for folder in folders:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            named = os.fsencode(path.relative_to(folder))
            for where, content in (("name", named), ("content", path.read_bytes())):
                found = stands_in(content, words)
                if found is not None:
                    yield f"{found} in the {where} of {path.relative_to(folder)}"


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for part in archive.infolist():
                yield part.filename.encode()
                yield archive.read(part)
    for begin in (b"\x1f\x8b", b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
        if content.startswith(begin):
            try:
                yield zlib.decompressobj(47).decompress(content, 64 * 1024 * 1024)
            except zlib.error:
                return

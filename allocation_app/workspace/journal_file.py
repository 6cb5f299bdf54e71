"""The encrypted journal beside a workspace: what was done since the file was last written.

Its first line names the workspace and the state of the file that it goes on from. A line for each
entry follows: its number, then nonce and AES-256-GCM of the entry as base64. Each is bound to the
workspace, the state, its number and the line before: none can be changed, left out or put in
another order, and what a second writer adds fits nowhere. A last line that was never finished is
the action in progress when the machine stopped; it was never acknowledged.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from errno import EFBIG, EINVAL
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allocation_app.domain.journal import Entry
from allocation_app.plain import made, plain
from allocation_app.settings.writing import put_in_place
from allocation_app.workspace.container import Header
from allocation_app.workspace.keys import NONCE, TAG
from allocation_app.workspace.places import aside_path

START = "CASELOAD-JOURNAL 1"
LARGEST = 1024**3  # bytes: a few hundred entries are a thousandth of it
APART, DAMAGED = "journal_apart", "journal_damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a journal says beyond the file.

    ``problem`` is `DAMAGED` where a line can't be read (the entries before it count) and `APART`
    where it goes on from another state of the file than this one; ``rest`` are the lines that can't
    be used then, as they stand, and ``claimed`` what they say of another state, if all of them can
    be read. ``told`` is all that stands there.
    """

    entries: tuple[Entry, ...] = ()
    problem: str = ""
    rest: bytes = b""
    claimed: tuple[Entry, ...] = ()
    told: bytes = b""


@dataclass(slots=True, kw_only=True)
class Journal:
    """The journal of an open workspace: where it is, by which key, and how its last line ends.

    ``last`` is None until the journal was begun. ``known`` is what stood there at last as far as we
    know: where something else does than this or our last ``attempt``, somebody else writes, too.
    """

    path: Path
    workspace: str
    key: bytearray
    state: str
    known: bytes = b""
    last: bytes | None = field(default=None, init=False)
    attempt: bytes = field(default=b"", init=False)

    @property
    def is_as_left(self) -> bool:
        """Whether it can be added to: begun, and neither gone nor brought back as it was before."""
        with suppress(OSError):
            return self.last is not None and self.path.stat().st_size == len(self.known)
        return False

    def append(self, entry: Entry) -> None:
        """Add an entry; it is on the disk when this returns.

        Raises `OSError`, and the journal has to be begun anew then: nobody knows how much of the
        line was written.
        """
        if self.last is None:
            raise ValueError("the journal was not begun")
        before, self.last = self.last, None
        line, tag = self._line(entry, before)
        self.attempt = self.known + line
        how = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, how)
        try:
            if os.write(handle, line) != len(line):
                raise OSError("not all of a line was written")
            os.fsync(handle)
        finally:
            os.close(handle)
        self.last, self.known = tag, self.attempt

    def begin(self, state: str, entries: Iterable[Entry]) -> None:
        """Begin it anew with these entries, from this state of the file; with none, take it away.

        Whole or not at all. Raises `AppError` as `put_in_place`, or `OSError`.
        """
        self.state, self.last = state, None
        told, tag = first_line(self.workspace, state), b""
        for entry in entries:
            line, tag = self._line(entry, tag)
            told += line
        self._set_aside()
        if tag:
            self.attempt = told
            put_in_place(self.path, told)
            self.last, self.known = tag, told
        else:
            self.path.unlink(missing_ok=True)
            self.known = b""

    def _set_aside(self) -> None:
        """What stands there and is not ours is written over by nobody."""
        try:
            there = self.path.read_bytes()
        except FileNotFoundError:
            return
        is_unfinished = there.startswith(self.known) and self.attempt.startswith(there)
        is_earlier = self.known.startswith(there)
        if not (is_unfinished or is_earlier) and there not in {self.known, self.attempt}:
            set_aside(self.path, there)

    def _line(self, entry: Entry, before: bytes) -> tuple[bytes, bytes]:
        nonce = os.urandom(NONCE)
        told = json.dumps(plain(entry), separators=(",", ":"), ensure_ascii=False).encode()
        bound_to = _bound_to(f"{self.workspace}|{self.state}", entry.seq, before)
        sealed = AESGCM(bytes(self.key)).encrypt(nonce, told, bound_to)
        return f"{entry.seq} ".encode() + b64encode(nonce + sealed) + b"\n", sealed[-TAG:]


def first_line(workspace: str, state: str) -> bytes:
    """How the journal begins that goes on from this state of a workspace."""
    return f"{START} {workspace} {state}\n".encode()


def set_aside(journal: Path, told: bytes) -> None:
    """Keep lines beside the journal under a name of their own; raises `AppError`, `OSError`."""
    put_in_place(aside_path(journal, sha256(told).hexdigest()[:12]), told)


def read(path: Path, header: Header, key: bytes | bytearray) -> Found:
    """What the journal at this place says beyond a file with this header.

    A journal that goes on from the state before this one counts, too: the file was written then,
    and the machine stopped before the journal was begun anew. Raises `OSError`: also for what is no
    file, and for one that is larger than any journal.
    """
    try:
        kind = path.stat()
        if not S_ISREG(kind.st_mode):
            raise OSError(EINVAL, "it is no file")
        if kind.st_size > LARGEST:
            raise OSError(EFBIG, os.strerror(EFBIG))
        told = path.read_bytes()
    except FileNotFoundError:
        return Found()
    start, *lines = told.split(b"\n")
    state = start.decode("ascii", "replace").removeprefix(f"{START} {header.id} ")
    if not lines:
        return Found(problem=DAMAGED, rest=told, told=told)
    if state in {header.state, header.before}:
        found = _entries(start, lines, f"{header.id}|{state}", bytes(key), header.last)
        return replace(found, told=told)
    read_alone = _entries(start, lines, f"{header.id}|{state}", bytes(key), 0)
    claimed = () if read_alone.problem else read_alone.entries
    return Found(problem=APART, rest=told, claimed=claimed, told=told)


def _entries(start: bytes, lines: list[bytes], bound_to: str, key: bytes, last: int) -> Found:
    """The entries with numbers above this one; those up to it stand in the file by now."""
    found: list[Entry] = []
    before, expected = b"", 0
    for place, line in enumerate(lines[:-1]):
        seq, sealed = _parts(line)
        entry = None
        if seq > last and expected in {0, seq}:
            entry = _opened(sealed, key, _bound_to(bound_to, seq, before))
        if entry is not None:
            found.append(entry)
        elif seq > last or not seq:
            rest = b"\n".join([start, *lines[place:]])
            return Found(entries=tuple(found), problem=DAMAGED, rest=rest)
        before, expected = sealed[-TAG:], seq + 1
    return Found(entries=tuple(found))


def _parts(line: bytes) -> tuple[int, bytes]:
    """The number of an entry and what is encrypted of it; 0 where it is no line of ours."""
    number, _, told = line.partition(b" ")
    try:
        return max(int(number), 0), b64decode(told, validate=True)
    except (NotBase64, ValueError):
        return 0, b""


def _opened(sealed: bytes, key: bytes, bound_to: bytes) -> Entry | None:
    try:
        words = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to)
        return made(Entry, json.loads(words))
    except (InvalidTag, ValueError, TypeError, KeyError):
        return None


def _bound_to(journal: str, seq: int, before: bytes) -> bytes:
    return f"{journal}|{seq}|".encode() + before

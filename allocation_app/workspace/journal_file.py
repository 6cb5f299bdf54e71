"""The encrypted journal beside a workspace: what was done since the file was last written.

A line for each entry: nonce, AES-256-GCM of the entry, as base64. Each is bound to the workspace
and to its own number: none can be changed, left out or put in another order; a line that was
never finished ends it.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allocation_app.domain.journal import Entry
from allocation_app.plain import made, plain
from allocation_app.workspace.keys import NONCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Where the journal of a workspace is written, and by which key."""

    path: Path
    workspace: str
    key: bytes

    def append(self, entry: Entry) -> None:
        """Add an entry; it is on the disk when this returns. Raises `OSError`."""
        nonce = os.urandom(NONCE)
        told = json.dumps(plain(entry), separators=(",", ":"), ensure_ascii=False).encode()
        sealed = AESGCM(self.key).encrypt(nonce, told, self._bound_to(entry.seq))
        how = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(self.path, how, 0o600)
        try:
            os.write(handle, b64encode(nonce + sealed) + b"\n")
            os.fsync(handle)
        finally:
            os.close(handle)

    def entries(self, after: int) -> Iterator[Entry]:
        """The entries with a number above this one, as far as they follow without a gap."""
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return
        expected: int | None = None
        for line in lines:
            for seq in (expected,) if expected is not None else range(1, after + 2):
                entry = self._read(line, seq)
                if entry is not None:
                    break
            else:
                return
            expected = entry.seq + 1
            if entry.seq > after:
                yield entry

    def clear(self) -> None:
        """Take it away: everything in it stands in the file now."""
        self.path.unlink(missing_ok=True)

    def _read(self, line: bytes, seq: int) -> Entry | None:
        try:
            told = b64decode(line, validate=True)
            words = AESGCM(self.key).decrypt(told[:NONCE], told[NONCE:], self._bound_to(seq))
            return made(Entry, json.loads(words))
        except (NotBase64, InvalidTag, ValueError, TypeError, KeyError):
            return None

    def _bound_to(self, seq: int) -> bytes:
        return f"{self.workspace}|{seq}".encode()

"""The bytes of a workspace file: magic, version, header, and what is encrypted.

``CASELOAD`` | version (2 bytes) | length of the header (4 bytes) | header (JSON, UTF-8) | nonce (12
bytes) | AES-256-GCM of the content with all that stands before it as associated data. Numbers are
big-endian. Nothing of the content shows but its size; nothing of the file can be changed unseen.
"""

from __future__ import annotations

import json
import os
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allocation_app.errors import AppError
from allocation_app.workspace import keys
from allocation_app.workspace.keys import NONCE, Cost, Passphrase

MAGIC, VERSION = b"CASELOAD", 1
LONGEST_HEADER = 64 * 1024
_START = struct.Struct(">8sHI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What can be read without a passphrase.

    ``id`` is the workspace's own, for life; ``state`` is new each time the file is written, so that
    two writers who know nothing of one another find out. ``created`` and ``modified`` are times in
    ISO 8601 with offset. ``passphrase`` and ``recovery`` are the data key, wrapped; the second one
    for the public ``recovery_key``. ``last`` is the journal entry that the content ends with.
    """

    id: str
    state: str
    app: str
    created: str
    modified: str
    last: int
    salt: bytes
    cost: Cost
    passphrase: bytes
    recovery: bytes = b""
    recovery_key: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A file that was read and not yet decrypted; ``start`` are the bytes before the nonce."""

    header: Header
    start: bytes
    nonce: bytes
    content: bytes


def key_for(header: Header, passphrase: Passphrase) -> bytes:
    """The key of the data; raises `AppError` (``passphrase_wrong``, ``workspace_cost``)."""
    by = passphrase.key(header.salt, header.cost)
    return keys.unwrapped(header.passphrase, by, bound_to(header))


def with_passphrase(header: Header, key: bytes, passphrase: Passphrase, cost: Cost) -> Header:
    """The header with the data key wrapped by this passphrase, with a new salt."""
    new = replace(header, salt=os.urandom(keys.SALT), cost=cost)
    by = passphrase.key(new.salt, cost)
    return replace(new, passphrase=keys.wrapped(key, by, bound_to(new)))


def with_recovery(header: Header, key: bytes, public: bytes) -> Header:
    """The header with the data key wrapped for a recovery key, too."""
    told = keys.for_recovery(key, public, header.id.encode())
    return replace(header, recovery=told, recovery_key=public)


def bound_to(header: Header) -> bytes:
    """What a key wrapped by a passphrase is bound to: the workspace and how the guess is priced."""
    cost = header.cost
    return f"{header.id}|{cost.memory}|{cost.passes}|{cost.lanes}|".encode() + header.salt


def packed(header: Header, key: bytes, content: bytes) -> bytes:
    """The whole file."""
    told = json.dumps(_plain(header), separators=(",", ":")).encode()
    start = _START.pack(MAGIC, VERSION, len(told)) + told
    nonce = os.urandom(NONCE)
    return start + nonce + AESGCM(key).encrypt(nonce, content, start)


def unpacked(told: bytes, *, file: str = "") -> Sealed:
    """The parts of a file.

    Raises `AppError`: ``workspace_none`` where it is no workspace, ``workspace_newer`` where a
    later version wrote it, ``workspace_damaged`` where its beginning can't be read.
    """
    if len(told) < _START.size or not told.startswith(MAGIC):
        raise AppError("workspace_damaged" if told[:8] == MAGIC else "workspace_none", file=file)
    _, version, length = _START.unpack_from(told)
    if version > VERSION:
        raise AppError("workspace_newer", file=file)
    end = _START.size + length
    if version < 1 or length > LONGEST_HEADER or len(told) < end + NONCE + keys.TAG:
        raise AppError("workspace_damaged", file=file)
    try:
        header = _header(json.loads(told[_START.size : end]))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise AppError("workspace_damaged", file=file) from None
    return Sealed(
        header=header,
        start=told[:end],
        nonce=told[end : end + NONCE],
        content=told[end + NONCE :],
    )


def opened(sealed: Sealed, key: bytes, *, file: str = "") -> bytes:
    """The content; raises `AppError` (``workspace_damaged``) where a single bit is otherwise."""
    try:
        return AESGCM(key).decrypt(sealed.nonce, sealed.content, sealed.start)
    except InvalidTag:
        raise AppError("workspace_damaged", file=file) from None


def _plain(header: Header) -> dict[str, object]:
    cost = header.cost
    return {
        "id": header.id,
        "state": header.state,
        "app": header.app,
        "created": header.created,
        "modified": header.modified,
        "last": header.last,
        "kdf": "argon2id",
        "salt": _text(header.salt),
        "cost": [cost.memory, cost.passes, cost.lanes],
        "passphrase": _text(header.passphrase),
        "recovery": _text(header.recovery),
        "recovery_key": _text(header.recovery_key),
    }


def _header(told: dict[str, Any]) -> Header:
    if told["kdf"] != "argon2id":
        raise ValueError("no way to a key that we know")
    words = {name: str(told[name]) for name in ("id", "state", "app", "created", "modified")}
    names = ("salt", "passphrase", "recovery", "recovery_key")
    hidden = {name: b64decode(str(told[name]), validate=True) for name in names}
    memory, passes, lanes = (int(each) for each in told["cost"])
    cost = Cost(memory=memory, passes=passes, lanes=lanes)
    values: dict[str, Any] = {**words, **hidden}
    return Header(**values, last=int(told["last"]), cost=cost)


def _text(told: bytes) -> str:
    return b64encode(told).decode()

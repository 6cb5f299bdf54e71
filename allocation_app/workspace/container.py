"""The bytes of a workspace file: magic, version, header, and what is encrypted.

``CASELOAD`` | version (2 bytes) | length of the header (4 bytes) | header (JSON, UTF-8) | nonce (12
bytes) | AES-256-GCM of the content with all that stands before it as associated data | SHA-256 of
all before. Numbers are big-endian. Nothing of the content shows but its size; nothing of the file
can be changed unseen. The sum at the end, which every later version keeps too, tells a file that
was damaged or not copied whole before anybody is asked for a passphrase; it protects from nobody.
"""

from __future__ import annotations

import json
import os
import struct
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allocation_app.errors import AppError
from allocation_app.workspace import keys
from allocation_app.workspace.keys import NONCE, Cost, Passphrase, RecoveryKey

MAGIC, VERSION = b"CASELOAD", 1
LONGEST_HEADER, LONGEST_WORD = 64 * 1024, 64
SUM = 32  # bytes
BEGINNING = 14 + LONGEST_HEADER  # bytes: no header reaches beyond
_START = struct.Struct(">8sHI")
_LENGTHS = {
    "salt": (keys.SALT,),
    "passphrase": (keys.WRAPPED,),
    "recovery": (0, keys.KEY + keys.WRAPPED),
    "recovery_key": (0, keys.KEY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What can be read without a passphrase.

    ``id`` is the workspace's own, for life; ``state`` is new each time the file is written, so that
    two writers who know nothing of one another find out; ``before`` is the one that it replaced.
    ``created`` and ``modified`` are times in ISO 8601 with offset. ``passphrase`` and ``recovery``
    are the data key, wrapped; the second one for the public ``recovery_key``. ``last`` is the
    journal entry that the content ends with.
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
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A file that was read and not yet decrypted.

    ``told`` are all of its bytes, ``start`` those before the nonce.
    """

    header: Header
    told: bytes
    start: bytes
    nonce: bytes
    content: bytes


def key_for(header: Header, by: Passphrase | RecoveryKey) -> bytes:
    """The key of the data.

    Raises `AppError`: ``passphrase_wrong``, ``recovery_none``, ``recovery_wrong``,
    ``workspace_cost``, ``workspace_memory``.
    """
    if isinstance(by, RecoveryKey):
        if not header.recovery:
            raise AppError("recovery_none")
        return keys.recovered(header.recovery, by, header.id.encode())
    return keys.unwrapped(header.passphrase, by.key(header.salt, header.cost), bound_to(header))


def upgraded(header: Header, key: bytes, passphrase: Passphrase, cost: Cost) -> Header:
    """The header with its passphrase protected at least as well as this."""
    better = keys.dearer(header.cost, cost)
    return header if better == header.cost else with_passphrase(header, key, passphrase, better)


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
    body = AESGCM(key).encrypt(nonce, content, start)
    whole = sha256(start)
    whole.update(nonce)
    whole.update(body)
    return b"".join((start, nonce, body, whole.digest()))


def unpacked(told: bytes, *, file: str = "") -> Sealed:
    """The parts of a file.

    Raises `AppError`: ``workspace_none`` where it is no workspace, ``workspace_damaged`` where it
    is not as it was written, ``workspace_newer`` where a later version wrote it.
    """
    if not told.startswith(MAGIC):
        raise AppError("workspace_none", file=file)
    whole = memoryview(told)
    if len(told) < _START.size + SUM or sha256(whole[:-SUM]).digest() != told[-SUM:]:
        raise AppError("workspace_damaged", file=file)
    header = beginning(told, file=file)
    end = _START.size + _START.unpack_from(told)[2]
    if len(told) < end + NONCE + keys.TAG + SUM:
        raise AppError("workspace_damaged", file=file)
    return Sealed(
        header=header,
        told=told,
        start=told[:end],
        nonce=told[end : end + NONCE],
        content=told[end + NONCE : -SUM],
    )


def beginning(told: bytes, *, file: str = "") -> Header:
    """The header of a file, of which the first `BEGINNING` bytes are enough; raises as `unpacked`.

    What stands behind it is not looked at.
    """
    if not told.startswith(MAGIC):
        raise AppError("workspace_none", file=file)
    if len(told) < _START.size:
        raise AppError("workspace_damaged", file=file)
    _, version, length = _START.unpack_from(told)
    if version > VERSION:
        raise AppError("workspace_newer", file=file)
    end = _START.size + length
    if version < 1 or length > LONGEST_HEADER or len(told) < end:
        raise AppError("workspace_damaged", file=file)
    try:
        return _header(json.loads(told[_START.size : end], object_pairs_hook=_once))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise AppError("workspace_damaged", file=file) from None


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
        "before": header.before,
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


def _header(told: object) -> Header:
    """The header of what JSON held; raises `ValueError`, `TypeError` or `KeyError`."""
    if not isinstance(told, dict) or told.pop("kdf") != "argon2id":
        raise ValueError("no header, or no way to a key that we know")
    values: dict[str, Any] = dict(told)
    for name in ("id", "state", "app", "created", "modified", "before"):
        _check_word(name, values[name])
    for name in ("created", "modified"):
        if datetime.fromisoformat(values[name]).tzinfo is None:
            raise ValueError(f"{name} has no offset")
    for name, lengths in _LENGTHS.items():
        values[name] = b64decode(values[name], validate=True)
        if len(values[name]) not in lengths:
            raise ValueError(f"{name} has not its length")
    if bool(values["recovery"]) != bool(values["recovery_key"]):
        raise ValueError("half a recovery key")
    memory, passes, lanes = (_number(each) for each in values["cost"])
    values["cost"] = Cost(memory=memory, passes=passes, lanes=lanes)
    values["last"] = _number(values["last"])
    return Header(**values)


def _check_word(name: str, told: object) -> None:
    """Raises `ValueError`; identifiers stand in names of files, and a first state has no other."""
    if not isinstance(told, str) or len(told) > LONGEST_WORD or not (told or name == "before"):
        raise ValueError(f"{name} is no word")
    if name in {"id", "state", "before"}:
        bytes.fromhex(told)


def _number(told: object) -> int:
    if type(told) is not int or not 0 <= told < 2**53:
        raise ValueError("no count")
    return told


def _once(told: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table none of whose names stands twice: two readers would read two files."""
    if len(dict(told)) != len(told):
        raise ValueError("a name stands twice")
    return dict(told)


def _text(told: bytes) -> str:
    return b64encode(told).decode()

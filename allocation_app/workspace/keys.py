"""From a passphrase, or a council's recovery key, to the key of the data.

The data has a random key of its own. It is wrapped by a key made of the passphrase with Argon2id
(RFC 9106) and, where a council has set one, for a recovery key (X25519, HKDF-SHA256); AES-256-GCM
(NIST SP 800-38D) wraps it both times.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64decode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
)

from allocation_app.errors import AppError

KEY, SALT, NONCE, TAG = 32, 16, 12, 16  # bytes
WRAPPED = NONCE + KEY + TAG
_PEM = b"-----BEGIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a guess at a passphrase costs: memory in KiB, passes over it, lanes."""

    memory: int
    passes: int
    lanes: int


USUAL = Cost(memory=256 * 1024, passes=3, lanes=4)
LEAST = Cost(memory=19 * 1024, passes=2, lanes=1)
"""OWASP's minimum for Argon2id: a file that asks for less was made weaker by somebody."""
MOST = Cost(memory=2 * 1024 * 1024, passes=64, lanes=64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passphrase:
    """What somebody typed; composed and decomposed letters are the same."""

    text: str = field(repr=False)

    def key(self, salt: bytes, cost: Cost) -> bytes:
        """The key that wraps.

        Raises `AppError`: ``workspace_cost`` for a cost outside `LEAST` to `MOST`,
        ``workspace_memory`` where this machine has not so much.
        """
        check_cost(cost)
        told = unicodedata.normalize("NFC", self.text).encode("utf-8", "surrogatepass")
        argon = Argon2id(
            salt=salt,
            length=KEY,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory,
        )
        try:
            return argon.derive(told)
        except MemoryError:
            raise AppError("workspace_memory", limit=str(cost.memory // 1024)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKey:
    """The private part of a council's recovery key (X25519)."""

    private: bytes = field(repr=False)


def check_cost(cost: Cost) -> None:
    """Refuse a protection that is weaker than we accept, or that would fill the machine."""
    for name in ("memory", "passes", "lanes"):
        if not getattr(LEAST, name) <= getattr(cost, name) <= getattr(MOST, name):
            raise AppError("workspace_cost")


def wrapped(key: bytes, by: bytes, bound_to: bytes) -> bytes:
    """A key, encrypted by another one; only together with ``bound_to`` can it be had again."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(by).encrypt(nonce, key, bound_to)


def unwrapped(told: bytes, by: bytes, bound_to: bytes) -> bytes:
    """The key; raises `AppError` (``passphrase_wrong``) where it was wrapped by another one."""
    try:
        return AESGCM(by).decrypt(told[:NONCE], told[NONCE:], bound_to)
    except (InvalidTag, ValueError):
        raise AppError("passphrase_wrong") from None


def dearer(cost: Cost, least: Cost) -> Cost:
    """The cost of a guess, raised where it is less than this."""
    return Cost(
        memory=max(cost.memory, least.memory),
        passes=max(cost.passes, least.passes),
        lanes=max(cost.lanes, least.lanes),
    )


def recovery_pair() -> tuple[bytes, bytes]:
    """A new recovery key as two PEM files: the private part (PKCS #8), and the public one."""
    own = X25519PrivateKey.generate()
    return (
        own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    )


def public_part(told: bytes, *, file: str = "") -> bytes:
    """The public part of a recovery key, of a PEM file, its line alone, or its 32 bytes as base64.

    Raises `AppError` (``recovery_public_none``): also for the private part, which has no business
    where workspaces are made, and for a key that would protect nothing (RFC 7748, section 6.1).
    """
    try:
        if told.lstrip().startswith(_PEM):
            raw = _public(load_pem_public_key(told)).public_bytes_raw()
        else:
            raw = b64decode(told.strip(), validate=True)
            if len(raw) > KEY:
                raw = _public(load_der_public_key(raw)).public_bytes_raw()
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(raw))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise AppError("recovery_public_none", file=file) from None
    return raw


def private_part(told: bytes, *, file: str = "") -> RecoveryKey:
    """The private part of a recovery key, of a PEM file or of its 32 bytes as base64.

    Raises `AppError` (``recovery_private_none``): also for the public part, and for a file that is
    itself protected by a password.
    """
    try:
        if told.lstrip().startswith(_PEM):
            own = load_pem_private_key(told, password=None)
            raw = _private(own).private_bytes_raw()
        else:
            raw = b64decode(told.strip(), validate=True)
        X25519PrivateKey.from_private_bytes(raw)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise AppError("recovery_private_none", file=file) from None
    return RecoveryKey(private=raw)


def _public(found: object) -> X25519PublicKey:
    if not isinstance(found, X25519PublicKey):
        raise TypeError("another kind of key")
    return found


def _private(found: object) -> X25519PrivateKey:
    if not isinstance(found, X25519PrivateKey):
        raise TypeError("another kind of key")
    return found


def for_recovery(key: bytes, public: bytes, bound_to: bytes) -> bytes:
    """The key wrapped for whoever has the private part of a recovery key."""
    own = X25519PrivateKey.generate()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    mine = own.public_key().public_bytes_raw()
    return mine + wrapped(key, derived(shared, mine + public), bound_to)


def recovered(told: bytes, by: RecoveryKey, bound_to: bytes) -> bytes:
    """The key, by the private part; raises `AppError` (``recovery_wrong``) where it is another."""
    own = X25519PrivateKey.from_private_bytes(by.private)
    theirs, public = told[:KEY], own.public_key().public_bytes_raw()
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
        return unwrapped(told[KEY:], derived(shared, theirs + public), bound_to)
    except (AppError, ValueError):
        raise AppError("recovery_wrong") from None


def derived(shared: bytes, info: bytes) -> bytes:
    """A key of what two parts of X25519 have in common: HKDF with SHA-256 (RFC 5869), no salt."""
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=info).derive(shared)

"""From a passphrase, or a council's recovery key, to the key of the data.

The data has a random key of its own. It is wrapped by a key made of the passphrase with Argon2id
(RFC 9106) and, where a council has set one, for a recovery key (X25519, HKDF-SHA256); AES-256-GCM
(NIST SP 800-38D) wraps it both times.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from allocation_app.errors import AppError

KEY, SALT, NONCE, TAG = 32, 16, 12, 16  # bytes


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

    text: str

    def key(self, salt: bytes, cost: Cost) -> bytes:
        """The key that wraps; raises `AppError` for a cost outside `LEAST` to `MOST`."""
        check_cost(cost)
        told = unicodedata.normalize("NFC", self.text).encode()
        return Argon2id(
            salt=salt,
            length=KEY,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory,
        ).derive(told)


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


def for_recovery(key: bytes, public: bytes, bound_to: bytes) -> bytes:
    """The key wrapped for whoever has the private part of a recovery key."""
    own = X25519PrivateKey.generate()
    shared = own.exchange(X25519PublicKey.from_public_bytes(public))
    mine = own.public_key().public_bytes_raw()
    return mine + wrapped(key, _derived(shared, mine + public), bound_to)


def recovered(told: bytes, private: bytes, bound_to: bytes) -> bytes:
    """The key, by the private part of the recovery key; raises `AppError` as `unwrapped`."""
    own = X25519PrivateKey.from_private_bytes(private)
    theirs, public = told[:KEY], own.public_key().public_bytes_raw()
    shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
    return unwrapped(told[KEY:], _derived(shared, theirs + public), bound_to)


def _derived(shared: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=info).derive(shared)

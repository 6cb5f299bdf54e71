"""Unlocks OpenDocument spreadsheets: each part is deflated, then locked by a key of the password.

Two ways are in use: AES-256-CBC with PBKDF2, part by part (ODF 1.2, what LibreOffice wrote until
24.2), and AES-256-GCM with Argon2id, the whole package as one part (ODF 1.4). Blowfish (ODF 1.0,
OpenOffice until 3.3) is said to be unsupported.

Raises `InputError` ``file_password`` (see `passwords`), ``file_damaged``, ``file_too_big``.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from allocation_app.errors import InputError
from allocation_app.intake.opening.limits import Limits

MANIFEST = "META-INF/manifest.xml"
WHOLE = "encrypted-package"
CHECKED = 1024
NONCE, TAG = 12, 16
MOST_ITERATIONS = 2_000_000
MOST_LANES, MOST_PASSES, MOST_KIBIBYTES = 64, 64, 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lock:
    """How one part is locked, as the manifest says."""

    algorithm: str
    start: str
    derivation: str
    salt: bytes
    vector: bytes
    iterations: int
    passes: int
    kibibytes: int
    lanes: int
    checksum_kind: str
    checksum: bytes
    key_size: int


class _Wrong(Exception):  # noqa: N818 - a question answered, no error
    """This is not the password."""


class _Unsupported(Exception):  # noqa: N818 - a question answered, no error
    """It is locked in another way."""


def is_locked_ods(content: bytes) -> bool:
    """Whether this is an OpenDocument file with locked parts."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if "mimetype" not in archive.NameToInfo or MANIFEST not in archive.NameToInfo:
                return False
            return b"encryption-data" in archive.read(MANIFEST)
    except Exception:  # noqa: BLE001 - what is wrong with it is said where its kind is told
        return False


def unlocked_ods(name: str, content: bytes, password: str | None, limits: Limits) -> bytes:
    """The same file with its parts unlocked."""
    if password is None:
        raise InputError("file_password", file=name, found="")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _plain(archive, _locks(archive.read(MANIFEST)), password, limits)
    except _Wrong:
        raise InputError("file_password", file=name, found="wrong") from None
    except _Unsupported:
        raise InputError("file_password", file=name, found="unsupported") from None
    except OverflowError as error:
        raise InputError("file_too_big", file=name, what="unpacked") from error
    except (InputError, MemoryError):
        raise
    except Exception as error:  # zlib, zipfile and the XML parser share no base class
        raise InputError("file_damaged", file=name, why=type(error).__name__) from error


def _plain(
    archive: zipfile.ZipFile, locks: dict[str, _Lock], password: str, limits: Limits
) -> bytes:
    if WHOLE in locks:
        return _part(archive.read(WHOLE), locks[WHOLE], password, limits.unpacked)
    made, left = io.BytesIO(), limits.unpacked
    with zipfile.ZipFile(made, "w") as out:
        for info in archive.infolist():
            if info.filename == MANIFEST or info.is_dir() or not _is_read(info.filename):
                continue
            body = archive.read(info)
            if info.filename in locks:
                body = _part(body, locks[info.filename], password, left)
            left -= len(body)
            out.writestr(info.filename, body)
        out.writestr(MANIFEST, "<manifest/>")
    return made.getvalue()


def _is_read(part: str) -> bool:
    """Whether a reader of cells looks at this part: the others stay locked."""
    return part in {"mimetype", "content.xml", "styles.xml"}


def _part(body: bytes, lock: _Lock, password: str, most: int) -> bytes:
    """One part, unlocked, checked and unpacked."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _key(lock, password)
    if lock.algorithm.endswith("gcm"):
        vector = lock.vector or body[:NONCE]
        sealed = body[NONCE:] if body.startswith(vector) else body
        try:
            packed = AESGCM(key).decrypt(vector, sealed, None)
        except InvalidTag:
            raise _Wrong from None
    elif lock.algorithm.endswith("cbc"):
        turned = Cipher(algorithms.AES(key), modes.CBC(lock.vector)).decryptor()
        packed = turned.update(body[: len(body) // 16 * 16]) + turned.finalize()
        packed = packed[: -packed[-1]] if packed and packed[-1] <= TAG else packed
        if lock.checksum and not _is_right(packed, lock):
            raise _Wrong
    else:
        raise _Unsupported
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = inflate.decompress(packed, most + 1)
    if len(plain) > most:
        raise OverflowError
    return plain


def _is_right(packed: bytes, lock: _Lock) -> bool:
    start = packed[:CHECKED] if lock.checksum_kind.endswith("1k") else packed
    made = hashlib.sha256 if "sha256" in lock.checksum_kind.lower() else hashlib.sha1
    return made(start).digest() == lock.checksum


def _key(lock: _Lock, password: str) -> bytes:
    words = password.encode()
    is_sha256 = "sha256" in lock.start.lower()
    start = (hashlib.sha256 if is_sha256 else hashlib.sha1)(words).digest()
    if lock.derivation.upper().endswith("PBKDF2") and 0 < lock.iterations <= MOST_ITERATIONS:
        return hashlib.pbkdf2_hmac("sha1", start, lock.salt, lock.iterations, lock.key_size)
    is_argon = lock.derivation.lower().endswith("argon2id")
    is_modest = (
        0 < lock.passes <= MOST_PASSES
        and 0 < lock.lanes <= MOST_LANES
        and 0 < lock.kibibytes <= MOST_KIBIBYTES
    )
    if not is_argon or not is_modest:
        raise _Unsupported
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=lock.salt,
        length=lock.key_size,
        iterations=lock.passes,
        lanes=lock.lanes,
        memory_cost=lock.kibibytes,
    ).derive(start)


def _locks(manifest: bytes) -> dict[str, _Lock]:
    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(manifest)
    found = {}
    for entry in root.iter():
        said = {_local(key): value for key, value in entry.items()}
        for data in entry:
            if _local(data.tag) == "encryption-data":
                found[said.get("full-path", "")] = _lock(data)
    return found


def _lock(data: Element) -> _Lock:
    said = {_local(key): value for key, value in data.items()}
    for element in data:
        said |= {f"{_local(element.tag)}/{_local(key)}": value for key, value in element.items()}
    return _Lock(
        algorithm=said.get("algorithm/algorithm-name", "").lower(),
        start=said.get("start-key-generation/start-key-generation-name", "SHA1"),
        derivation=said.get("key-derivation/key-derivation-name", ""),
        salt=base64.b64decode(said.get("key-derivation/salt", "")),
        vector=base64.b64decode(said.get("algorithm/initialisation-vector", "")),
        iterations=int(said.get("key-derivation/iteration-count", "0")),
        passes=int(said.get("key-derivation/argon2-iterations", "0")),
        kibibytes=int(said.get("key-derivation/argon2-memory", "0")),
        lanes=int(said.get("key-derivation/argon2-lanes", "0")),
        checksum_kind=said.get("checksum-type", ""),
        checksum=base64.b64decode(said.get("checksum", "")),
        key_size=int(said.get("key-derivation/key-size", "16")),
    )


def _local(name: str) -> str:
    return name.rpartition("}")[2]

"""The key of this installation's codes: made once, kept among this user's own files.

Whoever has it can tell whose code a code is; without it nobody can, so it is never written over.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from allocation_app.domain.pseudonyms import Codes
from allocation_app.errors import AppError
from allocation_app.settings import APPLICATION

BYTES = 32
FILE = "codes.key"
_in_use: list[Codes | None] = [None]


def key_file() -> Path:
    """Where the key is kept."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only when codes are asked for

    return user_data_path(APPLICATION, appauthor=False) / FILE


def use(codes: Codes | None) -> None:
    """Have these be the codes from now on: a workspace's own; None for this installation's."""
    _in_use[0] = codes


def codes() -> Codes:
    """The codes in use, or those of this installation, whose key is made where there is none yet.

    Raises `AppError`: ``codes_key_broken`` where the file is no key, and ``codes_key_unreadable``
    or ``codes_key_unwritable`` where the system does not let us.
    """
    known = codes_if_any()
    return _made(key_file()) if known is None else known


def codes_if_any() -> Codes | None:
    """The codes, None where nobody has asked for any here; raises as `codes`."""
    if _in_use[0] is not None:
        return _in_use[0]
    path = key_file()
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise AppError("codes_key_unreadable", file=str(path), why=_why(error)) from None
    if len(key) != BYTES:
        raise AppError("codes_key_broken", file=str(path))
    return Codes(key=key)


def _made(path: Path) -> Codes:
    """A new key; where somebody else makes one at the same time, the first one stands."""
    new = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(
            new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
        )
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(BYTES))
                file.flush()
                os.fsync(file.fileno())
            _put(new, path)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise AppError("codes_key_unwritable", file=str(path), why=_why(error)) from None
    return codes()


def _put(new: Path, path: Path) -> None:
    """Give the key its name unless there is one."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            new.replace(path)


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__

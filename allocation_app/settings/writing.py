"""Writing a file whole or not at all: what stood there stays until the new one takes its place."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from stat import S_IWUSR
from time import time

from allocation_app.errors import AppError

PREFIX, SUFFIX = ".allocation-", ".tmp"
STALE = 3600  # seconds: nobody writes for so long
LOCKED = frozenset({5, 32, 33})  # Windows: access denied, sharing violation, lock violation


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8; raises `AppError` as `put_in_place`."""
    put_in_place(path, text.encode())


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file beside the one that it replaces, then take its place in one step.

    What a writer left beside it who was killed is taken away: it may hold names. Raises `AppError`:
    ``target_folder_missing``, ``target_locked`` (also where the file is marked as not to be
    changed) or ``target_failed``; nothing of it is left then.
    """
    if not path.parent.is_dir():
        raise AppError("target_folder_missing", file=path.name)
    _sweep(path.parent)
    try:
        if path.exists() and not path.stat().st_mode & S_IWUSR:
            raise AppError("target_locked", file=path.name)
        _replace(path, content)
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> AppError:
    """The refusal for a file that the system would not write."""
    if isinstance(error, PermissionError) or getattr(error, "winerror", 0) in LOCKED:
        return AppError("target_locked", file=path.name)
    return AppError("target_failed", file=path.name, why=error.strerror or type(error).__name__)


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=PREFIX, suffix=SUFFIX)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:  # whoever stops the work leaves nothing beside the file, either
        with suppress(OSError):
            Path(name).unlink()
        raise


def _sweep(folder: Path) -> None:
    """Take away what was begun long ago and never took its place."""
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            if time() - left.stat().st_mtime > STALE:
                left.unlink()

"""Writing a small file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from allocation_app.errors import AppError


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all: what was there stays until the new one stands.

    Raises `AppError`: ``target_folder_missing``, ``target_locked`` or ``target_failed``.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    except FileNotFoundError:
        raise AppError("target_folder_missing", file=path.name) from None
    except OSError as error:
        raise not_written(path, error) from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise not_written(path, error) from None


def not_written(path: Path, error: OSError) -> AppError:
    """The refusal for a file that the system would not write."""
    if isinstance(error, PermissionError):
        return AppError("target_locked", file=path.name)
    return AppError("target_failed", file=path.name, why=error.strerror or type(error).__name__)

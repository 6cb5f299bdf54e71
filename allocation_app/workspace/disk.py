"""A workspace file on the disk: read whole, or refused in words that say what is the matter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from allocation_app.errors import AppError
from allocation_app.settings.writing import LOCKED, patiently
from allocation_app.workspace import container
from allocation_app.workspace.container import Header, Sealed

LARGEST = 1024**3  # bytes: a council's is a hundredth of it


def read(path: Path) -> Sealed:
    """A workspace file, not yet decrypted.

    Raises `AppError`: ``workspace_missing``, ``workspace_none`` (also for a folder),
    ``workspace_damaged`` (also where it is empty or was not synchronised), ``workspace_newer``,
    ``workspace_locked``, ``workspace_unreadable``.
    """
    return container.unpacked(_bytes(path), file=path.name)


def header(path: Path) -> Header:
    """What the beginning of a workspace file says, unproven; raises as `read`."""
    return container.beginning(_bytes(path, container.BEGINNING), file=path.name)


def holds(path: Path, told: Header) -> bool:
    """Whether this state stands in the file."""
    try:
        return header(path).state == told.state
    except AppError:
        return False


def _bytes(path: Path, most: int = -1) -> bytes:
    found: list[bytes] = []
    with _refused(path):
        patiently(lambda: found.append(_read(path, most)))
    (told,) = found
    if not any(told[:8]):
        raise AppError("workspace_damaged", file=path.name, what="blank" if told else "empty")
    return told


def _read(path: Path, most: int) -> bytes:
    kind = path.stat()
    if not S_ISREG(kind.st_mode):
        what = "folder" if S_ISDIR(kind.st_mode) else ""
        raise AppError("workspace_none", file=path.name, what=what)
    with path.open("rb") as file:
        if kind.st_size > LARGEST and file.read(len(container.MAGIC)) != container.MAGIC:
            raise AppError("workspace_none", file=path.name)
        if kind.st_size > LARGEST:
            raise AppError("workspace_damaged", file=path.name)
        return file.read(most)


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise AppError("workspace_missing", file=path.name) from None
    except OSError as error:
        if isinstance(error, PermissionError) or getattr(error, "winerror", 0) in LOCKED:
            raise AppError("workspace_locked", file=path.name) from error
        why = error.strerror or type(error).__name__
        raise AppError("workspace_unreadable", file=path.name, why=why) from error

"""Writing a file whole or not at all: what stood there stays until the new one takes its place.

A new file is written beside the old one, brought to the disk, put in its place in one step, and
the folder is brought to the disk as well: what was acknowledged is there after a power cut.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES, EBADF, EINVAL, EISDIR, ENOSYS, ENOTSUP, EPERM
from functools import partial
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE, S_IWUSR
from time import monotonic, sleep

from allocation_app.errors import AppError

PREFIX, SUFFIX = ".allocation-", ".tmp"
STALE = 3600  # seconds: nobody writes for so long
LOCKED = frozenset({5, 32, 33})  # Windows: access denied, sharing violation, lock violation
PATIENCE = 2.5  # seconds: a virus scanner or a synchronising program lets go within them
FIRST_WAIT, LONGEST_WAIT = 0.02, 0.32  # seconds
NO_FOLDERS = frozenset({EACCES, EBADF, EINVAL, EISDIR, ENOSYS, ENOTSUP, EPERM})
"""What a file system says that can't bring a folder to the disk."""


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8; raises `AppError` as `put_in_place`."""
    put_in_place(path, text.encode())


def put_in_place(path: Path, content: bytes) -> None:
    """Write a file beside the one that it replaces, then take its place in one step.

    A link is followed. What a writer left beside it who was killed is taken away: it may hold
    names. On Windows a file that another program holds is tried again for `PATIENCE`. Raises
    `AppError`: ``target_folder_missing``, ``target_locked`` (also where the file is marked as not
    to be changed) or ``target_failed``. The old file stands then, and nothing is left beside it;
    only where the folder itself could not be brought to the disk the new one stands already.
    """
    if not path.parent.is_dir():
        raise AppError("target_folder_missing", file=path.name)
    try:
        place = Path(os.path.realpath(path))
        mode = S_IMODE(place.stat().st_mode) if place.exists() else None
        if mode is not None and not mode & S_IWUSR:
            raise AppError("target_locked", file=path.name)
        _replace(place, content, mode)
        bring_to_disk(place.parent)
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> AppError:
    """The refusal for a file that the system would not write."""
    if isinstance(error, PermissionError) or getattr(error, "winerror", 0) in LOCKED:
        return AppError("target_locked", file=path.name)
    return AppError("target_failed", file=path.name, why=error.strerror or type(error).__name__)


def bring_to_disk(folder: Path) -> None:
    """Let the names in a folder outlast a power cut, where the system can; raises `OSError`."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in NO_FOLDERS:
            raise


def patiently(do: Callable[[], object]) -> None:
    """Do what Windows refuses while another program holds the file, again for `PATIENCE`.

    Raises `OSError` where it holds it still, or at once for any other reason.
    """
    end, wait = monotonic() + PATIENCE, FIRST_WAIT
    while True:
        try:
            do()
        except OSError as error:
            if getattr(error, "winerror", 0) not in LOCKED or monotonic() >= end:
                raise
            sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        else:
            return


def take_away_begun(path: Path) -> None:
    """Take away what was begun for this file and never took its place, however lately.

    Only for who knows that nobody else is writing it.
    """
    for left in path.parent.glob(f"{_begun(path)}*{SUFFIX}"):
        with suppress(OSError):
            left.unlink()


def _replace(path: Path, content: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_begun(path), suffix=SUFFIX)
    begun = Path(name)
    try:
        try:
            if mode is not None:
                begun.chmod(mode)  # who could read it can do so still
            left = memoryview(content)
            while left:
                left = left[os.write(handle, left) :]
            os.fsync(handle)
            _sweep(path.parent, before=os.fstat(handle).st_mtime - STALE)
        finally:
            os.close(handle)
        patiently(partial(begun.replace, path))
    except BaseException:  # whoever stops the work leaves nothing beside the file, either
        with suppress(OSError):
            begun.unlink()
        raise


def _begun(path: Path) -> str:
    """How the name of every file begins that is to take the place of this one: of one length."""
    return f"{PREFIX}{sha256(os.fsencode(path.name)).hexdigest()[:12]}-"


def _sweep(folder: Path, before: float) -> None:
    """Take away what was begun before this moment, by the clock of the disk that it is on.

    The machine's own clock may be hours from it: what somebody else is writing would be taken.
    """
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            if left.stat().st_mtime < before:
                left.unlink()

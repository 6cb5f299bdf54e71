"""One writer at a time: a lock file beside the workspace, with who has it open, where and since.

The file is also locked by the operating system for as long as the workspace is open, where the file
system has such locks: then nobody on this machine can be mistaken for alive or for gone. Without
them, and for other machines, what stands in the file counts. A lock that is left behind is taken
over only when somebody says so, one that is held for certain never is.
"""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from getpass import getuser
from pathlib import Path
from secrets import token_hex
from time import sleep, time
from typing import Any

from allocation_app.errors import AppError

fcntl: Any
try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None

HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, getattr(errno, "EDEADLOCK", 36)})
FAR = 1 << 30  # where Windows locks a byte: what it locks, nobody can read
TRIES = 20
LOOKS, PAUSE = 4, 0.02  # how often, and seconds between, before somebody counts as there
TURNS = 250  # how often for a turn at writing: nobody waits for ever for one that hangs
FRESH = 30  # seconds: who opened it so lately is there, whatever else can't be told


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who has a workspace open to write. ``since`` is a time in ISO 8601 with its offset."""

    user: str
    host: str
    pid: int
    since: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """A lock that is held.

    ``handle`` is the file, open and locked by the operating system, or -1 where it has no locks;
    ``taken_from`` who had left it behind.
    """

    path: Path
    holder: Holder
    handle: int = -1
    taken_from: Holder | None = None

    @property
    def is_lost(self) -> bool:
        """Whether somebody else took it over."""
        return held_by(self.path) not in {None, self.holder}

    def release(self) -> None:
        """Let others write; a lock that somebody took over is theirs."""
        is_ours = held_by(self.path) == self.holder
        if self.handle != -1:
            if is_ours:
                with suppress(OSError):
                    os.ftruncate(self.handle, 0)
            if is_ours and fcntl is not None:
                _unlink(self.path)
            os.close(self.handle)
            if is_ours and fcntl is None:  # pragma: no cover - Windows: not while it is open
                _unlink(self.path)
        elif is_ours:
            _unlink(self.path)


def user() -> str:
    """The user of the operating system."""
    try:
        return getuser()
    except (OSError, KeyError):
        return "?"


def take(path: Path, now: str, *, over: bool = False) -> Lock:
    """Take the lock; one that was left behind only where ``over`` says so.

    Raises `AppError`, with ``user``, ``host`` and ``since``: ``workspace_in_use`` where another has
    it (``alive``: ``yes``, and it can't be taken over, or ``unknown``), ``workspace_left_open``
    where its holder on this machine is gone for certain. ``workspace_not_writable`` where the
    folder lets nobody write.
    """
    holder = Holder(
        user=user(), host=socket.gethostname(), pid=os.getpid(), since=now, token=token_hex(8)
    )
    for _ in range(TRIES):
        try:
            taken = _taken(path, holder, over=over)
        except (FileExistsError, FileNotFoundError) as error:
            if not path.parent.is_dir():
                raise AppError("target_folder_missing", file=path.name) from error
            continue
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise AppError("workspace_not_writable", why=why) from error
        if taken is not None:
            return taken
    raise _in_use(held_by(path), alive="unknown")


def held_by(path: Path) -> Holder | None:
    """Who holds the lock, None where nobody does, or where nobody can tell who."""
    with suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads(path.read_text("utf-8")))
    return None


def is_held(path: Path) -> bool:
    """Whether somebody has it who is there, or may be: not one who is gone for certain."""
    known = held_by(path)
    if known is None:
        return False
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return True
    try:
        return _system_lock(handle) is not True or known.host != socket.gethostname()
    finally:
        os.close(handle)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Keep others on this machine from writing in a folder, where the system has locks for that.

    For the moment between looking at a file and replacing it: even two who both believe that they
    hold the lock find out then.
    """
    handle = -1
    if fcntl is not None:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            for _ in range(TURNS):
                if _system_lock(handle) is not False:
                    break
                sleep(PAUSE)
    try:
        yield
    finally:
        if handle != -1:
            os.close(handle)


def _taken(path: Path, holder: Holder, *, over: bool) -> Lock | None:
    """The lock, None where it went away while it was looked at, so that it is tried again."""
    handle, is_new, is_ours = _opened(path)
    kept = False
    try:
        locks = _locked_soon(handle)
        if locks is False:
            raise _in_use(held_by(path), alive="yes")
        if not _is_still(path, handle):
            return None
        known = _told(handle)
        if not is_new and (known is not None or locks is None):
            is_fresh = _is_fresh(handle, known, holder.since)
            _check_left(known, holder, locks=locks is True, over=over, is_fresh=is_fresh)
            if locks is None or not is_ours:
                return _taken_over(path, holder, known)
        try:
            _write(handle, holder)
        except OSError:
            if is_new:
                _unlink(path)
            raise
        kept = locks is True
        return Lock(path=path, holder=holder, handle=handle if kept else -1, taken_from=known)
    finally:
        if not kept:
            os.close(handle)


def _opened(path: Path) -> tuple[int, bool, bool]:
    """The file, whether it was made just now, and whether we may write it.

    A link in its place is refused: what it leads to is somebody's file, and would be written over.
    """
    how = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    with suppress(FileExistsError):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | how, 0o644), True, True
    try:
        return os.open(path, os.O_RDWR | how), False, True
    except PermissionError:  # of another user
        return os.open(path, os.O_RDONLY | how), False, False


def _check_left(
    known: Holder | None, holder: Holder, *, locks: bool, over: bool, is_fresh: bool
) -> None:
    """Refuse to take over who may be there, unless it is said that they are not."""
    if over and not locks and is_fresh:
        raise _in_use(known, alive="yes")
    if over:
        return
    if locks and known is not None and known.host == holder.host:
        raise _left_open(known)
    raise _in_use(known, alive="unknown")


def _taken_over(path: Path, holder: Holder, known: Holder | None) -> Lock:
    """The lock of somebody who left it, by a file in the place of theirs: one of many gets it.

    Where the system has locks, its one on the new file is taken before anybody sees it.
    """
    guard = path.with_name(f"{path.name}.taking")
    with suppress(OSError):
        if time() - guard.stat().st_mtime > FRESH:
            guard.unlink()
    try:
        handle = os.open(guard, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _in_use(known, alive="unknown") from None
    try:
        _check_same(path, known)
        _write(handle, holder)
        if _system_lock(handle) is not True:
            os.close(handle)
            handle = -1
        guard.replace(path)
    except BaseException:
        if handle != -1:
            os.close(handle)
        _unlink(guard)
        raise
    return Lock(path=path, holder=holder, handle=handle, taken_from=known)


def _is_fresh(handle: int, known: Holder | None, now: str) -> bool:
    """Whether it was taken only just now; one that says nothing may be being written."""
    if known is None:
        return abs(time() - os.fstat(handle).st_mtime) < FRESH
    with suppress(ValueError, TypeError):
        since = datetime.fromisoformat(known.since)
        return abs(datetime.fromisoformat(now) - since) < timedelta(seconds=FRESH)
    return False


def _check_same(path: Path, known: Holder | None) -> None:
    if held_by(path) != known:
        raise _in_use(held_by(path), alive="yes")


def _locked_soon(handle: int) -> bool | None:
    """As `_system_lock`; somebody who only looks is given the time to."""
    for _ in range(LOOKS):
        locks = _system_lock(handle)
        if locks is not False:
            return locks
        sleep(PAUSE)
    return False


def _system_lock(handle: int) -> bool | None:
    """Lock an open file: whether that came about, None where the file system has no locks."""
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:  # pragma: no cover - Windows
            import msvcrt  # noqa: PLC0415 - there is none elsewhere

            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            os.lseek(handle, 0, os.SEEK_SET)
    except OSError as error:
        return False if error.errno in HELD else None
    return True


def _is_still(path: Path, handle: int) -> bool:
    """Whether the file that is open is the one that stands there: its holder may have gone."""
    with suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(handle))
    return False


def _told(handle: int) -> Holder | None:
    with suppress(OSError, ValueError, TypeError):
        os.lseek(handle, 0, os.SEEK_SET)
        return Holder(**json.loads(os.read(handle, 10_000)))
    return None


def _write(handle: int, holder: Holder) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    try:
        os.write(handle, json.dumps(asdict(holder)).encode())
        os.fsync(handle)
    except OSError:  # nobody has it then, and nobody is named who might
        with suppress(OSError):
            os.ftruncate(handle, 0)
        raise


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _in_use(known: Holder | None, *, alive: str) -> AppError:
    return AppError("workspace_in_use", **_words(known), alive=alive)


def _left_open(known: Holder | None) -> AppError:
    return AppError("workspace_left_open", **_words(known), alive="no")


def _words(known: Holder | None) -> dict[str, str]:
    if known is None:
        return {"user": "?", "host": "?", "since": "?"}
    return {"user": known.user, "host": known.host, "since": known.since}

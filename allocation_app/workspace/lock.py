"""One writer at a time: a lock file beside the workspace, with who has it open, where and since."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from getpass import getuser
from pathlib import Path
from secrets import token_hex

from allocation_app.errors import AppError


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
    """A lock that is held."""

    path: Path
    holder: Holder

    def release(self) -> None:
        """Let others write; a lock that somebody took over is theirs."""
        if held_by(self.path) == self.holder:
            self.path.unlink(missing_ok=True)


def user() -> str:
    """The user of the operating system."""
    try:
        return getuser()
    except (OSError, KeyError):
        return "?"


def take(path: Path, now: str, *, over: bool = False) -> Lock:
    """Take the lock, from somebody else only where ``over`` says so.

    Raises `AppError` (``workspace_in_use``: ``user``, ``host``, ``since``) where another has it.
    """
    known = held_by(path)
    if known is not None and not over:
        raise AppError("workspace_in_use", user=known.user, host=known.host, since=known.since)
    if known is not None:
        path.unlink(missing_ok=True)
    holder = Holder(
        user=user(), host=socket.gethostname(), pid=os.getpid(), since=now, token=token_hex(8)
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise AppError("workspace_in_use", user="?", host="?", since="") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(holder), file)
    return Lock(path=path, holder=holder)


def held_by(path: Path) -> Holder | None:
    """Who holds the lock, None where nobody does."""
    with suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads(path.read_text("utf-8")))
    return None

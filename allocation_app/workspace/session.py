"""Making and opening a workspace: what the window and the command line begin with."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from time import sleep

from allocation_app.domain.journal import Deed
from allocation_app.errors import AppError
from allocation_app.settings import VERSION
from allocation_app.settings.writing import not_written, take_away_begun
from allocation_app.workspace import backups, container, disk, image, journal_file, keys
from allocation_app.workspace.container import Header
from allocation_app.workspace.content import Content
from allocation_app.workspace.journal_file import Found
from allocation_app.workspace.keys import KEY, Cost, Passphrase, RecoveryKey
from allocation_app.workspace.lock import Lock, is_held, take
from allocation_app.workspace.opened import Workspace, lock_of_new
from allocation_app.workspace.places import is_there, journal_path, lock_path
from allocation_app.workspace.saving import Opened, now

__all__ = ["How", "Workspace", "create", "open_workspace"]

LOOKS = 5  # at a file and its journal, where somebody writes both meanwhile
PAUSE = 0.1  # seconds between two looks


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a workspace is opened: to write or to read only, and whether a lock is taken over.

    A passphrase that is protected less than ``cost`` (`keys.USUAL`) is protected so from the next
    time on that the file is written.
    """

    is_read_only: bool = False
    takes_over: bool = False
    cost: Cost | None = None


def _followed(path: Path) -> Path:
    """The file that a link leads to: everybody's lock stands beside the file itself.

    What the system refuses to look at stays as it is: whoever opens it is told why.
    """
    try:
        return path.resolve() if path.is_symlink() else path
    except (OSError, RuntimeError):  # a name that is too long, a link to itself
        return path


def create(
    path: Path, passphrase: Passphrase, *, cost: Cost | None = None, recovery: bytes = b""
) -> Workspace:
    """A new, empty workspace; ``recovery`` is a council's public key (see `keys.public_part`).

    Raises `AppError` (``workspace_exists``, ``target_…``).
    """
    path = _followed(path)
    if is_there(path):
        raise AppError("workspace_exists", file=path.name)
    if not is_there(path.parent):
        raise AppError("target_folder_missing", file=path.name)
    key, at = os.urandom(KEY), now()
    header = Header(
        id=token_hex(16),
        state=token_hex(8),
        app=VERSION,
        created=at,
        modified=at,
        last=0,
        salt=b"",
        cost=cost or keys.USUAL,
        passphrase=b"",
    )
    header = container.with_passphrase(header, key, passphrase, header.cost)
    if recovery:
        header = container.with_recovery(header, key, recovery)
    lock = lock_of_new(path)
    try:
        found = _found(path, header, key)
        opened = Opened(path=path, key=key, header=header, db=image.new(), lock=lock, found=found)
        made_new = Workspace(opened)
        made_new.rewrite(lambda _: 0, Deed.CREATED)
    except BaseException:
        lock.release()
        raise
    return made_new


def open_workspace(path: Path, by: Passphrase | RecoveryKey, how: How = How()) -> Workspace:
    """Open a workspace.

    Raises `AppError`: as `disk.read` and `container.key_for`; to write also ``workspace_in_use``,
    ``workspace_left_open`` and ``workspace_not_writable`` (see `lock.take`).
    """
    if not is_there(path):
        raise AppError("workspace_missing", file=path.name)
    path = _followed(path)
    lock = None if how.is_read_only else take(lock_path(path), now(), over=how.takes_over)
    try:
        opened = _opened(path, by, lock)
        if lock is not None:
            for each in (path, journal_path(path)):
                take_away_begun(each)
            if isinstance(by, Passphrase):
                better = container.upgraded(opened.header, opened.key, by, how.cost or keys.USUAL)
                opened = replace(opened, header=better)
        workspace = Workspace(opened)
        if lock is None and is_held(lock_path(path)):  # what somebody does there now, no crash
            workspace.take_recovered()
        with suppress(AppError):  # it counts, and is written with what is written next
            workspace.note_taken_over()
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return workspace


def _opened(path: Path, by: Passphrase | RecoveryKey, lock: Lock | None) -> Opened:
    """The file and its journal as they belong together, also where somebody writes meanwhile."""
    sealed = disk.read(path)
    key = container.key_for(sealed.header, by)
    if lock is not None:
        with suppress(OSError):
            _bring_journal_along(path, sealed.header)
    found = _found(path, sealed.header, key)
    for _ in range(LOOKS):
        if lock is not None or not found.problem or not is_held(lock_path(path)):
            break
        sleep(PAUSE)
        known, sealed = sealed, disk.read(path)
        if sealed.header.passphrase != known.header.passphrase:
            key = container.key_for(sealed.header, by)
        found = _found(path, sealed.header, key)
    content = container.opened(sealed, key, file=path.name)
    db = image.load(content, file=path.name)
    if lock is not None and image.version_in(content) < image.VERSION:
        backups.make(path)
    if found.claimed:
        there = {each.seq: each for each in Content(db).journal()}
        if all(there.get(each.seq) == each for each in found.claimed):
            # An earlier journal that a synchronising program has brought back says nothing new.
            found = Found(told=found.told)
    return Opened(path=path, key=key, header=sealed.header, db=db, lock=lock, found=found)


def _bring_journal_along(path: Path, header: Header) -> None:
    """Call the journal of this very state as its file is called, which was renamed after a crash.

    Raises `OSError`.
    """
    own, start = journal_path(path), journal_file.first_line(header.id, header.state)
    if own.exists():
        return
    for each in path.parent.glob("*.journal"):
        if each.is_file() and not each.with_suffix("").exists():
            with each.open("rb") as told:
                is_ours = told.read(len(start)) == start
            if is_ours:
                each.rename(own)
                return


def _found(path: Path, header: Header, key: bytes) -> Found:
    try:
        return journal_file.read(journal_path(path), header, key)
    except OSError as error:
        raise not_written(journal_path(path), error) from error

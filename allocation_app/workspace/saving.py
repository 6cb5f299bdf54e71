"""How what is done to an open workspace reaches the disk: the file, and the journal beside it.

What is recorded is on the disk when the call returns: a command in the journal, an import in the
file itself. What could not be written counts nevertheless, `Saving.unsaved` tells how much that is,
and it is written with whatever is written next.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from threading import RLock, Thread

from allocation_app.domain.desk_changes import DeskChange
from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.errors import AppError
from allocation_app.settings import VERSION
from allocation_app.settings.defaults import NONE_SET, Defaults, defaults
from allocation_app.settings.writing import not_written, put_in_place
from allocation_app.workspace import backups, container, disk
from allocation_app.workspace.container import Header
from allocation_app.workspace.content import Content
from allocation_app.workspace.journal_file import Found, Journal, set_aside
from allocation_app.workspace.lock import Holder, Lock, alone_in, held_by, user
from allocation_app.workspace.places import is_there, journal_path

SAVED_EVERY = 200  # entries
TO_GO = "to_go"
"""The text that names what stands beside the file and may not outlast this state of it.

It reaches the disk with the state itself: who stops the machine before all of it is gone only
delays that until the workspace is opened to be written.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was read and taken to open a workspace; ``lock`` is None to read only."""

    path: Path
    key: bytes
    header: Header
    db: sqlite3.Connection
    lock: Lock | None
    found: Found


def _set_here() -> Defaults:
    """What an IT department has set; whoever opens a workspace is told where that can't be read."""
    try:
        return defaults()
    except AppError:
        return NONE_SET


def _second_name(path: Path) -> AppError | None:
    """That the file has another name on its disk: no lock that stands beside that one is ours."""
    with suppress(OSError):  # it is not there yet
        if path.stat().st_nlink > 1:
            return AppError("workspace_linked", file=path.name)
    return None


def now() -> str:
    """The local time with its offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Saving(Content):
    """What a workspace holds, together with where it stands on the disk."""

    def __init__(self, opened: Opened) -> None:
        super().__init__(opened.db)
        self.path, self._key = opened.path, bytearray(opened.key)
        self._header, self._lock = opened.header, opened.lock
        self.is_read_only = opened.lock is None
        self.taken_from: Holder | None = None if opened.lock is None else opened.lock.taken_from
        self.recovered: tuple[Entry, ...] = opened.found.entries
        self.journal_problem = opened.found.problem
        self.link_problem = None if self.is_read_only else _second_name(opened.path)
        self.backup_problem: AppError | None = None
        self._journal = self._journal_at(opened.path)
        self._kept = self.last  # the number of the latest entry that is on the disk
        self._saving = RLock()  # always taken before `_turn`
        self._behind: Thread | None = None
        if not self.is_read_only:
            self._set_aside(opened.found)
            if self.text(TO_GO):
                self._go_on_forgetting(opened.found)

    @property
    def header(self) -> Header:
        """What can be read of the file without a passphrase."""
        return self._header

    @property
    def unsaved(self) -> int:
        """How many entries stand in memory alone: all of this session where it is read only."""
        with self._turn:
            return self.last - self._kept

    def save(self) -> None:
        """Write the file anew, whole or not at all; the journal beside it begins anew then.

        Entries may be recorded by another thread meanwhile. Raises `AppError`
        (``workspace_read_only``, ``workspace_recovered``, ``workspace_changed`` where the file is
        not the one that was opened, ``workspace_taken`` where somebody took the lock over,
        ``target_…``): the file is as it was then, and nothing of this session is lost.
        """
        with self._saving:
            with self._turn:
                self._check_writable()
                header = self._new_header()
                content, self._is_noted = self._db.serialize(), False
            self._write(header, bytes(self._key), content)

    def check_gone(self) -> None:
        """Raise `AppError` (``backups_left``) where something is left that was to go."""
        if self.backup_problem is not None and self.backup_problem.code == "backups_left":
            raise self.backup_problem

    def _next(
        self,
        deed: Deed,
        *,
        change: DeskChange | None = None,
        decided: tuple[Decided, ...] = (),
        detail: Mapping[str, str],
    ) -> Entry:
        return Entry(
            seq=self.last + 1,
            at=now(),
            by=user(),
            deed=deed,
            about=self.present,
            change=change,
            decided=decided,
            detail=detail,
        )

    def _check_writable(self) -> None:
        if self.is_read_only:
            raise AppError("workspace_read_only", file=self.path.name)
        self._check_decided()
        self._check_lock()

    def _check_decided(self) -> None:
        if self.recovered and not self.is_read_only:
            raise AppError("workspace_recovered", file=self.path.name, n=str(len(self.recovered)))

    def _check_lock(self) -> None:
        if self._lock is not None and self._lock.is_lost:
            by = held_by(self._lock.path)
            who, where = ("?", "?") if by is None else (by.user, by.host)
            raise AppError("workspace_taken", file=self.path.name, user=who, host=where)

    def _check_file(self) -> None:
        """What is to be replaced must be what was opened, or nothing."""
        try:
            there = disk.header(self.path).state
        except AppError as error:
            if error.code == "workspace_missing":
                return
            if error.code not in {"workspace_none", "workspace_damaged"}:
                raise
            there = ""
        if there != self._header.state:
            raise AppError("workspace_changed", file=self.path.name)

    def _write(self, header: Header, key: bytes, content: bytes) -> None:
        """Put this state in the place of the one on the disk; the journal begins anew."""
        packed = container.packed(header, key, content)
        with alone_in(self.path.parent):
            self._check_file()
            self._keep_earlier()
            try:
                put_in_place(self.path, packed)
            except AppError as error:
                error.details["what"] = "workspace"
                if disk.holds(self.path, header):  # it stands there, if no power cut comes
                    self._stands(replace(header, last=self._header.last), key)
                raise
        with self._turn:
            self._stands(header, key)
            self._kept = max(self._kept, header.last)
            with suppress(AppError):  # the one that stands there fits this file, too
                self._begin_journal()
            self._forget()

    def _keep_earlier(self) -> None:
        """A backup, where one is due; without one, what was done is written nevertheless."""
        self.backup_problem = None
        try:
            at, months = datetime.now().astimezone(), _set_here().months_kept(self.months_set)
            backups.before_writing(self.path, at, months, self.pruned)
        except AppError as error:
            self.backup_problem = error

    def _let_go(self) -> None:
        """Name what is to go with the state that is written next: backups, what was set aside."""
        self._keep_text(TO_GO, json.dumps(backups.to_go(self.path, self._header)))
        self._db.commit()

    def _let_nothing_go(self) -> None:
        with self._turn:
            self._keep_text(TO_GO, "")
            self._db.commit()

    def _forget(self) -> None:
        """Take away what may not outlast the state on the disk; what is left, at the next save."""
        names = json.loads(self.text(TO_GO) or "[]")
        if not names:
            return
        try:
            backups.take_away(self.path, names)
        except AppError as error:
            self.backup_problem = error
            return
        self._let_nothing_go()

    def _go_on_forgetting(self, found: Found) -> None:
        """What a machine that stopped has left of that, also in the journal of the state before."""
        self._forget()
        if not found.entries and not found.problem:
            with suppress(AppError):
                self._begin_journal()

    def _stands(self, header: Header, key: bytes) -> None:
        self._header, self._key[:] = header, key

    def _write_down(self, entry: Entry) -> None:
        """Bring the journal up to this entry; what it lacks before is written with it."""
        self._check_lock()
        if not self._journal.is_as_left or entry.seq != self._kept + 1:
            self._begin_journal()
            return
        try:
            self._journal.append(entry)
        except FileNotFoundError:  # somebody took it away since it was looked at
            self._begin_journal()
            return
        except OSError as error:
            raise not_written(self._journal.path, error) from error
        self._kept = entry.seq

    def _begin_journal(self) -> None:
        """Everything that the file lacks, as the journal anew."""
        try:
            self._journal.begin(self._header.state, self._entries(after=self._header.last))
        except OSError as error:
            raise not_written(self._journal.path, error) from error
        self._kept = self.last

    def _save_behind(self) -> None:
        """Save in the background now and then; where that fails the journal has everything."""
        n = self.last - self._header.last
        if n < SAVED_EVERY or n % 20 or (self._behind is not None and self._behind.is_alive()):
            return

        def work() -> None:
            with suppress(AppError):
                self.save()

        self._behind = Thread(target=work, name="workspace-save")
        self._behind.start()

    def _new_header(self) -> Header:
        return replace(
            self._header,
            state=token_hex(8),
            before=self._header.state,
            modified=now(),
            last=self.last,
            app=VERSION,
        )

    def _write_copy(self, path: Path) -> Header:
        if is_there(path):
            raise AppError("workspace_exists", file=path.name)
        header = self._new_header()
        put_in_place(path, container.packed(header, bytes(self._key), self._db.serialize()))
        return header

    def _set_aside(self, found: Found) -> None:
        """What can't be used of the journal that stands there is kept beside it."""
        self._journal.known = found.told
        if found.rest:
            set_aside(self._journal.path, found.rest)

    def _journal_at(self, path: Path) -> Journal:
        header = self._header
        return Journal(
            path=journal_path(path), workspace=header.id, key=self._key, state=header.state
        )

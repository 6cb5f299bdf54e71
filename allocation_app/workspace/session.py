"""An open workspace: what the window and the command line work with.

What is recorded is on the disk when the call returns: a command in the journal beside the file, an
import in the file itself. Everything that the workspace holds is asked of it, nothing of it is a
value that could be out of date.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from threading import RLock

from allocation_app.domain.desk_changes import DeskChange, DeskState
from allocation_app.domain.journal import TEXT, Decided, Deed, Entry
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.history import History
from allocation_app.plain import made, plain
from allocation_app.settings import VERSION
from allocation_app.settings.writing import put_in_place, take_away_begun
from allocation_app.workspace import backups, container, disk, image, imports, keys
from allocation_app.workspace.container import Header
from allocation_app.workspace.imports import Import
from allocation_app.workspace.journal_file import Journal
from allocation_app.workspace.keys import KEY, Cost, Passphrase, RecoveryKey
from allocation_app.workspace.lock import Lock, take, user
from allocation_app.workspace.replay import replayed

SUFFIX = ".allocation"


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a workspace is opened: to write or to read only, and whether a lock is taken over.

    A passphrase that is protected less than ``cost`` (`keys.USUAL`) is protected so from the next
    time on that the file is written.
    """

    is_read_only: bool = False
    takes_over: bool = False
    cost: Cost | None = None


def now() -> str:
    """The local time with its offset, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def create(
    path: Path, passphrase: Passphrase, *, cost: Cost | None = None, recovery: bytes = b""
) -> Workspace:
    """A new, empty workspace; ``recovery`` is a council's public key (see `keys.public_part`).

    Raises `AppError` (``workspace_exists``, ``target_…``).
    """
    if path.exists():
        raise AppError("workspace_exists", file=path.name)
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
    lock = take(lock_path(path), at)
    made_new = Workspace(path, key, header, image.new(), lock)
    made_new.record(Deed.CREATED)
    made_new.save()
    return made_new


def open_workspace(path: Path, by: Passphrase | RecoveryKey, how: How = How()) -> Workspace:
    """Open a workspace.

    Raises `AppError`: as `disk.read` and `container.key_for`, and ``workspace_in_use``.
    """
    lock = None if how.is_read_only else take(lock_path(path), now(), over=how.takes_over)
    try:
        sealed = disk.read(path)
        header = sealed.header
        key = container.key_for(header, by)
        content = container.opened(sealed, key, file=path.name)
        if lock is not None:
            take_away_begun(path)
            if isinstance(by, Passphrase):
                header = container.upgraded(header, key, by, how.cost or keys.USUAL)
        return Workspace(path, key, header, image.load(content, file=path.name), lock)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def lock_path(path: Path) -> Path:
    """Where the lock of a workspace stands."""
    return path.with_name(f".{path.name}.lock")


def journal_path(path: Path) -> Path:
    """Where the journal of a workspace stands."""
    return path.with_name(f"{path.name}.journal")


class Workspace:
    """One workspace, open. It may be asked from any thread, one at a time.

    ``unsaved`` are the entries that a crash left in the journal beside the file: they count once
    `take_recovered` is called, `decline_recovered` leaves them out and keeps what they said.
    """

    def __init__(
        self, path: Path, key: bytes, header: Header, db: sqlite3.Connection, lock: Lock | None
    ) -> None:
        self.path, self._key, self._header, self._db, self._lock = path, key, header, db, lock
        self._turn = RLock()
        self._journal = Journal(path=journal_path(path), workspace=header.id, key=key)
        self.recovered: tuple[Entry, ...] = tuple(self._journal.entries(after=self.last))

    @property
    def is_read_only(self) -> bool:
        """Whether nothing that is done here is kept."""
        return self._lock is None

    @property
    def header(self) -> Header:
        """What can be read of the file without a passphrase."""
        return self._header

    @property
    def last(self) -> int:
        """The number of the latest entry of the journal, 0 where there is none."""
        (found,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        return int(found)

    @property
    def imports(self) -> tuple[Import, ...]:
        """The imports, the earliest first: by the day that they tell of."""
        with self._turn:
            return imports.every(self._db)

    def snapshot(self, number: int) -> Snapshot:
        """What an import said; raises `KeyError` where there is none of this number."""
        with self._turn:
            return imports.snapshot(self._db, number)

    def details(self, number: int) -> object:
        """What was kept beside an import (see `add`), None where nothing was."""
        with self._turn:
            row = self._db.execute("SELECT details FROM imports WHERE id = ?", (number,)).fetchone()
        return None if row is None or row[0] is None else json.loads(row[0])

    @property
    def present(self) -> int | None:
        """The number of the import that the plan is made on, None where there is none yet."""
        told = self.text("present")
        return int(told) if told else None

    def journal(self) -> tuple[Entry, ...]:
        """Everything that was done, the first first."""
        with self._turn:
            rows = self._db.execute("SELECT body FROM journal ORDER BY seq").fetchall()
        return tuple(made(Entry, json.loads(body)) for (body,) in rows)

    def plans(self) -> History[DeskState]:
        """The plan and its scenarios as they stand, with what can be undone."""
        return replayed(self.journal())

    def text(self, name: str) -> str:
        """A text that is kept by this name (policy, rules, settings), empty where there is none."""
        with self._turn:
            row = self._db.execute("SELECT text FROM texts WHERE name = ?", (name,)).fetchone()
        return "" if row is None else str(row[0])

    def texts(self, prefix: str = "") -> Mapping[str, str]:
        """All texts whose name begins so."""
        with self._turn:
            rows = self._db.execute("SELECT name, text FROM texts ORDER BY name").fetchall()
        return {name: text for name, text in rows if name.startswith(prefix)}

    def record(
        self,
        deed: Deed,
        change: DeskChange | None = None,
        *,
        decided: tuple[Decided, ...] = (),
        detail: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
    ) -> Entry:
        """Write down what was done; it is on the disk when this returns, unless read only.

        ``texts`` are put in force with it (see `text`). Raises `AppError` (``target_failed``,
        ``target_locked``) where it could not be written: it counts nevertheless, and is written
        with the next `save`.
        """
        with self._turn:
            told = {**(detail or {}), **{f"{TEXT}{name}": t for name, t in (texts or {}).items()}}
            entry = Entry(
                seq=self.last + 1,
                at=now(),
                by=user(),
                deed=deed,
                about=self.present,
                change=change,
                decided=decided,
                detail=told,
            )
            self._put(entry)
            if not self.is_read_only:
                self._journal.append(entry)
            return entry

    def add(
        self,
        snapshot: Snapshot,
        *,
        details: object = None,
        change: DeskChange | None = None,
        detail: Mapping[str, str] | None = None,
        again: int | None = None,
    ) -> Import:
        """Add an import and save; `adding.add_import` says what becomes of the plan with it.

        ``change`` makes the plan as it was taken along, of an empty one. The latest day's import is
        the present one. ``details`` (what JSON can hold) are kept of the present import only.
        ``again`` is the number of an import whose files were read otherwise now: it takes its
        place. Raises `AppError` as `save`, and the import is not there then.
        """

        def put(image: sqlite3.Connection) -> int:
            if again is None:
                number = imports.add(image, snapshot, at=now(), by=user())
            else:
                number = imports.put_again(image, again, snapshot)
            if number == imports.every(image)[-1].number:
                image.execute("UPDATE imports SET details = NULL")
                image.execute(
                    "UPDATE imports SET details = ? WHERE id = ?",
                    (None if details is None else json.dumps(details), number),
                )
                self._keep_text("present", str(number))
            return number

        number = self.rewrite(put, Deed.IMPORTED, change=change, detail=detail)
        return next(each for each in self.imports if each.number == number)

    def rewrite(
        self,
        work: Callable[[sqlite3.Connection], int],
        deed: Deed,
        *,
        change: DeskChange | None = None,
        detail: Mapping[str, str] | None = None,
    ) -> int:
        """Change what is kept, write down that it was done, and save: all of it or nothing.

        ``work`` is given the database and returns the number of the import that the entry is about,
        0 for none. Raises what it raises, and `AppError` as `save`.
        """
        with self._turn:
            before = self._db.serialize()
            try:
                number = work(self._db)
                self._put(
                    Entry(
                        seq=self.last + 1,
                        at=now(),
                        by=user(),
                        deed=deed,
                        about=number or None,
                        change=change,
                        detail=detail or {},
                    )
                )
                self.save()
            except BaseException:
                self._db.rollback()
                self._db.deserialize(before)
                raise
            return number

    def take_recovered(self) -> None:
        """Let what a crash left in the journal count, and save it."""
        with self._turn:
            for entry in self.recovered:
                self._put(entry)
            n, self.recovered = len(self.recovered), ()
            self.record(Deed.RECOVERED, detail={"n": str(n)})
            self.save()

    def save(self) -> None:
        """Write the file anew, whole or not at all; the journal beside it begins anew then.

        Raises `AppError` (``workspace_read_only``, ``workspace_changed``, ``target_…``).
        """
        with self._turn:
            if self.is_read_only:
                raise AppError("workspace_read_only", file=self.path.name)
            header = replace(
                self._header, state=token_hex(8), modified=now(), last=self.last, app=VERSION
            )
            self._write(header, self._key)
            self._journal.clear()

    def change_passphrase(self, passphrase: Passphrase, *, cost: Cost | None = None) -> None:
        """Protect it by another passphrase and a new key of the data; a recovery key stays.

        The backups open by the former passphrase: they are taken away. Raises `AppError` as `save`
        (the former passphrase holds then), and ``backups_left`` where it is changed nevertheless.
        """
        with self._turn:
            self.save()  # nothing of the journal is under the former key
            key = os.urandom(KEY)
            header = container.with_passphrase(
                self._header, key, passphrase, cost or keys.dearer(self._header.cost, keys.USUAL)
            )
            if header.recovery_key:
                header = container.with_recovery(header, key, header.recovery_key)
            self._write(replace(header, state=token_hex(8), modified=now()), key)
            self._journal = replace(self._journal, key=key)
            self.record(Deed.PASSPHRASE)
            backups.take_away(self.path)

    def _write(self, header: Header, key: bytes) -> None:
        """Put this state in the place of the one on the disk."""
        with suppress(AppError):  # without a backup, what was done is written nevertheless
            backups.before_writing(self.path, datetime.now().astimezone())
        try:
            put_in_place(self.path, container.packed(header, key, self._db.serialize()))
        except AppError:
            if not disk.holds(self.path, header):
                raise
            self._key = key  # it stands there, if no power cut comes
            self._header = replace(header, last=self._header.last)
            raise
        self._key, self._header = key, header

    def close(self) -> None:
        """Save what is not saved, let others write, and forget everything."""
        with self._turn:
            if not self.is_read_only and self.last > self._header.last:
                self.save()
            if self._lock is not None:
                self._lock.release()
            self._key, self._lock = b"", None
            self._db.close()

    def _put(self, entry: Entry) -> None:
        self._db.execute(
            "INSERT INTO journal (seq, at, by, deed, about, body) VALUES (?, ?, ?, ?, ?, ?)",
            (entry.seq, entry.at, entry.by, entry.deed, entry.about, json.dumps(plain(entry))),
        )
        for name, text in entry.detail.items():
            if name.startswith(TEXT):
                self._keep_text(name.removeprefix(TEXT), text)
        self._db.commit()

    def _keep_text(self, name: str, text: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO texts (name, text) VALUES (?, ?)", (name, text))

"""A workspace that is open: everything that is done to it. It may be asked from any thread."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from allocation_app.domain.desk_changes import DeskChange
from allocation_app.domain.journal import TEXT, Decided, Deed, Entry
from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import AppError
from allocation_app.plain import plain
from allocation_app.workspace import container, imports, journal_file, keys
from allocation_app.workspace.imports import Import
from allocation_app.workspace.keys import KEY, Cost, Passphrase
from allocation_app.workspace.lock import Lock, take, user
from allocation_app.workspace.places import lock_path
from allocation_app.workspace.saving import Saving, now


class Workspace(Saving):
    """One workspace, open.

    ``recovered`` are the entries that a crash left in the journal beside the file: they count once
    `take_recovered` is called, `decline_recovered` leaves them out and keeps what they said. Until
    then nothing can be recorded. ``journal_problem`` says where the journal could not be used as it
    stood (``journal_damaged``, ``journal_apart``): what could not be is set aside beside the file.
    ``link_problem`` says where the file had another name on its disk when it was opened: what is
    saved stands under this one alone. ``taken_from`` is who had left it open, where the lock was
    taken over. ``backup_problem`` is why no backup could be made at the latest save, where one was
    due, or that some are left that were to go.
    """

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

        ``texts`` are put in force with it (see `text`). Raises `AppError` (``target_…``,
        ``workspace_taken``) where it could not be written: it counts nevertheless, and is written
        with the next entry or `save`. Raises ``workspace_recovered`` before anything is done where
        what was recovered waits.
        """
        with self._turn:
            self._check_decided()
            told = {**(detail or {}), **{f"{TEXT}{name}": t for name, t in (texts or {}).items()}}
            entry = self._next(deed, change=change, decided=decided, detail=told)
            self._put(entry)
            if not self.is_read_only:
                self._write_down(entry)
                self._save_behind()
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
        lets_go: bool = False,
    ) -> int:
        """Change what is kept, write down that it was done, and save: all of it or nothing.

        Where it is read only, it is changed in memory. With ``lets_go`` the backups and what was
        set aside go once the file is written; `check_gone` says whether all of them went.
        ``work`` is given the database and returns the number of the import that the entry is about,
        0 for none. Raises what it raises, and `AppError` as `save`.
        """
        with self._saving, self._turn:
            self._check_decided()
            before = self._db.serialize()
            try:
                number = work(self._db)
                entry = self._next(deed, change=change, detail=detail or {})
                self._put(replace(entry, about=number or None))
                if lets_go:
                    self._let_go()
                if not self.is_read_only:
                    self.save()
            except BaseException:
                self._db.rollback()
                self._db.deserialize(before)
                raise
            return number

    def take_recovered(self) -> None:
        """Let what a crash left in the journal count, and save it. Raises `AppError` as `save`."""
        with self._saving:
            with self._turn:
                waiting, self.recovered = self.recovered, ()
                for entry in waiting:
                    self._put(entry)
                self._kept = self.last  # in the journal, where they were found
            if not self.is_read_only:
                self._decided(Deed.RECOVERED, {"n": str(len(waiting))})

    def decline_recovered(self) -> None:
        """Leave it out; what it said stays in the journal as one entry, which counts for nothing.

        Raises `AppError` as `save`.
        """
        with self._saving:
            with self._turn:
                waiting, self.recovered = self.recovered, ()
            if not self.is_read_only:
                told = json.dumps(plain(waiting), ensure_ascii=False)
                self._decided(Deed.DECLINED, {"n": str(len(waiting)), "entries": told})

    def save_copy(self, path: Path) -> None:
        """Write what stands here, all of it, as another file; this one stays the one at work.

        Raises `AppError` (``workspace_exists``, ``target_…``).
        """
        with self._turn:
            self._write_copy(path)

    def go_on_in(self, path: Path) -> None:
        """Save a copy and work in it from now on: one that was read only can be written then.

        The file that was open stays as it is, and others may open it. Raises `AppError` as
        `save_copy` or `take`; nothing changed then.
        """
        with self._saving, self._turn:
            lock = lock_of_new(path)
            try:
                header = self._write_copy(path)
            except BaseException:
                lock.release()
                raise
            if self._lock is not None:
                self._lock.release()
            self.path, self._lock, self._header, self.is_read_only = path, lock, header, False
            self._journal, self._kept, self.recovered = self._journal_at(path), header.last, ()
            with suppress(OSError, AppError):  # of a file that stood here once: not to be lost
                self._set_aside(journal_file.read(self._journal.path, header, self._key))

    def change_passphrase(
        self, passphrase: Passphrase, *, cost: Cost | None = None, recovery: bytes = b""
    ) -> None:
        """Protect it by another passphrase and a new key of the data.

        The council's key stays, or ``recovery`` takes its place. The backups open by the former
        passphrase: they are taken away. Raises `AppError` as `save` (the former passphrase holds
        then), and ``backups_left`` where it is changed nevertheless.
        """
        with self._saving, self._turn:
            self._check_writable()
            key = os.urandom(KEY)
            header = container.with_passphrase(
                self._new_header(),
                key,
                passphrase,
                cost or keys.dearer(self._header.cost, keys.USUAL),
            )
            recovery = recovery or header.recovery_key
            if recovery:
                header = container.with_recovery(header, key, recovery)
            self._let_go()
            try:
                self._write(header, key, self._db.serialize())
            except BaseException:
                self._let_nothing_go()
                raise
            self.record(Deed.PASSPHRASE)
            self.check_gone()

    def close(self, *, saves: bool = True) -> None:
        """Save what is not saved, let others write, and forget everything.

        Raises `AppError` as `save`, and it is open as before then. With ``saves`` as False nothing
        is written: what the journal has is recovered at the next opening, `unsaved` entries are
        lost. What was recovered and not decided about waits for the next opening.
        """
        if self._behind is not None:
            self._behind.join()
        with self._saving, self._turn:
            if not any(self._key):
                return  # it was closed
            may_save = saves and not self.is_read_only and not self.recovered
            if may_save and (self._is_noted or self.last > self._header.last):
                self.save()
            if self._lock is not None:
                self._lock.release()
            self._key[:] = bytes(len(self._key))
            self._lock, self.recovered = None, ()
            self._db.close()

    def note_taken_over(self) -> None:
        """Write down that the lock was taken over; where what was recovered waits, once it is not.

        Raises `AppError` as `record`.
        """
        by, waits = self.taken_from, bool(self.recovered)
        if by is not None and not waits:
            told = {"user": by.user, "host": by.host, "since": by.since}
            self.record(Deed.TAKEN_OVER, detail=told)

    def _decided(self, deed: Deed, detail: Mapping[str, str]) -> None:
        with self._turn:
            self._put(self._next(deed, detail=detail))
        self.save()
        self.note_taken_over()


def lock_of_new(path: Path) -> Lock:
    """The lock of a workspace that is to be written here for the first time.

    Raises `AppError` as `lock.take`; ``target_failed`` where the folder lets nobody write.
    """
    try:
        return take(lock_path(path), now())
    except AppError as error:
        if error.code != "workspace_not_writable":
            raise
        raise AppError("target_failed", file=path.name, why=error.details["why"]) from error

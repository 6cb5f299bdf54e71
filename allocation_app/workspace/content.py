"""What a workspace holds, asked of the database in memory; nothing here knows of a file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from threading import RLock

from allocation_app.domain.desk_changes import DeskState
from allocation_app.domain.journal import TEXT, Deed, Entry
from allocation_app.domain.snapshot import Snapshot
from allocation_app.history import History
from allocation_app.plain import made, plain
from allocation_app.workspace import image, imports
from allocation_app.workspace.imports import Import
from allocation_app.workspace.replay import replayed


class Content:
    """The imports, the journal and the texts. It may be asked from any thread, one at a time."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db, self._turn = db, RLock()
        self._is_noted = False

    @property
    def last(self) -> int:
        """The number of the latest entry of the journal, 0 where there is none."""
        with self._turn:
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
        """What was kept beside an import, None where nothing was."""
        with self._turn:
            row = self._db.execute("SELECT details FROM imports WHERE id = ?", (number,)).fetchone()
        return None if row is None or row[0] is None else json.loads(row[0])

    @property
    def present(self) -> int | None:
        """The number of the import that the plan is made on, None where there is none yet."""
        told = self.text("present")
        return int(told) if told else None

    @property
    def pruned(self) -> datetime | None:
        """When imports were last deleted for their age, None where none ever was."""
        with self._turn:
            row = self._db.execute(
                "SELECT at FROM journal WHERE deed = ? ORDER BY seq DESC LIMIT 1", (Deed.PRUNED,)
            ).fetchone()
        return None if row is None else datetime.fromisoformat(row[0])

    @property
    def months_set(self) -> int | None:
        """How many months imports are kept by what is set here, None where nothing is."""
        told = self.text("set:months")
        return int(told) if told else None

    def journal(self) -> tuple[Entry, ...]:
        """Everything that was done, the first first."""
        return self._entries(after=0)

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

    def note(self, name: str, text: str) -> None:
        """Keep a text by no deed: it is written with what is saved next, at the latest on closing.

        It is for what may be lost, such as the page that was looked at.
        """
        with self._turn:
            if text != self.text(name):
                self._keep_text(name, text)
                self._db.commit()
                self._is_noted = True

    def copied(self) -> sqlite3.Connection:
        """A copy of all that is kept, to be looked through or worked on; it reaches no disk."""
        with self._turn:
            return image.load(self._db.serialize())

    def _entries(self, after: int) -> tuple[Entry, ...]:
        with self._turn:
            rows = self._db.execute("SELECT body FROM journal WHERE seq > ? ORDER BY seq", (after,))
            return tuple(made(Entry, json.loads(body)) for (body,) in rows)

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

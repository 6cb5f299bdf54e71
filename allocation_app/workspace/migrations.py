"""What makes the tables of this version of those of an earlier one, a step for each version.

Nothing of it reaches the disk before the workspace is saved; the file that was opened is kept among
the backups then.
"""

from __future__ import annotations

import json
import sqlite3

from allocation_app.workspace import imports


def migrate(image: sqlite3.Connection, version: int) -> None:
    """Bring a database of this version to the present one; raises where it is not as it should be.

    A version below the first is none of ours: `ValueError`.
    """
    if version < 1:
        raise ValueError(f"no version {version} was ever written")
    for number, step in enumerate(STEPS[version - 1 :], start=version + 1):
        step(image)
        image.execute(f"PRAGMA user_version = {number}")
        image.commit()


def _facts_by_digest(image: sqlite3.Connection) -> None:
    """Facts are known by a digest, and what all children have alike stands once.

    A file grew by four times what it held.
    """
    image.executescript(
        """
        ALTER TABLE held RENAME TO held_1;
        ALTER TABLE facts RENAME TO facts_1;
        DROP INDEX held_facts;
        CREATE TABLE facts (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE TABLE held (
            import INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            fact INTEGER NOT NULL REFERENCES facts (id) ON DELETE CASCADE,
            PRIMARY KEY (import, position)
        ) WITHOUT ROWID;
        CREATE INDEX held_facts ON held (fact);
        """
    )
    columns_of: dict[int, str] = {}
    for number, kind, key, body in image.execute("SELECT id, kind, key, body FROM facts_1"):
        new = body
        if kind == imports.CHILD:
            own, columns = imports.apart(json.loads(body))
            new, columns_of[number] = imports.text_of(own), imports.text_of(columns)
        row = (number, imports.digest_of(kind, key, new), kind, key, new)
        image.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", row)
    image.execute("INSERT INTO held SELECT * FROM held_1")
    for (number,) in image.execute("SELECT id FROM imports").fetchall():
        held = image.execute("SELECT fact FROM held WHERE import = ?", (number,))
        needed = {columns_of[fact]: None for (fact,) in held if fact in columns_of}
        for body in needed:
            _hold_too(image, number, body)
    image.executescript("DROP TABLE held_1; DROP TABLE facts_1;")


def _hold_too(image: sqlite3.Connection, number: int, body: str) -> None:
    digest = imports.digest_of(imports.COLUMNS, "", body)
    image.execute(
        "INSERT OR IGNORE INTO facts (digest, kind, key, body) VALUES (?, ?, '', ?)",
        (digest, imports.COLUMNS, body),
    )
    image.execute(
        "INSERT INTO held SELECT ?, (SELECT max(position) + 1 FROM held WHERE import = ?), id"
        " FROM facts WHERE digest = ?",
        (number, number, digest),
    )


STEPS = (_facts_by_digest,)
"""From version 1 on; `image.VERSION` is one more than there are."""

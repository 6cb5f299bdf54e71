"""What makes the tables of this version of those of an earlier one, a step for each version.

Nothing of it reaches the disk before the workspace is saved; the file that was opened is kept among
the backups then. A step calls nothing of the present version, which goes on without it: how facts
were written then stands here.
"""

from __future__ import annotations

import json
import sqlite3
from hashlib import blake2b


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
        if kind == "child":
            new, columns_of[number] = _apart_2(json.loads(body))
        row = (number, _digest_2(kind, key, new), kind, key, new)
        image.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", row)
    image.execute("INSERT INTO held SELECT * FROM held_1")
    for (number,) in image.execute("SELECT id FROM imports").fetchall():
        held = image.execute("SELECT fact FROM held WHERE import = ?", (number,))
        needed = {columns_of[fact]: None for (fact,) in held if fact in columns_of}
        for body in needed:
            _hold_too(image, number, body)
    image.executescript("DROP TABLE held_1; DROP TABLE facts_1;")


def _hold_too(image: sqlite3.Connection, number: int, body: str) -> None:
    digest = _digest_2("columns", "", body)
    image.execute(
        "INSERT OR IGNORE INTO facts (digest, kind, key, body) VALUES (?, 'columns', '', ?)",
        (digest, body),
    )
    image.execute(
        "INSERT INTO held SELECT ?, (SELECT max(position) + 1 FROM held WHERE import = ?), id"
        " FROM facts WHERE digest = ?",
        (number, number, digest),
    )


def _apart_2(child: dict[str, object]) -> tuple[str, str]:
    """A child's own facts, and its columns, of which it has the digest."""
    columns = _text_2({name: child.pop(name) for name in ("recorded", "told") if name in child})
    return _text_2({**child, "columns": _digest_2("columns", "", columns).hex()}), columns


def _digest_2(kind: str, key: str, body: str) -> bytes:
    return blake2b(f"{kind}\n{key}\n{body}".encode(), digest_size=16).digest()


def _text_2(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


STEPS = (_facts_by_digest,)
"""From version 1 on; `image.VERSION` is one more than there are."""

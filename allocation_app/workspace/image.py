"""The database inside a workspace: a SQLite image in memory, its tables and its versions.

It is never a file of its own: a live SQLite file on a synchronised or network folder corrupts.
"""

from __future__ import annotations

import sqlite3

from allocation_app.errors import AppError
from allocation_app.workspace.migrations import migrate

VERSION = 2
BEGINNING = b"SQLite format 3\0"
TABLES = """
CREATE TABLE texts (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    as_at TEXT NOT NULL,
    added TEXT NOT NULL,
    added_by TEXT NOT NULL,
    head TEXT NOT NULL,
    details TEXT
);
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
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    deed TEXT NOT NULL,
    about INTEGER,
    body TEXT NOT NULL
);
"""


def new() -> sqlite3.Connection:
    """An empty workspace."""
    image = _connection()
    image.executescript(TABLES)
    image.execute(f"PRAGMA user_version = {VERSION}")
    image.commit()
    return image


def load(content: bytes, *, file: str = "") -> sqlite3.Connection:
    """The database of these bytes, brought to the present version.

    Raises `AppError`: ``workspace_damaged`` where it is not whole, ``workspace_newer`` where a
    later version wrote it.
    """
    if not content.startswith(BEGINNING):
        raise AppError("workspace_damaged", file=file)
    image = _connection()
    try:
        image.deserialize(content)
        image.execute("PRAGMA foreign_keys = ON")
        whole = image.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        if not whole or image.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise AppError("workspace_damaged", file=file)
        (version,) = image.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        raise AppError("workspace_damaged", file=file) from None
    if version > VERSION:
        raise AppError("workspace_newer", file=file)
    try:
        migrate(image, version)
    except (sqlite3.Error, ValueError, TypeError, KeyError):
        raise AppError("workspace_damaged", file=file) from None
    return image


def version_in(content: bytes) -> int:
    """The version of the tables in these bytes of a database (its header: SQLite's file format)."""
    return int.from_bytes(content[60:64], "big")


def _connection() -> sqlite3.Connection:
    image = sqlite3.connect(":memory:", check_same_thread=False)
    image.execute("PRAGMA foreign_keys = ON")
    image.execute("PRAGMA secure_delete = ON")
    return image

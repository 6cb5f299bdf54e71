"""Imports as rows of the database, and back: each child, worker, team and spell once.

What did not change from one import to the next is one row of both. The order in which an import has
them is kept.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any, TypeVar

from allocation_app.domain.people import Child, Spell, Team, Worker
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.plain import made, plain

Kind = TypeVar("Kind")
Fact = dict[str, Any]
CHILD, WORKER, TEAM, SPELL, COLUMNS = "child", "worker", "team", "spell", "columns"
_COLUMNS = ("recorded", "told")
"""Of a child what its file had a column for: alike for most, and longer than all the rest."""
OTHERWISE = "erased"
_HEAD = ("sources", "accepted", "joining", "is_coded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An import that a workspace keeps.

    ``number`` is its own for life. ``added`` is when it was added, local time in ISO 8601 with its
    offset, ``by`` by which user of the operating system.
    """

    number: int
    fingerprint: str
    as_at: date
    added: str
    by: str
    sources: tuple[Source, ...]


def add(image: sqlite3.Connection, snapshot: Snapshot, *, at: str, by: str) -> int:
    """Add an import; its number."""
    head = {name: plain(getattr(snapshot, name)) for name in _HEAD}
    row = (snapshot.fingerprint, snapshot.as_at.isoformat(), at, by, text_of(head))
    added = image.execute(
        "INSERT INTO imports (fingerprint, as_at, added, added_by, head) VALUES (?, ?, ?, ?, ?)",
        row,
    )
    number = added.lastrowid
    if number is None:  # pragma: no cover - an INSERT has one
        raise ValueError("no row")
    _hold(image, number, snapshot)
    return number


def put_again(image: sqlite3.Connection, number: int, snapshot: Snapshot) -> int:
    """Put an import in the place of one that was read otherwise before; the number, which stays."""
    head = {name: plain(getattr(snapshot, name)) for name in _HEAD}
    image.execute(
        "UPDATE imports SET fingerprint = ?, as_at = ?, head = ? WHERE id = ?",
        (snapshot.fingerprint, snapshot.as_at.isoformat(), text_of(head), number),
    )
    image.execute("DELETE FROM held WHERE import = ?", (number,))
    _hold(image, number, snapshot)
    forget_unheld(image)
    return number


def mark_otherwise(image: sqlite3.Connection, number: int) -> None:
    """Give an import another fingerprint: it no longer says what its files said.

    A plan file that was made on it before then does not silently fit it.
    """
    day, head = image.execute("SELECT as_at, head FROM imports WHERE id = ?", (number,)).fetchone()
    told = json.loads(head)
    told["accepted"] = [*told["accepted"], OTHERWISE]
    now = Snapshot(
        as_at=date.fromisoformat(day),
        sources=made(tuple[Source, ...], told["sources"]),
        accepted=made(tuple[str, ...], told["accepted"]),
    )
    row = (now.fingerprint, text_of(told), number)
    image.execute("UPDATE imports SET fingerprint = ?, head = ? WHERE id = ?", row)


def forget_unheld(image: sqlite3.Connection) -> None:
    """Delete the facts that no import has any more."""
    image.execute("DELETE FROM facts WHERE id NOT IN (SELECT fact FROM held)")


def _hold(image: sqlite3.Connection, number: int, snapshot: Snapshot) -> None:
    facts = [(digest_of(*fact), *fact) for fact in _facts(snapshot)]
    image.executemany(
        "INSERT OR IGNORE INTO facts (digest, kind, key, body) VALUES (?, ?, ?, ?)", facts
    )
    image.executemany(
        "INSERT INTO held (import, position, fact) SELECT ?, ?, id FROM facts WHERE digest = ?",
        ((number, place, fact[0]) for place, fact in enumerate(facts)),
    )


def digest_of(kind: str, key: str, body: str) -> bytes:
    """By what a fact is known: the same one stands in the database once."""
    return blake2b(f"{kind}\n{key}\n{body}".encode(), digest_size=16).digest()


def put_body(image: sqlite3.Connection, fact: int, body: str) -> None:
    """Let a fact say something else; one that says that already takes its place."""
    kind, key = image.execute("SELECT kind, key FROM facts WHERE id = ?", (fact,)).fetchone()
    digest = digest_of(kind, key, body)
    same = image.execute("SELECT id FROM facts WHERE digest = ?", (digest,)).fetchone()
    if same is None:
        row = (digest, body, fact)
        image.execute("UPDATE facts SET digest = ?, body = ? WHERE id = ?", row)
    elif same[0] != fact:
        image.execute("UPDATE held SET fact = ? WHERE fact = ?", (same[0], fact))
        image.execute("DELETE FROM facts WHERE id = ?", (fact,))


def every(image: sqlite3.Connection) -> tuple[Import, ...]:
    """The imports, by the day that they tell of, then in the order in which they were added."""
    rows = image.execute(
        "SELECT id, fingerprint, as_at, added, added_by, head FROM imports ORDER BY as_at, id"
    )
    return tuple(
        Import(
            number=number,
            fingerprint=fingerprint,
            as_at=date.fromisoformat(day),
            added=at,
            by=by,
            sources=made(tuple[Source, ...], json.loads(head).get("sources", [])),
        )
        for number, fingerprint, day, at, by, head in rows
    )


def snapshot(image: sqlite3.Connection, number: int) -> Snapshot:
    """What an import said; raises `KeyError` where there is none of this number."""
    row = image.execute("SELECT as_at, head FROM imports WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise KeyError(number)
    found: dict[str, list[str]] = {kind: [] for kind in (CHILD, WORKER, TEAM, SPELL, COLUMNS)}
    facts = image.execute(
        "SELECT kind, body FROM held JOIN facts ON facts.id = held.fact"
        " WHERE held.import = ? ORDER BY held.position",
        (number,),
    )
    for kind, body in facts:
        found[kind].append(body)
    columns = {digest_of(COLUMNS, "", each).hex(): json.loads(each) for each in found[COLUMNS]}
    told = json.loads(row[1])
    return Snapshot(
        as_at=date.fromisoformat(row[0]),
        children={each.id: each for each in _children(found[CHILD], columns)},
        workers={each.id: each for each in _all(Worker, found[WORKER])},
        teams={each.id: each for each in _all(Team, found[TEAM])},
        spells=tuple(_all(Spell, found[SPELL])),
        sources=made(tuple[Source, ...], told["sources"]),
        accepted=made(tuple[str, ...], told["accepted"]),
        joining=made(frozenset[str], told["joining"]),  # type: ignore[arg-type]  # WorkerId is str
        is_coded=told["is_coded"],
    )


def apart(told: Fact) -> tuple[Fact, Fact]:
    """A child as it is written, and of it what is alike for all who stand in the same columns."""
    columns = {name: told[name] for name in _COLUMNS if name in told}
    own = {name: each for name, each in told.items() if name not in columns}
    return {**own, "columns": digest_of(COLUMNS, "", text_of(columns)).hex()}, columns


def _facts(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    seen = dict[str, None]()
    for child in snapshot.children.values():
        own, columns = apart(plain(child))
        seen[text_of(columns)] = None
        yield CHILD, child.id, text_of(own)
    for worker in snapshot.workers.values():
        yield WORKER, worker.id, text_of(plain(worker))
    for team in snapshot.teams.values():
        yield TEAM, team.id, text_of(plain(team))
    for spell in snapshot.spells:
        yield SPELL, spell.child, text_of(plain(spell))
    for body in seen:
        yield COLUMNS, "", body


def _children(bodies: list[str], columns: dict[str, Fact]) -> Iterator[Child]:
    known = {digest: made(Child, {"id": "", **each}) for digest, each in columns.items()}
    for told in json.loads(f"[{','.join(bodies)}]"):
        alike = known[told.pop("columns")]
        child = made(Child, told)
        for name in _COLUMNS:  # not by `replace`: a council's imports have ten thousands of them
            object.__setattr__(child, name, getattr(alike, name))
        yield child


def _all(kind: type[Kind], bodies: list[str]) -> list[Kind]:
    return [made(kind, each) for each in json.loads(f"[{','.join(bodies)}]")]


def text_of(told: object) -> str:
    """As the body of a fact or the head of an import is written."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

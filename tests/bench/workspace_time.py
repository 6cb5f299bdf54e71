"""How long a workspace takes to open, save and add to, beside plain SQLite of the same rows.

A plain script: `python -m tests.bench.workspace_time [CHILDREN] [IMPORTS]`, of a council of 2,500
children with 26 weekly imports unless told otherwise. From week to week two children in five have a
later visit, some come, some go, some change hands, as in a real export. What a passphrase costs is
told apart (the cost of the tests is used): it is meant to take its time.

Plain SQLite writes the same rows to a file of its own with its own fsync, row by row, and opens it
with the same checks; both read the present import. Beside that stands what it costs SQLite to copy
the finished pages to a file (its backup), which makes no rows and takes no file's place. The two
are measured in turn. The aims are 1.5 times and one second.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from allocation_app.domain.desk_changes import DeskState, Staged, desk_change
from allocation_app.domain.journal import Deed
from allocation_app.domain.people import Child, ChildId, EventKind, Spell
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.intake import read
from allocation_app.workspace import image, imports
from allocation_app.workspace.adding import add_import
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import How, create, open_workspace
from sample_data import generate

AIM, AIM_RATIO = 1.0, 1.5
ROUNDS = 7
WEEK = timedelta(days=7)
PASSPHRASE = Passphrase(text="a long way to the sea")


def council() -> Snapshot:
    """The generated set of a council, as the import has it."""
    with tempfile.TemporaryDirectory() as folder:
        children, staff, *_ = generate("council", 1, Path(folder))
        return read([children, staff]).snapshot


def enlarged(snapshot: Snapshot, size: int) -> Snapshot:
    """So many children: those of the set, copied under other ids with their spells."""
    known, spells = list(snapshot.children.values()), snapshot.holding_spells()
    children, held = dict[ChildId, Child](), list[Spell]()
    for n in range(size):
        was = known[n % len(known)]
        child = was if n < len(known) else replace(was, id=ChildId(f"{was.id}-{n}"))
        children[child.id] = child
        if was.id in spells:
            held.append(replace(spells[was.id], child=child.id))
    return replace(snapshot, children=children, spells=tuple(held))


def week_later(snapshot: Snapshot, random: Random) -> Snapshot:
    """The next week's export of the same council."""
    day, workers = snapshot.as_at + WEEK, sorted(snapshot.workers)
    children, held = dict[ChildId, Child](), snapshot.holding_spells()
    for child in snapshot.children.values():
        lot = random.random()
        if lot < 0.01:  # closed, and another one came
            number = ChildId(f"{child.id}x{day:%m%d}")
            new = replace(child, id=number, name=f"{child.name} {day:%d}")
            children[new.id] = new
            continue
        seen = {} if lot > 0.4 else {EventKind.SEEN: day, EventKind.VISIT: day}
        children[child.id] = replace(child, events={**child.events, **seen}) if seen else child
        if random.random() < 0.02 and child.id in held:
            held[child.id] = Spell(child=child.id, worker=random.choice(workers), start=day)
    return replace(
        snapshot,
        as_at=day,
        children=children,
        spells=tuple(each for each in held.values() if each.child in children),
        sources=(Source(name=f"export {day}.xlsx", sha256=f"{random.getrandbits(256):064x}"),),
    )


def timed(*works: Callable[[], object]) -> list[float]:
    """The median of some rounds of each, in turn, in seconds."""
    took: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, known in zip(works, took, strict=True):
            began = perf_counter()
            work()
            known.append(perf_counter() - began)
    return [median(each) for each in took]


def write_rows(database: sqlite3.Connection, path: Path) -> None:
    """The same tables with the same rows, as a plain file."""
    path.unlink(missing_ok=True)
    file = sqlite3.connect(path)
    file.execute("PRAGMA synchronous = FULL")
    file.executescript(image.TABLES)
    for table in ("texts", "imports", "facts", "held", "journal"):
        rows = database.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
        places = ", ".join("?" for _ in rows.description)
        file.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
    file.commit()
    file.close()


def copy_pages(database: sqlite3.Connection, path: Path) -> None:
    """The same database, page by page, as a plain file."""
    path.unlink(missing_ok=True)
    file = sqlite3.connect(path)
    database.backup(file)
    file.close()


def main(children: int, weeks: int) -> None:
    """Print a table."""
    random = Random(1)  # noqa: S311 - made-up weeks
    snapshot = enlarged(council(), children)
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        path, plain_path = Path(folder, "team.allocation"), Path(folder, "plain.sqlite")
        workspace = create(path, PASSPHRASE, cost=LEAST)
        adding = []
        for _ in range(weeks):
            began = perf_counter()
            add_import(workspace, snapshot)
            adding.append(perf_counter() - began)
            snapshot = week_later(snapshot, random)
        child, worker = next(iter(snapshot.children)), next(iter(snapshot.workers))
        staged = DeskState(plan=Staged(moves=(Move(child=child, to=worker),)))
        change = desk_change(DeskState(), staged)
        (entry,) = timed(lambda: workspace.record(Deed.STAGED, change))
        database, present = workspace.copied(), workspace.present or 0
        saves = timed(
            workspace.save,
            lambda: write_rows(database, plain_path),
            lambda: copy_pages(database, Path(folder, "pages.sqlite")),
        )
        workspace.close()

        def open_ours() -> None:
            opened = open_workspace(path, PASSPHRASE, How(cost=LEAST))
            opened.snapshot(present)
            opened.close()

        def open_plain() -> None:
            file = sqlite3.connect(plain_path)
            file.execute("PRAGMA integrity_check").fetchall()
            file.execute("PRAGMA foreign_key_check").fetchall()
            imports.snapshot(file, present)
            file.close()

        opened, plain, key = timed(open_ours, open_plain, lambda: PASSPHRASE.key(b"0" * 16, LEAST))
        size, plain_size = path.stat().st_size / 1e6, plain_path.stat().st_size / 1e6
    lines = [
        f"{children} children, {weeks} imports: {size:.1f} MB, SQLite {plain_size:.1f} MB",
        _line("save", saves[0], saves[1]),
        f"       {saves[2]:.3f} s  SQLite's pages alone  x {saves[0] / saves[2]:.2f}",
        _line("open", opened - key, plain),
        f"add    {median(adding):.3f} s median, {max(adding):.3f} s at most",
        f"record {entry * 1000:.1f} ms an entry of the journal, on the disk",
    ]
    print("\n".join(lines))  # noqa: T201 - what a script is for


def _line(what: str, ours: float, plain: float) -> str:
    aims = "meets the aims" if ours < AIM and ours <= AIM_RATIO * plain else "too slow"
    return f"{what:6} {ours:.3f} s  SQLite {plain:.3f} s  x {ours / plain:.2f}  {aims}"


if __name__ == "__main__":
    told = [int(each) for each in sys.argv[1:]]
    main(*(told + [2_500, 26][len(told) :]))

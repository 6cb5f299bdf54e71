"""Makes workspaces for tests: cheap to open, with imports from week to week and something done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from allocation_app.domain.desk_changes import desk_change, state_of
from allocation_app.domain.journal import Deed
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot, Source
from allocation_app.workspace.keys import LEAST, Passphrase
from allocation_app.workspace.session import How, Workspace, create, open_workspace
from tests.builders import AS_AT, a_child, a_snapshot

WEEK = timedelta(days=7)
PASSPHRASE = Passphrase(text="a long way to the sea")
MARY = "mary-0417"


def a_workspace(folder: Path) -> Workspace:
    return create(folder / "team.allocation", PASSPHRASE, cost=LEAST)


def opened(path: Path, *, is_read_only: bool = False) -> Workspace:
    return open_workspace(path, PASSPHRASE, How(cost=LEAST, is_read_only=is_read_only))


def a_team(day: date = AS_AT) -> Snapshot:
    """Mary and her sister with one worker, another child with another, one who waits."""
    return a_snapshot(
        {
            "W1": [
                a_child(MARY, name="Mary Jones", family="F1"),
                a_child("anne-0418", name="Anne Jones", family="F1"),
            ],
            "W2": [a_child("owen-0419", name="Owen Rhys")],
        },
        waiting=[a_child("cari-0420", name="Cari Puw")],
        as_at=day,
    )


def weeks_later(snapshot: Snapshot, n: int) -> Snapshot:
    """The same team by the files of so many weeks later (or earlier)."""
    day = snapshot.as_at + n * WEEK
    source = Source(name=f"export of {day}.xlsx", sha256=f"{day:%Y%m%d}".ljust(64, "0"))
    return replace(snapshot, as_at=day, sources=(source,))


def desk_of(workspace: Workspace) -> Desk:
    """The plan and its scenarios, on the present import."""
    return workspace.plans().present.on(workspace.snapshot(workspace.present or 0))


def do(
    workspace: Workspace, change: Callable[[Desk], Desk], deed: Deed = Deed.STAGED, **detail: str
) -> None:
    """Record one command."""
    before = desk_of(workspace)
    told = desk_change(state_of(before), state_of(change(before)))
    workspace.record(deed, told, detail=detail)

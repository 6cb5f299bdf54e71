"""Workspaces for tests: cheap to open, and left behind as a crash leaves them."""

from __future__ import annotations

import os
from pathlib import Path

from allocation_app.domain.journal import Deed, Entry
from allocation_app.workspace.keys import LEAST, Passphrase, private_part, public_part
from allocation_app.workspace.keys import recovery_pair as new_pair
from allocation_app.workspace.session import How, Workspace, create, open_workspace

SECRET = Passphrase(text="correct horse battery staple")
_PRIVATE, _PUBLIC = new_pair()
KEY = private_part(_PRIVATE)
"""Opens what `a_workspace` made a hundred times faster than a passphrase."""


def a_workspace(folder: Path, name: str = "team.allocation") -> Workspace:
    """A new workspace of this name, open."""
    return create(folder / name, SECRET, cost=LEAST, recovery=public_part(_PUBLIC))


def opened(path: Path, *, over: bool = False, reads: bool = False) -> Workspace:
    """A workspace, opened once more."""
    return open_workspace(path, KEY, How(takes_over=over, is_read_only=reads, cost=LEAST))


def left(workspace: Workspace) -> Path:
    """End a workspace as a crash does: nothing is saved, and its lock stays; its path."""
    lock = workspace._lock  # noqa: SLF001 - nothing but the end of a process does that
    if lock is not None and lock.handle != -1:
        os.close(lock.handle)
    return workspace.path


def noted(workspace: Workspace, n: int) -> Entry:
    """Record something that can be told apart by this number."""
    return workspace.record(Deed.NOTED, detail={"n": str(n)})


def numbers(workspace: Workspace) -> list[int]:
    """What was noted, as the journal has it."""
    return [int(each.detail["n"]) for each in workspace.journal() if each.deed is Deed.NOTED]


def beside(path: Path) -> list[str]:
    """The files in the folder of a workspace but itself and the folder of its backups."""
    names = (each.name for each in path.parent.iterdir() if each.is_file())
    return sorted(each for each in names if each != path.name)

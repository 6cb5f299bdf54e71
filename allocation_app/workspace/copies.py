"""Other files beside a workspace that are the same one: copies of it, and what was restored of it.

Which workspace a file is says its beginning, without a passphrase. Nobody asked for any of them to
be changed: whoever erases a child, or changes the passphrase, is told that they are there.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from allocation_app.errors import AppError
from allocation_app.workspace import backups, disk
from allocation_app.workspace.journal_file import START
from allocation_app.workspace.places import SUFFIX, asides, journal_path


def copies(path: Path, workspace: str) -> tuple[str, ...]:
    """The names of all files in the folder of ``path`` that are this workspace (`Header.id`), too.

    Also journals of it, and folders with backups of it, that go with another name. What belongs to
    the file itself is none. Only names with our ending in them are looked at: a folder may hold
    thousands of files, and some stand in a cloud until they are read.
    """
    own = {path, journal_path(path), backups.folder_of(path), *asides(path)}
    found: list[str] = []
    with suppress(OSError):
        others = (each for each in path.parent.iterdir() if SUFFIX in each.name and each not in own)
        found += [each.name for each in others if _is_of(each, workspace)]
    return tuple(sorted(found))


def _is_of(place: Path, workspace: str) -> bool:
    with suppress(OSError):
        if place.is_dir():
            return any(_is_of(each, workspace) for each in place.iterdir() if not each.is_dir())
        if not S_ISREG(place.stat().st_mode):
            return False
        start = f"{START} {workspace} ".encode()
        with place.open("rb") as told:
            if told.read(len(start)) == start:
                return True
        with suppress(AppError):
            return disk.header(place).id == workspace
    return False

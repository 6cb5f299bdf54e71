"""The workspaces that were opened last: where their files are, and nothing of what is in them."""

from __future__ import annotations

import json
from pathlib import Path

from ui import preferences

KEY, FOLDER = "workspace/recent", "workspace/folder"
MOST = 5


def recent() -> list[Path]:
    """The files that are still there, the latest first."""
    try:
        told = json.loads(preferences.recall(KEY, "[]"))
    except ValueError:
        return []
    names = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
    return [path for name in names if (path := Path(name)).is_file()][:MOST]


def remember(path: Path) -> None:
    """Have this file first from now on."""
    known = [str(each) for each in recent() if each != path.absolute()]
    told = {
        KEY: json.dumps([str(path.absolute()), *known][:MOST]),
        FOLDER: str(path.absolute().parent),
    }
    for key, value in told.items():
        if preferences.recall(key) != value:  # to write it takes longer than a page
            preferences.remember(key, value)


def forget() -> None:
    """Be as if none had ever been opened."""
    preferences.forget(KEY)
    preferences.forget(FOLDER)


def folder(otherwise: Path) -> Path:
    """Where the last one was, or this where it is there no more."""
    told = preferences.recall(FOLDER)
    return Path(told) if told and Path(told).is_dir() else otherwise

"""The record of what left the tool: when, what, how many children, named or not; never whom.

A line of JSON for each export, added to a file among this user's own, until a workspace keeps it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from allocation_app.settings import APPLICATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One export.

    ``at`` is the local time with its offset (ISO 8601); ``to`` is a form of file, ``print`` or
    ``clipboard``; ``source`` is the fingerprint of the import that it rests on.
    """

    at: str
    what: str
    to: str
    children: int
    naming: str
    is_protected: bool
    source: str


def record_file() -> Path:
    """Where the record is kept."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only when something is exported

    return user_data_path(APPLICATION, appauthor=False) / "exports.jsonl"


def record(made: Made) -> None:
    """Add an export to the record."""
    path = record_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(made)) + "\n")


def exports_made() -> tuple[Made, ...]:
    """Every export that was recorded, the first first."""
    path = record_file()
    if not path.is_file():
        return ()
    lines = path.read_text("utf-8").splitlines()
    return tuple(Made(**json.loads(line)) for line in lines)

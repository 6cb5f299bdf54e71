"""The record of what left the tool: when, what, how many children, named or not; never whom.

A line of JSON for each export, added to a file among this user's own, until a workspace keeps it.
Whoever writes at the same time adds a line of their own, and a line that was never finished costs
nothing but itself.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from allocation_app.settings import APPLICATION

LONGEST = 80  # characters; codes, dates and fingerprints are shorter, narratives are not


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


def record(made: Made) -> bool:
    """Add an export to the record; whether that could be done.

    What has left is not called back because nobody can write it down: whoever exports says so.
    """
    path, line = record_file(), json.dumps(asdict(made)).encode()
    how = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, how, 0o600)
        try:
            begin = b"" if _is_at_a_line(handle) else b"\n"
            os.write(handle, begin + line + b"\n")  # in one go: nobody's line stands inside it
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        return False
    return True


def exports_made() -> tuple[Made, ...]:
    """Every export that was recorded, the first first; a line that can't be read is left out."""
    try:
        lines = record_file().read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(made for line in lines if (made := _read(line)) is not None)


def _is_at_a_line(handle: int) -> bool:
    """Whether the last line was finished."""
    if os.lseek(handle, 0, os.SEEK_END) == 0:
        return True
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1) == b"\n"


def _read(line: bytes) -> Made | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    values = {each.name: told.get(each.name) for each in fields(Made)}
    kinds = {"children": int, "is_protected": bool}
    for name, value in values.items():
        if type(value) is not kinds.get(name, str) or len(str(value)) > LONGEST:
            return None
    return Made(**values)  # type: ignore[arg-type]  # their kinds were just looked at

"""Opens a file: its kind, its fingerprint, and the cells of its sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allocation_app.domain.snapshot import Source
from allocation_app.errors import Problem
from allocation_app.intake.opening.apart import Task, read_apart
from allocation_app.intake.opening.grids import sheet_of
from allocation_app.intake.opening.kinds import load
from allocation_app.intake.opening.limits import USUAL, Limits
from allocation_app.intake.sheets import Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A file that was opened: its kind, fingerprint, sheets, and what was wrong with them."""

    path: Path
    kind: str
    source: Source
    sheets: tuple[Sheet, ...]
    sheet_names: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def open_book(
    path: Path,
    *,
    password: str | None = None,
    limits: Limits = USUAL,
    tick: Callable[[], None] = lambda: None,
) -> Book:
    """Open one file, in a process of its own. Raises `InputError` with the codes of `kinds`.

    ``tick`` is called about every 50 ms until it is open; what it raises ends the work.
    """
    content = load(path, limits)
    task = Task(name=path.name, content=content, password=password, limits=limits)
    answer = read_apart(task, tick)
    if answer.refusal is not None:
        raise answer.refusal
    return Book(
        path=path,
        kind=answer.kind,
        source=Source(name=path.name, sha256=hashlib.sha256(content).hexdigest()),
        sheets=tuple(sheet_of(path.name, grid) for grid in answer.grids),
        sheet_names=answer.sheet_names,
        problems=answer.problems,
    )

"""Opens a file: its kind, its fingerprint, and the cells of its sheets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from allocation_app.domain.snapshot import Source
from allocation_app.errors import Problem
from allocation_app.intake.opening.kinds import Kind, kind_of, load
from allocation_app.intake.opening.text_files import read_text_sheet
from allocation_app.intake.opening.workbooks import read_workbook
from allocation_app.intake.problems import ProblemLog
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


def open_book(path: Path, *, password: str | None = None) -> Book:
    """Open one file. Raises `InputError` with the codes of `kinds`."""
    del password
    content = load(path)
    kind = kind_of(path.name, content)
    log = ProblemLog()
    if kind is Kind.CSV:
        sheets: tuple[Sheet, ...] = (read_text_sheet(path.name, content, log),)
    else:
        sheets = tuple(read_workbook(path.name, kind, content, log))
    return Book(
        path=path,
        kind=kind.value,
        source=Source(name=path.name, sha256=hashlib.sha256(content).hexdigest()),
        sheets=sheets,
        sheet_names=tuple(sheet.name for sheet in sheets),
        problems=log.sorted(),
    )

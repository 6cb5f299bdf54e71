"""What an import comes to: the snapshot, every problem, and how each column was understood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """A column: the field taken from it ("" if none), how that was known, and a few of its cells.

    ``how`` is layout, alias or unused; ``confidence`` is 1.0 or 0.0. No sample is kept of a column
    that nothing is taken from: it may be what should never be in a planning copy.
    """

    heading: str
    field: str
    how: str
    confidence: float
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """A sheet: the row of its headings (from 1, None without a table) and how many rows follow.

    ``layout`` is children, workers, annex_a_list_1 to _11, or "" where no table was found.
    """

    name: str
    header_row: int | None
    rows: int
    layout: str
    columns: tuple[ColumnReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """A file, its kind by its first bytes, and its sheets."""

    path: Path
    kind: str
    sheets: tuple[SheetReading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One import."""

    snapshot: Snapshot
    problems: tuple[Problem, ...]
    files: tuple[FileReading, ...]

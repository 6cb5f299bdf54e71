"""What an import comes to: the snapshot, every problem, and how each column was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from allocation_app.domain.snapshot import Snapshot
from allocation_app.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """A column: the field taken from it ("" if none), how that was known, and a few of its cells.

    ``how`` is a `columns.How`, ``confidence`` from 0 to 1. ``suggestion`` is a field that a person
    may say it is; ``key`` is what a `Mapping` knows it by. No sample is kept of a column that is
    withheld: it should never be in a planning copy. ``date_order`` is an `intake.dates.Order` where
    the column has dates whose numbers could stand in two orders, else ""; ``is_order_assumed`` is
    whether nothing but habit settled it, so that a person should. ``loses_to`` is the key of the
    column that was taken instead, where both give the same.
    """

    heading: str
    field: str
    how: str
    confidence: float
    samples: tuple[str, ...] = ()
    suggestion: str = ""
    key: str = ""
    loses_to: str = ""
    date_order: str = ""
    is_order_assumed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReading:
    """A sheet: the row of its headings (from 1, None without a table) and how many rows follow.

    A sheet with several tables has one for each. ``layout`` is children, spells, workers,
    annex_a_list_1 to _11, "unknown" for a table that nobody knows, "" where none was found.
    ``worker_from`` is "tab" or "group" where the worker stands once for many rows.
    """

    name: str
    header_row: int | None
    rows: int
    layout: str
    columns: tuple[ColumnReading, ...] = ()
    worker_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReading:
    """A word of the files that has a meaning: a status, a job title, a name beside children.

    ``kind`` is status, role or worker; ``meaning`` a `Status` value (several joined by "+"), "open"
    or "closed", a `Role` value, a `mapping.Holding`; "" where it is not known. ``is_decided`` is
    whether somebody said so in a mapping; ``rows`` is how often it stands there.
    """

    kind: str
    text: str
    meaning: str
    rows: int
    is_decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """A file, its kind by its first bytes, and its sheets."""

    path: Path
    kind: str
    sheets: tuple[SheetReading, ...]


RowKey = tuple[str, str, int]
"""A row of the files: file, sheet, row number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCell:
    """A cell as it stands in the file."""

    column: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A row as it stands in the file; ``child`` is the identifier it gives, "" if none."""

    child: str
    cells: tuple[SourceCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One import. ``rows`` are those in which a problem was found."""

    snapshot: Snapshot
    problems: tuple[Problem, ...]
    files: tuple[FileReading, ...]
    words: tuple[WordReading, ...] = ()
    rows: Mapping[RowKey, SourceRow] = field(default_factory=dict)

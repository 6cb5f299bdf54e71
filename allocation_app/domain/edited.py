"""What a manager changed in an exported workbook, as moves to be staged.

The reader (`intake.edited`) brings the cells of the two sheets that may be edited; here they are
compared with the plan as it stands. What can't be taken as meant is a problem that names its cell;
nothing is guessed and nothing is staged beside a problem of the same child.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from allocation_app.domain.people import Involvement, WorkerId


class Heading(StrEnum):
    """The columns that are read again, by what they hold (`wording.sheets` has their words)."""

    CHILD = "child"
    ROLE = "role"
    FROM = "from"
    TO = "to"
    DAY = "day"
    REASON = "reason"
    OVERRIDE = "override"
    NOTE = "note"
    WORKER = "worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """What the words of a workbook mean, each by its text without case.

    ``workers`` has every worker by name and id, several where they share a name; ``names`` what
    each is called where that is told apart. The others are codes by their words.
    """

    workers: Mapping[str, tuple[WorkerId, ...]]
    names: Mapping[WorkerId, str]
    nobody: frozenset[str]
    reasons: Mapping[str, str]
    overrides: Mapping[str, str]
    roles: Mapping[str, Involvement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where something stands (sheet, "H12") and what: text as it is, or the day of a date cell."""

    sheet: str
    at: str
    value: str | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedRow:
    """A row of the Changes sheet (``is_change``) or of the Allocations sheet, by its columns."""

    is_change: bool
    cells: Mapping[Heading, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedBook:
    """A workbook that came back. ``source`` is the import it was made of, ``plan`` the plan.

    Both are fingerprints, "" where the workbook tells none. A sheet that is not there is None: what
    is missing from it was not deleted by anybody.
    """

    file: str = ""
    changes: tuple[EditedRow, ...] | None = None
    allocations: tuple[EditedRow, ...] | None = None
    source: str = ""
    plan: str = ""
    columns: frozenset[Heading] = field(default_factory=frozenset)

"""What a manager changed in an exported workbook, as moves to be staged.

The reader (`intake.edited`) brings the cells of the two sheets that may be edited; here they are
compared with the plan as it stands. What can't be taken as meant is a problem that names its cell;
nothing is guessed and nothing is staged beside a problem of the same child.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allocation_app.domain.people import ChildId


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
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedBook:
    """A workbook that came back. ``source`` is the import it was made of, ``plan`` the plan."""

    rows: tuple[EditedRow, ...]
    source: str
    plan: str
    children: frozenset[ChildId] = frozenset()

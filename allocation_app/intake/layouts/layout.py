"""What a layout says of a sheet: whom it is about, and what every row of it has in common."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from allocation_app.domain.people import Status
from allocation_app.intake.headings import Aliases, aliases


class Subject(StrEnum):
    """Whom the rows of a sheet are about."""

    CHILDREN = "children"
    WORKERS = "workers"
    BESIDE = "beside"
    """Children of whom another table says whether they are open: it adds to what is known."""
    NOBODY_NOW = "nobody_now"
    """A list that is recognised and does not give the present caseload."""
    UNKNOWN = "unknown"
    """Nobody has said yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of sheet. ``order``: which sheet is believed first where two contradict each other.

    ``status`` is what being on the sheet makes of a child. ``list_number`` is that of Annex A, 0
    for a sheet that a team made itself. ``headings`` are the keys of all that a return publishes,
    those that bring nothing among them: no other meaning is looked for.
    """

    name: str
    subject: Subject
    known: Aliases
    order: int = 0
    status: Status | None = None
    list_number: int = 0
    title: str = ""
    headings: frozenset[str] = frozenset()


def children_layout() -> Layout:
    """A row per child."""
    return Layout(name="children", subject=Subject.CHILDREN, known=aliases("children"))


def workers_layout() -> Layout:
    """A row per worker."""
    return Layout(name="workers", subject=Subject.WORKERS, known=aliases("workers"))


def unknown_layout() -> Layout:
    """What looks like a table and is none that we know; a person may say what it is."""
    return Layout(name="unknown", subject=Subject.UNKNOWN, known=Aliases(fields={}))

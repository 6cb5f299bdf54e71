"""What a person decided about spreadsheets: which column is which, what words mean, day or month.

A mapping holds headings and words of spreadsheets, never a child's row, so that it can be kept,
exported and shared within a council.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from allocation_app.intake.headings import key
from allocation_app.intake.sheets import letter

LEFT_OUT = ""
"""In place of a field: nothing is to be taken from the column."""


class Holding(StrEnum):
    """What a name in a worker's cell stands for."""

    PERSON = "person"
    NOBODY = "nobody"
    DUTY = "duty"
    TEAM = "team"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """What was decided about the tables that have these headings.

    ``headings`` are those of the file, as they stood. ``columns`` gives a field's name (or
    `LEFT_OUT`) for a heading's key (see `column_keys`), ``dates`` an `intake.dates.Order` for the
    key of a date column. ``layout`` is "" where the tool is to see for itself. ``is_grouped`` says
    whether a worker's name stands once for the rows under it; None: the tool is to see.
    """

    headings: tuple[str, ...]
    layout: str = ""
    columns: Map[str, str] = field(default_factory=dict)
    dates: Map[str, str] = field(default_factory=dict)
    is_grouped: bool | None = None

    @property
    def keys(self) -> frozenset[str]:
        """What its headings are recognised by, whatever their order."""
        return frozenset(column_keys(self.headings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Every decision that counts for an import.

    ``statuses`` gives a `Status` value, "open" or "closed" for a squashed text of a status or case
    type; ``roles`` a `Role` value for a squashed job title; ``workers`` a `Holding` for the key of
    a name (`intake.names.name_key`).
    """

    tables: tuple[TableMapping, ...] = ()
    statuses: Map[str, str] = field(default_factory=dict)
    roles: Map[str, str] = field(default_factory=dict)
    workers: Map[str, str] = field(default_factory=dict)


NO_MAPPING = Mapping()


def column_keys(headings: Sequence[str]) -> list[str]:
    """A key for each column of a table: its heading's, its letter without one; the second "#2"."""
    keys: list[str] = []
    for column, heading in enumerate(headings):
        own = key(heading) or f"@{letter(column).lower()}"
        rank = sum(known.partition("#")[0] == own for known in keys) + 1
        keys.append(own if rank == 1 else f"{own}#{rank}")
    return keys

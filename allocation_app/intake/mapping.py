"""What a person decided about spreadsheets: which column is which, what words mean, day or month.

A mapping holds headings and words of spreadsheets, never a child's row, so that it can be kept,
exported and shared within a council.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from allocation_app.intake.headings import key
from allocation_app.intake.reading import Reading, SheetReading
from allocation_app.intake.sheets import letter

LEFT_OUT = ""
"""In place of a field: nothing is to be taken from the column."""
LEAST_SHARED = 0.6
"""How much of two sets of headings must be the same for decisions about one to hold for both."""
UNNAMED = "@"


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
        return frozenset(_named(self.headings))


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
        own = key(heading) or f"{UNNAMED}{letter(column).lower()}"
        rank = sum(known.partition("#")[0] == own for known in keys) + 1
        keys.append(own if rank == 1 else f"{own}#{rank}")
    return keys


def _named(headings: Sequence[str]) -> dict[str, str]:
    """The headings by key; a column without one is nothing to know a table by."""
    pairs = zip(column_keys(headings), headings, strict=True)
    return {own: heading for own, heading in pairs if not own.startswith(UNNAMED)}


def decided_for(headings: Sequence[str], mapping: Mapping) -> TableMapping | None:
    """What was decided about these headings, in any order; else about the nearest others.

    Of equals the later counts. A table that shares too few headings is another table.
    """
    if not mapping.tables:
        return None
    keys = frozenset(_named(headings))
    shares = [(_shared(keys, table.keys), at) for at, table in enumerate(mapping.tables)]
    share, at = max(shares)
    return mapping.tables[at] if share >= LEAST_SHARED else None


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    most = max(len(one), len(other))
    return len(one & other) / most if most else 0.0


def changed(
    headings: Sequence[str], decided: TableMapping
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The headings that were not there when a table was decided, and those that are gone."""
    now, then = _named(headings), _named(decided.headings)
    new = tuple(heading for own, heading in now.items() if own not in then)
    return new, tuple(heading for own, heading in then.items() if own not in now)


def combined(first: Mapping, then: Mapping) -> Mapping:
    """Both mappings in one. Where they decide the same, ``then`` counts."""
    tables = {table.keys: table for table in first.tables}
    for table in then.tables:
        before = tables.pop(table.keys, None)
        tables[table.keys] = table if before is None else _both(before, table)
    return Mapping(
        tables=tuple(tables.values()),
        statuses={**first.statuses, **then.statuses},
        roles={**first.roles, **then.roles},
        workers={**first.workers, **then.workers},
    )


def _both(first: TableMapping, then: TableMapping) -> TableMapping:
    return TableMapping(
        headings=then.headings,
        layout=then.layout or first.layout,
        columns={**first.columns, **then.columns},
        dates={**first.dates, **then.dates},
        is_grouped=first.is_grouped if then.is_grouped is None else then.is_grouped,
    )


def about(sheet: SheetReading) -> TableMapping:
    """The start of decisions about a table as it was read: nothing is decided yet."""
    return TableMapping(headings=tuple(column.heading for column in sheet.columns))


def confirmed(sheet: SheetReading) -> TableMapping:
    """The decision that every column is what it was taken for, and the others are left out."""
    columns = {column.key: column.field or LEFT_OUT for column in sheet.columns}
    return replace(about(sheet), layout=sheet.layout, columns=columns)


def mapping_of(reading: Reading) -> Mapping:
    """The decision that every column of every table is what it was taken for."""
    sheets = (sheet for file in reading.files for sheet in file.sheets)
    tables = tuple(confirmed(sheet) for sheet in sheets if sheet.columns)
    return combined(NO_MAPPING, Mapping(tables=tables))


def decide_column(mapping: Mapping, sheet: SheetReading, column: str, meaning: str) -> Mapping:
    """The mapping, with what one column (by its key) brings: a field's name, or `LEFT_OUT`.

    No column has two meanings and no field two columns: whatever brought it is left out.
    """
    others = {c.key: LEFT_OUT for c in sheet.columns if meaning and c.field == meaning}
    known = {own: meant for own, meant in _decided(mapping, sheet).items() if meant == meaning}
    others |= dict.fromkeys(known, LEFT_OUT) if meaning else {}
    return _with(mapping, replace(about(sheet), columns={**others, column: meaning}))


def decide_dates(mapping: Mapping, sheet: SheetReading, column: str, order: str) -> Mapping:
    """The mapping, with whether day or month comes first in one column."""
    return _with(mapping, replace(about(sheet), dates={column: order}))


def undecide_column(mapping: Mapping, sheet: SheetReading, column: str) -> Mapping:
    """The mapping without what was decided about one column: the tool is to see for itself."""
    keys = about(sheet).keys
    return replace(
        mapping,
        tables=tuple(
            replace(table, columns={k: v for k, v in table.columns.items() if k != column})
            if table.keys == keys
            else table
            for table in mapping.tables
        ),
    )


def _decided(mapping: Mapping, sheet: SheetReading) -> Map[str, str]:
    keys = about(sheet).keys
    return next((table.columns for table in mapping.tables if table.keys == keys), {})


def _with(mapping: Mapping, table: TableMapping) -> Mapping:
    return combined(mapping, Mapping(tables=(table,)))

"""Corrections of how spreadsheets are read: each is a new `Mapping`, so that any can be undone."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace

from allocation_app.intake.cells import squash
from allocation_app.intake.columns import How
from allocation_app.intake.mapping import LEFT_OUT, Mapping, TableMapping
from allocation_app.intake.names import name_key
from allocation_app.intake.reading import SheetReading

AUTO = "auto"
"""In place of a field, a layout or a meaning: the tool is to see for itself."""
STATUS, ROLE, WORKER = "status", "role", "worker"


def decided(mapping: Mapping, sheet: SheetReading) -> TableMapping | None:
    """What a mapping says about exactly the headings of this table."""
    keys = frozenset(column.key for column in sheet.columns)
    return next((table for table in mapping.tables if table.keys == keys), None)


def with_column(mapping: Mapping, sheet: SheetReading, key: str, field: str) -> Mapping:
    """The column brings this field; "" leaves it out, `AUTO` takes the decision back.

    No field has two columns: the one that brought it until now is left out.
    """
    table = _own(mapping, sheet)
    columns = dict(table.columns)
    if field not in {AUTO, LEFT_OUT}:
        brought = {c.key: columns.get(c.key, c.field) for c in sheet.columns}
        columns |= {own: LEFT_OUT for own, meant in brought.items() if meant == field}
    return _put(mapping, replace(table, columns=_with(columns, key, field)))


def with_order(mapping: Mapping, sheet: SheetReading, key: str, order: str) -> Mapping:
    """The dates of the column have this order (`intake.dates.Order`)."""
    table = _own(mapping, sheet)
    return _put(mapping, replace(table, dates=_with(table.dates, key, order)))


def with_layout(mapping: Mapping, sheet: SheetReading, layout: str) -> Mapping:
    """The table is of this kind; `AUTO` takes the decision back."""
    kind = "" if layout == AUTO else layout
    return _put(mapping, replace(_own(mapping, sheet), layout=kind))


def with_word(mapping: Mapping, kind: str, text: str, meaning: str) -> Mapping:
    """A status, job title or name means this; `AUTO` takes the decision back."""
    if kind == STATUS:
        return replace(mapping, statuses=_with(mapping.statuses, squash(text), meaning))
    if kind == ROLE:
        return replace(mapping, roles=_with(mapping.roles, squash(text), meaning))
    return replace(mapping, workers=_with(mapping.workers, name_key(text), meaning))


def word_decided(mapping: Mapping, kind: str, text: str) -> str:
    """What a mapping says that a word means, "" where it says nothing."""
    if kind == STATUS:
        return mapping.statuses.get(squash(text), "")
    if kind == ROLE:
        return mapping.roles.get(squash(text), "")
    return mapping.workers.get(name_key(text), "")


def joined(first: Mapping, second: Mapping) -> Mapping:
    """Both mappings as one; where they contradict each other the second counts."""
    newer = {table.keys for table in second.tables}
    return Mapping(
        tables=(*(table for table in first.tables if table.keys not in newer), *second.tables),
        statuses={**first.statuses, **second.statuses},
        roles={**first.roles, **second.roles},
        workers={**first.workers, **second.workers},
    )


def _own(mapping: Mapping, sheet: SheetReading) -> TableMapping:
    """What is decided for these headings; at first what was taken over from like headings."""
    found = decided(mapping, sheet)
    if found is not None:
        return found
    return TableMapping(
        headings=tuple(column.heading for column in sheet.columns),
        columns={
            column.key: column.field or LEFT_OUT
            for column in sheet.columns
            if column.how == How.PROFILE
        },
    )


def _put(mapping: Mapping, table: TableMapping) -> Mapping:
    others = tuple(other for other in mapping.tables if other.keys != table.keys)
    return replace(mapping, tables=(*others, table))


def _with(decisions: Map[str, str], key: str, value: str) -> dict[str, str]:
    kept = {known: said for known, said in decisions.items() if known != key}
    return kept if value == AUTO else {**kept, key: value}

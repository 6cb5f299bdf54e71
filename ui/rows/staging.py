"""Corrections of how spreadsheets are read: each is a new `Mapping`, so that any can be undone."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace

from allocation_app.intake import mapping as decisions
from allocation_app.intake.cells import squash
from allocation_app.intake.columns import How
from allocation_app.intake.mapping import LEFT_OUT, NO_MAPPING, Mapping, TableMapping
from allocation_app.intake.names import name_key
from allocation_app.intake.reading import SheetReading

AUTO = "auto"
"""In place of a field, a layout or a meaning: the tool is to see for itself."""
STATUS, ROLE, WORKER = "status", "role", "worker"


def decided(mapping: Mapping, sheet: SheetReading) -> TableMapping | None:
    """What a mapping says about exactly the headings of this table."""
    keys = decisions.about(sheet).keys
    return next((table for table in mapping.tables if table.keys == keys), None)


def nearest(mapping: Mapping, sheet: SheetReading) -> TableMapping | None:
    """What a mapping says about these headings, or about those that are most like them."""
    return decisions.decided_for([column.heading for column in sheet.columns], mapping)


def changes(base: Mapping, mapping: Mapping) -> Mapping:
    """What was decided, or taken back, since."""
    before = {table.keys: table for table in base.tables}
    has_new_words = replace(mapping, tables=()) != replace(base, tables=())
    return replace(
        mapping if has_new_words else NO_MAPPING,
        tables=tuple(table for table in mapping.tables if before.get(table.keys) != table),
    )


def with_column(mapping: Mapping, sheet: SheetReading, key: str, field: str) -> Mapping:
    """The column brings this field; "" leaves it out, `AUTO` takes the decision back."""
    begun = _begun(mapping, sheet)
    if field == AUTO:
        return decisions.undecide_column(begun, sheet, key)
    return decisions.decide_column(begun, sheet, key, field)


def with_order(mapping: Mapping, sheet: SheetReading, key: str, order: str) -> Mapping:
    """The dates of the column have this order (`intake.dates.Order`)."""
    return decisions.decide_dates(_begun(mapping, sheet), sheet, key, order)


def with_layout(mapping: Mapping, sheet: SheetReading, layout: str) -> Mapping:
    """The table is of this kind; `AUTO` takes the decision back."""
    begun = _begun(mapping, sheet)
    if layout != AUTO:
        return decisions.decide_table(begun, sheet, layout=layout)
    keys = decisions.about(sheet).keys
    tables = (replace(t, layout="") if t.keys == keys else t for t in begun.tables)
    return replace(begun, tables=tuple(tables))


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


def _begun(mapping: Mapping, sheet: SheetReading) -> Mapping:
    """The mapping with a place for these headings; at first with what like headings brought.

    Decisions about exactly these headings stand before those about like ones: without this the
    first new decision would lose the earlier ones.
    """
    earlier = {
        column.key: column.field or LEFT_OUT
        for column in sheet.columns
        if column.how == How.PROFILE
    }
    if decided(mapping, sheet) is not None or not earlier:
        return mapping
    table = replace(decisions.about(sheet), columns=earlier)
    return decisions.combined(mapping, Mapping(tables=(table,)))


def _with(words: Map[str, str], key: str, meaning: str) -> dict[str, str]:
    kept = {known: said for known, said in words.items() if known != key}
    return kept if meaning == AUTO else {**kept, key: meaning}

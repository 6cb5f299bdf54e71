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
NOTHING = "nothing"
"""In place of a layout: the table is left out."""
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
    """The table is of this kind; `NOTHING` leaves it out, `AUTO` takes the decision back."""
    own = _own(mapping, sheet)
    if layout == NOTHING:
        return _put(mapping, replace(own, layout="", columns=_all_left_out(sheet)))
    columns = {} if is_left_out(own, sheet) else own.columns
    return _put(mapping, replace(own, layout="" if layout == AUTO else layout, columns=columns))


def with_grouping(mapping: Mapping, sheet: SheetReading, is_grouped: bool | None) -> Mapping:
    """Whether a worker's name stands once for the rows below; None: the tool is to see."""
    return _put(mapping, replace(_own(mapping, sheet), is_grouped=is_grouped))


def is_left_out(table: TableMapping | None, sheet: SheetReading) -> bool:
    """Whether nothing at all is to be taken from a table."""
    return table is not None and bool(table.columns) and table.columns == _all_left_out(sheet)


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


def _own(mapping: Mapping, sheet: SheetReading) -> TableMapping:
    begun = _begun(mapping, sheet)
    return decided(begun, sheet) or decisions.about(sheet)


def _put(mapping: Mapping, table: TableMapping) -> Mapping:
    others = (other for other in mapping.tables if other.keys != table.keys)
    return replace(mapping, tables=(*others, table))


def _all_left_out(sheet: SheetReading) -> dict[str, str]:
    return {column.key: LEFT_OUT for column in sheet.columns}


def _with(words: Map[str, str], key: str, meaning: str) -> dict[str, str]:
    kept = {known: said for known, said in words.items() if known != key}
    return kept if meaning == AUTO else {**kept, key: meaning}

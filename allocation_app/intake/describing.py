"""How files, sheets and columns were understood, for whoever wants to see and correct it."""

from __future__ import annotations

from allocation_app.intake.columns import ColumnMeaning, How
from allocation_app.intake.contents import SHORT_TEXT, private_sign
from allocation_app.intake.fields import DATES, Field
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.mapping import column_keys
from allocation_app.intake.reading import ColumnReading, SheetReading
from allocation_app.intake.tables import NoTable, Table


def described(found: Table | NoTable) -> SheetReading:
    """How one table was understood, or that a sheet has none."""
    if isinstance(found, NoTable):
        rows = len(found.sheet.cells)
        return SheetReading(name=found.sheet.name, header_row=None, rows=rows, layout="")
    keys = column_keys(found.headings)
    return SheetReading(
        name=found.sheet.name,
        header_row=found.header_row,
        rows=len(found.rows),
        layout=found.layout.name,
        columns=tuple(
            _column(found, meaning, keys)
            for meaning in found.meanings
            if meaning.column in found.own_columns
        ),
        worker_from=_worker_from(found),
    )


def _worker_from(table: Table) -> str:
    given = table.given.get(Field.WORKER)
    if given is None:
        return ""
    return "tab" if given.column is None else "group"


def _column(table: Table, meaning: ColumnMeaning, keys: list[str]) -> ColumnReading:
    order = table.dates.get(meaning.column) if meaning.field in DATES else None
    is_read = table.layout.subject is not Subject.NOBODY_NOW
    is_used = meaning.is_taken and is_read
    return ColumnReading(
        key=keys[meaning.column],
        heading=meaning.heading,
        field=meaning.field.value if is_used and meaning.field is not None else "",
        how=(meaning.how if is_used or meaning.field is None else How.UNUSED).value,
        confidence=meaning.confidence if is_used else 0.0,
        samples=_samples(table, meaning) if is_read else (),
        suggestion="" if meaning.suggestion is None else meaning.suggestion.value,
        loses_to="" if meaning.loses_to is None else keys[meaning.loses_to],
        date_order="" if order is None or not order.has_numbers else order.order.value,
        is_order_assumed=order is not None and order.is_assumed,
    )


def _samples(table: Table, meaning: ColumnMeaning) -> tuple[str, ...]:
    """A few cells; of a column that nothing is taken from only such as may be shown."""
    if meaning.how is How.WITHHELD:
        return ()
    found = table.samples(meaning.column)
    if meaning.is_taken:
        return found
    return tuple(text for text in found if len(text) <= SHORT_TEXT and not private_sign(text))

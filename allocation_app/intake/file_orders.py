"""The order of day and month in every date column of a file, each seen beside the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allocation_app.intake.date_orders import Evidence, evidence_in, settled, texts_in
from allocation_app.intake.dates import Order
from allocation_app.intake.fields import DATES
from allocation_app.intake.headings import key
from allocation_app.intake.layouts.layout import Layout
from allocation_app.intake.mapping import TableMapping, column_keys
from allocation_app.intake.tables import NoTable, Table

DATE_WORDS = ("date", "dyddiad")


def settle(found: Sequence[Table | NoTable]) -> tuple[Table | NoTable, ...]:
    """The tables of one file, with the order of each of their date columns."""
    shown: list[dict[int, Evidence]] = [
        _shown(table) if isinstance(table, Table) else {} for table in found
    ]
    orders = {own.order for columns in shown for own in columns.values()} - {None}
    others = next(iter(orders)) if len(orders) == 1 else None
    if others is Order.CONTRADICTORY:
        others = None
    return tuple(
        _with_orders(table, columns, others) if isinstance(table, Table) else table
        for table, columns in zip(found, shown, strict=True)
    )


def _with_orders(table: Table, columns: dict[int, Evidence], others: Order | None) -> Table:
    keys = column_keys(table.headings)
    return replace(
        table,
        dates={
            column: settled(
                own,
                decided=_decided(table.decided, keys[column]),
                others=others,
                is_defined=is_defined(table.layout),
            )
            for column, own in columns.items()
        },
    )


def is_defined(layout: Layout) -> bool:
    """Whether the sheet is a return whose definition says that the day comes first."""
    return bool(layout.list_number) or layout.name.startswith(("ssda903", "census"))


def _decided(decided: TableMapping | None, own: str) -> Order | None:
    text = "" if decided is None else decided.dates.get(own, "")
    return Order(text) if text in {Order.DAY_FIRST, Order.MONTH_FIRST} else None


def _shown(table: Table) -> dict[int, Evidence]:
    """What each column of dates shows, also of those that nothing is taken from."""
    return {
        meaning.column: evidence_in(texts_in(set(table.cells(meaning.column))))
        for meaning in table.meanings
        if meaning.field in DATES
        or (meaning.field is None and any(word in key(meaning.heading) for word in DATE_WORDS))
    }

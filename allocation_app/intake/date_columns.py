"""A column of dates, converted: what each cell amounts to, and what is to be said of the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from allocation_app.intake.cells import NOT_KNOWN, Cell, text_of
from allocation_app.intake.date_orders import Settled, evidence_in, settled, texts_in
from allocation_app.intake.dates import (
    EARLIEST,
    PLACEHOLDERS,
    DateReader,
    Order,
    YearRule,
    is_either,
    numbers_of,
)
from allocation_app.intake.fields import Field
from allocation_app.intake.problems import Code, Place
from allocation_app.intake.sheets import EPOCH
from allocation_app.intake.swaps import Swap, swap_in

Report = Callable[..., None]
ENDS = frozenset(
    {
        Field.CLOSED,
        Field.PLAN_ENDED,
        Field.LAST_DAY,
        Field.ABSENT_TO,
        Field.REDUCTION_TO,
        Field.PREVIOUS_WORKER_ENDED,
    }
)
"""Ends of something: what systems write where there is none means that it has not ended."""


class Column(NamedTuple):
    """A column as it was read: its cells, the rows they stand in, what they bring, and where.

    ``order`` is that of its dates, as far as it was settled beside the other columns of the file;
    ``epoch`` is day 0 of the workbook's numbers.
    """

    values: list[object]
    rows: tuple[int, ...]
    field: Field
    place: Place
    order: Settled | None = None
    epoch: date = EPOCH


def date_facts(column: Column, as_at: date, report: Report) -> list[object]:
    """Each cell's date, None or NOT_KNOWN; what was wrong with cells and column is reported."""
    values = column.values
    different = set(values)
    texts = texts_in(different)
    if not texts and _are_plain(different):
        return [value or None for value in values] if "" in different else values
    order = settled(evidence_in(texts)) if column.order is None else column.order
    reader = DateReader(
        order=order.order,
        year_rule=YearRule.PAST if column.field is Field.DATE_OF_BIRTH else YearRule.NEAR,
        as_at=as_at,
        epoch=column.epoch,
        is_assumed=order.is_assumed,
    )
    read = {value: _meant(reader(value), column.field) for value in different}
    if texts:
        if len(texts) < len(different - {""}):
            _check_swap(column, order, read, report)
        _report_order(column, order, read, report)
    if any(cell.code is not None for cell in read.values()):
        report_cells(column, read, report)
    meant = {value: cell.value for value, cell in read.items()}
    return list(map(meant.__getitem__, values))


def _are_plain(different: set[object]) -> bool:
    """Whether all are blanks and dates of people who live."""
    days = [value for value in different if value != ""]
    return set(map(type, days)) <= {date} and all(
        isinstance(day, date) and FIRST < day < LAST for day in days
    )


FIRST, LAST = EARLIEST, min(day for day in PLACEHOLDERS if day > EARLIEST)


def _meant(cell: Cell, field: Field) -> Cell:
    """What a date means that stands for none; the end of a spell is left to whoever reads spells.

    An end that has not come is blank; of all else nothing is known.
    """
    if cell.value not in PLACEHOLDERS or field is Field.ALLOCATION_ENDED:
        return cell
    return Cell(None if field in ENDS else NOT_KNOWN, Code.DATE_PLACEHOLDER)


def report_cells(column: Column, read: Mapping[object, Cell], report: Report) -> None:
    """Name every cell with which something was wrong."""
    odd = {value: cell for value, cell in read.items() if cell.code is not None}
    for row, value in zip(column.rows, column.values, strict=True):
        if value in odd:
            cell = odd[value]
            field = column.field.value
            report(cell.code, column.place.at(row), text_of(value), field=field, **cell.details)


def _check_swap(column: Column, order: Settled, read: dict[object, Cell], report: Report) -> None:
    """Refuse the dates that Excel turned round; a person who decided on an order is only warned."""
    swap, dates, texts = swap_in(column.values)
    if swap is Swap.NONE:
        return
    field = column.field.value
    if swap is Swap.LIKELY or order.is_decided:
        code = Code.DATES_PERHAPS_SWAPPED
    else:
        code = Code.DATES_MAYBE_SWAPPED
        for value in read:
            if isinstance(value, date):
                read[value] = Cell(NOT_KNOWN)
    report(code, column.place, field=field, rows=dates, texts=texts)


def _report_order(
    column: Column, order: Settled, read: Mapping[object, Cell], report: Report
) -> None:
    """Say of a whole column in which order it was read, where that is not plain."""
    field = column.field.value
    if order.is_against:
        report(Code.DATE_ORDER_DIFFERS, column.place, field=field, decided=order.order.value)
    if order.is_assumed:
        open_ones = {v for v in read if (numbers := numbers_of(v)) and is_either(*numbers)}
        rows = sum(map(open_ones.__contains__, column.values))
        report(Code.DATE_ORDER_ASSUMED, column.place, field=field, rows=rows)
        return
    is_month_first = order.order is Order.MONTH_FIRST
    if is_month_first or column.place.sheet:  # a text file has no other dates than text
        texts = {v for v, cell in read.items() if type(v) is str and isinstance(cell.value, date)}
        rows = sum(map(texts.__contains__, column.values)) if texts else 0
        if rows:
            code = Code.DATES_MONTH_FIRST if is_month_first else Code.DATES_FROM_TEXT
            report(code, column.place, field=field, rows=rows)

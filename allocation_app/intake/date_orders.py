"""Whether the day or the month comes first, settled for each date column of a file.

By the column's own dates that can be read only one way; else by what a person decided; else by the
file's other date columns, where they agree; else by the definition of the return; else day first,
as the country writes and the DfE asks for, which is then said and asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from allocation_app.intake.dates import Order, is_either, numbers_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the dates of a column show: those that can only be read one way, and the others."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0

    @property
    def order(self) -> Order | None:
        """The order that they show; None where all can be read either way."""
        if self.day_first and self.month_first:
            return Order.CONTRADICTORY
        if not self.day_first and not self.month_first:
            return None
        return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST


def evidence_in(values: Iterable[object]) -> Evidence:
    """What the different values of a column show of its order."""
    day_first = month_first = either = 0
    for value in values:
        numbers = numbers_of(value)
        if numbers is None:
            continue
        if is_either(*numbers):
            either += 1
        elif numbers[0] > numbers[1]:
            day_first += 1
        else:
            month_first += 1
    return Evidence(day_first=day_first, month_first=month_first, either=either)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The order of a column. ``shown``: what its own dates show.

    ``is_assumed``: nothing settles it, and it matters. ``is_decided``: by a person.
    ``is_against``: the dates show another than was decided.
    """

    order: Order = Order.DAY_FIRST
    has_numbers: bool = False
    is_assumed: bool = False
    is_decided: bool = False
    is_against: bool = False


DAY_FIRST = Settled()


def settled(
    own: Evidence,
    *,
    decided: Order | None = None,
    others: Order | None = None,
    is_defined: bool = False,
) -> Settled:
    """The order of a column, by what it shows itself and what stands around it."""
    has_numbers = bool(own.day_first or own.month_first or own.either)
    found = Settled(has_numbers=has_numbers, is_decided=decided is not None)
    if own.order is not None:
        if decided is None or decided is own.order:
            return replace(found, order=own.order)
        is_open = own.order is Order.CONTRADICTORY
        return replace(found, order=decided if is_open else Order.CONTRADICTORY, is_against=True)
    if decided is not None:
        is_against = bool(own.either) and others is not None and others is not decided
        return replace(found, order=decided, is_against=is_against)
    if others is not None:
        return replace(found, order=others)
    return replace(found, is_assumed=bool(own.either) and not is_defined)


def texts_in(different: Iterable[object]) -> set[object]:
    """Those of the different values of a column that are neither date cells nor empty."""
    return {value for value in different if not isinstance(value, date) and value != ""}

"""Dates that Excel turned round: a file of one country opened in the Excel of the other.

Excel then makes a date of every text whose numbers fit its own order, and so turns 03/04 into 4
March; what does not fit, because the day is after the 12th, stays text. The result has a signature:
all text has a day after the 12th, and all real dates have a day up to the 12th. An honest column of
text and dates looks so by chance with a probability that is known, and falls with each date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import Enum

from allocation_app.intake.dates import is_either, numbers_of

EARLY_DAYS = 12
SHARE_EARLY = 12 * 12 / 365.25
"""How many days of a year are up to the 12th of their month."""
LEAST = 5
SURE, LIKELY = 0.001, 0.05


class Swap(Enum):
    """How much a column looks turned round."""

    NONE = 0
    LIKELY = 1
    SURE = 2


def swap_in(values: Iterable[object]) -> tuple[Swap, int, int]:
    """Whether Excel turned the dates of a column round; how many dates and texts it is seen by."""
    counted = Counter(values)
    dates = texts = 0
    directions: set[bool] = set()
    for value, times in counted.items():
        if isinstance(value, date):
            if value.day > EARLY_DAYS:
                return Swap.NONE, 0, 0
            dates += times
        elif (numbers := numbers_of(value)) is not None:
            if is_either(*numbers):
                return Swap.NONE, 0, 0
            directions.add(numbers[0] > numbers[1])
            texts += times
        # Blanks, words and dates with the name of their month are in both kinds of column.
    if not dates or not texts or len(directions) > 1:
        return Swap.NONE, 0, 0
    chance = SHARE_EARLY**dates * (1 - SHARE_EARLY) ** texts
    if chance < SURE and min(dates, texts) >= LEAST:
        return Swap.SURE, dates, texts
    return (Swap.LIKELY if chance < LIKELY else Swap.NONE), dates, texts

"""Counting days for the truth: written from working-days.md alone, apart from the product's way."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

WORKING_DAYS = "working_days"
WEEKS = "weeks"
MONTHS = "months"
DAYS = "days"

LATE = "late"
DUE_SOON = "due_soon"
IN_TIME = "in_time"
CANNOT_TELL = "cannot_tell"

FIRST_YEAR, LAST_YEAR = 1990, 2045
ONE_DAY = timedelta(days=1)

# What proclamations moved or added in England and Wales: (year) -> days in place of the usual ones.
EARLY_MAY_MOVED = {1995: date(1995, 5, 8), 2020: date(2020, 5, 8)}
SPRING_MOVED = {2002: date(2002, 6, 4), 2012: date(2012, 6, 4), 2022: date(2022, 6, 2)}
ONE_OFF = frozenset(
    {
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=last.weekday())


def bank_holidays(year: int) -> set[date]:
    """Bank holidays of England and Wales, substitute days included."""
    easter = easter_sunday(year)
    found = {
        easter - timedelta(days=2),
        easter + ONE_DAY,
        EARLY_MAY_MOVED.get(year, _first_monday(year, 5)),
        SPRING_MOVED.get(year, _last_monday(year, 5)),
        _last_monday(year, 8),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        day = fixed
        while day.weekday() >= calendar.SATURDAY or day in found:
            day += ONE_DAY
        found.add(day)
    return found | {day for day in ONE_OFF if day.year == year}


@cache
def _working_days() -> tuple[list[date], list[int]]:
    """Each working day in order; and for each ordinal day how many there were, it included."""
    holidays = {day for year in range(FIRST_YEAR, LAST_YEAR + 1) for day in bank_holidays(year)}
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    is_working = [day.weekday() < calendar.SATURDAY and day not in holidays for day in every]
    working = [day for day, works in zip(every, is_working, strict=True) if works]
    return working, list(accumulate(int(works) for works in is_working))


def is_working(day: date) -> bool:
    """Neither a weekend nor a bank holiday."""
    return count(day) > count(day - ONE_DAY)


def count(day: date) -> int:
    """How many working days there were up to this one, it included (from 1990)."""
    return _working_days()[1][(day - date(FIRST_YEAR, 1, 1)).days]


def working_days_after(day: date, number: int) -> date:
    """The working day that is so many after this day; the day itself for 0."""
    if number == 0:
        return day
    return _working_days()[0][count(day) + number - 1]


def working_days_before(day: date, number: int) -> date:
    """The working day that is so many before this day, which counts as the next if it is none."""
    return _working_days()[0][bisect_left(_working_days()[0], day) - number]


def months_after(day: date, number: int) -> date:
    """The same day so many months later, or the last of that month."""
    years, month = divmod(day.month - 1 + number, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, _days_in(year, month)))


@cache
def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def due_date(trigger: date, limit: int, unit: str) -> date:
    """The last day that is in time."""
    if unit == WORKING_DAYS:
        return working_days_after(trigger, limit)
    if unit == MONTHS:
        return months_after(trigger, limit)
    return trigger + timedelta(days=limit * (7 if unit == WEEKS else 1))


def state_on(day: date, trigger: date, due: date) -> str:
    """Late, due soon or in time; soon is 14 days, but never more than half of the limit."""
    if day > due:
        return LATE
    if (due - day).days <= min(14, (due - trigger).days // 2):
        return DUE_SOON
    return IN_TIME


def over(day: date, due: date, unit: str) -> int:
    """How far past the due date (below 0: how far off), in working days or else calendar days."""
    return count(day) - count(due) if unit == WORKING_DAYS else (day - due).days

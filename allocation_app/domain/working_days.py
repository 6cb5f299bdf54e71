"""Calendar arithmetic: working days, weeks and months as the regulations count them."""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

SATURDAY = 5
MONTHS_IN_YEAR = 12
SHORTEST_MONTH = 28


class Unit(StrEnum):
    """In what a limit is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A bank holiday of England and Wales, by its two names."""

    day: date
    name: str
    name_cy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDays:
    """Knows which days are working days: not a Saturday, a Sunday or a bank holiday.

    ``holidays`` are known from ``valid_from`` to ``valid_to``; outside that time only weekends are,
    and `knows` says so. All counting is on a table of the working days from 30 years before to 10
    years after the known holidays, so that one rule costs one look-up.
    """

    holidays: tuple[Holiday, ...] = field(hash=False)
    valid_from: date
    valid_to: date
    _days: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _first: int = field(init=False, repr=False, compare=False)
    _count: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Order the holidays, build the table of working days and the count for each day."""
        first = date(self.valid_from.year - 30, 1, 1).toordinal()
        last = date(self.valid_to.year + 10, 12, 31).toordinal()
        closed = {holiday.day.toordinal() for holiday in self.holidays}
        days: list[int] = []
        count: list[int] = []
        for ordinal in range(first, last + 1):
            if (ordinal - 1) % 7 < SATURDAY and ordinal not in closed:
                days.append(ordinal)
            count.append(len(days))
        by_day = sorted(self.holidays, key=lambda holiday: holiday.day)
        object.__setattr__(self, "holidays", tuple(by_day))
        object.__setattr__(self, "_days", tuple(days))
        object.__setattr__(self, "_first", first)
        object.__setattr__(self, "_count", tuple(count))

    def with_holidays(self, more: tuple[Holiday, ...]) -> WorkingDays:
        """The calendar with holidays that it does not have: one-off ones come at short notice."""
        return _with_holidays(self, more) if more else self

    def knows(self, day: date) -> bool:
        """Whether the bank holidays of this day are known."""
        return self.valid_from <= day <= self.valid_to

    def is_working_day(self, day: date) -> bool:
        """Whether people are at work on this day."""
        return self.number(day) != self.number(day - timedelta(days=1))

    def number(self, day: date) -> int:
        """How many working days there were up to and including this day (its ordinal)."""
        ordinal = day.toordinal()
        index = ordinal - self._first
        if 0 <= index < len(self._count):
            return self._count[index]
        # Outside the table (a date of birth as a visit date): weekdays only, still monotonic.
        if index < 0:
            return _weekdays(ordinal) - _weekdays(self._first - 1)
        last = self._first + len(self._count) - 1
        return self._count[-1] + _weekdays(ordinal) - _weekdays(last)

    def add(self, trigger: date, working_days: int) -> date:
        """The Nth working day after the trigger, which is day 0; due at the end of that day."""
        if working_days == 0:
            return trigger
        wanted = self.number(trigger) + working_days
        if 0 < wanted <= len(self._days):
            return date.fromordinal(self._days[wanted - 1])
        day = trigger
        while self.number(day) < wanted:
            day += timedelta(days=1)
        return day

    def back(self, day: date, working_days: int) -> date:
        """The last working day on which so many of them still lie ahead, up to this day.

        With none it is the day itself, or the last working day before it.
        """
        wanted = self.number(day) - working_days
        if 0 < wanted <= len(self._days):
            return date.fromordinal(self._days[wanted - 1])
        while self.number(day - timedelta(days=1)) >= wanted:
            day -= timedelta(days=1)
        return day

    def between(self, trigger: date, day: date) -> int:
        """Working days that have passed from the trigger, which is day 0, to this day."""
        return self.number(day) - self.number(trigger)

    def holiday_between(self, first: date, last: date) -> tuple[Holiday, ...]:
        """The bank holidays from the first to the last day, for the sum shown beside a due date."""
        days = [holiday.day for holiday in self.holidays]
        return tuple(
            holiday for holiday in self.holidays[: bisect_right(days, last)] if holiday.day >= first
        )


@lru_cache(maxsize=2)
def _with_holidays(calendar: WorkingDays, more: tuple[Holiday, ...]) -> WorkingDays:
    known = {holiday.day for holiday in calendar.holidays}
    new = tuple(holiday for holiday in more if holiday.day not in known)
    return replace(calendar, holidays=(*calendar.holidays, *new)) if new else calendar


def _weekdays(ordinal: int) -> int:
    """Mondays to Fridays up to this day since day 1, which was a Monday."""
    weeks, days = divmod(ordinal, 7)
    return weeks * SATURDAY + min(days, SATURDAY)


def add_months(day: date, months: int) -> date:
    """The same day some calendar months later, clamped to the month's end (30 Nov + 3 = 28 Feb)."""
    year, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + months, MONTHS_IN_YEAR)
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_date(trigger: date, limit: int, unit: Unit, calendar: WorkingDays) -> date:
    """The last day on which a duty that began on the trigger date is met in time."""
    if unit is Unit.WORKING_DAYS:
        return calendar.add(trigger, limit)
    if unit is Unit.MONTHS:
        return add_months(trigger, limit)
    return trigger + timedelta(days=limit * DAYS_IN[unit])


def days_over(due: date, as_at: date, unit: Unit, calendar: WorkingDays) -> int:
    """How far past due: in working days for a rule in working days, else in calendar days.

    Negative before the due date. Zero can be late: due on a Friday, looked at on the Saturday.
    """
    if unit is Unit.WORKING_DAYS:
        return calendar.between(due, as_at)
    return (as_at - due).days


DAYS_IN: Mapping[Unit, int] = {Unit.DAYS: 1, Unit.WEEKS: 7}

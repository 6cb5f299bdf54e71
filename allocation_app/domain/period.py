"""A time that a document is about: from a first day to a last one, both within it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.working_days import add_months

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some days in a row."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse days that run backwards."""
        if self.last < self.first:
            raise ValueError(f"{self.first} to {self.last} runs backwards")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def shared(self, first: date, last: date) -> Period | None:
        """What it has in common with the time from one day to another, if anything."""
        first, last = max(first, self.first), min(last, self.last)
        return Period(first=first, last=last) if first <= last else None


def month_of(day: date) -> Period:
    """The calendar month that a day is in."""
    first = day.replace(day=1)
    return Period(first=first, last=add_months(first, 1) - DAY)


def last_month(as_at: date) -> Period:
    """The last calendar month that was over by a day; its own last day ends it."""
    this = month_of(as_at)
    return this if this.last == as_at else month_of(this.first - DAY)

"""Dates from cells, by a closed list of forms. Nothing is guessed.

A date cell is a date. Text is read as year-month-day where the year stands first, by its month name
in English or Welsh, or as numbers; whether numbers are day/month or month/day is settled once for a
whole column: by those that can be read only one way, else as the country writes. Where a column has
both orders, what can be read either way is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum

from allocation_app.intake.cells import (
    BLANK,
    NOT_KNOWN,
    UNKNOWN,
    Cell,
    error_of,
    is_not_known,
    squash,
    text_of,
)
from allocation_app.intake.problems import Code

MONTHS = (
    ("january", "jan", "ionawr", "ion"),
    ("february", "feb", "febr", "chwefror", "chwef", "chwe", "chw"),
    ("march", "mar", "mawrth", "maw"),
    ("april", "apr", "ebrill", "ebr"),
    ("may", "mai"),
    ("june", "jun", "mehefin", "meh"),
    ("july", "jul", "gorffennaf", "gorff", "gor"),
    ("august", "aug", "awst", "aws"),
    ("september", "sept", "sep", "medi", "med"),
    ("october", "oct", "hydref", "hyd"),
    ("november", "nov", "tachwedd", "tach", "tac"),
    ("december", "dec", "rhagfyr", "rhag", "rha"),
)
"""Names and usual abbreviations of the months, in English and Welsh."""

_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_DAY = re.compile(
    r"^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[\s,.]+"
    r"|^(dydd\s+)?(llun|mawrth|mercher|iau|gwener|sadwrn|sul)[\s,]+(?=\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"[T\s,]+\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?"
    r"\s*(Z|UTC|GMT|BST|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_COMPACT = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|'?\d{2})")
_DAY_NAME = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain|il)?(?:\s+of)?[-/. ,]*([^\W\d_]+)[-/. ,]*"
    r"(\d{4}|'?\d{2})"
)
_NAME_DAY = re.compile(r"([^\W\d_]+)[-/. ]*(\d{1,2})(?:st|nd|rd|th)?[-/. ,]+(\d{4})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")

FIRST_SERIAL, LAST_SERIAL = 14_000, 80_000  # 1938 to 2119: nobody in the files is born before
SERIAL_EPOCH = date(1899, 12, 30)  # right from serial 61 on, whatever Excel thinks of 1900
UNBORN = timedelta(days=280)
YEARS_AHEAD = 20
CENTURY = 100


class YearRule(Enum):
    """How a two-digit year is completed."""

    PAST = "past"
    """A birth: the latest year that is not after an expected date of birth."""
    NEAR = "near"
    """An event: the year nearest to the date of the report, at most 20 years ahead."""


class Order(StrEnum):
    """How the numbers of a column stand."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    CONTRADICTORY = "contradictory"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReader:
    """Reads the cells of one column; made by `date_reader` from all of them."""

    order: Order
    year_rule: YearRule
    as_at: date

    def __call__(self, value: object) -> Cell:
        """The date in a cell, None if blank, with what is to be said of it."""
        if isinstance(value, datetime):
            return Cell(value.date())
        if isinstance(value, date):
            return Cell(value)
        if (error := error_of(value)) is not None:
            return error
        if isinstance(value, time | timedelta | bool):
            return _UNREADABLE
        if isinstance(value, int | float):
            return _from_number(float(value))
        return self._from_text(text_of(value))

    def _from_text(self, text: str) -> Cell:
        if not text or is_not_known(text):
            return UNKNOWN if text else BLANK
        text = _TIME.sub("", _DAY.sub("", text)).strip()
        if _SERIAL.fullmatch(text):
            return _from_number(float(text))
        if (match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)) is not None:
            return _cell(_day(int(match[1]), int(match[2]), int(match[3])))
        if (match := _NUMBERS.fullmatch(text)) is not None:
            return self._from_numbers(int(match[1]), int(match[2]), match[3])
        return self._from_name(text)

    def _from_name(self, text: str) -> Cell:
        if (match := _DAY_NAME.fullmatch(text)) is not None:
            return self._completed(match[3], _month(match[2]), int(match[1]))
        if (match := _NAME_DAY.fullmatch(text)) is not None:
            return self._completed(match[3], _month(match[1]), int(match[2]))
        return _UNREADABLE

    def _from_numbers(self, first: int, second: int, year: str) -> Cell:
        if self.order is Order.CONTRADICTORY and _is_either(first, second):
            return Cell(NOT_KNOWN, Code.DATE_AMBIGUOUS)
        is_day_first = self.order is Order.DAY_FIRST or (
            self.order is Order.CONTRADICTORY and first > second
        )
        day, month = (first, second) if is_day_first else (second, first)
        return self._completed(year, month, day)

    def _completed(self, year: str, month: int, day: int) -> Cell:
        digits = year.lstrip("'")
        if len(digits) == len("2026"):
            return _cell(_day(int(digits), month, day))
        found = self._in_century(int(digits), month, day)
        if found is None:
            return _UNREADABLE
        return Cell(found, Code.DATE_SHORT_YEAR, {"date": found.isoformat()})

    def _in_century(self, short: int, month: int, day: int) -> date | None:
        is_birth = self.year_rule is YearRule.PAST
        latest = self.as_at + (UNBORN if is_birth else timedelta(days=366 * YEARS_AHEAD))
        century = self.as_at.year // CENTURY * CENTURY + CENTURY
        for year in (century + short, century - CENTURY + short, century - 2 * CENTURY + short):
            found = _day(year, month, day)
            if found is not None and found <= latest:
                return found
        return None


def date_reader(values: Iterable[object], year_rule: YearRule, as_at: date) -> DateReader:
    """A reader for the column that has these values: its order is settled on all of them."""
    is_day_first = is_month_first = False
    for value in values:
        if isinstance(value, str) and (match := _NUMBERS.match(text_of(value))) is not None:
            first, second = int(match[1]), int(match[2])
            is_day_first |= first > len(MONTHS) >= second
            is_month_first |= second > len(MONTHS) >= first
    order = Order.DAY_FIRST
    if is_month_first:
        order = Order.CONTRADICTORY if is_day_first else Order.MONTH_FIRST
    return DateReader(order=order, year_rule=year_rule, as_at=as_at)


def dates_in(text: str, as_at: date) -> list[date]:
    """Every date written out within a line of text: a title, a file's name."""
    read = date_reader((), YearRule.NEAR, as_at)
    found = []
    for match in _IN_TEXT.finditer(text):
        day = read(match[0].replace("_", " ")).value
        if isinstance(day, date):
            found.append(day)
    return found


_IN_TEXT = re.compile(
    r"(?<!\d)(?:\d{4}[-/. _]\d{1,2}[-/. _]\d{1,2}|20\d{6}|\d{1,2}[-/. _]\d{1,2}[-/. _]\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?[-/. _]*[^\W\d_]{3,10}[-/. _]*\d{4})(?!\d)"
)


def _is_either(first: int, second: int) -> bool:
    return first != second and first <= len(MONTHS) and second <= len(MONTHS)


def _from_number(number: float) -> Cell:
    if FIRST_SERIAL <= number < LAST_SERIAL:
        found: date | None = SERIAL_EPOCH + timedelta(days=int(number))
    else:
        match = _COMPACT.fullmatch(str(int(number))) if number.is_integer() else None
        found = None if match is None else _day(int(match[1]), int(match[2]), int(match[3]))
    if found is None:
        return _UNREADABLE
    return Cell(found, Code.DATE_FROM_NUMBER, {"date": found.isoformat()})


def _cell(found: date | None) -> Cell:
    return _UNREADABLE if found is None else Cell(found)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return _MONTH.get(squash(name), 0)


_UNREADABLE = Cell(NOT_KNOWN, Code.DATE_UNREADABLE)

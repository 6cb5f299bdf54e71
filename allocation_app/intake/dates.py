"""Dates from cells, by a closed list of forms. Nothing is guessed.

A date cell is a date. Text is read as year-month-day where the year stands first, by its month name
in English or Welsh, or as numbers; whether numbers are day/month or month/day is settled once for a
whole column (see `date_orders`). Where a column has both orders, what can be read either way is
refused. A time and its zone are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum

from allocation_app.intake.calendar_words import MONTHS, ORDINALS, month, weekday
from allocation_app.intake.cells import (
    BLANK,
    NOT_KNOWN,
    UNKNOWN,
    Cell,
    error_of,
    is_not_known,
    text_of,
)
from allocation_app.intake.problems import Code
from allocation_app.intake.sheets import EPOCH

_HALF = r"(?:[ap]\.?m\.?|y\.?[bh]\.?)"  # am and pm; in Welsh yb and yh
_CLOCK = rf"\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}}(?:[.,]\d+)?)?\s*{_HALF}?|\d{{1,2}}\s*{_HALF}"
_ZONE = r"\s*(?:Z|UTC|GMT|BST|[+-]\d\d:?(?:\d\d)?)"
_TIME = re.compile(
    rf"(?:(?<=\d)T|[\s,]+(?:(?:at|am|@)\s*)?)(?:{_CLOCK})(?:{_ZONE})?$", re.IGNORECASE
)
_TIME_FIRST = re.compile(r"^\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?[\s,]+", re.IGNORECASE)
_DAY_FIRST = re.compile(r"^(?:(?:d?dydd|nos)\s+)?([^\W\d_]+)\.?[\s,]+(?=\S)", re.IGNORECASE)
_DAY_LAST = re.compile(r"[\s,]+\(?(?:d?dydd\s+)?([^\W\d_]+)\.?\)?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:Z|[+-]\d\d:\d\d)?")
_YEAR_NAME = re.compile(r"(\d{4})[-/. ]*([^\W\d_]+)[-/. ]*(\d{1,2})")
_COMPACT = re.compile(r"(19\d\d|20\d\d)(\d\d)(\d\d)")
_COMPACT_LAST = re.compile(r"(\d\d)(\d\d)((?:19|20)\d\d)")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-/.\\ ]\s*(\d{1,2})\s*[-/.\\ ]\s*(\d{4}|'?\d{2})")
_ORDINAL = rf"(?:\s?(?:{'|'.join(ORDINALS)})(?![^\W\d_]))?"
_OF = r"(?:\s+of?(?=\s))?(?:\s+[fm]is(?=\s))?"
_DAY_NAME = re.compile(
    rf"(?:(?:the|yr?)\s+)?(\d{{1,2}}){_ORDINAL}{_OF}[-/. ,]*([^\W\d_]+)[-/. ,]*(\d{{4}}|'?\d{{2}})",
    re.IGNORECASE,
)
_NAME_DAY = re.compile(
    rf"([^\W\d_]+)[-/. ]*(?:(?:the|yr?)\s+)?(\d{{1,2}}){_ORDINAL}[-/. ,]+(\d{{4}}|'\d{{2}})",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-") | dict.fromkeys(map(ord, "‘’`´"), "'")  # noqa: RUF001

FIRST_DATE, LAST_DATE = date(1938, 1, 1), date(2119, 12, 31)  # nobody in the files is born before
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LAST_DAY_OF_A_MONTH = 31
ALMOST_A_DAY = timedelta(seconds=0.5)  # what a workbook loses of a midnight
UNBORN = timedelta(days=280)
YEARS_AHEAD = 20
CENTURY = 100


PLACEHOLDERS = frozenset(
    {
        date(1, 1, 1),
        date(1753, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(2099, 12, 31),
        date(2300, 1, 1),
        date(2999, 12, 31),
        date(9999, 12, 31),
    }
)
"""What systems write where there is no date: their first day, their last, or day 0."""


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
    """Reads the cells of one column, whose order was settled on all of them.

    ``epoch`` is the day 0 of the workbook's numbers. Where the order is only assumed, eight digits
    without a mark between them are refused.
    """

    order: Order
    year_rule: YearRule
    as_at: date
    epoch: date = EPOCH
    is_assumed: bool = False

    def __call__(self, value: object) -> Cell:
        """The date in a cell, None if blank, with what is to be said of it."""
        if isinstance(value, date):
            return _cell(_day_of(value))
        if (error := error_of(value)) is not None:
            return error
        if isinstance(value, time | timedelta | bool):
            return _UNREADABLE
        if isinstance(value, int | float):
            return self._from_number(float(value))
        return self._from_text(text_of(value))

    def _from_number(self, number: float) -> Cell:
        """A workbook's count of days, or eight digits."""
        if number.is_integer() and _is_compact(number):
            cell = self._from_form(str(int(number)))
        else:
            cell = self._from_serial(number)
        if isinstance(cell.value, date):
            return Cell(cell.value, Code.DATE_FROM_NUMBER, {"date": cell.value.isoformat()})
        return cell

    def _from_serial(self, number: float) -> Cell:
        try:
            found = self.epoch + timedelta(days=int(number + ALMOST_A_DAY / timedelta(days=1)))
        except (OverflowError, ValueError):
            return _UNREADABLE
        return Cell(found) if FIRST_DATE <= found <= LAST_DATE else _UNREADABLE

    def _from_text(self, text: str) -> Cell:
        if not text or is_not_known(text):
            return UNKNOWN if text else BLANK
        if _SERIAL.fullmatch(text):
            return self._from_number(float(text))
        for form, day in _forms(text):
            cell = self._from_form(form)
            if cell is _UNREADABLE:
                continue
            if day is not None and isinstance(cell.value, date) and cell.value.weekday() != day:
                return Cell(NOT_KNOWN, Code.DATE_WEEKDAY)
            return cell
        return _UNREADABLE

    def _from_form(self, text: str) -> Cell:
        """One of the forms of the list, without time and day of the week."""
        if (match := _NUMBERS.fullmatch(text)) is not None:
            return self._from_numbers(int(match[1]), int(match[2]), match[3])
        if (match := _COMPACT_LAST.fullmatch(text)) is not None:  # 1920 is no month and day
            first, second = int(match[1]), int(match[2])
            if self.is_assumed and is_either(first, second):
                return Cell(NOT_KNOWN, Code.DATE_AMBIGUOUS)
            return self._from_numbers(first, second, match[3])
        if (match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)) is not None:
            return _cell(_day(int(match[1]), int(match[2]), int(match[3])))
        return self._from_name(text)

    def _from_name(self, text: str) -> Cell:
        if (match := _DAY_NAME.fullmatch(text)) is not None and month(match[2]):
            return self._completed(match[3], month(match[2]), int(match[1]))
        if (match := _NAME_DAY.fullmatch(text)) is not None:
            return self._completed(match[3], month(match[1]), int(match[2]))
        if (match := _YEAR_NAME.fullmatch(text)) is not None:
            return self._completed(match[1], month(match[2]), int(match[3]))
        return _UNREADABLE

    def _from_numbers(self, first: int, second: int, year: str) -> Cell:
        if is_either(first, second):
            if self.order is Order.CONTRADICTORY:
                return Cell(NOT_KNOWN, Code.DATE_AMBIGUOUS)
            is_day_first = self.order is Order.DAY_FIRST
        else:
            is_day_first = first > second  # what can be read in one way is read in that
        day, in_month = (first, second) if is_day_first else (second, first)
        return self._completed(year, in_month, day)

    def _completed(self, year: str, in_month: int, day: int) -> Cell:
        digits = year.lstrip("'")
        if len(digits) == len("2026"):
            return _cell(_day(int(digits), in_month, day))
        found = self._in_century(int(digits), in_month, day)
        if found is None:
            return _UNREADABLE
        return Cell(found, Code.DATE_SHORT_YEAR, {"date": found.isoformat()})

    def _in_century(self, short: int, in_month: int, day: int) -> date | None:
        is_birth = self.year_rule is YearRule.PAST
        latest = self.as_at + (UNBORN if is_birth else timedelta(days=366 * YEARS_AHEAD))
        century = self.as_at.year // CENTURY * CENTURY + CENTURY
        for year in (century + short, century - CENTURY + short, century - 2 * CENTURY + short):
            found = _day(year, in_month, day)
            if found is not None and found <= latest:
                return found
        return None


def date_reader(values: Iterable[object], year_rule: YearRule, as_at: date) -> DateReader:
    """A reader for a column that has these values and nothing beside it to settle its order."""
    is_day_first = is_month_first = False
    for value in values:
        numbers = numbers_of(value)
        if numbers is not None and not is_either(*numbers):
            is_day_first |= numbers[0] > numbers[1]
            is_month_first |= numbers[1] > numbers[0]
    order = Order.DAY_FIRST
    if is_month_first:
        order = Order.CONTRADICTORY if is_day_first else Order.MONTH_FIRST
    return DateReader(order=order, year_rule=year_rule, as_at=as_at)


def numbers_of(value: object) -> tuple[int, int] | None:
    """The two numbers before the year, where a cell gives a day and a month so; else None.

    Two equal ones, and those of which neither or both can be a month, say nothing of the order.
    """
    if type(value) is str:
        text = text_of(value)
    elif isinstance(value, int | float) and _is_compact(value):
        text = str(int(value))
    else:
        return None
    for form, _ in _forms(text):
        if (match := _NUMBERS.fullmatch(form) or _COMPACT_LAST.fullmatch(form)) is not None:
            first, second = int(match[1]), int(match[2])
            is_of_use = (
                first != second
                and min(first, second) <= len(MONTHS)
                and max(first, second) <= LAST_DAY_OF_A_MONTH
            )
            return (first, second) if is_of_use else None
    return None


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


def is_either(first: int, second: int) -> bool:
    """Whether two numbers may be day and month as well as month and day, and that matters."""
    return first != second and first <= len(MONTHS) and second <= len(MONTHS)


def _forms(text: str) -> Iterator[tuple[str, int | None]]:
    """The text without its time; then also without a day of the week, which stands beside it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
        text = "".join(c for c in text if unicodedata.category(c) != "Cf").strip()
    text = _TIME_FIRST.sub("", _TIME.sub("", text)).strip(" ,")
    yield text, None
    for pattern in (_DAY_FIRST, _DAY_LAST):
        if (match := pattern.search(text)) is not None and (day := weekday(match[1])) is not None:
            yield text.replace(match[0], " ", 1).strip(" ,"), day


def _day_of(value: date) -> date:
    """The day of a cell; what a workbook's arithmetic left just before midnight is the next one."""
    if not isinstance(value, datetime):
        return value
    try:
        return (value + ALMOST_A_DAY).date()
    except OverflowError:
        return value.date()


def _is_compact(number: float) -> bool:
    """Whether a number may be eight digits of a date."""
    return 10_000_000 <= number <= 99_999_999 and number == int(number)  # noqa: PLR2004


def _cell(found: date | None) -> Cell:
    """What can be the date of something, or stands for none."""
    if found is None or not (EARLIEST <= found <= LATEST or found in PLACEHOLDERS):
        return _UNREADABLE
    return Cell(found)


def _day(year: int, in_month: int, day: int) -> date | None:
    try:
        return date(year, in_month, day)
    except ValueError:
        return None


_UNREADABLE = Cell(NOT_KNOWN, Code.DATE_UNREADABLE)

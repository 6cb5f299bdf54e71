"""Ages beside dates of birth: read only to tell whether the two fit. No age gives a date of birth.

An age may be cut off or rounded, and may be that of a report some time before or after the date
that everything is counted to; only what none of this explains is reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
from allocation_app.intake.date_columns import Column, Report
from allocation_app.intake.problems import Code

YEAR, MONTH, WEEK, DAY = 365.25, 30.4375, 7.0, 1.0
OTHER_DATE = 92
"""How many days the report that counted the ages may be away from the date of the import."""
PREGNANCY = 310
OLDEST = 120 * YEAR
MANY, SHARE = 5, 0.2
"""Of so many rows, and so large a share, not the ages are wrong but the date of the report."""

_UNITS = {
    YEAR: "y yr yrs year years yearold yearsold old blwydd flwydd mlwydd oed flwyddoed blwyddoed"
    " mlwyddoed flynedd blynedd mlynedd blynyddoedd blynyddoed flwyddyn bl",
    MONTH: "m mo mos mth mths month months monthold monthsold mis fis misoed misoedd fisoedd",
    WEEK: "w wk wks week weeks weekold weeksold wythnos wythnosoed wythnosau",
    DAY: "d day days dayold daysold diwrnod diwrnodoed dydd ddiwrnod niwrnod diwrnodau",
}
_UNIT = {word: days for days, words in _UNITS.items() for word in words.split()}
_UNBORN = frozenset(
    {"unborn", "unbornbaby", "unbornchild", "ub", "ubb", "notborn", "notyetborn", "expected"}
    | {"prebirth", "hebeieni", "hebeigeni", "cyngeni"}
)
_BELOW_0 = re.compile(r"-\s*\d+([.,]\d+)?")
_UNDER_1 = re.compile(r"(?:<|under|less than|below|dan|o dan|llai na)\s*(?:1|one|un)\b.*")
_PART = re.compile(
    r"(\d+)(?:[.,](\d+))?\s*(?:o\s+)?([^\W\d_]+(?:[\s-]+(?:old|oed))?)?\.?[\s,]*(?:and|a)?\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How old a cell says that a child is, in days: at least and at most; unborn is below 0."""

    least: float
    most: float


UNBORN = Age(least=-PREGNANCY, most=0)


def age_cell(value: object) -> Cell:
    """The `Age` in a cell, None where it is blank."""
    if (error := error_of(value)) is not None:
        return error
    text = text_of(value).lower().strip(" '’")
    if not text:
        return BLANK
    if is_not_known(text):
        return UNKNOWN
    age = _age(text)
    return Cell(NOT_KNOWN, Code.AGE_UNREADABLE) if age is None else Cell(age)


def _age(text: str) -> Age | None:
    if squash(text) in _UNBORN or _BELOW_0.fullmatch(text):
        return UNBORN
    if _UNDER_1.fullmatch(text):
        return Age(least=-PREGNANCY, most=YEAR)
    days, step, at = 0.0, OLDEST, 0
    while at < len(text):
        match = _PART.match(text, at)
        unit = _UNIT.get(squash(match[3] or ("y" if not at else ""))) if match is not None else None
        if match is None or unit is None or unit >= step:
            return None
        decimals = match[2] or ""
        days += float(f"{match[1]}.{decimals or 0}") * unit
        step = unit / 10 ** len(decimals)
        at = match.end()
    return Age(least=days - step / 2, most=days + step) if at and days <= OLDEST else None


def check_ages(
    births: Sequence[object], ages: Sequence[object], column: Column, as_at: date, report: Report
) -> None:
    """Report each row whose age the date of birth beside it cannot give; all at once if many.

    ``column`` has the ages as they were written.
    """
    known: dict[tuple[object, object], bool] = {}
    odd: list[int] = []
    for at, pair in enumerate(zip(births, ages, strict=True)):
        if pair not in known:
            known[pair] = _fits(*pair, as_at)
        if not known[pair]:
            odd.append(at)
    compared = sum(
        isinstance(born, date) and isinstance(age, Age)
        for born, age in zip(births, ages, strict=True)
    )
    if len(odd) > MANY and len(odd) > compared * SHARE:
        report(Code.AGES_OF_ANOTHER_DATE, column.place, rows=len(odd), as_at=as_at)
        return
    for at in odd:
        born = births[at]
        if isinstance(born, date):
            place = column.place.at(column.rows[at])
            text = text_of(column.values[at])
            report(Code.AGE_MISMATCH, place, text, born=born, age=_years(born, as_at))


def _fits(born: object, age: object, as_at: date) -> bool:
    """Whether a date of birth gives an age, on any day that the report may be of."""
    if not isinstance(born, date) or not isinstance(age, Age):
        return True
    days = (as_at - born) / timedelta(days=1)
    return age.least - OTHER_DATE <= days <= age.most + OTHER_DATE


def _years(born: date, day: date) -> int:
    """Full years on a day; below 0 for a child who is expected."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

"""Dates as people and systems write them, in English and Welsh: written apart from the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from random import Random

ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WELSH = (
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi",
    "Hydref", "Tachwedd", "Rhagfyr",
)  # fmt: skip
WELSH_AFTER_O = (
    "Ionawr", "Chwefror", "Fawrth", "Ebrill", "Fai", "Fehefin", "Orffennaf", "Awst", "Fedi",
    "Hydref", "Dachwedd", "Ragfyr",
)  # fmt: skip
WELSH_SHORT = (
    "Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WELSH_DAYS = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")
WELSH_ORDINALS = (
    "1af", "2il", "3ydd", "4ydd", "5ed", "6ed", "7fed", "8fed", "9fed", "10fed", "11eg", "12fed",
    "13eg", "14eg", "15fed", "16eg", "17eg", "18fed", "19eg", "20fed", "21ain", "22ain", "23ain",
    "24ain", "25ain", "26ain", "27ain", "28ain", "29ain", "30ain", "31ain",
)  # fmt: skip

Form = Callable[[date, Random], object]


def _english(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{'th' if 10 < day < 14 else ending}"


def _clock(chance: Random) -> str:
    return f"{chance.randrange(24):02}:{chance.randrange(60):02}"


NAMED: Mapping[str, Form] = {
    "3 April 2026": lambda d, _: f"{d.day} {ENGLISH[d.month - 1]} {d.year}",
    "03 Apr 2026": lambda d, _: f"{d.day:02} {ENGLISH[d.month - 1][:3]} {d.year}",
    "03-Apr-26": lambda d, _: f"{d.day:02}-{ENGLISH[d.month - 1][:3]}-{d.year % 100:02}",
    "03APR2026": lambda d, _: f"{d.day:02}{ENGLISH[d.month - 1][:3].upper()}{d.year}",
    "3rd April 2026": lambda d, _: f"{_english(d.day)} {ENGLISH[d.month - 1]} {d.year}",
    "3rd of April, 2026": lambda d, _: f"{_english(d.day)} of {ENGLISH[d.month - 1]}, {d.year}",
    "April 3, 2026": lambda d, _: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "Apr 3rd 2026": lambda d, _: f"{ENGLISH[d.month - 1][:3]} {_english(d.day)} {d.year}",
    "2026-Apr-03": lambda d, _: f"{d.year}-{ENGLISH[d.month - 1][:3]}-{d.day:02}",
    "Friday 3 April 2026": lambda d, _: (
        f"{DAYS[d.weekday()]} {d.day} {ENGLISH[d.month - 1]} {d.year}"
    ),
    "Fri, 03 Apr 2026 09:30:00 GMT": lambda d, r: (
        f"{DAYS[d.weekday()][:3]}, {d.day:02} {ENGLISH[d.month - 1][:3]} {d.year}"
        f" {_clock(r)}:00 GMT"
    ),
    "3 April 2026 2.30pm": lambda d, r: (
        f"{d.day} {ENGLISH[d.month - 1]} {d.year} {r.randint(1, 12)}.{r.randrange(60):02}pm"
    ),
    "3 Ebrill 2026": lambda d, _: f"{d.day} {WELSH[d.month - 1]} {d.year}",
    "3ydd Ebrill 2026": lambda d, _: f"{WELSH_ORDINALS[d.day - 1]} {WELSH[d.month - 1]} {d.year}",
    "3ydd o Fai 2026": lambda d, _: (
        f"{WELSH_ORDINALS[d.day - 1]} o {WELSH_AFTER_O[d.month - 1]} {d.year}"
    ),
    "21ain o fis Mawrth 2026": lambda d, _: (
        f"{WELSH_ORDINALS[d.day - 1]} o fis {WELSH[d.month - 1]}, {d.year}"
    ),
    "3 Ebr 2026": lambda d, _: f"{d.day} {WELSH_SHORT[d.month - 1]} {d.year}",
    "03-Ebr-26": lambda d, _: f"{d.day:02}-{WELSH_SHORT[d.month - 1]}-{d.year % 100:02}",
    "Ebrill 3ydd, 2026": lambda d, _: f"{WELSH[d.month - 1]} {WELSH_ORDINALS[d.day - 1]}, {d.year}",
    "Dydd Gwener 3 Ebrill 2026": lambda d, _: (
        f"Dydd {WELSH_DAYS[d.weekday()]} {d.day} {WELSH[d.month - 1]} {d.year}"
    ),
    "ddydd Gwener, 3ydd o Ebrill 2026": lambda d, _: (
        f"ddydd {WELSH_DAYS[d.weekday()]}, {WELSH_ORDINALS[d.day - 1]} o"
        f" {WELSH_AFTER_O[d.month - 1]} {d.year}"
    ),
}
YEAR_FIRST: Mapping[str, Form] = {
    "2026-04-03": lambda d, _: f"{d.year}-{d.month:02}-{d.day:02}",
    "2026/04/03": lambda d, _: f"{d.year}/{d.month:02}/{d.day:02}",
    "2026.4.3": lambda d, _: f"{d.year}.{d.month}.{d.day}",
    "20260403": lambda d, _: f"{d.year}{d.month:02}{d.day:02}",
    "number 20260403": lambda d, _: d.year * 10_000 + d.month * 100 + d.day,
    "2026-04-03T09:30:00": lambda d, r: f"{d.year}-{d.month:02}-{d.day:02}T{_clock(r)}:00",
    "2026-04-03T09:30:00.000Z": lambda d, r: (
        f"{d.year}-{d.month:02}-{d.day:02}T{_clock(r)}:00.000Z"
    ),
    "2026-04-03 09:30:00+01:00": lambda d, r: (
        f"{d.year}-{d.month:02}-{d.day:02} {_clock(r)}:00+01:00"
    ),
    "2026-04-03Z": lambda d, _: f"{d.year}-{d.month:02}-{d.day:02}Z",
}
CELLS: Mapping[str, Form] = {
    "date cell": lambda d, _: d,
    "date and time cell": lambda d, r: datetime.combine(d, time(r.randrange(24), r.randrange(60))),
    "just before midnight": lambda d, _: (
        datetime.combine(d, time()) - timedelta(microseconds=400_000)
    ),
}


def serial_forms(epoch: date) -> Mapping[str, Form]:
    """A workbook's numbers without a date's format, counted from its first day."""
    return {
        "serial": lambda d, _: (d - epoch).days,
        "serial with a time": lambda d, r: (d - epoch).days + r.randrange(1, 1000) / 1001,
        "serial as text": lambda d, _: str((d - epoch).days),
    }


Numbers = Callable[[int, int, date, Random], str]
"""Writes two numbers, of day and month in the order of the country, and a year."""

NUMBERS: Mapping[str, Numbers] = {
    "03/04/2026": lambda a, b, d, _: f"{a:02}/{b:02}/{d.year}",
    "3/4/2026": lambda a, b, d, _: f"{a}/{b}/{d.year}",
    "03-04-2026": lambda a, b, d, _: f"{a:02}-{b:02}-{d.year}",
    "03.04.2026": lambda a, b, d, _: f"{a:02}.{b:02}.{d.year}",
    "3 4 2026": lambda a, b, d, _: f"{a} {b} {d.year}",
    "03/04/26": lambda a, b, d, _: f"{a:02}/{b:02}/{d.year % 100:02}",
    "3.4.26": lambda a, b, d, _: f"{a}.{b}.{d.year % 100:02}",
    "03 / 04 / 2026": lambda a, b, d, _: f"{a:02} / {b:02} / {d.year}",
    "03–04–2026, no-break": lambda a, b, d, _: f"{a:02}–{b:02}–{d.year}\xa0",
    "03042026": lambda a, b, d, _: f"{a:02}{b:02}{d.year}",
    "03/04/2026 09:30": lambda a, b, d, r: f"{a:02}/{b:02}/{d.year} {_clock(r)}",
    "3/4/2026 9:30:00 AM": lambda a, b, d, r: f"{a}/{b}/{d.year} {r.randint(1, 12)}:05:00 AM",
    "Fri 03/04/2026": lambda a, b, d, _: f"{DAYS[d.weekday()][:3]} {a:02}/{b:02}/{d.year}",
    "Gwener 03/04/2026": lambda a, b, d, _: f"{WELSH_DAYS[d.weekday()]} {a:02}/{b:02}/{d.year}",
}


def day_first(form: str) -> Form:
    """Numbers as the country writes them."""
    return lambda d, r: NUMBERS[form](d.day, d.month, d, r)


def month_first(form: str) -> Form:
    """Numbers as America writes them."""
    return lambda d, r: NUMBERS[form](d.month, d.day, d, r)


HOW_MANY = len(NAMED) + len(YEAR_FIRST) + len(CELLS) + 3 + len(NUMBERS)

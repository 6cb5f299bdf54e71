"""The words of the calendar in English and Welsh: months, days of the week, ordinals."""

from __future__ import annotations

from allocation_app.intake.cells import squash

MONTHS = (
    ("january", "jan", "ionawr", "ion"),
    ("february", "feb", "febr", "chwefror", "chwef", "chwe", "chw"),
    ("march", "mar", "mawrth", "maw", "fawrth"),
    ("april", "apr", "ebrill", "ebr"),
    ("may", "mai", "fai"),
    ("june", "jun", "mehefin", "meh", "fehefin"),
    ("july", "jul", "gorffennaf", "gorff", "gor", "orffennaf", "ngorffennaf"),
    ("august", "aug", "awst", "aws"),
    ("september", "sept", "sep", "medi", "med", "fedi"),
    ("october", "oct", "hydref", "hyd"),
    ("november", "nov", "tachwedd", "tach", "tac", "dachwedd", "nhachwedd"),
    ("december", "dec", "rhagfyr", "rhag", "rha", "ragfyr"),
)
"""Names and usual abbreviations of the months; the Welsh ones also as they change after "o"."""

WEEKDAYS = (
    ("monday", "mon", "llun", "lun", "llu"),
    ("tuesday", "tue", "tues", "mawrth", "maw", "fawrth"),
    ("wednesday", "wed", "weds", "wednes", "mercher", "mer", "fercher"),
    ("thursday", "thu", "thur", "thurs", "iau"),
    ("friday", "fri", "gwener", "gwe", "wener"),
    ("saturday", "sat", "sadwrn", "sad"),
    ("sunday", "sun", "sul"),
)
"""Names and usual abbreviations of the days, Monday first as Python counts them."""

ORDINALS = ("st", "nd", "rd", "th", "af", "ail", "il", "ydd", "fed", "ed", "eg", "ain")
"""What stands behind the number of a day: 1st, 2nd, 1af, 2il, 3ydd, 5ed, 11eg, 21ain."""

_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names}
_WEEKDAY = {name: number for number, names in enumerate(WEEKDAYS) for name in names}


def month(name: str) -> int:
    """The month from 1 that a word names, 0 where it is none."""
    return _MONTH.get(squash(name), 0)


def weekday(name: str) -> int | None:
    """The day of the week from 0 (Monday) that a word names, None where it is none."""
    return _WEEKDAY.get(squash(name))

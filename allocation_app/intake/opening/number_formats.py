"""Whether a number format of a workbook shows a date."""

from __future__ import annotations

import re

DATES = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
"""The numbers of the formats that every workbook has and that show dates or times."""

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def shows_date(code: str) -> bool:
    """Whether a format code shows days, months, years or hours outside its literal text."""
    shown = _NOT_SHOWN.sub("", code.partition(";")[0]).lower()
    if "general" in shown:
        return False
    return any(letter in shown for letter in "dmyhs")

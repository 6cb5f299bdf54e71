"""Names of sheets: what Excel accepts, each once, and never a child's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from allocation_app.report.values import printable

LONGEST_NAME = 31  # as Excel counts: UTF-16 units
_REFUSED = re.compile(r"[\[\]:*?/\\]")
RESERVED = frozenset({"history"})  # Excel keeps this name for itself


def sheet_names(wanted: Iterable[str], *, instead: str, taken: Iterable[str] = ()) -> list[str]:
    """A name for each sheet, as near to what is wanted as Excel allows; ``instead`` of nothing."""
    used = {name.casefold() for name in taken} | RESERVED
    names: list[str] = []
    for text in wanted:
        clean = re.sub(r"\s+", " ", _REFUSED.sub(" ", printable(text))).strip(" '") or instead
        name, count = _cut(clean, LONGEST_NAME), 1
        while name.casefold() in used:
            count += 1
            ending = f" ({count})"
            name = _cut(clean, LONGEST_NAME - len(ending)) + ending
        used.add(name.casefold())
        names.append(name)
    return names


def _cut(text: str, units: int) -> str:
    cut = text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")
    return cut.rstrip(" '")

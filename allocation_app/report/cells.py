"""How formulas and links name what they ask: a sheet, a table's column."""

from __future__ import annotations

import re

_HAS_MEANING, _QUOTED = re.compile(r"(['\[\]#@])"), r"'\1"  # in a formula's column names


def sheet_reference(sheet: str) -> str:
    """A sheet's name as formulas and links quote it."""
    return "'" + sheet.replace("'", "''") + "'"


def column_reference(table: str, heading: str) -> str:
    """A table's column by its heading, as formulas name it: "Findings[State]"."""
    return f"{table}[{_HAS_MEANING.sub(_QUOTED, heading)}]"

"""Rows that add up others."""

from __future__ import annotations

import re

_TOTAL = re.compile(
    r"(grand |sub[- ]?|overall )?(totals?|cyfanswm|count|sum)\b|number of (children|cases|rows)\b"
    r"|.* (totals?|cyfanswm):?$|nifer\b",
    re.IGNORECASE,
)


def is_total(text: str) -> bool:
    """Whether a text begins a row that adds up others."""
    return _TOTAL.match(text) is not None

"""What every JSON document is made of."""

from __future__ import annotations

from datetime import date

Document = dict[str, object]


def iso(day: date | None) -> str | None:
    """A day as JSON has it: 2026-11-20."""
    return None if day is None else day.isoformat()

"""What most children of a later import have no more: most likely a column that was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from allocation_app.domain.difference import Aspect, Difference, EventDate, Kind, Value
from allocation_app.domain.people import EventKind

FEW = 3
"""Fewer children than these may well have lost the same by themselves."""


def losses(found: Difference) -> Mapping[Aspect | EventKind, int]:
    """How many children lose what more than half of those in both imports lose."""
    lost = Counter(
        change.what
        for change in found.changes
        if change.child is not None and change.kind is not Kind.GONE and _is_blank(change.after)
    )
    return {what: n for what, n in lost.items() if n >= FEW and 2 * n > found.shared}


def _is_blank(value: Value) -> bool:
    """Whether a source says nothing at all."""
    if isinstance(value, EventDate):
        return value.day is None and not value.is_recorded
    return value is None or value in ("", (), frozenset())

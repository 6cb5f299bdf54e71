"""Columns that should never be in a planning copy, known by heading or by what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from allocation_app.intake.alias_files import word_lists
from allocation_app.intake.contents import is_private
from allocation_app.intake.heading_words import heading_words


def is_withheld(heading: str, values: Sequence[object]) -> bool:
    """Whether a column that is not known to bring a fact is to be left out on purpose."""
    return says_private(heading) or is_private(values)


@lru_cache(maxsize=10_000)
def says_private(heading: str) -> bool:
    """Whether a heading has the words of an address, a narrative, an allegation or the like."""
    said = frozenset(heading_words(heading))
    return any(phrase <= said for phrase in _phrases())


@lru_cache(maxsize=1)
def _phrases() -> tuple[frozenset[str], ...]:
    lists = word_lists("withheld").values()
    return tuple(frozenset(heading_words(phrase)) for phrases in lists for phrase in phrases)


def word_stock() -> frozenset[str]:
    """Every word of these headings."""
    return frozenset().union(*_phrases())

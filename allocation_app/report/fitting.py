"""How wide and high text comes out in Arial: what columns and rows are fitted to."""

from __future__ import annotations

from collections import defaultdict
from math import ceil

BOLD = 1.08  # times the width of plain letters
_GROUPS = {
    "ijl'|": 0.42,
    " ftI.,:;!/\\()[]": 0.52,
    'r-"“”': 0.62,
    "cksvxyzJ": 0.92,
    "ABEKPSVXY&": 1.22,
    "CDHNRUw": 1.32,
    "GOQ": 1.42,
    "Mm%": 1.54,
    "W": 1.72,
}
LETTERS = defaultdict(
    lambda: 1.0, {letter: width for letters, width in _GROUPS.items() for letter in letters}
)
"""Widths of Arial's letters, where that of a digit (which Excel measures columns in) is 1."""


def width(text: str) -> float:
    """How many digits wide the longest line of a text is."""
    return max(map(_width, text.split("\n")))


def lines(text: str, room: float) -> int:
    """How many lines a text takes in a column of so many digits, breaking between words."""
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    if _width(line) <= room:
        return 1
    taken, left, space = 0, 0.0, LETTERS[" "]
    for word in line.split(" "):
        wide = _width(word)
        if wide > left:
            taken += max(1, ceil(wide / room))
            left = room
        left -= wide + space
    return taken


def _width(line: str) -> float:
    return sum(map(LETTERS.__getitem__, line))

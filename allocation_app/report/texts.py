"""The texts of a workbook, each held once for all cells that show it (ECMA-376, part 1, 18.4).

Beyond so many different ones a text is written in its own cell: a national list must not be held
in memory twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

MOST = 200_000  # of different texts
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Texts:
    """The table of shared texts in the making."""

    def __init__(self, most: int = MOST) -> None:
        """Start empty, for at most so many different texts."""
        self._most = most
        self._places: dict[str, int] = {}
        self._used = 0

    def __len__(self) -> int:
        """How many different texts there are."""
        return len(self._places)

    def used(self) -> None:
        """Count a cell that shows a shared text."""
        self._used += 1

    def place(self, text: str) -> int | None:
        """The place of a text in the table; None where it is full, and the cell must hold it."""
        known = self._places.get(text)
        if known is None and len(self._places) < self._most:
            known = self._places[text] = len(self._places)
        return known

    def xml(self) -> Iterator[str]:
        """The part ``sharedStrings.xml``, piece by piece."""
        yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        yield f'<sst xmlns="{MAIN}" count="{self._used}" uniqueCount="{len(self._places)}">'
        for text in self._places:
            yield f"<si>{told(text)}</si>"
        yield "</sst>"


def told(text: str) -> str:
    """A text as an element that keeps its blanks."""
    return f'<t xml:space="preserve">{escape(text)}</t>'

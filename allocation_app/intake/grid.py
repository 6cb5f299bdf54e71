"""A sheet as rows and columns by position: what stands where, and which texts are headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time, timedelta
from functools import cached_property, lru_cache

from allocation_app.intake.cells import ErrorCell, squash, text_of
from allocation_app.intake.headings import aliases, key, parts
from allocation_app.intake.layouts.annex_a import annex_a_lists
from allocation_app.intake.layouts.returns import return_tables
from allocation_app.intake.layouts.spells import layout_of_spells
from allocation_app.intake.mapping import NO_MAPPING, Mapping
from allocation_app.intake.sheets import Sheet

LONGEST_HEADING = 150
START = 3
_TRUTHS = frozenset({"true", "false", "yes", "no", "y", "n", "x", "gwir", "anwir"})
_MAY_BE_TWO = re.compile(r"[/|\n–—-]|^\W?\d")
_LETTER = re.compile(r"[^\W\d_]")
_DATED = re.compile(r"^\W*\d{1,4}[-/. ]\w{1,9}([-/. ]\d{1,4})?\W*$")


class Grid:
    """A sheet's cells, column by column, with positions from 0 for rows and columns."""

    def __init__(self, sheet: Sheet, mapping: Mapping = NO_MAPPING) -> None:
        """Read nothing yet: columns are taken from the sheet as they are asked for."""
        self.sheet = sheet
        self.mapping = mapping
        self.numbers: list[int] = sheet.cells.index.tolist()
        self.height, self.width = sheet.cells.shape
        self._columns: dict[int, list[object]] = {}

    def column(self, column: int) -> list[object]:
        """Everything that stands in a column."""
        if column not in self._columns:
            self._columns[column] = self.sheet.column(column, 0)
        return self._columns[column]

    def row(self, at: int) -> list[object]:
        """Everything that stands in the row at this position."""
        return [self.column(column)[at] for column in range(self.width)]

    def filled(self, at: int, left: int = 0, right: int | None = None) -> list[int]:
        """The columns, within these bounds, in which a row has something."""
        end = self.width if right is None else right + 1
        return [c for c, cell in enumerate(self.row(at)[left:end], left) if is_filled(cell)]

    def is_empty(self, column: int, rows: Iterable[int]) -> bool:
        """Whether a column is blank in all of these rows."""
        cells = self.column(column)
        return not any(is_filled(cells[at]) for at in rows)

    @cached_property
    def gaps(self) -> tuple[int, ...]:
        """The positions of the rows that have a blank row above them."""
        numbers = self.numbers
        return tuple(at for at in range(1, self.height) if numbers[at] - numbers[at - 1] > 1)

    def is_below(self, at: int) -> bool:
        """Whether the row at this position follows the one before it without a blank row."""
        return at > 0 and self.numbers[at] - self.numbers[at - 1] == 1

    def known(self, also: frozenset[str]) -> dict[int, tuple[str, ...]]:
        """The cells of each row that are headings somebody knows; rows without are left out.

        ``also`` are keys of headings that a person has decided about. Each different text is looked
        at once: a sheet of 50,000 rows has few of them that begin as a heading does.
        """
        found: dict[int, tuple[str, ...]] = {}
        for column in range(self.width):
            cells = self.column(column)
            texts = [cell for cell in set(cells) if type(cell) is str]
            wanted = {text for text in texts if is_known_heading(text, also)}
            if wanted:
                for at, cell in enumerate(cells):
                    if cell in wanted:
                        found[at] = (*found.get(at, ()), str(cell))
        return found


def is_filled(cell: object) -> bool:
    """Whether a cell holds anything to see."""
    return cell != "" and cell is not None and not (isinstance(cell, str) and cell.isspace())


def heading_text(cell: object) -> str:
    """A cell as a heading; what is no text (a date, a number) is none."""
    is_value = isinstance(cell, int | float | date | time | timedelta | ErrorCell)
    return "" if is_value else text_of(cell)


def is_wordy(cell: object) -> bool:
    """Whether a cell is a text in words: no date, number, yes or no."""
    text = heading_text(cell)
    return (
        _LETTER.search(text) is not None
        and len(text) <= LONGEST_HEADING
        and text.lower() not in _TRUTHS
        and _DATED.match(text) is None
    )


def is_known_heading(text: str, also: frozenset[str] = frozenset()) -> bool:
    """Whether a text is a heading of children, of workers or of a return."""
    if not text or len(text) > LONGEST_HEADING:
        return False
    known, starts = _known_headings(also)
    start = text[:START]
    if start.lower() not in starts and start.isascii() and start.isalnum():
        return False
    if key(text) in known or ("(" in text and squash(text) in known):
        return True
    both = parts(text) if _MAY_BE_TWO.search(text) is not None else ()
    return bool(both) and all(key(part) in known for part in both)


@lru_cache(maxsize=4)
def _known_headings(also: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Every heading that we know, as it is matched, and how they begin."""
    known = {*aliases("children").fields, *aliases("workers").fields, *also}
    known |= set(layout_of_spells().known.fields)
    for annex in annex_a_lists():
        known |= annex.headings
    for table in return_tables().values():
        known |= table.headings
    return frozenset(known), frozenset(text[:START] for text in known)

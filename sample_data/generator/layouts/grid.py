"""A sheet before it is a file: rows of cells, which of them are headings, which are merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sample_data.generator.columns import Cell

Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one, first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True, kw_only=True)
class Grid:
    """One sheet; ``bold`` are the rows of titles and headings."""

    name: str
    rows: list[Row] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self.rows), default=0)

    def add(self, row: Sequence[Cell], *, is_bold: bool = False) -> int:
        """Add a row, and say which it is."""
        if is_bold:
            self.bold.add(len(self.rows))
        self.rows.append(list(row))
        return len(self.rows) - 1

    def moved(self, down: int, right: int) -> Grid:
        """The same sheet, begun so many rows down and columns to the right."""
        return Grid(
            name=self.name,
            rows=[[] for _ in range(down)] + [[None] * right + row for row in self.rows],
            bold={row + down for row in self.bold},
            merges=[
                Merge(one.top + down, one.left + right, one.bottom + down, one.right + right)
                for one in self.merges
            ],
        )

"""A sheet as it was read: cells by row number and column, before anything is understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

LETTERS = 26
EPOCH = date(1899, 12, 30)
"""Day 0 of a spreadsheet's numbers; right from number 61 on, whatever Excel thinks of 1900."""
EPOCH_1904 = date(1904, 1, 1)
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """The cells of a sheet: a frame of objects, indexed by the row numbers of the spreadsheet.

    A blank cell is "". ``widths`` is how many cells each row of a text file had, where they differ.
    ``merges`` are the ranges of merged cells: first row, first column, last row, last column, rows
    by their numbers in the spreadsheet (from 1), columns from 0. ``epoch`` is the day that numbers
    in date columns count from.
    """

    file: str
    name: str
    cells: DataFrame
    widths: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()
    epoch: date = EPOCH

    def rows(self, most: int) -> list[tuple[int, list[object]]]:
        """The first rows, with their numbers: where a heading may stand."""
        top = self.cells.iloc[:most]
        return list(zip(top.index.tolist(), top.to_numpy().tolist(), strict=True))

    def column(self, column: int, start: int) -> list[object]:
        """What stands in a column from the row at this position on."""
        values: list[object] = self.cells.iloc[start:, column].tolist()
        return values


def letter(column: int) -> str:
    """The letter of a column, counted from 0: A, B, ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def column_number(letters: str) -> int:
    """The column that a letter names, counted from 0."""
    number = 0
    for character in letters:
        number = number * LETTERS + ord(character) - ord("A") + 1
    return number - 1

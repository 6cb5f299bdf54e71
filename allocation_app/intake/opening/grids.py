"""A sheet's cells by column, each different value once: cheap to send from process to process.

A column of 50,000 cells rarely has more than some thousand different ones, so a sheet is a list of
values for each column and a number for each cell. Equal cells are one object afterwards.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count, zip_longest

from allocation_app.intake.sheets import EPOCH, Merge, Sheet

CODES = "I"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GridColumn:
    """The different values of a column, and for each row which of them it has."""

    values: list[object]
    codes: array[int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """A sheet: the numbers of its rows that hold anything, and its columns (see `Sheet`)."""

    name: str
    numbers: array[int]
    columns: list[GridColumn]
    widths: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()
    epoch: date = field(default=EPOCH)


def grid_of(  # noqa: PLR0913 - a sheet is this much
    name: str,
    rows: Iterable[Sequence[object]],
    *,
    numbers: Iterable[int] | None = None,
    is_ragged: bool = False,
    merges: tuple[Merge, ...] = (),
    epoch: date = EPOCH,
    plain: Callable[[str], str] | None = None,
) -> Grid:
    """Rows as a grid, those that hold nothing left out; ``plain`` turns a stored text into its own.

    ``numbers`` are those of the rows in the spreadsheet: from 1 on, if not given. ``is_ragged`` is
    to remember how many cells each row had.
    """
    kept, filled = array(CODES), []
    for number, row in zip(_from_one() if numbers is None else numbers, rows, strict=False):
        if any(map(_is_filled, row)):
            kept.append(number)
            filled.append(row)
    is_even = len(set(map(len, filled))) <= 1
    cells = zip(*filled, strict=True) if is_even else zip_longest(*filled, fillvalue="")
    return Grid(
        name=name,
        numbers=kept,
        columns=[_column(column, plain) for column in cells],
        widths=tuple(map(len, filled)) if is_ragged and not is_even else (),
        merges=merges,
        epoch=epoch,
    )


def _from_one() -> Iterable[int]:
    return range(1, 1 << 31)


def _is_filled(value: object) -> bool:
    return value != "" and not (isinstance(value, str) and value.isspace())


def _column(cells: Sequence[object], plain: Callable[[str], str] | None) -> GridColumn:
    kinds = set(map(type, cells))
    if len(kinds & {bool, int, float}) > 1:  # True, 1 and 1.0 are equal, and no three the same
        keys: Sequence[object] = [(type(cell), cell) for cell in cells]
    else:
        keys = cells
    places: dict[object, int] = defaultdict(count().__next__)  # a new key gets the next number
    codes = array(CODES, map(places.__getitem__, keys))
    values: list[object] = list(places) if keys is cells else [key[1] for key in places]  # type: ignore[index]
    if plain is not None:
        values = [plain(value) if type(value) is str else value for value in values]
    return GridColumn(values=values, codes=codes)


def sheet_of(file: str, grid: Grid) -> Sheet:
    """The sheet that a grid is, as a frame for those who understand it."""
    import numpy as np
    import pandas as pd

    cells = np.empty((len(grid.columns), len(grid.numbers)), dtype=object)
    for row, column in zip(cells, grid.columns, strict=True):
        values = np.empty(len(column.values), dtype=object)
        values[:] = column.values  # noqa: PD011 - ours
        row[:] = values[np.frombuffer(column.codes, dtype=np.uintc)]
    frame = pd.DataFrame(
        cells.T, index=grid.numbers.tolist(), columns=range(len(grid.columns)), dtype=object
    )
    return Sheet(
        file=file,
        name=grid.name,
        cells=frame,
        widths=grid.widths,
        merges=grid.merges,
        epoch=grid.epoch,
    )

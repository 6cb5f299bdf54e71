"""A list that leaves the tool, whatever its form: what it says, its one table, whom it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar, overload

from typing_extensions import override

from allocation_app.report.looks import Pair, Style
from allocation_app.report.values import Value

LONGEST_LEAD = 150  # characters of a line above a table, so that it is printed whole


class Choices(StrEnum):
    """The lists, by the names that the workbook defines for them."""

    WORKERS = "WorkersToChoose"
    ROLES = "ChangesToChoose"
    REASONS = "ReasonsToChoose"
    OVERRIDES = "ReasonsToSetAside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: its heading in plain words, its look, how wide it is and may grow.

    ``pairs`` colours the cells that hold one of these words. A column that is not printed stands in
    files and on screens only: a list is no use on paper where nobody can read it. What stands in a
    column that ``is_open`` may be changed in Excel and brought back; ``choices`` names the list
    that is offered there.
    """

    heading: str
    style: Style = Style.TEXT
    narrowest: int = 0
    widest: int = 30
    is_shown: bool = True
    is_printed: bool = True
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    is_open: bool = False
    choices: str = ""


Of = TypeVar("Of")


class Each(Sequence[Sequence[Value]], Generic[Of]):
    """Rows that are made as they are asked for: a national list has no room for all at once."""

    def __init__(self, of: Sequence[Of], row: Callable[[Of], Sequence[Value]]) -> None:
        """A row for each of these, made by this."""
        self._of, self._row = of, row

    @override
    def __len__(self) -> int:
        return len(self._of)

    @override
    def __iter__(self) -> Iterator[Sequence[Value]]:
        return map(self._row, self._of)

    @overload
    def __getitem__(self, at: int) -> Sequence[Value]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Sequence[Value]]: ...

    @override
    def __getitem__(self, at: int | slice) -> Sequence[Value] | Sequence[Sequence[Value]]:
        if isinstance(at, slice):
            return Each(self._of[at], self._row)
        return self._row(self._of[at])


Line = Sequence[tuple[Value, Style]]
"""A row above the table: a sentence, or a figure with what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A sheet with one table. ``nobody`` stands in its place where there is no row.

    ``below`` stands under it in Excel: what is above it is always in sight, and takes its room.
    ``children`` is how many different children the sheet names, for the footer; None: no list of
    children. ``may_change`` says in Excel what may be changed and brought back.
    """

    title: str
    table: str
    lead: Sequence[Line]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    nobody: str
    children: int | None
    is_landscape: bool = True
    may_change: str = ""
    below: Sequence[Line] = ()


def shown(listing: Listing) -> Listing:
    """The listing without the columns that are left out: what every form begins with."""
    return _with(listing, [i for i, column in enumerate(listing.columns) if column.is_shown])


def printed(listing: Listing) -> Listing:
    """The listing as far as it goes on paper, where nobody can fill in what is empty."""
    kept = [
        at
        for at, column in enumerate(listing.columns)
        if column.is_shown
        and column.is_printed
        and (not column.is_open or any(row[at] is not None for row in listing.rows))
    ]
    return _with(listing, kept)


def _with(listing: Listing, kept: Sequence[int]) -> Listing:
    if len(kept) == len(listing.columns):
        return listing
    return replace(
        listing,
        columns=[listing.columns[index] for index in kept],
        rows=Each(listing.rows, lambda row: [row[index] for index in kept]),
    )

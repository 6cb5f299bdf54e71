"""Finds the tables on a sheet: their headings, layouts, rows, and the column of each field."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from allocation_app.intake.cells import text_of
from allocation_app.intake.columns import ColumnMeaning, How, meanings, taken
from allocation_app.intake.date_orders import Settled
from allocation_app.intake.extents import Cover, Extent, Loose, extents
from allocation_app.intake.fields import Field
from allocation_app.intake.grid import Grid
from allocation_app.intake.heading_rows import heading_rows
from allocation_app.intake.layouts.layout import (
    Layout,
    Subject,
    children_layout,
    unknown_layout,
    workers_layout,
)
from allocation_app.intake.mapping import NO_MAPPING, Mapping, TableMapping, decided_for
from allocation_app.intake.problems import Place
from allocation_app.intake.sheets import Sheet, letter
from allocation_app.intake.unknown_tables import unknown_tables

SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A fact that no cell of its own states in every row: it stands once, for the rows below it.

    ``values`` has one for each row; ``rows`` says in which row of the sheet each stands, 0 for the
    sheet's name; ``column`` is where, None for the name.
    """

    values: Sequence[object]
    rows: Sequence[int]
    column: int | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """A table on a sheet: its layout, headings and what each column brings.

    ``positions`` are those of its rows in the sheet's cells, ``rows`` the spreadsheet's numbers of
    them; ``header_row`` is the number of the last row of headings, ``header_at`` its position.
    ``headings`` has one for every column of the sheet; ``own_columns`` bounds those that are
    the table's. ``titles`` is the text above it, ``outside`` everything on the sheet that belongs
    to no table (with the first of them). ``repeated`` are the numbers of rows in which the headings
    stand again. ``decided`` is what a person said about tables with these headings; ``given`` what
    stands once for many rows, ``dates`` the order of its date columns. ``lacks_id``: it is about
    children and none has an identifier.
    """

    sheet: Sheet
    layout: Layout
    header_at: int
    header_row: int
    headings: tuple[str, ...]
    meanings: tuple[ColumnMeaning, ...]
    positions: Sequence[int]
    rows: tuple[int, ...]
    titles: tuple[object, ...]
    own_columns: range
    outside: tuple[Loose, ...] = ()
    repeated: tuple[int, ...] = ()
    decided: TableMapping | None = None
    dates: Map[int, Settled] = field(default_factory=dict)
    given: Map[Field, Given] = field(default_factory=dict)
    lacks_id: bool = False

    @cached_property
    def columns(self) -> dict[Field, int]:
        """The column that each field is taken from."""
        return dict(taken(self.meanings))

    @property
    def fields(self) -> frozenset[Field]:
        """Every field that a column brings, or that stands once for many rows."""
        return frozenset({*self.columns, *self.given})

    def cells(self, column: int) -> list[object]:
        """What stands in a column under its heading."""
        return cells_of(self.sheet, column, self.positions, self.own_columns)

    def place(self, wanted: Field | int | None = None) -> Place:
        """Where a field's column is, for a problem."""
        column = self.columns.get(wanted) if isinstance(wanted, Field) else wanted
        if column is None:
            return Place(file=self.sheet.file, sheet=self.sheet.name)
        return Place(
            file=self.sheet.file,
            sheet=self.sheet.name,
            column=letter(column),
            heading=self.headings[column],
        )

    def place_in(self, wanted: Field, index: int) -> Place:
        """Where a field's value for one row stands: in it, or where it is said once for many."""
        given = self.given.get(wanted)
        if given is None:
            return self.place(wanted).at(self.rows[index])
        place = self.place(given.column)
        return place.at(given.rows[index]) if given.rows[index] else place

    def samples(self, column: int) -> tuple[str, ...]:
        """The first few different texts of a column."""
        found: dict[str, None] = {}
        some = self.positions[: 20 * SAMPLES]
        for value in cells_of(self.sheet, column, some, self.own_columns):
            if text := text_of(value):
                found[text] = None
            if len(found) == SAMPLES:
                break
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTable:
    """A sheet in which nothing looks like a table."""

    sheet: Sheet


def find_tables(sheet: Sheet, mapping: Mapping = NO_MAPPING) -> tuple[Table | NoTable, ...]:
    """Every table of a sheet, from the top; those that nobody knows have the layout "unknown"."""
    grid = Grid(sheet, mapping)
    found = extents(grid, heading_rows(grid))
    cover = Cover(grid)
    for extent in found:
        cover.add(extent)
    found += unknown_tables(grid, cover)
    if not found:
        return (NoTable(sheet=sheet),)
    outside = tuple(cover.loose())
    found.sort(key=lambda extent: (extent.headings.first, extent.left))
    return tuple(
        _table(grid, extent, _titles(grid, extent, found, outside), outside * (not n), mapping)
        for n, extent in enumerate(found)
    )


def cells_of(sheet: Sheet, column: int, positions: Sequence[int], columns: range) -> list[object]:
    """What stands in some rows of a column; nothing does outside these columns."""
    if column not in columns:
        return [""] * len(positions)
    cells: list[object]
    if isinstance(positions, range):
        cells = sheet.cells.iloc[positions.start : positions.stop, column].tolist()
    else:
        cells = sheet.cells.iloc[list(positions), column].tolist()
    return cells


def _titles(
    grid: Grid, extent: Extent, found: Sequence[Extent], outside: Sequence[Loose]
) -> tuple[object, ...]:
    """The cells above a table and below the one above it."""
    above = [e for e in found if e.bottom < extent.headings.first and e is not extent]
    top = max((e.bottom for e in above if e.headings.overlaps(extent.headings)), default=-1)
    first = grid.numbers[extent.headings.first]
    after = grid.numbers[top] if top >= 0 else 0
    return tuple(cell for row in outside if after < row.row < first for _, cell in row.cells)


def _table(
    grid: Grid,
    extent: Extent,
    titles: tuple[object, ...],
    outside: tuple[Loose, ...],
    mapping: Mapping,
) -> Table:
    headings, columns = extent.headings, range(extent.left, extent.right + 1)
    found, layout = _meanings(grid, extent, columns, mapping), headings.layout
    lost_id = layout.subject is Subject.CHILDREN and Field.CHILD_ID not in taken(found)
    if lost_id:  # its cells, or a person, speak against the column that was headed so
        found = tuple(m if m.how is How.PROFILE else _suggested(m) for m in found)
        layout = unknown_layout()
    return Table(
        sheet=grid.sheet,
        layout=layout,
        header_at=headings.last,
        header_row=grid.numbers[headings.last],
        headings=headings.texts,
        meanings=found,
        positions=extent.rows,
        rows=tuple(grid.numbers[at] for at in extent.rows),
        titles=titles,
        own_columns=columns,
        outside=outside,
        repeated=tuple(grid.numbers[at] for at in extent.repeated),
        decided=decided_for(headings.texts, mapping),
        lacks_id=headings.lacks_id or lost_id,
    )


def _meanings(
    grid: Grid, extent: Extent, columns: range, mapping: Mapping
) -> tuple[ColumnMeaning, ...]:
    """What each column brings; of a table that nobody knows, what it may bring."""

    def cells(column: int) -> list[object]:
        return cells_of(grid.sheet, column, extent.rows, columns)

    texts, layout = extent.headings.texts, extent.headings.layout
    if layout.subject is not Subject.UNKNOWN:
        return meanings(texts, layout, cells, mapping)
    guesses = [
        meanings(texts, one, cells, mapping) for one in (children_layout(), workers_layout())
    ]
    best = max(guesses, key=lambda guess: len(taken(guess)))
    return tuple(m if m.how is How.PROFILE else _suggested(m) for m in best)


def _suggested(meaning: ColumnMeaning) -> ColumnMeaning:
    """The same, as a suggestion only."""
    how = How.WITHHELD if meaning.how is How.WITHHELD else How.UNUSED
    suggestion = meaning.suggestion or meaning.field
    return replace(
        meaning, field=None, how=how, confidence=0.0, loses_to=None, suggestion=suggestion
    )

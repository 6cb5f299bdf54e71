"""How far each table on a sheet goes, and what stands outside of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from itertools import pairwise

from allocation_app.intake.cells import text_of
from allocation_app.intake.fields import DATES, Field
from allocation_app.intake.grid import Grid, is_filled, is_wordy
from allocation_app.intake.heading_rows import Headings
from allocation_app.intake.layouts.layout import Subject

SAMPLE = 200
MOSTLY = 0.9
FEW = 2
CASE = (Field.WORKER, Field.STATUS, Field.CASE_TYPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """The positions of a table's rows under its headings, and the bounds of its columns.

    ``repeated`` are the positions at which its headings stand again; they are no rows.
    """

    headings: Headings
    rows: Sequence[int]
    left: int
    right: int
    repeated: tuple[int, ...] = ()

    @property
    def bottom(self) -> int:
        """The position of the last row."""
        return max((self.headings.last, *self.rows[-1:], *self.repeated[-1:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A row of cells outside every table: its number in the spreadsheet, its texts by column."""

    row: int
    cells: tuple[tuple[int, object], ...]

    @property
    def text(self) -> str:
        """What it says, from left to right."""
        return " ".join(filter(None, (text_of(cell) for _, cell in self.cells)))


def extents(grid: Grid, found: Sequence[Headings]) -> list[Extent]:
    """The extent of each table whose headings were found; headings that repeat others are none."""
    repeats: dict[int, list[Headings]] = {}
    first: list[Headings] = []
    for headings in found:
        above = [k for k, one in enumerate(first) if one.overlaps(headings)]
        if above and first[above[-1]].signature == headings.signature:
            repeats.setdefault(above[-1], []).append(headings)
        else:
            first.append(headings)
    return [_extent(grid, n, first, repeats.get(n, [])) for n in range(len(first))]


def _extent(
    grid: Grid, number: int, all_of_them: Sequence[Headings], repeats: Sequence[Headings]
) -> Extent:
    own = all_of_them[number]
    end = _end(grid, own, all_of_them)
    beside = [
        other
        for other in all_of_them
        if not other.overlaps(own)
        and other.first < end
        and _end(grid, other, all_of_them) > own.first
    ]
    left = max([own.limit.start, *(h.right + 1 for h in beside if h.right < own.left)])
    right = min([own.limit.stop, *(h.left for h in beside if h.left > own.right)]) - 1
    left = own.left if left else 0
    repeated = tuple(at for one in repeats for at in range(one.first, one.last + 1))
    rows: Sequence[int] = range(own.last + 1, end)
    if repeated:
        rows = [at for at in rows if at not in set(repeated)]
    if beside or len(own.limit) < grid.width:
        columns = [grid.column(column) for column in range(left, right + 1)]
        rows = [at for at in rows if any(is_filled(cells[at]) for cells in columns)]
    return Extent(
        headings=own,
        rows=_without_foreign(grid, own, rows),
        left=left,
        right=right,
        repeated=repeated,
    )


def _end(grid: Grid, own: Headings, all_of_them: Sequence[Headings]) -> int:
    """The position after the last row that can belong to a table: where the next one begins."""
    below = [h for h in all_of_them if h.first > own.last and h.overlaps(own)]
    if not below:
        return grid.height
    end = min(h.first for h in below)
    while end - 1 > own.last and _is_title(grid, end - 1, own):
        end -= 1
    return end


def _is_title(grid: Grid, at: int, own: Headings) -> bool:
    """Whether a row above the next headings has but one text, with a blank row before its run."""
    filled = grid.filled(at, own.left, own.right)
    return len(filled) == 1 and is_wordy(grid.row(at)[filled[0]])


def _without_foreign(grid: Grid, own: Headings, rows: Sequence[int]) -> Sequence[int]:
    """The rows without blocks, below a blank row, that are something else than this table.

    A list of codes below a list of children would be children of their own: their first column has
    no digits where every identifier has, and their texts stand where dates should.
    """
    if own.layout.subject is not Subject.CHILDREN or not rows:
        return rows
    known = own.layout.known
    fields = {known.field_of(text): c for c, text in enumerate(own.texts) if text}
    ids, gaps = fields.get(Field.CHILD_ID), set(grid.gaps)
    if ids is None or not gaps:
        return rows
    starts = [n for n, at in enumerate(rows) if n == 0 or at in gaps]
    blocks = [rows[start:stop] for start, stop in pairwise([*starts, len(rows)])]
    sample = [text for at in blocks[0][:SAMPLE] if (text := text_of(grid.column(ids)[at]))]
    if sum(any(map(str.isdigit, text)) for text in sample) < MOSTLY * len(sample):
        return rows
    foreign: set[int] = set()
    for block in blocks[1:]:
        if _is_headed(grid, block, fields) or (
            len(block) > 1 and all(_is_foreign(grid, at, ids, fields) for at in block)
        ):
            foreign.update(block)
    return [at for at in rows if at not in foreign] if foreign else rows


def _is_headed(grid: Grid, block: Sequence[int], fields: Map[Field | None, int]) -> bool:
    """Whether a block begins with headings of its own: words only, also where dates should be."""
    cells = [cell for cell in grid.row(block[0]) if is_filled(cell)]
    in_dates = [c for field, c in fields.items() if field in DATES]
    return (
        len(block) > FEW < len(cells)
        and all(map(is_wordy, cells))
        and any(is_wordy(grid.column(c)[block[0]]) for c in in_dates)
    )


def _is_foreign(grid: Grid, at: int, ids: int, fields: Map[Field | None, int]) -> bool:
    """Whether a row can't be a child: no number names it, and words stand where dates should."""
    row = grid.row(at)
    if any(map(str.isdigit, text_of(row[ids]))):
        return False
    cells = [row[c] for field, c in fields.items() if field in DATES and is_filled(row[c])]
    if cells and all(is_wordy(cell) or isinstance(cell, int | float) for cell in cells):
        return True
    has_more = any(field in fields and is_filled(row[fields[field]]) for field in CASE)
    return is_filled(row[ids]) and not has_more and sum(map(is_filled, row)) <= FEW


class Cover:
    """Which cells of a sheet belong to a table."""

    def __init__(self, grid: Grid) -> None:
        """Nothing is covered yet."""
        self.grid = grid
        self._whole: set[int] = set()
        self._spans: dict[int, list[range]] = {}

    def add(self, extent: Extent) -> None:
        """Cover a table's headings, rows and repeated headings."""
        span = range(extent.left, extent.right + 1)
        heading = range(extent.headings.first, extent.headings.last + 1)
        for rows in (heading, extent.rows, extent.repeated):
            if len(span) == self.grid.width:
                self._whole.update(rows)
            else:
                for at in rows:
                    self._spans.setdefault(at, []).append(span)

    def free(self, at: int) -> list[int]:
        """The columns in which a row has something that belongs to no table."""
        if at in self._whole:
            return []
        spans = self._spans.get(at, ())
        return [c for c in self.grid.filled(at) if not any(c in span for span in spans)]

    def free_rows(self) -> list[int]:
        """The positions of the rows that have something outside every table."""
        return [at for at in range(self.grid.height) if at not in self._whole and self.free(at)]

    def loose(self) -> Iterator[Loose]:
        """Everything that stands outside every table, row by row."""
        for at in self.free_rows():
            row = self.grid.row(at)
            yield Loose(row=self.grid.numbers[at], cells=tuple((c, row[c]) for c in self.free(at)))

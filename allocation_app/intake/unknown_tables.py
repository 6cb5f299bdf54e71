"""What looks like a table though nobody knows its headings, so that a person can say what it is."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.intake.cells import squash
from allocation_app.intake.extents import Cover, Extent
from allocation_app.intake.grid import Grid, heading_text, is_filled, is_wordy
from allocation_app.intake.heading_rows import Headings
from allocation_app.intake.layouts.layout import unknown_layout

LEAST_HEADINGS = 3
LEAST_ROWS = 2
LOOKED_AT = 3
MOSTLY = 0.9
WIDE = 5


def unknown_tables(grid: Grid, cover: Cover) -> list[Extent]:
    """Each row of three texts or more with rows as wide below it, in what is covered by no table.

    What is found is covered then.
    """
    found = []
    rows = cover.free_rows()
    for number, at in enumerate(rows):
        for run in _runs(grid, cover, at, rows[number + 1 : number + 1 + LOOKED_AT]):
            extent = _table(grid, cover, rows, number, run)
            if extent is not None:
                cover.add(extent)
                found.append(extent)
    return found


def _runs(grid: Grid, cover: Cover, at: int, below: Sequence[int]) -> list[range]:
    """The texts of a row that may be headings: without a column between that is blank below."""
    columns = cover.free(at)
    row = grid.row(at)
    words = sum(is_wordy(row[column]) for column in columns)
    if words < max(LEAST_HEADINGS, MOSTLY * len(columns)) or _is_group_row(grid, cover, at, below):
        return []
    runs = [range(columns[0], columns[0] + 1)]
    for column in columns[1:]:
        between = range(runs[-1].stop, column)
        if between and any(grid.is_empty(c, below) for c in between):
            runs.append(range(column, column + 1))
        else:
            runs[-1] = range(runs[-1].start, column + 1)
    if any(len(run) < LEAST_HEADINGS for run in runs):
        return [range(runs[0].start, runs[-1].stop)]  # parted by columns for show, not into tables
    return runs


def _is_group_row(grid: Grid, cover: Cover, at: int, below: Sequence[int]) -> bool:
    """Whether the row under it is one of headings, too, and has more of them."""
    if not below or not grid.is_below(at + 1) or below[0] != at + 1:
        return False
    under = cover.free(at + 1)
    row = grid.row(at + 1)
    return len(under) > len(cover.free(at)) and all(is_wordy(row[column]) for column in under)


def _table(grid: Grid, cover: Cover, rows: Sequence[int], number: int, run: range) -> Extent | None:
    at = rows[number]
    texts = tuple(heading_text(cell) if c in run else "" for c, cell in enumerate(grid.row(at)))
    if len({squash(text) for text in texts if text}) < LEAST_HEADINGS:
        return None
    body, repeated = _body(grid, cover, rows[number + 1 :], at, run)
    wide = [n for n in body[:LOOKED_AT] if _width(grid, n, run) >= min(max(2, len(run) // 2), WIDE)]
    if len(body) < LEAST_ROWS or len(wide) < LEAST_ROWS:
        return None
    left, right = run.start, run.stop - 1
    while left and _is_column(grid, cover, left - 1, body):
        left -= 1
    while right + 1 < grid.width and _is_column(grid, cover, right + 1, body):
        right += 1
    headings = Headings(
        first=at,
        last=at,
        left=run.start,
        right=run.stop - 1,
        limit=range(left, right + 1),
        texts=texts,
        layout=unknown_layout(),
        score=0,
    )
    return Extent(headings=headings, rows=tuple(body), left=left, right=right, repeated=repeated)


def _body(
    grid: Grid, cover: Cover, rows: Sequence[int], at: int, run: range
) -> tuple[list[int], tuple[int, ...]]:
    """The rows below, and where the headings stand again.

    A lone text or other headings below a blank row are no part of the table.
    """
    body: list[int] = []
    repeated: list[int] = []
    heading = [grid.column(column)[at] for column in run]
    last = grid.numbers[at]
    has_values = False
    for row in rows:
        columns = [column for column in cover.free(row) if column in run]
        if not columns:
            continue
        if [grid.column(column)[row] for column in run] == heading:
            if grid.numbers[row] - last > 1 and not grid.is_below(row):
                break
            repeated.append(row)
            last = grid.numbers[row]
            continue
        cells = [grid.column(column)[row] for column in columns]
        is_words = all(map(is_wordy, cells))
        is_lone = len(columns) == 1 < len(run)
        is_apart = grid.numbers[row] - last > 1
        if is_apart and is_words and (is_lone or (has_values and len(cells) >= LEAST_HEADINGS)):
            break
        has_values = has_values or not is_words
        body.append(row)
        last = grid.numbers[row]
    return body, tuple(repeated)


def _width(grid: Grid, at: int, run: range) -> int:
    return sum(is_filled(grid.column(column)[at]) for column in run)


def _is_column(grid: Grid, cover: Cover, column: int, body: Sequence[int]) -> bool:
    """Whether a column without a heading belongs to the table beside it."""
    cells = grid.column(column)
    filled = [at for at in body if is_filled(cells[at]) and column in cover.free(at)]
    return 2 * len(filled) >= len(body)

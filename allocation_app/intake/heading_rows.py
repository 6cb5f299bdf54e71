"""Where the headings of tables stand on a sheet: one row or two, one table or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from allocation_app.intake.cells import squash
from allocation_app.intake.fields import Field
from allocation_app.intake.grid import Grid, heading_text, is_filled, is_wordy
from allocation_app.intake.headings import key
from allocation_app.intake.layouts.choice import headings_of_children, layout_of
from allocation_app.intake.layouts.layout import (
    Layout,
    Subject,
    unknown_layout,
    workers_layout,
)
from allocation_app.intake.mapping import decided_for
from allocation_app.intake.two_rows import Pair, joined_rows

LEAST_KNOWN = 2
TRIES = 20
MOSTLY = 0.7
FEWER = 0.8
STAFF_ONLY = frozenset(
    {Field.ROLE, Field.FTE, Field.HOURS, Field.NEWLY_QUALIFIED, Field.FIRST_DAY, Field.LAST_DAY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of one table: positions of their rows, bounds of its columns, their texts.

    ``texts`` has one for every column of the sheet, "" outside the bounds; ``limit`` is where the
    tables beside it, if there are any, have theirs. ``lacks_id`` is whether
    they are those of children though none is an identifier.
    """

    first: int
    last: int
    left: int
    right: int
    limit: range
    texts: tuple[str, ...]
    layout: Layout
    score: int
    lacks_id: bool = False

    @property
    def signature(self) -> tuple[str, ...]:
        """What another row has that repeats them."""
        return tuple(map(squash, self.texts))

    def overlaps(self, other: Headings) -> bool:
        """Whether the two stand one below the other, at least in a column."""
        return self.left <= other.right and other.left <= self.right


def heading_rows(grid: Grid) -> list[Headings]:
    """Every row, or pair of rows, of headings that are known or decided, from the top."""
    known = grid.known(frozenset().union(*(table.keys for table in grid.mapping.tables)))
    rows = sorted(at for at, texts in known.items() if len(set(texts)) >= LEAST_KNOWN)
    refused: Counter[tuple[str, ...]] = Counter()
    found: list[Headings] = []
    for number, at in enumerate(rows):
        if refused[known[at]] >= TRIES or not _is_heading_like(grid, at):
            refused[known[at]] += 1
            continue
        end = next((row for row in rows[number + 1 :] if row > at + 1), grid.height)
        made = _headings_at(grid, at, end, found)
        refused[known[at]] += not made
        found += made
    return _without_rivals(found)


def _is_heading_like(grid: Grid, at: int) -> bool:
    """Whether most of a row is words."""
    filled = [cell for cell in grid.row(at) if is_filled(cell)]
    return sum(map(is_wordy, filled)) >= MOSTLY * len(filled)


def _headings_at(grid: Grid, at: int, end: int, above: Sequence[Headings]) -> list[Headings]:
    """The tables whose headings stand in this row, alone or with the row above or below it."""
    best = _Line(at, at, tuple(map(heading_text, grid.row(at))))
    for upper in (at - 1, at):
        if upper >= 0 and upper + 1 < grid.height and grid.is_below(upper + 1):
            pair = joined_rows(grid, upper)
            if pair is not None and _is_better(grid, pair, best):
                best = _Line(upper, upper + 1, pair.texts)
    parts = _parts(grid, best, end, above)
    ends = [part.stop for part in parts]
    starts = [part.start for part in parts]
    limits = zip([0, *ends[:-1]], [*starts[1:], grid.width], strict=True)
    made = [
        _headings(grid, best, part, range(*limit))
        for part, limit in zip(parts, limits, strict=True)
    ]
    return [headings for headings in made if headings is not None]


class _Line(NamedTuple):
    """The positions of the first and last row of headings, and their texts."""

    first: int
    last: int
    texts: tuple[str, ...]


def _layout(grid: Grid, texts: Sequence[str]) -> tuple[int, Layout] | None:
    return layout_of(grid.sheet.name, texts, decided_for(texts, grid.mapping))


def _score(grid: Grid, texts: Sequence[str]) -> int:
    found = _layout(grid, texts)
    if found is not None:
        return found[0]
    return len(headings_of_children(texts)) and 1


def _is_better(grid: Grid, pair: Pair, single: _Line) -> bool:
    """Whether two rows say more together than each alone, or less that is wrong."""
    together = _score(grid, pair.texts)
    alone = _score(grid, single.texts)
    return together > alone or (
        together > 0 and (pair.is_about_others or (together == alone and pair.is_needed))
    )


def _headings(grid: Grid, line: _Line, columns: range, limit: range) -> Headings | None:
    texts = tuple(text if c in columns else "" for c, text in enumerate(line.texts))
    named = [column for column in columns if texts[column]]
    found = _layout(grid, texts)
    lacks_id = found is None and bool(headings_of_children(texts))
    if found is None and not lacks_id:
        return None
    score, layout = (1, unknown_layout()) if found is None else found
    return Headings(
        first=line.first,
        last=line.last,
        left=named[0],
        right=named[-1],
        texts=texts,
        limit=limit,
        layout=layout,
        score=score,
        lacks_id=lacks_id,
    )


def _parts(grid: Grid, line: _Line, end: int, above: Sequence[Headings]) -> list[range]:
    """The columns of each table that has its headings in this line."""
    runs: list[range] = []
    for column, text in enumerate(line.texts):
        if not text:
            continue
        if runs and runs[-1].stop == column:
            runs[-1] = range(runs[-1].start, column + 1)
        else:
            runs.append(range(column, column + 1))
    parts = runs[:1]
    rows = range(line.last + 1, end)
    for run in runs[1:]:
        between = range(parts[-1].stop, run.start)
        sides = (parts[-1], range(run.start, len(line.texts)))
        owners = [_owner(grid, line.first, part, above) for part in (parts[-1], run)]
        is_blank = any(grid.is_empty(column, rows) for column in between)
        if owners[0] is not owners[1] or (is_blank and is_apart(grid, line.texts, sides, rows)):
            parts.append(run)
        else:
            parts[-1] = range(parts[-1].start, run.stop)
    return parts


def _owner(grid: Grid, at: int, columns: range, above: Sequence[Headings]) -> Headings | None:
    """The table above whose rows go on, in these columns, right up to this row."""
    if not grid.is_below(at) or all(not is_filled(grid.column(c)[at - 1]) for c in columns):
        return None
    inside = (h for h in reversed(above) if h.left <= columns.start < columns.stop <= h.right + 1)
    return next(inside, None)


def is_apart(grid: Grid, texts: Sequence[str], sides: tuple[range, range], rows: range) -> bool:
    """Whether what stands on two sides of a blank column are two tables and not one.

    They are where each has the child's id, or one is of children and the other has what only a
    staff list has; or where the rows of the right one are none of the left one's, or stop before.
    """
    left, right = ([t if c in side else "" for c, t in enumerate(texts)] for side in sides)
    one, other = _layout(grid, left), _layout(grid, right)
    if one is not None and other is not None:
        subjects = {one[1].subject, other[1].subject}
        if subjects != {Subject.CHILDREN, Subject.WORKERS}:
            return True
        staff = left if one[1].subject is Subject.WORKERS else right
        fields = {workers_layout().known.field_of(text) for text in staff if text}
        if fields & STAFF_ONLY:
            return True
    keys = [set(map(key, filter(None, side))) for side in (left, right)]
    if len(keys[1]) > 1 and keys[1] <= keys[0]:
        return True
    return not _is_one_body(grid, sides, rows)


def _is_one_body(grid: Grid, sides: tuple[range, range], rows: range) -> bool:
    """Whether the rows of the right side go as far as those of the left one, and no further."""
    left, right = (
        [at for at in rows if any(is_filled(grid.column(c)[at]) for c in side)] for side in sides
    )
    if not right or not left:
        return True
    if not set(right) <= set(left):
        return False
    is_top = right == left[: len(right)]
    return not (is_top and len(right) <= FEWER * len(left) and len(left) - len(right) > 1)


def _without_rivals(found: list[Headings]) -> list[Headings]:
    """Of headings directly one below the other, those that say more; the same again are kept.

    Those that say less above them are theirs, too: they are no row of a table further up.
    """
    kept: list[Headings] = []
    for headings in sorted(found, key=lambda h: (h.first, h.last, h.left)):
        rival = next((k for k in kept if _is_rival(k, headings)), None)
        if rival is None:
            kept.append(headings)
        elif headings.score > rival.score or (
            headings.score == rival.score and headings.first > rival.last
        ):
            kept[kept.index(rival)] = replace(headings, first=min(rival.first, headings.first))
    return kept


def _is_rival(above: Headings, below: Headings) -> bool:
    is_again = above.signature == below.signature and above.last < below.first
    return above.last >= below.first - 1 and above.overlaps(below) and not is_again

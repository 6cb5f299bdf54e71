"""Rows grouped under a worker's name that stands once: merged, in its own row, or blanks below.

Where it is certain, the name counts for every row of its group. Where rows only look grouped, who
holds the children can't be told: blanks may as well be children without a worker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from allocation_app.intake.cells import NOT_KNOWN, squash, text_of, words
from allocation_app.intake.fields import Field
from allocation_app.intake.grid import is_filled
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.tables import Given, Table
from allocation_app.intake.totals import is_total
from allocation_app.intake.worker_names import is_holder, parted

LEAST_NAMES = 3
TWO = 2
TITLES = 3
"""Cells above the headings that may hold a name: it, and a count of its children."""
LABELS = frozenset({"worker", "socialworker", "caseload", "cases", "children", "plant", "achosion"})
MOST_IN_GROUP = 1_000
DITTO = frozenset(
    {'"', "''", "“", "”", "„", "〃", ",,", '-"-', '""', '" "', "do.", "ditto", "as above"}
    | {"same", "same as above", "same sw", "fel uchod", "yr un"}
)
"""What people write for "the same as in the cell above"."""
_TOTAL_NUMBER = re.compile(
    r".*\b(totals?|counts?|sum|cyfanswm|nifer|number of \w+)\s*[:=–-]?\s*(\d{1,4})\s*\w*$",
    re.IGNORECASE,
)
_COUNT_OF = re.compile(r".+ (count|nifer):?", re.IGNORECASE)
"""What Excel's subtotals put after a name; beside a number only, for people are called so, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """A name in a row of its own: in which row and column, and how many children it states."""

    name: str
    row: int
    column: int
    stated: int | None = None


@dataclass(slots=True)
class _Lines:
    """The rows of a table as they bear on groups: heads, counts, and rows about children.

    ``breaks`` are rows of one text that is no name that we know: a group may begin there.
    """

    table: Table
    staff: frozenset[str]
    teams: frozenset[str] = frozenset()
    heads: dict[int, _Head] = field(default_factory=dict)
    counts: dict[int, int | None] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    _columns: dict[int, list[object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Look at every row that may be no child's."""
        named = self.table.columns.get(Field.TEAM)
        if named is not None:
            self.teams = frozenset(map(words, filter(None, map(text_of, self.table.cells(named)))))
        ids = self.table.cells(self.table.columns[Field.CHILD_ID])
        for index, given in enumerate(ids):
            if _is_number_of_a_child(given):
                self.children.append(index)
                continue
            cells = self.cells(index)
            head = self._head(index, cells)
            if head is not None:
                self.heads[index] = head
            elif _is_count(cells):
                self.counts[index] = _stated(cells)
            elif len(cells) == 1:
                self.breaks.add(index)  # a text by itself: whose rows follow can't be told
            elif is_filled(given):
                self.children.append(index)

    def cells(self, index: int) -> dict[int, object]:
        """What stands in a row, by column."""
        if not self._columns:
            self._columns = {c: self.table.cells(c) for c in self.table.own_columns}
        return {c: cells[index] for c, cells in self._columns.items() if is_filled(cells[index])}

    def _head(self, index: int, cells: dict[int, object]) -> _Head | None:
        cells = {c: cell for c, cell in cells.items() if not _is_label(cell)}
        texts = {c: text_of(cell) for c, cell in cells.items() if isinstance(cell, str)}
        numbers = [cell for cell in cells.values() if _number(cell) is not None]
        if len(texts) - sum(_number(text) is not None for text in texts.values()) != 1:
            return None
        if len(cells) > 1 + len(numbers) or len(numbers) > 1:
            return None
        column, text = next((c, t) for c, t in texts.items() if _number(t) is None)
        name, stated = parted(text)
        is_team = words(name) in self.teams
        if is_total(text) or (numbers and _COUNT_OF.fullmatch(text)):
            return None
        if not is_team and not is_holder(name, self.staff):
            return None
        beside = _number(numbers[0]) if numbers else None
        return _Head(
            name=name,
            row=self.table.rows[index],
            column=column,
            stated=stated if beside is None else beside,
        )

    def is_after_gap(self, index: int) -> bool:
        """Whether a blank row or a count stands above a row."""
        rows = self.table.rows
        return index > 0 and (rows[index] - rows[index - 1] > 1 or index - 1 in self.counts)


def grouped(table: Table, staff: frozenset[str], log: ProblemLog) -> Table:
    """The table with the worker of every row that is grouped under a name; counts are checked.

    ``staff`` are the keys of the names on the staff lists.
    """
    lines = _Lines(table=table, staff=staff)
    decided = None if table.decided is None else table.decided.is_grouped
    certain = _repeated(table) or _merged(table)
    if certain is not None:
        return _with(table, lines, certain, log)
    names = _names(lines)
    if decided is not False and lines.heads and not names:
        _keep_followed(lines)
        if lines.heads:
            return _with(table, lines, _under_heads(lines), log)
    blanks = [index for index in lines.children if index not in names]
    if decided is False or not names or not blanks:
        return table
    if decided or _is_certain(lines, names, blanks):
        return _with(table, lines, _filled_down(lines, names), log)
    if _looks_grouped(lines, names, blanks):
        return _undecided(lines, blanks, log)
    return table


def _repeated(table: Table) -> Given | None:
    """The worker of each row, where a mark such as " says that it is the one above."""
    column = table.columns.get(Field.WORKER)
    if column is None:
        return None
    cells = table.cells(column)
    if not any(_is_ditto(cell) for cell in cells):
        return None
    values: list[object] = []
    rows: list[int] = []
    for row, cell in zip(table.rows, cells, strict=True):
        is_ditto = _is_ditto(cell)
        values.append((values[-1] if values else NOT_KNOWN) if is_ditto else cell)
        rows.append(rows[-1] if is_ditto and rows else row)
    return Given(values=tuple(values), rows=tuple(rows), column=column)


def _is_ditto(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in DITTO


def _names(lines: _Lines) -> dict[int, str]:
    """The names in the worker's column, by row, where the row is a child's."""
    column = lines.table.columns.get(Field.WORKER)
    if column is None:
        return {}
    cells = lines.table.cells(column)
    return {index: text_of(cells[index]) for index in lines.children if is_filled(cells[index])}


def _merged(table: Table) -> Given | None:
    """The worker's name in a cell that is merged over the rows that it counts for."""
    column = table.columns.get(Field.WORKER)
    tops = {
        row: top
        for top, first, bottom, last in table.sheet.merges
        if column is not None and first <= column <= last and top < bottom
        for row in range(top, bottom + 1)
    }
    if column is None or not any(row in tops for row in table.rows):
        return None
    at = dict(zip(table.rows, table.cells(column), strict=True))
    return Given(
        values=tuple(
            value if is_filled(value) else at.get(tops.get(row, row), "")
            for row, value in at.items()
        ),
        rows=tuple(row if is_filled(value) else tops.get(row, row) for row, value in at.items()),
        column=column,
    )


def _keep_followed(lines: _Lines) -> None:
    """Forget names at the end, under which no child stands: they are notes."""
    last = max(lines.children, default=-1)
    for index in list(lines.heads):
        if index > last and index + 1 not in lines.counts:
            del lines.heads[index]


def _under_heads(lines: _Lines) -> Given:
    """The name above each row; a row above the first name can't be told."""
    values: list[object] = []
    rows: list[int] = []
    head = _above(lines)
    for index, row in enumerate(lines.table.rows):
        head = None if index in lines.breaks else lines.heads.get(index, head)
        values.append(NOT_KNOWN if head is None else head.name)
        rows.append(row if head is None else head.row)
    column = next(iter(lines.heads.values())).column
    return Given(values=tuple(values), rows=tuple(rows), column=column)


def _above(lines: _Lines) -> _Head | None:
    """The name that stands above the headings, for the rows before the first name below them."""
    table = lines.table
    names = [name for name, _ in map(parted, map(text_of, table.titles[-TITLES:]))]
    named = [name for name in names if is_holder(name, lines.staff)]
    return _Head(name=named[0], row=table.header_row, column=0) if len(named) == 1 else None


def _is_label(cell: object) -> bool:
    """Whether a cell beside a name only says what it is: "Social worker:", "Caseload:"."""
    text = text_of(cell)
    return text.endswith(":") or squash(text) in LABELS


def _is_certain(lines: _Lines, names: dict[int, str], blanks: Sequence[int]) -> bool:
    table = lines.table
    starts = list(names)[1:]
    is_closed = all(map(lines.is_after_gap, starts))
    return (
        table.columns[Field.WORKER] < table.columns[Field.CHILD_ID]
        and len(names) >= LEAST_NAMES
        and _stand_once(names)
        and lines.children[0] in names
        and (is_closed or TWO * len(blanks) >= len(lines.children))
    )


def _looks_grouped(lines: _Lines, names: dict[int, str], blanks: Sequence[int]) -> bool:
    table = lines.table
    is_left = table.columns[Field.WORKER] < table.columns[Field.CHILD_ID]
    least = TWO if is_left and lines.children[0] in names else LEAST_NAMES
    is_half = TWO * len(blanks) >= len(lines.children)
    return is_half and _stand_once(names) and len(names) >= least


def _stand_once(names: dict[int, str]) -> bool:
    return len({squash(name) for name in names.values()}) == len(names)


def _filled_down(lines: _Lines, names: dict[int, str]) -> Given:
    """The last name above each row; where blank rows part the groups, none goes beyond one."""
    table = lines.table
    is_closed = all(map(lines.is_after_gap, list(names)[1:])) and len(names) > 1
    values: list[object] = []
    rows: list[int] = []
    value: object = NOT_KNOWN
    since = 0
    for index, row in enumerate(table.rows):
        if index in names:
            value, since = names[index], row
        elif is_closed and lines.is_after_gap(index):
            value, since = NOT_KNOWN, row
        values.append(value)
        rows.append(since or row)
    return Given(values=tuple(values), rows=tuple(rows), column=table.columns[Field.WORKER])


def _undecided(lines: _Lines, blanks: Sequence[int], log: ProblemLog) -> Table:
    """The table, with a holder that can't be read wherever the worker's cell is blank."""
    table = lines.table
    column = table.columns[Field.WORKER]
    values: list[object] = list(table.cells(column))
    for index in blanks:
        values[index] = NOT_KNOWN
    log.add(Code.GROUPING_UNCERTAIN, table.place(column), rows=len(blanks))
    given = Given(values=tuple(values), rows=table.rows, column=column)
    return replace(table, given={**table.given, Field.WORKER: given})


def _with(table: Table, lines: _Lines, given: Given, log: ProblemLog) -> Table:
    """The table with these workers, without names and counts, which are no children."""
    _check_counts(lines, given, log)
    unknown = [index for index in lines.children if given.values[index] is NOT_KNOWN]
    if unknown:
        log.add(Code.GROUPING_UNCERTAIN, table.place(given.column), rows=len(unknown))
    for index in lines.counts:
        texts = filter(None, map(text_of, lines.cells(index).values()))
        log.add(Code.ROW_TOTAL, table.place().at(table.rows[index]), " ".join(texts))
    kept = [n for n in range(len(table.rows)) if n not in lines.heads and n not in lines.counts]
    filled = sum(given.rows[n] != table.rows[n] for n in lines.children)
    named = {given.rows[n] for n in lines.children if is_filled(given.values[n])}
    log.add(Code.WORKER_FILLED_DOWN, table.place(given.column), rows=filled, workers=len(named))
    return replace(
        table,
        positions=[table.positions[n] for n in kept],
        rows=tuple(table.rows[n] for n in kept),
        given={
            **table.given,
            Field.WORKER: replace(
                given,
                values=tuple(given.values[n] for n in kept),
                rows=tuple(given.rows[n] for n in kept),
            ),
        },
    )


def _check_counts(lines: _Lines, given: Given, log: ProblemLog) -> None:
    """Warn where the number that the sheet states for a name is not that of the rows under it."""
    table = lines.table
    about = set(lines.children)
    total = since = counted = 0
    for index, row in enumerate(table.rows):
        head = lines.heads.get(index)
        if head is not None or (index in about and given.rows[index] == row):
            since = 0
        if index in about:
            total, since, counted = total + 1, since + 1, 0
        if head is not None and head.stated is not None:
            own = sum(given.rows[n] == head.row for n in lines.children)
            _compare(table, row, head.stated, (own,), log)
        stated = lines.counts.get(index)
        if stated is not None:
            _compare(table, row, stated, (total,) if counted else (since, total), log)
        counted += index in lines.counts


def _compare(table: Table, row: int, stated: int, found: Sequence[int], log: ProblemLog) -> None:
    if stated not in found:
        log.add(Code.GROUP_COUNT_DIFFERS, table.place().at(row), stated=stated, found=found[0])


def _is_count(cells: dict[int, object]) -> bool:
    """Whether a row only says how many there are: a word for it, a number, or both, and a name."""
    texts = [text_of(cell) for cell in cells.values()]
    if any(is_total(text) or _TOTAL_NUMBER.match(text) for text in texts):
        return len(texts) <= LEAST_NAMES
    if any(map(_COUNT_OF.fullmatch, texts)):
        return len(texts) == TWO and any(_number(cell) is not None for cell in cells.values())
    return len(texts) == 1 and _number(next(iter(cells.values()))) is not None


def _stated(cells: dict[int, object]) -> int | None:
    """The number in a row of counts."""
    for cell in cells.values():
        number = _number(cell)
        if number is not None:
            return number
        match = _TOTAL_NUMBER.match(text_of(cell))
        if match is not None:
            return int(match[2])
    return None


def _number(cell: object) -> int | None:
    text = text_of(cell)
    return int(text) if text.isdecimal() and int(text) < MOST_IN_GROUP else None


def _is_number_of_a_child(cell: object) -> bool:
    """Whether an identifier is plainly one: with digits, in one word, no small number by itself."""
    text = text_of(cell)  # in a text file or a web page a count is text, too
    if text.isdecimal():
        return int(text) >= MOST_IN_GROUP
    return any(map(str.isdigit, text)) and " " not in text

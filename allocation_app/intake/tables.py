"""Finds the table on a sheet: the row of headings, the layout, and the column of each field."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from allocation_app.intake.cells import ErrorCell, squash, text_of
from allocation_app.intake.columns import ColumnMeaning, known_fields, meanings, taken
from allocation_app.intake.date_orders import Settled
from allocation_app.intake.fields import Field
from allocation_app.intake.layouts.annex_a import annex_a_layout
from allocation_app.intake.layouts.layout import (
    Layout,
    children_layout,
    workers_layout,
)
from allocation_app.intake.layouts.named import layouts_by_name
from allocation_app.intake.layouts.spells import spells_layout
from allocation_app.intake.mapping import NO_MAPPING, Mapping, TableMapping, decided_for
from allocation_app.intake.problems import Place
from allocation_app.intake.sheets import Sheet, letter

ROWS_SEARCHED = 40
LEAST_FIELDS = 3
SAMPLES = 3
DECIDED = 1_000
"""Headings that a person has decided about count for more than any that we know."""
ID_ONLY = frozenset({"id", "ref", "name", "child", "reference"})
CHILD_SIGNS = frozenset(
    {Field.DATE_OF_BIRTH, Field.STATUS, Field.CASE_TYPE, Field.WORKER, Field.ALLOCATED}
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Table:
    """A table on a sheet: its layout, headings and what each column brings.

    ``rows`` are the spreadsheet's row numbers of what stands under the headings; ``titles`` is the
    text above them; ``start`` is the position of the first row under them; ``decided`` is what a
    person said about tables with these headings; ``dates`` is the order of its date columns.
    """

    sheet: Sheet
    layout: Layout
    start: int
    header_row: int
    headings: tuple[str, ...]
    meanings: tuple[ColumnMeaning, ...]
    rows: tuple[int, ...]
    titles: tuple[object, ...]
    decided: TableMapping | None = None
    dates: Map[int, Settled] = field(default_factory=dict)

    @cached_property
    def columns(self) -> dict[Field, int]:
        """The column that each field is taken from."""
        return dict(taken(self.meanings))

    def cells(self, column: int) -> list[object]:
        """What stands in a column under its heading."""
        return self.sheet.column(column, self.start)

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

    def samples(self, column: int) -> tuple[str, ...]:
        """The first few different texts of a column."""
        found: dict[str, None] = {}
        for value in self.cells(column)[: 20 * SAMPLES]:
            if text := text_of(value):
                found[text] = None
            if len(found) == SAMPLES:
                break
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTable:
    """A sheet without a table that we know; ``headings`` are those of a child table without ids."""

    sheet: Sheet
    headings: tuple[str, ...] = ()


def find_table(sheet: Sheet, mapping: Mapping = NO_MAPPING) -> Table | NoTable:
    """The table whose row of headings says most, among the first rows of the sheet."""
    best: tuple[int, int, Layout] | None = None
    without_id: tuple[str, ...] = ()
    top = sheet.rows(ROWS_SEARCHED)
    for index, (_, row) in enumerate(top):
        headings = _headings(row)
        if sum(map(bool, headings)) < 2:  # noqa: PLR2004 - one cell is a title, not a heading row
            continue
        found = _layout(sheet.name, headings, decided_for(headings, mapping))
        if found is None:
            without_id = without_id or _child_headings(headings)
        elif best is None or found[0] > best[0]:
            best = (found[0], index, found[1])
    if best is None:
        return NoTable(sheet=sheet, headings=without_id)
    return _table(sheet, top, best[1], best[2], mapping)


def _headings(row: Sequence[object]) -> list[str]:
    return [
        "" if isinstance(cell, int | float | date | datetime | ErrorCell) else text_of(cell)
        for cell in row
    ]


def _layout(
    sheet: str, headings: Sequence[str], decided: TableMapping | None
) -> tuple[int, Layout] | None:
    """The layout that a person said, or that knows most of these headings, and how many."""
    if decided is not None and decided.layout in layouts_by_name():
        return DECIDED + len(headings), layouts_by_name()[decided.layout]
    annex = annex_a_layout(sheet, headings)
    if annex is not None:
        return annex
    spells = spells_layout(headings, decided)
    if spells is not None:
        return spells
    child, worker = children_layout(), workers_layout()
    fields = set(known_fields(headings, child, decided)) - {None}
    staff = set(known_fields(headings, worker, decided)) - {None}
    is_child = Field.CHILD_ID in fields and len(fields) >= LEAST_FIELDS
    names = {Field.WORKER, Field.WORKER_ID, Field.WORKER_SURNAME}
    is_staff = bool(staff & names) and len(staff) >= LEAST_FIELDS
    if is_child and is_staff:
        has_plain_id = not any(
            child.known.field_of(heading) is Field.CHILD_ID and squash(heading) not in ID_ONLY
            for heading in headings
            if heading
        )
        is_child = not has_plain_id or len(fields) >= len(staff)
    if is_child:
        return len(fields), child
    if is_staff and not _child_headings(headings):
        return len(staff), worker
    return None


def _child_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings, where they are those of children though none is an identifier."""
    known = children_layout().known
    fields = {known.field_of(heading) for heading in headings if heading}
    if len(fields & CHILD_SIGNS) >= LEAST_FIELDS or (
        Field.DATE_OF_BIRTH in fields and fields & (CHILD_SIGNS - {Field.DATE_OF_BIRTH})
    ):
        return tuple(filter(None, headings))
    return ()


def _table(
    sheet: Sheet,
    top: list[tuple[int, list[object]]],
    index: int,
    layout: Layout,
    mapping: Mapping,
) -> Table:
    header_row, row = top[index]
    headings = tuple(_headings(row))
    body = sheet.cells.iloc[index + 1 :]
    return Table(
        sheet=sheet,
        layout=layout,
        start=index + 1,
        header_row=header_row,
        headings=headings,
        meanings=meanings(
            headings, layout, lambda column: sheet.column(column, index + 1), mapping
        ),
        decided=decided_for(headings, mapping),
        rows=tuple(body.index.tolist()),
        titles=tuple(cell for _, cells in top[:index] for cell in cells if cell != ""),
    )

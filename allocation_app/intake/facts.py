"""The columns of a table, converted: what each cell amounts to, and what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from allocation_app.domain.people import EventKind, Status
from allocation_app.intake.ages import check_ages
from allocation_app.intake.cells import (
    NOT_KNOWN,
    Cell,
    text_of,
)
from allocation_app.intake.date_columns import Column, Report, date_facts, report_cells
from allocation_app.intake.fields import DATES, EVENTS, Field
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.problems import Place, ProblemLog
from allocation_app.intake.readers import IDS, NAMES, reader_of
from allocation_app.intake.tables import Given, Table

Said = tuple[Status | None, object, object]
"""What a row says of the status: by its list, its case type, its status."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts:
    """A table's columns, converted: a value, None (blank) or NOT_KNOWN for each row.

    ``may_repeat`` is whether a child stands on several rows by the nature of the table.
    """

    table: Table
    columns: Mapping[Field, list[object]]
    may_repeat: bool = False

    def row(self, index: int) -> dict[Field, object]:
        """What one row says, by field."""
        return {field: column[index] for field, column in self.columns.items()}

    def only(self, indexes: Sequence[int]) -> Facts:
        """Some of the rows."""
        table = self.table
        given = {
            f: Given(
                values=[one.values[index] for index in indexes],
                rows=[one.rows[index] for index in indexes],
                column=one.column,
            )
            for f, one in table.given.items()
        }
        rows = tuple(table.rows[index] for index in indexes)
        positions = [table.positions[index] for index in indexes]
        return replace(
            self,
            table=replace(table, rows=rows, positions=positions, given=given),
            columns={f: [column[i] for i in indexes] for f, column in self.columns.items()},
        )

    @property
    def stated(self) -> frozenset[Field]:
        """The facts that each row states itself, in a cell of its own."""
        return frozenset(self.columns) - frozenset(self.table.given)

    def says_of_status(self, index: int) -> Said:
        """What one row says of the status."""
        by_type, by_status = self._status
        return (
            self.table.layout.status,
            None if by_type is None else by_type[index],
            None if by_status is None else by_status[index],
        )

    @cached_property
    def _status(self) -> tuple[list[object] | None, list[object] | None]:
        return self.columns.get(Field.CASE_TYPE), self.columns.get(Field.STATUS)

    @cached_property
    def beside_events(self) -> Mapping[Field, list[object]]:
        """The columns of all else."""
        return {f: column for f, column in self.columns.items() if f not in EVENTS}

    @cached_property
    def events(self) -> tuple[tuple[EventKind, list[object]], ...]:
        """The columns of dated events, by kind."""
        return tuple((EVENTS[f], column) for f, column in self.columns.items() if f in EVENTS)

    @cached_property
    def recorded(self) -> frozenset[EventKind]:
        """The kinds of event that the table has a column for."""
        return frozenset(kind for kind, _ in self.events)

    @cached_property
    def silent(self) -> frozenset[int]:
        """The rows in which the cell of an event could not be read."""
        return frozenset(
            index
            for _, column in self.events
            if NOT_KNOWN in column
            for index, value in enumerate(column)
            if value is NOT_KNOWN
        )


class Row(NamedTuple):
    """A row of a converted table."""

    facts: Facts
    at: int

    def says(self) -> dict[Field, object]:
        """Everything that it says, by field."""
        return self.facts.row(self.at)

    def says_beside_events(self) -> dict[Field, object]:
        """Everything that it says beside its dated events: those are most of a long row."""
        facts, at = self
        return {field: column[at] for field, column in facts.beside_events.items()}

    def cell(self, wanted: Field) -> object:
        """What it says of one field; None where the table has no such column."""
        column = self.facts.columns.get(wanted)
        return None if column is None else column[self.at]

    def place(self, wanted: Field) -> Place:
        """Where that stands."""
        return self.facts.table.place_in(wanted, self.at)


def facts_of(table: Table, as_at: date, log: ProblemLog, tick: Callable[[], None]) -> Facts:
    """Convert every column that a field is taken from."""
    columns: dict[Field, list[object]] = {}
    for field in dict.fromkeys((*table.columns, *table.given)):
        tick()
        columns[field] = column_facts(_column(table, field), as_at, log.add)
        if field in table.given:
            columns[field] = _with_unreadable(columns[field], table.given[field].values)
    if Field.AGE in columns:
        ages = columns.pop(Field.AGE)  # nothing is taken from it: the date of birth counts
        if Field.DATE_OF_BIRTH in columns:
            births = columns[Field.DATE_OF_BIRTH]
            check_ages(births, ages, _column(table, Field.AGE), as_at, log.add)
    return Facts(table=table, columns=_with_whole_names(table, columns))


def _with_whole_names(table: Table, columns: dict[Field, list[object]]) -> Columns:
    """The worker of each row, where beside children the name stands in two columns or as one."""
    if table.layout.name == "spells" and Field.WORKER not in columns:
        columns = _of_workers(columns)
    both = [columns[field] for field in IN_TWO if field in columns]
    if not both or table.layout.subject is Subject.WORKERS:
        return columns
    kept: dict[Field, list[object]] = {f: c for f, c in columns.items() if f not in IN_TWO}
    if Field.WORKER not in columns:
        kept[Field.WORKER] = [_whole(parts) for parts in zip(*both, strict=True)]
    return kept


def _of_workers(columns: dict[Field, list[object]]) -> dict[Field, list[object]]:
    """Names beside a child's id and a worker's id, as the worker's where they go by that id.

    Liquidlogic's FORENAME and SURNAME are: one name for each worker, and fewer than children.
    """
    named = [field for field in OF_EITHER if field in columns]
    workers = columns.get(Field.WORKER_ID)
    if not named or workers is None:
        return columns
    names = list(zip(*(columns[field] for field in named), strict=True))
    of_worker = {(worker, name) for worker, name in zip(workers, names, strict=True)}
    children = {child for child in columns[Field.CHILD_ID] if isinstance(child, str)}
    if len(of_worker) > len(set(workers)) or len(set(names)) >= len(children):
        return columns
    return {OF_EITHER.get(field, field): column for field, column in columns.items()}


def _whole(parts: Sequence[object]) -> object:
    """A first and a last name as one; nobody can tell it where one of them can't be read."""
    if NOT_KNOWN in parts:
        return NOT_KNOWN
    return " ".join(part for part in parts if isinstance(part, str)) or None


OF_EITHER = {
    Field.CHILD_FORENAME: Field.WORKER_FORENAME,
    Field.CHILD_SURNAME: Field.WORKER_SURNAME,
}
IN_TWO = (Field.WORKER_FORENAME, Field.WORKER_SURNAME)
Columns = Mapping[Field, list[object]]


def _column(table: Table, field: Field) -> Column:
    column, given = table.columns.get(field), table.given.get(field)
    return Column(
        values=table.cells(column or 0) if given is None else _readable(given.values),
        rows=table.rows,
        field=field,
        place=table.place(column),
        order=None if column is None else table.dates.get(column),
        epoch=table.sheet.epoch,
    )


def _readable(values: Sequence[object]) -> list[object]:
    return ["" if value is NOT_KNOWN else value for value in values]


def _with_unreadable(read: list[object], values: Sequence[object]) -> list[object]:
    """What was read, and "not known" where nobody can tell what counts for the row."""
    return [
        NOT_KNOWN if value is NOT_KNOWN else fact for value, fact in zip(values, read, strict=True)
    ]


NEVER = date(1950, 1, 1)
"""No allocation ended before it: systems write such a date where there is no end (1900)."""


def column_facts(column: Column, as_at: date, report: Report) -> list[object]:
    """One column: each different value is read once, and every cell in trouble is reported."""
    values, field = column.values, column.field
    kinds = set(map(type, values))
    if bool in kinds and kinds & {int, float}:  # True equals 1, and would be taken for it
        values = [text_of(value) if type(value) is bool else value for value in values]
        column = column._replace(values=values)
    if field in DATES:
        return date_facts(column, as_at, report)
    distinct = dict.fromkeys(values)
    if (plain := _PLAIN.get(field)) is not None and kinds == {str}:
        return _texts(column, distinct, plain, report)
    reader = reader_of(field, distinct)
    read = {value: reader(value) for value in distinct}
    if any(cell.code is not None for cell in read.values()):
        report_cells(column, read, report)
    meant = {value: cell.value for value, cell in read.items()}
    return list(map(meant.__getitem__, values))


def _texts(
    column: Column, distinct: Mapping[object, object], plain: re.Pattern[str], report: Report
) -> list[object]:
    """A column of text: only what is not plain has to be looked at, which of names is little."""
    odd = [text for text in distinct if isinstance(text, str) and plain.fullmatch(text) is None]
    if not odd:
        return column.values
    reader = reader_of(column.field, odd)
    read: dict[object, Cell] = {text: reader(text) for text in odd}
    if any(cell.code is not None for cell in read.values()):
        report_cells(column, read, report)
    meant: dict[object, object] = {text: cell.value for text, cell in read.items()}
    return [meant.get(text, text) for text in column.values]


_NAME = re.compile(r"[^\W\d_]\w*(?: \w+)*")
_ID = re.compile(r"[^\W\d_]\w*|\d+")
_NUMBERED = re.compile(r"(?:[^\W\d_]+\d|\d+[^\W\d_])[^\W_]*")
_PLAIN = {
    **dict.fromkeys(IDS, _ID),
    **dict.fromkeys(NAMES | {Field.WORKER}, _NAME),
    **dict.fromkeys((Field.FAMILY, Field.TEAM), _NUMBERED),
}
"""Texts that are what they say: a name in words, a code that has a letter and a number.

None of them is a sign of no value, an error, or a number that a spreadsheet has shortened.
"""


def is_known(value: object) -> bool:
    """Whether a converted cell holds a fact."""
    return value is not None and value is not NOT_KNOWN

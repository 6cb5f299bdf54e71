"""The columns of a table, converted: what each cell amounts to, and what was wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from allocation_app.intake.cells import (
    BLANK,
    NOT_KNOWN,
    Cell,
    NumberReader,
    Reader,
    error_of,
    fact_cell,
    text_cell,
    text_of,
    yes_no_cell,
)
from allocation_app.intake.dates import Order, YearRule, date_reader
from allocation_app.intake.fields import COUNTS, DATES, YES_NO, Field
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.tables import Table

HOURS_FULL_TIME = 37
FULL_POSTS = 1.5

TEXTS = frozenset(
    {
        Field.CHILD_ID,
        Field.CHILD_NAME,
        Field.CHILD_FORENAME,
        Field.CHILD_SURNAME,
        Field.WORKER_FORENAME,
        Field.WORKER_SURNAME,
        Field.WORKER_ID,
    }
)
RAW = frozenset(
    {
        Field.WORKER,
        Field.PREVIOUS_WORKER,
        Field.CO_WORKER,
        Field.PERSONAL_ADVISER,
        Field.STATUS,
        Field.CASE_TYPE,
    }
)
"""Text in which a word such as "none" or "TBC" has its own meaning, decided where it is used."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Facts:
    """A table's columns, converted: a value, None (blank) or NOT_KNOWN for each row."""

    table: Table
    columns: Mapping[Field, list[object]]

    def row(self, index: int) -> dict[Field, object]:
        """What one row says, by field."""
        return {field: column[index] for field, column in self.columns.items()}


def facts_of(table: Table, as_at: date, log: ProblemLog, tick: Callable[[], None]) -> Facts:
    """Convert every column that a field is taken from."""
    columns = {}
    for field, column in table.columns.items():
        tick()
        columns[field] = column_facts(
            table.cells(column), table.rows, field, table.place(column), as_at, log.add
        )
    return Facts(table=table, columns=columns)


Report = Callable[..., None]


def column_facts(
    values: list[object],
    rows: tuple[int, ...],
    field: Field,
    place: Place,
    as_at: date,
    report: Report,
) -> list[object]:
    """One column: each different value is read once, and every cell in trouble is reported."""
    distinct = _distinct(values)
    reader = _reader(field, distinct.values(), as_at)
    read = {mark: reader(value) for mark, value in distinct.items()}
    marks = [_mark(value) for value in values]
    troubled = {mark for mark, cell in read.items() if cell.code is not None}
    if troubled:
        for row, mark in zip(rows, marks, strict=True):
            if mark in troubled:
                _report(read[mark], distinct[mark], place.at(row), field, report)
    if field in DATES:
        _report_column(values, reader, place, field, report)
    return [read[mark].value for mark in marks]


def _mark(value: object) -> object:
    """What tells values apart: 1, 1.0 and True are equal in Python and not in a spreadsheet."""
    return value if type(value) is str else (type(value), value)


def _distinct(values: Iterable[object]) -> dict[object, object]:
    return {_mark(value): value for value in values}


def _report(cell: Cell, value: object, place: Place, field: Field, report: Report) -> None:
    if cell.code is not None:
        report(cell.code, place, text_of(value), field=field.value, **cell.details)


def _report_column(
    values: list[object], reader: Reader, place: Place, field: Field, report: Report
) -> None:
    """Say of a whole column that it mixes text with dates, or that its months come first."""
    order = getattr(reader, "order", Order.DAY_FIRST)
    kinds = Counter(type(value) for value in values)
    texts = sum(
        isinstance(value, str) and bool(value) and isinstance(reader(value).value, date)
        for value in (values if kinds[date] + kinds[datetime] or order is Order.MONTH_FIRST else ())
    )
    if order is Order.MONTH_FIRST:
        report(Code.DATES_MONTH_FIRST, place, field=field.value, rows=texts)
    elif texts:
        report(Code.DATES_FROM_TEXT, place, field=field.value, rows=texts)


def _reader(field: Field, values: Iterable[object], as_at: date) -> Reader:
    if field in DATES:
        rule = YearRule.PAST if field is Field.DATE_OF_BIRTH else YearRule.NEAR
        return date_reader(values, rule, as_at)
    if field in TEXTS:
        return text_cell
    if field in YES_NO:
        return _EXTRA_WORDS.get(field, yes_no_cell)
    if field in COUNTS:
        return NumberReader(is_whole=True)
    if field is Field.REDUCTION:
        return _reduction_reader(values)
    if field in RAW:
        return _raw_cell
    return _NUMBERS.get(field, fact_cell)


def _raw_cell(value: object) -> Cell:
    """Text as it stands, line breaks as semicolons; only what is empty is blank."""
    if (error := error_of(value)) is not None:
        return error
    text = text_of(value.strip().replace("\n", "; ") if isinstance(value, str) else value)
    return Cell(text) if text else BLANK


def _with_words(yes: str, no: str) -> Reader:
    """A yes-or-no reader that also knows the words of its own column."""
    yes_words, no_words = frozenset(yes.split()), frozenset(no.split())

    def read(value: object) -> Cell:
        word = "".join(text_of(value).lower().split())
        if word in yes_words or word in no_words:
            return Cell(word in yes_words)
        return yes_no_cell(value)

    return read


_EXTRA_WORDS: Mapping[Field, Reader] = {
    Field.AGENCY: _with_words(
        "agency locum asiantaeth agencyworker a", "permanent perm la employed p parhaol contract staff fixedterm temporary councilstaff ftc"
    ),
    Field.NEWLY_QUALIFIED: _with_words(
        "asye nqsw nqsw/asye asye/nqsw newlyqualified year1 yr1", "experienced qualified sw"
    ),
    Field.WELSH_SPEAKER: _with_words("fluent rhugl welsh cymraeg", "english saesneg none dim"),
    Field.PLACEMENT_LONG_TERM: _with_words(
        "longterm long-term permanent permanence matched hirdymor parhaol lt",
        "shortterm short-term temporary interim tymorbyr dros-dro st",
    ),
    Field.OUT_OF_AREA: _with_words("outofarea outofcounty ooa ooc", "inarea incounty"),
}
_NUMBERS: Mapping[Field, Reader] = {
    Field.FTE: NumberReader(most=FULL_POSTS, units=("fte", "wte")),
    Field.HOURS: NumberReader(
        most=FULL_POSTS, divisor=HOURS_FULL_TIME, units=("hours", "hrs", "hour", "h", "oriau", "/37")
    ),
}


def _reduction_reader(values: Iterable[object]) -> Reader:
    """Shares or percentages: one number above 1 makes the whole column percentages."""
    plain = NumberReader(most=100)
    numbers = [plain(value).value for value in values]
    is_percent = any(
        isinstance(number, int | float) and number > 1 for number in numbers
    )
    whole = NumberReader(most=1, divisor=100 if is_percent else 1)
    share = NumberReader(most=1)

    def read(value: object) -> Cell:
        has_sign = isinstance(value, str) and "%" in value
        return share(value) if has_sign else whole(value)

    return read


def blank_column(size: int) -> list[object]:
    """A column that says nothing."""
    return [None] * size


def is_known(value: object) -> bool:
    """Whether a converted cell holds a fact."""
    return value is not None and value is not NOT_KNOWN

"""Says what nothing was taken from: sheets, columns, and facts that nobody gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allocation_app.intake.columns import ColumnMeaning, How
from allocation_app.intake.fields import Field
from allocation_app.intake.grid import is_filled
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.leftovers import report_outside, report_unknown
from allocation_app.intake.mapping import changed
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.tables import NoTable, Table

SPELLS = frozenset({"spells", "ssda903_sw_episodes"})
EXPECTED = (Field.WORKER, Field.STATUS, Field.DATE_OF_BIRTH)


def report_unused(found: Iterable[Table | NoTable], log: ProblemLog) -> None:
    """Name everything that nothing was taken from."""
    everything = list(found)
    tables = [one for one in everything if isinstance(one, Table)]
    for one in everything:
        if isinstance(one, NoTable):
            _report_no_table(one, log)
        else:
            report_outside(one, log)
            for row in one.repeated:
                log.add(Code.HEADER_REPEATED, one.place().at(row))
            _report_columns(one, log, _told_beside(one, tables))


def _told_beside(table: Table, tables: Sequence[Table]) -> set[Field]:
    """The facts that another table is there for: spells for the worker, a header for births."""
    kinds = {one.layout.name for one in tables} - {"unknown"}
    told = {Field.WORKER} if kinds & SPELLS else set[Field]()
    if table.layout.name in SPELLS and kinds - SPELLS:
        told |= {Field.STATUS, Field.DATE_OF_BIRTH}
    for one in tables:
        if one.layout.subject is Subject.BESIDE:
            told |= one.columns.keys()
    return told


def _report_no_table(found: NoTable, log: ProblemLog) -> None:
    place = Place(file=found.sheet.file, sheet=found.sheet.name)
    if len(found.sheet.cells):
        log.add(Code.SHEET_UNUSED, place, rows=len(found.sheet.cells))


def _report_columns(table: Table, log: ProblemLog, told: set[Field]) -> None:
    layout, place = table.layout, table.place()
    if layout.subject is Subject.UNKNOWN:
        report_unknown(table, log)
        return
    if layout.subject is Subject.NOBODY_NOW:
        log.add(
            Code.SHEET_SET_ASIDE,
            place,
            list=layout.list_number,
            title=layout.title,
            rows=len(table.rows),
        )
        return
    if not table.rows:
        log.add(Code.TABLE_EMPTY, place)
    _report_ragged(table, log)
    for meaning in table.meanings:
        _report_column(table, meaning, log)
    _report_left(table, log)
    if table.decided is not None:
        new, gone = changed(table.headings, table.decided)
        if new or gone:
            log.add(Code.HEADINGS_CHANGED, place, new=_listed(new), gone=_listed(gone))
    if layout.subject is Subject.CHILDREN:
        _report_missing(table, log, told)


def _report_column(table: Table, meaning: ColumnMeaning, log: ProblemLog) -> None:
    """Name a column that was taken by likeness, or not taken though its heading is known."""
    if meaning.field is not None and meaning.loses_to is not None:
        kept = table.place(meaning.loses_to)
        log.add(
            Code.COLUMN_DUPLICATE,
            table.place(meaning.column),
            field=meaning.field.value,
            kept=kept.heading,
            kept_column=kept.column,
        )
    elif meaning.how is How.SIMILAR and meaning.field is not None:
        log.add(Code.COLUMN_SIMILAR, table.place(meaning.column), field=meaning.field.value)
    elif meaning.is_belied and meaning.suggestion is not None:
        log.add(Code.COLUMN_NOT_DATES, table.place(meaning.column), field=meaning.suggestion.value)


def _listed(headings: Sequence[str]) -> str:
    return "; ".join(headings) or "–"


def _report_ragged(table: Table, log: ProblemLog) -> None:
    """Name the rows of a text file that have more cells than headings, or end before the last."""
    if not table.sheet.widths:
        return
    widths = table.sheet.widths
    expected = widths[table.header_at]
    filled = max((n for n, heading in enumerate(table.headings, 1) if heading), default=0)
    for row, at in zip(table.rows, table.positions, strict=True):
        width = widths[at]
        if width > expected or width < min(expected, filled):
            cells = table.sheet.cells.iloc[at, expected:width].tolist()
            code = Code.ROW_SHIFTED if any(map(is_filled, cells)) else Code.ROW_RAGGED
            log.add(code, table.place().at(row), expected=expected, found=width)


def _report_left(table: Table, log: ProblemLog) -> None:
    """Name the columns that nothing was taken from, those left out on purpose by themselves."""
    left: dict[Code, list[str]] = {Code.COLUMNS_UNUSED: [], Code.COLUMNS_WITHHELD: []}
    for meaning in table.meanings:
        is_empty = not meaning.heading and all(value == "" for value in table.cells(meaning.column))
        if meaning.field is None and not is_empty:
            is_withheld = meaning.how is How.WITHHELD
            code = Code.COLUMNS_WITHHELD if is_withheld else Code.COLUMNS_UNUSED
            left[code].append(meaning.heading or table.place(meaning.column).column)
    for code, headings in left.items():
        if headings:
            log.add(code, table.place(), headings="; ".join(headings), columns=len(headings))


def _report_missing(table: Table, log: ProblemLog, told: set[Field]) -> None:
    """Name the facts that no column gives; ``told`` are those that another sheet is there for."""
    has = set(table.fields) | told
    if has & {Field.WORKER_ID, Field.WORKER_SURNAME, Field.PERSONAL_ADVISER}:
        has.add(Field.WORKER)
    if Field.CASE_TYPE in has or table.layout.status is not None:
        has.add(Field.STATUS)
    for wanted in EXPECTED:
        if wanted not in has:
            log.add(Code.COLUMN_MISSING, table.place(), field=wanted.value)

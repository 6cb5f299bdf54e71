"""What Annex A lists say of one another: births that differ, children not on list 6, odd codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from allocation_app.domain.people import Child, ChildId
from allocation_app.intake.cells import text_of
from allocation_app.intake.date_columns import Column
from allocation_app.intake.date_orders import DAY_FIRST
from allocation_app.intake.facts import Facts, column_facts
from allocation_app.intake.fields import Field
from allocation_app.intake.headings import key
from allocation_app.intake.layouts.annex_a import annex_a_lists
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.tables import Table

LIST_OF_ALL = 6
LISTS_WITHIN = (7, 8)


def check_annex_a(
    tables: Sequence[Table],
    caseload: Sequence[Facts],
    children: Mapping[ChildId, Child],
    as_at: date,
    log: ProblemLog,
) -> None:
    """Report what the lists contradict; nothing is changed by it."""
    for table in tables:
        if table.layout.list_number:
            _check_codes(table, log)
        if table.layout.subject is Subject.NOBODY_NOW:
            _check_dates(table, children, as_at, log)
    _check_list_of_all(caseload, children, log)


def _check_codes(table: Table, log: ProblemLog) -> None:
    """Report codes that the list does not have."""
    codes = annex_a_lists()[table.layout.list_number - 1].need_codes
    for column, heading in enumerate(table.headings):
        pattern = codes.get(key(heading)) if heading else None
        if pattern is None:
            continue
        rows: dict[str, list[int]] = {}
        for row, value in zip(table.rows, table.cells(column), strict=True):
            text = text_of(value)
            if text and pattern.fullmatch(text) is None:
                rows.setdefault(text, []).append(row)
        for text, at in rows.items():
            log.add(Code.CODE_UNKNOWN, table.place(column).at(at[0]), text, rows=len(at))


def _check_dates(
    table: Table, children: Mapping[ChildId, Child], as_at: date, log: ProblemLog
) -> None:
    """Read the dates of a list set aside, for what cannot be read and births that differ."""
    births: list[object] = []
    for column, heading in enumerate(table.headings):
        if "date" in key(heading):
            wanted = table.layout.known.field_of(heading) or Field.REFERRAL
            cells = Column(
                values=table.cells(column),
                rows=table.rows,
                field=wanted,
                place=table.place(column),
                order=table.dates.get(column, DAY_FIRST),
                epoch=table.sheet.epoch,
            )
            read = column_facts(cells, as_at, log.note)
            births = read if wanted is Field.DATE_OF_BIRTH else births
    ids = table.cells(table.columns[Field.CHILD_ID]) if Field.CHILD_ID in table.columns else []
    for row, given, born in zip(table.rows, ids, births, strict=False):
        child = children.get(ChildId(text_of(given)))
        if child is None or child.date_of_birth is None or not isinstance(born, date):
            continue
        if child.date_of_birth != born:
            log.add(
                Code.CHILD_CONFLICT,
                table.place(Field.DATE_OF_BIRTH).at(row),
                born.isoformat(),
                child=child.id,
                field=Field.DATE_OF_BIRTH.value,
                kept=child.date_of_birth,
                first_row="",
                first_sheet="",
                first_file="",
            )


def _check_list_of_all(
    caseload: Sequence[Facts], children: Mapping[ChildId, Child], log: ProblemLog
) -> None:
    """Report children of lists 7 and 8 who are missing from list 6, which should have them all."""
    by_list = {facts.table.layout.list_number: facts for facts in caseload}
    if LIST_OF_ALL not in by_list:
        return
    everybody = set(by_list[LIST_OF_ALL].columns[Field.CHILD_ID])
    for number in LISTS_WITHIN:
        if number not in by_list:
            continue
        facts = by_list[number]
        missing = {
            child
            for child in facts.columns[Field.CHILD_ID]
            if child not in everybody and child in children
        }
        if missing:
            log.add(
                Code.CHILDREN_NOT_ON_LIST_6, facts.table.place(), rows=len(missing), list=number
            )

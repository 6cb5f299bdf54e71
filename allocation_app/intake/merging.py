"""One child on several rows or lists: what each says is joined, and every contradiction reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from allocation_app.domain.people import ChildId
from allocation_app.intake.cells import NOT_KNOWN, text_of, words
from allocation_app.intake.facts import Facts, is_known
from allocation_app.intake.fields import WORKER_NAMES, Field
from allocation_app.intake.holders import Holders
from allocation_app.intake.names import name_key
from allocation_app.intake.problems import Code, Place, ProblemLog


class Row(NamedTuple):
    """A row of a converted table."""

    facts: Facts
    index: int

    def says(self) -> dict[Field, object]:
        """Everything that it says, by field."""
        return self.facts.row(self.index)

    def cell(self, wanted: Field) -> object:
        """What it says of one field; None where the table has no such column."""
        column = self.facts.columns.get(wanted)
        return None if column is None else column[self.index]

    def place(self, wanted: Field) -> Place:
        """Where that stands."""
        table = self.facts.table
        return table.place(wanted).at(table.rows[self.index])


IN_STEP = {
    Field.WORKER_ID: Field.WORKER,
    Field.ALLOCATED: Field.WORKER,
    Field.PREVIOUS_WORKER_ENDED: Field.PREVIOUS_WORKER,
    Field.WAS_SEEN_ALONE: Field.VISIT,
}
"""Facts that belong to another one and come from the same row as it."""
ADDED_UP = frozenset({Field.STATUS, Field.CASE_TYPE, Field.CLOSED})
"""Facts of which all rows count, so that they do not contradict one another."""


def joined(
    child: ChildId, rows: Sequence[Row], holders: Holders, log: ProblemLog
) -> dict[Field, object]:
    """What the rows say together: of each fact, the first row that says it. Others are reported."""
    said = [row.says() for row in rows]
    result = dict(said[0])
    source = dict.fromkeys(result, 0)
    is_equal = True
    for number, other in enumerate(said[1:], 1):
        for wanted, value in other.items():
            leader = IN_STEP.get(wanted)
            if leader is not None and leader in other and source.get(leader, number) != number:
                continue
            if wanted not in result or (not _is_said(wanted, result[wanted]) and is_known(value)):
                result[wanted], source[wanted] = value, number
            elif wanted in WORKER_NAMES and result[wanted] is None and value is NOT_KNOWN:
                result[wanted] = NOT_KNOWN  # somebody may stand in the cell that can't be read
            elif wanted not in WORKER_NAMES and result[wanted] is NOT_KNOWN and value is None:
                result[wanted] = None
            elif not _is_contradiction(wanted, result[wanted], value, holders):
                continue
            else:
                is_equal = False
                _report(child, wanted, rows[source[wanted]], rows[number], log)
    if is_equal:
        _report_repeats(child, rows, log)
    return result


def _is_said(wanted: Field, value: object) -> bool:
    """Whether a fact is stated; a worker's cell that names nobody leaves it to the next row."""
    if wanted in WORKER_NAMES and isinstance(value, str):
        from allocation_app.intake.vocabulary import is_nobody

        return not is_nobody(value)
    return is_known(value)


def _is_contradiction(wanted: Field, first: object, second: object, holders: Holders) -> bool:
    if wanted in ADDED_UP or not _is_said(wanted, second) or not _is_said(wanted, first):
        return False
    if wanted in WORKER_NAMES:
        return name_key(text_of(first)) != name_key(text_of(second))
    if wanted is Field.CHILD_NAME:
        return name_key(text_of(first)) != name_key(text_of(second))
    if isinstance(first, str) and isinstance(second, str):
        return words(first) != words(second)
    return first != second


def _report(child: ChildId, wanted: Field, kept: Row, other: Row, log: ProblemLog) -> None:
    place = kept.place(wanted)
    log.add(
        Code.CHILD_CONFLICT,
        other.place(wanted),
        text_of(other.cell(wanted)),
        child=child,
        field=wanted.value,
        kept=text_of(kept.cell(wanted)),
        first_row=place.row,
        first_sheet=place.sheet,
        first_file=place.file,
    )


def _report_repeats(child: ChildId, rows: Sequence[Row], log: ProblemLog) -> None:
    """Note a child who stands twice on one list; on two lists of a return it should."""
    first = rows[0]
    for row in rows[1:]:
        lists = (first.facts.table.layout.list_number, row.facts.table.layout.list_number)
        if not all(lists) or lists[0] == lists[1]:
            place = first.place(Field.CHILD_ID)
            log.add(
                Code.CHILD_REPEATED,
                row.place(Field.CHILD_ID),
                child,
                child=child,
                first_row=place.row,
                first_sheet=place.sheet,
            )



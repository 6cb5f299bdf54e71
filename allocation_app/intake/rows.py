"""Which rows of a table are children; which are totals, notes, headings, closed cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from allocation_app.domain.people import ChildId
from allocation_app.intake.cells import is_not_known, squash, text_of
from allocation_app.intake.facts import Facts, is_known
from allocation_app.intake.fields import Field
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.tables import Table
from allocation_app.intake.totals import is_total
from allocation_app.intake.vocabulary import KNOWN_WORDS, NO_ID, Vocabulary

ABOUT_A_CHILD = (
    Field.CHILD_NAME,
    Field.CHILD_FORENAME,
    Field.CHILD_SURNAME,
    Field.DATE_OF_BIRTH,
    Field.STATUS,
    Field.CASE_TYPE,
    Field.WORKER,
)


def child_rows(
    facts: Facts, as_at: date, log: ProblemLog, vocabulary: Vocabulary = KNOWN_WORDS
) -> Iterator[tuple[ChildId, int, bool]]:
    """The id and index of each row about a child, and whether the case is open there.

    All other rows are reported, and how many are of closed cases.
    """
    table = facts.table
    heading = squash(table.headings[table.columns[Field.CHILD_ID]])
    others = [c for f, c in facts.columns.items() if f not in {Field.CHILD_ID, *table.given}]
    closed = 0
    for index, given in enumerate(facts.columns[Field.CHILD_ID]):
        if not isinstance(given, str) or is_not_known(given) or given == NO_ID:
            _without_id(facts, index, log)
        elif is_total(given) and not _is_plain_id(given):
            log.add(Code.ROW_TOTAL, table.place(Field.CHILD_ID).at(table.rows[index]), given)
        elif " " in given and not any(is_known(column[index]) for column in others):
            log.add(Code.ROW_NOT_A_CHILD, table.place(Field.CHILD_ID).at(table.rows[index]), given)
        elif squash(given) == heading:
            log.add(Code.HEADER_REPEATED, table.place().at(table.rows[index]))
        elif _is_closed(facts, index, as_at, vocabulary):
            closed += 1
            yield ChildId(given), index, False
        else:
            yield ChildId(given), index, True
    if closed:
        log.add(Code.ROWS_CLOSED, table.place(), rows=closed)


def _is_plain_id(given: str) -> bool:
    return any(map(str.isdigit, given)) and " " not in given


def _without_id(facts: Facts, index: int, log: ProblemLog) -> None:
    table = facts.table
    texts = [text for text in map(text_of, _raw_row(table, index)) if text]
    place = table.place(Field.CHILD_ID).at(table.rows[index])
    if any(map(is_total, texts)):
        log.add(Code.ROW_TOTAL, place, texts[0])
    elif any(is_known(facts.columns[f][index]) for f in ABOUT_A_CHILD if f in facts.stated):
        log.add(Code.ROW_WITHOUT_ID, place, texts[0] if texts else "")
    else:
        log.add(Code.ROW_NOT_A_CHILD, place, texts[0] if texts else "")


def _raw_row(table: Table, index: int) -> list[object]:
    return list(table.sheet.cells.loc[table.rows[index]])


def _is_closed(facts: Facts, index: int, as_at: date, vocabulary: Vocabulary) -> bool:
    """Whether the row says that the case was closed, by a date that has come or by its status."""
    ended = facts.columns[Field.CLOSED][index] if Field.CLOSED in facts.columns else None
    if isinstance(ended, date):
        return ended <= as_at
    for field in (Field.STATUS, Field.CASE_TYPE):
        text = facts.columns[field][index] if field in facts.columns else None
        if isinstance(text, str) and vocabulary.status_of(text).is_closed:
            return True
    return False

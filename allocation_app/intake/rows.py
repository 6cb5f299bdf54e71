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

NAMES = frozenset({Field.CHILD_NAME, Field.CHILD_FORENAME, Field.CHILD_SURNAME})
WHO_IT_IS = (Field.CHILD_NAME, Field.CHILD_FORENAME, Field.DATE_OF_BIRTH)
LEAST_NUMBERED, MOSTLY = 3, 0.5
"""Identifiers with digits, and which share of all, before one without is odd."""


def child_rows(
    facts: Facts, as_at: date, log: ProblemLog, vocabulary: Vocabulary = KNOWN_WORDS
) -> Iterator[tuple[ChildId, int, bool]]:
    """The id and index of each row about a child, and whether the case is open there.

    All other rows are reported, and how many are of closed cases: by what a row says, by the name
    of the sheet, or by the text above it.
    """
    table = facts.table
    heading = squash(table.headings[table.columns[Field.CHILD_ID]])
    others = [c for f, c in facts.columns.items() if f not in {Field.CHILD_ID, *table.given}]
    is_all_closed = any(vocabulary.status_of(text).is_closed for text in _names_of(table))
    is_section_closed = False
    odd = _words_for_ids(facts, vocabulary)
    closed = 0
    place = table.place(Field.CHILD_ID)
    for index, given in enumerate(facts.columns[Field.CHILD_ID]):
        if not isinstance(given, str) or is_not_known(given) or given == NO_ID:
            _without_id(facts, index, log)
        elif is_total(given) and not _is_plain_id(given):
            log.add(Code.ROW_TOTAL, place.at(table.rows[index]), given)
        elif " " in given and not any(is_known(column[index]) for column in others):
            is_section_closed = vocabulary.status_of(given).is_closed
            log.add(Code.ROW_NOT_A_CHILD, place.at(table.rows[index]), given)
        elif squash(given) == heading:
            log.add(Code.HEADER_REPEATED, table.place().at(table.rows[index]))
        elif index in odd:
            is_section_closed = vocabulary.status_of(given).is_closed
            log.add(odd[index], place.at(table.rows[index]), given)
        elif is_all_closed or is_section_closed or _is_closed(facts, index, as_at, vocabulary):
            closed += 1
            yield ChildId(given), index, False
        else:
            yield ChildId(given), index, True
    if closed:
        log.add(Code.ROWS_CLOSED, table.place(), rows=closed)


def _names_of(table: Table) -> tuple[str, ...]:
    """What a table is called: by its sheet, and by the text right above its headings."""
    return (table.sheet.name, *map(text_of, table.titles[-1:]))


def _is_plain_id(given: str) -> bool:
    return _has_digit(given) and " " not in given


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _words_for_ids(facts: Facts, vocabulary: Vocabulary) -> dict[int, Code]:
    """The rows whose identifier is a word where all others have numbers, and what they are.

    "CP" above the children with a plan is no child; "NEW" beside two names is no identifier, and
    would make one child of two.
    """
    ids = facts.columns[Field.CHILD_ID]
    given = [one for one in ids if isinstance(one, str)]
    plain = sum(map(_has_digit, given))
    words = {n: one for n, one in enumerate(ids) if isinstance(one, str) and not _has_digit(one)}
    if not words or plain < max(LEAST_NUMBERED, MOSTLY * len(given)):
        return {
            n: Code.ROW_NOT_A_CHILD for n, one in words.items() if not any(map(str.isalpha, one))
        }
    who = [facts.columns[f] for f in WHO_IT_IS if f in facts.stated]
    more = [facts.columns[f] for f in facts.stated - {Field.CHILD_ID, *NAMES}]
    found: dict[int, Code] = {}
    for index, word in words.items():
        same = [n for n, other in words.items() if squash(other) == squash(word)]
        has_more = any(is_known(column[index]) for column in more)
        is_named = any(is_known(column[index]) for column in who)
        is_label = word.endswith(":") or vocabulary.status_of(word).is_understood
        if not has_more and (is_label or not is_named):
            found[index] = Code.ROW_NOT_A_CHILD
        elif not has_more or any(len({c[n] for n in same if is_known(c[n])}) > 1 for c in who):
            found[index] = Code.ROW_WITHOUT_ID
    return found


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

"""One child on several rows or lists: what each says is joined, contradictions are reported."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from allocation_app.domain.people import ChildId
from allocation_app.intake.cells import NOT_KNOWN, text_of, words
from allocation_app.intake.facts import Row, is_known
from allocation_app.intake.fields import WORKER_NAMES, Field
from allocation_app.intake.names import name_key
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.vocabulary import KNOWN_WORDS, Vocabulary

IN_STEP = {
    Field.WORKER_ID: Field.WORKER,
    Field.ALLOCATED: Field.WORKER,
    Field.PREVIOUS_WORKER_ENDED: Field.PREVIOUS_WORKER,
    Field.WAS_SEEN_ALONE: Field.VISIT,
    Field.WAS_BEDROOM_SEEN: Field.VISIT,
    Field.VISITED_BY: Field.VISIT,
}
"""Facts that belong to another one and come from the same row as it."""
ADDED_UP = frozenset({Field.STATUS, Field.CASE_TYPE, Field.CLOSED})
"""Facts of which all rows count, so that they do not contradict one another."""


def joined(
    child: ChildId,
    rows: Sequence[Row],
    log: ProblemLog,
    vocabulary: Vocabulary = KNOWN_WORDS,
    untold: AbstractSet[Field] = frozenset(),
) -> dict[Field, object]:
    """What the rows say together: of each fact, the first row that says it. Others are reported.

    Of the ``untold`` facts somebody else reports what contradicts.
    """
    result = rows[0].says()
    source = dict.fromkeys(result, 0)
    is_equal = True
    for number, row in enumerate(rows[1:], 1):
        taken: set[Field] = set()
        refused: set[Field] = set()
        for wanted, value in sorted(row.says().items(), key=_followers_last):
            leader = IN_STEP.get(wanted)
            if leader in taken or _is_filled_by(wanted, result, value, vocabulary):
                result[wanted], source[wanted] = value, number
                taken.add(wanted)
            elif leader not in refused and _is_contradiction(
                wanted, result[wanted], value, vocabulary
            ):
                refused.add(wanted)
                if wanted not in untold:
                    _report(child, wanted, rows[source[wanted]], row, log)
        is_equal = is_equal and not refused
    if is_equal:
        _report_repeats(child, rows, log)
    return result


def _followers_last(said: tuple[Field, object]) -> bool:
    return said[0] in IN_STEP


def _is_filled_by(
    wanted: Field, result: dict[Field, object], value: object, vocabulary: Vocabulary
) -> bool:
    """Whether a later row gives what the rows before it leave open."""
    if wanted not in result:
        return True
    if _is_said(wanted, result[wanted], vocabulary):
        return False
    if wanted in WORKER_NAMES:  # somebody may stand in a cell that can't be read
        return _is_said(wanted, value, vocabulary) or value is NOT_KNOWN
    return is_known(value) or (value is None and result[wanted] is NOT_KNOWN)


def _is_said(wanted: Field, value: object, vocabulary: Vocabulary) -> bool:
    """Whether a fact is stated; a worker's cell that names nobody leaves it to the next row."""
    if wanted in WORKER_NAMES and isinstance(value, str):
        return not vocabulary.is_nobody(value)
    return is_known(value)


def _is_contradiction(wanted: Field, first: object, second: object, vocabulary: Vocabulary) -> bool:
    if wanted in ADDED_UP or not all(_is_said(wanted, v, vocabulary) for v in (first, second)):
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
        if row.facts.may_repeat:
            continue
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

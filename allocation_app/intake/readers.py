"""How the cells of each field are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from allocation_app.intake.ages import age_cell
from allocation_app.intake.cells import (
    BLANK,
    UNKNOWN,
    Cell,
    NumberReader,
    Reader,
    as_written,
    error_of,
    fact_cell,
    id_cell,
    is_not_known,
    name_cell,
    text_cell,
    text_of,
    yes_no_cell,
)
from allocation_app.intake.fields import COUNTS, WORKER_NAMES, YES_NO, Field

HOURS_FULL_TIME = 37
FULL_POSTS = 1.5

IDS = frozenset({Field.CHILD_ID, Field.WORKER_ID})
NAMES = frozenset(
    {
        Field.CHILD_NAME,
        Field.CHILD_FORENAME,
        Field.CHILD_SURNAME,
        Field.WORKER_FORENAME,
        Field.WORKER_SURNAME,
    }
)
RAW = frozenset(
    {
        Field.WORKER,
        Field.PREVIOUS_WORKER,
        Field.CO_WORKER,
        Field.PERSONAL_ADVISER,
        Field.VISITED_BY,
        Field.STATUS,
        Field.CASE_TYPE,
    }
)
"""Text in which a word such as "none" or "TBC" has its own meaning, decided where it is used."""


def reader_of(field: Field, values: Iterable[object]) -> Reader:
    """The reader for a column of this field that has these values."""
    if field is Field.REDUCTION:
        return _reduction_reader(values)
    return _READERS.get(field, fact_cell)


def _raw_cell(value: object) -> Cell:
    """Text as it stands, line breaks as semicolons; only what is empty is blank."""
    if (error := error_of(value)) is not None:
        return error
    text = text_of(value.strip().replace("\n", "; ") if isinstance(value, str) else value)
    return Cell(text) if text else BLANK


def _raw_name_cell(value: object) -> Cell:
    """A name as `_raw_cell` takes it, with the spaces within it as they were written."""
    if isinstance(value, str) and "\n" not in value.strip():
        return Cell(as_written(value) or None) if error_of(value) is None else _raw_cell(value)
    return _raw_cell(value)


def _kind_cell(value: object) -> Cell:
    """Text; a word for "not known" is no blank: nobody can say of which kind it is."""
    cell = text_cell(value)
    return UNKNOWN if isinstance(cell.value, str) and is_not_known(cell.value) else cell


def _with_words(yes: str, no: str) -> Reader:
    """A yes-or-no reader that also knows the words of its own column."""
    yes_words, no_words = frozenset(yes.split()), frozenset(no.split())

    def read(value: object) -> Cell:
        word = "".join(text_of(value).lower().split())
        if word in yes_words or word in no_words:
            return Cell(word in yes_words)
        return yes_no_cell(value)

    return read


_WORDS: Mapping[Field, Reader] = {
    Field.AGENCY: _with_words(
        "agency locum asiantaeth agencyworker a",
        "permanent perm la employed p parhaol contract staff fixedterm temporary councilstaff ftc",
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
        most=FULL_POSTS,
        divisor=HOURS_FULL_TIME,
        units=("hours", "hrs", "hour", "h", "oriau", "/37"),
    ),
}


MOST_IN_YEAR = 99
"""More workers or placements than this in a year are a typing slip."""
_READERS: Mapping[Field, Reader] = {
    **dict.fromkeys(IDS, id_cell),
    **dict.fromkeys(NAMES, name_cell),
    **dict.fromkeys(YES_NO, yes_no_cell),
    **dict.fromkeys(COUNTS, NumberReader(most=MOST_IN_YEAR, is_whole=True)),
    **dict.fromkeys(RAW, _raw_cell),
    **dict.fromkeys(WORKER_NAMES, _raw_name_cell),
    **dict.fromkeys((Field.PLACEMENT_TYPE, Field.LEGAL_STATUS), _kind_cell),
    Field.AGE: age_cell,
    **_WORDS,
    **_NUMBERS,
}


def _reduction_reader(values: Iterable[object]) -> Reader:
    """Shares or percentages: one number above 1 makes the whole column percentages."""
    plain = NumberReader(most=100)
    numbers = [plain(value).value for value in values]
    is_percent = any(isinstance(number, int | float) and number > 1 for number in numbers)
    whole = NumberReader(most=1, divisor=100 if is_percent else 1)
    share = NumberReader(most=1)

    def read(value: object) -> Cell:
        has_sign = isinstance(value, str) and "%" in value
        return share(value) if has_sign else whole(value)

    return read

"""What stands in a column, looked at without its heading: does it fit a field, may it be kept?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from allocation_app.intake.calendar_words import MONTHS
from allocation_app.intake.care_words import power_of
from allocation_app.intake.cells import ErrorCell, is_not_known, text_of, yes_no_cell
from allocation_app.intake.fields import COUNTS, DATES, WORKER_NAMES, YES_NO, Field
from allocation_app.intake.vocabulary import KNOWN_WORDS

LOOKED_AT = 200
MOSTLY = 0.8
OFTEN = 0.5
LONG_TEXT = 80
"""Characters: what is longer is a sentence, which belongs in the record and nowhere else."""
SHORT_TEXT = 60
LONGEST_ID = 24
LONGEST_NAME = 60
MOST_WORDS_OF_NAME = 6

_MONTH = "|".join(sorted((name for names in MONTHS for name in names), key=len, reverse=True))
_DATE = re.compile(
    rf"\d{{1,4}}[-/. ]\d{{1,2}}[-/. ]'?\d{{2,4}}\b.*|\d{{8}}"
    rf"|(?:\w+,? )?\d{{1,2}}\w{{0,3}}[-/. ,]+(?:of )?(?:{_MONTH})\b.*|(?:{_MONTH})\b.*\d.*",
    re.IGNORECASE,
)
_ID = re.compile(r"[\w./-]*\d[\w./-]*")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+44|\(?0)[\d\s()-]{8,14}\d")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_NHS = re.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")


def looked_at(values: Sequence[object]) -> list[object]:
    """Cells that say something, from all over a column, as many as are needed to judge it."""
    said = [value for value in values if (value or value != "") and type(value) is not ErrorCell]
    step = max(1, len(said) // LOOKED_AT)
    return [value for value in said[::step] if not is_not_known(text_of(value))]


def is_date(value: object) -> bool:
    """Whether a cell is a date, or is written as one."""
    return isinstance(value, date) or (
        isinstance(value, str) and _DATE.fullmatch(value.strip()) is not None
    )


def _is_id(value: object) -> bool:
    text = text_of(value)
    return not is_date(value) and len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def _is_yes_no(value: object) -> bool:
    return isinstance(value, bool | str | int) and yes_no_cell(value).code is None


def _is_number(least: float, most: float) -> Callable[[object], bool]:
    def fits_in(value: object) -> bool:
        try:
            number = float(value) if isinstance(value, int | float | str) else None
        except ValueError:
            return False
        return number is not None and least <= number <= most

    return fits_in


def _is_name(value: object) -> bool:
    text = text_of(value)
    return (
        _is_words(value)
        and len(text) <= LONGEST_NAME
        and len(text.split()) <= MOST_WORDS_OF_NAME
        and not any(character.isdigit() for character in text)
    )


def _is_words(value: object) -> bool:
    """A short text with letters that is neither a date nor an answer."""
    return (
        isinstance(value, str)
        and len(value) <= LONG_TEXT
        and any(character.isalpha() for character in value)
        and not is_date(value)
        and not _is_yes_no(value)
        and private_sign(value) == ""
    )


_FIELDS: Mapping[Field, Callable[[object], bool]] = {
    **dict.fromkeys(DATES, is_date),
    **dict.fromkeys(YES_NO, _is_yes_no),
    **dict.fromkeys(COUNTS, _is_number(0, 60)),
    **dict.fromkeys(
        (
            *WORKER_NAMES,
            Field.CHILD_NAME,
            Field.CHILD_FORENAME,
            Field.CHILD_SURNAME,
            Field.WORKER_FORENAME,
            Field.WORKER_SURNAME,
        ),
        _is_name,
    ),
    Field.CHILD_ID: _is_id,
    Field.WORKER_ID: _is_id,
    Field.FAMILY: _is_id,
    Field.AGE: _is_number(0, 25),
    Field.FTE: _is_number(0, 1.5),
    Field.HOURS: _is_number(1, 60),
    Field.REDUCTION: _is_number(0, 100),
}
LEAST_DISTINCT = 0.5
"""Of a child's identifiers: a child may stand in several rows, but not in most."""


def fits(field: Field, values: Sequence[object]) -> bool:
    """Whether most of a column is what this field holds; a column that is empty fits nothing."""
    cells = looked_at(values)
    if not cells:
        return False
    test = _FIELDS.get(field, _is_words)
    if sum(map(test, cells)) < MOSTLY * len(cells):
        return False
    if field is Field.CHILD_ID:
        return len(set(map(text_of, cells))) >= LEAST_DISTINCT * len(cells)
    return True


LEAST_TO_DOUBT = 5


def belies(field: Field, values: Sequence[object]) -> bool:
    """Whether a column whose heading promises dates holds many cells, and not one that may be."""
    if field not in DATES:
        return False
    cells = looked_at(values)
    return len(cells) >= LEAST_TO_DOUBT and not any(
        is_date(cell) or isinstance(cell, int | float) or any(map(str.isdigit, text_of(cell)))
        for cell in cells
    )


def are_answers(values: Sequence[object]) -> bool:
    """Whether a column holds yes and no; a count of the rows may stand below them."""
    cells = looked_at(values)
    return len(cells) >= LEAST_TO_DOUBT and sum(map(_is_yes_no, cells)) >= MOSTLY * len(cells)


def says_something(field: Field, values: Sequence[object]) -> bool:
    """Whether a column has anything of its field: a date, where it promises dates."""
    if field in DATES:
        return any(is_date(value) or isinstance(value, int | float) for value in values)
    return any(value != "" for value in values)


def are_dates(values: Sequence[object]) -> bool:
    """Whether a column holds dates: "Visit by" may be a deadline."""
    cells = looked_at(values)
    return sum(map(is_date, cells)) >= OFTEN * len(cells) > 0


def are_case_statuses(values: Sequence[object]) -> bool:
    """Whether a column holds statuses of cases, and hardly any order or other legal status."""
    cells = [text_of(cell) for cell in looked_at(values)]
    known = sum(KNOWN_WORDS.status_of(text).is_understood for text in cells)
    powers = sum(power_of(text) is not None for text in cells)
    return known >= OFTEN * len(cells) > 0 and powers < known * (1 - OFTEN)


def private_sign(value: object) -> str:
    """What a cell holds that should be in no planning copy: "prose", "postcode", ... or ""."""
    if not isinstance(value, str):
        return ""
    text = value.strip()
    if len(text) > LONG_TEXT:
        return "prose"
    if _EMAIL.search(text):
        return "email"
    if _POSTCODE.search(text):
        return "postcode"
    return "phone" if _PHONE.fullmatch(text) else ""


def is_private(values: Sequence[object]) -> bool:
    """Whether a column holds prose, postcodes, phone numbers, e-mail addresses or NHS numbers."""
    cells = looked_at(values)
    signs = [private_sign(cell) for cell in cells]
    if any(sign == "prose" for sign in signs):
        return True
    private = sum(map(bool, signs))
    return private >= OFTEN * len(cells) > 0 or _are_nhs_numbers(cells)


LEAST_NHS = 3


def _are_nhs_numbers(cells: Sequence[object]) -> bool:
    return len(cells) >= LEAST_NHS and all(_is_nhs_number(text_of(cell)) for cell in cells)


@lru_cache(maxsize=1_000)
def _is_nhs_number(text: str) -> bool:
    """Ten digits of which the last is right (weights 10 to 2, modulo 11)."""
    if _NHS.fullmatch(text) is None:
        return False
    digits = [int(character) for character in text if character.isdigit()]
    rest = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - rest % 11) % 11 == digits[-1]

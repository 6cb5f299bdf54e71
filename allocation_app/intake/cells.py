"""Single cells: text, identifiers, yes or no, counts, and cells that say that nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from typing_extensions import override

from allocation_app.intake.alias_files import word_lists
from allocation_app.intake.problems import Code


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """Stands in the raw table where the sheet shows an error; "" for a formula never worked out."""

    text: str = ""

    @override
    def __str__(self) -> str:
        return self.text


class _NotKnown:
    """A cell was there and nothing can be taken from it; unlike None, which is a blank cell."""

    __slots__ = ()

    @override
    def __repr__(self) -> str:
        return "NOT_KNOWN"


NOT_KNOWN = _NotKnown()


class Cell(NamedTuple):
    """What a cell amounts to: a value, None if blank, NOT_KNOWN; and what was wrong with it."""

    value: object
    code: Code | None = None
    details: Mapping[str, str] = {}


Reader = Callable[[object], Cell]

BLANK = Cell(None)
UNKNOWN = Cell(NOT_KNOWN)

ERROR_TEXT = re.compile(
    r"#(n/?a|ref!?|value!?|div/0!?|name\??|num!?|null!?|spill!?|calc!?|getting_data|field!?"
    r"|error!?|#+)|err:\d{3}",
    re.IGNORECASE,
)


@lru_cache(maxsize=4)
def _words(name: str) -> frozenset[str]:
    """One of the lists of resources/aliases/words.toml, squashed."""
    return frozenset(map(squash, word_lists("words")[name]))


def squash(text: str) -> str:
    """Text for matching: without case, accents, spaces and punctuation; "+" stays."""
    if text.isascii():
        return _NO_WORD.sub("", text.lower())
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _NO_WORD.sub("", "".join(c for c in plain if not unicodedata.combining(c)))


_NO_WORD = re.compile(r"[^\w+]|_")


def words(text: str) -> str:
    """Text for matching word by word: as `squash`, with single spaces between words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in _APOSTROPHES)
    return " ".join(_NOT_IN_WORD.sub(" ", plain).split())


_APOSTROPHES = "'’\N{LEFT SINGLE QUOTATION MARK}`\N{ACUTE ACCENT}"
_NOT_IN_WORD = re.compile(r"[^\w+]|_")


def text_of(value: object) -> str:
    """A cell as text, spaces folded: 123.0 is "123", a date is ISO, an error is what it shows."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        is_midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if is_midnight else value.isoformat(" ")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return "" if value is None else str(value)


def error_of(value: object) -> Cell | None:
    """The cell of an error, shown or written; None for any other."""
    if isinstance(value, ErrorCell):
        return UNCALCULATED if not value.text else ERROR
    if isinstance(value, str) and value[:1] in "#Ee" and ERROR_TEXT.fullmatch(value.strip()):
        return ERROR
    return None


ERROR = Cell(NOT_KNOWN, Code.CELL_ERROR)
UNCALCULATED = Cell(NOT_KNOWN, Code.FORMULA_NOT_CALCULATED)


def is_not_known(text: str) -> bool:
    """Whether the text says that nobody knows ("tbc", "n/a", "d/k", "?")."""
    return not (key := squash(text)) or key in _words("not_known")


def text_cell(value: object) -> Cell:
    """Any text; dashes and the like count as blank."""
    if isinstance(value, str) and value.isalnum():
        return Cell(value)
    if (error := error_of(value)) is not None:
        return error
    text = text_of(value)
    return Cell(text) if text.strip("-–—.?") else BLANK


def name_cell(value: object) -> Cell:
    """Text as `text_cell` takes it, with the spaces within it as they were written."""
    cell = text_cell(value)
    return (
        Cell(as_written(value)) if isinstance(value, str) and isinstance(cell.value, str) else cell
    )


def as_written(name: str) -> str:
    """A name with its double and no-break spaces, and without the line breaks of its cell."""
    return _BREAKS.sub(" ", name.strip())


_BREAKS = re.compile(r"\s*[\n\r\t\v\f]\s*")


_SHORTENED = re.compile(r"\d(\.\d+)?[eE]\+?\d{1,3}")
MOST_DIGITS = 1e15


def id_cell(value: object) -> Cell:
    """An identifier: text, kept as it stands, with a word where a spreadsheet has shortened it.

    Excel shows 120000000000 as 1.2E+11, which is what a text file then has; and of a number it
    keeps fifteen digits.
    """
    cell = text_cell(value)
    is_cut = isinstance(value, float) and abs(value) >= MOST_DIGITS
    if is_cut or (isinstance(cell.value, str) and _SHORTENED.fullmatch(cell.value)):
        return Cell(cell.value, Code.ID_DAMAGED)
    return cell


def fact_cell(value: object) -> Cell:
    """Text that says nothing where it says "not known": a team, a family, a language."""
    cell = text_cell(value)
    return BLANK if isinstance(cell.value, str) and is_not_known(cell.value) else cell


_LETTER_CODE = re.compile(r"^\s*[a-zA-Z]{1,2}\)\s*")


def without_code(text: str) -> str:
    """The words after a code such as "c) " of the Annex A lists."""
    return _LETTER_CODE.sub("", text)


def yes_no_cell(value: object) -> Cell:
    """True or False, in English or Welsh, with or without a code; "c) Unknown" is not known."""
    if (error := error_of(value)) is not None:
        return error
    text = text_of(value)
    if not text:
        return BLANK
    if text in _TICKS:
        return Cell(value=True)
    key = squash(without_code(text))
    if key in _words("yes") or key in _words("no"):
        return Cell(key in _words("yes"))
    return UNKNOWN if is_not_known(key) else _NO_YES_NO


_TICKS = frozenset(
    {"\N{CHECK MARK}", "\N{HEAVY CHECK MARK}", "\N{HEAVY CHECK MARK}\N{VARIATION SELECTOR-16}"}
)
_NO_YES_NO = Cell(NOT_KNOWN, Code.YES_NO_UNREADABLE)
_NO_NUMBER = Cell(NOT_KNOWN, Code.NUMBER_UNREADABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReader:
    """Reads numbers from ``least`` to ``most``; a percentage is a share of one."""

    least: float = 0
    most: float = 999
    divisor: float = 1
    is_whole: bool = False
    units: tuple[str, ...] = field(default=())

    def __call__(self, value: object) -> Cell:
        """The number in a cell, None if blank; what lies outside the limits is unreadable."""
        if (error := error_of(value)) is not None:
            return error
        number = _number(value, self.units)
        if number is None:
            text = text_of(value)
            if not text:
                return BLANK
            return UNKNOWN if is_not_known(text) else _NO_NUMBER
        number /= self.divisor
        if not self.least <= number <= self.most or (self.is_whole and number != int(number)):
            return _NO_NUMBER
        return Cell(int(number) if self.is_whole else round(number, 4))


_NUMBER = re.compile(r"([-+]?\d+(?:[.,]\d+)?|[-+]?[.,]\d+)\s*(%?)")


def _number(value: object, units: tuple[str, ...]) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    text = text_of(value).lower()
    for unit in units:
        text = text.removesuffix(unit).rstrip()
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number = float(match[1].replace(",", "."))
    return number / 100 if match[2] else number

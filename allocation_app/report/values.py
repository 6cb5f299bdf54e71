"""What may stand in a table that leaves the tool, and how user text is made safe for any form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from unicodedata import category, normalize

DAY_FORMAT = "%d/%m/%Y"
LONGEST_TEXT = 32_767  # characters; Excel cuts a cell's text here without a word
BEGINS_A_FORMULA = frozenset("=+-\u2212@|'")  # full-width and other forms of them count as well
_UNPRINTABLE = re.compile(  # what turns the direction of text round too: it hides what is there
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028-\u202e\u2066-\u2069]"
)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # Excel would read _x003D_ as an equals sign
_QUOTES = "\"'"
_AFTER_SEMICOLON = re.compile(r"(;\s*)([^;]+)")
_FIRST_CONTROL_PICTURE = 0x2400
_FIRST_PRINTABLE, _DELETE = 0x20, 0x7F


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A live formula of ours, with the figure it comes to: what a preview or a reader shows.

    ``result`` is computed here from the review; a test has LibreOffice compute every one again.
    """

    text: str
    result: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Text that leads to a sheet of the workbook, or to the address of a source."""

    text: str
    sheet: str = ""
    address: str = ""


Value = str | int | float | date | tuple[str, ...] | Formula | Link | None
"""What a cell can hold; several texts stand on a line each."""


def visible(text: str) -> str:
    """The text with control characters made visible.

    A line break counts as one: it comes from a cell of the import, where it can hide what follows.
    """
    return _UNPRINTABLE.sub(_picture, text)


def printable(text: str) -> str:
    """The text as Excel can keep it: visible, and cut visibly where Excel would cut it."""
    return cut(_ESCAPE.sub("_x005F_", visible(text)))


def cut(text: str) -> str:
    """The text as far as a cell of Excel holds it, with dots where something is missing."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula when it is typed in again.

    What stands before and is not seen (blanks of any kind, marks of direction or width, controls)
    makes no difference, nor does a quotation mark: some program leaves it out.
    """
    if text[:1].isalnum():
        return False
    if text.startswith(("\t", "\r", "\n", "\0")):
        return True
    first = next((sign for sign in text if sign != '"' and category(sign)[0] not in "ZC"), "")
    return normalize("NFKC", first)[:1] in BEGINS_A_FORMULA


def safe(text: str) -> str:
    """The text for a table of text (CSV, clipboard), where no cell can say that it is text.

    An apostrophe stands before what a spreadsheet would take for a formula, at the start or after a
    semicolon, which is what separates cells where the comma is the decimal sign.
    """
    seen = _AFTER_SEMICOLON.sub(_guarded, cut(visible(text)))
    return f"'{seen}" if is_risky(text) else seen


def _guarded(found: re.Match[str]) -> str:
    return f"{found[1]}'{found[2]}" if is_risky(found[2].lstrip(_QUOTES)) else found[0]


def words(value: Value) -> str:
    """What a cell shows, as far as its width is concerned."""
    match value:
        case None:
            return ""
        case Formula() | float():
            return f"{value.result if isinstance(value, Formula) else value:.1f}"
        case Link():
            return value.text
        case tuple():
            return "\n".join(value)
        case date():
            return "00/00/0000"
        case _:
            return str(value)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < _FIRST_PRINTABLE:
        return chr(_FIRST_CONTROL_PICTURE + code)
    return "\u2421" if code == _DELETE else "\ufffd"

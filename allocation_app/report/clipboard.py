"""A table on the clipboard, twice: as HTML for what keeps tables, as text with tabs for the rest.

Excel and Word take the HTML, in which texts are marked as texts, so that a case number keeps its
zeros; no cell of either begins a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from allocation_app.report.csv_file import number, plain
from allocation_app.report.listing import Listing, shown
from allocation_app.report.looks import Style
from allocation_app.report.values import Formula, Link, Value, safe

AS_TEXT = " style=\"mso-number-format:'\\@'\""
"""How Excel is told that a cell is text."""
_FIGURE = re.compile(r"(?:0|[1-9]\d{0,8})(?:\.\d+)?(?: ?%)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A table as both forms."""

    text: str
    html: str


def copied(listing: Listing) -> Copied:
    """A list; days as YYYY-MM-DD, shares as "118.2%", which spreadsheets read as such."""
    listing = shown(listing)
    styles = [column.style for column in listing.columns]
    return _copied(
        [column.heading for column in listing.columns],
        [
            [
                (_cell(value, style), _is_text(value))
                for value, style in zip(row, styles, strict=True)
            ]
            for row in listing.rows
        ],
    )


def copied_texts(titles: Iterable[str], rows: Iterable[Sequence[str]]) -> Copied:
    """Texts as they stand on a screen, each on one line."""
    return _copied(
        list(titles),
        [[(one_line(text), _FIGURE.fullmatch(text) is None) for text in row] for row in rows],
    )


def one_line(text: str) -> str:
    """A text as a pasted cell: one line, and never the start of a formula."""
    return safe(text.replace("\n", " ").replace("\t", " "))


def _copied(titles: Sequence[str], rows: Sequence[Sequence[tuple[str, bool]]]) -> Copied:
    heads = [one_line(title) for title in titles]
    lines = ["\t".join(heads), *("\t".join(text for text, _ in row) for row in rows)]
    head = "".join(f"<th>{escape(title)}</th>" for title in heads)
    body = "".join(
        "<tr>"
        + "".join(f"<td{AS_TEXT if is_text else ''}>{escape(text)}</td>" for text, is_text in row)
        + "</tr>"
        for row in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return Copied(text="\n".join(lines), html=f'<meta charset="utf-8">{table}')


def _cell(value: Value, style: Style) -> str:
    if style is Style.SHARE and isinstance(value, int | float | Formula):
        share = value.result if isinstance(value, Formula) else value
        return f"{number(share * 100)}%"
    return plain(value)


def _is_text(value: Value) -> bool:
    return isinstance(value, str | tuple | Link)

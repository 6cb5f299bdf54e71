"""Rows on their way to Excel: a table of cells with headings, none of which is taken for a sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QGuiApplication


def as_cell(text: str) -> str:
    """A text as a pasted cell: one line, and never the start of a formula."""
    flat = " ".join(text.split("\n")).replace("\t", " ") if not text.startswith("\t") else text
    return formula_safe(flat)


def copy_rows(titles: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    """Put these rows under their headings on the clipboard; no rows leave it as it is."""
    lines = [[as_cell(text) for text in row] for row in rows]
    if lines:
        lines.insert(0, [title.replace("\n", " ") for title in titles])
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def formula_safe(cell: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell

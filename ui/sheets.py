"""Where a printed table goes on to the next sheet: between two rows, never within one.

A checklist goes there whole, with the table below it that is signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from allocation_app.report.html import Place, is_whole, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A row as it is laid out, in dots from the top of the document."""

    top: float
    bottom: float


def starts(document: QTextDocument, sheet: float) -> frozenset[Place]:
    """The rows that must begin on a new sheet of this height, in dots, so that none lies on two.

    The document is laid out as one endless sheet: there no row is cut yet.
    """
    found: set[Place] = set()
    shifts = [-title.top for title, _ in _titles(document)]
    for anchor, table, after in _tables(document):
        first = place(anchor)
        if is_whole(anchor):
            last = after or table
            rows, shift = _whole(document, table, last, sheet, shifts[first.page])
        else:
            rows, shift = _starts(document, table, sheet, shifts[first.page])
        shifts[first.page] = shift
        found |= {replace(first, row=row) for row in rows}
    return frozenset(found)


def titles(document: QTextDocument, sheet: float) -> list[str]:
    """For each sheet of the document the title of the page that it goes on with, if any."""
    # A block begins, by its rectangle, where the one before it ends: on another sheet.
    begins = {int((place.bottom - 1) // sheet): title for place, title in _titles(document)}
    found: list[str] = []
    goes_on = ""
    for number in range(document.pageCount()):
        found.append("" if number in begins else goes_on)
        goes_on = begins.get(number, goes_on)
    return found


def _titles(document: QTextDocument) -> Iterator[tuple[Laid, str]]:
    """Where the title of each page stands, which is of the first level, and what it says."""
    block = document.firstBlock()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            yield _rect(document, block), block.text()
        block = block.next()


def _tables(document: QTextDocument) -> Iterator[tuple[str, QTextTable, QTextTable | None]]:
    """The tables with an anchor that says their place, and the one without that follows each."""
    tables = [each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable)]
    anchors = [_anchor(table) for table in tables]
    for number, anchor in enumerate(anchors):
        follows = anchors[number + 1 : number + 2] == [""]
        if anchor:
            yield anchor, tables[number], tables[number + 1] if follows else None


def _anchor(table: QTextTable) -> str:
    heading = table.cellAt(0, 0).firstCursorPosition()
    heading.movePosition(QTextCursor.MoveOperation.NextCharacter)
    named = heading.charFormat().anchorNames()  # of the character before
    return named[0] if named else ""


def _whole(
    document: QTextDocument, table: QTextTable, last: QTextTable, sheet: float, shift: float
) -> tuple[list[int], float]:
    """Whether what reaches from this table to the last one begins a new sheet, as `_starts`."""
    top = _title(document, table, _laid(document, table, 0)) + shift
    end = _laid(document, last, last.rows() - 1)
    bottom = end.bottom + (end.bottom - end.top) + shift  # an empty line follows every table
    new = (top // sheet + 1) * sheet
    if bottom <= new or bottom - top > sheet:
        return [], shift
    return [0], shift + new - top


def _starts(
    document: QTextDocument, table: QTextTable, sheet: float, shift: float
) -> tuple[list[int], float]:
    """Which rows of a table (0 is the first below its headings) begin a new sheet.

    ``shift`` is by how much the table lies elsewhere than in the document, and by how much what
    follows it will.
    """
    head, *body = (_laid(document, table, row) for row in range(table.rows()))
    gap = min(after.top - row.bottom for row, after in pairwise([head, *body]))
    height = body[0].top - head.top + 2 * gap
    found: list[int] = []
    for number, row in enumerate(body):
        top = (_title(document, table, head) if number == 0 else row.top) + shift
        bottom = row.bottom + gap + shift
        new = (top // sheet + 1) * sheet
        if bottom > new and bottom - top <= sheet - height:
            found.append(number)
            shift += new - top + (height if number else 0.0)
    return found, shift


def _title(document: QTextDocument, table: QTextTable, head: Laid) -> float:
    """Where a table begins: its title goes with it."""
    before = table.firstCursorPosition().block().previous()
    is_title = before.isValid() and before.blockFormat().headingLevel() > 1
    return _rect(document, before).top if is_title else head.top


def _laid(document: QTextDocument, table: QTextTable, row: int) -> Laid:
    cells = [table.cellAt(row, column) for column in range(table.columns())]
    first = [_rect(document, cell.firstCursorPosition().block()).top for cell in cells]
    last = [_rect(document, cell.lastCursorPosition().block()).bottom for cell in cells]
    return Laid(top=min(first), bottom=max(last))


def _rect(document: QTextDocument, block: QTextBlock) -> Laid:
    rect = document.documentLayout().blockBoundingRect(block)
    return Laid(top=rect.top(), bottom=rect.bottom())

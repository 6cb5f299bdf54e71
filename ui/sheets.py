"""Where a printed table goes on to the next sheet: between two rows, never within one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextTable

from allocation_app.report.html import Place, place


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
    shifts = [-top for top in _pages(document)]
    for first, table in _tables(document):
        rows, shifts[first.page] = _starts(document, table, sheet, shifts[first.page])
        found |= {replace(first, row=row) for row in rows}
    return frozenset(found)


def _pages(document: QTextDocument) -> list[float]:
    """Where each page begins: at a title of the first level."""
    tops: list[float] = []
    block = document.firstBlock()
    while block.isValid():
        if block.blockFormat().headingLevel() == 1:
            tops.append(_rect(document, block).top)
        block = block.next()
    return tops


def _tables(document: QTextDocument) -> Iterator[tuple[Place, QTextTable]]:
    """The tables that carry the place of their first row."""
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            heading = frame.cellAt(0, 0).firstCursorPosition()
            heading.movePosition(QTextCursor.MoveOperation.NextCharacter)
            named = heading.charFormat().anchorNames()  # of the character before
            if named:
                yield place(named[0]), frame


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

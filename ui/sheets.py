"""Where a printed document goes on to the next sheet: between two rows, never within one.

A checklist goes there whole, with the table below it that is signed, and a heading with the
paragraph below it.

A document is laid out in parts of some sheets each. Qt takes seconds for thousands of rows and lets
nothing else of Python go on while it lays out: between two parts the window does.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPagedPaintDevice, QTextBlock, QTextCursor, QTextDocument, QTextTable

from allocation_app.progress import Progress, no_progress
from allocation_app.report.html import Part, Place, begin_of, html_of, is_whole, part, place, tables
from allocation_app.report.pages import Block, Grid, Paper
from allocation_app.report.values import visible

ROWS = 40  # of a part: about two sheets, a tenth of a second
ENDLESS = -1.0  # the height of a sheet on which everything stands at once

Laying = Generator[tuple[int, int], None, "list[Sheet]"]
Anchored = tuple[str, QTextTable | QTextBlock, QTextTable | None]
"""A table or a heading, by the anchor that says its place, and the table that goes with it."""
Layout = Callable[[Part, QSizeF], QTextDocument]
"""Lays out a part on sheets of this size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: which one of a laid out part it is, and the title that it goes on with, if any."""

    document: QTextDocument
    number: int
    goes_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A row as it is laid out, in dots from the top of the document."""

    top: float
    bottom: float


def laid_out(
    paper: Paper, device: QPagedPaintDevice, size: QSizeF, progress: Progress = no_progress
) -> list[Sheet]:
    """The document in sheets of this size, with no row of a table on two of them; on any thread.

    ``progress`` is told of each part, in rows.
    """
    parts = laying(paper, device, size)
    while True:
        try:
            progress(*next(parts))
        except StopIteration as end:
            sheets: list[Sheet] = end.value
            return sheets


def laying(paper: Paper, device: QPagedPaintDevice, size: QSizeF) -> Laying:
    """The same a part at a time: gives how many of all rows are done, before each."""
    made = tables(paper)

    def layout(of: Part, size: QSizeF) -> QTextDocument:
        document = QTextDocument()
        document.documentLayout().setPaintDevice(device)
        document.setDocumentMargin(0)
        document.setHtml(html_of(paper, made, of))
        document.setPageSize(size)
        return document

    found: list[Sheet] = []
    rows = [_rows(page.blocks) for page in paper.pages]
    for number, page in enumerate(paper.pages):
        begins: Place | None = begin_of(number)
        while begins is not None:
            within = _rows(page.blocks[: max(begins.block, 0)]) + begins.row
            yield sum(rows[:number]) + within, sum(rows)
            goes_on = "" if begins == begin_of(number) else visible(page.title)
            document, begins = _next(paper, begins, layout, size)
            for each in range(document.pageCount()):
                said = visible(page.title) if each else goes_on
                found.append(Sheet(document=document, number=each, goes_on=said))
    return found


def _rows(blocks: Sequence[Block]) -> int:
    """How much there is to lay out."""
    return sum(len(block.rows) if isinstance(block, Grid) else 1 for block in blocks)


def _next(
    paper: Paper, begins: Place, layout: Layout, size: QSizeF
) -> tuple[QTextDocument, Place | None]:
    """The next sheets, full but for the last ones of a page, and where the page goes on."""
    most = ROWS
    while True:
        asked = part(paper, begins, most)
        endless = layout(asked, QSizeF(size.width(), ENDLESS))
        found = frozenset(each for each in starts(endless, size.height()) if each > begins)
        if asked.ends is None:
            return layout(replace(asked, starts=found), size), None
        if found:
            ends = max(found)
            full = Part(begins=begins, ends=ends, starts=found - {ends})
            return layout(full, size), ends
        most *= 2  # all of them stand on one sheet, which has more room


def starts(document: QTextDocument, sheet: float) -> frozenset[Place]:
    """The rows that must begin on a new sheet of this height, in dots, so that none lies on two.

    The document is laid out as one endless sheet: there no row is cut yet.
    """
    found: set[Place] = set()
    shift = -_title_top(document)
    both: list[Anchored] = [*_tables(document), *_sections(document)]
    for anchor, what, after in sorted(both, key=lambda each: place(each[0])):
        first = place(anchor)
        if isinstance(what, QTextBlock):
            rows, shift = _section(document, what, sheet, shift)
        elif is_whole(anchor):
            last = after or what
            rows, shift = _whole(document, what, last, sheet, shift)
        else:
            rows, shift = _starts(document, what, sheet, shift)
        found |= {replace(first, row=first.row + row) for row in rows}
    return frozenset(found)


def _title_top(document: QTextDocument) -> float:
    """Where the title of the page stands; the top of the sheet where a part has none."""
    first = document.firstBlock()
    return _rect(document, first).top if first.blockFormat().headingLevel() == 1 else 0.0


def _tables(document: QTextDocument) -> Iterator[tuple[str, QTextTable, QTextTable | None]]:
    """The tables with an anchor that says their place, and the one without that follows each."""
    tables = [each for each in document.rootFrame().childFrames() if isinstance(each, QTextTable)]
    anchors = [_anchor(table) for table in tables]
    for number, anchor in enumerate(anchors):
        follows = anchors[number + 1 : number + 2] == [""]
        if anchor:
            yield anchor, tables[number], tables[number + 1] if follows else None


def _sections(document: QTextDocument) -> Iterator[tuple[str, QTextBlock, None]]:
    """The headings with an anchor of their own that a paragraph follows, not a table."""
    block = document.firstBlock()
    while block.isValid():
        after = block.next()
        is_heading = block.blockFormat().headingLevel() > 1
        if is_heading and after.isValid() and QTextCursor(after).currentTable() is None:
            named = _named(QTextCursor(block))
            if named:
                yield named, block, None
        block = after


def _section(
    document: QTextDocument, heading: QTextBlock, sheet: float, shift: float
) -> tuple[list[int], float]:
    """Whether a heading begins a new sheet, since what is said below it does not fit on this."""
    top = _rect(document, heading).top + shift
    bottom = _rect(document, heading.next()).bottom + shift
    new = (top // sheet + 1) * sheet
    if bottom <= new or bottom - top > sheet:
        return [], shift
    return [0], shift + new - top


def _anchor(table: QTextTable) -> str:
    return _named(table.cellAt(0, 0).firstCursorPosition())


def _named(heading: QTextCursor) -> str:
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
        bottom = row.bottom + 2 * gap + shift  # a part may end here: the lower edge of its table
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

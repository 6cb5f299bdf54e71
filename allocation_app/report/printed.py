"""How a document comes to stand on paper, whatever prints it: texts, widths, head and foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor

from allocation_app.errors import AppError
from allocation_app.report.facts import Facts
from allocation_app.report.fitting import BOLD, lines, width
from allocation_app.report.listing import Column
from allocation_app.report.looks import NUMBERS, Pair, Style
from allocation_app.report.notes import no_record, versions
from allocation_app.report.pages import Bars, Grid, Paper, Size
from allocation_app.report.values import DAY_FORMAT, Formula, Link, Value, visible
from allocation_app.wording import terms
from allocation_app.wording.translate import tr

FACES = ("Arial", "Helvetica", "Liberation Sans", "Noto Sans", "DejaVu Sans")
"""What text is set in: the first that is there, and for a sign that it lacks the next."""
MARGIN = 34.0  # points, at the sides: 12 mm
SIZES = {Size.A4: (595.3, 841.9), Size.A3: (841.9, 1190.6)}  # points, upright
LETTERS = {Size.A4: 9.5, Size.A3: 13.0}  # points, of all but tables
LARGEST, SMALLEST = {Size.A4: 9.0, Size.A3: 13.0}, 6.5  # points, of a table's letters
DIGIT = 0.556  # of the size of Arial's letters, which columns are measured in
PADDING = 7.0  # points, of a cell, left and right together
BAR = 16.0  # digits
WIDEST_LABEL = 0.4  # of the page
BEYOND = 1.25  # times what is full: the line stands inside
LONGEST_WORD = 16.0  # digits; a longer one may be broken
BREAK = "\u200b"  # a line may break here, and nothing is seen
MOST_ROWS = 6_000  # of a document: about 250 sheets
MOST_LINES = 20  # of a row that is kept on one sheet
NO_BREAK = "\u00a0"
_PART = re.compile(r"(?<=[\s-])")  # a line breaks after a hyphen by itself, as between words
_LONG_WORD, _ENDLESS_WORD = re.compile(r"\S{9,}"), re.compile(r"\S{50,}")

_FIGURES = NUMBERS | {Style.OVER_FIGURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell as printed; ``pair`` where its word has a colour."""

    text: str
    pair: Pair | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The bars of a table, in the column ``before``: how much of the room each takes, by row.

    ``full`` is where the line stands. No shares: no bars.
    """

    before: int = -1
    shares: Sequence[float | None] = ()
    pairs: Sequence[Pair] = ()
    full: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """How wide a column is at least, well and at most, in digits."""

    least: float
    wanted: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as printed: ``rooms`` are the columns' widths and ``size`` that of the letters.

    Both in points. Where bars are drawn, their column is among the others, its cells empty. A long
    row can be higher than a sheet.
    """

    headings: Sequence[str]
    are_figures: Sequence[bool]
    rooms: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    are_long: Sequence[bool]
    size: float
    drawn: Drawn


def said(value: Value, style: Style = Style.TEXT) -> str:
    """A value as it stands on paper: days as 20/11/2026, shares as "118.2 %", texts visible."""
    value = value.result if isinstance(value, Formula) else value
    match value:
        case None:
            return ""
        case date():
            return f"{value:{DAY_FORMAT}}"
        case str() | Link():
            return visible(value.text if isinstance(value, Link) else value)
        case tuple():
            return "\n".join(map(visible, value))
        case _:
            return _figure(value, style)


def flowing(text: str) -> str:
    """A text as a paragraph or a title."""
    return loosened(visible(text))


def loosened(text: str) -> str:
    """The text with places to break in words longer than a line, which else run off the sheet."""
    return _ENDLESS_WORD.sub(_broken, text)


def _figure(number: float, style: Style) -> str:
    match style:
        case Style.SHARE:
            return tr("{n} %", n=f"{number * 100:.1f}").replace(" ", NO_BREAK)
        case Style.INDEX:
            return f"{number:.3f}"
        case Style.POINTS:
            return f"{number:.1f}"
        case _:
            return f"{number:.10g}"


def is_figure(style: Style) -> bool:
    """Whether what is written in this style stands at the right."""
    return style in _FIGURES


def foot(facts: Facts) -> str:
    """What stands at the foot of each sheet: as at when, by which rules and weights."""
    day = tr("As at {day}", day=f"{facts.as_at:{DAY_FORMAT}}")
    return f"{day} · {versions(facts)}"


def foot_line(paper: Paper) -> str:
    """The foot with the count of the children whom the document names."""
    counted = () if paper.children is None else (terms.children(paper.children),)
    return " · ".join((*counted, *filter(None, (visible(paper.foot),))))


def head_line() -> str:
    """What stands above each sheet, beside the title."""
    return no_record()


def running(paper: Paper, goes_on: str) -> str:
    """The title above a sheet; where nothing begins on it, what it goes on with as well."""
    title = visible(paper.title)
    return f"{title} · {goes_on}" if goes_on not in {"", title} else title


def page_line(page: object, pages: object) -> str:
    """The number of a sheet."""
    return tr("Page {page} of {pages}", page=page, pages=pages)


def tick_headings() -> tuple[str, str, str, str]:
    """The headings over a checklist: the box, what, and room to write when and who."""
    return tr("Done"), tr("What"), tr("Date"), tr("Initials of worker")


def label_room(labels: Sequence[str], paper: Paper) -> float:
    """How wide the left column of facts is, in points."""
    longest = max(map(width, labels), default=0.0) * BOLD
    wide = longest * LETTERS[paper.size] * DIGIT + 1.5 * PADDING
    return min(wide, room(paper) * WIDEST_LABEL)


def not_too_long(paper: Paper) -> Paper:
    """The document; raises `AppError` (``too_long_for_paper``) where nobody would print it.

    18,000 rows, all findings of a council, would take minutes and gigabytes.
    """
    grids = (block for page in paper.pages for block in page.blocks if isinstance(block, Grid))
    rows = sum(len(grid.rows) for grid in grids)
    if rows > MOST_ROWS:
        raise AppError("too_long_for_paper", rows=f"{rows:,}", most=f"{MOST_ROWS:,}")
    return paper


def room(paper: Paper) -> float:
    """How wide what is printed may be, in points."""
    across, down = SIZES[paper.size]
    return (down if paper.is_landscape else across) - 2 * MARGIN


def table(grid: Grid, paper: Paper) -> Table:
    """A table that fits this paper, its letters as large as that allows."""
    rows = [
        [_cell(value, column) for value, column in zip(row, grid.columns, strict=True)]
        for row in grid.rows
    ]
    needs = [
        _needed(column, [row[index].text for row in rows])
        for index, column in enumerate(grid.columns)
    ]
    headings = [visible(column.heading) for column in grid.columns]
    figures = [is_figure(column.style) for column in grid.columns]
    bars, drawn = grid.bars, Drawn()
    if bars is not None:
        at, drawn = bars.before, _drawn(bars)
        needs.insert(at, Need(least=BAR, wanted=BAR, most=BAR))
        headings.insert(at, visible(bars.heading))
        figures.insert(at, False)
        rows = [[*row[:at], Cell(text=""), *row[at:]] for row in rows]
    size, rooms = _fitted(needs, room(paper), LARGEST[paper.size])
    digits = [(wide - PADDING) / (DIGIT * size) for wide in rooms]
    return Table(
        headings=headings,
        are_figures=figures,
        rooms=rooms,
        rows=[
            [_breaking(cell, most) for cell, most in zip(row, digits, strict=True)] for row in rows
        ],
        are_long=[_is_long(row, digits) for row in rows],
        size=size,
        drawn=drawn,
    )


def _is_long(row: Sequence[Cell], digits: Sequence[float]) -> bool:
    """Whether a row may take more than a sheet."""
    return any(
        len(cell.text) > MOST_LINES and lines(cell.text, most) > MOST_LINES
        for cell, most in zip(row, digits, strict=True)
    )


def _drawn(bars: Bars) -> Drawn:
    most = max([bars.full * BEYOND, *(share or 0.0 for share in bars.shares)])
    return Drawn(
        before=bars.before,
        shares=[None if share is None else max(share, 0.0) / most for share in bars.shares],
        pairs=bars.pairs,
        full=bars.full / most,
    )


def _cell(value: Value, column: Column) -> Cell:
    text = said(value, column.style)
    return Cell(text=text, pair=column.pairs.get(text))


def _needed(column: Column, texts: Sequence[str]) -> Need:
    """How wide a column is at least, well and at most, in digits."""
    distinct = set(texts)
    bold = BOLD if column.pairs else 1.0
    longest = bold * max(map(width, distinct), default=0.0)
    in_words = bold * max((width(word) for text in distinct for word in text.split()), default=0.0)
    heading = max(map(width, column.heading.split()), default=0.0) * BOLD
    least = max(heading, min(in_words, LONGEST_WORD))
    wanted = max(least, column.narrowest, min(longest, column.widest))
    return Need(least=least, wanted=wanted, most=max(wanted, longest))


def _fitted(needs: Sequence[Need], across: float, largest: float) -> tuple[float, list[float]]:
    """The size of the letters and the width of each column, in points."""
    free = across - PADDING * len(needs)
    wanted = sum(need.wanted for need in needs)
    size = min(largest, max(SMALLEST, floor(2 * free / (wanted * DIGIT)) / 2))
    digits = free / (size * DIGIT)
    rooms = [need.wanted for need in needs]
    if wanted > digits:
        rooms = _narrowed(needs, digits)
    else:
        more = sum(need.most - need.wanted for need in needs)
        share = min(1.0, (digits - wanted) / more) if more else 0.0
        rooms = [need.wanted + share * (need.most - need.wanted) for need in needs]
    return size, [room * size * DIGIT + PADDING for room in rooms]


def _narrowed(needs: Sequence[Need], digits: float) -> list[float]:
    """Columns that together are so wide: what they can do without, they give up in proportion."""
    least, wanted = sum(need.least for need in needs), sum(need.wanted for need in needs)
    if least >= digits:
        return [need.least * digits / least for need in needs]
    share = (digits - least) / (wanted - least)
    return [need.least + share * (need.wanted - need.least) for need in needs]


def _breaking(cell: Cell, most: float) -> Cell:
    """The cell with places to break in words that are wider than their column."""
    most += 1e-6  # a column is often as wide as its longest word, to the last digit
    if width(cell.text) <= most or all(width(word) <= most for word in cell.text.split()):
        return cell
    parts = _PART.split(cell.text)
    return replace(cell, text="".join(_narrow(part, most) for part in parts))


def _narrow(part: str, most: float) -> str:
    """A part of a text, with places to break if it is wider than its column."""
    return part if width(part) <= most else _LONG_WORD.sub(_broken, part)


def _broken(found: re.Match[str]) -> str:
    return BREAK.join(found[0])

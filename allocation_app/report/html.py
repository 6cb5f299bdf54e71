"""A document as HTML, of the kind that Qt's text documents know: what the window prints.

Widths are shares of the sheet, so that it fits whatever prints it. The head and foot of each sheet
are painted by whoever prints it: HTML has none. All texts are escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise

from allocation_app.report import printed
from allocation_app.report.looks import HEADING, LATE, PLAIN, QUIET, RULE_LINE, TITLE, Pair
from allocation_app.report.pages import Block, Grid, Paper, Said, Ticks, Tone, Words
from allocation_app.report.values import visible
from allocation_app.wording.translate import language

BOX = "\u2610"
TICK_WIDTHS = (8, 57, 13, 22)  # of a hundred
BAR_LETTERS = 6  # points: as high as a bar is
LINE = 1  # of a hundred parts of a bar's room: the line at what is full
NEW_SHEET = ' style="page-break-before: always"'
TITLE_BLOCK = -1  # stands before the first block
WHOLE = "-whole"
"""What the anchor of a checklist ends with."""
TURN = '<p class="turn">&nbsp;</p>'
"""Qt has a line between two tables anyway: full-sized it could take a sheet of its own."""
TOP = '<p class="top">&nbsp;</p>'
"""The same above a table with which a part begins."""

_STYLES = """
body {{ font-family: {faces}; font-size: {letters}pt; color: #{plain}; }}
h1 {{ font-size: {title}pt; color: #{heading}; margin-top: 0; margin-bottom: 6px; }}
h2 {{ font-size: {section}pt; color: #{heading}; margin-top: 12px; margin-bottom: 5px; }}
p {{ margin-top: 4px; margin-bottom: 3px; }}
.turn {{ page-break-before: always; margin: 0; font-size: 1pt; }}
.top {{ margin: 0; font-size: 1pt; }}
.quiet {{ color: #{quiet}; }}
table {{ border-collapse: collapse; margin-top: 3px; margin-bottom: 0; }}
td {{ border-bottom: 1px solid #{rule}; }}
table.first {{ margin-top: 7px; }}
table.bar {{ margin: 0; }}
table.bar td {{ border: none; font-size: {bar}pt; }}
{sizes}
th {{ background-color: #{head}; color: #{head_ink}; text-align: left; font-weight: bold; }}
"""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Place:
    """A row of a document: of which of its pages, which block there, and which row of that."""

    page: int
    block: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of one page: from a row up to, and without, another; to the page's end where None.

    Each row of ``starts`` begins on a new sheet: Qt would begin it on one and end it on the next.
    """

    begins: Place
    ends: Place | None = None
    starts: frozenset[Place] = frozenset()

    def holds(self, place: Place) -> bool:
        """Whether this row is in it."""
        return self.begins <= place and (self.ends is None or place < self.ends)


Tables = Mapping[tuple[int, int], printed.Table]
"""The tables of a document by their page and block."""


def tables(paper: Paper) -> Tables:
    """The tables as they fit the paper: worked out once, for all their rows."""
    return {
        (number, at): printed.table(block, paper)
        for number, page in enumerate(paper.pages)
        for at, block in enumerate(page.blocks)
        if isinstance(block, Grid) and block.rows
    }


def begin_of(page: int) -> Place:
    """Where the title of a page stands."""
    return Place(page=page, block=TITLE_BLOCK, row=0)


def part(paper: Paper, begins: Place, most: int) -> Part:
    """What goes on at a row with about so many rows of tables and checklists."""
    for at, block in enumerate(paper.pages[begins.page].blocks):
        if at < begins.block or not isinstance(block, Grid | Ticks | Said):
            continue
        first = begins.row if at == begins.block else 0
        rows = len(block.rows if isinstance(block, Grid) else block.lines) - first
        if rows > most and isinstance(block, Grid):
            return Part(begins=begins, ends=Place(page=begins.page, block=at, row=first + most))
        most = max(most - rows, 1)
    return Part(begins=begins, ends=None)


def html(paper: Paper) -> str:
    """The document; each of its pages begins on a new sheet.

    The headings of each table carry the place of its first row as the name of an anchor, and so
    does a heading above paragraphs.
    """
    made = tables(paper)
    pages = [begin_of(number) for number in range(len(paper.pages))]
    new = frozenset(pages[1:])
    return _whole(paper, [_page(paper, made, Part(begins=at, starts=new)) for at in pages])


def html_of(paper: Paper, made: Tables, part: Part) -> str:
    """A part of the document."""
    return _whole(paper, [_page(paper, made, part)])


def _whole(paper: Paper, parts: Sequence[str]) -> str:
    letters = printed.LETTERS[paper.size]
    styles = _STYLES.format(
        faces=", ".join(f"'{face}'" for face in (*printed.FACES, "sans-serif")),
        letters=letters,
        bar=BAR_LETTERS,
        sizes="".join(f".{_size(size)} {{ font-size: {size}pt; }} " for size in _sizes(paper)),
        title=letters * 1.7,
        section=letters * 1.2,
        plain=PLAIN.ink,
        quiet=QUIET.ink,
        heading=TITLE.ink,
        rule=RULE_LINE,
        head=HEADING.paper,
        head_ink=HEADING.ink,
    )
    title = escape(visible(paper.title))
    return (
        f'<html lang="{language()}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{styles}</style></head><body>{''.join(parts)}</body></html>"
    )


def _sizes(paper: Paper) -> list[float]:
    """The sizes that a table's letters can have."""
    least, most = round(2 * printed.SMALLEST), round(2 * printed.LARGEST[paper.size])
    return [size / 2 for size in range(least, most + 1)]


def _size(size: float) -> str:
    return f"s{round(2 * size)}"


def name(place: Place) -> str:
    """A place as the name of an anchor."""
    return f"{place.page}-{place.block}-{place.row}"


def place(name: str) -> Place:
    """The place that an anchor names."""
    page, block, row = map(int, name.removesuffix(WHOLE).split("-"))
    return Place(page=page, block=block, row=row)


def is_whole(name: str) -> bool:
    """Whether the table with this anchor goes on one sheet, with what is signed below it."""
    return name.endswith(WHOLE)


def _page(paper: Paper, made: Tables, part: Part) -> str:
    number = part.begins.page
    page = paper.pages[number]
    on_new = NEW_SHEET if part.begins in part.starts else ""
    is_title = part.begins == begin_of(number)
    parts = [f"<h1{on_new}>{_text(page.title)}</h1>" if is_title else TOP]
    for at, block in enumerate(page.blocks):
        place = Place(page=number, block=at, row=0)
        if isinstance(block, Grid) and block.rows:
            parts.append(_grid(block, made[number, at], paper, part, place))
        elif part.holds(place):
            parts.append(_block(block, paper, place, part))
    return "".join(parts)


def _block(block: Block, paper: Paper, begins: Place, part: Part) -> str:
    match block:
        case Words():
            return _words(block, begins, part)
        case Said():
            return _said(block, paper)
        case Grid():
            return f'{_titled(block.title)}<p class="quiet">{_text(block.nobody)}</p>'
        case Ticks():
            title = _titled(block.title, NEW_SHEET if begins in part.starts else "")
            return title + _ticks(block, begins)


def _words(block: Words, begins: Place, part: Part) -> str:
    text = _text(block.text)
    match block.tone:
        case Tone.SECTION:
            on_new = NEW_SHEET if begins in part.starts else ""
            return f'<h2{on_new}><a name="{name(begins)}">{text}</a></h2>'
        case Tone.LEAD:
            return f'<p class="quiet">{text}</p>'
        case Tone.CAUTION:
            return (
                f'<table width="100%" cellpadding="5"><tr><td bgcolor="#{LATE.paper}">'
                f"{_inked(text, LATE)}</td></tr></table>"
            )
        case Tone.PLAIN:
            return f"<p>{text}</p>"


def _titled(title: str, begins: str = "") -> str:
    return f"<h2{begins}>{_text(title)}</h2>" if title else ""


def _said(block: Said, paper: Paper) -> str:
    labels = [visible(label) for label, _ in block.lines]
    left = round(100 * printed.label_room(labels, paper) / printed.room(paper))
    rows = "".join(
        f'<tr><td width="{left}%"><b>{_text(label)}</b></td>'
        f'<td width="{100 - left}%">{_blank() if value is None else _lines(printed.said(value))}'
        "</td></tr>"
        for label, value in block.lines
    )
    return f'<table width="100%" cellpadding="2">{rows}</table>'


def _blank() -> str:
    """Room to write on."""
    return '<span style="font-size: 12pt">&nbsp;</span>'


def _ticks(block: Ticks, begins: Place) -> str:
    texts = [_text(heading) for heading in printed.tick_headings()]
    texts[0] = f'<a name="{name(begins)}{WHOLE}">{texts[0]}</a>'
    headings = "".join(
        f'<th width="{wide}%">{text}</th>' for text, wide in zip(texts, TICK_WIDTHS, strict=True)
    )
    rows = "".join(
        f"<tr><td>{BOX}</td><td>{_text(line)}</td><td>&nbsp;</td><td>&nbsp;</td></tr>"
        for line in block.lines
    )
    return f'<table width="100%" cellpadding="3"><thead><tr>{headings}</tr></thead>{rows}</table>'


def _grid(grid: Grid, table: printed.Table, paper: Paper, part: Part, begins: Place) -> str:
    """The rows of a table that are in the part, if any."""
    rows = [row for row in range(len(table.rows)) if part.holds(replace(begins, row=row))]
    if not rows:
        return ""
    on_new = NEW_SHEET if begins in part.starts else ""
    title = "" if rows[0] else _titled(grid.title, on_new)
    firsts = [row for row in rows if row == rows[0] or replace(begins, row=row) in part.starts]
    parts: list[str] = []
    for first, after in pairwise([*firsts, rows[-1] + 1]):
        if first != rows[0] or (on_new and not title):
            parts.append(TURN)
        anchor = name(replace(begins, row=first))
        parts.append(_part(table, range(first, after), paper, anchor))
    return "".join((title, *parts))


def _part(table: printed.Table, rows: range, paper: Paper, anchor: str) -> str:
    """Some rows of a table under its headings."""
    together = sum(table.rooms)
    widths = [100 * room / together for room in table.rooms]
    small = f' class="{_size(table.size)}"'
    sides = [small + (' align="right"' if figure else "") for figure in table.are_figures]
    texts = [_lines(heading) for heading in table.headings]
    texts[0] = f'<a name="{anchor}">{texts[0] or "&nbsp;"}</a>'
    headings = "".join(
        f'<th width="{wide:.2f}%"{side} valign="bottom">{text}{_apart(side)}</th>'
        for text, wide, side in zip(texts, widths, sides, strict=True)
    )
    body = "".join(f"<tr>{''.join(_cells(table, number, sides))}</tr>" for number in rows)
    across = min(100.0, 100 * together / printed.room(paper))
    return (
        f'<table class="{"more" if rows.start else "first"}" width="{across:.2f}%" cellpadding="2">'
        f"<thead><tr>{headings}</tr></thead>{body}</table>"
    )


def _cells(table: printed.Table, number: int, sides: Sequence[str]) -> list[str]:
    made: list[str] = []
    for at, (cell, side) in enumerate(zip(table.rows[number], sides, strict=True)):
        if at == table.drawn.before:
            made.append(f'<td valign="top">{_bar(table.drawn, number)}</td>')
        elif cell.pair is None:
            text = (
                f"{_lines(cell.text)}{_apart(side)}" or "&nbsp;"
            )  # Qt sets the next block too near
            made.append(f'<td{side} valign="top">{text}</td>')
        else:
            paper = f' bgcolor="#{cell.pair.paper}"'
            made.append(
                f'<td{side}{paper} valign="top">{_inked(_lines(cell.text), cell.pair)}</td>'
            )
    return made


def _apart(side: str) -> str:
    """What keeps a figure, which stands at the right, from the words of the next column."""
    return "&nbsp;" if "right" in side else ""


def _bar(drawn: printed.Drawn, number: int) -> str:
    """A bar as a row of coloured cells, with a line where it is full."""
    share, ink = drawn.shares[number] or 0.0, drawn.pairs[number].ink
    full = round(100 * drawn.full)
    long = round(100 * share)
    parts = (
        (min(long, full), ink),
        (full - min(long, full), ""),
        (LINE, PLAIN.ink),
        (max(long - full - LINE, 0), ink),
        (100 - max(long, full + LINE), ""),
    )
    cells = "".join(
        f'<td width="{wide}%"{f" bgcolor=#{colour}" if colour else ""}>&nbsp;</td>'
        for wide, colour in parts
        if wide > 0
    )
    return (
        f'<table class="bar" width="100%" cellspacing="0" cellpadding="0"><tr>{cells}</tr></table>'
    )


def _inked(marked: str, pair: Pair) -> str:
    return f'<b style="color: #{pair.ink}">{marked}</b>'


def _text(text: str) -> str:
    return _lines(visible(text))


def _lines(text: str) -> str:
    """Texts a line each, as HTML."""
    return "<br>".join(escape(line) for line in text.split("\n"))

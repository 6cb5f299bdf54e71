"""How cells look: the named styles of `looks` as Excel has them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils.indexed_list import IndexedList

from allocation_app.report.looks import (
    HEADING,
    LINK,
    OPEN,
    PLAIN,
    QUIET,
    RULE_LINE,
    TITLE,
    Pair,
    Style,
)

FACE, SIZE = "Arial", 10
SEAM = "6F86A6"  # between the headings
DATE_FORMAT = "dd/mm/yyyy"
GAP = "_m"  # after a number, as wide as an m: else it touches the next column's text
SHARE_FORMAT = f"0.0%{GAP};-0.0%{GAP};0.0%{GAP};@{GAP}"  # the last: words where there is none


_NUMBER = Alignment(horizontal="right", vertical="top")
_SHORT = Alignment(horizontal="left", vertical="top")
_WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True)
_OVERFLOWING = Alignment(horizontal="left", vertical="center")


Looks = Mapping[tuple[str, bool], int]
"""Each style as cells name it, in a table (`tabled`) and elsewhere; True is the one for text that
might be taken for a formula."""


class _Font(Font):
    """A font that is written in the order that ECMA-376 has (part 1, 18.8.22)."""

    __elements__ = (
        *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign"),
        *("sz", "color", "name", "family", "charset", "scheme"),
    )
    __nested__, __attrs__ = Font.__nested__, Font.__attrs__


def add_styles(book: Workbook) -> Looks:
    """Put the named styles into a new workbook, and say how cells take them.

    Excel measures the width of columns in digits of the first of them, "Normal".
    """
    # openpyxl's own font, in its own order, is not wanted among ours.
    book._fonts = IndexedList([_font(PLAIN)])  # type: ignore[attr-defined]  # noqa: SLF001
    normal = book._named_styles["Normal"]  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
    normal.font = _font(PLAIN)
    line = Side(style="hair", color=RULE_LINE)
    body, beside = Border(bottom=line), Border(right=Side(style="thin", color=SEAM))
    # A line between columns: text that fills its cell would run into the next.
    in_table = Border(bottom=line, right=line)
    plain, none = _font(PLAIN), Border()
    for style in (
        _style(Style.TITLE, _font(TITLE, size=16, bold=True), none, _OVERFLOWING),
        _style(Style.LEAD, _font(QUIET), none, _OVERFLOWING),
        _style(Style.SECTION, _font(TITLE, size=12, bold=True), none, _OVERFLOWING),
        _style(Style.LABEL, _font(PLAIN, bold=True), body, _WRAPPED),
        _style(
            Style.OVER_FIGURE,
            _font(PLAIN, bold=True),
            none,
            _NUMBER,
            "@" + GAP,
        ),
        _style(Style.TEXT, plain, body, _SHORT, "@"),
        _style(Style.LONG, plain, body, _WRAPPED, "@"),
        _style(Style.OPEN_LONG, plain, body, _WRAPPED, "@", fill=_fill(OPEN)),
        _style(Style.OPEN_DAY, plain, body, _SHORT, DATE_FORMAT, fill=_fill(OPEN)),
        _style(Style.DAY, plain, body, _SHORT, DATE_FORMAT),
        _style(Style.COUNT, plain, body, _NUMBER, "0" + GAP),
        _style(Style.TALLY, plain, body, _SHORT, "0"),
        _style(Style.POINTS, plain, body, _NUMBER, "0.0" + GAP),
        _style(Style.SHARE, plain, body, _NUMBER, SHARE_FORMAT),
        _style(Style.INDEX, plain, body, _NUMBER, "0.000" + GAP),
        _style(Style.FIGURE, plain, body, _NUMBER, "General" + GAP),
        _style(Style.LINK, _font(LINK, is_underlined=True), body, _SHORT, "@"),
        _style(Style.HEADING, _font(HEADING, bold=True), beside, _WRAPPED, fill=_fill(HEADING)),
        _style(
            Style.OVER_NUMBERS,
            _font(HEADING, bold=True),
            beside,
            Alignment(horizontal="right", vertical="top", wrap_text=True, indent=2),
            fill=_fill(HEADING),
        ),
    ):
        book.add_named_style(style)
    sheet = book.create_sheet()
    looks: dict[tuple[str, bool], int] = {}
    for name, is_quoted in product(Style, (False, True)):
        # A cell each: what it is styled with is kept, and must not change afterwards.
        plainly, tabularly = Cell(sheet, row=1, column=1), Cell(sheet, row=1, column=1)
        for cell in (plainly, tabularly):
            cell.style = name.value
            cell.quotePrefix = is_quoted
        if tabularly.border == body:
            tabularly.border = in_table
        looks[name, is_quoted] = plainly.style_id
        looks[tabled(name), is_quoted] = tabularly.style_id
    return looks


def tabled(style: Style) -> str:
    """The key of a style as the cells of a table have it."""
    return f"{style} in a table"


def differential(pair: Pair) -> DifferentialStyle:
    """The look of a cell whose word says so."""
    return DifferentialStyle(
        font=Font(color=pair.ink, bold=True), fill=PatternFill(bgColor=pair.paper)
    )


def _style(  # noqa: PLR0913 - a style is what it is made of
    name: Style,
    font: Font,
    border: Border,
    alignment: Alignment,
    number_format: str = "General",
    *,
    fill: PatternFill | None = None,
) -> NamedStyle:
    return NamedStyle(
        name=name.value,
        font=font,
        border=border,
        alignment=alignment,
        number_format=number_format,
        fill=fill or PatternFill(),
    )


def _font(pair: Pair, *, size: int = SIZE, bold: bool = False, is_underlined: bool = False) -> Font:
    return _Font(
        name=FACE,
        size=size,
        bold=bold,
        color=pair.ink,
        underline="single" if is_underlined else None,
    )


def _fill(pair: Pair) -> PatternFill:
    return PatternFill("solid", fgColor=pair.paper)

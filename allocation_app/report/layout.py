"""Lays a sheet out: title, lead, one table, frozen headings, widths that fit, print set-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.errors import AppError
from allocation_app.report.cells import put
from allocation_app.report.fitting import BOLD, lines, width
from allocation_app.report.listing import Line, Listing, shown
from allocation_app.report.looks import Style
from allocation_app.report.package import Results
from allocation_app.report.styles import add_styles, differential
from allocation_app.report.values import Formula, Value, words
from allocation_app.wording import terms
from allocation_app.wording.translate import tr

MOST_ROWS = 1_048_576  # of a sheet of Excel
DAY_FORMAT = "%d/%m/%Y"
A4 = 9  # its number among Excel's paper sizes
NARROWEST, ROOM, PADDING = 5.0, 1.8, 0.8  # characters; padding is what no text can use
LINE_HEIGHT, DIGIT = 13.5, 5.6  # points, of Arial 10
PAGE_WIDTH, PAGE_HEIGHT = 784, 500  # points, within the margins of A4 landscape
ONE_PAGE = 1.3  # pages that are still printed as one


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a listing's table came to stand: the heading row, and the last row."""

    header: int
    last: int


class Book:
    """The workbook in the making, with what its formulas come to.

    ``tables`` names the tables that have a row: formulas can only ask those.
    """

    def __init__(self, as_at: date, versions: str = "") -> None:
        """Start an empty workbook of an import of this day, by these rules and weights."""
        self.workbook = Workbook()
        self._looks = add_styles(self.workbook)
        for sheet in self.workbook.worksheets:
            self.workbook.remove(sheet)
        self.as_at = as_at
        self.versions = versions
        self.tables: set[str] = set()
        self._results: dict[str, dict[str, float]] = {}

    @property
    def results(self) -> Results:
        """What each formula comes to, by sheet and cell."""
        return self._results

    def add_sheet(self, name: str) -> Worksheet:
        """A new sheet after the others."""
        sheet: Worksheet = self.workbook.create_sheet(name)
        sheet.sheet_view.showGridLines = False
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Value, style: Style) -> None:
        """Write one value; the result of a formula is kept for the package."""
        cell = cast("Cell", sheet.cell(row=row, column=column))  # nothing is merged
        put(cell, value, style, self._looks)
        if isinstance(value, Formula):
            self._results.setdefault(sheet.title, {})[cell.coordinate] = value.result

    def put_lines(self, sheet: Worksheet, row: int, rows: Iterable[Line]) -> int:
        """Write rows of values from column A on; returns the row after them."""
        for line in rows:
            for column, (value, style) in enumerate(line, start=1):
                self.put(sheet, row, column, value, style)
            row += 1
        return row

    def add_listing(self, sheet: Worksheet, listing: Listing) -> Place:
        """Lay a listing out on a sheet; raises `AppError` where Excel has too few rows for it."""
        day = f"{self.as_at:{DAY_FORMAT}}"
        listing = shown(listing)
        title: Line = [(tr("{what}, as at {day}", what=listing.title, day=day), Style.TITLE)]
        header = self.put_lines(sheet, 1, [title, *listing.lead]) + 1
        if header + len(listing.rows) > MOST_ROWS:
            raise AppError("too_many_rows", file=sheet.title)
        sheet.row_dimensions[1].height = 24
        last = self._put_table(sheet, header, listing)
        _fit(sheet, header, listing)
        sheet.freeze_panes = f"A{header + 1}"
        set_up_print(
            sheet,
            is_landscape=listing.is_landscape,
            repeat=header,
            footer=self.footer(listing.children),
        )
        return Place(header=header, last=last)

    def footer(self, children: int | None) -> str:
        """What stands at the foot of each page: how many children, as at when, by what."""
        day = tr("As at {day}", day=f"{self.as_at:{DAY_FORMAT}}")
        counted = day if children is None else f"{terms.children(children)} · {day}"
        return " · ".join(part for part in (counted, self.versions.replace("&", "&&")) if part)

    def _put_table(self, sheet: Worksheet, header: int, listing: Listing) -> int:
        for index, column in enumerate(listing.columns, start=1):
            self.put(sheet, header, index, column.heading, Style.HEADING)
        if not listing.rows:
            self.put(sheet, header + 1, 1, listing.nobody, Style.LEAD)
            return header + 1
        styles = [column.style for column in listing.columns]
        for number, row in enumerate(listing.rows, start=header + 1):
            for index, (value, style) in enumerate(zip(row, styles, strict=True), start=1):
                self.put(sheet, number, index, value, style)
        last = header + len(listing.rows)
        sheet.add_table(_table(listing, header, last))
        self.tables.add(listing.table)
        _colour_words(sheet, listing, header, last)
        return last


def set_up_print(sheet: Worksheet, *, is_landscape: bool, repeat: int | None, footer: str) -> None:
    """A4, one page wide, headings on every page, "page x of y" at its foot."""
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if is_landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.55, 0.65, 0.25, 0.3
    if repeat is not None:
        sheet.print_title_rows = f"{repeat}:{repeat}"
    head, foot = HeaderFooterItem(), HeaderFooterItem()
    head.left.text, head.right.text = "&A", tr("Planning copy, not the record")
    foot.left.text, foot.right.text = footer, tr("Page {page} of {pages}", page="&P", pages="&N")
    sheet.HeaderFooter = HeaderFooter(oddHeader=head, oddFooter=foot)


def keep_together(sheet: Worksheet, start: int, end: int, height: float = 0) -> None:
    """Print what follows the table (rows, or a chart of this height) with it or on a new page.

    A little smaller on one page is better than a page for three lines.
    """
    wide = sum(column.width for column in sheet.column_dimensions.values()) * DIGIT
    rows = sheet.row_dimensions
    tall = height + sum(
        (rows[row].height if row in rows else None) or LINE_HEIGHT for row in range(1, end)
    )
    pages = tall * min(1.0, PAGE_WIDTH / wide) / PAGE_HEIGHT
    if 1 < pages <= ONE_PAGE:
        sheet.page_setup.fitToHeight = 1
    elif pages > ONE_PAGE:
        sheet.row_breaks.append(Break(id=start - 1))


def _table(listing: Listing, header: int, last: int) -> Table:
    last_column = get_column_letter(len(listing.columns))
    table = Table(displayName=listing.table, ref=f"A{header}:{last_column}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return table


def _colour_words(sheet: Worksheet, listing: Listing, header: int, last: int) -> None:
    for index, column in enumerate(listing.columns, start=1):
        letter = get_column_letter(index)
        for word, pair in column.pairs.items():
            rule = Rule(type="cellIs", operator="equal", dxf=differential(pair))
            rule.formula = ['"' + word.replace('"', '""') + '"']
            sheet.conditional_formatting.add(f"{letter}{header + 1}:{letter}{last}", rule)


def _fit(sheet: Worksheet, header: int, listing: Listing) -> None:
    """Columns as wide as what they hold, up to their widest; then rows as high as that needs.

    Heights are set for rows of more than one line only: Excel would find them by itself, others
    cut the text.
    """
    rooms: list[float] = []
    for index, column in enumerate(listing.columns):
        held = {words(row[index]) for row in listing.rows}
        longest = max(map(width, held), default=0.0)
        # Headings wrap, so a column need only hold the longest word of its own.
        heading = max(map(width, column.heading.split())) * BOLD + PADDING
        room = max(column.narrowest, NARROWEST, heading, min(longest, column.widest))
        sheet.column_dimensions[get_column_letter(index + 1)].width = room + ROOM
        rooms.append(room + ROOM - PADDING)
    headings = (column.heading for column in listing.columns)
    high = max(lines(text, room / BOLD) for text, room in zip(headings, rooms, strict=True))
    # A line more than the words need: the arrow of the filter stands there and covers none.
    sheet.row_dimensions[header].height = LINE_HEIGHT * (high + 1) + 4
    wrapped = [index for index, column in enumerate(listing.columns) if column.style is Style.LONG]
    known: dict[tuple[int, str], int] = {}
    for number, row in enumerate(listing.rows, start=header + 1):
        high = 1
        for index in wrapped:
            cell = (index, words(row[index]))
            if cell not in known:
                known[cell] = lines(cell[1], rooms[index])
            high = max(high, known[cell])
        if high > 1:
            sheet.row_dimensions[number].height = LINE_HEIGHT * high + 2

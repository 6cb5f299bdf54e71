"""Lays a sheet out: title, lead, one table, frozen headings, widths that fit, print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count, islice

from openpyxl import Workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.formatting.rule import Rule
from openpyxl.utils import absolute_coordinate, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.errors import AppError
from allocation_app.report.cells import sheet_reference
from allocation_app.report.fitting import BOLD, lines, width
from allocation_app.report.for_excel import for_paper, lines_within, to_fill_in, validation
from allocation_app.report.listing import Line, Listing, shown
from allocation_app.report.looks import NUMBERS, OPENED, Style
from allocation_app.report.notes import no_record
from allocation_app.report.package import Made, packed
from allocation_app.report.rows import Pen, Row
from allocation_app.report.styles import add_styles, differential, tabled
from allocation_app.report.values import DAY_FORMAT, Value, printable, words
from allocation_app.wording import terms
from allocation_app.wording.translate import tr

MOST_ROWS = 1_048_576  # of a sheet of Excel
A4 = 9  # its number among Excel's paper sizes
NARROWEST, ROOM, PADDING = 5.0, 1.8, 0.8  # characters; padding is what no text can use
ARROW, ARROWS_WORD = 3.0, "000"  # what the arrow of a filter covers, in digits
LINE_HEIGHT, DIGIT = 13.5, 5.6  # points, of Arial 10
PAGE_WIDTH, PAGE_HEIGHT = 784, 500  # points, within the margins of A4 landscape
ONE_PAGE = 1.3  # pages that are still printed as one
TITLE_HEIGHT = 24
MOST_MEASURED = 5_000  # rows from which the widths of columns are found
MORE_ROWS = 200  # below a table that may be changed, for rows that are added
LONGEST_WORD = 20.0  # digits: a name is not broken, an address may be
WRAPPED = frozenset({Style.LONG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A listing on its sheet: the row of its headings, and how wide its columns came out."""

    listing: Listing
    header: int
    rooms: Sequence[float]
    known: dict[tuple[int, Value], int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last row; where there is nobody, that says so."""
        return self.header + max(1, len(self.listing.rows))

    @property
    def end(self) -> int:
        """The last row of all, with what stands below the table."""
        below = len(self.listing.below)
        return self.last + 1 + below if below else self.last

    def rows(self) -> Iterator[Row]:
        """The headings and what stands below them, made as they are asked for."""
        columns = self.listing.columns
        over = (Style.OVER_NUMBERS if each.style in NUMBERS else Style.HEADING for each in columns)
        headings = [(each.heading, style) for each, style in zip(columns, over, strict=True)]
        yield self.header, self._header_height(), headings
        if not self.listing.rows:
            yield self.last, None, [(self.listing.nobody, Style.LEAD)]
        looks = (OPENED[each.style] if each.is_open else each.style for each in columns)
        styles = [tabled(look) for look in looks]
        for number, row in enumerate(self.listing.rows, start=self.header + 1):
            yield number, self._height(row), list(zip(row, styles, strict=True))

    @property
    def tall(self) -> float:
        """The height of the table and of what stands above it, in points."""
        rows = (self._height(row) for row in self.listing.rows)
        around = (self.header + self.end - self.last) * LINE_HEIGHT
        return around + self._header_height() + sum(row or LINE_HEIGHT for row in rows)

    @property
    def wide(self) -> float:
        """The width of what is printed of it, in points."""
        both = zip(self.listing.columns, self.rooms, strict=True)
        return DIGIT * sum(room + PADDING for column, room in both if column.is_printed)

    def _header_height(self) -> float:
        """As high as the words need, the arrow of the filter beside them, which covers some."""
        both = zip(self.listing.columns, self.rooms, strict=True)
        high = max(
            lines(column.heading, room / BOLD - ARROW)
            if column.style in NUMBERS
            else lines(f"{column.heading} {ARROWS_WORD}", room / BOLD)
            for column, room in both
        )
        return LINE_HEIGHT * high + 4

    def _height(self, row: Sequence[Value]) -> float | None:
        """The height of a row of more than one line: Excel would find it, others cut the text."""
        high = 1
        for index, column in enumerate(self.listing.columns):
            if column.style in WRAPPED:
                cell = (index, row[index])
                if cell not in self.known:
                    self.known[cell] = lines(words(row[index]), self.rooms[index])
                high = max(high, self.known[cell])
        return LINE_HEIGHT * high + 2 if high > 1 else None


@dataclass(slots=True, kw_only=True)
class _Content:
    """What is put on a sheet so far: its rows, and how far they go."""

    rows: list[Iterable[Row]] = field(default_factory=list)
    last: int = 1
    columns: int = 1
    described: list[str] = field(default_factory=list)

    def put(self, rows: Iterable[Row], last: int, columns: int) -> None:
        self.rows.append(rows)
        self.last, self.columns = max(self.last, last), max(self.columns, columns)


class Book:
    """The workbook in the making.

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
        self._content: dict[str, _Content] = {}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets, in order."""
        return tuple(self.workbook.sheetnames)

    def packed(self) -> bytes:
        """The workbook as the bytes of its file."""
        made = {
            name: Made(
                rows=chain.from_iterable(content.rows),
                extent=f"A1:{get_column_letter(content.columns)}{content.last}",
                described=content.described,
            )
            for name, content in self._content.items()
        }
        return packed(self.workbook, made, Pen(self._looks))

    def add_sheet(self, name: str) -> Worksheet:
        """A new sheet after the others."""
        sheet: Worksheet = self.workbook.create_sheet(name)
        sheet.sheet_view.showGridLines = False
        self._content[name] = _Content()
        return sheet

    def put_lines(self, sheet: Worksheet, row: int, rows: Sequence[Line]) -> int:
        """Write rows of values from column A on; returns the row after them.

        Rows are put from the top of a sheet to its foot.
        """
        heights = [TITLE_HEIGHT if _is_title(line) else None for line in rows]
        numbered = list(zip(count(row), heights, rows, strict=False))
        columns = max(map(len, rows), default=1)
        self._content[sheet.title].put(numbered, row + len(rows) - 1, columns)
        return row + len(rows)

    def add_listing(self, sheet: Worksheet, listing: Listing) -> Placed:
        """Lay a listing out on a sheet; raises `AppError` where Excel has too few rows for it."""
        day = f"{self.as_at:{DAY_FORMAT}}"
        listing = for_paper(to_fill_in(shown(listing)))
        title: Line = [(tr("{what}, as at {day}", what=listing.title, day=day), Style.TITLE)]
        rooms = _fitted(sheet, listing)
        both = zip(listing.columns, rooms, strict=True)
        printed = sum(room for column, room in both if column.is_printed)
        listing = replace(listing, below=[*lines_within(listing.below, printed)])
        header = self.put_lines(sheet, 1, [title, *lines_within(listing.lead, printed)]) + 1
        if header + len(listing.rows) > MOST_ROWS:
            raise AppError("too_many_rows", file=sheet.title)
        placed = Placed(listing=listing, header=header, rooms=rooms)
        self._content[sheet.title].put(placed.rows(), placed.last, len(listing.columns))
        if listing.below:
            self.put_lines(sheet, placed.last + 2, listing.below)
        if listing.rows:
            sheet.add_table(_table(placed))
            self.tables.add(listing.table)
            _colour_words(sheet, placed)
            self._offer(sheet, placed)
        sheet.freeze_panes = f"A{header + 1}"
        set_up_print(
            sheet,
            is_landscape=listing.is_landscape,
            repeat=header,
            footer=self.footer(listing.children),
        )
        print_to(sheet, placed, placed.end)
        return placed

    def open_on(self, name: str) -> None:
        """Which sheet is seen first."""
        for sheet in self.workbook.worksheets:
            sheet.sheet_view.tabSelected = sheet.title == name
        self.workbook.active = self.workbook.sheetnames.index(name)

    def name_cells(self, sheet: Worksheet, cells: Mapping[str, str]) -> None:
        """Define a name for cells of a sheet: "B4", or "B4:B9"."""
        for name, place in cells.items():
            fixed = absolute_coordinate(place)
            where = f"{sheet_reference(sheet.title)}!{fixed}"
            self.workbook.defined_names[name] = DefinedName(name, attr_text=where)

    def _offer(self, sheet: Worksheet, placed: Placed) -> None:
        """Where something may be changed, offer what is understood, in rows yet to come too."""
        for index, column in enumerate(placed.listing.columns, start=1):
            asked = validation(column)
            if asked is not None:
                letter = get_column_letter(index)
                asked.add(f"{letter}{placed.header + 1}:{letter}{placed.last + MORE_ROWS}")
                sheet.add_data_validation(asked)

    def add_chart(self, sheet: Worksheet, chart: ChartBase, at: str, words: str) -> None:
        """Put a chart on a sheet; ``words`` say what it shows to whoever can't see it."""
        sheet.add_chart(chart, at)
        self._content[sheet.title].described.append(printable(words))

    def footer(self, children: int | None) -> str:
        """What stands at the foot of each page: how many children, as at when, by what."""
        day = tr("As at {day}", day=f"{self.as_at:{DAY_FORMAT}}")
        counted = day if children is None else f"{terms.children(children)} · {day}"
        return " · ".join(part for part in (counted, self.versions.replace("&", "&&")) if part)


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
    head.left.text, head.right.text = "&A", no_record()
    foot.left.text, foot.right.text = footer, tr("Page {page} of {pages}", page="&P", pages="&N")
    sheet.HeaderFooter = HeaderFooter(oddHeader=head, oddFooter=foot)


def print_to(sheet: Worksheet, placed: Placed, last: int) -> None:
    """Print the columns that are for paper, down to this row."""
    columns = placed.listing.columns
    on_paper = sum(column.is_printed for column in columns)
    if on_paper < len(columns):
        sheet.print_area = f"A1:{get_column_letter(on_paper)}{last}"


def keep_together(sheet: Worksheet, start: int, tall: float, wide: float) -> None:
    """Print what follows a table from row ``start`` on with it, or else on a new page.

    ``tall`` and ``wide`` are the size of all there is, in points. A little smaller on one page is
    better than a page for three lines.
    """
    pages = tall * min(1.0, PAGE_WIDTH / wide) / PAGE_HEIGHT
    if 1 < pages <= ONE_PAGE:
        sheet.page_setup.fitToHeight = 1
    elif pages > ONE_PAGE:
        sheet.row_breaks.append(Break(id=start - 1))


def _is_title(line: Line) -> bool:
    return any(style is Style.TITLE for _, style in line)


def _table(placed: Placed) -> Table:
    listing = placed.listing
    last_column = get_column_letter(len(listing.columns))
    table = Table(displayName=listing.table, ref=f"A{placed.header}:{last_column}{placed.last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    table._initialise_columns()  # type: ignore[attr-defined]  # noqa: SLF001 - else it asks cells
    for column, named in zip(listing.columns, table.tableColumns, strict=True):
        named.name = printable(column.heading)
    return table


def _colour_words(sheet: Worksheet, placed: Placed) -> None:
    for index, column in enumerate(placed.listing.columns, start=1):
        letter = get_column_letter(index)
        for word, pair in column.pairs.items():
            rule = Rule(type="cellIs", operator="equal", dxf=differential(pair))
            rule.formula = ['"' + word.replace('"', '""') + '"']
            where = f"{letter}{placed.header + 1}:{letter}{placed.last}"
            sheet.conditional_formatting.add(where, rule)


def _fitted(sheet: Worksheet, listing: Listing) -> list[float]:
    """Columns as wide as what they hold (of a long list, its beginning), up to their widest.

    Returns the room for text in each, in digits.
    """
    rooms: list[float] = []
    looked_at = list(islice(listing.rows, MOST_MEASURED))
    for index, column in enumerate(listing.columns):
        held = {words(row[index]) for row in looked_at}
        longest = max(map(width, held), default=0.0)
        in_words = max((width(word) for text in held for word in text.split()), default=0.0)
        widest = max(column.widest, min(in_words, LONGEST_WORD))
        # Headings wrap, so a column need only hold the longest word of its own.
        heading = max(map(width, column.heading.split())) * BOLD + PADDING
        if column.style in NUMBERS:
            heading += ARROW  # its words end before the arrow, those of others above it
        if column.is_open and column.style in WRAPPED:
            longest = widest  # room for what is yet to be filled in
        room = max(column.narrowest, NARROWEST, heading, min(longest, widest))
        sheet.column_dimensions[get_column_letter(index + 1)].width = room + ROOM
        rooms.append(room + ROOM - PADDING)
    return rooms

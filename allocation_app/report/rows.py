"""The rows of a sheet as the file holds them: user text never becomes a formula.

Written from ECMA-376, part 1, 18.3.1 (``row`` and ``c``), row by row as they are made: element by
element, as openpyxl does it, takes several times as long, and a national list has no room for a
cell each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from allocation_app.report.cells import sheet_reference
from allocation_app.report.looks import Style
from allocation_app.report.styles import Looks, tabled
from allocation_app.report.texts import Texts, told
from allocation_app.report.values import Formula, Link, Value, is_risky, printable

DAY_0 = date(1899, 12, 30)  # Excel counts days from here, right from March 1900 on
MOST_KEPT = 100_000  # cells of which it is remembered how they are written
Row = tuple[int, float | None, Sequence[tuple[Value, str]]]
"""Its number, its height in points (None: Excel's own), and what stands in it from column A on."""

_letter = cache(get_column_letter)


class Pen:
    """Writes cells: knows how they look, and gathers the shared texts and the links it meets."""

    def __init__(self, looks: Looks) -> None:
        """Start with the styles of a workbook."""
        self.texts = Texts()
        self.links: list[Hyperlink] = []
        self._looks = looks
        self._known: dict[tuple[Value, str], str] = {}

    def rows(self, rows: Iterable[Row]) -> Iterator[str]:
        """Each row as an element."""
        for number, height, line in rows:
            high = "" if height is None else f' ht="{height:g}" customHeight="1"'
            cells = (
                self._cell(f"{_letter(column)}{number}", value, style)
                for column, (value, style) in enumerate(line, start=1)
            )
            yield f'<row r="{number}"{high}>{"".join(cells)}</row>'

    def _cell(self, place: str, value: Value, style: str) -> str:
        known = self._known.get((value, style))
        if known is None:
            known = self._met(place, value, style)
        elif ' t="s"' in known:
            self.texts.used()
        return f'<c r="{place}" {known}'

    def _met(self, place: str, value: Value, style: str) -> str:
        """A cell that is not remembered, without its beginning."""
        if isinstance(value, Formula):
            return (
                f's="{self._looks[style, False]}">'
                f"<f>{escape(value.text[1:])}</f><v>{value.result!r}</v></c>"
            )
        if isinstance(value, Link):
            self.links.append(_hyperlink(place, value))
            link = tabled(Style.LINK) if style == tabled(Style.TEXT) else Style.LINK
            return self._text((value.text,), link)
        written = self._plain(value, style)
        if len(self._known) < MOST_KEPT:
            self._known[value, style] = written
        return written

    def _plain(self, value: str | float | date | tuple[str, ...] | None, style: str) -> str:
        match value:
            case None:
                return f's="{self._looks[style, False]}"/>'
            case str():
                return self._text((value,), style)
            case tuple():
                return self._text(value, style)
            case date():
                figure: float = (value - DAY_0).days
            case _:
                figure = value
        return f's="{self._looks[style, False]}"><v>{figure!r}</v></c>'

    def _text(self, lines: tuple[str, ...], style: str) -> str:
        """A text a line, quoted where it looks like more than text."""
        text = "\n".join(map(printable, lines))
        look = self._looks[style, any(map(is_risky, lines[:1]))]
        if not text:
            return f's="{look}"/>'
        shared = self.texts.place(text)
        if shared is None:
            return f's="{look}" t="inlineStr"><is>{told(text)}</is></c>'
        self.texts.used()
        return f's="{look}" t="s"><v>{shared}</v></c>'


def _hyperlink(place: str, link: Link) -> Hyperlink:
    if link.sheet:
        return Hyperlink(ref=place, location=f"{sheet_reference(link.sheet)}!A1")
    return Hyperlink(ref=place, target=link.address)

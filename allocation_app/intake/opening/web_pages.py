"""HTML tables, which case systems and report servers name .xls.

Each table is a sheet; a table within a table is one of its own. Cells are the text that a browser
would show: no scripts, no styles, line breaks kept.

Raises `InputError`: ``file_web_page`` where no cell holds anything, ``file_too_big``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from typing_extensions import override

from allocation_app.errors import InputError
from allocation_app.intake.opening.grids import Grid, grid_of
from allocation_app.intake.opening.kinds import WIDE_STARTS
from allocation_app.intake.opening.limits import Limits
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.sheets import Merge

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
SAMPLE = 4096
UNSEEN = {"script", "style", "template", "title", "noscript"}
BREAKS = {"br", "p", "div", "li"}


@dataclass(slots=True)
class _Table:
    """A table as it is met: its rows so far, and how far down cells of earlier rows reach."""

    rows: list[list[str]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    reach: dict[int, int] = field(default_factory=dict)
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)

    def start_row(self) -> None:
        """Begin the next row."""
        self.end_cell()
        self.rows.append([])

    def start_cell(self, across: int, down: int) -> None:
        """Begin the next cell of the row."""
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self.text, self.span = [], (across, down)

    def end_cell(self) -> None:
        """Put the cell that was begun into its row, right of those that reach down into it."""
        if self.text is None:
            return
        text, self.text = _shown("".join(self.text)), None
        row, line = len(self.rows) - 1, self.rows[-1]
        while self.reach.get(len(line), -1) >= row:
            line.append("")
        across, down = self.span
        left = len(line)
        line.extend([text, *[""] * (across - 1)])
        if across > 1 or down > 1:
            self.merges.append((row + 1, left, row + down, left + across - 1))
        if down > 1:
            self.reach.update(dict.fromkeys(range(left, left + across), row + down - 1))


class _Page(HTMLParser):
    """Collects the tables of a page."""

    def __init__(self, file: str, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._unseen = 0
        self._file, self._limits = file, limits

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        elif not self._open:
            return
        elif tag == "tr":
            self._open[-1].start_row()
            self._check("rows", len(self._open[-1].rows), self._limits.rows)
        elif tag in {"td", "th"}:
            said = dict(attrs)
            across = _count(said.get("colspan"), self._limits.columns)
            self._open[-1].start_cell(across, _count(said.get("rowspan"), self._limits.rows))
            width = len(self._open[-1].rows[-1]) + across
            self._check("columns", width, self._limits.columns)
        elif tag in BREAKS:
            self._add("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._open:
            self._open.pop().end_cell()
            self._add("\n")
        elif self._open and tag in {"td", "th", "tr"}:
            self._open[-1].end_cell()

    @override
    def handle_data(self, data: str) -> None:
        self._add(" ".join(_SPACE.split(data)) if data.strip(_SPACES) else " " * bool(data))

    def _add(self, text: str) -> None:
        if self._open and self._open[-1].text is not None and not self._unseen:
            self._open[-1].text.append(text)

    def _check(self, what: str, found: int, limit: int) -> None:
        if found > limit:
            raise InputError(
                "file_too_big", file=self._file, what=what, found=str(found), limit=str(limit)
            )


_SPACES = " \t\r\n\f"
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_page(file: str, content: bytes, limits: Limits, log: ProblemLog) -> list[Grid]:
    """Each table of the page that holds anything."""
    text, encoding = _text(content)
    if encoding == "cp1252":
        log.add(Code.ENCODING_ASSUMED, Place(file=file), encoding=encoding)
    page = _Page(file, limits)
    page.feed(text)
    page.close()
    for table in page.tables:
        table.end_cell()
    filled = [table for table in page.tables if any(any(row) for row in table.rows)]
    if not filled:
        raise InputError("file_web_page", file=file)
    is_alone = len(filled) == 1
    grids = [
        grid_of("" if is_alone else f"Table {number}", table.rows, merges=tuple(table.merges))
        for number, table in enumerate(filled, 1)
    ]
    log.knows(file, [grid.name for grid in grids])
    return grids


def _text(content: bytes) -> tuple[str, str]:
    """The page as text, and its encoding where that is a guess."""
    if (wide := WIDE_STARTS.get(content[:2])) is not None:
        return content.decode(wide, errors="replace").lstrip("\ufeff"), ""
    said = CHARSET.search(content[:SAMPLE])
    name = said[1].decode().lower() if said else ""
    if content.startswith(codecs.BOM_UTF8) or name in {"", "utf8", "utf-8"}:
        try:
            return content.decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace"), "cp1252"
    if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"}:
        return content.decode("cp1252", errors="replace"), ""
    try:
        return content.decode(name, errors="replace"), ""
    except LookupError:
        return content.decode("cp1252", errors="replace"), "cp1252"


def _shown(text: str) -> str:
    lines = (" ".join(part for part in line.split(" ") if part) for line in text.split("\n"))
    return "\n".join(line for line in map(str.strip, lines) if line)


def _count(said: str | None, most: int) -> int:
    digits = (said or "").strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) < len("1000000")
    return max(1, min(int(digits), most)) if is_number else 1

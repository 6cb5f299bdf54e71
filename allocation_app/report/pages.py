"""A document for paper, whatever prints it: pages of blocks, each page about one thing.

Rendered as a tagged PDF by `tagged_pdf`, and as HTML by `html` for the window's printer and PDF.
Every page carries its number as "page x of y" and the count of children at its foot: pages of two
reports must never be mixed at a printer unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from allocation_app.report.listing import Column
from allocation_app.report.looks import Pair
from allocation_app.report.values import Value


class Size(StrEnum):
    """The paper, as ISO 216 names it."""

    A4 = "a4"
    A3 = "a3"


class Tone(StrEnum):
    """How a paragraph is said."""

    LEAD = "lead"
    PLAIN = "plain"
    SECTION = "section"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph, or the title of a section."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Facts, each beside what it is: a table of two columns. A value of None is a blank to fill."""

    lines: Sequence[tuple[str, Value]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A bar in each row of a table, under a heading, before the column with the index ``before``.

    ``shares`` has one for each row, None where there is none; a line is drawn at ``full``. A bar
    only repeats what a column of the table says: whoever can't see it loses nothing.
    """

    heading: str
    shares: Sequence[float | None]
    pairs: Sequence[Pair]
    before: int = 1
    full: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table with headings; ``nobody`` stands in its place where there is no row."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    nobody: str = ""
    bars: Bars | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """A checklist: a box before each line, and room behind it for a date and a name."""

    title: str
    lines: Sequence[str]


Block = Words | Said | Grid | Ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What begins on a sheet of its own, under a title; it may take more than one sheet."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole document. ``children`` is how many different children it names, None: no list of any.

    ``foot`` stands at the foot of every sheet, before the page's number.
    """

    title: str
    pages: Sequence[Page]
    foot: str
    children: int | None
    size: Size = Size.A4
    is_landscape: bool = False

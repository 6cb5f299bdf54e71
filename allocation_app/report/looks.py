"""How what leaves the tool looks, whatever its form: the styles by name, and colours with words.

Colour never stands alone: each of the fills below belongs to a word in the cell. Every pair of ink
and paper here has a contrast of at least 4.5 : 1 (WCAG 2.1 AA), which a test computes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from allocation_app.domain.findings import State
from allocation_app.domain.policy import Band


class Style(StrEnum):
    """The named styles, as Excel lists them."""

    TITLE = "Sheet title"
    LEAD = "Lead"
    SECTION = "Section"
    LABEL = "Label"
    OVER_FIGURE = "Label over a figure"
    HEADING = "Column heading"
    OVER_NUMBERS = "Heading over numbers"
    TEXT = "Short text"
    LONG = "Long text"
    DAY = "Day"
    COUNT = "Whole number"
    TALLY = "Tally"
    POINTS = "Points"
    SHARE = "Percentage"
    INDEX = "Index"
    FIGURE = "Figure"
    LINK = "Link to sheet"
    OPEN_LONG = "Long text, may be changed"
    OPEN_DAY = "Day, may be changed"


@dataclass(frozen=True, slots=True)
class Pair:
    """Ink on paper, as RGB in hexadecimal."""

    ink: str
    paper: str


PLAIN = Pair("1B1B1B", "FFFFFF")
HEADING = Pair("FFFFFF", "1F3A5F")
TITLE = Pair("1F3A5F", "FFFFFF")
QUIET = Pair("50565E", "FFFFFF")
LINK = Pair("0B4F9E", "FFFFFF")
OPEN = Pair("1B1B1B", "FFF8DC")
RULE_LINE = "C9CED6"

LATE = Pair("7A1410", "FBE0DD")
SOON = Pair("5A4300", "FFF0C4")
UNSURE = Pair("41276B", "E9E2F5")
CALM = Pair("17482A", "E0F1E4")

STATES: Mapping[State, Pair] = {
    State.LATE: LATE,
    State.CANNOT_TELL: UNSURE,
    State.DUE_SOON: SOON,
    State.IN_TIME: CALM,
}
BANDS: Mapping[Band, Pair] = {
    Band.OVER: LATE,
    Band.STRETCHED: SOON,
    Band.FULL: CALM,
    Band.SPARE: Pair("12405C", "DCEDF8"),
}

NUMBERS = frozenset({Style.COUNT, Style.POINTS, Style.SHARE, Style.INDEX, Style.FIGURE})
"""What is read from the right: headings stand over its last digits."""
OPENED: Mapping[Style, Style] = {Style.LONG: Style.OPEN_LONG, Style.DAY: Style.OPEN_DAY}
"""How a column looks whose cells may be changed, where others are as they are."""

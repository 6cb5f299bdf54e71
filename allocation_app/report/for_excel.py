"""A listing as a sheet of Excel has it: what may be filled in, what is printed, what is above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from textwrap import wrap

from openpyxl.worksheet.datavalidation import DataValidation

from allocation_app.report.fitting import width
from allocation_app.report.listing import LONGEST_LEAD, Column, Each, Line, Listing
from allocation_app.report.looks import Style
from allocation_app.report.values import Value
from allocation_app.wording.translate import tr

FIRST_DAY = "36526"  # 1 January 2000, as Excel counts days
LONGEST_TITLE = 32  # characters of a warning's title in Excel
SPARE = 10  # characters, since words are not broken
SHORTEST_LEAD = 60  # characters: a lead is never broken into less


def to_fill_in(listing: Listing) -> Listing:
    """A listing that may be changed says so, and has a row to begin with."""
    if not listing.may_change:
        return listing
    said: list[Line] = [*listing.lead, [(listing.may_change, Style.LEAD)]]
    if listing.rows:
        return replace(listing, lead=said)
    blank = [None for _ in listing.columns]
    return replace(listing, lead=[[(listing.nobody, Style.LEAD)], *said], rows=[blank])


def for_paper(listing: Listing) -> Listing:
    """A listing whose columns that are too many for paper stand last, and beyond what is printed.

    It says so, for whoever holds the paper.
    """
    left_out = [column.heading for column in listing.columns if not column.is_printed]
    if not left_out:
        return listing
    order = sorted(range(len(listing.columns)), key=lambda at: not listing.columns[at].is_printed)
    said = tr("Not printed, for want of room: {columns}.", columns=", ".join(left_out))
    return replace(
        listing,
        lead=[*listing.lead[:1], [(said, Style.LEAD)], *listing.lead[1:]],
        columns=[listing.columns[at] for at in order],
        rows=Each(listing.rows, partial(_reordered, order)),
    )


def _reordered(order: Sequence[int], row: Sequence[Value]) -> Sequence[Value]:
    return [row[at] for at in order]


def validation(column: Column) -> DataValidation | None:
    """What Excel offers in a column that may be changed; other words are warned of, not refused."""
    if not column.is_open:
        return None
    if column.style is Style.DAY:
        asked = DataValidation(type="date", operator="greaterThan", formula1=FIRST_DAY)
        asked.error = tr("A day is expected here, such as 30/11/2026.")
    elif column.choices:
        asked = DataValidation(type="list", formula1=column.choices)
        asked.error = tr("This is none of the choices: see the sheet Choices.")
    else:
        return None
    asked.errorStyle, asked.allowBlank = "warning", True
    asked.showErrorMessage = True
    asked.errorTitle = column.heading[:LONGEST_TITLE]
    return asked


def lines_within(lines: Sequence[Line], room: float) -> Iterator[Line]:
    """What stands around a table, each sentence within so many digits: paper cuts off the rest."""
    longest = max(SHORTEST_LEAD, min(LONGEST_LEAD, int(room)))
    for line in lines:
        match line:
            case [(str(text), Style.LEAD)] if width(text) > room or len(text) > LONGEST_LEAD:
                # Lines of about one length: no word is left alone on the last.
                even = len(text) // ceil(len(text) / longest) + SPARE
                parts = wrap(text, min(longest, even))
                yield from ([(part, Style.LEAD)] for part in parts)
            case _:
                yield line

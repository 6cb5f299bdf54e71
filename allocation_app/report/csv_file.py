"""A list as CSV (RFC 4180): UTF-8 with its mark, so that Excel reads it as it is.

For programs as much as for people: days as YYYY-MM-DD, numbers with a point and every digit that
Excel would keep, shares as numbers (1.182 is 118.2 %).
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from allocation_app.report.listing import Listing, shown
from allocation_app.report.values import Formula, Link, Value, safe

DIGITS = 15  # of a number, as many as Excel keeps


def csv_text(listing: Listing) -> str:
    """The headings and rows of a list; no cell begins a formula."""
    listing = shown(listing)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(column.heading) for column in listing.columns])
    writer.writerows([plain(value) for value in row] for row in listing.rows)
    return out.getvalue()


def plain(value: Value) -> str:
    """A value as text of one line that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case str() | tuple() | Link():
            return safe(_text(value))
        case _:
            return number(value.result if isinstance(value, Formula) else value)


def number(value: float) -> str:
    """A number as any program reads it."""
    return f"{value:.{DIGITS}g}"


def _text(value: str | tuple[str, ...] | Link) -> str:
    if isinstance(value, Link):
        return value.text
    return "; ".join(value) if isinstance(value, tuple) else value

"""A list as CSV (RFC 4180): UTF-8 with its mark, so that Excel reads it as it is."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from allocation_app.report.listing import Listing, shown
from allocation_app.report.values import Formula, Link, Value, is_risky, printable


def csv_text(listing: Listing) -> str:
    """The headings and rows of a list; dates as YYYY-MM-DD, no cell begins a formula."""
    listing = shown(listing)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([plain(column.heading) for column in listing.columns])
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
            return f"{value.result if isinstance(value, Formula) else value:g}"


def _text(value: str | tuple[str, ...] | Link) -> str:
    if isinstance(value, Link):
        return value.text
    return "; ".join(value) if isinstance(value, tuple) else value


def safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    shown_text = printable(text)
    return f"'{shown_text}" if is_risky(text) else shown_text

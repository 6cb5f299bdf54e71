"""The second sheet: every sheet by name, with what it holds and how many rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.report.listing import Column, Listing
from allocation_app.report.lists import lead
from allocation_app.report.looks import Style
from allocation_app.report.values import Link
from allocation_app.wording.translate import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents: a sheet, what it holds, how many rows its table has."""

    sheet: str
    holds: str
    rows: int | None = None


def contents(entries: Sequence[Entry]) -> Listing:
    """A row per sheet, each name a link to it."""
    return Listing(
        title=tr("Contents"),
        table="Contents",
        lead=[lead(tr("Each name leads to its sheet."))],
        columns=[
            Column(heading=tr("Sheet"), widest=34),
            Column(heading=tr("What it holds"), style=Style.LONG, widest=70),
            Column(heading=tr("Rows"), style=Style.COUNT),
        ],
        rows=[
            (Link(text=entry.sheet, sheet=entry.sheet), entry.holds, entry.rows)
            for entry in entries
        ],
        nobody="",
        children=None,
        is_landscape=False,
    )

"""The headings of the two sheets that may be edited in Excel and brought back.

One place for whoever writes them and whoever reads them again, in any language that ships.
"""

from __future__ import annotations

from enum import StrEnum

from allocation_app.wording.translate import mark, tr


class Heading(StrEnum):
    """The columns that are read again, by what they hold."""

    CHILD = "child"
    ROLE = "role"
    FROM = "from"
    TO = "to"
    DAY = "day"
    REASON = "reason"
    OVERRIDE = "override"
    NOTE = "note"
    WORKER = "worker"


HEADINGS = {
    Heading.CHILD: mark("Child ID"),
    Heading.ROLE: mark("Changes"),
    Heading.FROM: mark("From"),
    Heading.TO: mark("To"),
    Heading.DAY: mark("From the day"),
    Heading.REASON: mark("Reason"),
    Heading.OVERRIDE: mark("Rules set aside because"),
    Heading.NOTE: mark("Note"),
    Heading.WORKER: mark("Worker"),
}


def heading(which: Heading) -> str:
    """A heading in the language in use."""
    return tr(HEADINGS[which])

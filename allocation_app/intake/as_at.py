"""The date that everything is counted to: a title's, else the file name's, else today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from allocation_app.intake.cells import text_of
from allocation_app.intake.dates import dates_in
from allocation_app.intake.problems import Code, Place, ProblemLog
from allocation_app.intake.tables import Table

_MARK = re.compile(
    r"\b(as (at|of|on)|position (at|on)|(report|extract|run|snapshot|data) date"
    r"|date( of)? (report|extract|run)|(produced|extracted|generated|run|printed|correct) (on|at)"
    r"|fel ar|ar|dyddiad)\b",
    re.IGNORECASE,
)
EARLIEST = date(2000, 1, 1)


def as_at_of(tables: Sequence[Table], paths: Sequence[Path], today: date, log: ProblemLog) -> date:
    """The date of these sources; what it was taken from is noted, and where two differ."""
    found: dict[date, Place] = {}
    for table in tables:
        day = _from_titles(table.titles, today)
        if day is not None:
            found.setdefault(day, table.place())
    origin = "title"
    if not found:
        origin = "name"
        for path in paths:
            for day in dates_in(path.stem, today)[:1]:
                if EARLIEST <= day <= today:
                    found.setdefault(day, Place(file=path.name))
    if not found:
        origin = "today"
        found[today] = Place()
    latest = max(found)
    log.add(Code.AS_AT_TAKEN, found[latest], latest.isoformat(), date=latest, origin=origin)
    for day, place in found.items():
        if day != latest:
            log.add(Code.AS_AT_DIFFERS, place, day.isoformat(), date=latest, other=day)
    return latest


def _from_titles(titles: Iterable[object], today: date) -> date | None:
    """The date marked "as at" above the headings, or the only one there."""
    marked: list[date] = []
    plain: list[date] = []
    is_marked = False
    for cell in titles:
        if isinstance(cell, date):
            days = [cell.date() if isinstance(cell, datetime) else cell]
        else:
            text = text_of(cell)
            days = dates_in(text, today)
            is_marked = _MARK.search(text) is not None or (is_marked and bool(days))
        days = [day for day in days if EARLIEST <= day <= today]
        (marked if is_marked else plain).extend(days)
        is_marked = is_marked and not days
    if marked:
        return marked[0]
    return plain[0] if len(set(plain)) == 1 else None

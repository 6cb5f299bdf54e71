"""The imports that there are, as rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from allocation_app.domain.sustained import is_gap
from allocation_app.domain.trends import Figures
from allocation_app.wording import terms
from allocation_app.wording.names import listed
from allocation_app.wording.translate import tr, trn
from ui.rows.back import Back, Seen


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """An import. ``figures`` are None where another one of the same day took its place.

    ``stays`` says why it can't be deleted, empty where it can.
    """

    number: int
    as_at: date
    fingerprint: str
    added: str
    by: str
    sources: str
    gap: str
    is_open: bool
    figures: Figures | None
    stays: str = ""


def import_rows(
    of: Back, open_fingerprint: str, *, is_read_only: bool = False
) -> tuple[ImportRow, ...]:
    """The imports, the latest first."""
    stays = ""
    if not of.is_kept:
        stays = tr("No workspace is open: it is forgotten when the window closes.")
    elif is_read_only:
        stays = tr("The workspace is open to be read: nothing of it can be deleted.")
    counted = {point.figures.source: point.figures for point in of.trend.points}
    rows = []
    before: date | None = None
    for seen in of.imports:
        row = _row(seen, counted.get(seen.fingerprint), before, open_fingerprint)
        rows.append(replace(row, stays=stays or (_under_plan() if row.is_open else "")))
        before = seen.as_at
    return tuple(rows[::-1])


def _row(seen: Seen, figures: Figures | None, before: date | None, open_: str) -> ImportRow:
    days = 0 if before is None else (seen.as_at - before).days
    has_gap = before is not None and is_gap(before, seen.as_at)
    return ImportRow(
        number=seen.number,
        as_at=seen.as_at,
        fingerprint=seen.fingerprint,
        added=terms.moment(seen.added) if seen.added else tr("not kept"),
        by=seen.by,
        sources=listed(seen.sources),
        gap=trn("{n} day", "{n} days", days) if has_gap else "",
        is_open=seen.fingerprint == open_,
        figures=figures,
    )


def _under_plan() -> str:
    return tr(
        "The plan stands on this import: it can’t be deleted. If it is the wrong one, import the"
        " right one, of the same day or a later one; then this one can be."
    )


def count(of: int | None) -> str:
    """A count; a dash where the import was not counted."""
    return "–" if of is None else str(of)


def heaviest(of: Figures | None) -> float | None:
    """The load of the most loaded worker as a share of capacity."""
    return None if of is None else of.balance.get("max")


def heaviest_words(of: Figures | None) -> str:
    """The same in words."""
    return terms.percent(heaviest(of))

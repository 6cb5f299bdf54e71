"""The periods that are offered for a report: the last whole month first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.wording import terms
from allocation_app.wording.translate import tr

RECENT = 28  # days: four weeks, as the loads are looked back on


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days from ``first`` to ``last``, both within it. ``code`` is what it is remembered by."""

    code: str
    name: str
    first: date
    last: date


def periods(as_at: date) -> Sequence[Period]:
    """The last whole month before a day, the month it is in so far, the last four weeks."""
    begins = as_at.replace(day=1)
    ended = begins - timedelta(days=1)
    before = ended.replace(day=1)
    return (
        Period(
            code="last_month",
            name=tr("{month} (the last whole month)", month=_month(before)),
            first=before,
            last=ended,
        ),
        Period(
            code="this_month",
            name=tr("{month} so far", month=_month(begins)),
            first=begins,
            last=as_at,
        ),
        Period(
            code="four_weeks",
            name=tr("The last four weeks"),
            first=as_at - timedelta(days=RECENT - 1),
            last=as_at,
        ),
    )


def _month(day: date) -> str:
    return tr("{month} {year}", month=tr(terms.MONTHS[day.month - 1]), year=day.year)

"""The periods that are offered for a report: the last whole month first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.period import Period, last_month
from allocation_app.wording import terms
from allocation_app.wording.translate import tr

RECENT = 28  # days: four weeks, as the loads are looked back on


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A period with its name; ``code`` is what it is remembered by."""

    code: str
    name: str
    days: Period


def periods(as_at: date) -> Sequence[Offered]:
    """The last whole month before a day, the month it is in so far, the last four weeks."""
    over = last_month(as_at)
    so_far = Period(first=as_at.replace(day=1), last=as_at)
    weeks = Period(first=as_at - timedelta(days=RECENT - 1), last=as_at)
    found = [
        Offered(
            code="last_month",
            name=tr("{month} (the last whole month)", month=_month(over.first)),
            days=over,
        )
    ]
    if so_far != over:
        named = tr("{month} so far", month=_month(so_far.first))
        found.append(Offered(code="this_month", name=named, days=so_far))
    found.append(Offered(code="four_weeks", name=tr("The last four weeks"), days=weeks))
    return found


def _month(day: date) -> str:
    return tr("{month} {year}", month=tr(terms.MONTHS[day.month - 1]), year=day.year)

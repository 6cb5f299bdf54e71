"""The periods that are offered for a report: the last whole month first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.period import Period, last_month
from allocation_app.domain.working_days import MONTHS_IN_YEAR, add_months
from allocation_app.wording import terms
from allocation_app.wording.translate import tr

RECENT = 28  # days: four weeks, as the loads are looked back on
TWELVE_MONTHS = "twelve_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A period with its name; ``code`` is what it is remembered by."""

    code: str
    name: str
    days: Period


def periods(as_at: date, today: date) -> Sequence[Offered]:
    """The last whole month before a day, the month it is in so far, the last four weeks, a year.

    The year ends today: what is done on Monday is done after the day that Friday's import tells of.
    """
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
    until = max(as_at, today)
    year = Period(first=add_months(until, -MONTHS_IN_YEAR) + timedelta(days=1), last=until)
    found.append(Offered(code=TWELVE_MONTHS, name=tr("Twelve months until today"), days=year))
    return found


def _month(day: date) -> str:
    return tr("{month} {year}", month=tr(terms.MONTHS[day.month - 1]), year=day.year)

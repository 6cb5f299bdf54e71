"""What each worker carried at each import, as rows; who has been over the line for weeks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.people import WorkerId
from allocation_app.domain.policy import Band, Policy
from allocation_app.domain.sustained import Sustained
from allocation_app.domain.trends import Trend, WorkerFigures
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import tr
from allocation_app.wording.visible import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRow:
    """A worker with the load at each import, the latest first; None where they held no cases.

    ``lasting`` says for how long they have been over, empty where they are not.
    """

    worker: WorkerId
    name: str
    lasting: str
    told: str
    carried: tuple[WorkerFigures | None, ...]

    @property
    def now(self) -> float:
        """The share of capacity by the latest import, for the order."""
        latest = self.carried[0] if self.carried else None
        return -1.0 if latest is None else latest.utilisation or 0.0


def days(of: Trend) -> tuple[date, ...]:
    """The days of the imports, the latest first."""
    return tuple(point.as_at for point in of.points)[::-1]


def carried_rows(of: Trend, policy: Policy) -> tuple[CarriedRow, ...]:
    """Every worker who held cases at any import, the most loaded at the latest one first."""
    lasting: Mapping[WorkerId, Sustained] = {each.worker: each for each in of.overloads(policy)}
    rows = [
        CarriedRow(
            worker=worker,
            name=visible(name) or str(worker),
            lasting=_lasting(lasting.get(worker)),
            told=_told(lasting.get(worker), policy),
            carried=tuple(held for _, held in of.carried(worker))[::-1],
        )
        for worker, name in of.names.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.now, row.name)))


def figure(place: int) -> Callable[[CarriedRow], str]:
    """What stands in the column of an import."""
    return lambda row: _figure(row.carried[place])


def share(place: int) -> Callable[[CarriedRow], float | None]:
    """The share of capacity of that import."""
    return lambda row: None if (held := row.carried[place]) is None else held.utilisation


def band(place: int) -> Callable[[CarriedRow], Band | None]:
    """The band of that import, None where there is no share."""

    def found(row: CarriedRow) -> Band | None:
        held = row.carried[place]
        return None if held is None or held.utilisation is None else held.band

    return found


def said(place: int, day: date) -> Callable[[CarriedRow], str]:
    """The load of that import in words: day, share, band, children, families."""

    def words(row: CarriedRow) -> str:
        held = row.carried[place]
        if held is None:
            return tr("{name}, {day}: held no cases", name=row.name, day=terms.day(day))
        return tr(
            "{name}, {day}: {share} {band}, {children}, {families}",
            name=row.name,
            day=terms.day(day),
            share=_figure(held),
            band="" if held.utilisation is None else terms.term(held.band),
            children=terms.children(held.children),
            families=terms.families(held.families),
        )

    return words


def _figure(held: WorkerFigures | None) -> str:
    if held is None:
        return "–"
    if held.utilisation is None:
        return tr("no capacity")
    return terms.percent(held.utilisation)


def _lasting(of: Sustained | None) -> str:
    return "" if of is None else tr("over since {day}", day=terms.plain_day(of.since))


def _told(of: Sustained | None, policy: Policy) -> str:
    return "" if of is None else workload.sustained(of, policy.bands.over)

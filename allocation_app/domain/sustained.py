"""Overload that lasts: over the line at every import for four weeks, with gaps said.

After the Ministry of Justice's definition, an excessive workload is one of more than 110 % for four
weeks running. One busy Monday is none. It is told of a workload, as a matter for supervision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.people import WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy
from allocation_app.domain.sides import latest_ids, names
from allocation_app.domain.snapshot import Snapshot

LONGEST_STEP = timedelta(days=10)
KEPT = 512
"""Imports whose shares are kept, of a few hundred bytes each: more than a year of them, any day."""


def is_gap(since: date, until: date) -> bool:
    """Whether more than ten days lie between two imports: more may have happened than is seen.

    Imports come weekly, or a few days late.
    """
    return until - since > LONGEST_STEP


def gaps(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """Of the days of imports, in their order, the pairs with a gap between them."""
    return tuple(step for step in pairwise(days) if is_gap(*step))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What one import says of each worker's utilisation; who has no capacity is left out."""

    as_at: date
    utilisation: Mapping[WorkerId, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sustained:
    """A worker over the line at every one of these imports, from the first to the latest.

    ``gaps`` are the pairs of days between which more than ten days went by without an import: what
    was then, nobody can say.
    """

    worker: WorkerId
    since: date
    until: date
    imports: int
    gaps: tuple[tuple[date, date], ...]

    @property
    def weeks(self) -> int:
        """Whole weeks from the first import to the latest."""
        return (self.until - self.since).days // 7


def dated(loads: Caseloads) -> Dated:
    """The entry of a history that this makes: of an import, or of a plan as it was made."""
    held = {worker.id: loads.loads[worker.id].utilisation for worker in loads.case_holders}
    return Dated(
        as_at=loads.snapshot.as_at,
        utilisation={worker: share for worker, share in held.items() if share is not None},
    )


def dated_imports(imports: Sequence[Snapshot], policy: Policy) -> list[Dated]:
    """What each import says, of the workers by the ids that they have in the latest of them."""
    ordered = sorted(imports, key=lambda each: each.as_at)
    found, ids = [], latest_ids([*map(names, ordered)])
    for snapshot in ordered:
        entry = dated_import(snapshot, policy)
        known = {ids.get(worker, worker): share for worker, share in entry.utilisation.items()}
        found.append(replace(entry, utilisation=known))
    return found


@lru_cache(maxsize=KEPT)
def dated_import(snapshot: Snapshot, policy: Policy) -> Dated:
    """An import does not change: one more is counted alone, not all of them anew."""
    return dated(caseloads(Plan(snapshot=snapshot), policy))


def sustained_overload(history: Sequence[Dated], policy: Policy) -> tuple[Sustained, ...]:
    """Who is over (``bands.over``) at every import for ``sustained``, up to the latest.

    A dip begins it anew, and so does an import that says nothing of the worker. Between two imports
    further apart than ``sustained`` nobody can say that it lasted, so there it breaks off. Of
    several imports of one day the last of the history counts. Worst first: the longest.
    """
    days = {entry.as_at: entry for entry in history}
    entries = [days[day] for day in sorted(days, reverse=True)]
    found = []
    for worker in entries[0].utilisation if entries else ():
        run = _run(worker, entries, policy)
        if run and run[-1] - run[0] >= policy.sustained:
            found.append(
                Sustained(
                    worker=worker,
                    since=run[0],
                    until=run[-1],
                    imports=len(run),
                    gaps=gaps(run),
                )
            )
    return tuple(sorted(found, key=lambda each: (each.since, each.worker)))


def _run(worker: WorkerId, entries: Sequence[Dated], policy: Policy) -> list[date]:
    """The days of the imports, back from the latest, that say that the worker is over the line."""
    run: list[date] = []
    for entry in entries:
        is_too_far = bool(run) and run[-1] - entry.as_at > policy.sustained
        if is_too_far or entry.utilisation.get(worker, 0.0) < policy.bands.over:
            break
        run.append(entry.as_at)
    return run[::-1]

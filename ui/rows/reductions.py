"""A policy's reductions of capacity, one a row: whose, how much, why, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.people import Reduction, WorkerId
from allocation_app.domain.policy import Policy
from allocation_app.domain.published import PublishedReduction, ReductionReason
from allocation_app.domain.snapshot import Snapshot
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr

REASONS: Mapping[ReductionReason, str] = {
    ReductionReason.NEWLY_QUALIFIED: mark("newly qualified"),
    ReductionReason.TRAINEE: mark("trainee"),
    ReductionReason.LONG_SICKNESS: mark("long-term sickness"),
    ReductionReason.PARENTAL_LEAVE: mark("maternity or adoption"),
    ReductionReason.UNION_DUTIES: mark("union duties"),
    ReductionReason.LEAD_ROLE: mark("lead role"),
    ReductionReason.PHASED_RETURN: mark("phased return"),
    ReductionReason.SPLIT_ROLE: mark("split role"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reduction; ``is_listed`` where the staff list gives it, which is not changed here."""

    number: int
    worker: WorkerId
    name: str
    reduction: Reduction
    is_listed: bool

    @property
    def share(self) -> str:
        """How much is taken off."""
        return tr("less {share}", share=terms.percent(self.reduction.share))

    @property
    def days(self) -> str:
        """From when to when; an end that is open is a dash."""
        start, end = self.reduction.start, self.reduction.end
        match start, end:
            case None, None:
                return tr("always")
            case date(), None:
                return tr("from {day}", day=_day(start))
            case None, date():
                return tr("to {day}", day=_day(end))
            case _:
                days = {"start": _day(start), "end": _day(end)}
                return tr("{start} to {end}", **days)


def _day(day: date | None) -> str:
    return "" if day is None else terms.plain_day(day)


def rows(policy: Policy, snapshot: Snapshot | None) -> tuple[Row, ...]:
    """The policy's own reductions, then those of the staff list."""
    workers = {} if snapshot is None else snapshot.workers
    own = [(worker, each, False) for worker, some in policy.reductions.items() for each in some]
    listed = [(w.id, each, True) for w in workers.values() for each in w.reductions]
    return tuple(
        Row(
            number=number,
            worker=worker,
            name=workers[worker].name if worker in workers else _stranger(worker, snapshot),
            reduction=reduction,
            is_listed=is_listed,
        )
        for number, (worker, reduction, is_listed) in enumerate((*own, *listed))
    )


def _stranger(worker: WorkerId, snapshot: Snapshot | None) -> str:
    return worker if snapshot is None else tr("{worker} (not in this import)", worker=worker)


def with_reduction(policy: Policy, worker: WorkerId, reduction: Reduction) -> Reductions:
    """The policy's reductions and one more."""
    known = policy.reductions.get(worker, ())
    return {**policy.reductions, worker: (*known, reduction)}


def without_reduction(policy: Policy, row: Row) -> Reductions:
    """The policy's reductions without this one."""
    left = list(policy.reductions.get(row.worker, ()))
    if row.reduction in left:
        left.remove(row.reduction)
    kept = {**policy.reductions, row.worker: tuple(left)}
    return {worker: some for worker, some in kept.items() if some}


Reductions = Mapping[WorkerId, tuple[Reduction, ...]]


def published_words(published: PublishedReduction) -> str:
    """A reason with its usual shares: "trainee, usually 80, 60 or 40 %"."""
    reason = tr(REASONS[published.reason])
    if not published.shares:
        return tr("{reason}, as entered", reason=reason)
    shares = _or([f"{share * 100:g}" for share in published.shares])
    if published.is_most:
        return tr("{reason}, at most {shares} %", reason=reason, shares=shares)
    if published.months is not None:
        return tr(
            "{reason}, {shares} % for {n} months",
            reason=reason,
            shares=shares,
            n=published.months,
        )
    return tr("{reason}, {shares} %", reason=reason, shares=shares)


def _or(words: Iterable[str]) -> str:
    return " / ".join(words)

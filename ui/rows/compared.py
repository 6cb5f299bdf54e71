"""Two to four workers side by side: the same questions asked of each, an answer a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocation_app.domain.findings import Finding, Told
from allocation_app.domain.forecast import Coming
from allocation_app.domain.people import ChildId, Worker, WorkerId
from allocation_app.domain.policy import CaseType
from allocation_app.domain.review import Review
from allocation_app.wording import terms, workload
from allocation_app.wording.translate import tr
from ui.rows.caseload import Group
from ui.rows.people import fte_words, worker_facts

LEAST, MOST = 2, 4  # workers side by side


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One question and each worker's answer, in the order of the columns."""

    heading: str
    words: tuple[str, ...]
    is_load: bool = False


def compared(
    review: Review, groups: Sequence[Group], coming: Sequence[Coming] | None = None
) -> tuple[Compared, ...]:
    """The lines of the comparison of these workers, who are groups of the caseloads.

    ``coming`` is what will be late within four weeks, None while that is being worked out.
    """
    workers = [
        review.snapshot.workers[group.worker] for group in groups if group.worker is not None
    ]
    findings = {worker.id: _findings(review, worker.id) for worker in workers}

    def line(heading: str, of: Callable[[Group], str]) -> Compared:
        return Compared(heading=heading, words=tuple(of(group) for group in groups))

    def about(heading: str, of: Callable[[Worker], str]) -> Compared:
        return Compared(heading=heading, words=tuple(of(worker) for worker in workers))

    return (
        Compared(heading=tr("Load"), words=tuple(map(_load, groups)), is_load=True),
        line(tr("In the import"), _before),
        line(tr("Range"), lambda group: group.range_words or tr("certain")),
        line(tr("Points"), _points),
        line(tr("Room"), lambda group: _signed(group.room)),
        line(tr("Can take next"), lambda group: group.takes or tr("none")),
        line(tr("Children"), lambda group: str(len(group.children))),
        *_mix(groups),
        line(tr("Families"), lambda group: str(group.families)),
        line(tr("Co-worked"), lambda group: str(len(group.co_worked))),
        line(tr("New in 7 days"), lambda group: str(group.new_week)),
        line(tr("New in 28 days"), lambda group: str(group.new_month)),
        about(tr("Late"), lambda worker: str(_count(findings[worker.id], Told.LATE))),
        about(tr("Flagged"), lambda worker: str(_count(findings[worker.id], Told.FLAGGED))),
        about(tr("Due within 14 days"), lambda one: str(_count(findings[one.id], Told.DUE_SOON))),
        about(tr("Due within 4 weeks"), lambda worker: _due(worker.id, coming)),
        about(tr("Cannot tell"), lambda one: str(_count(findings[one.id], Told.CANNOT_TELL))),
        about(tr("Hours"), fte_words),
        about(tr("Away, leaving, to know"), lambda one: _dates(one, review)),
        about(tr("Languages"), _languages),
        about(tr("Team"), lambda worker: _team(worker, review)),
    )


def _findings(review: Review, worker: WorkerId) -> list[Finding]:
    held: set[ChildId] = set(review.caseloads.loads[worker].children)
    return [each for each in review.findings if each.worker == worker or each.child in held]


def _load(group: Group) -> str:
    if group.share is None or group.band is None:
        return tr("no capacity")
    return tr("{share} {band}", share=terms.percent(group.share), band=terms.term(group.band))


def _before(group: Group) -> str:
    return tr("the same") if group.was is None else terms.percent(group.was)


def _points(group: Group) -> str:
    used = terms.points(group.points)
    if group.capacity is None:
        return used
    return tr("{used} of {capacity}", used=used, capacity=terms.points(group.capacity))


def _signed(points: float | None) -> str:
    return "" if points is None else terms.points(points).replace("-", "\u2212")


def _mix(groups: Sequence[Group]) -> tuple[Compared, ...]:
    """A line for each kind of case that any of them holds."""
    mixes = [dict(group.mix) for group in groups]
    return tuple(
        Compared(
            heading=tr("  of them {case}", case=workload.short_case(case)),
            words=tuple(str(mix.get(case, 0)) for mix in mixes),
        )
        for case in CaseType
        if any(case in mix for mix in mixes)
    )


def _count(findings: Sequence[Finding], told: Told) -> int:
    return sum(finding.told is told for finding in findings)


def _due(worker: WorkerId, coming: Sequence[Coming] | None) -> str:
    if coming is None:
        return tr("being worked out…")
    return str(sum(worker in {each.holder, each.finding.worker} for each in coming))


def _dates(worker: Worker, review: Review) -> str:
    """Newly qualified, leaving, away: without what has a line of its own."""
    facts = (fact for fact in worker_facts(worker, review) if fact != tr("Welsh"))
    return "; ".join(facts)


def _languages(worker: Worker) -> str:
    return ", ".join(sorted(worker.languages)) or tr("not given")


def _team(worker: Worker, review: Review) -> str:
    if worker.team is None:
        return tr("not given")
    team = review.snapshot.teams.get(worker.team)
    return worker.team if team is None else team.name

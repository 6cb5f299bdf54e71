"""What the inspector says of one worker or one child, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, ChildId, Worker, WorkerId
from allocation_app.domain.policy import Band, Policy
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.caseload import FOUR_WEEKS, why
from ui.rows.people import by_child, called, fte_words, new_within, worker_facts, worst_first


@dataclass(frozen=True, slots=True, kw_only=True)
class SumLine:
    """One line of the sum behind a worker's points."""

    child: ChildId
    name: str
    full_name: str
    why: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSummary:
    """A worker in the inspector. ``lines`` add up to ``points``."""

    name: str
    about: str
    share: float | None
    band: Band | None
    load: str
    capacity: str
    lines: tuple[SumLine, ...]
    points: float
    findings: tuple[Finding, ...]
    new: str


def worker_summary(review: Review, worker_id: WorkerId, *, hide_names: bool) -> WorkerSummary:
    """Everything about one worker's caseload."""
    worker = review.snapshot.workers[worker_id]
    load = review.caseloads.loads[worker_id]
    is_holder = worker.holds_cases and not worker.has_left(review.snapshot.as_at)
    children = review.snapshot.children
    lines = tuple(
        SumLine(
            child=line.child,
            name=_short_name(children[line.child], hide_names=hide_names),
            full_name=called(children[line.child], hide_names=hide_names),
            why=why(line, review.policy),
            points=line.points,
        )
        for line in review.caseloads.case_points(worker_id)
    )
    held = set(load.children)
    concerning = [
        finding
        for finding in review.findings
        if finding.worker == worker_id or finding.child in held
        if finding.state is not State.CANNOT_TELL or finding.child is None
    ]
    return WorkerSummary(
        name=worker.name,
        about=_about(worker, review),
        share=load.utilisation if is_holder else None,
        band=load.band if is_holder else None,
        load=_load_words(load.points, load.capacity, is_holder=is_holder),
        capacity=capacity_words(worker, review) if is_holder else "",
        lines=lines,
        points=load.points,
        findings=tuple(sorted(concerning, key=worst_first)),
        new=_new(review, worker_id, lines),
    )


def _short_name(child: Child, *, hide_names: bool) -> str:
    """The name alone where there is room for no more; initials are too few to go without the id."""
    return called(child, hide_names=True) if hide_names else child.name or child.id


def _about(worker: Worker, review: Review) -> str:
    # terms.role says "newly qualified" too, so it is left out of the other facts.
    facts = worker_facts(worker, review)
    words = [terms.role(worker)]
    if worker.is_person:
        words.append(fte_words(worker))
    words += [fact for fact in facts if fact != tr("newly qualified") or worker.role is None]
    others = sorted(language for language in worker.languages if language.casefold() not in USUAL)
    if others:
        words.append(tr("speaks {languages}", languages=", ".join(others)))
    return " · ".join(words)


USUAL = frozenset({"welsh", "english"})
"""Welsh is said for itself; English goes without saying."""


def _load_words(points: float, capacity: float, *, is_holder: bool) -> str:
    if not is_holder:
        return tr("Children under this name count as unallocated.")
    if capacity <= 0:
        return tr("{points} points, no capacity now.", points=terms.points(points))
    return tr(
        "{points} points of {capacity}.",
        points=terms.points(points),
        capacity=terms.points(capacity),
    )


def capacity_words(worker: Worker, review: Review) -> str:
    """How the capacity came about: "100 × 0.6 FTE × 0.9 newly qualified, less 9 stable work"."""
    policy, as_at = review.policy, review.snapshot.as_at
    capacity = review.caseloads.loads[worker.id].capacity
    if capacity <= 0:
        return tr("Away for long, not yet begun, or no hours left: nothing may be added.")
    sum_ = [_hours(worker, policy)]
    for reduction in worker.reductions:
        if reduction.covers(as_at):
            left = terms.percent(1 - reduction.share)
            sum_.append(
                tr("× {left} ({reason})", left=left, reason=reduction.reason or tr("reduced"))
            )
    if worker.is_newly_qualified:
        share = f"{policy.newly_qualified_share:g}"
        sum_.append(tr("× {share} newly qualified", share=share))
    fte = policy.assumed_fte if worker.fte is None else worker.fte
    return tr(
        "Capacity {capacity} = {sum}, less {stable} for stable work.",
        capacity=terms.points(capacity),
        sum=" ".join(sum_),
        stable=terms.points(policy.points_stable * fte),
    )


def _hours(worker: Worker, policy: Policy) -> str:
    full = terms.points(policy.points_full_time)
    if worker.fte is None:
        return tr("{full} × {fte} (FTE not given)", full=full, fte=f"{policy.assumed_fte:g}")
    return tr("{full} × {fte} FTE", full=full, fte=f"{worker.fte:g}")


def _new(review: Review, worker: WorkerId, lines: tuple[SumLine, ...]) -> str:
    new = set(new_within(review, worker, FOUR_WEEKS))
    if not new:
        return tr("No child is new in 28 days.")
    points = sum(line.points for line in lines if line.child in new)
    return trn(
        "{n} child new in 28 days, {points} points.",
        "{n} children new in 28 days, {points} points.",
        len(new),
        points=terms.points(points),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A heading and what stands beside it; ``child`` or ``worker`` where it leads to one."""

    heading: str
    words: str
    child: ChildId | None = None
    worker: WorkerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildSummary:
    """A child in the inspector."""

    name: str
    about: str
    facts: tuple[Fact, ...]
    siblings: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    dates: tuple[Fact, ...]


def child_summary(review: Review, child_id: ChildId, *, hide_names: bool) -> ChildSummary:
    """Everything about one child."""
    child = review.snapshot.children[child_id]
    own = (finding for finding in review.findings if finding.child == child_id)
    return ChildSummary(
        name=terms.child_name(child, hide_names=hide_names),
        about=_child_about(review, child_id),
        facts=tuple(_facts(review, child_id)),
        siblings=tuple(_siblings(review, child_id, hide_names=hide_names)),
        findings=tuple(by_child(own).get(child_id, ())),
        dates=tuple(
            Fact(heading=_first_up(terms.event(kind)), words=terms.day(child.events[kind]))
            for kind in sorted(child.events, key=lambda kind: child.events[kind], reverse=True)
        ),
    )


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]


def _child_about(review: Review, child_id: ChildId) -> str:
    child = review.snapshot.children[child_id]
    age = child.age(review.snapshot.as_at)
    words: list[str] = [child.id]
    if age is None:
        words.append(tr("age not known"))
    elif age < 0:
        words.append(tr("unborn"))
    else:
        words.append(trn("aged {n}", "aged {n}", age))
    words.append(terms.statuses(child))
    return " · ".join(words)


def _facts(review: Review, child_id: ChildId) -> list[Fact]:
    child, loads = review.snapshot.children[child_id], review.caseloads
    holder, spell = loads.holder(child_id), loads.spells.get(child_id)
    facts = []
    if child_id in loads.unreadable:
        words = tr("the worker’s name could not be read")
        facts.append(Fact(heading=tr("Held by"), words=words))
    if holder is not None:
        since = tr("since when is not known")
        if spell is not None and spell.start is not None:
            since = tr("since {day}", day=terms.day(spell.start))
        words = f"{holder.name}, {since}"
        facts.append(Fact(heading=tr("Held by"), words=words, worker=holder.id))
    reason = loads.unallocated.get(child_id)
    if reason is not None:
        facts.append(Fact(heading=tr("Unallocated"), words=terms.reason(reason)))
    if child.team is not None:
        team = review.snapshot.teams.get(child.team)
        facts.append(Fact(heading=tr("Team"), words=child.team if team is None else team.name))
    if child.language:
        facts.append(Fact(heading=tr("Language"), words=child.language))
    if child.is_out_of_area:
        facts.append(Fact(heading=tr("Placement"), words=tr("out of area")))
    if child.workers_in_year is not None:
        count = trn("{n} in 12 months", "{n} in 12 months", child.workers_in_year)
        facts.append(Fact(heading=tr("Workers"), words=count))
    return facts


def _siblings(review: Review, child_id: ChildId, *, hide_names: bool) -> list[Fact]:
    own = review.snapshot.children[child_id]
    if own.family is None:
        return []
    found = []
    for other in review.snapshot.children.values():
        if other.family == own.family and other.id != child_id:
            holder = review.caseloads.holder(other.id)
            words = tr("no social worker") if holder is None else holder.name
            name = called(other, hide_names=hide_names)
            found.append(Fact(heading=name, words=words, child=other.id))
    return found

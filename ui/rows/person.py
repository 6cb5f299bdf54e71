"""What the inspector says of one child, as frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.findings import Finding, by_child
from allocation_app.domain.people import Child, ChildId, Gap, Involvement, Status, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.working_days import Unit
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.people import called
from ui.rows.plans import plan_lines


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
    plans: tuple[Fact, ...]
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
        findings=by_child(own).get(child_id, ()),
        plans=tuple(
            Fact(heading=heading, words=words) for heading, words in plan_lines(review, child_id)
        ),
        dates=tuple(
            Fact(heading=terms.first_up(terms.event(kind)), words=terms.day(child.events[kind]))
            for kind in sorted(child.events, key=lambda kind: child.events[kind], reverse=True)
        ),
    )


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
    child = review.snapshot.children[child_id]
    facts = [*_held(review, child), *_clocks(review, child_id)]
    if child.team is not None:
        team = review.snapshot.teams.get(child.team)
        facts.append(Fact(heading=tr("Team"), words=child.team if team is None else team.name))
    if child.language:
        facts.append(Fact(heading=tr("Language"), words=child.language))
    if child.legal_status is not None:
        facts.append(Fact(heading=tr("Legal status"), words=terms.legal_status(child.legal_status)))
    placed = [] if child.placement is None else [terms.placement(child.placement)]
    if child.is_placement_long_term:
        placed.append(tr("to last to 18"))
    if child.is_out_of_area:
        placed.append(tr("out of area"))
    if placed:
        facts.append(Fact(heading=tr("Placement"), words=", ".join(placed)))
    if child.workers_in_year is not None:
        count = trn(
            "{n} in 12 months, by the import",
            "{n} in 12 months, by the import",
            child.workers_in_year,
        )
        facts.append(Fact(heading=tr("Workers"), words=count))
    return [*facts, *_others(review, child)]


def _held(review: Review, child: Child) -> Iterator[Fact]:
    """Who has the case and since when, or why nobody has or can be told to."""
    loads, workers = review.caseloads, review.snapshot.workers
    holder, spell = loads.holder(child.id), loads.spells.get(child.id)
    if child.rivals:
        yield from (
            Fact(heading=tr("Named as case holder"), words=workers[rival].name, worker=rival)
            for rival in child.rivals
        )
    elif child.id in loads.unreadable:
        words = tr("the worker’s name could not be read")
        yield Fact(heading=tr("Held by"), words=words)
    if holder is not None:
        since = tr("since when is not known")
        if spell is not None and spell.start is not None:
            since = tr("since {day}", day=terms.day(spell.start))
        words = tr("{name}, {since}", name=holder.name, since=since)
        yield Fact(heading=tr("Held by"), words=words, worker=holder.id)
    reason = loads.unallocated.get(child.id)
    if reason is not None:
        yield Fact(heading=tr("Unallocated"), words=terms.reason(reason))


def _clocks(review: Review, child: ChildId) -> Iterator[Fact]:
    """The two clocks of a child who waits, and when a manager last looked."""
    wait = next((wait for wait in review.waits if wait.child == child), None)
    if wait is None:
        return
    ended = wait.last_worker_ended
    if ended is not None:
        days = review.calendar.between(ended, review.snapshot.as_at)
        yield Fact(heading=tr("Since the last worker"), words=_counted(days, ended))
    if wait.referred is not None and wait.working_days_since_referral is not None:
        yield Fact(
            heading=tr("Since referral"),
            words=_counted(wait.working_days_since_referral, wait.referred),
        )
    if ended is None and wait.referred is None:
        yield Fact(heading=tr("Waiting"), words=tr("since when is not known"))
    if wait.last_reviewed is not None:
        yield Fact(heading=tr("Last reviewed while waiting"), words=terms.day(wait.last_reviewed))


def _counted(days: int, since: date) -> str:
    count = terms.amount(days, Unit.WORKING_DAYS)
    return tr("{count}, from {day}", count=count, day=terms.day(since))


def _others(review: Review, child: Child) -> Iterator[Fact]:
    """Who else is with the child: co-workers, the personal adviser, who made the last visit."""
    workers, as_at = review.snapshot.workers, review.snapshot.as_at
    for involvement in (Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER):
        heading = terms.first_up(terms.involvement(involvement))
        found = [
            Fact(heading=heading, words=workers[spell.worker].name, worker=spell.worker)
            for spell in review.caseloads.beside.get(child.id, ())
            if spell.involvement is involvement and spell.is_open(as_at)
        ]
        yield from found
        if involvement is Involvement.PERSONAL_ADVISER and not found and _lacks(child, review):
            yield Fact(heading=heading, words=tr("none named"))
    if child.visited_by is not None:
        visitor = workers.get(child.visited_by)
        if visitor is not None:
            yield Fact(heading=tr("Last visit by"), words=visitor.name, worker=visitor.id)


def _lacks(child: Child, review: Review) -> bool:
    """Whether the import tells that a young person who should have an adviser has none."""
    age = child.age(review.snapshot.as_at)
    is_old_enough = age is not None and age >= review.policy.adviser_from_age
    return Gap.ADVISER in child.told and (Status.CARE_LEAVER in child.statuses or is_old_enough)


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

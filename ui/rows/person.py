"""What the inspector says of one child, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.translate import tr, trn
from ui.rows.people import by_child, called


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

"""What the plan does with one child: what is staged, what holds it in place, what to hand over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from allocation_app.domain.facts import facts_of, told_of_any
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import ChildId, EventKind
from allocation_app.domain.pins import why_pinned
from allocation_app.domain.plan import ChildStep, Mark, Move, Pin
from allocation_app.domain.review import Review
from allocation_app.domain.rules import AskedOf
from allocation_app.domain.timescales import concerning, evaluate
from allocation_app.wording import move_rules, moves, terms
from allocation_app.wording.findings import due_phrase, rule_name
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr

MOST_DUE = 4  # duties that are handed over with a child
SEEN = (EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """One staged step of the child, and in words: what it does, why, what it sets aside."""

    step: ChildStep
    line: str
    why: str
    aside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mark that names the child, in words."""

    mark: Mark
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """What speaks against moving the child. ``pinned`` is empty where no pin holds it.

    ``churn`` is for a badge: many workers in a year.
    """

    pinned: str
    churn: str
    marks: tuple[Marked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildPlan:
    """What the plan has of one child."""

    staged: tuple[Staged, ...]
    stays: Stays


def child_plan(review: Review, child: ChildId, *, hide_names: bool) -> ChildPlan:
    """What is staged for this child, and what holds it where it is."""
    return ChildPlan(
        staged=tuple(_staged(review, child, hide_names=hide_names)),
        stays=_stays(review, child, hide_names=hide_names),
    )


def _staged(review: Review, child: ChildId, *, hide_names: bool) -> Iterator[Staged]:
    loads = review.caseloads
    names = names_of(review.snapshot, hide_names=hide_names)
    before = loads.imported.get(child)
    donors = {child: None if before is None else before.worker}
    for step in loads.plan.child_steps:
        if step.child == child:
            why = moves.change_reason(step.reason)
            yield Staged(
                step=step,
                line=terms.first_up(moves.step(step, donors, names)),
                why=" · ".join(part for part in (terms.first_up(why), step.note) if part),
                aside=_aside(step),
            )


def _aside(step: ChildStep) -> str:
    if not isinstance(step, Move) or not step.overrides:
        return ""
    return tr(
        "Set aside: {rules} ({reason})",
        rules=move_rules.rule_names(step.overrides),
        reason=moves.override_reason(step.override_reason),
    )


def _stays(review: Review, child: ChildId, *, hide_names: bool) -> Stays:
    plan = review.caseloads.plan
    names = names_of(review.snapshot, hide_names=hide_names)
    pin = why_pinned(review.caseloads, child)
    if pin is None:
        pinned = ""
    elif isinstance(pin, Pin):
        pinned = moves.pinned(pin)
    else:
        pinned = moves.pinned_by_default(pin.workers)
    return Stays(
        pinned=pinned,
        churn=_churn(review, child),
        marks=tuple(
            Marked(mark=mark, words=moves.marked(mark, names))
            for mark in plan.marks
            if child in {mark.child, mark.other}
        ),
    )


def _churn(review: Review, child: ChildId) -> str:
    """How many workers the child has had in a year, where those are many."""
    for finding in review.findings:
        if finding.delay == "D7" and finding.child == child and finding.state is State.LATE:
            return moves.churn(int(finding.amounts["workers"]))
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A duty that goes to the next worker with the child, and when it is due."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What the next worker must know first: when the child was last seen, and what is due."""

    seen: str
    due: tuple[Due, ...]


def handover(review: Review, child_id: ChildId) -> Handover:
    """The last visit, and the duties that are due next, the soonest first."""
    found = duties(review, (child_id,))[:MOST_DUE]
    return Handover(
        seen=_seen(review, child_id),
        due=tuple(
            Due(name=rule_name(each, review), words=due_phrase(each, review)) for each in found
        ),
    )


def duties(review: Review, children: Sequence[ChildId]) -> list[Finding]:
    """What is due of these children on a day, late or in time, the soonest first."""
    snapshot = review.snapshot
    told = told_of_any(snapshot)
    asked = review.rules.asked_of(AskedOf.CHILDREN, told)
    found = list[Finding]()
    for child in (snapshot.children[each] for each in children):
        facts = facts_of(child, snapshot.as_at, told)
        answers = (
            evaluate(each, facts, review.calendar) for each in concerning(child.statuses, asked)
        )
        found += [each for each in answers if each is not None and each.due is not None]
    return sorted(found, key=lambda each: (each.due or date.max, each.rule))


def _seen(review: Review, child_id: ChildId) -> str:
    child = review.snapshot.children[child_id]
    days = [child.events[kind] for kind in SEEN if kind in child.events]
    past = [day for day in days if day <= review.snapshot.as_at]
    if not past:
        return tr("no visit on record")
    by = None if child.visited_by is None else review.snapshot.workers.get(child.visited_by)
    day = terms.day(max(past))
    return day if by is None else tr("{day}, by {worker}", day=day, worker=by.name)

"""Statutory dates: the rules of the rule set, and those about a child without a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from allocation_app.domain.delays.judged import Judged
from allocation_app.domain.delays.without_worker import why_unreadable
from allocation_app.domain.facts import facts_of
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Status
from allocation_app.domain.rules import AskedOf, Rule
from allocation_app.domain.supervision import supervision_findings
from allocation_app.domain.timescales import Clock, cannot_tell, evaluate, timescale_findings
from allocation_app.domain.waiting import Wait


def d12_timescales(judged: Judged) -> Iterator[Finding]:
    """A statutory visit, review, conference, assessment or core group is overdue or near."""
    yield from timescale_findings(
        judged.caseloads.snapshot, judged.rules, judged.calendar, in_time=judged.in_time
    )
    yield from _of_the_unallocated(judged)
    yield from supervision_findings(judged.caseloads.snapshot, judged.rules, judged.calendar)


def _of_the_unallocated(judged: Judged) -> Iterator[Finding]:
    """The rules that are asked of each unallocated child of the plan.

    A review that the plan records counts as one on record. Nobody can tell of a child whose worker
    could not be read.
    """
    children = judged.caseloads.snapshot.children
    reviewed = _reviewed(judged)
    told = judged.told | ({EventKind.OVERSIGHT} if reviewed else set())
    is_log = told != judged.told
    for rule, *_ in judged.rules.asked_of(AskedOf.UNALLOCATED, told):
        for wait in judged.waits:
            if _may_concern(rule, children[wait.child]):
                child = _with_review(children[wait.child], reviewed, judged.as_at, is_log=is_log)
                facts = facts_of(child, judged.as_at, told)
                finding = evaluate((rule,), facts, judged.calendar, _began(rule, wait))
                if finding is not None:
                    yield finding
        for child_id in judged.caseloads.unreadable:
            child, facts = children[child_id], judged.facts(children[child_id])
            is_sure = not rule.statuses.isdisjoint(child.statuses)
            if is_sure or (_may_concern(rule, child) and evaluate((rule,), facts, judged.calendar)):
                yield cannot_tell(rule, facts, (why_unreadable(child),))


def _may_concern(rule: Rule, child: Child) -> bool:
    return Status.UNKNOWN in child.statuses or not rule.statuses.isdisjoint(child.statuses)


def _began(rule: Rule, wait: Wait) -> list[Clock]:
    """Since when a child has been without a worker, as far as the rule doesn't say itself."""
    if rule.triggers:
        ended = wait.last_worker_ended
        return [] if ended is None else [Clock(ended, Gap.LAST_ALLOCATION_ENDED)]
    return [] if wait.ladder is None else [wait.ladder]


def _reviewed(judged: Judged) -> dict[ChildId, date]:
    """The last review of each child that the plan records; one of today counts as at the import."""
    reviews = sorted(judged.caseloads.plan.oversight, key=lambda review: review.day)
    return {review.child: min(review.day, judged.as_at) for review in reviews}


def _with_review(
    child: Child, reviewed: Mapping[ChildId, date], as_at: date, *, is_log: bool
) -> Child:
    """The child with the plan's review on record; ``is_log``: the plan is the only record.

    A date to come that the import gives can't be, and says nothing beside a review that was held.
    """
    kind, day = EventKind.OVERSIGHT, reviewed.get(child.id)
    if day is None:
        return replace(child, recorded=child.recorded | {kind}) if is_log else child
    known = child.events.get(kind)
    last = day if known is None or known > as_at else max(day, known)
    return replace(child, events={**child.events, kind: last}, recorded=child.recorded | {kind})

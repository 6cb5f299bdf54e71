"""Who may hold a case at all: the hard rules, each of which stops a move. What is soft is weighed.

One function, `barred`, answers for a worker and a child of a plan; whoever lists candidates or
checks a plan asks it, so that nobody is offered who would then be refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation_app.domain.capacity import NoCapacity
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.headroom import UNQUALIFIED
from allocation_app.domain.people import Child, ChildId, Role, Status, Worker, WorkerId
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.policy import Policy


class Bar(StrEnum):
    """Which hard rule keeps a child from a worker."""

    MUST_NOT = "must_not"
    KEEP_APART = "keep_apart"
    HOLDS_NO_CASES = "holds_no_cases"
    STUDENT = "student"
    CARE_LEAVERS_ONLY = "care_leavers_only"
    NOT_QUALIFIED = "not_qualified"
    LEFT = "left"
    NOT_STARTED = "not_started"
    LONG_AWAY = "long_away"
    NO_CAPACITY = "no_capacity"


NONE_BECAUSE: Mapping[NoCapacity, Bar] = {
    NoCapacity.HOLDS_NO_CASES: Bar.HOLDS_NO_CASES,
    NoCapacity.NOT_BEGUN: Bar.NOT_STARTED,
    NoCapacity.LEFT: Bar.LEFT,
    NoCapacity.LONG_AWAY: Bar.LONG_AWAY,
}
"""Why somebody has no capacity is which rule it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A move of a plan that a hard rule forbids."""

    rule: Bar
    child: ChildId
    worker: WorkerId


def bar(worker: Worker, child: Child, policy: Policy, day: date) -> Bar | None:
    """The first hard rule by which this worker can't be given this child on this day, if any.

    A duty tray, a team or a manager holds no cases, a student none alone, a personal adviser those
    of care leavers. Statuses for the qualified, and one that nobody knows, are nothing for a
    support worker or a role that nobody recognises. Somebody newly qualified is barred from
    nothing: a child of whom the policy wants two workers can be held jointly.
    """
    opened = policy.capacity_sum(worker, day)
    if opened.none_because is not None:
        return NONE_BECAUSE[opened.none_because]
    if worker.role is Role.STUDENT:
        return Bar.STUDENT
    if not Policy.is_allocated_to(child, worker):
        return Bar.CARE_LEAVERS_ONLY
    closed = policy.qualified_only | {Status.UNKNOWN}
    if worker.role in UNQUALIFIED and not closed.isdisjoint(child.statuses):
        return Bar.NOT_QUALIFIED
    return Bar.NO_CAPACITY if opened.capacity == 0 else None


def barred(loads: Caseloads, worker: Worker, child: Child, day: date) -> Bar | None:
    """The first hard rule by which this worker can't have this child, the plan's marks among them.

    A mark to keep two children apart is broken by whoever holds the other one.
    """
    for mark in loads.plan.marks:
        if mark.kind is MarkKind.MUST_NOT and mark.about == {child.id, worker.id}:
            return Bar.MUST_NOT
        held = loads.loads[worker.id].children
        if mark.kind is MarkKind.KEEP_APART and mark.beside(child.id) in held:
            return Bar.KEEP_APART
    return bar(worker, child, loads.policy, day)


def violations(loads: Caseloads) -> tuple[Violation, ...]:
    """The moves of a plan that a hard rule forbids on their day, in the order of the plan.

    One that leaves a child where it may not stay is among them: the plan says that it should.
    """
    snapshot, found = loads.snapshot, list[Violation]()
    for move in {move.child: move for move in loads.plan.moves}.values():
        if move.to is None:
            continue
        worker, child = snapshot.workers[move.to], snapshot.children[move.child]
        day = max(move.effective or snapshot.as_at, snapshot.as_at)
        rule = barred(loads, worker, child, day)
        if rule is not None:
            found.append(Violation(rule=rule, child=child.id, worker=worker.id))
    return tuple(found)

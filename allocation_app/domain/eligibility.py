"""Who can be asked to take a child at all: the hard rules, for a list of everybody at once.

`barred` answers for one worker what `move_rules` answers for one move with all that surrounds it,
in the same codes: nobody is offered who would then be refused (a test compares them). Beyond those,
somebody without any capacity is not offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from allocation_app.domain.capacity import NoCapacity
from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import Child, Role, Status, Worker
from allocation_app.domain.plan import MarkKind
from allocation_app.domain.policy import Policy


class Bar(StrEnum):
    """Which hard rule keeps a child from a worker."""

    MUST_NOT = "must_not"
    KEEP_APART = "keep_apart"
    PINNED = "pinned"
    NOT_CASE_HOLDER = "not_case_holder"
    HAS_LEFT = "has_left"
    NOT_STARTED = "not_started"
    LONG_AWAY = "long_away"
    NO_CAPACITY = "no_capacity"


NONE_BECAUSE: Mapping[NoCapacity, Bar] = {
    NoCapacity.HOLDS_NO_CASES: Bar.NOT_CASE_HOLDER,
    NoCapacity.NOT_BEGUN: Bar.NOT_STARTED,
    NoCapacity.LEFT: Bar.HAS_LEFT,
    NoCapacity.LONG_AWAY: Bar.LONG_AWAY,
}
"""Why somebody has no capacity is which rule it is."""


def bar(worker: Worker, child: Child, policy: Policy, day: date) -> Bar | None:
    """The first hard rule by which this worker can't be given this child on this day, if any.

    A duty tray, a team or a manager holds no cases, a student none alone, a personal adviser those
    of care leavers, a support worker none with a status for the qualified. What nobody can tell
    bars from nothing (see `is_role_in_doubt`), nor does being newly qualified: a child of whom the
    policy wants two workers can be held jointly.
    """
    opened = policy.capacity_sum(worker, day)
    if opened.none_because is not None:
        return NONE_BECAUSE[opened.none_because]
    is_unfit = (
        worker.role is Role.STUDENT
        or (worker.role is Role.SUPPORT_WORKER and policy.qualified_only & child.statuses)
        or not (Policy.is_allocated_to(child, worker) or Status.UNKNOWN in child.statuses)
    )
    if is_unfit:
        return Bar.NOT_CASE_HOLDER
    return Bar.NO_CAPACITY if opened.capacity == 0 else None


def is_role_in_doubt(worker: Worker, child: Child, policy: Policy) -> bool:
    """Whether nobody can tell if the role allows this child: one of both is not known.

    A role that no source gives is taken as a social worker's, as everywhere.
    """
    if worker.role is Role.UNRECOGNISED:
        return not (policy.qualified_only | {Status.UNKNOWN}).isdisjoint(child.statuses)
    return worker.role in LIMITED and Status.UNKNOWN in child.statuses


LIMITED = frozenset({Role.SUPPORT_WORKER, Role.PERSONAL_ADVISER})


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

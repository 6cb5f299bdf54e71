"""Who can take next: how many new cases, and of what kind, until a worker is full.

Spare capacity is told first, because cases go "to those who are most willing or offer least
resistance" (Community Care, 2010). It is an offer to talk about, never an allocation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads, Load
from allocation_app.domain.people import Role, Status, Worker, WorkerId
from allocation_app.domain.policy import CaseType, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Headroom:
    """What one worker has room for up to ``headroom_to`` of capacity.

    ``points`` are what is free, none where more is held already. ``cases`` says of each kind how
    many fit if nothing else is taken: two of one or one of another, not both. A kind that weighs
    nothing fits without end, and is told as `WITHOUT_END`. Nobody who ``is_going`` takes any.
    """

    worker: WorkerId
    is_going: bool
    points: float
    cases: Mapping[CaseType, int]


def headroom(loads: Caseloads) -> tuple[Headroom, ...]:
    """Every case holder who has capacity, in the order of the import, away or not."""
    found = (headroom_of(loads, worker) for worker in loads.case_holders)
    return tuple(room for room in found if room is not None)


def headroom_of(loads: Caseloads, worker: Worker) -> Headroom | None:
    """What one worker has room for, None without capacity."""
    load = loads.loads[worker.id]
    if load.utilisation is None:
        return None
    policy, as_at = loads.policy, loads.snapshot.as_at
    going = is_going(worker, policy, as_at)
    return Headroom(
        worker=worker.id,
        is_going=going,
        points=free_points(load, policy),
        cases={
            case: _fitting(case, load, policy)
            if may_take(worker, case, policy) and not going
            else 0
            for case in CaseType
        },
    )


def free_points(load: Load, policy: Policy) -> float:
    """Points up to the policy's line for taking cases, never less than none."""
    return max(0.0, round(policy.headroom_to * load.capacity - load.points, DECIMALS))


def has_headroom(loads: Caseloads, worker: Worker) -> bool:
    """Whether a worker has room for a case of any known kind, as `headroom_of` would tell."""
    load, policy = loads.loads[worker.id], loads.policy
    if load.utilisation is None or is_going(worker, policy, loads.snapshot.as_at):
        return False
    return any(
        may_take(worker, case, policy) and _fitting(case, load, policy) > 0
        for case in STATUSES
        if case is not CaseType.UNKNOWN
    )


def _fitting(case: CaseType, load: Load, policy: Policy) -> int:
    """How many new cases of this kind, none of them siblings, fit under the line."""
    weights = policy.weights
    added = weights.new if weights.new_within > timedelta(0) else 0.0
    each = round(weights.cases[case] + added, DECIMALS)
    room = policy.headroom_to * load.capacity - load.points
    if each == 0 or room >= each * WITHOUT_END:
        return WITHOUT_END
    count = max(0, floor(room / each) + 1)  # one more than by the figures as a computer holds them
    while count > 0 and not _fits(count, each, load, policy):
        count -= 1
    return count


def _fits(count: int, each: float, load: Load, policy: Policy) -> bool:
    points = round(load.points + count * each, DECIMALS)
    utilisation = policy.utilisation(points, load.capacity)
    return utilisation is not None and utilisation <= policy.headroom_to


def may_take(worker: Worker, case: CaseType, policy: Policy) -> bool:
    """Whether a worker may be given a case of this kind without anybody beside them.

    A student holds none, a personal adviser care leavers. Kinds for the qualified are nothing for a
    support worker, nor for a role that nobody recognises; somebody newly qualified has none alone
    that the policy wants two for. A case of no known kind may be one of those.
    """
    status = STATUSES[case]
    if worker.role is Role.STUDENT:
        return False
    if worker.role is Role.PERSONAL_ADVISER:
        return status is Status.CARE_LEAVER
    closed = frozenset[Status]()
    if worker.role in UNQUALIFIED:
        closed |= policy.qualified_only | {Status.UNKNOWN}
    if worker.is_newly_qualified:
        closed |= policy.not_alone | {Status.UNKNOWN}
    return status not in closed


def is_going(worker: Worker, policy: Policy, as_at: date) -> bool:
    """Whether a worker is away, leaves soon, or goes away for long soon."""
    soon = as_at + policy.leaving_soon
    return (
        worker.absence_on(as_at) is not None
        or (worker.last_day is not None and worker.last_day <= soon)
        or any(
            absence.start <= soon and absence.lasts(policy.long_absence)
            for absence in worker.absences
            if absence.start > as_at
        )
    )


WITHOUT_END = 10**6
"""More cases than there are; a kind that weighs nothing never fills anybody."""
UNQUALIFIED = frozenset({Role.SUPPORT_WORKER, Role.UNRECOGNISED})
STATUSES: Mapping[CaseType, Status] = {
    **{
        case: Status(case.value)
        for case in CaseType
        if case not in {CaseType.LOOKED_AFTER_NEW, CaseType.LOOKED_AFTER_SETTLED}
    },
    CaseType.LOOKED_AFTER_NEW: Status.LOOKED_AFTER,
    CaseType.LOOKED_AFTER_SETTLED: Status.LOOKED_AFTER,
}
"""Which status a kind of case is of."""

"""Which children stay where they are: those whom a manager pins, and those pinned by default.

A child who has had many workers in a year, and whose case holder stays, is not moved again unless a
manager lifts that pin (`Plan.unpinned`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from allocation_app.domain.caseloads import Caseloads, why_unallocated
from allocation_app.domain.delays.others import others, workers_in_year
from allocation_app.domain.people import ChildId, Worker, WorkerId
from allocation_app.domain.plan import Pin, Plan
from allocation_app.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultPin:
    """A child that stays since it has had so many ``workers`` in 12 months.

    ``known`` are those of them whom the import names: to go back to one is no further worker.
    """

    child: ChildId
    workers: int
    known: frozenset[WorkerId]


def why_pinned(
    loads: Caseloads, child: ChildId, day: date | None = None
) -> Pin | DefaultPin | None:
    """What holds the child where it is by the import, on this day (else that of the import).

    A manager's pin comes before the one by default. Raises KeyError for a child nobody knows.
    """
    on = loads.snapshot.as_at if day is None else day
    for pin in loads.plan.pins:
        if pin.child == child and pin.holds(on):
            return pin
    return None if child in loads.plan.unpinned else _by_default(loads, child, on)


def pinned_children(
    loads: Caseloads, day: date | None = None
) -> Mapping[ChildId, Pin | DefaultPin]:
    """Every child that is pinned on this day, in the order of the import."""
    found = ((child, why_pinned(loads, child, day)) for child in loads.snapshot.children)
    return {child: pin for child, pin in found if pin is not None}


def lifted(loads: Caseloads, children: Iterable[ChildId]) -> Plan:
    """The plan with these children free to be moved, whoever pinned them."""
    plan = loads.plan
    for child in children:
        plan = plan.without_pin(child)
        if child not in plan.unpinned and _by_default(loads, child, loads.snapshot.as_at):
            plan = replace(plan, unpinned=(*plan.unpinned, child))
    return plan


def _by_default(loads: Caseloads, child: ChildId, day: date) -> DefaultPin | None:
    snapshot, spell = loads.snapshot, loads.imported.get(child)
    told = snapshot.children[child].workers_in_year or 0
    # Most children had too few, whenever that was: each is asked about after every change.
    most = max(told, len(others(snapshot).past.get(child, ())) + 1)
    if spell is None or most < loads.policy.many_workers:
        return None
    known = workers_in_year(loads, child)
    workers = max(len(known), told)
    if (
        workers < loads.policy.many_workers
        or not _stays(snapshot.workers[spell.worker], loads.policy, day)
        or why_unallocated(snapshot.children[child], spell.worker, snapshot) is not None
    ):
        return None
    return DefaultPin(child=child, workers=workers, known=frozenset(known))


def _stays(worker: Worker, policy: Policy, day: date) -> bool:
    """Whether no last day in post is set, and no long absence is under way or lies ahead."""
    return worker.last_day is None and not any(
        absence.lasts(policy.long_absence) and (absence.end is None or absence.end >= day)
        for absence in worker.absences
    )

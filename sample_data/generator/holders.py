"""The truth about who holds a child: whether it is somebody for such a child, and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sample_data.generator import days, loads
from sample_data.generator.asking import Finding, untold
from sample_data.generator.handovers import holder_of
from sample_data.generator.records import Child, Worker

LEAVING_SOON = timedelta(days=14)
UNRECOGNISED_ROLES = frozenset({"Family Time Coordinator"})
QUALIFIED_ROLES = frozenset({"Social Worker", "Senior Social Worker"})
FOR_THE_QUALIFIED = frozenset({"assessment", "registered", "proceedings", "looked_after"})
NOT_ALONE = frozenset({"registered", "proceedings"})
ADVISED = frozenset({"looked_after", "care_leaver"})
ADVISED_FROM = 16


def wrong_holder(child: Child, as_at: date) -> Iterator[Finding]:
    """D9 of one child."""
    holder = holder_of(child, as_at)
    if holder is None:
        return
    if holder.role == "Student Social Worker":
        yield Finding(rule="D9", state=days.LATE)
        return
    beside = child.co_worker if child.co_worker and not child.co_worker.has_left(as_at) else None
    is_doubtful = False
    if holder.role == "Support Worker":
        kept = FOR_THE_QUALIFIED
    elif holder.is_newly_qualified and not (beside and _is_experienced(beside)):
        kept = NOT_ALONE
        is_doubtful = beside is not None and _is_of_no_role(beside)
    else:
        return
    is_in_doubt = is_doubtful or not _sure(child, as_at) & kept
    if "unknown" in child.statuses or (child.statuses & kept and is_in_doubt):
        yield untold("D9")
    elif child.statuses & kept:
        yield Finding(rule="D9", state=days.LATE)


def _sure(child: Child, as_at: date) -> frozenset[str]:
    """The statuses that contradict neither one another nor the child's age."""
    return child.statuses - child.contradictory(as_at)


def wrong_role(worker: Worker, held: Sequence[Child]) -> Iterator[Finding]:
    """D9 once of a worker on the staff list whose role says nothing."""
    needs = FOR_THE_QUALIFIED | {"unknown"}
    is_listed = worker.is_listed and worker.role in UNRECOGNISED_ROLES
    if is_listed and any(child.statuses & needs for child in held):
        yield untold("D9")


def _is_experienced(worker: Worker) -> bool:
    is_known = worker.is_listed and worker.role in QUALIFIED_ROLES
    return is_known and not worker.is_newly_qualified


def _is_of_no_role(worker: Worker) -> bool:
    return not worker.is_listed or worker.role in UNRECOGNISED_ROLES


def no_adviser(child: Child, recorded: frozenset[str], as_at: date) -> Iterator[Finding]:
    """D10."""
    if not child.statuses & ADVISED or not recorded & {"adviser", "adviser holds"}:
        return
    grown = None if child.born is None else days.months_after(child.born, 12 * ADVISED_FROM)
    if "care_leaver" not in child.statuses and grown is not None and grown > as_at:
        return
    of_child = (child.adviser, child.worker)
    if any(one and one.is_adviser and not one.has_left(as_at) for one in of_child):
        return
    is_of_age = "care_leaver" in child.statuses or grown is not None
    if (
        is_of_age
        and _sure(child, as_at) & ADVISED
        and "adviser" in recorded
        and "adviser" not in child.untold
    ):
        yield Finding(rule="D10", state=days.LATE)
    else:
        yield untold("D10")


def away(worker: Worker, as_at: date) -> Iterator[Finding]:
    """D5 for a child whose holder is away for long, or goes soon."""
    starts, leaves = worker.absent_from, worker.leaves
    if starts is not None and loads.is_away(worker, as_at):
        if loads.is_absence_long(worker):
            past = (as_at - starts).days
            yield Finding(rule="D5", state=days.LATE, trigger=starts, due=starts, over=past)
        return
    ahead = None
    if leaves is not None and as_at <= leaves <= as_at + LEAVING_SOON:
        ahead = leaves
    elif starts is not None and as_at < starts <= as_at + LEAVING_SOON:
        ahead = starts if loads.is_absence_long(worker) else None
    if ahead is not None:
        left = (as_at - ahead).days
        yield Finding(rule="D5", state=days.DUE_SOON, trigger=ahead, due=ahead, over=left)


def about(worker: Worker, as_at: date) -> Iterator[Finding]:
    """D5 once for a worker: away for a short time, or not on the staff list."""
    if loads.is_away(worker, as_at):
        if not loads.is_absence_long(worker):
            yield Finding(rule="D5", state=days.DUE_SOON, trigger=worker.absent_from)
    elif not worker.is_listed:
        yield untold("D5")


def overload(worker: Worker, points: float, capacity: float) -> str:
    """D11: the state of somebody with a capacity; a load of nothing is no overload."""
    band = loads.band(points, capacity)
    if points <= 0:
        return days.IN_TIME
    if band == "over":
        return days.LATE
    if worker.fte is None:
        return days.CANNOT_TELL
    return days.DUE_SOON if band == "stretched" else days.IN_TIME

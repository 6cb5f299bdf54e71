"""A worker as JSON: what is carried, and the sum behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from allocation_app.documents.values import Document, iso
from allocation_app.domain.capacity import CapacitySum
from allocation_app.domain.caseloads import CasePoints
from allocation_app.domain.people import ChildId, Reduction, Worker
from allocation_app.domain.review import Review


def worker_document(worker: Worker, review: Review) -> Document:
    """Hours, children, points, capacity and band; each child with its points and why."""
    loads = review.caseloads
    load, lines = loads.loads[worker.id], loads.case_points(worker.id)
    return {
        "worker": worker.id,
        "name": worker.name,
        "team": worker.team,
        "role": worker.role,
        "fte": worker.fte,
        "children": len(load.children),
        "families": load.families,
        "points": load.points,
        "capacity": load.capacity,
        "utilisation": load.utilisation,
        "band": load.band,
        "is_fte_assumed": load.is_fte_assumed,
        "co_worked": len(load.co_worked),
        "case_mix": Counter(line.case_type for line in lines if line.is_held),
        "new_7": _new(load.children, 7, review),
        "new_28": _new(load.children, 28, review),
        "sum": [_line(line) for line in lines],
        "capacity_sum": _capacity(review.policy.capacity_sum(worker, review.snapshot.as_at)),
    }


def _new(children: Iterable[ChildId], days: int, review: Review) -> int:
    """How many of these came to their worker within so many days."""
    window, as_at = timedelta(days=days), review.snapshot.as_at
    return sum(review.caseloads.spells[child].is_new(as_at, window) for child in children)


def _line(line: CasePoints) -> Document:
    return {
        "child": line.child,
        "case_type": line.case_type,
        "weight": line.weight,
        "parts": dict(line.parts),
        "points": line.points,
        "is_held": line.is_held,
    }


def _capacity(opened: CapacitySum) -> Document:
    return {
        "full_time": opened.full_time,
        "fte": opened.fte,
        "is_fte_assumed": opened.is_fte_assumed,
        "newly_qualified": opened.newly_qualified,
        "stable": opened.stable,
        "none_because": opened.none_because,
        "lines": [
            {
                "step": line.step,
                "points": line.points,
                **({} if line.reduction is None else _reduction(line.reduction)),
            }
            for line in opened.lines()
        ],
        "capacity": opened.capacity,
    }


def _reduction(reduction: Reduction) -> Document:
    return {
        "share": reduction.share,
        "reason": reduction.reason,
        "from": iso(reduction.start),
        "to": iso(reduction.end),
    }

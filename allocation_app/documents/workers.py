"""A worker as JSON: what is carried, and the sum behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from allocation_app.documents.values import Document, iso
from allocation_app.domain.capacity import DECIMALS, CapacitySum
from allocation_app.domain.doubt import Doubt
from allocation_app.domain.headroom import WITHOUT_END, Headroom, headroom
from allocation_app.domain.people import ChildId, Reduction, Worker
from allocation_app.domain.policy import Policy
from allocation_app.domain.review import Review
from allocation_app.domain.sensitivity import sensitivity
from allocation_app.domain.sustained import Sustained
from allocation_app.domain.weighing import CasePoints
from allocation_app.wording import workload as sentences


def worker_documents(review: Review) -> list[Document]:
    """Each case holder: hours, children, points, capacity, band, and what all that rests on."""
    loads, doubts = review.caseloads, review.doubts
    weighed = sensitivity(loads)
    rooms = {found.worker: found for found in headroom(loads)}
    return [
        {
            **_worker(worker, review),
            **_doubt(doubts.get(worker.id)),
            "depends_on_weights": weighed.depends_on_weights(worker.id),
            "headroom": _room(rooms.get(worker.id)),
        }
        for worker in loads.case_holders
    ]


def sustained_document(found: Sustained, policy: Policy) -> Document:
    """Overload that lasts, with the times of which no import tells."""
    return {
        "worker": found.worker,
        "since": iso(found.since),
        "until": iso(found.until),
        "weeks": found.weeks,
        "imports": found.imports,
        "gaps": [[iso(first), iso(last)] for first, last in found.gaps],
        "message": sentences.sustained(found, policy.bands.over),
    }


def _worker(worker: Worker, review: Review) -> Document:
    loads = review.caseloads
    load = loads.loads[worker.id]
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
        "case_mix": {
            case: {"children": counted.children, "families": counted.families}
            for case, counted in loads.mix(load.children).items()
        },
        "new_7": _new(load.children, 7, review),
        "new_28": _new(load.children, 28, review),
        "sum": [_line(line) for line in loads.case_points(worker.id)],
        "capacity_sum": _capacity(loads.capacity_sum(worker.id)),
    }


def _doubt(found: Doubt | None) -> Document:
    """What a share can be, and why; null where it is one figure, or there is no capacity."""
    if found is None:
        return {"range": None, "doubt": []}
    return {
        "range": [found.range.low, found.range.high],
        "doubt": [
            {
                "what": reason.what,
                "child": reason.child,
                "worker": reason.worker,
                "message": sentences.doubt_reason(reason),
            }
            for reason in found.reasons
        ],
    }


def _room(found: Headroom | None) -> Document | None:
    """How many of each kind fit, one kind or another; null for a kind that fits without end."""
    if found is None:
        return None
    return {
        "points": found.points,
        "is_going": found.is_going,
        "cases": {
            case: None if many >= WITHOUT_END else many for case, many in found.cases.items()
        },
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
                "points": round(line.points, DECIMALS),
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

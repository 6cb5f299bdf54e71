"""The truth about loads: points by the example weights of workload.md, capacity, band, balance."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sample_data.generator import days
from sample_data.generator.records import Child, Worker

WEIGHTS = {
    "referral": 4,
    "assessment": 4,
    "care_and_support": 4,
    "registered": 8,
    "proceedings": 10,
    "care_leaver": 3,
    "disabled": 3,
    "privately_fostered": 4,
    "unknown": 4,
}
LOOKED_AFTER_NEW = 8
LOOKED_AFTER_SETTLED = 5
SETTLED_AFTER_DAYS = 365
UNSTABLE_PLACEMENTS = 3
FURTHER_SIBLING = 0.6
CO_WORKED = 0.5
OUT_OF_AREA = 2
NEW = 1
NEW_FOR_DAYS = 21
FULL_TIME = 100
STABLE_WORK = 15
NEWLY_QUALIFIED_SHARE = 0.9
LONG_ABSENCE_DAYS = 28
FULL, STRETCHED, OVER = 0.95, 1.00, 1.10


def weight(child: Child, as_at: date) -> int:
    """The points of a child's case alone: the heaviest of what it is."""
    return max(weight_as(status, child, as_at) for status in child.statuses)


def weight_as(status: str, child: Child, as_at: date) -> int:
    """The points of a child's case for one of what it is."""
    if status != "looked_after":
        return WEIGHTS[status]
    start = child.known("looked_after_start", as_at)
    is_settled = (
        start is not None
        and (as_at - start).days >= SETTLED_AFTER_DAYS
        and (child.placements or 0) < UNSTABLE_PLACEMENTS
    )
    return LOOKED_AFTER_SETTLED if is_settled else LOOKED_AFTER_NEW


def points(held: Iterable[Child], co_worked: Iterable[Child], as_at: date) -> float:
    """What these children weigh for one worker, siblings counted together."""
    families: Mapping[str, list[Child]] = defaultdict(list)
    for child in held:
        families[child.family_key].append(child)
    total = sum(family_points(children, as_at) for children in families.values())
    return total + sum(CO_WORKED * weight(child, as_at) for child in co_worked)


def family_points(siblings: Sequence[Child], as_at: date) -> float:
    """Siblings with one worker: the heaviest in full, each further one less, then what is added."""
    heaviest, *others = sorted((weight(child, as_at) for child in siblings), reverse=True)
    more = sum(added(child, as_at) for child in siblings)
    return heaviest + FURTHER_SIBLING * sum(others) + more


def added(child: Child, as_at: date) -> int:
    """What is added to a case: it is out of area, it is new to its worker."""
    is_new = child.allocated is not None and 0 <= (as_at - child.allocated).days < NEW_FOR_DAYS
    return OUT_OF_AREA * (child.out_of_area is True) + NEW * is_new


def is_away(worker: Worker, as_at: date) -> bool:
    """Whether an absence covers this day."""
    return (
        worker.absent_from is not None
        and worker.absent_from <= as_at
        and (worker.absent_to is None or as_at <= worker.absent_to)
    )


def is_absence_long(worker: Worker) -> bool:
    """Whether the absence has no end yet, or lasts 28 days or more, first and last included."""
    if worker.absent_from is None:
        return False
    end = worker.absent_to
    return end is None or end - worker.absent_from + days.ONE_DAY >= timedelta(LONG_ABSENCE_DAYS)


def is_long_away(worker: Worker, as_at: date) -> bool:
    """Whether the worker is on a long absence on this day."""
    return is_away(worker, as_at) and is_absence_long(worker)


def capacity(worker: Worker, as_at: date) -> float:
    """Points that the worker has for cases; 0 for whoever is not there to hold any."""
    not_started = worker.started is not None and worker.started > as_at
    if worker.is_manager or worker.has_left(as_at) or not_started or is_long_away(worker, as_at):
        return 0.0
    fte = 1.0 if worker.fte is None else worker.fte
    share = 1 - (worker.reduction or 0.0 if _is_reduced(worker, as_at) else 0.0)
    newly = NEWLY_QUALIFIED_SHARE if worker.is_newly_qualified else 1
    return max(0.0, FULL_TIME * fte * share * newly - STABLE_WORK * fte)


def _is_reduced(worker: Worker, as_at: date) -> bool:
    start, end = worker.reduction_from, worker.reduction_to
    return (start is None or start <= as_at) and (end is None or as_at <= end)


def utilisation(held: float, room: float) -> float | None:
    """Points as a share of capacity; None, never 0, where there is no capacity."""
    return held / room if room > 0 else None


def band(held: float, room: float) -> str:
    """The traffic light: spare, full, stretched or over."""
    if room <= 0:
        return "over" if held > 0 else "full"
    ratio = round(held / room, 9)
    if ratio < FULL:
        return "spare"
    if ratio < STRETCHED:
        return "full"
    return "stretched" if ratio < OVER else "over"


def balance(ratios: Sequence[float]) -> dict[str, float | None]:
    """How unequal the utilisations are, each measure by its definition in workload.md."""
    if not ratios:
        return dict.fromkeys(("max", "min", "range", "mean", "cv", "jain", "gini"))
    n = len(ratios)
    total = math.fsum(ratios)
    mean = total / n
    deviation = math.sqrt(math.fsum((u - mean) ** 2 for u in ratios) / n)
    squares = math.fsum(u * u for u in ratios)
    ranked = math.fsum((2 * rank - n - 1) * u for rank, u in enumerate(sorted(ratios), start=1))
    found = {
        "max": max(ratios),
        "min": min(ratios),
        "range": max(ratios) - min(ratios),
        "mean": mean,
        "cv": deviation / mean if mean else 0.0,
        "jain": total * total / (n * squares) if squares else 1.0,
        "gini": ranked / (n * total) if total else 0.0,
    }
    return {measure: round(value, 6) for measure, value in found.items()}

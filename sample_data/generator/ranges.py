"""The truth about doubt: from where to where a utilisation can lie while facts are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sample_data.generator import loads
from sample_data.generator.records import Child, Holder, Worker

LEAST_FTE, FULL_TIME = 0.2, 1.0
ANYTHING = (*loads.WEIGHTS.values(), loads.LOOKED_AFTER_NEW, loads.LOOKED_AFTER_SETTLED)
LEAST, MOST = 0, 1


def weights(child: Child, as_at: date) -> tuple[float, float]:
    """The least and the most that a case can weigh.

    Of what a child is the heaviest counts. A status that nobody knows can be any, as can one that
    nobody of this age has; of two that exclude each other it is either.
    """
    doubtful = child.contradictory(as_at)
    options = [_weights(one, child, as_at) for one in child.statuses - doubtful - {"unknown"}]
    if "unknown" in child.statuses or (doubtful and child.is_grown(as_at)):
        options.append(ANYTHING)
    elif doubtful:
        options.append([weight for one in doubtful for weight in _weights(one, child, as_at)])
    return max(map(min, options)), max(map(max, options))


def _weights(status: str, child: Child, as_at: date) -> Sequence[float]:
    is_unstable = (child.placements or 0) >= loads.UNSTABLE_PLACEMENTS
    if status != "looked_after" or is_unstable or child.known("looked_after_start", as_at):
        return [loads.weight_as(status, child, as_at)]
    return [loads.LOOKED_AFTER_SETTLED, loads.LOOKED_AFTER_NEW]


def between(
    worker: Worker,
    held: Sequence[Child],
    co_worked: Sequence[Child],
    perhaps: Sequence[Child],
    as_at: date,
) -> tuple[float, float]:
    """The least and the most that a worker's utilisation can be.

    ``perhaps`` are the children of whom nobody can read who holds them: with the most of them.
    """
    least = _points(held, co_worked, LEAST, as_at)
    most = _points([*held, *perhaps], co_worked, MOST, as_at)
    low, high = (
        least / _capacity(worker, FULL_TIME, as_at),
        most / _capacity(worker, LEAST_FTE, as_at),
    )
    return round(low, 6), round(high, 6)


def may_hold(worker: Worker, child: Child, teams: Collection[str]) -> bool:
    """Whether the child can turn out to be this worker's: one of two, or anybody of the team.

    ``teams`` are those of the staff list: a child of no team there can be anybody's.
    """
    if child.closed is not None or child.holder is not Holder.UNREADABLE:
        return False
    if child.rivals:
        return any(rival is worker for rival in child.rivals)
    return child.team not in teams or (worker.is_listed and worker.team == child.team)


def _capacity(worker: Worker, fte: float, as_at: date) -> float:
    known = replace(worker, fte=fte if worker.fte is None else worker.fte)
    return loads.capacity(known, as_at)


def _points(held: Sequence[Child], co_worked: Sequence[Child], which: int, as_at: date) -> float:
    families: dict[str, list[Child]] = defaultdict(list)
    for child in held:
        families[child.family_key].append(child)
    total = sum(loads.CO_WORKED * weights(child, as_at)[which] for child in co_worked)
    for siblings in families.values():
        heaviest, *others = sorted((weights(one, as_at)[which] for one in siblings), reverse=True)
        total += heaviest + loads.FURTHER_SIBLING * sum(others)
        total += sum(_added(child, as_at) for child in siblings)
    return total


def _added(child: Child, as_at: date) -> float:
    """Whoever turns out to hold a child may have it since yesterday."""
    if child.holder is Holder.UNREADABLE:
        return loads.OUT_OF_AREA * (child.out_of_area is True) + loads.NEW
    return loads.added(child, as_at)

"""How evenly the load lies: one function a measure, listed once in MEASURES.

All are taken over the utilisation (points as a share of capacity) of the workers who can hold cases
today. Unallocated children are in nobody's caseload, so they stand beside every average.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.caseloads import Caseloads

Measure = Callable[[Sequence[float]], float]


def maximum(shares: Sequence[float]) -> float:
    """The most loaded worker."""
    return max(shares)


def minimum(shares: Sequence[float]) -> float:
    """The least loaded worker."""
    return min(shares)


def spread(shares: Sequence[float]) -> float:
    """From the least to the most loaded worker (the range)."""
    return max(shares) - min(shares)


def mean(shares: Sequence[float]) -> float:
    """The average, which can hide an overload (D11)."""
    return sum(shares) / len(shares)


def coefficient_of_variation(shares: Sequence[float]) -> float:
    """Standard deviation (of the population) over the mean: 0 is equal; 0 for a team at rest."""
    average = mean(shares)
    if average == 0:
        return 0.0
    return sqrt(sum((share - average) ** 2 for share in shares) / len(shares)) / average


def jain(shares: Sequence[float]) -> float:
    """Jain's index, (sum u)^2 / (n sum u^2): 1 is equal, 1/n is everything on one worker."""
    squares = sum(share * share for share in shares)
    return 1.0 if squares == 0 else sum(shares) ** 2 / (len(shares) * squares)


def gini(shares: Sequence[float]) -> float:
    """Gini's coefficient: 0 is equal."""
    total = sum(shares)
    if total == 0:
        return 0.0
    ranked = sum(rank * share for rank, share in enumerate(sorted(shares), start=1))
    return 2 * ranked / (len(shares) * total) - (len(shares) + 1) / len(shares)


MEASURES: Mapping[str, Measure] = {
    "max": maximum,
    "min": minimum,
    "range": spread,
    "mean": mean,
    "cv": coefficient_of_variation,
    "jain": jain,
    "gini": gini,
}


def balance(loads: Caseloads) -> dict[str, float | None]:
    """Each measure by its name; None for all where no worker can hold a case."""
    held = (loads.loads[worker.id].utilisation for worker in loads.case_holders)
    shares = [share for share in held if share is not None]
    if not shares:
        return dict.fromkeys(MEASURES)
    # What rounds to -0.0 is made 0.0, which is how nothing is written.
    return {name: round(measure(shares), DECIMALS) + 0.0 for name, measure in MEASURES.items()}

"""Prices: what it is worth to a type of worker not to receive one point more.

Points that must go somewhere are poured, divisible, over the workers who may have them, kind by
kind and again, until no level moves: the levels are the optimum of that easier question, and their
slopes its prices.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from allocation_app.planner.columns.cost import slopes
from allocation_app.planner.columns.question import Bools, Floats, Goers, Ints, Question

PASSES = 12
NEAR = 1e-5


def prices(ask: Question, stand: Floats, leavers: Ints, roof: float | None) -> Floats:
    """One price for each worker, the same within a type.

    ``stand`` is what each worker keeps, ``leavers`` are rows of homes who go. ``roof`` is the share
    up to which anybody receives.
    """
    demands = _demands(ask, leavers)
    level = poured(stand, ask.capacity, [ask.allowed[kind] for kind, _ in demands], demands, roof)
    types = int(ask.types.max()) + 1
    lowest = np.full(types, np.inf)
    np.minimum.at(lowest, ask.types, level)
    found: Floats = slopes(lowest, float(ask.capacity.sum()))[ask.types]
    return found


def _demands(ask: Question, leavers: Ints) -> list[tuple[int, float]]:
    amount = np.zeros(len(ask.allowed))
    np.add.at(amount, ask.floating.kind, ask.floating.arrives)
    np.add.at(amount, ask.homes.kind[leavers], ask.homes.arrives[leavers])
    order = np.argsort(ask.allowed.sum(axis=1), kind="stable")
    return [(int(k), float(amount[k])) for k in order if amount[k] > 0 and ask.allowed[k].any()]


def poured(
    stand: Floats,
    capacity: Floats,
    over: Sequence[Floats],
    demands: Sequence[tuple[int, float]],
    roof: float | None,
) -> Floats:
    """The share of capacity of each worker when all is poured as evenly as may be."""
    share = stand / capacity
    flows = np.zeros((len(demands), len(stand)))
    for _ in range(PASSES):
        before = share.copy()
        for n, (_, amount) in enumerate(demands):
            to = np.flatnonzero(over[n])
            share -= flows[n] / capacity
            rise = np.maximum(_level(share[to], capacity[to], amount, roof) - share[to], 0.0)
            flows[n] = 0.0
            flows[n, to] = rise * capacity[to]
            share += flows[n] / capacity
        if np.abs(share - before).max(initial=0.0) < NEAR:
            break
    return share


def _level(share: Floats, capacity: Floats, amount: float, roof: float | None) -> float:
    """How high the water stands with this amount in it."""
    order = np.argsort(share, kind="stable")
    sorted_share, wide = share[order], np.cumsum(capacity[order])
    filled = sorted_share * wide - np.cumsum(sorted_share * capacity[order])
    n = int(np.searchsorted(filled, amount, side="right")) - 1
    found = sorted_share[n] + (amount - filled[n]) / wide[n]
    return float(found if roof is None else min(found, roof))


def arrival(goers: Goers, allowed: Bools, price: Floats) -> Floats:
    """The least that it costs each to go to somebody, infinite where nobody may have them."""
    cost = np.where(allowed, price, np.inf)
    first = np.argmin(cost, axis=1)
    best = cost[np.arange(len(cost)), first]
    cost[np.arange(len(cost)), first] = np.inf
    second = cost.min(axis=1, initial=np.inf)
    own = first[goers.kind] == goers.holder
    found: Floats = np.where(own, second[goers.kind], best[goers.kind]) * goers.arrives
    if len(goers.special):
        places = goers.places.copy()
        with np.errstate(invalid="ignore"):
            places *= price
        places[np.isnan(places)] = np.inf
        found[goers.special] = places.min(axis=1)
    return found

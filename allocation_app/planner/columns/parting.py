"""What parts of mixed blocks are priced at: siblings who stand apart, or would join who is there.

A part is decided on twice, by the block and by the worker who would carry it, and its price is what
keeps the two at one. Any price gives a bound. Where both leave room, this one lies between.
"""

from __future__ import annotations

import numpy as np

from allocation_app.planner.columns.cost import costs, shares
from allocation_app.planner.columns.prices import arrival
from allocation_app.planner.columns.pricing import Terms, each_way
from allocation_app.planner.columns.question import Bools, Floats, Ints, Question

ROOM = 0.25


def parts_worth(ask: Question, price: Floats, kept: Floats, chosen: Ints, terms: Terms) -> Floats:
    """One price for each part; ``chosen`` are the ways that are in what is ``kept``."""
    ways = ask.mixed
    if not len(ways.item_worker):
        return np.zeros(0)
    is_in = np.zeros(len(ways.item_worker), dtype=bool)
    is_in[ways.part_item[np.isin(ways.part_way, chosen)]] = True
    steepest = _shed(ask, price, terms)
    slopes = price, steepest
    found = _adds(ask, slopes, kept, ways.item_worker, ways.item_points, is_in)
    held = ways.main >= 0
    stood = np.zeros(len(ways.main))
    keeps = ways.keeps[chosen[held]]
    stood[held] = _adds(ask, slopes, kept, ways.main[held], ways.stood[held], keeps)
    each = each_way(ask, price, found, terms)
    each -= np.where(ways.keeps, 0.0, stood[ways.row])
    with_it, without = _least(ask, each)
    always = np.isinf(without) & np.isfinite(with_it)
    room = without - with_it
    room = np.where(np.isfinite(room), room, 0.0) / _beside(ask)
    up = np.where(is_in, np.maximum(room, 0.0) * ROOM, 0.0)
    down = np.where(is_in, 0.0, np.maximum(-room, 0.0) * (1 - ROOM))
    return np.asarray(np.where(always, ALWAYS, np.maximum(found + up - down, 0.0)))


ALWAYS = 1e3
"""What a part costs to leave that is in every way there is."""


def _shed(ask: Question, price: Floats, terms: Terms) -> Floats:
    """What one point less costs each worker at the least, by letting somebody go."""
    homes = ask.homes
    cost = arrival(homes, ask.allowed, price) + (terms.toll or 0.0) * homes.changes
    found = np.full(len(price), np.inf)
    fits = homes.changes <= (np.inf if terms.budget is None else terms.budget)
    np.minimum.at(found, homes.holder[fits], (cost / homes.points)[fits])
    return np.asarray(np.maximum(found, price))


def _adds(  # noqa: PLR0913, PLR0917 - to whom, how many points, at what slopes
    ask: Question,
    slopes: tuple[Floats, Floats],
    kept: Floats,
    worker: Ints,
    points: Floats,
    is_in: Bools,
) -> Floats:
    """What these points add to a worker who keeps so much, with them or without."""
    whole = float(ask.capacity.sum())
    capacity = ask.capacity[worker]
    each, steepest = slopes[0][worker], slopes[1][worker]
    most = np.where(np.isfinite(steepest), steepest, 0.0)
    level = shares(each, whole) * capacity
    roof = np.where(np.isfinite(steepest), shares(most, whole) * capacity, np.inf)
    without = np.maximum(kept[worker] - np.where(is_in, points, 0.0), 0.0)

    def cost(load: Floats) -> Floats:
        ends = np.minimum(np.maximum(load, level), roof)
        below = each * np.maximum(ends - load, 0.0)
        above = most * np.maximum(load - ends, 0.0)
        found: Floats = costs(ends, capacity, whole) - below + above
        return found

    return cost(without + points) - cost(without)


def _beside(ask: Question) -> Floats:
    """How many parts share a way with each, itself counted: what room there is, they share."""
    ways = ask.mixed
    many = np.bincount(ways.part_way, minlength=len(ways.row))
    found = np.ones(len(ways.item_worker))
    np.maximum.at(found, ways.part_item, many[ways.part_way].astype(float))
    return found


def _least(ask: Question, each: Floats) -> tuple[Floats, Floats]:
    """The least that a block costs with each part, and without it."""
    ways = ask.mixed
    items = len(ways.item_worker)
    with_it = np.full(items, np.inf)
    np.minimum.at(with_it, ways.part_item, each[ways.part_way])
    block = np.zeros(items, dtype=np.int64)
    block[ways.part_item] = ways.row[ways.part_way]
    order = np.argsort(each, kind="stable")
    without = np.full(items, np.inf)
    has = set(zip(ways.part_way.tolist(), ways.part_item.tolist(), strict=True))
    by_block: dict[int, list[int]] = {}
    for way in order.tolist():
        several = by_block.setdefault(int(ways.row[way]), [])
        if len(several) < LOOKED_AT:
            several.append(way)
    for item in range(items):
        for way in by_block[int(block[item])]:
            if (way, item) not in has:
                without[item] = each[way]
                break
    return with_it, without


LOOKED_AT = 12

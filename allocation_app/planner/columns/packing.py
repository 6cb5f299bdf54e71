"""From who should leave to who stands where: scarcest first, heaviest first, at the least cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from allocation_app.planner.columns.cost import POWER
from allocation_app.planner.columns.pricing import Priced
from allocation_app.planner.columns.question import Question
from allocation_app.planner.columns.standing import Standing
from allocation_app.planner.model import STAY, Choice, Way

MOST_TRIED = 8


def packed(ask: Question, stand: Standing, found: Priced) -> None:
    """Let those leave who should, as far as the budget goes, and give all who wait to somebody."""
    stand.settle([STAY] * len(stand.choices))
    blocks, changes = ask.model.blocks, ask.mixed.changes
    most = {int(n): blocks[int(n)].changes for n in ask.homes.block[found.leavers]}
    most |= {int(n): 0 for n in ask.floating.block}
    for way in found.ways:
        block = int(ask.mixed.block[ask.mixed.row[way]])
        if ask.mixed.choice[way] != STAY or block in ask.penalty:
            most[block] = int(changes[way])
    order = sorted(
        most,
        key=lambda n: (
            not blocks[n].waiting,
            -blocks[n].urgent,
            len(ask.spots[n]),
            -blocks[n].whole,
            -blocks[n].days,
            n,
        ),
    )
    # Under a cap whoever stayed after all could find somebody in their place.
    taken = _taken_off(stand, [] if np.isfinite(ask.cap).any() else order)
    for block in order:
        back = {worker: -amount for worker, amount in taken.get(block, {}).items()}
        stand.shift(back)
        place(ask, stand, block, most[block])
    stand.settle(stand.choices)


def _taken_off(stand: Standing, blocks: Sequence[int]) -> dict[int, dict[int, float]]:
    """Take all of these off their workers first, so that room is seen where it will be."""
    found: dict[int, dict[int, float]] = {}
    for block in blocks:
        off = {worker: -amount for worker, amount in stand.model.blocks[block].standing.items()}
        stand.shift(off)
        found[block] = off
    return found


def place(ask: Question, stand: Standing, block: int, most: int | None = None) -> bool:
    """Give a block to whom it costs least to have it, if that is better than how it stands.

    With at most so many changes, where that is said.
    """
    best: tuple[float, Choice, dict[int, float]] | None = None
    for choice in _cheapest(ask, stand, block, most):
        change = stand.change(((block, choice),))
        if change is not None and (best is None or change[0] < best[0]):
            best = change[0], choice, change[1]
    if best is None or best[0] >= 0:
        return False
    stand.make(((block, best[1]),), best[2])
    return True


def _cheapest(ask: Question, stand: Standing, block: int, most: int | None) -> list[Choice]:
    """Some of the choices that could cost least, by the slope of a load with half of it more."""
    found: list[Choice] = []
    own = ask.model.blocks[block]
    load, capacity = np.array(stand.load), ask.capacity
    for way, places, usual, special in (
        (Way.WHOLE, ask.spots[block], own.whole, own.whole_at),
        (Way.WAITING, ask.alone[block], own.alone, own.alone_at),
    ):
        is_dear = most is not None and way is Way.WHOLE and own.changes > most
        spots = [n for n in places if own.changes_at.get(n, own.changes) <= (most or 0)]
        to = np.array(spots if is_dear else places, dtype=np.int64)
        if not len(to):
            continue
        points = np.full(len(load), usual)
        for worker, amount in special.items():
            points[worker] = amount
        after = (load + points)[to]
        rise = capacity[to] * ((after / capacity[to]) ** POWER - (load[to] / capacity[to]) ** POWER)
        rise[after > ask.cap[to]] += stand.whole
        over = np.array(stand.line)[to]
        rise[after > over] += stand.whole
        if len(to) > MOST_TRIED:
            to = to[np.argsort(rise, kind="stable")[:MOST_TRIED]]
        found += [Choice(way, int(worker)) for worker in to]
    return found

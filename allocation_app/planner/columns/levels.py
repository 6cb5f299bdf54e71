"""How low the worst load can be at all, by counting: who must lose how many, where there is room.

Two arguments, each valid by itself. To bring everybody under a level so many children must leave
each worker, and all together at most as many as may change. And what stands with some workers, or
can only come to them, must be carried by them together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from allocation_app.planner.columns.question import Bools, Floats, Question

MOST_COUNTED = 64
NEAR = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """``share`` of each worker, at the least, when so many children have left them."""

    share: Floats

    def needed(self, level: float) -> int | None:
        """The fewest changes that could bring everybody to this level, None where none can."""
        under = self.share <= level + NEAR
        if not under[:, -1].all():
            return None
        return int(under.argmax(axis=1).sum())

    def lowest(self, budget: int | None) -> float:
        """The lowest level that so many changes could bring everybody to."""
        if not self.share.size:
            return 0.0
        floor = float(self.share[:, -1].max())
        tried = np.unique(self.share[self.share >= floor - NEAR])
        low, high = 0, len(tried) - 1
        while low < high:
            middle = (low + high) // 2
            needed = self.needed(float(tried[middle]))
            if needed is not None and (budget is None or needed <= budget):
                high = middle
            else:
                low = middle + 1
        return float(tried[low])


def levels(ask: Question, budget: int | None) -> Levels:
    """What each worker could come down to, child by child."""
    several: list[list[tuple[int, float]]] = [[] for _ in ask.points]
    homes = ask.homes
    for holder, points, changes in zip(homes.holder, homes.points, homes.changes, strict=True):
        several[int(holder)].append((int(changes), float(points)))
    for worker, changes, points in _mixed(ask):
        several[worker].append((changes, points))
    most = max((sum(changes for changes, _ in own) for own in several), default=0)
    most = min(most, MOST_COUNTED if budget is None else budget)
    gone = np.zeros((len(several), most + 1))
    for row, own in zip(gone, several, strict=True):
        everything = sum(points for _, points in own)
        for changes, points in own:
            if changes <= most:
                row[changes:] = np.maximum(row[changes:], row[: most + 1 - changes] + points)
        if budget is None and most == MOST_COUNTED:
            row[-1] = everything
    share = (ask.points[:, None] - np.maximum.accumulate(gone, axis=1)) / ask.capacity[:, None]
    return Levels(share=share)


def _mixed(ask: Question) -> list[tuple[int, int, float]]:
    """What each mixed block could take off who holds some of it, at a fair part of its changes."""
    best: dict[tuple[int, int], tuple[int, float]] = {}
    ways = ask.mixed
    for n, row in enumerate(ways.row):
        off = [
            (worker, -amount)
            for worker, amount in zip(ways.workers[n], ways.amounts[n], strict=True)
            if amount < 0
        ]
        for worker, points in off:
            share = int(ways.changes[n]) // len(off)
            fewest, most = best.get((int(row), worker), (share, points))
            best[int(row), worker] = min(fewest, share), max(most, points)
    return [(worker, changes, points) for (_, worker), (changes, points) in sorted(best.items())]


def pooled(ask: Question, budget: int | None) -> float:
    """The level below which workers together can't carry what is theirs: of all, and of each kind.

    Holds for answers that leave nobody without a worker who could have one.
    """
    sets: list[Bools] = [np.ones(len(ask.points), dtype=bool)]
    sets.extend(np.unique(ask.allowed, axis=0))
    return max((_together(ask, each, budget) for each in sets if each.any()), default=0.0)


def _together(ask: Question, inside: Bools, budget: int | None) -> float:
    """The level of some workers together."""
    total = float(ask.points[inside].sum())
    could: list[tuple[float, int]] = []
    floating, homes = ask.floating, ask.homes
    blocks = ask.model.blocks
    for n in floating.block:
        block, spots = blocks[int(n)], np.array(ask.spots[int(n)], dtype=np.int64)
        if block.waiting and inside[spots].all():
            total += min([block.whole, *(block.whole_at.get(int(j), 9e9) for j in spots)])
    within: Bools = ~np.any(ask.allowed & ~inside, axis=1)
    special = set(homes.special.tolist())
    held = inside[homes.holder] if len(homes.holder) else np.zeros(0, dtype=bool)
    for n in np.flatnonzero(held):
        less = float(homes.points[n])
        if n not in special and within[homes.kind[n]]:
            less -= float(homes.arrives[n])
        if less > NEAR:
            could.append((less, int(homes.changes[n])))
    could += _mixed_less(ask, inside)
    free = sum(less for less, changes in could if changes == 0)
    paid = sorted(((less, n) for less, n in could if n > 0), key=lambda each: -each[0] / each[1])
    left = float("inf") if budget is None else float(budget)
    for less, changes in paid:
        part = min(1.0, left / changes)
        free += part * less
        left -= part * changes
        if left <= 0:
            break
    return (total - free) / float(ask.capacity[inside].sum())


def _mixed_less(ask: Question, inside: Bools) -> list[tuple[float, int]]:
    """How much less (or more, if need be) each mixed block could put on these, and the changes."""
    ways = ask.mixed
    if not len(ways.row):
        return []
    less = np.zeros(len(ways.row))
    mine = inside[ways.flat_worker]
    np.subtract.at(less, ways.flat_way[mine], ways.flat_amount[mine])
    waits = np.array([int(n) in ask.penalty for n in ways.block], dtype=bool)
    counts = ~(waits[ways.row] & (ways.worker < 0))
    most = np.where(waits, -np.inf, 0.0)
    np.maximum.at(most, ways.row[counts], less[counts])
    fewest = np.full(len(ways.block), 10**6)
    np.minimum.at(fewest, ways.row[counts], ways.changes[counts])
    return [
        (float(points), int(changes) if points > 0 else 0)
        for points, changes in zip(most, fewest, strict=True)
        if np.isfinite(points)
    ]

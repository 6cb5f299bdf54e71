"""Knapsacks of all workers at once: who leaves, by how many changes, with how many points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocation_app.planner.columns.question import NEAR, UNITS, Bools, Floats, Ints

MOST_CELLS = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class AllGoers:
    """Homes, then mixed blocks that have a main worker, as one list."""

    holder: Ints
    points: Floats
    changes: Ints
    cost: Floats
    mixed: Ints
    parts: int


@dataclass(frozen=True, slots=True)
class _Layer:
    """Rows of homes, one a worker, of the same points and changes."""

    homes: Ints
    rows: Ints
    cells: int
    changes: int


def _unit(points: Floats, most: float) -> float:
    """The unit that rounding up to adds least, of those that are coarse enough."""
    least = most / MOST_CELLS
    tried = [unit for unit in UNITS if unit >= least] or [least]
    return min(tried, key=lambda unit: float((np.ceil(points / unit - NEAR) * unit - points).sum()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """What it costs each worker that so many change and so many units of points go."""

    table: Floats
    unit: float
    layers: list[_Layer]
    taken: list[Bools]
    picked: list[_Picked]


def tabled(goers: AllGoers, could: Ints, workers: Ints, most: int, mixed: Floats) -> Tabled:
    """The tables of these workers, of those who ``could`` leave, counting changes up to ``most``.

    ``mixed`` is what it costs each mixed block to leave by so many changes.
    """
    row_of = np.searchsorted(workers, goers.holder[could])
    points = goers.points[could]
    sums = np.zeros(len(workers))
    np.add.at(sums, row_of, points)
    unit = _unit(points, float(sums.max(initial=0.0)))
    cells = np.ceil(points / unit - NEAR).astype(np.int64)
    totals = np.zeros(len(workers), dtype=np.int64)
    np.add.at(totals, row_of, cells)
    wide = int(totals.max(initial=0))
    if most:
        free = np.zeros(len(workers), dtype=np.int64)
        np.add.at(free, row_of, np.where(goers.changes[could] > 0, 0, cells))
        wide = min(wide, int(free.max(initial=0)) + most * int(cells.max(initial=0)))
    table = np.full((len(workers), most + 1, wide + 1), np.inf)
    table[:, 0, 0] = 0.0
    first = len(goers.cost) - goers.parts - len(goers.mixed)
    is_mixed = (could >= first) & (could < first + len(goers.mixed))
    several = np.flatnonzero(~is_mixed)
    layers = _layers(
        could[several], row_of[several], cells[several], goers.changes[could[several]] * bool(most)
    )
    taken = [_take(table, layer, goers.cost[layer.homes]) for layer in layers]
    picked = [
        _Picked(
            int(could[n]),
            int(row_of[n]),
            int(cells[n]),
            _pick(table[row_of[n]], int(cells[n]), mixed[goers.mixed[could[n] - first]]),
        )
        for n in np.flatnonzero(is_mixed)
    ]
    return Tabled(table=table, unit=unit, layers=layers, taken=taken, picked=picked)


@dataclass(frozen=True, slots=True)
class _Picked:
    """One mixed block, by how many changes (one more; 0: not at all) it left for each state."""

    goer: int
    row: int
    cells: int
    by: NDArray[np.int8]


def _pick(mine: Floats, cells: int, costs: Floats) -> NDArray[np.int8]:
    """Let one block leave by so many changes as is cheapest; says by how many."""
    wide, found = mine.shape[1], np.zeros(mine.shape, dtype=np.int8)
    before = mine.copy()
    for count, cost in enumerate(costs):
        if np.isfinite(cost):
            gone = before[: len(mine) - count, : wide - cells] + cost
            now = mine[count:, cells:]
            found[count:, cells:][gone < now] = count + 1
            np.minimum(now, gone, out=now)
    return found


def _layers(could: Ints, row_of: Ints, cells: Ints, changes: Ints) -> list[_Layer]:
    """Homes of as many points and changes at once, each worker's one after another."""
    order = np.lexsort((row_of, changes, cells))
    found: list[_Layer] = []
    keys = np.stack([cells[order], changes[order]], axis=1)
    ends = np.flatnonzero(np.any(keys[1:] != keys[:-1], axis=1)) + 1
    for group in np.split(order, ends) if len(order) else []:
        rows = row_of[group]
        starts = np.searchsorted(rows, rows, side="left")
        nth = np.arange(len(rows)) - starts
        for n in range(int(nth.max()) + 1):
            these = group[nth == n]
            found.append(
                _Layer(could[these], row_of[these], int(cells[these[0]]), int(changes[these[0]]))
            )
    return found


def _take(table: Floats, layer: _Layer, leaving: Floats) -> Bools:
    """Let each of a layer leave where that is cheaper; says where it was."""
    cells, changes = layer.cells, layer.changes
    wide, most = table.shape[2], table.shape[1] - 1
    mine = table[layer.rows]
    taken = np.zeros(mine.shape, dtype=bool)
    gone = mine[:, :, : wide - cells] + leaving[:, None, None]
    usual = gone[:, : most + 1 - changes]
    now = mine[:, changes:, cells:]
    taken[:, changes:, cells:] = usual < now
    np.minimum(now, usual, out=now)
    table[layer.rows] = mine
    return taken


def leavers_of(table: Tabled, counts: Ints, where: Ints) -> tuple[Ints, dict[int, int]]:
    """Who leaves, read back from the last layer to the first; mixed ones by how many changes."""
    found: list[int] = []
    counts, where = counts.copy(), where.copy()
    by: dict[int, int] = {}
    for each in reversed(table.picked):
        pick = int(each.by[counts[each.row], where[each.row]])
        if pick:
            by[each.goer] = pick - 1
            counts[each.row] -= pick - 1
            where[each.row] -= each.cells
    for layer, took in zip(reversed(table.layers), reversed(table.taken), strict=True):
        hit = took[np.arange(len(layer.rows)), counts[layer.rows], where[layer.rows]]
        for row, home in zip(layer.rows[hit], layer.homes[hit], strict=True):
            found.append(int(home))
            where[row] -= layer.cells
            counts[row] -= layer.changes
    return np.array(sorted(found), dtype=np.int64), by


def shared(gains: Floats, most: int, budget: int) -> tuple[float, Ints]:
    """The budget shared out, so that all together cost least; and how many changes each has."""
    total = np.zeros(budget + 1)
    picks = np.zeros((len(gains), budget + 1), dtype=np.int64)
    for n, gain in enumerate(gains):
        fewer = np.full((most + 1, budget + 1), np.inf)
        for count in np.flatnonzero(np.isfinite(gain)):
            fewer[count, count:] = total[: budget + 1 - count] + gain[count]
        picks[n] = fewer.argmin(axis=0)
        total = fewer.min(axis=0)
    counts = np.zeros(len(gains), dtype=np.int64)
    at = int(total.argmin())
    best = float(total[at])
    for n in range(len(gains) - 1, -1, -1):
        counts[n] = picks[n, at]
        at -= int(counts[n])
    return best, counts

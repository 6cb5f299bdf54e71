"""What nobody can do better than, at given prices: each worker's own question, solved exactly.

At prices for arriving points every worker is asked alone: who leaves, and how many points arrive.
Who leaves is a knapsack over points that go (rounded up, which only lowers the bound) and children
who change, all workers at once. How many changes each worker is given is then shared out exactly
within the budget. What comes out is a bound at any prices (a Lagrangian relaxation of where leavers
go), and says who should leave.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from allocation_app.planner.columns.cost import costs, shares, slopes
from allocation_app.planner.columns.prices import arrival
from allocation_app.planner.columns.question import NEAR, Bools, Floats, Ints, Question
from allocation_app.planner.columns.tables import AllGoers, Tabled, leavers_of, shared, tabled

MOST_COUNTED, DEEPEST = 16, 32
"""Above this budget only a part of a change's price is replaced by sharing out changes exactly."""


@dataclass(frozen=True, kw_only=True)
class Priced:
    """A bound, and the choices that it comes from: rows of homes that leave, a way for each mixed.

    ``tempting`` are rows of homes whom it could pay to let go.
    """

    bound: float
    leavers: Ints
    ways: Ints
    tempting: Ints
    changes: int
    carried: Bools
    """Which parts of mixed blocks their workers would carry."""
    held: Bools
    """Which the blocks would have them carry."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is priced: the budget of changes, the line, what a unit of churn costs.

    A ``toll`` on each change is what the budget is priced at; beside it changes of each worker can
    be counted, up to ``most``, and shared out exactly.
    """

    budget: int | None
    line: float | None
    churn: float
    toll: float | None = None
    most: int = 0

    @property
    def rebate(self) -> float:
        """What the toll on the whole budget comes to, which is nobody's to pay."""
        return 0.0 if self.budget is None or self.toll is None else self.toll * self.budget


def priced(ask: Question, price: Floats, parts: Floats, terms: Terms) -> Priced:
    """The bound at these prices, of points and of parts of mixed blocks."""
    mixed = _mixed(ask, price, parts, terms)
    goers = _goers(ask, price, parts, terms, mixed)
    stand = ask.base.copy()
    np.add.at(stand, goers.holder, goers.points)
    never = (
        len(goers.cost)
        - len(parts)
        + np.flatnonzero(parts <= price[ask.mixed.item_worker] * ask.mixed.item_points)
    )
    np.subtract.at(stand, goers.holder[never], goers.points[never])
    could = np.setdiff1d(_could(ask, goers, stand, price, terms), never)
    workers = np.unique(goers.holder[could])
    rest = np.setdiff1d(np.arange(len(stand)), workers)
    alone = _worth(ask, rest, stand[rest][:, None], price, terms)
    at = _At(ask=ask, goers=goers, could=could, stand=stand, price=price, terms=terms)
    free = _leave(at, workers, 0, mixed.cost.min(axis=1, initial=np.inf)[:, None])
    zeros = np.zeros(len(workers), dtype=np.int64)
    leavers, by = leavers_of(free.table, zeros, free.cells[:, 0])
    by = {n: int(mixed.cost[goers.mixed[n - len(ask.homes.block)]].argmin()) for n in by}
    spent, counts = float(free.gains.sum()), np.zeros(len(mixed.gains), dtype=np.int64)
    if terms.most and terms.budget is not None:
        counted = np.isin(workers, goers.holder[leavers]) | np.isin(workers, goers.holder[[*by]])
        own = _leave(at, workers[counted], terms.most, mixed.cost)
        if terms.most < terms.budget:
            # More changes than are counted cost what any number does, and no more of the budget.
            own.gains[:, -1] = np.minimum(own.gains[:, -1], free.gains[counted, 0])
        gains = np.vstack([own.gains, mixed.gains])
        spent, counts = shared(gains, terms.most, terms.budget)
        spent += float(free.gains[~counted].sum())
        mine, counts = counts[: len(own.gains)], counts[len(own.gains) :]
        leavers, by = leavers_of(own.table, mine, own.cells[np.arange(len(mine)), mine])
    homes = len(ask.homes.block)
    ways = mixed.keeping[np.arange(len(mixed.keeping)), counts]
    for goer, count in by.items():
        ways[goers.mixed[goer - homes]] = mixed.leaving[goers.mixed[goer - homes], count]
    carried = np.ones(len(parts), dtype=bool)
    first = len(goers.cost) - len(parts)
    carried[never - first] = False
    carried[leavers[leavers >= first] - first] = False
    held = np.zeros(len(parts), dtype=bool)
    held[ask.mixed.part_item[np.isin(ask.mixed.part_way, ways)]] = True
    changes = ask.homes.changes[leavers[leavers < homes]].sum() + ask.mixed.changes[ways].sum()
    return Priced(
        changes=int(changes),
        carried=carried,
        held=held,
        bound=float(alone.sum() + goers.cost[never].sum())
        + spent
        + mixed.total
        + _floating(ask, price)
        - terms.rebate,
        leavers=leavers[leavers < homes],
        ways=ways,
        tempting=could[could < homes],
    )


def counted(ask: Question, price: Floats, parts: Floats, terms: Terms) -> Priced:
    """Priced with changes shared out exactly, as far as it pays; ``terms`` have a toll."""
    budget, toll = terms.budget, terms.toll
    if budget is None or not toll:
        return priced(ask, price, parts, terms)
    terms = replace(terms, toll=toll * STILL if budget > MOST_COUNTED else 0.0)
    free = priced(ask, price, parts, terms)
    if free.changes <= budget:
        return free
    several = np.zeros(len(ask.points))
    np.add.at(several, ask.homes.holder[free.leavers], ask.homes.changes[free.leavers])
    most = min(max(int(several.max(initial=0)), MOST_APART), budget, DEEPEST)
    return priced(ask, price, parts, replace(terms, most=most))


STILL, MOST_APART = 0.5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _At:
    """What all workers are asked at."""

    ask: Question
    goers: AllGoers
    could: Ints
    stand: Floats
    price: Floats
    terms: Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """Of some workers what it comes to at the least, by changes, and by how many cells go then."""

    table: Tabled
    gains: Floats
    cells: Ints


def _leave(at: _At, workers: Ints, most: int, mixed: Floats) -> _Left:
    """These workers' tables, counting up to so many changes, and what each number comes to."""
    ask = at.ask
    could = at.could[np.isin(at.goers.holder[at.could], workers)]
    table = tabled(at.goers, could, workers, most, mixed)
    load = at.stand[workers][:, None] - np.arange(table.table.shape[2]) * table.unit
    load = np.maximum(load, ask.base[workers][:, None])
    value = _worth(ask, workers, load, at.price, at.terms)
    best = table.table + value[:, None, :]
    cells = best.argmin(axis=2)
    gains = np.take_along_axis(best, cells[:, :, None], axis=2)[:, :, 0]
    return _Left(table=table, gains=gains, cells=cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mixed:
    """Of each mixed block its cheapest way to leave its main worker, and to stay with them.

    All but the least ``changes`` of leaving have a column for each number of changes. A gain is
    what that many save beside none, ``cost`` what leaving costs beside staying without changes.
    """

    keeping: Ints
    gains: Floats
    leaving: Ints
    cost: Floats
    changes: Ints
    total: float
    """Of staying without changes, all together."""


def _mixed(ask: Question, price: Floats, parts: Floats, terms: Terms) -> _Mixed:
    """What each mixed block costs, but for what stays with its main worker.

    Where it has none everything counts as staying. Changes are the least of any way to leave.
    """
    ways, most = ask.mixed, terms.most
    many = len(ways.block)
    each = each_way(ask, price, parts, terms)
    keeps = ways.keeps | (ways.main < 0)[ways.row]
    counted = np.minimum(ways.changes * bool(most), most)
    keeping = np.zeros((many, most + 1), dtype=np.int64)
    kept = np.full((many, most + 1), np.inf)
    leaving, gone = keeping.copy(), kept.copy()
    order = np.argsort(-each, kind="stable")
    these = order[keeps[order]]
    keeping[ways.row[these], counted[these]] = these
    kept[ways.row[these], counted[these]] = each[these]
    these = order[~keeps[order]]
    leaving[ways.row[these], counted[these]] = these
    gone[ways.row[these], counted[these]] = each[these]
    changes = np.full(many, np.iinfo(np.int64).max // 2)
    np.minimum.at(changes, ways.row[~keeps], ways.changes[~keeps])
    return _Mixed(
        keeping=keeping,
        gains=kept - kept[:, :1],
        leaving=leaving,
        cost=gone - kept[:, :1],
        changes=changes,
        total=float(kept[:, 0].sum() - parts.sum()),
    )


def each_way(ask: Question, price: Floats, parts: Floats, terms: Terms) -> Floats:
    """What each way of a mixed block costs, but for what stays with its main worker."""
    ways = ask.mixed
    each: Floats = ways.left + terms.churn * ways.churn + (terms.toll or 0.0) * ways.changes
    each += np.where(ways.worker >= 0, price[ways.worker] * ways.arrives, 0.0)
    np.add.at(each, ways.part_way, parts[ways.part_item])
    if terms.budget is not None:
        each[ways.changes > terms.budget] = np.inf
    return each


def _goers(ask: Question, price: Floats, parts: Floats, terms: Terms, mixed: _Mixed) -> AllGoers:
    homes, ways = ask.homes, ask.mixed
    tied = np.flatnonzero(ways.main >= 0)
    extra = terms.churn * homes.churn + (terms.toll or 0.0) * homes.changes
    return AllGoers(
        holder=np.concatenate([homes.holder, ways.main[tied], ways.item_worker]),
        points=np.concatenate([homes.points, ways.stood[tied], ways.item_points]),
        changes=np.concatenate(
            [homes.changes, mixed.changes[tied], np.zeros(len(parts), dtype=np.int64)]
        ),
        cost=np.concatenate(
            [
                arrival(homes, ask.allowed, price) + extra,
                mixed.cost[tied].min(axis=1, initial=np.inf),
                parts,
            ]
        ),
        mixed=tied,
        parts=len(parts),
    )


def _could(ask: Question, goers: AllGoers, stand: Floats, price: Floats, terms: Terms) -> Ints:
    """Those whom it could ever pay to let go: the slope of a load is steepest before anybody is."""
    steep = np.maximum(slopes(stand / ask.capacity, float(ask.capacity.sum())), price)
    if terms.line is not None:
        steep[stand > terms.line * ask.capacity + NEAR] = np.inf
    steep[stand > ask.cap] = np.inf
    with np.errstate(invalid="ignore"):
        saved = steep[goers.holder] * goers.points
    found = np.isfinite(goers.cost) & (saved > goers.cost)
    if terms.budget is not None:
        found &= goers.changes <= terms.budget
    return np.flatnonzero(found)


def _worth(ask: Question, rows: Ints, load: Floats, price: Floats, terms: Terms) -> Floats:
    """The least that each load, and what arrives on it, comes to."""
    whole = float(ask.capacity.sum())
    capacity, each = ask.capacity[rows][:, None], price[rows][:, None]
    most = np.maximum(ask.cap[rows], ask.points[rows])[:, None]
    if terms.line is not None:
        most = np.minimum(most, terms.line * capacity)
    ends = np.maximum(load, np.minimum(shares(each, whole) * capacity, most))
    found: Floats = costs(ends, capacity, whole) - each * (ends - load)
    if terms.line is not None:
        found = np.where(load > terms.line * capacity + NEAR, np.inf, found)
    return found


def _floating(ask: Question, price: Floats) -> float:
    """What those who wait cost at the least: to arrive somewhere, or to be left."""
    if not len(ask.floating.block):
        return 0.0
    left = np.array([ask.penalty.get(int(n), 0.0) for n in ask.floating.block], dtype=float)
    return float(np.minimum(arrival(ask.floating, ask.allowed, price), left).sum())

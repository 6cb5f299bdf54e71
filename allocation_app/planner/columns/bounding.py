"""Rounds of prices: pour, price, let leave; each gives a bound, and a better idea of who leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from allocation_app.planner.columns.parting import parts_worth
from allocation_app.planner.columns.prices import prices
from allocation_app.planner.columns.pricing import Priced, Terms, counted, priced
from allocation_app.planner.columns.question import Floats, Ints, Question
from allocation_app.planner.model import STAY

SMOOTHING = 0.5
HALVINGS, LATER = 14, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """The highest bound of all rounds, and what the last one says of who should leave."""

    bound: float
    found: Priced
    price: Floats
    toll: float | None
    parts: Floats


def bounded(
    ask: Question,
    terms: Terms,
    rounds: int,
    begin: Bounded | None = None,
    *,
    tick: Callable[[], None],
) -> Bounded:
    """So many rounds, from where another one ended if that is said; ``tick`` after each."""
    at = begin or _first(ask, terms)
    for n in range(rounds):
        kept = _kept(ask, at.found)
        price = prices(ask, kept, at.found.leavers, terms.line)
        if begin is not None or n > 1:
            price = SMOOTHING * at.price + (1 - SMOOTHING) * price
        parts = _parts(ask, price, at, terms)
        toll = at.toll
        if terms.toll is None:
            found, toll = _tolled(ask, price, parts, terms, toll)
        else:
            found = priced(ask, price, parts, terms)
        at = Bounded(
            bound=max(at.bound, found.bound), found=found, price=price, toll=toll, parts=parts
        )
        tick()
    return at


def agreed(  # noqa: PLR0913 - what is known, how good an answer is, and how long to go on
    ask: Question,
    terms: Terms,
    at: Bounded,
    cost: float,
    rounds: int,
    *,
    tick: Callable[[], None],
) -> Bounded:
    """Prices of parts moved until blocks and workers agree on more of them: a higher bound.

    ``cost`` is of the best answer known: how far a step goes is measured by what is missing to it.
    Who should leave is said as of the round in which they agreed on most.
    """
    terms = replace(terms, toll=at.toll)
    parts, best = at.parts, at.bound
    scale = np.maximum(np.abs(parts), parts.mean() * LEAST) if len(parts) else parts
    step, nearest, fewest = STEP, at.found, (True, np.inf)
    n = 0
    while n < rounds:
        is_last = n >= rounds - COUNTED
        found = (counted if is_last else priced)(ask, at.price, parts, terms)
        apart = found.held.astype(float) - found.carried
        weight = float((scale**2 * apart**2).sum())
        misses = terms.budget is not None and found.changes > terms.budget, weight
        if misses <= fewest and np.isfinite(found.bound):
            nearest, fewest = found, misses
        if found.bound <= best:
            step *= SHORTER
        best = max(best, found.bound)
        tick()
        n = n + 1 if weight or is_last else max(n + 1, rounds - COUNTED)
        if not 0 < cost - found.bound < np.inf or (is_last and not weight):
            break
        if not weight:
            continue
        parts = np.maximum(parts + step * (cost - found.bound) * scale**2 * apart / weight, 0.0)
    return replace(at, bound=best, found=nearest)


STEP, SHORTER, LEAST, COUNTED = 0.8, 0.8, 0.1, 3


def _first(ask: Question, terms: Terms) -> Bounded:
    """Before any round: everybody as they stand."""
    none = np.array([], dtype=np.int64)
    stays = [n for n, each in enumerate(ask.mixed.choice) if each == STAY]
    found = Priced(
        bound=-np.inf,
        leavers=none,
        ways=np.array(stays, dtype=np.int64),
        tempting=none,
        changes=0,
        carried=np.zeros(0, dtype=bool),
        held=np.zeros(0, dtype=bool),
    )
    return Bounded(
        bound=-np.inf,
        found=found,
        price=np.zeros(len(ask.points)),
        toll=terms.toll,
        parts=np.zeros(0),
    )


def _parts(ask: Question, price: Floats, at: Bounded, terms: Terms) -> Floats:
    """The prices of parts, as things stood after the last round."""
    taxed = replace(terms, toll=at.toll or 0.0)
    return parts_worth(ask, price, _kept(ask, at.found), at.found.ways, taxed)


def _kept(ask: Question, found: Priced) -> Floats:
    """What each worker keeps when those leave who should, before anybody arrives."""
    stand, leavers = ask.points.copy(), found.leavers
    np.subtract.at(stand, ask.homes.holder[leavers], ask.homes.points[leavers])
    stand += _mixed(ask, found.ways)
    return np.asarray(np.maximum(stand, 0.0))


def _mixed(ask: Question, ways: Ints) -> Floats:
    """What the mixed blocks take off, and put on, who holds them."""
    added = np.zeros(len(ask.points))
    for way in ways:
        for worker, amount in zip(ask.mixed.workers[way], ask.mixed.amounts[way], strict=True):
            added[worker] += amount
    return added


def _tolled(
    ask: Question, price: Floats, parts: Floats, terms: Terms, toll: float | None
) -> tuple[Priced, float | None]:
    """Priced, with the toll on changes that keeps them about within the budget."""
    free = priced(ask, price, parts, replace(terms, toll=0.0))
    if terms.budget is None or free.changes <= terms.budget:
        return free, 0.0
    low, high = 0.0, 1.0 if toll is None else 4.0 * toll
    if toll is not None and toll > 0:
        low = toll / 4.0
    fits: Priced | None = None
    best, bound = free, free.bound
    for _ in range(HALVINGS if toll is None else LATER + 2):
        middle = (low * high) ** 0.5 if low > 0 else high / 32
        tried = priced(ask, price, parts, replace(terms, toll=middle))
        bound = max(bound, tried.bound)
        if tried.changes > terms.budget:
            low = middle
        else:
            high, fits = middle, tried
    best = fits if fits is not None else best
    return replace(best, bound=bound), high

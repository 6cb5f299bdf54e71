"""Brings who is over the line under it: who else of theirs should leave, or leave instead."""

from __future__ import annotations

from allocation_app.planner.columns.packing import place
from allocation_app.planner.columns.question import Question
from allocation_app.planner.columns.standing import SLACK, Standing
from allocation_app.planner.model import STAY

MOST_STATES = 4_000
DIGITS = 4


def relieved(ask: Question, stand: Standing) -> None:
    """Choose anew who leaves each worker over the line: fewest changes, then fewest points."""
    of: dict[int, list[int]] = {}
    for block, holder in zip(ask.homes.block, ask.homes.holder, strict=True):
        if holder >= 0:
            of.setdefault(int(holder), []).append(int(block))
    for worker, own in of.items():
        if stand.load[worker] > stand.line[worker] + SLACK:
            _relieve(ask, stand, worker, own)


def squeezed(ask: Question, stand: Standing, budget: int | None) -> None:
    """Bring who is over the line under it with changes that others can do without."""
    before, cost = list(stand.choices), stand.cost()
    most, stand.budget = stand.budget, UNLIMITED
    relieved(ask, stand)
    while budget is not None and stand.changes > budget and _one_back(ask, stand):
        pass
    stand.budget = most
    if stand.changes > most or stand.cost() >= cost:
        stand.settle(before)


UNLIMITED = 10**9


def _one_back(ask: Question, stand: Standing) -> bool:
    """Let one block stay after all: the one that adds least for each change it saves."""
    best: tuple[float, int, dict[int, float]] | None = None
    for block in ask.spots:
        saves = stand.effect(block, stand.choices[block]).changes
        if not saves or block in ask.penalty:
            continue
        change = stand.change(((block, STAY),))
        if change is None:
            continue
        ends = {n: stand.load[n] + more for n, more in change[1].items() if more > 0}
        if any(load > stand.line[n] + SLACK for n, load in ends.items()):
            continue
        if best is None or change[0] / saves < best[0]:
            best = change[0] / saves, block, change[1]
    if best is None:
        return False
    stand.make(((best[1], STAY),), best[2])
    return True


def _relieve(ask: Question, stand: Standing, worker: int, own: list[int]) -> None:
    gone = {n for n in own if stand.choices[n] != STAY}
    points = {n: ask.model.blocks[n].standing[worker] for n in own}
    excess = stand.load[worker] + sum(points[n] for n in gone) - stand.line[worker]
    leaving = _fewest(ask, own, points, excess)
    if leaving is None:
        return
    for block in sorted(leaving - gone):
        place_away(ask, stand, block)
    for block in sorted(gone - leaving):
        change = stand.change(((block, STAY),))
        if change is not None and stand.load[worker] + points[block] <= stand.line[worker] + SLACK:
            stand.make(((block, STAY),), change[1])


def place_away(ask: Question, stand: Standing, block: int) -> None:
    """Let a block leave even where nothing is won by it yet; the line is what counts."""
    off = {each: -amount for each, amount in ask.model.blocks[block].standing.items()}
    stand.shift({each: -amount * LURE for each, amount in off.items()})
    place(ask, stand, block)
    stand.settle(stand.choices)


LURE = 10.0
"""As if that much more of it stood with whom it is to leave."""


def _fewest(
    ask: Question, own: list[int], points: dict[int, float], excess: float
) -> set[int] | None:
    """Whose leaving takes so many points away, by the fewest changes, then by the fewest points."""
    states: dict[tuple[int, float], tuple[int, ...]] = {(0, 0.0): ()}
    for block in own:
        for (changes, off), leaving in list(states.items()):
            key = (
                changes + ask.model.blocks[block].changes,
                round(min(off, excess + SLACK) + points[block], DIGITS),
            )
            if off < excess - SLACK and key not in states:
                states[key] = (*leaving, block)
        if len(states) > MOST_STATES:
            kept = sorted(states, key=lambda each: (each[0], -each[1]))[: MOST_STATES // 2]
            states = {each: states[each] for each in kept}
    enough = [key for key in states if key[1] >= excess - SLACK]
    return set(states[min(enough)]) if enough else None

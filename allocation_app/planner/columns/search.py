"""Makes an answer better step by step: shifts, swaps, another leaver, a little worse now and then.

The steps are drawn by a seeded chance and counted, so that the same question has the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from allocation_app.planner.columns.packing import place
from allocation_app.planner.columns.question import Question
from allocation_app.planner.columns.standing import Standing, Step
from allocation_app.planner.model import STAY, Choice, Way

SOFT, HARD = 1.5, 0.1
"""Between which misfits, in points, the temperature falls."""
CURVE = 56.0
TICK = 2_000
NEAR = 1e-12


def descended(ask: Question, stand: Standing) -> None:
    """Shift each block that has moved, or waits, to where it costs least, until none gains."""
    for _ in range(2):
        moved = [n for n in ask.spots if stand.choices[n] != STAY or n in ask.penalty]
        if not sum(place(ask, stand, n) for n in moved):
            return


def returned(ask: Question, stand: Standing) -> None:
    """Let everybody stay who could without anybody being over the line, lightest first."""
    moved = [
        n for n in ask.spots if stand.effect(n, stand.choices[n]).changes and n not in ask.penalty
    ]
    for block in sorted(moved, key=lambda n: (ask.model.blocks[n].whole, n)):
        change = stand.change(((block, STAY),))
        if change is None:
            continue
        if all(stand.load[n] + more <= stand.line[n] for n, more in change[1].items() if more > 0):
            stand.make(((block, STAY),), change[1])


@dataclass(frozen=True, slots=True)
class Drawing:
    """How many steps are drawn, and by which chance."""

    steps: int
    chance: Random


def annealed(
    ask: Question,
    stand: Standing,
    tempting: Sequence[int],
    drawing: Drawing,
    tick: Callable[[], None],
) -> None:
    """Steps at a falling temperature; ends as the best that was met."""
    steps, chance = drawing.steps, drawing.chance
    active = [n for n in ask.spots if stand.choices[n] != STAY or n in ask.penalty]
    if not active or steps <= 0:
        return
    scale = CURVE / stand.whole / (stand.whole / len(stand.load))
    best, cost, lowest = list(stand.choices), 0.0, 0.0
    for n in range(steps):
        if n % TICK == 0:
            tick()
        heat = scale * (SOFT * (HARD / SOFT) ** (n / steps)) ** 2
        step = _drawn(ask, stand, active, tempting, chance)
        change = None if step is None else stand.change(step)
        if step is None or change is None:
            continue
        if change[0] <= 0 or chance.random() < exp(-change[0] / heat):
            _note(stand, step, active)
            stand.make(step, change[1])
            cost += change[0]
            if cost < lowest - NEAR:
                lowest = cost
                best = list(stand.choices)
    stand.settle(best)


def _note(stand: Standing, step: Sequence[Step], active: list[int]) -> None:
    """Keep the list of those who have moved, or wait, in step."""
    for block, choice in step:
        waits = block in stand.ask.penalty
        if waits or (choice == STAY) is (stand.choices[block] == STAY):
            continue
        if choice == STAY:
            active[active.index(block)] = active[-1]
            active.pop()
        else:
            active.append(block)


def _drawn(
    ask: Question,
    stand: Standing,
    active: Sequence[int],
    tempting: Sequence[int],
    chance: Random,
) -> tuple[Step, ...] | None:
    """One step, or two at once: a shift, a swap, one leaving for another."""
    sort = chance.random()
    if not active or (sort >= SWAPS and tempting):
        other = _of(tempting, chance)
        if other is None or stand.choices[other] != STAY:
            return None
        one = _of(active, chance)
        if one is None or sort < LEAVES or one in ask.penalty:
            return _shift(ask, other, chance)
        at = stand.choices[one]
        if at.way is Way.WHOLE and at.worker in _set(ask, other):
            return (one, STAY), (other, at)
        return (one, STAY), *_shift(ask, other, chance)
    one = active[int(chance.random() * len(active))]
    if sort < SHIFTS:
        return _shift(ask, one, chance)
    return _swap(ask, stand, one, active[int(chance.random() * len(active))])


def _of(several: Sequence[int], chance: Random) -> int | None:
    return several[int(chance.random() * len(several))] if several else None


def _swap(ask: Question, stand: Standing, one: int, other: int) -> tuple[Step, ...] | None:
    """Each where the other went, if both went whole and both may."""
    at, to = stand.choices[one], stand.choices[other]
    if at.way is not Way.WHOLE or to.way is not Way.WHOLE or at.worker == to.worker:
        return None
    if to.worker in _set(ask, one) and at.worker in _set(ask, other):
        return (one, to), (other, at)
    return None


SHIFTS, SWAPS, LEAVES = 0.35, 0.75, 0.85


def _shift(ask: Question, block: int, chance: Random) -> tuple[Step, ...]:
    whole, alone = ask.spots[block], ask.alone[block]
    n = int(chance.random() * (len(whole) + len(alone) + (block not in ask.penalty)))
    if n < len(whole):
        return ((block, Choice(Way.WHOLE, whole[n])),)
    n -= len(whole)
    return ((block, Choice(Way.WAITING, alone[n]) if n < len(alone) else STAY),)


def _set(ask: Question, block: int) -> frozenset[int]:
    return ask.sets[ask.spots[block]]

"""The question in whole numbers, so that what is found is judged without any rounding.

Points are counted in units of the coarsest grid on which all of them lie (`Question.grid` units a
point), shares of capacity in millionths, as they are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, inf, isfinite

from allocation_app.planner.model import Block, Choice, Model, Option, Way

MILLION = 1_000_000
GRIDS = (1, 2, 4, 5, 10, 20, 50, 100, 1_000, 10_000, 100_000, MILLION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One way for one block to stand, beside staying.

    ``adds`` are units of points by worker, ``to`` who receives (-1: nobody does), ``at`` all with
    whom the block then is. ``left`` counts who is left without a worker, in one number that orders
    as urgent children, then children, then days do (see `Question.left`); ``churn`` and ``worth``
    are in millionths.
    """

    choice: Choice
    adds: tuple[tuple[int, int], ...]
    changes: int
    churn: int
    worth: int
    left: int
    to: int
    at: frozenset[int]


class Question:
    """A model as the exact solver sees it; ``stands[b][0]`` of each block is to stay."""

    def __init__(self, model: Model) -> None:
        self.model = model
        options = [list(model.options(block)) for block in model.blocks]
        self.grid = _grid(model, options)
        self.children = sum(len(block.waiting) for block in model.blocks) + 1
        self.days = sum(block.days for block in model.blocks) + 1
        self.base = [round(worker.points * self.grid) for worker in model.receivers]
        self.rate = [MILLION / (self.grid * worker.capacity) for worker in model.receivers]
        self.caps = [
            floor(worker.cap * self.grid + GRAIN) if isfinite(worker.cap) else None
            for worker in model.receivers
        ]
        self.stands = [
            self._stands(block, several)
            for block, several in zip(model.blocks, options, strict=True)
        ]
        self.foes: dict[int, set[int]] = {}
        for one, other in model.apart:
            self.foes.setdefault(one, set()).add(other)
            self.foes.setdefault(other, set()).add(one)

    def lowest(self, *, is_placed: bool) -> int:
        """A share that the worst load can't be below: by least children to leave, and by room.

        ``is_placed``: everybody is who can be.
        """
        total = sum(self.base) + sum(
            min(
                sum(amount for _, amount in stand.adds)
                for stand in several
                if not is_placed or stand is not several[0] or not stand.left or len(several) == 1
            )
            for several in self.stands
        )
        low, high = 0, max(self.shares(self.base), default=0)
        while not self._could_keep_to(high, total):
            high = 2 * high + 1
        while low < high:
            middle = (low + high) // 2
            if self._could_keep_to(middle, total):
                high = middle
            else:
                low = middle + 1
        return low

    def _could_keep_to(self, share: int, total: int) -> bool:
        limits = [self.most(worker, share) for worker in range(len(self.base))]
        leavers = sum(self.leavers(worker, limit) for worker, limit in enumerate(limits))
        budget = NEVER - 1 if self.model.budget is None else self.model.budget
        return leavers <= budget and total <= sum(limits)

    @cached_property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Blocks that must not have one worker."""
        return tuple(sorted({(min(pair), max(pair)) for pair in self.model.apart}))

    def leavers(self, worker: int, limit: int) -> int:
        """How many children at least are taken from a worker who is to carry no more than this.

        A lower bound: each goes with as many points as any way of moving its block takes a child.
        `NEVER` where even all of them would not be enough.
        """
        need, found = self.base[worker] - limit, 0
        if need <= 0:
            return 0
        for most, changes in self.gives[worker]:
            if need <= most:
                return found + (-(-need * changes // most) if changes else 0)
            need -= most
            found += changes
        return NEVER

    @cached_property
    def gives(self) -> list[list[tuple[int, int]]]:
        """For each worker what may be taken off, most points a child first: points, children."""
        found: list[dict[int, tuple[int, int]]] = [{} for _ in self.base]
        for block, several in enumerate(self.stands):
            for stand in several[1:]:
                for worker, amount in stand.adds:
                    if amount < 0:
                        most, least = found[worker].get(block, (0, stand.changes))
                        best = max(most, -amount), min(least, stand.changes)
                        found[worker][block] = best
        return [sorted(each.values(), key=_weight) for each in found]

    def left(self, urgent: int, children: int, days: int) -> int:
        """Who is left without a worker, as one number."""
        return (urgent * self.children + children) * self.days + days

    def share(self, worker: int, load: int) -> int:
        """The share of capacity, in millionths."""
        return int(load * self.rate[worker] + 0.5)

    def most(self, worker: int, share: int) -> int:
        """The greatest load of this worker whose share is not above this one."""
        load = floor((share + 0.5) / self.rate[worker])
        while self.share(worker, load) > share:
            load -= 1
        while self.share(worker, load + 1) <= share:
            load += 1
        return load

    def shares(self, loads: Sequence[int]) -> list[int]:
        """The shares of all workers, the most loaded first."""
        return sorted((self.share(n, load) for n, load in enumerate(loads)), reverse=True)

    @cached_property
    def least_left(self) -> int:
        """Who stays without a worker whatever else is done, for want of anybody who may."""
        return sum(min(each.left for each in several) for several in self.stands)

    def _stands(self, block: Block, options: Sequence[Option]) -> tuple[Stand, ...]:
        found = []
        for option in options:
            choice = option.choice
            is_same = choice.way is Way.WHOLE and not option.changes and not block.waiting
            if is_same and choice.worker in block.standing:
                continue
            if self.model.budget is not None and option.changes > self.model.budget:
                continue
            found.append(
                Stand(
                    choice=choice,
                    adds=tuple(
                        (worker, amount)
                        for worker, exact in sorted(option.points.items())
                        if (amount := round(exact * self.grid))
                    ),
                    changes=option.changes,
                    churn=round(option.churn * MILLION),
                    worth=round(option.worth * MILLION),
                    left=self.left(*option.left),
                    to=choice.worker,
                    at=block.places(choice),
                )
            )
        return tuple(found)


GRAIN = 1e-6
NEVER = 1_000_000


def _weight(give: tuple[int, int]) -> float:
    points, children = give
    return -points / children if children else -inf


def _grid(model: Model, options: Sequence[Sequence[Option]]) -> int:
    amounts = {worker.points for worker in model.receivers}
    amounts.update(
        amount for several in options for option in several for amount in option.points.values()
    )
    return next(
        (
            grid
            for grid in GRIDS
            if all(abs(amount * grid - round(amount * grid)) < GRAIN for amount in amounts)
        ),
        MILLION,
    )

"""A whole answer in the making: who stands where, what it costs, and what a change would add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allocation_app.planner.columns.cost import POWER
from allocation_app.planner.columns.question import Question
from allocation_app.planner.model import STAY, Choice, Model, Way

NEAR = 1e-7
SLACK = 1e-4
OVER = 10.0
"""What one capacity over the line costs: more than all smooth costs, less than a child left."""
WORTH = 1e-5
Step = tuple[int, Choice]
"""A block, and how it is to stand."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a choice comes to, beside staying: the model's option, priced."""

    workers: tuple[int, ...]
    amounts: tuple[float, ...]
    changes: int
    cost: float


class Standing:
    """How everybody stands, with the loads and the cost of it, kept up to date move by move."""

    def __init__(self, ask: Question, budget: int | None, line: float | None, churn: float) -> None:
        model = ask.model
        self.ask, self.model = ask, model
        self.budget = 10**9 if budget is None else budget
        self.churn = churn
        self.capacity = [each.capacity for each in model.receivers]
        self.load = [each.points for each in model.receivers]
        self.cap = [each.cap + NEAR for each in model.receivers]
        self.whole = float(sum(self.capacity))
        self.line = [each * (9e9 if line is None else line) for each in self.capacity]
        self.choices = [STAY] * len(model.blocks)
        self.came = [0] * len(model.receivers)
        self.changes = 0
        self.partners = _partners(model)
        self._effects: dict[tuple[int, Choice], Effect] = {}
        self.each = [self.at(n, load) for n, load in enumerate(self.load)]

    def at(self, worker: int, load: float) -> float:
        """What a load of this worker costs."""
        capacity = self.capacity[worker]
        found: float = capacity * (load / capacity) ** POWER
        over = load - self.line[worker]
        if over > NEAR:
            found += OVER * self.whole * over / capacity
        return found / self.whole

    def effect(self, block: int, choice: Choice) -> Effect:
        """What this choice of this block comes to."""
        found = self._effects.get((block, choice))
        if found is None:
            option = self.model.option(self.model.blocks[block], choice)
            left = self.ask.penalty.get(block, 0.0) if choice.way is Way.STAYS else 0.0
            found = Effect(
                tuple(option.points),
                tuple(option.points.values()),
                option.changes,
                left + self.churn * option.churn - WORTH / self.whole * option.worth,
            )
            self._effects[block, choice] = found
        return found

    def change(self, steps: Sequence[Step]) -> tuple[float, dict[int, float]] | None:
        """What these steps together would add, and to whom; None where something forbids it."""
        added: dict[int, float] = {}
        cost, changes = 0.0, self.changes
        for block, choice in steps:
            old, new = self.effect(block, self.choices[block]), self.effect(block, choice)
            for worker, amount in zip(old.workers, old.amounts, strict=True):
                added[worker] = added.get(worker, 0.0) - amount
            for worker, amount in zip(new.workers, new.amounts, strict=True):
                added[worker] = added.get(worker, 0.0) + amount
            cost += new.cost - old.cost
            changes += new.changes - old.changes
        if changes > self.budget and changes > self.changes:
            return None
        for worker, amount in added.items():
            load = self.load[worker] + amount
            if load > self.cap[worker] and self._receives(worker, steps):
                return None
            cost += self.at(worker, load) - self.each[worker]
        if self.partners and self._meet(steps):
            return None
        return cost, added

    def _receives(self, worker: int, steps: Sequence[Step]) -> bool:
        came = self.came[worker]
        for block, choice in steps:
            came += (choice.worker == worker) - (self.choices[block].worker == worker)
        return came > 0

    def _meet(self, steps: Sequence[Step]) -> bool:
        chosen = dict(steps)
        return any(
            self.model.meet(block, choice, other, chosen.get(other, self.choices[other]))
            for block, choice in steps
            for other in self.partners.get(block, ())
        )

    def make(self, steps: Sequence[Step], added: dict[int, float]) -> None:
        """Make these steps, which `change` found to be possible."""
        for block, choice in steps:
            old = self.choices[block]
            self.changes += self.effect(block, choice).changes - self.effect(block, old).changes
            if old.worker >= 0:
                self.came[old.worker] -= 1
            if choice.worker >= 0:
                self.came[choice.worker] += 1
            self.choices[block] = choice
        for worker, amount in added.items():
            self.load[worker] += amount
            self.each[worker] = self.at(worker, self.load[worker])

    def shift(self, added: dict[int, float]) -> None:
        """Add points to loads without anybody's choice: they are `settle`d later."""
        for worker, amount in added.items():
            self.load[worker] += amount
            self.each[worker] = self.at(worker, self.load[worker])

    def cost(self) -> float:
        """What it all costs, worked out afresh."""
        chosen = sum(self.effect(n, self.choices[n]).cost for n in self.ask.spots)
        return sum(self.each) + chosen

    def worst(self) -> float:
        """The share of capacity of the most loaded."""
        shares = (load / own for load, own in zip(self.load, self.capacity, strict=True))
        return max(shares, default=0.0)

    def is_under(self) -> bool:
        """Whether nobody is over the line."""
        return all(load <= most + SLACK for load, most in zip(self.load, self.line, strict=True))

    def settle(self, choices: Sequence[Choice]) -> None:
        """Stand as these choices say, with the loads summed afresh."""
        model = self.model
        self.load = [each.points for each in model.receivers]
        self.came = [0] * len(model.receivers)
        self.changes = 0
        self.choices = list(choices)
        for block, choice in enumerate(self.choices):
            if choice.way is not Way.STAYS:
                effect = self.effect(block, choice)
                self.changes += effect.changes
                self.came[choice.worker] += 1
                for worker, amount in zip(effect.workers, effect.amounts, strict=True):
                    self.load[worker] += amount
        self.each = [self.at(n, load) for n, load in enumerate(self.load)]

    def under(self, line: float | None) -> None:
        """Hold to another line from now on."""
        self.line = [each * (9e9 if line is None else line) for each in self.capacity]
        self.settle(self.choices)


def _partners(model: Model) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for one, other in model.apart:
        found[one] = (*found.get(one, ()), other)
        found[other] = (*found.get(other, ()), one)
    return found

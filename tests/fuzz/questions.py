"""Small questions drawn by chance, and the best answer to each by looking at every one.

Written from the order of the planner, with fractions; shares no code with the solvers beside
`Model.options` and `Model.meet`, which say what may be.
"""

from itertools import product
from math import inf
from random import Random
from typing import Any

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.planner.model import Answer, Block, Model, Option, Receiver, Way

MOST_WAYS = 30_000
Key = tuple[Any, ...]


def a_question(seed: int) -> Model:
    """Up to four workers and eight families, with everything that a model can say."""
    while True:
        model = _drawn(Random(seed))  # noqa: S311 - seeded to be repeated
        ways = 1
        for block in model.blocks:
            ways *= len(list(model.options(block)))
        if ways <= MOST_WAYS:
            return model
        seed += 1_000_003


def _drawn(chance: Random) -> Model:
    workers, families = chance.randint(1, 4), chance.randint(1, 8)
    receivers = []
    limit = chance.choice((None, None, 0.9, 1.0, 1.2))
    blocks = [_family(chance, number, workers) for number in range(families)]
    for number in range(workers):
        capacity = chance.choice((8.5, 10.0, 15.0, 5.1))
        points = round(
            chance.choice((0.0, 0.0, 1.5, 3.0))
            + sum(block.standing.get(number, 0.0) for block in blocks),
            6,
        )
        cap = inf if limit is None else limit * capacity
        receivers.append(
            Receiver(id=WorkerId(f"W{number}"), capacity=capacity, points=points, cap=cap)
        )
    pairs = [(one, two) for two in range(families) for one in range(two) if chance.random() < 0.08]
    is_safe = chance.random() < 0.35
    return Model(
        receivers=tuple(receivers),
        blocks=tuple(blocks),
        barred=(("",) * workers, tuple(chance.choice(("", "x")) for _ in range(workers))),
        worth=tuple(
            tuple(chance.choice((0.0, 0.02, 0.05)) for _ in range(workers)) for _ in range(2)
        ),
        apart=tuple(pairs),
        budget=None if is_safe else chance.choice((0, 1, 1, 2, 3, 4)),
        line=chance.choice((0.8, 1.0, 1.1)) if is_safe else None,
    )


def _family(chance: Random, number: int, workers: int) -> Block:
    size = chance.choice((1, 1, 1, 2, 2, 3))
    children = tuple(ChildId(f"C{number}{letter}") for letter in "abc"[:size])
    single = [chance.choice((3.0, 4.0, 4.0, 5.0, 8.0, 2.4)) for _ in children]
    waits = chance.random()
    held = [
        None if waits < 0.35 or (waits < 0.5 and not n) else chance.randrange(workers)
        for n in range(size)
    ]
    if chance.random() < 0.6:
        held = [each if each is None else held[-1] for each in held]
    there = sum(each is not None for each in held)
    standing: dict[int, float] = {}
    for each, points in zip(held, single, strict=True):
        if each is not None:
            standing[each] = round(standing.get(each, 0.0) + points, 6)
    changes_at = {each: sum(other not in {None, each} for other in held) for each in standing}
    weight = chance.choice((1.0, 1.0, 1.25, 2.0))
    alone = sum(points for each, points in zip(held, single, strict=True) if each is None)
    is_whole = there == size and len(standing) == 1
    return Block(
        children=children,
        kind=chance.randrange(2),
        kind_alone=chance.randrange(2),
        standing=standing,
        whole=round(0.8 * sum(single), 6),
        whole_at={each: round(0.7 * sum(single), 6) for each in standing},
        changes=there,
        changes_at=changes_at,
        churn=there * weight,
        churn_at={each: count * weight for each, count in changes_at.items()},
        waiting=tuple(child for child, each in zip(children, held, strict=True) if each is None),
        alone=alone,
        alone_at={each: round(0.6 * alone, 6) for each in standing},
        urgent=sum(each is None and chance.random() < 0.3 for each in held),
        days=chance.randrange(40) if there < size else 0,
        barred=dict.fromkeys(standing, "stays") if is_whole else {},
        is_fixed=chance.random() < 0.1,
    )


class Every:
    """Every answer to a question that keeps to its rules, as it is judged."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.options = [list(model.options(block)) for block in model.blocks]

    def best(self) -> Key:
        """What the best answer comes to."""
        found = [self._judged(chosen) for chosen in product(*self.options)]
        allowed = [each for each in found if each is not None]
        if self.model.line is not None:
            least = min(left for left, *_ in allowed)
            return min(self._safe(each) for each in allowed if each[0] == least)
        within = [each for each in allowed if each[2] <= (self.model.budget or 0)]
        least = min(left[:2] for left, *_ in within)
        return min(self._balanced(each) for each in within if each[0][:2] == least)

    def of(self, answer: Answer) -> Key | None:
        """What this answer comes to, None where it keeps to no rules."""
        chosen = [
            next((each for each in several if each.choice == choice), None)
            for several, choice in zip(self.options, answer.choices, strict=True)
        ]
        judged = self._judged([each for each in chosen if each is not None])
        if None in chosen or judged is None:
            return None
        return self._balanced(judged) if self.model.line is None else self._safe(judged)

    def _judged(self, chosen: tuple[Option, ...] | list[Option]) -> Key | None:
        model = self.model
        points = [each.points for each in model.receivers]
        for option in chosen:
            for worker, amount in option.points.items():
                points[worker] += amount
        gets = {each.choice.worker for each in chosen if each.choice.way is not Way.STAYS}
        if any(points[worker] > model.receivers[worker].cap + 1e-9 for worker in gets):
            return None
        if any(model.meet(a, chosen[a].choice, b, chosen[b].choice) for a, b in model.apart):
            return None
        shares = sorted(
            (
                round(round(amount, 6) / worker.capacity, 6)
                for amount, worker in zip(points, model.receivers, strict=True)
            ),
            reverse=True,
        )
        return (
            tuple(sum(each.left[n] for each in chosen) for n in range(3)),
            shares,
            sum(each.changes for each in chosen),
            round(sum(each.churn for each in chosen), 6),
            round(-sum(each.worth for each in chosen), 6),
        )

    @staticmethod
    def _balanced(judged: Key) -> Key:
        left, shares, *rest = judged
        return (shares[0], left, shares, *rest)

    def _safe(self, judged: Key) -> Key:
        left, shares, changes, churn, worth = judged
        worst = shares[0]
        over = worst if worst > (self.model.line or 0.0) else 0.0
        return (left, over, changes, churn, shares, worth)

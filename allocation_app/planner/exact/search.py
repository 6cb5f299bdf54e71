"""Finds a good answer fast: everybody placed where there is most room, then shifts and swaps.

What it finds is proved by nothing; it spares the proof most of its work. A state is judged as the
order of the planner says: who is left, the loads from the most loaded down, changes, churn, worth.
A step touches few workers, and of two lists of loads the one with the lower greatest load where
they differ is the better: so only the workers touched are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import inf

from allocation_app.planner.exact.figures import Question

Step = tuple[tuple[int, int], ...]
"""Blocks, each with the number of the stand that it takes."""
Rank = tuple[int, list[int], int, int, list[int], int]


TRIES = 50_000
"""How many swaps are looked at; whatever they leave is for the solver to find."""


class State:
    """A stand for each block, with what it comes to.

    No more is left than ``allowed``; less is not better. Shares below ``line`` are as good as at
    it, until changes and churn are as few as can be.
    """

    def __init__(self, question: Question, allowed: int, line: int = 0) -> None:
        self.question, self.allowed, self.line = question, allowed, line
        self.budget = inf if question.model.budget is None else question.model.budget
        self.stands = [0] * len(question.stands)
        self.loads = list(question.base)
        self.received = [0] * len(question.base)
        self.changes = 0
        self.left = sum(several[0].left for several in question.stands)

    def take(self, step: Step) -> None:
        """Make a step."""
        for block, number in step:
            several = self.question.stands[block]
            for sign, stand in ((-1, several[self.stands[block]]), (1, several[number])):
                for worker, amount in stand.adds:
                    self.loads[worker] += sign * amount
                if stand.to >= 0:
                    self.received[stand.to] += sign
                self.changes += sign * stand.changes
                self.left += sign * stand.left
            self.stands[block] = number

    def gains(self, step: Step) -> bool:
        """Whether the state is better after this step, and allowed."""
        question = self.question
        changes, left, churn, worth = 0, 0, 0, 0
        adds: dict[int, int] = {}
        for block, number in step:
            several = question.stands[block]
            old, new = several[self.stands[block]], several[number]
            changes += new.changes - old.changes
            left += new.left - old.left
            churn += new.churn - old.churn
            worth += new.worth - old.worth
            for worker, amount in old.adds:
                adds[worker] = adds.get(worker, 0) - amount
            for worker, amount in new.adds:
                adds[worker] = adds.get(worker, 0) + amount
        if self.changes + changes > self.budget:
            return False
        now = max(self.left, self.allowed)
        then = max(self.left + left, self.allowed)
        if then > now:
            return False
        if then == now:
            before, after = [], []
            for worker, amount in adds.items():
                if amount:
                    rate, load = question.rate[worker], self.loads[worker]
                    before.append(int(load * rate + 0.5))
                    after.append(int((load + amount) * rate + 0.5))
            before.sort(reverse=True)
            after.sort(reverse=True)
            least = self.line
            was, comes = [max(least, each) for each in before], [max(least, each) for each in after]
            if (comes, changes, churn, after, -worth) >= (was, 0, 0, before, 0):
                return False
        return self._allows(step, adds)

    def _allows(self, step: Step, adds: dict[int, int]) -> bool:
        question = self.question
        for block, number in step:
            # Who receives somebody of no points at all receives nonetheless.
            to = question.stands[block][number].to
            if to >= 0:
                adds.setdefault(to, 0)
        for worker, amount in adds.items():
            cap = question.caps[worker]
            if cap is not None and self.loads[worker] + amount > cap:
                received = self.received[worker]
                for block, number in step:
                    several = question.stands[block]
                    received -= several[self.stands[block]].to == worker
                    received += several[number].to == worker
                if received:
                    return False
        return not question.foes or self._keeps_apart(step)

    def _keeps_apart(self, step: Step) -> bool:
        question, taken = self.question, dict(step)
        for block, number in step:
            mine = question.stands[block][number]
            for foe in question.foes.get(block, ()):
                other = question.stands[foe][taken.get(foe, self.stands[foe])]
                if mine.to in other.at or other.to in mine.at:
                    return False
        return True

    def rank(self) -> Rank:
        """What the state is judged by, the lower the better."""
        chosen = [
            several[number]
            for several, number in zip(self.question.stands, self.stands, strict=True)
        ]
        shares = self.question.shares(self.loads)
        return (
            max(self.left, self.allowed),
            [max(self.line, each) for each in shares],
            self.changes,
            sum(each.churn for each in chosen),
            shares,
            -sum(each.worth for each in chosen),
        )

    def is_allowed(self) -> bool:
        """Whether what stands keeps to every rule."""
        caps = self.question.caps
        return (
            self.changes <= self.budget
            and not any(
                self.received[worker] and cap is not None and self.loads[worker] > cap
                for worker, cap in enumerate(caps)
            )
            and self._keeps_apart(tuple(enumerate(self.stands)))
        )

    def goes_to(self, stands: Sequence[int]) -> None:
        """Stand as somebody else did."""
        self.take(tuple((b, n) for b, n in enumerate(stands) if n != self.stands[b]))


def improve(state: State, check: Callable[[], None]) -> None:
    """Shift and swap until nothing gains any more; ``check`` may raise to stop it."""
    tries = iter(range(TRIES))
    while any(_relieve(state, worker, tries, check) for worker in _by_load(state)):
        pass


def _by_load(state: State) -> list[int]:
    share = state.question.share
    workers = range(len(state.loads))
    return sorted(workers, key=lambda worker: -share(worker, state.loads[worker]))


def _relieve(state: State, worker: int, tries: Iterator[int], check: Callable[[], None]) -> bool:
    """Whether a step that takes load off this worker gains; it is taken then."""
    check()
    found = next((step for step in _shifts(state, worker) if state.gains(step)), None)
    if found is None:
        steps = (step for step, _ in zip(_swaps(state, worker), tries, strict=False))
        found = next((step for step in steps if state.gains(step)), None)
    if found is not None:
        state.take(found)
    return found is not None


def _shifts(state: State, worker: int) -> Iterator[Step]:
    """Every other way for a block that is here, or left."""
    room = state.budget - state.changes
    for block, several in enumerate(state.question.stands):
        now = several[state.stands[block]]
        if worker in now.at or now.left:
            for number, stand in enumerate(several):
                if stand is not now and stand.changes - now.changes <= room:
                    yield ((block, number),)


def _swaps(state: State, worker: int) -> Iterator[Step]:  # noqa: C901 - one loop in another
    """Two at a time: a change given up for another, or a block that makes room for another."""
    stands, room = state.question.stands, state.budget - state.changes
    standing = [several[number] for several, number in zip(stands, state.stands, strict=True)]
    back = [block for block, now in enumerate(standing) if now.changes]
    at: dict[int, list[int]] = {}
    for block, now in enumerate(standing):
        for each in now.at if len(stands[block]) > 1 else ():
            at.setdefault(each, []).append(block)
    for block in at.get(worker, ()):
        for number, stand in enumerate(stands[block]):
            if worker in stand.at:
                continue
            more = stand.changes - standing[block].changes - room
            for other in back:
                if other != block and more <= standing[other].changes:
                    yield (block, number), (other, 0)
            for other in at.get(stand.to, ()):
                if worker not in standing[other].at:
                    most = standing[other].changes - more
                    for instead, its in enumerate(stands[other]):
                        if its.changes <= most and stand.to not in its.at:
                            yield (block, number), (other, instead)

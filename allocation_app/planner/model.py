"""The question as numbers: who could stand with whom, with how many points, and what may not be.

The solvers know nothing else of children and workers; `building` makes it from a plan, `reading`
turns an answer back into moves. Workers and blocks are numbered in the order of their ids, so that
an answer does not depend on the order of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from allocation_app.domain.people import ChildId, WorkerId


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A worker among whom the load is balanced.

    ``capacity`` and ``points`` as the plan has them, points being those of everything that is held
    or co-worked. ``cap`` is how many points they may end with if they receive anybody, infinite
    where nothing is asked: somebody above it receives nobody, unless they give away enough to end
    within it. Whoever receives nobody may stay above.
    """

    id: WorkerId
    capacity: float
    points: float
    cap: float


class Way(IntEnum):
    """How a block stands in an answer."""

    STAYS = 0
    WHOLE = 1
    WAITING = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """How one block stands: as it does, or (whole, or its waiting children alone) with a worker."""

    way: Way = Way.STAYS
    worker: int = -1


STAY = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Children who are to have one worker: siblings, and who is marked to be kept together.

    They stay as they stand, or go to one worker whole; where only some of them ``wait``, those may
    also go alone (`Way.WAITING`), which leaves siblings apart. All amounts are of points; workers
    are numbers in `Model.receivers`.

    ``standing``: what the block puts on each worker now. ``whole``: what it puts on a worker who
    takes all of it; ``whole_at`` the same of those for whom it differs (who hold some of it already
    or are beside it). ``alone`` and ``alone_at`` the same of the waiting ones beside what stands
    there; ``standing_alone`` is what the waiting ones put on workers now (named children who are to
    get another worker, and those who stand under a name that is not to hold them), and is gone
    from there once they go alone.

    ``changes`` counts children taken from a worker who is there if all go to somebody new,
    ``changes_at`` the same of those who hold some. ``churn`` weighs them (1 a child, more for one
    who has had many workers or is near a key event); it decides between plans of as many changes.

    ``kind`` is its row in `Model.barred` and `Model.worth`; ``barred`` corrects it, worker by
    worker, with the rule that bars (empty: none does), ``worth_at`` the worth. ``kind_alone``,
    ``barred_alone`` and ``worth_alone_at`` are the same of the waiting children alone. ``is_fixed``
    blocks stay as they stand.

    ``waiting`` children have nobody; ``urgent`` of them are such as must never wait, ``days`` how
    long all of them have waited together.
    """

    children: tuple[ChildId, ...]
    kind: int
    standing: Mapping[int, float] = field(default_factory=dict)
    whole: float = 0.0
    whole_at: Mapping[int, float] = field(default_factory=dict)
    changes: int = 0
    changes_at: Mapping[int, int] = field(default_factory=dict)
    churn: float = 0.0
    churn_at: Mapping[int, float] = field(default_factory=dict)
    waiting: tuple[ChildId, ...] = ()
    alone: float = 0.0
    alone_at: Mapping[int, float] = field(default_factory=dict)
    standing_alone: Mapping[int, float] = field(default_factory=dict)
    urgent: int = 0
    days: int = 0
    barred: Mapping[int, str] = field(default_factory=dict)
    worth_at: Mapping[int, float] = field(default_factory=dict)
    kind_alone: int = 0
    barred_alone: Mapping[int, str] = field(default_factory=dict)
    worth_alone_at: Mapping[int, float] = field(default_factory=dict)
    is_fixed: bool = False

    @property
    def is_split(self) -> bool:
        """Whether some of it wait and others do not: only then can the waiting ones go alone."""
        return 0 < len(self.waiting) < len(self.children)

    def places(self, choice: Choice) -> frozenset[int]:
        """The workers with whom some of it stands after this choice."""
        if choice.way is Way.WHOLE:
            return frozenset({choice.worker})
        if choice.way is Way.WAITING:
            return frozenset({choice.worker, *self.standing})
        return frozenset(self.standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice for one block, with what it comes to beside staying."""

    choice: Choice
    points: Mapping[int, float]
    """By how many points each worker's load changes."""
    changes: int
    churn: float
    worth: float
    left: tuple[int, int, int]
    """What of the block is left without a worker: urgent children, children, days waited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The whole question. ``barred[kind][worker]`` is the code of a rule, or empty.

    ``worth[kind][worker]`` is what speaks for a worker beside room, in points of share (see
    `candidates`). ``apart`` are pairs of blocks of which neither may go where the other is or goes
    (see `meet`); who stand together already may stay so.
    ``budget`` is how many children may be taken from a worker who is there (none, where a queue is
    placed), None for as many as needed. ``line`` is the share of capacity that everybody is to keep
    to with the fewest changes (`Ask.SAFE`), None where balance is asked for. An ``is_estimate`` may
    count more for a worker than there will be, never less: nothing is proved by it.
    """

    receivers: tuple[Receiver, ...]
    blocks: tuple[Block, ...]
    barred: tuple[tuple[str, ...], ...]
    worth: tuple[tuple[float, ...], ...]
    apart: tuple[tuple[int, int], ...] = ()
    budget: int | None = None
    line: float | None = None
    is_estimate: bool = False

    def bar(self, block: Block, worker: int) -> str:
        """The rule that keeps the whole block from this worker, empty where none does."""
        known = block.barred.get(worker)
        return self.barred[block.kind][worker] if known is None else known

    def bar_alone(self, block: Block, worker: int) -> str:
        """The rule that keeps its waiting children alone from this worker, empty where none."""
        known = block.barred_alone.get(worker)
        return self.barred[block.kind_alone][worker] if known is None else known

    def meet(self, one: int, choice: Choice, other: int, chosen: Choice) -> bool:
        """Whether these choices bring together two blocks, numbered, that are to be kept apart."""
        gone = {each.worker for each in (choice, chosen) if each.way is not Way.STAYS}
        shared = self.blocks[one].places(choice) & self.blocks[other].places(chosen)
        return not gone.isdisjoint(shared)

    def options(self, block: Block) -> Iterator[Option]:
        """Every way in which this block can stand by the rules, staying first."""
        yield self._stays(block)
        if block.is_fixed:
            return
        for worker in range(len(self.receivers)):
            is_whole = not self.bar(block, worker)
            if is_whole:
                yield self._whole(block, worker)
            # Where all the others stand with this worker, it is the same to go whole.
            is_same = is_whole and block.changes_at.get(worker) == 0
            if block.is_split and not is_same and not self.bar_alone(block, worker):
                yield self._alone(block, worker)

    def option(self, block: Block, choice: Choice) -> Option:
        """What one choice comes to, whether the rules allow it or not."""
        match choice.way:
            case Way.WHOLE:
                return self._whole(block, choice.worker)
            case Way.WAITING:
                return self._alone(block, choice.worker)
            case _:
                return self._stays(block)

    def _stays(self, block: Block) -> Option:
        days = block.days if block.waiting else 0
        return Option(
            choice=STAY,
            points={},
            changes=0,
            churn=0.0,
            worth=0.0,
            left=(block.urgent, len(block.waiting), days),
        )

    def _whole(self, block: Block, worker: int) -> Option:
        points = {each: -amount for each, amount in block.standing.items()}
        arrived = block.whole_at.get(worker, block.whole)
        points[worker] = points.get(worker, 0.0) + arrived
        return Option(
            choice=Choice(Way.WHOLE, worker),
            points=points,
            changes=block.changes_at.get(worker, block.changes),
            churn=block.churn_at.get(worker, block.churn),
            worth=block.worth_at.get(worker, self.worth[block.kind][worker]),
            left=(0, 0, 0),
        )

    def _alone(self, block: Block, worker: int) -> Option:
        points = {each: -amount for each, amount in block.standing_alone.items()}
        arrived = block.alone_at.get(worker, block.alone)
        points[worker] = points.get(worker, 0.0) + arrived
        return Option(
            choice=Choice(Way.WAITING, worker),
            points=points,
            changes=0,
            churn=0.0,
            worth=block.worth_alone_at.get(worker, self.worth[block.kind_alone][worker]),
            left=(0, 0, 0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a solver found: a choice for each block, and what is proved of it.

    ``worst_bound`` is a share of capacity that no answer to the same question goes below, given
    that as many children are placed; ``levels``, ``gap``, ``is_fewest`` and ``is_stopped`` as in
    `Proposal`. ``is_reached`` says whether what was asked for is (nobody over the line), and
    ``is_proved`` whether that, and everything that counts, is proved. ``work`` counts nodes or
    rounds.
    """

    choices: tuple[Choice, ...]
    worst_bound: float | None = None
    levels: int = 0
    gap: float | None = None
    is_reached: bool = True
    is_proved: bool = False
    is_fewest: bool = False
    is_stopped: bool = False
    work: int = 0

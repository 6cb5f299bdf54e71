"""The least by which limits would have to give way so that certain children can be placed.

An exact question of its own, beside those of the solvers: nothing is balanced here. It tells what
is short, and whether anything is: by how many points one worker's limit, or all of them together,
or the load of somebody who is yet to be found, must be above nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, gcd, inf, isfinite

from allocation_app.domain.capacity import DECIMALS
from allocation_app.planner.linear import EXACT, Program, Work
from allocation_app.planner.model import Model, Option, Way

MOST_WAYS = 8000
"""Up to how many ways in which blocks can stand it is solved; beyond, the bound is all there is."""
ENOUGH = 2e-6
LEAST_STEP = 0.001
PARTS = 10**DECIMALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Up to how many points each receiver may carry.

    ``of_all`` is kept by everybody, whether they receive anybody or not; else only by who does.
    ``soft`` are those of whom it is asked by how much they must be above.
    """

    points: Sequence[float]
    of_all: bool = False
    soft: Collection[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Least:
    """How many points above their limits those who are asked about are together, at the least.

    ``found`` is what is reached, None where nothing is; ``bound`` what nothing goes below, infinite
    where it is proved that no arrangement is enough.
    """

    found: float | None
    bound: float

    @property
    def is_exact(self) -> bool:
        """Whether the figure is proved to be the least."""
        if self.found is None:
            return self.bound == inf
        return self.found - self.bound <= ENOUGH

    @property
    def least(self) -> float:
        """The figure itself where it is proved, else what nothing goes below."""
        return self.found if self.is_exact and self.found is not None else self.bound


IMPOSSIBLE = Least(found=None, bound=inf)


def least(
    model: Model, required: Collection[int], limits: Limits, work: Work | None = None
) -> Least:
    """The least points above the limits with which the required blocks all get a worker.

    ``required`` are numbers of blocks that wait. Stops on work done, and answers with the bound
    that it has by then. Raises `Cancelled` where the ``progress`` of the work does.
    """
    work = work or Work()
    ways = [_ways(model, n, n in required) for n in range(len(model.blocks))]
    if not all(ways):
        return IMPOSSIBLE
    if _is_free(model, ways, limits):
        return Least(found=0.0, bound=0.0)
    pooled = _pooled(model, ways, limits)
    if work.left <= 0 or sum(map(len, ways)) > MOST_WAYS:
        return Least(found=None, bound=pooled)
    return _solved(model, ways, limits, pooled, work)


def _ways(model: Model, block: int, is_required: bool) -> list[Option]:  # noqa: FBT001
    found = list(model.options(model.blocks[block]))
    return [each for each in found if not is_required or each.left[1] == 0]


def _is_free(model: Model, ways: Iterable[Sequence[Option]], limits: Limits) -> bool:
    """Whether nothing speaks against anything: no limit, nobody to keep apart, nobody moved."""
    return (
        not any(map(isfinite, limits.points))
        and not model.apart
        and all(any(not way.changes for way in several) for several in ways)
    )


def _pooled(model: Model, ways: Iterable[Sequence[Option]], limits: Limits) -> float:
    """A bound from below: the points that must be somewhere, and all the room that there is.

    Only where everybody keeps to a limit and all of them may be above it.
    """
    everybody = range(len(model.receivers))
    if not limits.of_all or any(n not in limits.soft for n in everybody):
        return 0.0
    fixed = [each.points for each in model.receivers]
    free = 0.0
    for several in ways:
        if len(several) == 1:
            for worker, amount in several[0].points.items():
                fixed[worker] += amount
            continue
        standing: dict[int, float] = {}
        for option in several:
            for worker, amount in option.points.items():
                standing[worker] = min(standing.get(worker, 0.0), amount)
        for worker, amount in standing.items():
            fixed[worker] += amount
        taken = -sum(standing.values())
        free += min(sum(each.points.values()) for each in several) + taken
    above = [points - limit for points, limit in zip(fixed, limits.points, strict=True)]
    room = -sum(min(0.0, each) for each in above)
    bound = sum(max(0.0, each) for each in above) + max(0.0, free - room)
    return max(0.0, bound - EXACT * len(fixed))


def _solved(
    model: Model, ways: Sequence[Sequence[Option]], limits: Limits, pooled: float, work: Work
) -> Least:
    step = _step(ways)
    program = Program(step=step if len(limits.soft) == 1 else 0.0)
    columns = [[program.column() for _ in several] for several in ways]
    above = {
        worker: program.column(cost=1.0, upper=inf, is_whole=False)
        for worker in sorted(limits.soft)
    }
    for row in columns:
        program.row(((each, 1.0) for each in row), 1.0, 1.0)
    _limited(program, model, ways, columns, _on_steps(model, limits, step), above)
    _kept_apart(program, model, ways, columns)
    if model.budget is not None:
        changes = (
            (column, float(way.changes))
            for several, row in zip(ways, columns, strict=True)
            for way, column in zip(several, row, strict=True)
            if way.changes
        )
        program.row(changes, -inf, model.budget)
    found = program.solved(work)
    if not found.is_possible:
        return IMPOSSIBLE
    bound = max(_next(model, limits, step, found.bound), pooled)
    if found.values is None:
        return Least(found=None, bound=bound)
    over = _above(model, _chosen(ways, columns, found.values), limits)
    return Least(found=round(over, DECIMALS), bound=bound)


def _chosen(
    ways: Sequence[Sequence[Option]], columns: Sequence[Sequence[int]], values: Sequence[float]
) -> Iterator[Option]:
    """The way of each block whose column is 1."""
    for several, row in zip(ways, columns, strict=True):
        at = [values[column] for column in row]
        yield several[at.index(max(at))]


def _step(ways: Iterable[Sequence[Option]]) -> float:
    """Of what all amounts are multiples, so that no load lies between; 0 where that is little."""
    amounts = (round(each * PARTS) for row in ways for way in row for each in way.points.values())
    step = gcd(*amounts) / PARTS
    return step if step >= LEAST_STEP else 0.0


def _on_steps(model: Model, limits: Limits, step: float) -> Limits:
    """The limits, as far as they can be reached: that leaves the solver less to look at."""
    if not step:
        return limits
    points = list(limits.points)
    for n, receiver in enumerate(model.receivers):
        room = points[n] - receiver.points
        if n not in limits.soft and isfinite(room):
            points[n] = receiver.points + floor((room + EXACT) / step) * step
    return replace(limits, points=tuple(points))


def _next(model: Model, limits: Limits, step: float, bound: float) -> float:
    """The bound, or the next that the load of the only one who is asked about can come to."""
    if not step or len(limits.soft) != 1 or bound <= EXACT:
        return bound
    (worker,) = limits.soft
    base = limits.points[worker] - model.receivers[worker].points
    return ceil((bound + base - ENOUGH) / step) * step - base


def _limited(  # noqa: PLR0913, PLR0917 - the parts of one program
    program: Program,
    model: Model,
    ways: Sequence[Sequence[Option]],
    columns: Sequence[Sequence[int]],
    limits: Limits,
    above: dict[int, int],
) -> None:
    """Everybody, or everybody who receives anybody, keeps to their limit."""
    found: list[list[tuple[int, float]]] = [[] for _ in model.receivers]
    comes: list[list[int]] = [[] for _ in model.receivers]
    for several, row in zip(ways, columns, strict=True):
        for way, column in zip(several, row, strict=True):
            if way.choice.way is not Way.STAYS:
                comes[way.choice.worker].append(column)
            for worker, amount in way.points.items():
                if amount:
                    found[worker].append((column, amount))
    for worker, receiver in enumerate(model.receivers):
        limit = limits.points[worker]
        if not isfinite(limit):
            continue
        soft = [(above[worker], -1.0)] if worker in above else []
        room = limit - receiver.points
        if limits.of_all or room >= 0:
            program.row((*found[worker], *soft), -inf, room + EXACT)
            continue
        for column in comes[worker]:
            least_room = sum(max(0.0, amount) for _, amount in found[worker])
            slack = least_room - room
            terms = dict(found[worker])
            terms[column] = terms.get(column, 0.0) + slack
            program.row((*terms.items(), *soft), -inf, room + slack + EXACT)


def _kept_apart(
    program: Program,
    model: Model,
    ways: Sequence[Sequence[Option]],
    columns: Sequence[Sequence[int]],
) -> None:
    """Of two blocks that are to be kept apart neither goes where the other is or goes."""
    for one, other in model.apart:
        for worker in range(len(model.receivers)):
            comes = [list(_coming(ways[n], columns[n], worker)) for n in (one, other)]
            there = [list(_there(model, n, ways[n], columns[n], worker)) for n in (one, other)]
            for at in (0, 1):
                if comes[at] and there[1 - at]:
                    columns_met = (*comes[at], *there[1 - at])
                    program.row(((each, 1.0) for each in columns_met), -inf, 1.0)


def _coming(ways: Sequence[Option], columns: Sequence[int], worker: int) -> Iterator[int]:
    for way, column in zip(ways, columns, strict=True):
        if way.choice.way is not Way.STAYS and way.choice.worker == worker:
            yield column


def _there(
    model: Model, block: int, ways: Sequence[Option], columns: Sequence[int], worker: int
) -> Iterator[int]:
    for way, column in zip(ways, columns, strict=True):
        if worker in model.blocks[block].places(way.choice):
            yield column


def _above(model: Model, chosen: Iterable[Option], limits: Limits) -> float:
    """How far above their limits those who are asked about are together, worked out anew."""
    points = [each.points for each in model.receivers]
    receives: set[int] = set()
    for option in chosen:
        if option.choice.way is not Way.STAYS:
            receives.add(option.choice.worker)
        for worker, amount in option.points.items():
            points[worker] += amount
    return sum(
        max(0.0, round(points[worker] - limits.points[worker], DECIMALS))
        for worker in sorted(limits.soft)
        if limits.of_all or worker in receives
    )


def rounded_up(amount: float) -> float:
    """An amount with so many decimals as all figures have, never less than it is."""
    return float(ceil(round(amount * PARTS, 3)) / PARTS)

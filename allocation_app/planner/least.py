"""The least by which limits would have to give way so that certain children can be placed.

An exact question of its own, beside those of the solvers: nothing is balanced here. It tells what
is short, and whether anything is: by how many points one worker's limit, or all of them together,
or the load of somebody who is yet to be found, must be above nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil, inf, isfinite

from allocation_app.domain.capacity import DECIMALS
from allocation_app.planner.model import Model, Option, Way

MOST_WAYS = 8000
"""Up to how many ways in which blocks can stand it is solved; beyond, the bound is all there is."""
NODES = 1000
SECONDS = 60.0
"""Far more than the nodes take; the clock is the outer limit only."""
EXACT = 1e-7
ENOUGH = 2e-6


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
    where it is proved that no arrangement is enough. ``above`` are the points of each of them.
    """

    found: float | None
    bound: float
    above: tuple[float, ...] = ()

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


def least(model: Model, required: Collection[int], limits: Limits) -> Least:
    """The least points above the limits with which the required blocks all get a worker.

    ``required`` are numbers of blocks that wait. Stops on work done, and answers with the bound
    that it has by then.
    """
    ways = [_ways(model, n, n in required) for n in range(len(model.blocks))]
    if not all(ways):
        return IMPOSSIBLE
    if _is_free(model, ways, limits):
        return Least(found=0.0, bound=0.0, above=(0.0,) * len(limits.soft))
    pooled = _pooled(model, ways, limits)
    if sum(map(len, ways)) > MOST_WAYS:
        return Least(found=None, bound=pooled)
    return _solved(model, ways, limits, pooled)


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


@dataclass(slots=True)
class _Program:
    """Columns and rows for the solver, in its own manner."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def column(self, *, cost: float = 0.0, upper: float = 1.0, is_whole: bool = True) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        self.is_whole.append(is_whole)
        return len(self.cost) - 1

    def row(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        for column, amount in terms:
            self.index.append(column)
            self.value.append(amount)
        self.starts.append(len(self.index))
        self.lows.append(low)
        self.highs.append(high)


def _solved(model: Model, ways: Sequence[Sequence[Option]], limits: Limits, pooled: float) -> Least:
    program = _Program()
    columns = [[program.column() for _ in several] for several in ways]
    above = {
        worker: program.column(cost=1.0, upper=inf, is_whole=False)
        for worker in sorted(limits.soft)
    }
    for row in columns:
        program.row(((each, 1.0) for each in row), 1.0, 1.0)
    _limited(program, model, ways, columns, limits, above)
    _kept_apart(program, model, ways, columns)
    if model.budget is not None:
        changes = (
            (column, float(way.changes))
            for several, row in zip(ways, columns, strict=True)
            for way, column in zip(several, row, strict=True)
            if way.changes
        )
        program.row(changes, -inf, model.budget)
    values, bound, is_possible = _run(program)
    if not is_possible:
        return IMPOSSIBLE
    bound = max(bound, pooled)
    if values is None:
        return Least(found=None, bound=bound)
    chosen = [
        several[max(range(len(several)), key=lambda at, row=row: values[row[at]])]  # type: ignore[misc]
        for several, row in zip(ways, columns, strict=True)
    ]
    over = _above(model, chosen, limits)
    return Least(found=round(sum(over), DECIMALS), bound=bound, above=over)


def _limited(  # noqa: PLR0913, PLR0917 - the parts of one program
    program: _Program,
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
    program: _Program,
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


def _run(program: _Program) -> tuple[list[float] | None, float, bool]:
    """The values (None without any), the bound, and whether anything is possible at all."""
    import highspy

    solver = highspy.Highs()
    solver.silent()
    options = {
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": EXACT,
        "mip_feasibility_tolerance": 1e-9,
        "primal_feasibility_tolerance": 1e-9,
        "mip_max_nodes": NODES,
        "time_limit": SECONDS,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.cost), len(program.lows)
    lp.col_cost_, lp.col_lower_ = program.cost, [0.0] * len(program.cost)
    lp.col_upper_ = program.upper
    lp.row_lower_, lp.row_upper_ = program.lows, program.highs
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = program.starts, program.index
    lp.a_matrix_.value_ = program.value
    kinds = highspy.HighsVarType
    lp.integrality_ = [
        kinds.kInteger if is_whole else kinds.kContinuous for is_whole in program.is_whole
    ]
    solver.passModel(lp)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None, inf, False
    info = solver.getInfo()
    values = solver.getSolution().col_value
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return None, max(0.0, info.mip_dual_bound), True
    bound = info.mip_dual_bound
    return list(values), max(0.0, bound) if isfinite(bound) else 0.0, True


def _above(model: Model, chosen: Iterable[Option], limits: Limits) -> tuple[float, ...]:
    """How far above their limits those who are asked about are, worked out anew."""
    points = [each.points for each in model.receivers]
    receives: set[int] = set()
    for option in chosen:
        if option.choice.way is not Way.STAYS:
            receives.add(option.choice.worker)
        for worker, amount in option.points.items():
            points[worker] += amount
    return tuple(
        max(0.0, round(points[worker] - limits.points[worker], DECIMALS))
        if limits.of_all or worker in receives
        else 0.0
        for worker in sorted(limits.soft)
    )


def rounded_up(amount: float) -> float:
    """An amount with so many decimals as all figures have, never less than it is."""
    parts = 10**DECIMALS
    return float(ceil(round(amount * parts, 3)) / parts)

"""A question in whole numbers, as the solver of `least` is given it, and how much is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import TYPE_CHECKING

from allocation_app.progress import Cancelled, Progress, no_progress

if TYPE_CHECKING:
    from highspy import HighsCallbackEvent, HighsLp

EXACT = 1e-7
SECONDS = 60.0
"""Far more than the work takes; the clock is the outer limit only."""


@dataclass(slots=True, kw_only=True)
class Work:
    """How often the solver may still look up from its work; at the same places every time.

    Several questions share it. ``each`` is how often it may for one of them. At every look
    ``progress`` is told, which may stop it all.
    """

    left: int = 2000
    each: int = 1000
    progress: Progress = no_progress


@dataclass(slots=True, kw_only=True)
class Found:
    """The values (None without any), the bound, and whether anything is possible at all."""

    values: list[float] | None
    bound: float
    is_possible: bool = True


@dataclass(slots=True)
class Program:
    """Columns from 0 up and rows, of which a cost is to be least.

    All costs are multiples of ``step``, where it is not 0: nothing lies between.
    """

    step: float = 0.0
    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def column(self, *, cost: float = 0.0, upper: float = 1.0, is_whole: bool = True) -> int:
        """One more column; its number."""
        self.cost.append(cost)
        self.upper.append(upper)
        self.is_whole.append(is_whole)
        return len(self.cost) - 1

    def row(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """One more row: a sum of columns, each so many times, between two figures."""
        for column, amount in terms:
            self.index.append(column)
            self.value.append(amount)
        self.starts.append(len(self.index))
        self.lows.append(low)
        self.highs.append(high)

    def solved(self, work: Work) -> Found:
        """The least cost, as far as the work allows. Raises `Cancelled` where that is asked."""
        import highspy

        solver = highspy.Highs()
        solver.silent()
        options = {
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": max(EXACT, self.step / 2),
            "mip_feasibility_tolerance": 1e-9,
            "primal_feasibility_tolerance": 1e-9,
            "time_limit": SECONDS,
        }
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._linear())
        looks, stopped = min(work.each, work.left), list[Cancelled]()
        of = work.left

        def watch(event: HighsCallbackEvent) -> None:
            nonlocal looks
            looks, work.left = looks - 1, work.left - 1
            try:
                work.progress(of - work.left, of)
            except Cancelled as stop:
                stopped.append(stop)
            if looks < 0 or stopped:
                event.interrupt()

        solver.cbMipInterrupt.subscribe(watch)
        solver.run()
        if stopped:
            raise stopped[0]
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return Found(values=None, bound=inf, is_possible=False)
        info = solver.getInfo()
        bound = max(0.0, info.mip_dual_bound) if isfinite(info.mip_dual_bound) else 0.0
        if info.primal_solution_status != highspy.kSolutionStatusFeasible:
            return Found(values=None, bound=bound)
        return Found(values=list(solver.getSolution().col_value), bound=bound)

    def _linear(self) -> HighsLp:
        import highspy

        lp, kinds = highspy.HighsLp(), highspy.HighsVarType
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.lows)
        lp.col_cost_, lp.col_lower_ = self.cost, [0.0] * len(self.cost)
        lp.col_upper_ = self.upper
        lp.row_lower_, lp.row_upper_ = self.lows, self.highs
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = self.starts, self.index
        lp.a_matrix_.value_ = self.value
        lp.integrality_ = [
            kinds.kInteger if is_whole else kinds.kContinuous for is_whole in self.is_whole
        ]
        return lp

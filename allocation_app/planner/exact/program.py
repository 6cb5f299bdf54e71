"""An integer program for HiGHS: built row by row, solved on one thread, its status looked at.

Nothing that it says is believed beyond what is checked: whatever it finds is judged again in whole
numbers by whoever asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf

import highspy
import numpy as np
from highspy.highs import HighsCallbackEvent


class Outcome(Enum):
    """How solving ended."""

    BEST = auto()
    """The values are as good as any."""
    NONE = auto()
    """There are no values: proved."""
    OPEN = auto()
    """The work was stopped before either; values, if there are any, may not be the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What solving came to. ``bound`` is what the cost can't go below."""

    outcome: Outcome
    values: Sequence[float] | None = None
    bound: float = -inf
    work: int = 0


@dataclass(slots=True)
class Program:
    """Columns and rows so far."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, Mapping[int, float], float]] = field(default_factory=list)

    def column(self, upper: float, cost: float = 0.0, *, is_whole: bool = True) -> int:
        """Add a column from nought to ``upper``."""
        self.lower.append(0.0)
        self.upper.append(upper)
        self.cost.append(cost)
        self.whole.append(is_whole)
        return len(self.upper) - 1

    def row(self, entries: Mapping[int, float], upper: float, lower: float = -inf) -> None:
        """Add a row between two sides."""
        self.rows.append((lower, entries, upper))

    def solve(
        self,
        *,
        seed: int,
        work: int,
        goes_on: Callable[[], bool],
        start: Sequence[float] | None = None,
    ) -> Result:
        """The values of least cost; ``work`` is how often at most it looks up from its work.

        It does so at nodes and rounds of cuts, always at the same ones. ``goes_on`` is asked then;
        where it says no, the work ends.
        """
        solver = highspy.Highs()
        solver.silent()
        for name, value in {
            "threads": 1,
            "random_seed": seed,
            "mip_rel_gap": 0.0,
        }.items():
            solver.setOptionValue(name, value)
        solver.passModel(self._linear())
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = list(start)
            solver.setSolution(known)
        looks = 0

        def watch(event: HighsCallbackEvent) -> None:
            nonlocal looks
            looks += 1
            if looks > work or not goes_on():
                event.interrupt()

        solver.cbMipInterrupt.subscribe(watch)
        solver.run()
        info, status = solver.getInfo(), solver.getModelStatus()
        statuses = highspy.HighsModelStatus
        if status in {statuses.kInfeasible, statuses.kUnboundedOrInfeasible}:
            return Result(outcome=Outcome.NONE, work=looks)
        is_known = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return Result(
            outcome=Outcome.BEST if status == statuses.kOptimal else Outcome.OPEN,
            values=list(solver.getSolution().col_value) if is_known else None,
            bound=info.mip_dual_bound,
            work=looks,
        )

    def _linear(self) -> highspy.HighsLp:
        linear = highspy.HighsLp()
        linear.num_col_, linear.num_row_ = len(self.upper), len(self.rows)
        linear.col_cost_ = np.array(self.cost)
        linear.col_lower_ = np.array(self.lower)
        linear.col_upper_ = np.array(self.upper)
        linear.row_lower_ = np.array([lower for lower, _, _ in self.rows])
        linear.row_upper_ = np.array([upper for _, _, upper in self.rows])
        kinds = highspy.HighsVarType
        linear.integrality_ = [
            kinds.kInteger if is_whole else kinds.kContinuous for is_whole in self.whole
        ]
        starts = [0]
        index: list[int] = []
        value: list[float] = []
        for _, entries, _ in self.rows:
            index.extend(entries.keys())
            value.extend(entries.values())
            starts.append(len(index))
        linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        linear.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        linear.a_matrix_.index_ = np.array(index, dtype=np.int32)
        linear.a_matrix_.value_ = np.array(value, dtype=np.float64)
        return linear

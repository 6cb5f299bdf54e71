"""Solves a team's question exactly, in the order of the planner, and says what is proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from allocation_app.planner.exact.figures import GRAIN, MILLION, Question
from allocation_app.planner.exact.formulation import Measure
from allocation_app.planner.exact.stages import FOR_DETAIL, Stages, Stopped, Work
from allocation_app.planner.model import Answer, Model
from allocation_app.progress import Cancelled, Progress


def solve(model: Model, seed: int, progress: Progress, told: Callable[[Answer], None]) -> Answer:
    """The best answer, as far as the work goes; ``told`` hears of each better one.

    Raises `Cancelled` where it is asked to stop before there is any.
    """
    work = Work(seed, progress)
    stages = Stages(Question(model), work, told)
    try:
        if model.line is None:
            _balance(stages)
        else:
            _make_safe(stages, int(model.line * MILLION + GRAIN))
    except Stopped:
        if work.best is None:
            raise Cancelled from None
        return replace(work.best(), is_stopped=True)
    return stages.answer()


def _balance(stages: Stages) -> None:
    stages.place()
    stages.lower()
    stages.keep_worst()
    stages.place_more()
    stages.level()
    stages.is_fewest = stages.settle(Measure.CHANGES)
    stages.settle(Measure.CHURN)
    stages.settle(Measure.WORTH)


def _make_safe(stages: Stages, line: int) -> None:
    stages.place()
    stages.place_more()
    stages.reach(line)
    stages.settle(Measure.CHURN)
    if stages.is_reached:
        stages.lower(FOR_DETAIL)
    stages.level()
    stages.settle(Measure.WORTH)

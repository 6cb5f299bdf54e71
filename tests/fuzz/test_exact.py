"""The exact solver beside every answer there is, and beside another engine."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from questions import Every, a_question
from scipy.optimize import Bounds, LinearConstraint, milp

from allocation_app.planner.exact import solve
from allocation_app.planner.model import Answer, Model
from allocation_app.planner.reading import left_of, points_of, worst_of
from allocation_app.progress import no_progress
from tests.bench.planner_teams import team
from tests.unit.planner.builders import tell_nobody

pytestmark = pytest.mark.timeout(3_600)  # a campaign at its full counts is long

CLOSE = 2e-6


def answered(model: Model) -> Answer:
    return solve(model, 0, no_progress, tell_nobody)


def bracket(model: Model) -> tuple[float, float]:
    """The proved bound and the worst load found, which are one where it is proved."""
    answer = answered(model)
    found = worst_of(model, points_of(model, answer))
    assert found is not None
    assert answer.worst_bound is not None
    assert answer.worst_bound <= found + CLOSE
    assert not answer.is_proved or answer.worst_bound == pytest.approx(found, abs=CLOSE)
    return answer.worst_bound, found


def with_more_capacity(model: Model) -> Model:
    grown = (replace(each, capacity=each.capacity * 1.1) for each in model.receivers)
    return replace(model, receivers=tuple(grown))


@pytest.mark.campaign(quick=40, ci=500)
def test_that_no_other_answer_is_better_than_the_exact_one(rounds: int) -> None:
    for seed in range(rounds):
        model = a_question(seed)
        every, answer = Every(model), answered(model)
        best = every.best()

        assert every.of(answer) == best, seed
        assert answer.is_proved, seed
        if model.line is None:
            assert answer.worst_bound == pytest.approx(best[0], abs=CLOSE), seed


@pytest.mark.campaign(quick=2, ci=40)
def test_that_one_more_change_is_never_worse(rounds: int) -> None:
    for seed in range(rounds):
        found = [bracket(team(5, 50, seed=seed, budget=budget)) for budget in range(5)]

        for (_, fewer), (more, _) in pairwise(found):
            assert more <= fewer + CLOSE, seed


@pytest.mark.campaign(quick=2, ci=40)
def test_that_more_capacity_is_never_worse(rounds: int) -> None:
    for seed in range(rounds):
        model = team(5, 50, seed=seed, budget=3)

        assert bracket(with_more_capacity(model))[0] <= bracket(model)[1] + CLOSE, seed


@pytest.mark.campaign(quick=3, ci=100)
def test_that_another_engine_finds_the_same_worst_load(rounds: int) -> None:
    unproved = 0
    for seed in range(rounds):
        model = team(5 + seed % 3, 40 + seed % 20, seed=10_000 + seed, budget=seed % 6)
        answer = answered(model)

        assert not list(left_of(model, answer)), seed
        if answer.is_proved:
            bound, found = bracket(model)
            assert bound - 1e-5 <= lowest_by_scipy(model) <= found + 1e-5, seed
        else:
            unproved += 1
    assert unproved <= rounds // 10


def lowest_by_scipy(model: Model) -> float:
    """The lowest worst load with everybody placed: one binary each option, nothing clever."""
    options = [(n, each) for n, block in enumerate(model.blocks) for each in model.options(block)]
    options = [(n, each) for n, each in options if not model.blocks[n].waiting or not each.left[1]]
    count = len(options) + 1
    rows, lower, upper = [], [], []

    def row(entries: Iterator[tuple[int, float]], low: float, high: float) -> None:
        line = np.zeros(count)
        for column, value in entries:
            line[column] += value
        rows.append(line)
        lower.append(low)
        upper.append(high)

    for n in range(len(model.blocks)):
        row(((c, 1.0) for c, (block, _) in enumerate(options) if block == n), 1.0, 1.0)
    for worker, receiver in enumerate(model.receivers):
        added = ((c, each.points.get(worker, 0.0)) for c, (_, each) in enumerate(options))
        level = (count - 1, -receiver.capacity)
        row(iter([*added, level]), -np.inf, -receiver.points)
    budget = float(model.budget or 0)
    row(((c, each.changes) for c, (_, each) in enumerate(options)), 0.0, budget)
    for one, two in model.apart:
        mine = [(c, each) for c, (block, each) in enumerate(options) if block == one]
        theirs = [(c, each) for c, (block, each) in enumerate(options) if block == two]
        for a, first in mine:
            for b, second in theirs:
                if model.meet(one, first.choice, two, second.choice):
                    row(iter(((a, 1.0), (b, 1.0))), 0.0, 1.0)
    cost = np.zeros(count)
    cost[-1] = 1.0
    found = milp(
        cost,
        integrality=np.array([1] * (count - 1) + [0]),
        bounds=Bounds(0.0, np.array([1.0] * (count - 1) + [np.inf])),
        constraints=LinearConstraint(np.array(rows), lower, upper),
        options={"mip_rel_gap": 0.0},
    )
    assert found.status == 0
    return float(found.fun)

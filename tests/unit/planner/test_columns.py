"""What is found by columns holds to what is asked, and its bounds to what is possible at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from allocation_app.planner.columns import solve
from allocation_app.planner.columns.bounding import agreed, bounded
from allocation_app.planner.columns.levels import levels, pooled
from allocation_app.planner.columns.pricing import Terms
from allocation_app.planner.columns.question import question
from allocation_app.planner.model import STAY, Answer, Model, Option, Way
from allocation_app.progress import Cancelled, no_progress
from tests.bench.planner_teams import team
from tests.unit.planner.builders import tell_nobody

Plan = tuple[Option, ...]
CLOSE = 1e-6


def loads(model: Model, plan: Plan) -> list[float]:
    points = [each.points for each in model.receivers]
    for option in plan:
        for worker, amount in option.points.items():
            points[worker] += amount
    return points


def worst(model: Model, plan: Plan) -> float:
    shares = zip(loads(model, plan), model.receivers, strict=True)
    return max(points / each.capacity for points, each in shares)


def cost(model: Model, plan: Plan) -> float:
    whole = sum(each.capacity for each in model.receivers)
    shares = zip(loads(model, plan), model.receivers, strict=True)
    return sum(each.capacity * (points / each.capacity) ** 8 for points, each in shares) / whole


def is_allowed(model: Model, plan: Plan) -> bool:
    if model.budget is not None and sum(each.changes for each in plan) > model.budget:
        return False
    came = {each.choice.worker for each in plan if each.choice != STAY}
    points = loads(model, plan)
    if any(points[n] > model.receivers[n].cap + CLOSE for n in came):
        return False
    return not any(
        model.meet(one, plan[one].choice, other, plan[other].choice) for one, other in model.apart
    )


def plan_of(model: Model, answer: Answer) -> Plan:
    pairs = zip(model.blocks, answer.choices, strict=True)
    found = []
    for block, choice in pairs:
        allowed = [each for each in model.options(block) if each.choice == choice]
        assert allowed, f"{choice} is not one of its ways"
        found.append(allowed[0])
    return tuple(found)


def plans(model: Model) -> Iterator[Plan]:
    """Every plan in which nobody is left who could be placed."""
    ways = [tuple(model.options(block)) for block in model.blocks]
    for plan in product(*ways):
        is_left = any(
            each.choice == STAY and block.waiting and len(own) > 1
            for each, block, own in zip(plan, model.blocks, ways, strict=True)
        )
        if not is_left and is_allowed(model, plan):
            yield plan


def small(seed: int) -> Model:
    model = team(3, 7 + seed % 4, seed=seed, budget=seed % 4)
    return replace(model, blocks=model.blocks[:7], apart=())


@pytest.mark.campaign(quick=25, ci=500)
@pytest.mark.timeout(3_600)
def test_that_no_plan_is_better_than_a_bound(rounds: int) -> None:
    for seed in range(rounds):
        model = small(seed)
        possible = list(plans(model))
        if not possible:
            continue
        ask = question(model)
        lowest = min(worst(model, plan) for plan in possible)
        level = max(levels(ask, model.budget).lowest(model.budget), pooled(ask, model.budget))
        assert level <= lowest + CLOSE, seed
        cheapest = min(cost(model, plan) for plan in possible)
        for budget in (model.budget, None):
            terms = Terms(budget=budget, line=None, churn=0.0)
            priced = bounded(ask, terms, 4, tick=lambda: None)
            assert priced.bound <= cheapest + CLOSE, seed
            nearer = agreed(ask, terms, priced, cheapest * 1.02, 16, tick=lambda: None)
            assert nearer.bound <= cheapest + CLOSE, seed


@pytest.mark.campaign(quick=25, ci=500)
@pytest.mark.timeout(3_600)
def test_that_what_reaches_the_lowest_load_is_not_ruled_out(rounds: int) -> None:
    proved = 0
    for seed in range(rounds):
        model = small(seed)
        possible = list(plans(model))
        if not possible:
            continue
        answer = solve(model, 0, no_progress, tell_nobody)
        lowest = min(worst(model, plan) for plan in possible)
        assert answer.worst_bound is not None
        assert answer.worst_bound <= lowest + 2 * CLOSE, seed
        if answer.is_proved:
            proved += 1
            assert worst(model, plan_of(model, answer)) <= lowest + 2 * CLOSE, seed
    assert proved > rounds // 3


@pytest.mark.campaign(quick=20, ci=300)
@pytest.mark.timeout(3_600)
def test_that_fewest_changes_are_the_fewest(rounds: int) -> None:
    proved = 0
    for seed in range(rounds):
        model = replace(small(seed), budget=None, line=1.1)
        safe = [plan for plan in plans(model) if worst(model, plan) <= 1.1 + CLOSE]
        answer = solve(model, 0, no_progress, tell_nobody)
        found = plan_of(model, answer)
        if answer.is_reached:
            assert worst(model, found) <= 1.1 + CLOSE
        if answer.is_fewest:
            fewest = min(sum(each.changes for each in plan) for plan in safe)
            assert sum(each.changes for each in found) == fewest, seed
            proved += fewest > 0
    assert proved > rounds // 5


@pytest.mark.parametrize(("budget", "line"), [(0, None), (6, None), (40, None), (None, 1.1)])
def test_that_an_answer_keeps_the_rules_the_budget_and_places_all(
    budget: int | None, line: float | None
) -> None:
    model = team(30, 500, seed=3, budget=budget, line=line)
    answer = solve(model, 0, no_progress, tell_nobody)
    plan = plan_of(model, answer)
    assert is_allowed(model, plan)
    pairs = zip(model.blocks, plan, strict=True)
    assert not [block for block, each in pairs if block.waiting and each.choice.way is Way.STAYS]
    assert answer.gap is not None
    assert answer.worst_bound is not None
    assert answer.worst_bound <= worst(model, plan) + CLOSE


def test_that_nobody_ends_above_a_cap_who_receives() -> None:
    model = team(30, 500, seed=3, budget=10)
    capped = replace(
        model,
        receivers=tuple(replace(each, cap=0.85 * each.capacity) for each in model.receivers),
    )
    assert is_allowed(capped, plan_of(capped, solve(capped, 0, no_progress, tell_nobody)))


def test_that_the_same_seed_gives_the_same_answer() -> None:
    model = team(30, 500, seed=3, budget=8)
    assert solve(model, 1, no_progress, tell_nobody) == solve(model, 1, no_progress, tell_nobody)


def test_that_a_stop_leaves_the_best_so_far() -> None:
    told: list[Answer] = []

    def stop(done: int, _of: int) -> None:
        if told and done:
            raise Cancelled

    model = team(40, 700, seed=1, budget=12)
    answer = solve(model, 0, stop, told.append)
    assert answer.is_stopped
    assert answer.choices == told[-1].choices


def test_that_a_stop_before_anything_is_found_is_let_through() -> None:
    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        solve(team(10, 100, seed=1, budget=2), 0, stop, tell_nobody)


def test_that_each_answer_told_of_is_better_than_the_one_before() -> None:
    told: list[Answer] = []
    model = team(40, 700, seed=1, budget=12)
    solve(model, 0, no_progress, told.append)
    loads_of = [worst(model, plan_of(model, each)) for each in told]
    assert loads_of == sorted(loads_of, reverse=True)


def test_that_parts_that_cost_no_change_leave_room_for_one_that_does() -> None:
    model = small(77)
    cheapest = min(cost(model, plan) for plan in plans(model))
    terms = Terms(budget=1, line=None, churn=0.0)
    limits = bounded(question(model), terms, 4, tick=lambda: None)
    assert limits.bound <= cheapest + CLOSE


def test_that_points_may_be_whole_numbers() -> None:
    """As those of workers who have nobody are."""
    model = team(6, 40, seed=2, budget=2)
    receivers = tuple(replace(each, points=int(each.points)) for each in model.receivers)

    found = solve(replace(model, receivers=receivers), 0, no_progress, tell_nobody)

    assert len(found.choices) == len(model.blocks)

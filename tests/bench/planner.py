"""How near the best the planner comes, and how soon: ours beside HiGHS's and CP-SAT's full models.

All answer the same question: at most so many changes, everybody placed who can be, the lowest cost
of all loads (see `planner.columns.cost`; kinks at 33 levels stand for the smooth cost where an
engine needs lines, and each answer is priced by the smooth one). A gap is to the best bound of any
of the three. Ours keeps beside that to the lowest worst load, which the others are not asked for.
What ours says itself is the gap among answers with as low a worst load. Each runs in a process of
its own; time is CPU time of that process, memory its peak.

    .venv/bin/python tests/bench/planner.py [--engines ours,highs,cpsat] [--seeds 101,102] [SIZE...]

Sizes are team, service, council, county. CP-SAT needs the extra `bench` (``pip install ortools``).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from importlib.util import find_spec
from os import getloadavg
from pathlib import Path
from typing import Any

import highspy

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from allocation_app.planner import columns, exact
from allocation_app.planner.columns.bounding import agreed, bounded
from allocation_app.planner.columns.pricing import Terms
from allocation_app.planner.columns.question import question
from allocation_app.planner.model import STAY, Choice, Model, Option
from tests.bench.planner_teams import team
from tests.unit.planner.builders import tell_nobody

SIZES = {
    "team": (12, 220, 6),
    "service": (40, 700, 14),
    "council": (150, 3_000, 60),
    "county": (600, 12_000, 240),
}
SEEDS = tuple(range(101, 111))
SECONDS = 60.0
LEVELS = [n / 20 for n in range(8, 41)]
SCALE = 1_000_000
MOST_PAIRS = 1_000_000
"""Full models above this are not tried: the county's has 3.4 million ways and fills the memory."""


def cost(model: Model, choices: list[Choice]) -> tuple[float, float]:
    """The smooth cost of all loads, and the worst of them."""
    load = [each.points for each in model.receivers]
    for block, choice in zip(model.blocks, choices, strict=True):
        for worker, amount in model.option(block, choice).points.items():
            load[worker] += amount
    pairs = [(points, each.capacity) for points, each in zip(load, model.receivers, strict=True)]
    whole = sum(capacity for _, capacity in pairs)
    smooth = sum(capacity * (points / capacity) ** 8 for points, capacity in pairs) / whole
    return smooth, max(points / capacity for points, capacity in pairs)


def tangents(model: Model, worker: int) -> list[tuple[float, float]]:
    """Lines that the cost of a worker lies on or above: slope a point, and value at no points."""
    whole = sum(each.capacity for each in model.receivers)
    capacity = model.receivers[worker].capacity
    return [
        (8 * share**7 / whole, capacity * (share**8 - 8 * share**8) / whole) for share in LEVELS
    ]


def ways(model: Model) -> list[list[Option]]:
    """Every way of every block; who can be placed is."""
    found = []
    for block in model.blocks:
        several = list(model.options(block))
        found.append(several[1:] if block.waiting and len(several) > 1 else several)
    return found


def ours(model: Model) -> tuple[list[Choice], float | None]:
    """Our answer, and its bound on the smooth cost."""
    solve = exact.solve if len(model.receivers) <= SIZES["team"][0] else columns.solve
    answer = solve(model, 0, lambda _done, _of: None, tell_nobody)
    took(answer.gap, answer.worst_bound)
    ask, terms = question(model), Terms(budget=model.budget, line=None, churn=0.0)
    limits = bounded(ask, terms, 6, tick=lambda: None)
    value = cost(model, list(answer.choices))[0]
    limits = agreed(ask, terms, limits, value, 10, tick=lambda: None)
    return list(answer.choices), limits.bound


def took(gap: float | None, bound: float | None) -> None:
    """What ours says of itself, and the time until then: the bound for the others comes after."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    CLAIMED.update(
        claimed=gap, worst_bound=bound, cpu=used.ru_utime + used.ru_stime - BEGUN[0],
        wall=time.monotonic() - BEGUN[1],
    )  # fmt: skip


CLAIMED: dict[str, float | None] = {}
BEGUN = [0.0, 0.0]


def meeting(model: Model, own: list[list[Option]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of (block, way) that may not both be."""
    return [
        ((one, n), (other, m))
        for one, other in model.apart
        for n, first in enumerate(own[one])
        for m, second in enumerate(own[other])
        if model.meet(one, first.choice, other, second.choice)
    ]


def highs(model: Model) -> tuple[list[Choice], float | None]:
    """HiGHS's answer to the full model, and its bound."""
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", SECONDS)
    own = ways(model)
    x = [[solver.addBinary() for _ in several] for several in own]
    at = [solver.addVariable(lb=0.0, obj=1.0) for _ in model.receivers]
    into: list[list[tuple[float, Any]]] = [[] for _ in model.receivers]
    spent = []
    for several, vars_ in zip(own, x, strict=True):
        solver.addConstr(solver.qsum(vars_) == 1)
        for option, var in zip(several, vars_, strict=True):
            for number, amount in option.points.items():
                into[number].append((amount, var))
            if option.changes:
                spent.append(option.changes * var)
    for n, worker in enumerate(model.receivers):
        load = solver.addVariable(lb=0.0)
        added = solver.qsum(amount * var for amount, var in into[n])
        solver.addConstr(load == added + worker.points)
        for slope, start in tangents(model, n):
            solver.addConstr(at[n] >= slope * load + start)
    if model.budget is not None and spent:
        solver.addConstr(solver.qsum(spent) <= model.budget)
    for first, second in meeting(model, own):
        solver.addConstr(x[first[0]][first[1]] + x[second[0]][second[1]] <= 1)
    solver.run()
    values, info = solver.getSolution().col_value, solver.getInfo()
    if not values or info.primal_solution_status != SOLVED:
        return [], info.mip_dual_bound
    choices = [
        max(zip(several, vars_, strict=True), key=lambda each: values[each[1].index])[0].choice
        for several, vars_ in zip(own, x, strict=True)
    ]
    return choices, info.mip_dual_bound


SOLVED = 2


def cpsat(model: Model) -> tuple[list[Choice], float | None]:
    """CP-SAT's answer to the full model, points in hundredths, and its bound."""
    from ortools.sat.python import cp_model  # type: ignore[import-not-found] # noqa: PLC0415 - an extra

    cp, own = cp_model.CpModel(), ways(model)
    x = [[cp.new_bool_var("") for _ in several] for several in own]
    into: list[list[tuple[int, Any]]] = [[] for _ in model.receivers]
    for several, vars_ in zip(own, x, strict=True):
        cp.add_exactly_one(vars_)
        for option, var in zip(several, vars_, strict=True):
            for number, amount in option.points.items():
                into[number].append((round(100 * amount), var))
    for first, second in meeting(model, own):
        cp.add_bool_or(~x[first[0]][first[1]], ~x[second[0]][second[1]])
    total = []
    for n, worker in enumerate(model.receivers):
        load = sum(amount * var for amount, var in into[n]) + round(100 * worker.points)
        at = cp.new_int_var(0, 10**13, "")
        for slope, start in tangents(model, n):
            cp.add(at >= round(slope * SCALE / 100 * 1000) * load + round(start * SCALE * 1000))
        total.append(at)
    if model.budget is not None:
        pairs = [
            pair for several in zip(own, x, strict=True) for pair in zip(*several, strict=True)
        ]
        cp.add(sum(option.changes * var for option, var in pairs if option.changes) <= model.budget)
    cp.minimize(sum(total))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 1
    status = solver.solve(cp)
    bound = solver.best_objective_bound / SCALE / 1000
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return [], bound
    return [
        next(o.choice for o, var in zip(several, vars_, strict=True) if solver.value(var))
        for several, vars_ in zip(own, x, strict=True)
    ], bound


ENGINES = {"ours": ours, "highs": highs, "cpsat": cpsat}


def one(engine: str, size: str, seed: int) -> None:
    """Measure one engine on one team, in this process, and print it."""
    workers, children, budget = SIZES[size]
    model = team(workers, children, seed=seed, budget=budget)
    used = resource.getrusage(resource.RUSAGE_SELF)
    BEGUN[:] = used.ru_utime + used.ru_stime, time.monotonic()
    choices, bound = ENGINES[engine](model)
    used = resource.getrusage(resource.RUSAGE_SELF)
    value, worst = cost(model, choices or [STAY] * len(model.blocks))
    found = {
        "cpu": used.ru_utime + used.ru_stime - BEGUN[0],
        "wall": time.monotonic() - BEGUN[1],
        "peak": used.ru_maxrss / 1024,
        "cost": value if choices else None,
        "worst": worst,
        "bound": bound,
        **CLAIMED,
    }
    sys.stdout.write(json.dumps(found))


def measured(engine: str, size: str, seed: int) -> dict[str, float | None]:
    """The same in a process of its own; empty where it ended badly."""
    workers, children, _ = SIZES[size]
    if engine != "ours" and workers * children > MOST_PAIRS:
        return {}
    command = [sys.executable, __file__, "--one", engine, str(seed), size]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, float | None] = json.loads(done.stdout) if not done.returncode else {}
    return found


def line(engine: str, results: list[dict[str, float | None]], bests: list[float]) -> str:
    """The figures of one engine at one size."""
    pairs = [(each.get("cost"), best) for each, best in zip(results, bests, strict=True)]
    gaps = [100 * (value - best) / value for value, best in pairs if value is not None]
    if not gaps:
        return f"  {engine:6} no answer in {SECONDS:.0f} s, or too large"
    seconds = [float(each.get("cpu") or 0) for each in results]
    peak = max(float(each.get("peak") or 0) for each in results)
    worst = statistics.mean(100 * float(each.get("worst") or 0) for each in results)
    claimed = [100 * gap for each in results if (gap := each.get("claimed")) is not None]
    said = (
        f", says itself median {statistics.median(claimed):.2f} %, worst {max(claimed):.2f} %"
        if claimed
        else ""
    )
    return (
        f"  {engine:6} gap median {statistics.median(gaps):.2f} %, worst {max(gaps):.2f} %{said}; "
        f"worst load {worst:.1f} %; CPU median {statistics.median(seconds):5.2f} s, "
        f"most {max(seconds):5.2f} s; peak {peak:.0f} MB ({len(gaps)} of {len(results)} answered)"
    )


def main() -> None:
    """Print the table, size by size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", nargs=2)
    parser.add_argument("--engines", default="ours,highs,cpsat")
    parser.add_argument("--seeds", default=",".join(map(str, SEEDS)))
    parser.add_argument("sizes", nargs="*", default=list(SIZES))
    asked = parser.parse_args()
    if asked.one:
        one(asked.one[0], asked.sizes[0], int(asked.one[1]))
        return
    engines = asked.engines.split(",")
    seeds = [int(each) for each in asked.seeds.split(",")]
    if "cpsat" in engines and find_spec("ortools") is None:
        engines.remove("cpsat")
        sys.stdout.write("CP-SAT is not installed (extra `bench`)\n")
    for size in asked.sizes:
        workers, children, budget = SIZES[size]
        load = ", ".join(f"{each:.1f}" for each in getloadavg())
        sys.stdout.write(
            f"{size}: {workers} workers, {children:,} children, {budget} changes, "
            f"{len(seeds)} seeds, load {load}\n"
        )
        results = {each: [measured(each, size, seed) for seed in seeds] for each in engines}
        bests = [
            max(float(own[n].get("bound") or 0.0) for own in results.values())
            for n in range(len(seeds))
        ]
        for engine in engines:
            sys.stdout.write(line(engine, results[engine], bests) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

"""Teams drawn by chance, of any size, as the planner's solvers see them: for benches and tests.

At 98 % of capacity with everybody who waits, 7.5 % of families unallocated, loads skewed, and
eligibility from rules (experience, area, marks) rather than pair by pair. Points are the example
weights (`resources/policies`), siblings at 0.6. The same seed gives the same team.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf
from random import Random
from typing import TypeVar

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.planner.model import Block, Model, Receiver

T = TypeVar("T")
FULLNESS = 0.98
WAIT = 0.075
SKEW = 0.22
SIBLING, BESIDE = 0.6, 0.5
FTE = ((1.0, 70), (0.8, 15), (0.6, 15))
LEVELS = (("experienced", 84), ("newly_qualified", 12), ("support", 4))
WEIGHTS = ((4.0, 25), (4.0, 25), (8.0, 14), (10.0, 8), (8.0, 8), (5.0, 12), (3.0, 8))
SIZES = ((1, 62), (2, 22), (3, 11), (4, 5))
HEAVY, LIGHT = 8.0, 3.0
FAR, FAR_POINTS = 0.06, 2.0
FIXED, SPLIT, PARTLY, MUST_NOT, CO_WORKED, APART = 0.12, 0.05, 0.03, 0.03, 0.02, 0.005
AREA_OF, MOST_AREAS, TIED = 40, 8, 0.7
NEEDS = ("anyone", "qualified", "experienced")
SPEAKS, MATTERS = 0.25, 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A worker as drawn: full-time equivalent, experience, area."""

    fte: float
    level: str
    area: int
    speaks: bool


def team(
    workers: int,
    children: int,
    *,
    seed: int,
    budget: int | None = None,
    line: float | None = None,
) -> Model:
    """So many workers with so many children, with a budget of changes or a line to keep to."""
    chance = Random(seed)  # noqa: S311 - seeded to be repeated
    areas = max(1, min(MOST_AREAS, workers // AREA_OF))
    people = [_worker(chance, number, areas) for number in range(workers)]
    kinds = [(need, area) for need in NEEDS for area in range(-1, areas)]
    barred = tuple(tuple(_bar(need, area, who) for who in people) for need, area in kinds)
    worth = tuple(
        tuple(round(MATTERS * who.speaks + MATTERS / 2 * (who.area == area), 4) for who in people)
        for _, area in kinds
    )
    wanted = [chance.lognormvariate(0, SKEW) * who.fte for who in people]
    blocks: list[Block] = []
    points = [0.0] * workers
    drawn = 0
    while drawn < children:
        size = min(_of(chance, SIZES), children - drawn)
        ids = tuple(ChildId(f"C{drawn + n:05}") for n in range(size))
        block = _block(chance, ids, kinds, barred, wanted)
        if chance.random() < CO_WORKED and not block.standing:
            worker = chance.randrange(workers)
            own = round(BESIDE * block.whole, 2)
            points[worker] += own
            less = {worker: round(block.whole - own, 2)}
            block = replace(block, whole_at=less)
        blocks.append(block)
        drawn += size
        for worker, amount in block.standing.items():
            points[worker] += amount
    waits = sum(block.alone if block.standing else block.whole for block in blocks if block.waiting)
    unit = (sum(points) + waits) / FULLNESS / sum(_share(who) for who in people)
    return Model(
        receivers=tuple(
            Receiver(
                id=WorkerId(f"W{n:04}"),
                capacity=round(_share(who) * unit, 2),
                points=round(points[n], 2),
                cap=inf,
            )
            for n, who in enumerate(people)
        ),
        blocks=tuple(blocks),
        barred=barred,
        worth=worth,
        apart=_apart(chance, blocks),
        budget=budget,
        line=line,
    )


def _of(chance: Random, choices: Sequence[tuple[T, int]]) -> T:
    return chance.choices([each for each, _ in choices], [weight for _, weight in choices])[0]


def _share(who: Drawn) -> float:
    return who.fte * (0.9 if who.level == "newly_qualified" else 1.0)


def _worker(chance: Random, number: int, areas: int) -> Drawn:
    return Drawn(
        fte=_of(chance, FTE),
        level="experienced" if number < areas else _of(chance, LEVELS),
        area=number % areas,
        speaks=chance.random() < SPEAKS,
    )


def _bar(need: str, area: int, who: Drawn) -> str:
    if area not in {-1, who.area}:
        return "own_team"
    if need == "experienced" and who.level != "experienced":
        return "newly_qualified_alone" if who.level == "newly_qualified" else "not_qualified"
    return "not_qualified" if need == "qualified" and who.level == "support" else ""


def _points(single: Sequence[float]) -> float:
    """Of children with one worker: the heaviest counts in full, each sibling at 0.6."""
    if not single:
        return 0.0
    return round(max(single) + SIBLING * (sum(single) - max(single)), 2)


def _block(
    chance: Random,
    ids: tuple[ChildId, ...],
    kinds: Sequence[tuple[str, int]],
    barred: Sequence[Sequence[str]],
    wanted: Sequence[float],
) -> Block:
    single = [_of(chance, WEIGHTS) + FAR_POINTS * (chance.random() < FAR) for _ in ids]
    need = NEEDS[(max(single) > LIGHT) + (max(single) >= HEAVY)]
    area = chance.choice([each for wants, each in kinds if wants == need and each >= 0])
    kind = kinds.index((need, area if chance.random() < TIED else -1))
    allowed = [n for n, code in enumerate(barred[kind]) if not code]
    holders = chance.choices(allowed, [wanted[n] for n in allowed], k=2)
    whole, sort = _points(single), chance.random()
    is_family = len(ids) > 1
    if sort < WAIT:
        held: tuple[int | None, ...] = (None,) * len(ids)
    elif is_family and sort < WAIT + PARTLY:
        held = (*([holders[0]] * (len(ids) - 1)), None)
    elif is_family and sort < WAIT + PARTLY + SPLIT:
        held = (holders[1], *([holders[0]] * (len(ids) - 1)))
    else:
        held = (holders[0],) * len(ids)
    held_by = {
        worker: [points for points, who in zip(single, held, strict=True) if who == worker]
        for worker in held
        if worker is not None
    }
    alone = [points for points, who in zip(single, held, strict=True) if who is None]
    there = sum(who is not None for who in held)
    churn = chance.choice((1.0, 1.0, 1.0, 1.5, 2.0))
    must_not = {n: "must_not" for n in chance.choices(range(len(wanted)), k=2) if n not in held}
    is_kept_from = chance.random() < MUST_NOT
    return Block(
        children=ids,
        kind=kind,
        kind_alone=kind,
        standing={worker: _points(held_by[worker]) for worker in sorted(held_by)},
        whole=whole,
        whole_at={},
        changes=there,
        changes_at={worker: there - len(own) for worker, own in sorted(held_by.items())},
        churn=there * churn,
        churn_at={worker: (there - len(own)) * churn for worker, own in sorted(held_by.items())},
        waiting=tuple(child for child, who in zip(ids, held, strict=True) if who is None),
        alone=_points(alone),
        alone_at={
            worker: round(_points([*own, *alone]) - _points(own), 2)
            for worker, own in sorted(held_by.items())
        }
        if alone
        else {},
        urgent=sum(points >= HEAVY for points in alone),
        days=sum(chance.randrange(60) for _ in alone),
        barred=must_not if is_kept_from else {},
        barred_alone=must_not if is_kept_from else {},
        is_fixed=bool(there) and not alone and chance.random() < FIXED,
    )


def _apart(chance: Random, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Pairs who may not have one worker, and have not."""
    found = set()
    for first, block in enumerate(blocks):
        if chance.random() < APART:
            second = chance.randrange(len(blocks))
            if first != second and not set(block.standing) & set(blocks[second].standing):
                found.add((min(first, second), max(first, second)))
    return tuple(sorted(found))

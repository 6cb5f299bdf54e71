"""A model as arrays: who could leave a worker, who waits, and where each could go.

Blocks are of three sorts. ``homes`` stand whole with one worker and may leave; ``floating`` wait,
and stand nowhere; ``mixed`` are all others that may move (split between workers, waiting in part,
waiting where they stand). What a worker carries beside homes and mixed blocks is their ``base``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocation_app.planner.model import STAY, Block, Choice, Model, Way

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FINEST, COARSEST_CELLS = 0.05, 1_200
UNITS = (1.0, 0.5, 0.2, 0.1, FINEST)
NEAR = 1e-6


@dataclass(frozen=True, kw_only=True)
class Goers:
    """Blocks that may go whole, as arrays, one row each.

    ``block`` and ``kind`` are numbers in the model; ``holder`` is the worker left (-1: none),
    ``points`` what goes from there, ``arrives`` what comes to somebody new. ``special`` are rows
    for whom more than the kind decides; ``places`` has what each of those puts on each worker,
    infinite where they can't go.
    """

    block: Ints
    kind: Ints
    holder: Ints
    points: Floats
    arrives: Floats
    changes: Ints
    churn: Floats
    special: Ints
    places: Floats


@dataclass(frozen=True, kw_only=True)
class Ways:
    """Every way of every mixed block, as arrays: ``row`` says whose, ``n`` in the order of blocks.

    ``points`` has what it puts on each worker, of those with whom it stands too.
    """

    block: Ints
    row: Ints
    choice: tuple[Choice, ...]
    workers: tuple[tuple[int, ...], ...]
    amounts: tuple[tuple[float, ...], ...]
    flat_way: Ints
    flat_worker: Ints
    flat_amount: Floats
    """The same, one entry for each worker of each way."""
    worker: Ints
    """The one who receives, -1 where it stays."""
    arrives: Floats
    """Points that come to a receiver who holds nothing of it."""
    changes: Ints
    churn: Floats
    left: Floats
    """How many are left without a worker, as a penalty."""
    main: Ints
    """Of each block, the most loaded of those with whom it stands, -1 for none."""
    stood: Floats
    """How much stands with the main one."""
    keeps: Bools
    """Whether what stands with the main one stays there."""
    item_worker: Ints
    item_points: Floats
    """What stands with others who hold some of it, or would come to any who do: parts of ways."""
    part_way: Ints
    part_item: Ints
    """Which ways have which of these parts."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """All that pricing, packing and searching look at."""

    model: Model
    capacity: Floats
    points: Floats
    cap: Floats
    base: Floats
    allowed: Bools
    """Kind by worker."""
    types: Ints
    """Workers to whom the same kinds may go have one number."""
    homes: Goers
    floating: Goers
    mixed: Ways
    spots: Mapping[int, tuple[int, ...]]
    """To whom each block that can move may go whole."""
    alone: Mapping[int, tuple[int, ...]]
    """And its waiting children alone."""
    sets: Mapping[tuple[int, ...], frozenset[int]]
    """The same as sets, by what stands in ``spots``."""
    penalty: Mapping[int, float]
    """What it costs to leave those of a block who wait without a worker."""


URGENT, WAITS, A_DAY = 1e6, 1e5, 1e-1
"""One urgent child left without a worker outweighs nine others, one child all loads."""


def question(model: Model) -> Question:
    """The arrays of a model."""
    allowed = np.array([[not code for code in row] for row in model.barred], dtype=bool)
    allowed = allowed.reshape(len(model.barred), len(model.receivers))
    by_kind = [tuple(int(n) for n in np.flatnonzero(row)) for row in allowed]
    spots: dict[int, tuple[int, ...]] = {}
    alone: dict[int, tuple[int, ...]] = {}
    for number, block in enumerate(model.blocks):
        if not block.is_fixed:
            spots[number] = _spots(block, by_kind)
            alone[number] = _alone(block, by_kind, spots[number])
    movable = [number for number in spots if spots[number] or alone[number]]
    plain = {n: _sort(model.blocks[n]) for n in movable}
    points = np.array([each.points for each in model.receivers], dtype=float)
    base = points.copy()
    for number in movable:
        if plain[number] != "floating":
            for worker, amount in model.blocks[number].standing.items():
                base[worker] -= amount
    penalty = {
        n: URGENT * block.urgent + WAITS * len(block.waiting) + A_DAY * block.days
        for n, block in enumerate(model.blocks)
        if block.waiting
    }
    _, types = np.unique(allowed.T, axis=0, return_inverse=True)
    return Question(
        model=model,
        capacity=np.array([each.capacity for each in model.receivers], dtype=float),
        points=points,
        cap=np.array([each.cap for each in model.receivers], dtype=float),
        base=np.maximum(base, 0.0),
        allowed=allowed,
        types=types.reshape(-1),
        homes=_goers(model, [n for n in movable if plain[n] == "homes"], spots),
        floating=_goers(model, [n for n in movable if plain[n] == "floating"], spots),
        mixed=_ways(model, [n for n in movable if plain[n] == "mixed"], spots, alone, penalty),
        spots={n: spots[n] for n in movable},
        alone={n: alone[n] for n in movable},
        sets={each: frozenset(each) for each in {spots[n] for n in movable}},
        penalty=penalty,
    )


def _sort(block: Block) -> str:
    if not block.waiting and len(block.standing) == 1:
        return "homes"
    return "floating" if not block.standing and not block.is_split else "mixed"


def _spots(block: Block, by_kind: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    usual = by_kind[block.kind]
    if block.barred:
        usual = _corrected(usual, block.barred)
    if not block.waiting and len(block.standing) == 1:
        holder = next(iter(block.standing))
        return tuple(each for each in usual if each != holder) if holder in usual else usual
    return usual


def _alone(
    block: Block, by_kind: Sequence[tuple[int, ...]], whole: tuple[int, ...]
) -> tuple[int, ...]:
    if not block.is_split:
        return ()
    usual = _corrected(by_kind[block.kind_alone], block.barred_alone)
    same = {each for each in whole if block.changes_at.get(each) == 0}
    return tuple(each for each in usual if each not in same)


def _corrected(usual: tuple[int, ...], barred: Mapping[int, str]) -> tuple[int, ...]:
    found = [each for each in usual if not barred.get(each)]
    more = [each for each, code in barred.items() if not code and each not in usual]
    return tuple(sorted([*found, *more])) if more else tuple(found)


def _goers(model: Model, blocks: Sequence[int], spots: Mapping[int, tuple[int, ...]]) -> Goers:
    these = [model.blocks[n] for n in blocks]
    holders = [next(iter(each.standing), -1) for each in these]
    special = [n for n, each in enumerate(these) if each.barred or each.whole_at]
    places = np.full((len(special), len(model.receivers)), np.inf)
    for row, n in enumerate(special):
        to = spots[blocks[n]]
        places[row, list(to)] = these[n].whole
        for worker, amount in these[n].whole_at.items():
            if worker in to:
                places[row, worker] = amount
    return Goers(
        block=np.array(blocks, dtype=np.int64),
        kind=np.array([each.kind for each in these], dtype=np.int64),
        holder=np.array(holders, dtype=np.int64),
        points=np.array([sum(each.standing.values()) for each in these], dtype=float),
        arrives=np.array([each.whole for each in these], dtype=float),
        changes=np.array([each.changes for each in these], dtype=np.int64),
        churn=np.array([each.churn for each in these], dtype=float),
        special=np.array(special, dtype=np.int64),
        places=places,
    )


def _ways(
    model: Model,
    blocks: Sequence[int],
    spots: Mapping[int, tuple[int, ...]],
    alone: Mapping[int, tuple[int, ...]],
    penalty: Mapping[int, float],
) -> Ways:
    rows: list[tuple[int, Choice]] = []
    for row, number in enumerate(blocks):
        rows.append((row, STAY))
        rows += [(row, Choice(Way.WHOLE, to)) for to in spots[number]]
        rows += [(row, Choice(Way.WAITING, to)) for to in alone[number]]
    own = [model.blocks[blocks[row]] for row, _ in rows]
    these = [model.option(block, choice) for block, (_, choice) in zip(own, rows, strict=True)]
    main = [_main(model, model.blocks[number]) for number in blocks]
    items: dict[tuple[int, int, float], int] = {}
    parts: list[tuple[int, int]] = []
    for n, (block, (row, choice)) in enumerate(zip(own, rows, strict=True)):
        for worker, amount in _parts(block, choice, main[row]):
            item = items.setdefault((row, worker, amount), len(items))
            parts.append((n, item))
    return Ways(
        block=np.array(blocks, dtype=np.int64),
        row=np.array([row for row, _ in rows], dtype=np.int64),
        choice=tuple(choice for _, choice in rows),
        workers=tuple(tuple(each.points) for each in these),
        amounts=tuple(tuple(each.points.values()) for each in these),
        flat_way=np.repeat(np.arange(len(these)), [len(each.points) for each in these]),
        flat_worker=np.array([w for each in these for w in each.points], dtype=np.int64),
        flat_amount=np.array([a for each in these for a in each.points.values()], dtype=float),
        worker=np.array([choice.worker for _, choice in rows], dtype=np.int64),
        arrives=np.array(
            [
                0.0 if choice.worker in block.standing else _arrives(block, choice)
                for block, (_, choice) in zip(own, rows, strict=True)
            ]
        ),
        changes=np.array([each.changes for each in these], dtype=np.int64),
        churn=np.array([each.churn for each in these], dtype=float),
        left=np.array([penalty.get(blocks[row], 0.0) * (c == STAY) for row, c in rows]),
        main=np.array(main, dtype=np.int64),
        stood=np.array(
            [
                model.blocks[number].standing.get(worker, 0.0)
                for number, worker in zip(blocks, main, strict=True)
            ]
        ),
        keeps=np.array([_keeps(choice, main[row]) for row, choice in rows], dtype=bool),
        item_worker=np.array([worker for _, worker, _ in items], dtype=np.int64),
        item_points=np.array([amount for _, _, amount in items], dtype=float),
        part_way=np.array([way for way, _ in parts], dtype=np.int64),
        part_item=np.array([item for _, item in parts], dtype=np.int64),
    )


def _parts(block: Block, choice: Choice, main: int) -> list[tuple[int, float]]:
    """What a way puts on those who hold some of the block, but for what stands with the main one.

    What stands, and what comes to it, are two parts, so that ways have the first in common.
    """
    found = []
    for worker, stands in block.standing.items():
        stays = 0.0 if choice.way is Way.WHOLE and choice.worker != worker else stands
        if choice.way is Way.WAITING:
            stays -= block.standing_alone.get(worker, 0.0)
        if worker != main and stays > NEAR:
            found.append((worker, round(stays, 6)))
        if choice.worker == worker:
            come = _arrives(block, choice) - (stands if choice.way is Way.WHOLE else 0.0)
            if come > NEAR:
                found.append((worker, round(come, 6)))
    return found


def _main(model: Model, block: Block) -> int:
    def share(worker: int) -> float:
        return model.receivers[worker].points / model.receivers[worker].capacity

    return max(
        (each for each in block.standing if not block.standing_alone.get(each)),
        key=share,
        default=-1,
    )


def _keeps(choice: Choice, main: int) -> bool:
    return main >= 0 and (choice.way is not Way.WHOLE or choice.worker == main)


def _arrives(block: Block, choice: Choice) -> float:
    match choice.way:
        case Way.WHOLE:
            return block.whole_at.get(choice.worker, block.whole)
        case Way.WAITING:
            return block.alone_at.get(choice.worker, block.alone)
        case _:
            return 0.0

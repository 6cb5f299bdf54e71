"""Siblings who are to be kept apart, in several blocks: what one puts somewhere hangs on the rest.

A model adds up what blocks put on workers. Of siblings in different blocks that holds as long as
none goes where another stands, and no two leave one worker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allocation_app.domain.people import ChildId
from allocation_app.planner.building.bars import KEEP_APART
from allocation_app.planner.building.groups import Group
from allocation_app.planner.building.scene import Scene
from allocation_app.planner.model import Block


def held_still(
    scene: Scene,
    parts: Sequence[tuple[Group, ...]],
    at: Mapping[ChildId, int],
    blocks: Sequence[Block],
) -> tuple[Block, ...]:
    """The blocks, with those barred of whom the sums would not hold.

    Of several who have one worker now, one may be taken away, no more. None goes where another is
    now. Those who wait may all leave: see `leave_together`.
    """
    found = list(blocks)
    for several in parts:
        numbers = [at[group[0]] for group in several if group[0] in at]
        if len(numbers) > 1:
            for n in numbers:
                others = [found[other] for other in numbers if other != n]
                found[n] = _without(found[n], {each for block in others for each in _stands(block)})
            for n in _kept(scene, [(n, found[n]) for n in numbers]):
                found[n] = _still(found[n], len(scene.workers))
    return tuple(found)


def leave_together(
    parts: Sequence[tuple[Group, ...]], at: Mapping[ChildId, int], blocks: Sequence[Block]
) -> bool:
    """Whether waiting siblings in several blocks may leave one worker.

    Then the model counts more for that worker than there will be, and proves nothing.
    """
    for several in parts:
        met = set[int]()
        for block in (blocks[at[group[0]]] for group in several if group[0] in at):
            leaving = _leaving(block)
            if not leaving.isdisjoint(met):
                return True
            met |= leaving
    return False


def _leaving(block: Block) -> frozenset[int]:
    standing = block.standing_alone if block.is_split else block.standing
    return frozenset(standing) if block.waiting else frozenset()


def _stands(block: Block) -> frozenset[int]:
    return frozenset(block.standing)


def _kept(scene: Scene, several: Sequence[tuple[int, Block]]) -> set[int]:
    """Those of several blocks whose held children stay, since others have the same worker."""
    kept = set[int]()
    for worker in sorted({each for _, block in several for each in block.standing}):
        there = [(n, block) for n, block in several if worker in block.standing]
        held = [n for n, block in there if _is_held_at(scene, block, worker)]
        kept.update(held if len(held) < len(there) else held[:-1])
    return kept


def _is_held_at(scene: Scene, block: Block, worker: int) -> bool:
    stands = scene.stands
    return any(
        stands.get(child) == worker for child in block.children if child not in block.waiting
    )


def _without(block: Block, workers: set[int]) -> Block:
    if not workers:
        return block
    barred = dict.fromkeys(sorted(workers), KEEP_APART)
    return replace(
        block, barred={**block.barred, **barred}, barred_alone={**block.barred_alone, **barred}
    )


def _still(block: Block, workers: int) -> Block:
    barred = dict.fromkeys(range(workers), KEEP_APART)
    return replace(block, barred=barred, is_fixed=not block.waiting)

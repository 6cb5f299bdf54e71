"""An answer in the words of a plan: which child moves to whom, and who is left without."""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Move
from allocation_app.domain.staging import likely_reason
from allocation_app.planner.building import Scene
from allocation_app.planner.model import Answer, Block, Choice, Model, Way


def moves_of(model: Model, answer: Answer, scene: Scene) -> tuple[Move, ...]:
    """The moves that an answer comes to, those who wait first, then by child."""
    loads = scene.loads
    found = [
        (child not in block.waiting, child, model.receivers[choice.worker].id)
        for block, choice in zip(model.blocks, answer.choices, strict=True)
        for child in _moved(block, choice)
    ]
    return tuple(
        Move(
            child=child, to=to, reason=likely_reason(loads, child), effective=scene.effective(child)
        )
        for _, child, to in sorted(found)
        if child not in loads.spells or loads.spells[child].worker != to
    )


def left_of(model: Model, answer: Answer) -> Iterator[ChildId]:
    """The children who wait and get nobody, in the order of the model."""
    for block, choice in zip(model.blocks, answer.choices, strict=True):
        if choice.way is Way.STAYS:
            yield from block.waiting


def changes_of(model: Model, answer: Answer) -> int:
    """How many children are taken from a worker who is there."""
    return sum(
        block.changes_at.get(choice.worker, block.changes)
        for block, choice in zip(model.blocks, answer.choices, strict=True)
        if choice.way is Way.WHOLE
    )


def points_of(model: Model, answer: Answer) -> tuple[float, ...]:
    """The points of each worker."""
    points = [each.points for each in model.receivers]
    for block, choice in zip(model.blocks, answer.choices, strict=True):
        for worker, amount in model.option(block, choice).points.items():
            points[worker] += amount
    return tuple(round(each, 6) for each in points)


def worst_of(model: Model, points: tuple[float, ...]) -> float | None:
    """The share of capacity of the most loaded worker, None without any."""
    shares = (
        round(amount / worker.capacity, 6)
        for worker, amount in zip(model.receivers, points, strict=True)
    )
    return max(shares, default=None)


def _moved(block: Block, choice: Choice) -> tuple[ChildId, ...]:
    if choice.way is Way.WHOLE:
        return block.children
    return block.waiting if choice.way is Way.WAITING else ()

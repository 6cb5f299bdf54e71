"""Who is to have one worker: siblings and who is marked so, but for those to be kept apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import MarkKind
from allocation_app.planner.building.scene import Scene

Group = tuple[ChildId, ...]
"""Children of one block, by id."""


def groups_of(scene: Scene) -> tuple[tuple[Group, ...], ...]:
    """Families with those who are marked to be kept together with them, in the order of their ids.

    Each in as few parts as its marks to keep apart allow, mostly one. Who is to be kept together
    stays in one part, unless the marks contradict each other: then those to keep apart count.
    """
    children, free = scene.loads.snapshot.children, scene.free
    pairs = [
        (mark.child, mark.other)
        for mark in scene.plan.marks
        if mark.kind is MarkKind.KEEP_TOGETHER and mark.other is not None
    ]
    units = _joined(free, {}, pairs)
    whole = _joined(free, {child: children[child].family_key for child in free}, pairs)
    apart = {mark.about for mark in scene.plan.marks if mark.kind is MarkKind.KEEP_APART}
    found = (_parts(group, units, apart) for group in _sorted(free, whole))
    return tuple(sorted(found))


def apart_of(scene: Scene, at: Mapping[ChildId, int]) -> tuple[tuple[int, int], ...]:
    """The pairs of blocks that are to be kept apart, given in which block each child is.

    A mark on one child counts for all who are to have one worker with it: somewhat more is
    forbidden than the rule says, where only some of a family go.
    """
    found = set[tuple[int, int]]()
    for mark in scene.plan.marks:
        if mark.kind is MarkKind.KEEP_APART and mark.other is not None:
            one, other = at.get(mark.child), at.get(mark.other)
            if one is not None and other is not None and one != other:
                found.add((min(one, other), max(one, other)))
    return tuple(sorted(found))


def _joined(
    free: Sequence[ChildId],
    keys: Mapping[ChildId, str],
    pairs: Collection[tuple[ChildId, ChildId]],
) -> Mapping[ChildId, str]:
    """A name for each child's group: who has one key, or is in a pair with somebody of it."""
    named = {child: keys.get(child, child) for child in free}
    for one, other in pairs:
        if one in named and other in named and named[one] != named[other]:
            kept, lost = named[one], named[other]
            named = {child: kept if name == lost else name for child, name in named.items()}
    return named


def _sorted(free: Sequence[ChildId], named: Mapping[ChildId, str]) -> Iterator[Group]:
    found: dict[str, list[ChildId]] = {}
    for child in free:
        found.setdefault(named[child], []).append(child)
    yield from map(tuple, found.values())


def _parts(
    group: Group, units: Mapping[ChildId, str], apart: Collection[frozenset[str]]
) -> tuple[Group, ...]:
    if not any(about <= {*group} for about in apart):
        return (group,)
    parts: list[list[ChildId]] = []
    for unit in _sorted(group, units):
        is_contradictory = any(about <= {*unit} for about in apart)
        for some in ((child,) for child in unit) if is_contradictory else (unit,):
            fits = (part for part in parts if not _meet(part, some, apart))
            into = next(fits, None)
            if into is None:
                parts.append([*some])
            else:
                into.extend(some)
    return tuple(sorted(tuple(sorted(part)) for part in parts))


def _meet(
    part: Sequence[ChildId], some: Sequence[ChildId], apart: Collection[frozenset[str]]
) -> bool:
    return any(frozenset({one, other}) in apart for one in part for other in some)

"""Children whom the case system knows by another number since: proposed, never taken for granted.

A child is who it is by its identifier. Where one is gone and a new one has the same name and the
same date of birth, and neither import has a second child with both, that may be one child: a
manager says so, nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from allocation_app.domain.people import Child, ChildId
from allocation_app.domain.plan import Mark, Plan
from allocation_app.domain.sides import plain
from allocation_app.domain.snapshot import Snapshot

Numbers = Mapping[ChildId, ChildId]
"""The number of a child in a later import, by that in the earlier one."""
SAME: Numbers = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Renumbering:
    """A child of the earlier import who may be a child of the later one under another number."""

    old: Child
    new: Child


def proposals(before: Snapshot, after: Snapshot) -> tuple[Renumbering, ...]:
    """Who may be the same by name and date of birth, in the order of the earlier import.

    Nobody where codes stand in place of names: two codes of one child are two.
    """
    if before.is_coded or after.is_coded:
        return ()
    old, new = _by_likeness(before), _by_likeness(after)
    return tuple(
        Renumbering(old=child, new=new[like])
        for like, child in old.items()
        if like in new and child.id not in after.children and new[like].id not in before.children
    )


def numbers_of(accepted: Iterable[Renumbering]) -> Numbers:
    """The numbers by which the later import knows these children."""
    return {each.old.id: each.new.id for each in accepted}


def renumbered(snapshot: Snapshot, numbers: Numbers) -> Snapshot:
    """The import with these children under their later numbers; itself without any.

    Raises `ValueError` where a number is that of another child, and `KeyError` for a child nobody
    knows: two children never become one by it.
    """
    if not numbers:
        return snapshot
    given = {child: snapshot.children[child].id for child in numbers}
    new = [*numbers.values()]
    if len(set(new)) < len(new) or any(child in snapshot.children for child in new):
        raise ValueError("two children can't have one number")
    children = [
        replace(child, id=numbers[child.id]) if child.id in given else child
        for child in snapshot.children.values()
    ]
    return replace(
        snapshot,
        children={child.id: child for child in children},
        spells=tuple(
            replace(spell, child=numbers[spell.child]) if spell.child in given else spell
            for spell in snapshot.spells
        ),
    )


def renumbered_plan(plan: Plan, snapshot: Snapshot, numbers: Numbers) -> Plan:
    """The plan on its `renumbered` import: moves, pins, marks, reviews, whoever works beside."""
    if not numbers:
        return plan

    def now(child: ChildId) -> ChildId:
        return numbers.get(child, child)

    def of_mark(mark: Mark) -> Mark:
        return replace(
            mark, child=now(mark.child), other=None if mark.other is None else now(mark.other)
        )

    return replace(
        plan,
        snapshot=snapshot,
        moves=tuple(replace(each, child=now(each.child)) for each in plan.moves),
        pins=tuple(replace(each, child=now(each.child)) for each in plan.pins),
        oversight=tuple(replace(each, child=now(each.child)) for each in plan.oversight),
        marks=tuple(map(of_mark, plan.marks)),
        involvements=tuple(replace(each, child=now(each.child)) for each in plan.involvements),
        unpinned=tuple(map(now, plan.unpinned)),
    )


def followed(known: Numbers, numbers: Numbers) -> Numbers:
    """All numbers known so far, each leading to the latest one: over two imports, two steps.

    A number that another child has been given since leads nowhere any more.
    """
    given = frozenset(numbers.values())
    earlier = {old: numbers.get(new, new) for old, new in known.items() if old not in given}
    return earlier | dict(numbers)


def _by_likeness(snapshot: Snapshot) -> dict[tuple[str, date], Child]:
    """The only child of each name and date of birth; nobody of whom one of the two is not told."""
    found: dict[tuple[str, date], list[Child]] = {}
    for child in snapshot.children.values():
        if plain(child.name) and child.date_of_birth is not None:
            found.setdefault((plain(child.name), child.date_of_birth), []).append(child)
    return {like: children[0] for like, children in found.items() if len(children) == 1}

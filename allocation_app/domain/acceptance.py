"""Taking a later import, whole or by kind; `carrying` takes the plan along."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from allocation_app.domain.difference import Kind
from allocation_app.domain.people import Child, ChildId, Spell, Team, TeamId, Worker
from allocation_app.domain.sides import same_workers
from allocation_app.domain.snapshot import Snapshot


def merged(before: Snapshot, after: Snapshot, kinds: Collection[Kind]) -> Snapshot:
    """The earlier import with what is accepted of the later one.

    Everything accepted is the later import itself, nothing accepted the earlier one. New children
    bring their allocations along, gone ones take theirs with them; a worker who is needed by an
    allocation, and a team that is needed by a child, is there whichever import it stands in.

    A part is as at the later of the two days: no fact may lie after the day that is looked at, and
    what was declined is simply known no later. It names the files of both imports, and what was
    taken of which (`Snapshot.accepted`), so that its fingerprint is neither's.
    """
    taken = frozenset(kinds)
    if not taken:
        return before
    is_whole = taken == frozenset(Kind)
    children = _children(before, after, taken)
    spells = _spells(before, after, taken, children)
    base, other = (after, before) if Kind.STAFF in taken else (before, after)
    workers = dict(base.workers)
    for spell in spells:
        if spell.worker not in workers:
            workers[spell.worker] = other.workers[spell.worker]
    part = f"{','.join(kind for kind in Kind if kind in taken)} of {after.fingerprint}"
    both = dict.fromkeys((*before.sources, *after.sources))
    return Snapshot(
        as_at=after.as_at if is_whole else max(before.as_at, after.as_at),
        children=children,
        workers=workers,
        teams=after.teams
        if is_whole
        else _teams(base, other, (*children.values(), *workers.values())),
        spells=spells,
        sources=after.sources if is_whole else tuple(both),
        accepted=after.accepted if is_whole else (*before.accepted, part),
    )


def _children(before: Snapshot, after: Snapshot, taken: frozenset[Kind]) -> dict[ChildId, Child]:
    """The children in the order of the later import, whom it does not have at the end."""
    children: dict[ChildId, Child] = {}
    for new in after.children.values():
        old = before.children.get(new.id)
        if old is None:
            if Kind.NEW in taken:
                children[new.id] = new
            continue
        details, allocation = (
            new if Kind.CHANGED in taken else old,
            new if Kind.ALLOCATIONS in taken else old,
        )
        is_readable = allocation.is_holder_readable
        children[new.id] = (
            details
            if details.is_holder_readable is is_readable
            else replace(details, is_holder_readable=is_readable)
        )
    if Kind.GONE not in taken:
        for old in before.children.values():
            children.setdefault(old.id, old)
    return children


def _spells(
    before: Snapshot, after: Snapshot, taken: frozenset[Kind], children: Collection[ChildId]
) -> tuple[Spell, ...]:
    """Each child's spells from one import, naming workers by the ids of the staff that is taken."""
    same = same_workers(before, after)
    to_staff = {old: new for new, old in same.items()} if Kind.STAFF in taken else same

    def by_staff(spell: Spell) -> Spell:
        worker = to_staff.get(spell.worker)
        return spell if worker is None else replace(spell, worker=worker)

    later = {
        child
        for child in children
        if child in after.children and (Kind.ALLOCATIONS in taken or child not in before.children)
    }
    earlier = (spell for spell in before.spells if spell.child in children)
    return (
        *(by_staff(spell) for spell in after.spells if spell.child in later),
        *(by_staff(spell) for spell in earlier if spell.child not in later),
    )


def _teams(
    base: Snapshot, other: Snapshot, members: Iterable[Child | Worker]
) -> dict[TeamId, Team]:
    """The teams of the staff that is taken, and those that somebody else stands in."""
    teams = dict(base.teams)
    for member in members:
        if member.team is not None and member.team in other.teams:
            teams.setdefault(member.team, other.teams[member.team])
    return teams

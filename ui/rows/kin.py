"""Which siblings go along when children are moved: those who stand where they do."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.people import ChildId, WorkerId


def stands_with(loads: Caseloads, child: ChildId) -> WorkerId | None:
    """Under whose name a child stands, which may be a duty tray; None for nobody's."""
    spell = loads.spells.get(child)
    return None if spell is None else spell.worker


def going_along(loads: Caseloads, children: Collection[ChildId]) -> tuple[ChildId, ...]:
    """The siblings of these children who have the same worker, or wait as they do.

    Nobody knows where a child stands whose worker could not be read, so it stays.
    """
    known = loads.snapshot.children
    places = {(known[child].family_key, _place(loads, child)) for child in children}
    families = {family for family, _ in places}
    return tuple(
        child.id
        for child in known.values()
        if child.family_key in families
        and child.id not in children
        and child.id not in loads.unreadable
        and (child.family_key, _place(loads, child.id)) in places
    )


def to_move(
    loads: Caseloads, children: Sequence[ChildId], to: WorkerId | None, *, with_family: bool
) -> tuple[ChildId, ...]:
    """Whom it takes elsewhere to give these children to a worker, or None for nobody."""
    along = going_along(loads, children) if with_family else ()
    return tuple(child for child in (*children, *along) if stands_with(loads, child) != to)


def _place(loads: Caseloads, child: ChildId) -> WorkerId | None:
    return None if child in loads.unallocated else stands_with(loads, child)

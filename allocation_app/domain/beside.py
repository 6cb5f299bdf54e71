"""Who is with a child beside its case holder: co-workers and personal advisers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from allocation_app.domain.people import ChildId, Involvement, Spell, WorkerId
from allocation_app.domain.plan import InvolvementChange
from allocation_app.domain.snapshot import Snapshot

Beside = Mapping[ChildId, tuple[Spell, ...]]
"""Each child's spells with co-workers and advisers, the ended ones among them."""


def beside(snapshot: Snapshot) -> Beside:
    """Who is with the children by the import."""
    found: dict[ChildId, tuple[Spell, ...]] = {}
    for spell in snapshot.spells:
        if spell.involvement is not Involvement.CASE_HOLDER:
            found[spell.child] = (*found.get(spell.child, ()), spell)
    return found


def changed_beside(known: Beside, changes: Iterable[InvolvementChange], as_at: date) -> Beside:
    """The children of whom these changes change something, with who is beside them then.

    Like a move, a change counts at once, whatever day it takes effect on. Somebody who is there
    does not come again, and nobody goes who is not there.
    """
    found: dict[ChildId, tuple[Spell, ...]] = {}
    for change in changes:
        there = found.get(change.child, known.get(change.child, ()))
        day = change.effective or as_at
        meant = [each for each in there if _is_of(each, change) and each.is_open(as_at)]
        if change.is_end and meant:
            gone = (replace(each, end=min(day, as_at)) if each in meant else each for each in there)
            found[change.child] = tuple(gone)
        elif not change.is_end and not meant:
            new = Spell(
                child=change.child, worker=change.worker, start=day, involvement=change.involvement
            )
            found[change.child] = (*there, new)
    return found


def co_workers(spells: Iterable[Spell], as_at: date) -> tuple[WorkerId, ...]:
    """Who of these works with the case holder now."""
    return tuple(
        spell.worker
        for spell in spells
        if spell.involvement is Involvement.CO_WORKER and spell.is_open(as_at)
    )


def _is_of(spell: Spell, change: InvolvementChange) -> bool:
    return (spell.worker, spell.involvement) == (change.worker, change.involvement)

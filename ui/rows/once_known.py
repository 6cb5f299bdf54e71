"""How children and workers are called who may not be in the open import any more."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allocation_app.domain.past import Past
from allocation_app.domain.people import Child, ChildId, WorkerId
from allocation_app.wording import terms
from allocation_app.wording.names import Names
from allocation_app.wording.visible import visible


def names_then(past: Past, *, hide_names: bool) -> Callable[[int | None], Names]:
    """The names by the number of an import: workers as it has them, children as they are last.

    Whoever is in none (a deleted import, a deleted child) is called by the identifier.
    """
    children = children_known(past)
    joiners = _joiners(past)
    every: dict[WorkerId, str] = {}
    by_import: dict[int, dict[WorkerId, str]] = {}
    for number, snapshot in past.in_order:
        by_import[number] = {key: each.name for key, each in snapshot.workers.items()}
        every |= by_import[number]
    for number, snapshot in past.imports.items():
        if number not in by_import:
            by_import[number] = {key: each.name for key, each in snapshot.workers.items()}

    def child(each: ChildId) -> str:
        known = children.get(each)
        return str(each) if known is None else terms.child_name(known, hide_names=hide_names)

    def at(number: int | None) -> Names:
        own = {} if number is None else by_import.get(number, {})

        def worker(each: WorkerId) -> str:
            name = own.get(each) or every.get(each) or joiners.get(each) or str(each)
            return visible(name) or str(each)

        return Names(child=child, worker=worker)

    return at


def children_known(past: Past) -> Mapping[ChildId, Child]:
    """Every child of any import, as the latest one has it."""
    found: dict[ChildId, Child] = {}
    for _, snapshot in past.in_order:
        found |= snapshot.children
    return found


def _joiners(past: Past) -> Mapping[WorkerId, str]:
    """Who joins in a plan and may be in no import yet."""
    changes = (entry.change for entry in past.journal if entry.change is not None)
    return {
        each.worker: each.joiner.name
        for change in changes
        for side in (change.plan.come, change.plan.gone)
        for each in side.staffing
        if each.joiner is not None
    }

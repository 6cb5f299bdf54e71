"""What each import said of the plan as that stood when it came: the past, reconciled once more.

Nothing of it is kept as sentences or rows. The plan is replayed from the journal and put beside the
two imports, so that a document can show by codes or initials what the window showed by names.
"""

from __future__ import annotations

from collections.abc import Iterator

from allocation_app.domain.desk_changes import (
    EMPTY,
    DeskChange,
    DeskState,
    desk_after,
    desk_change,
    staged_in,
)
from allocation_app.domain.journal import Deed, Entry
from allocation_app.domain.past import Past
from allocation_app.domain.plan import Plan
from allocation_app.domain.reconciling import Reconciliation, reconciled
from allocation_app.domain.renumbering import SAME, Numbers
from allocation_app.domain.snapshot import Snapshot


def against_plan(past: Past) -> Iterator[tuple[int, Reconciliation]]:
    """The imports that came over a plan, by their numbers, each with what it says of it.

    Left out is one of which the plan's own import, or it itself, was deleted since, or the former
    was read otherwise since: nobody can tell. One that went into the history behind the present
    one, or was read anew, says nothing.
    """
    state, on = EMPTY, 0
    for entry in past.journal:
        if entry.change is None:
            continue
        is_import = entry.deed is Deed.IMPORTED
        if is_import and entry.about is not None:
            plan, after = _plan(past, on, state), past.imports.get(entry.about)
            if entry.about != on and plan is not None and after is not None:
                numbers = _numbers(past, plan.snapshot, after)
                yield entry.about, reconciled(plan, after, numbers)
            on = entry.about
        state = desk_after(EMPTY if is_import else state, entry.change)


def past_of(plan: Plan, after: Snapshot, numbers: Numbers = SAME) -> Past:
    """A past of this plan and an import alone that came over it, or is about to.

    ``numbers`` are the children whom the import knows by another number.
    """
    change = desk_change(EMPTY, DeskState(plan=staged_in(plan)))
    return Past(
        imports={1: plan.snapshot, 2: after},
        journal=(
            Entry(seq=1, at="", by="", deed=Deed.IMPORTED, about=1, change=change),
            Entry(seq=2, at="", by="", deed=Deed.IMPORTED, about=2, change=DeskChange()),
        ),
        same_children=numbers,
    )


def _plan(past: Past, on: int, state: DeskState) -> Plan | None:
    """The plan on its import; None where that is gone, or does not have everybody any more."""
    if on not in past.imports:
        return None
    try:
        return state.plan.on(past.imports[on])
    except ValueError:
        return None


def _numbers(past: Past, before: Snapshot, after: Snapshot) -> Numbers:
    """Who of the one import goes by another number in the other, as somebody has said."""
    latest = {past.known_as(child): child for child in after.children}
    old_by_new = {
        latest[past.known_as(child)]: child
        for child in before.children
        if child not in after.children and past.known_as(child) in latest
    }
    return {old: new for new, old in old_by_new.items() if new not in before.children}

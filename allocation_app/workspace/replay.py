"""The plan and its undo, made of the journal: replaying it from the import gives what stands."""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.domain.desk_changes import EMPTY, DeskState, desk_after
from allocation_app.domain.journal import ERASED, Deed, Entry
from allocation_app.history import History


def replayed(entries: Iterable[Entry]) -> History[DeskState]:
    """What the entries come to. What was done before the last import can't be undone any more.

    Undo and redo change the plan by what stands in their own entries; where that is the step before
    or after, as it is unless the journal was cut, the other steps stay where they are. What
    changes nothing since a child was erased is no step.
    """
    known: History[DeskState] = History(EMPTY)
    for entry in entries:
        if entry.change is None:
            continue
        if entry.deed is Deed.IMPORTED:
            known = History(desk_after(EMPTY, entry.change))
            continue
        after = desk_after(known.present, entry.change)
        if after == known.present and ERASED in entry.detail:
            continue
        match entry.deed:
            case Deed.UNDONE if known.can_undo:
                known = _standing(known.undo(), after)
            case Deed.REDONE if known.can_redo:
                known = _standing(known.redo(), after)
            case Deed.NOTED | Deed.UNDONE | Deed.REDONE:
                known = History(after, known.past, known.future)
            case _:
                known = known.then(after)
    return known


def _standing(known: History[DeskState], after: DeskState) -> History[DeskState]:
    return History(after, known.past, known.future)

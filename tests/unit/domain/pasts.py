"""Imports week by week and a journal over them, as small as a test needs."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from allocation_app.domain.desk_changes import DeskState, Staged, desk_change
from allocation_app.domain.effects import Measured
from allocation_app.domain.journal import Decided, Deed, Entry
from allocation_app.domain.people import Child, Spell, Worker
from allocation_app.domain.plan import Move
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
WEEK = timedelta(weeks=1)
EMPTY = DeskState()


def week(number: int) -> date:
    return DAY_0 + number * WEEK


def an_import(
    number: int,
    held: Mapping[str, str | None],
    *more: Child | Worker | Spell,
    starts: Mapping[str, date] | None = None,
) -> Snapshot:
    """The import of a week: each child with its worker, or without one; workers are all listed.

    Without a start a record says of nobody since when they have a child.
    """
    told = {each.id for each in more if not isinstance(each, Spell)}
    staff = dict.fromkeys(worker for worker in held.values() if worker)
    spells = [
        a_spell(child, worker, start=(starts or {}).get(child))
        for child, worker in held.items()
        if worker
    ]
    return a_snapshot(
        *(a_child(child=child) for child in held if child not in told),
        *(a_worker(worker) for worker in staff if worker not in told),
        *spells,
        *more,
        as_at=week(number),
    )


class Journal:
    """A journal written the way a workspace writes it: each entry with what it changes."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._state, self._about = EMPTY, 0

    def imported(self, number: int, *moves: Move) -> None:
        """The import of this number came; these moves came along with it."""
        self._about = number
        self._state = EMPTY
        self._write(Deed.IMPORTED, moves, ())

    def staged(self, *moves: Move, decided: Sequence[Decided] = ()) -> None:
        """These moves came to the plan."""
        self._write(Deed.STAGED, (*self._state.plan.moves, *moves), decided)

    def undone(self, *moves: Move) -> None:
        """The plan is these moves again."""
        self._write(Deed.UNDONE, moves, ())

    def redone(self, *moves: Move) -> None:
        self._write(Deed.REDONE, moves, ())

    def done(self, deed: Deed, **detail: str) -> None:
        """Something that changes no plan."""
        self.entries.append(self._entry(deed, detail=detail))

    def _write(self, deed: Deed, moves: Sequence[Move], decided: Sequence[Decided]) -> None:
        after = DeskState(plan=Staged(moves=tuple(moves)))
        change = desk_change(self._state, after)
        self.entries.append(self._entry(deed, change=change, decided=tuple(decided)))
        self._state = after

    def _entry(self, deed: Deed, **fields: object) -> Entry:
        seq = len(self.entries) + 1
        at = f"{week(self._about) + timedelta(days=1)}T09:{seq:02}:00+00:00"
        return Entry(seq=seq, at=at, by="ann", deed=deed, about=self._about, **fields)

"""A plan: the facts of one import plus a list of moves. Derived figures never hang on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One child to one worker (or to nobody) from a day on.

    ``reason`` is a code of the ten worker-change reasons that DfE collects (SW_REASON), or empty.
    """

    child: ChildId
    to: WorkerId | None
    reason: str = ""
    effective: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A child that stays where it is, with why and until when."""

    child: ChildId
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversight:
    """A manager's recorded review of an unallocated child: when, and one line without narrative.

    The day may lie after that of the import, which is older than the meeting.
    """

    child: ChildId
    day: date
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a narrative: it belongs in the child's record."""
        if len(self.note) > LONGEST_NOTE or self.note.splitlines() not in ([], [self.note]):
            raise ValueError(f"a note is one line of at most {LONGEST_NOTE} characters")


LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A snapshot and what a manager would change in it; the last move of a child counts."""

    snapshot: Snapshot
    moves: tuple[Move, ...] = ()
    pins: tuple[Pin, ...] = ()
    oversight: tuple[Oversight, ...] = ()
    name: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse a child or a worker whom the import does not have."""
        about: tuple[Move | Pin | Oversight, ...] = (*self.moves, *self.pins, *self.oversight)
        for child in (each.child for each in about):
            if child not in self.snapshot.children:
                raise ValueError(f"no child {child} in this import")
        for move in self.moves:
            if move.to is not None and move.to not in self.snapshot.workers:
                raise ValueError(f"no worker {move.to} in this import")

    def with_move(self, move: Move) -> Plan:
        """The plan with this move in place of any earlier one of the same child."""
        kept = tuple(known for known in self.moves if known.child != move.child)
        return replace(self, moves=(*kept, move))

    def without_move(self, child: ChildId) -> Plan:
        """The plan without the move of this child."""
        return replace(self, moves=tuple(move for move in self.moves if move.child != child))

    def with_review(self, child: ChildId, day: date, note: str = "") -> Plan:
        """The plan with this review in place of any other of the same child on the same day.

        Raises `ValueError` for a note that is longer than a line, or a child nobody knows.
        """
        kept = self.without_review(child, day).oversight
        return replace(self, oversight=(*kept, Oversight(child=child, day=day, note=note)))

    def without_review(self, child: ChildId, day: date) -> Plan:
        """The plan without the review of this child on this day."""
        kept = (known for known in self.oversight if (known.child, known.day) != (child, day))
        return replace(self, oversight=tuple(kept))

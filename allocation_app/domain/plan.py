"""A plan: the facts of one import plus a list of moves. Derived figures never hang on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.snapshot import Snapshot

CHANGE_REASONS: Mapping[str, str] = {
    "MANAGE": "managing caseloads",
    "FCONTA": "first contact, or a new referral",
    "LEFTRL": "the previous worker left the role",
    "ORGRST": "reorganisation of teams",
    "TSPROC": "transfer by the usual process",
    "ABSENC": "cover for an absence, or return from one",
    "CHCHAN": "the child asked for it",
    "PCCHAN": "a parent or carer asked for it",
    "SWDIED": "the previous worker died",
    "OTHERS": "another reason",
}
"""Why a child's worker changes, and what each code means: SW_REASON of the SSDA903 return.

From the Department for Education's guide to the children looked after collection (SSDA903), which
asks for it since 1 April 2023.
"""
OVERRIDE_REASONS: Mapping[str, str] = {
    "KNOWS": "the worker knows the child or the family",
    "WISHES": "the child or the family wishes it",
    "AGREED": "agreed with the worker, who takes it on knowingly",
    "NOBODY": "nobody else can take the child in time",
    "SHORTLY": "for a short time only",
    "SENIOR": "decided by a senior manager",
}
"""Why a rule that warns is set aside; the tool's own list, since nobody publishes one."""
LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One child to one worker (or to nobody) from a day on.

    ``reason`` is a code of `CHANGE_REASONS`, or empty; ``note`` one line without narrative.
    ``overrides`` are the codes of the rules that warn (see `move_rules`) and are set aside, and
    ``override_reason`` says why, by a code of `OVERRIDE_REASONS`: one is not there without the
    other.
    """

    child: ChildId
    to: WorkerId | None
    reason: str = ""
    effective: date | None = None
    note: str = ""
    overrides: tuple[str, ...] = ()
    override_reason: str = ""

    def __post_init__(self) -> None:
        """Refuse a code that is none, a narrative, and an override without a reason."""
        if self.reason and self.reason not in CHANGE_REASONS:
            raise ValueError(f"{self.reason} is no reason for a change of worker")
        if self.override_reason and self.override_reason not in OVERRIDE_REASONS:
            raise ValueError(f"{self.override_reason} is no reason to set a rule aside")
        if bool(self.overrides) is not bool(self.override_reason):
            raise ValueError("a rule is set aside with a reason, and a reason sets a rule aside")
        _check_note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A child that stays where it is, with why and until when; the last day is a day of the pin."""

    child: ChildId
    reason: str = ""
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it has not run out by this day."""
        return self.until is None or day <= self.until


class MarkKind(StrEnum):
    """What a manager can mark, without saying why: the reason may be a confidence."""

    MUST_NOT = "must_not"
    KEEP_APART = "keep_apart"
    KEEP_TOGETHER = "keep_together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A child that a worker must not hold, or two children for different workers or for one.

    It has no free text: a conflict of interest is nobody else's to read.
    """

    kind: MarkKind
    child: ChildId
    worker: WorkerId | None = None
    other: ChildId | None = None

    def __post_init__(self) -> None:
        """Refuse a mark that names too few, too many, or one child twice."""
        is_of_worker = self.kind is MarkKind.MUST_NOT
        if (self.worker is not None) is not is_of_worker:
            raise ValueError("a worker is named by the mark that they must not hold a child")
        if (self.other is not None) is is_of_worker or self.other == self.child:
            raise ValueError("two children are named by a mark to keep them apart or together")

    @property
    def about(self) -> frozenset[str]:
        """Whom it names, in whatever order: one mark at most holds between the same two."""
        return frozenset(each for each in (self.child, self.other, self.worker) if each is not None)

    def beside(self, child: ChildId) -> ChildId | None:
        """The other child of a mark on two, None where it does not name this child."""
        if child == self.child:
            return self.other
        return self.child if child == self.other else None


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
        _check_note(self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A snapshot and what a manager would change in it; the last move of a child counts."""

    snapshot: Snapshot
    moves: tuple[Move, ...] = ()
    pins: tuple[Pin, ...] = ()
    oversight: tuple[Oversight, ...] = ()
    marks: tuple[Mark, ...] = ()
    name: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse a child or a worker whom the import does not have."""
        about: tuple[Move | Pin | Oversight | Mark, ...]
        about = (*self.moves, *self.pins, *self.oversight, *self.marks)
        for child in (*(each.child for each in about), *(mark.other for mark in self.marks)):
            if child is not None and child not in self.snapshot.children:
                raise ValueError(f"no child {child} in this import")
        for worker in (*(move.to for move in self.moves), *(mark.worker for mark in self.marks)):
            if worker is not None and worker not in self.snapshot.workers:
                raise ValueError(f"no worker {worker} in this import")

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

    def with_pin(self, pin: Pin) -> Plan:
        """The plan with this pin in place of any earlier one of the same child."""
        return replace(self, pins=(*self.without_pin(pin.child).pins, pin))

    def without_pin(self, child: ChildId) -> Plan:
        """The plan with the pin of this child lifted."""
        return replace(self, pins=tuple(pin for pin in self.pins if pin.child != child))

    def is_pinned(self, child: ChildId, day: date) -> bool:
        """Whether a pin that has not run out by this day holds the child where it is."""
        return any(pin.child == child and pin.holds(day) for pin in self.pins)

    def with_mark(self, mark: Mark) -> Plan:
        """The plan with this mark in place of any other on the same two."""
        return replace(self, marks=(*self.without_mark(mark).marks, mark))

    def without_mark(self, mark: Mark) -> Plan:
        """The plan without any mark on these two."""
        return replace(self, marks=tuple(each for each in self.marks if each.about != mark.about))


def _check_note(note: str) -> None:
    if len(note) > LONGEST_NOTE or note.splitlines() not in ([], [note]):
        raise ValueError(f"a note is one line of at most {LONGEST_NOTE} characters")

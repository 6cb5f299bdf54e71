"""A plan: the facts of one import plus a list of moves. Derived figures never hang on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, joined, staffed

CHANGE_REASONS = (
    "MANAGE",
    "FCONTA",
    "LEFTRL",
    "ORGRST",
    "TSPROC",
    "ABSENC",
    "CHCHAN",
    "PCCHAN",
    "SWDIED",
    "OTHERS",
)
"""Why a child's worker changes: SW_REASON of the SSDA903 return; `wording.moves` says each.

From the Department for Education's guide to the children looked after collection (SSDA903), which
asks for it since 1 April 2023.
"""
OVERRIDE_REASONS = ("KNOWS", "WISHES", "AGREED", "NOBODY", "SHORTLY", "SENIOR")
"""Why a rule that warns is set aside; the tool's own list, since nobody publishes one."""
PIN_REASONS = (
    "TRUSTS",
    "WISHES",
    "SETTLE",
    "COURTS",
    "EVENTS",
    "CLOSES",
    "SENIOR",
    "OTHERS",
)
"""Why a child is to stay where it is; the tool's own list, since nobody publishes one."""
LONGEST_NOTE, LONGEST_NAME = 120, 60


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
class InvolvementChange:
    """A co-worker or a personal adviser who comes to a child beside its case holder, or goes."""

    child: ChildId
    worker: WorkerId
    involvement: Involvement
    is_end: bool = False
    reason: str = ""
    effective: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a case holder (that is a `Move`), a code that is none, and a narrative."""
        if self.involvement is Involvement.CASE_HOLDER:
            raise ValueError("a case holder changes by a move")
        if self.reason and self.reason not in CHANGE_REASONS:
            raise ValueError(f"{self.reason} is no reason for a change of worker")
        _check_note(self.note)

    @property
    def about(self) -> tuple[ChildId, WorkerId, Involvement]:
        """Who with whom as what: of these one change at most stands in a plan."""
        return self.child, self.worker, self.involvement

    def takes_back(self, other: InvolvementChange) -> bool:
        """Whether the two together change nothing."""
        return self.about == other.about and self.is_end is not other.is_end


ChildStep = Move | InvolvementChange
"""What can be staged for a child."""
Step = ChildStep | StaffChange
"""What can be staged in a plan; the order in which that was done says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A child that stays where it is, with why and until when; the last day is a day of the pin.

    ``reason`` is a code of `PIN_REASONS`, or empty. Who is pinned by default: see `pins`.
    """

    child: ChildId
    reason: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        """Refuse a code that is none."""
        if self.reason and self.reason not in PIN_REASONS:
            raise ValueError(f"{self.reason} is no reason for a pin")

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
    """A snapshot and what a manager would change in it; the last move of a child counts.

    ``unpinned`` are the children whose pin by default (see `pins`) was lifted.
    """

    snapshot: Snapshot
    moves: tuple[Move, ...] = ()
    pins: tuple[Pin, ...] = ()
    oversight: tuple[Oversight, ...] = ()
    marks: tuple[Mark, ...] = ()
    involvements: tuple[InvolvementChange, ...] = ()
    staffing: tuple[StaffChange, ...] = ()
    unpinned: tuple[ChildId, ...] = ()
    name: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        """Refuse a child or a worker whom neither the import has nor a change of staff brings."""
        about: tuple[Move | Pin | Oversight | Mark | InvolvementChange, ...]
        about = (*self.moves, *self.pins, *self.oversight, *self.marks, *self.involvements)
        children = (*(each.child for each in about), *(mark.other for mark in self.marks))
        for child in (*children, *self.unpinned):
            if child is not None and child not in self.snapshot.children:
                raise ValueError(f"no child {child} in this import")
        new = joined(self.staffing)
        if not new.isdisjoint(self.snapshot.workers):
            raise ValueError("somebody joins who is there")
        changes: tuple[InvolvementChange | StaffChange, ...] = (*self.involvements, *self.staffing)
        workers = (*(move.to for move in self.moves), *(mark.worker for mark in self.marks))
        for worker in (*workers, *(each.worker for each in changes)):
            if worker is not None and worker not in self.snapshot.workers and worker not in new:
                raise ValueError(f"no worker {worker} in this import")

    @property
    def facts(self) -> Snapshot:
        """The import as it is with the plan's changes of staff: what loads and delays look at."""
        return staffed(self.snapshot, self.staffing) if self.staffing else self.snapshot

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything that is staged: changes of staff, then moves, then co-workers and advisers."""
        return (*self.staffing, *self.child_steps)

    @property
    def child_steps(self) -> tuple[ChildStep, ...]:
        """What is staged for children: moves, then co-workers and advisers."""
        return (*self.moves, *self.involvements)

    @property
    def without_steps(self) -> Plan:
        """The import with nothing staged; pins, marks, reviews and notes stay.

        But for a mark on somebody who would have joined: they are not there then.
        """
        new = joined(self.staffing)
        marks = tuple(mark for mark in self.marks if mark.worker not in new)
        return replace(self, moves=(), involvements=(), staffing=(), marks=marks)

    def with_step(self, step: Step) -> Plan:
        """The plan with this step, in place of one about the same.

        Who was to come beside a case holder and is to go (or the other way round) does neither.
        """
        match step:
            case Move():
                return self.with_move(step)
            case InvolvementChange():
                kept = self.without_step(step)
                is_back = any(step.takes_back(each) for each in self.involvements)
                return kept if is_back else replace(kept, involvements=(*kept.involvements, step))
            case _:
                others = (each for each in self.staffing if each.about != step.about)
                return replace(self, staffing=(*others, step))

    def without_step(self, step: Step) -> Plan:
        """The plan without this step; what is staged for somebody who then never joins goes too."""
        match step:
            case Move():
                return self.without_move(step.child)
            case InvolvementChange():
                rest = (each for each in self.involvements if each.about != step.about)
                return replace(self, involvements=tuple(rest))
            case _:
                return self._without_change(step)

    def _without_change(self, change: StaffChange) -> Plan:
        if change.joiner is None:
            kept = tuple(each for each in self.staffing if each != change)
            return replace(self, staffing=kept)
        gone = change.worker
        return replace(
            self,
            staffing=tuple(each for each in self.staffing if each.worker != gone),
            moves=tuple(move for move in self.moves if move.to != gone),
            marks=tuple(mark for mark in self.marks if mark.worker != gone),
            involvements=tuple(each for each in self.involvements if each.worker != gone),
        )

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

    def with_mark(self, mark: Mark) -> Plan:
        """The plan with this mark in place of any other on the same two."""
        return replace(self, marks=(*self.without_mark(mark).marks, mark))

    def without_mark(self, mark: Mark) -> Plan:
        """The plan without any mark on these two."""
        return replace(self, marks=tuple(each for each in self.marks if each.about != mark.about))


def _check_note(note: str) -> None:
    if len(note) > LONGEST_NOTE or note.splitlines() not in ([], [note]):
        raise ValueError(f"a note is one line of at most {LONGEST_NOTE} characters")

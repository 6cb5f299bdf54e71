"""The next export of the case system against the plan: what was done, and what nobody planned.

The case system is the record; this plan is only what a manager means to do. What becomes of a step
is decided in `carrying`; here it is told why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allocation_app.domain.carrying import (
    Carried,
    Imports,
    Staff,
    carried,
    compared,
    staff_of,
)
from allocation_app.domain.people import Child, ChildId, Involvement, Worker, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move, Pin, Plan, Step
from allocation_app.domain.renumbering import SAME, Numbers, renumbered, renumbered_plan
from allocation_app.domain.sides import Holding
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind


class Outcome(StrEnum):
    """What the next export says of a step of the plan, in the order in which it is shown.

    ``CANNOT_TELL``: what it would be seen by is not in the export. ``UNPLANNED`` is no step: a
    change of case holder that somebody else made.
    """

    DIFFERENTLY = "differently"
    NOT_POSSIBLE = "not_possible"
    CHILD_GONE = "child_gone"
    UNPLANNED = "unplanned"
    CANNOT_TELL = "cannot_tell"
    NOT_YET = "not_yet"
    DONE = "done"


class Obstacle(StrEnum):
    """Why a step is no longer possible."""

    WORKER_GONE = "worker_gone"
    WORKER_LEFT = "worker_left"
    HOLDS_NO_CASES = "holds_no_cases"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """One step and what became of it; without a step, a change that nobody planned.

    ``child`` is as the later import has it, else as the earlier one; None for a change of staff.
    ``worker`` is whom the step names as the plan knows them, None where the child was to have
    nobody; ``later`` the same person in the later import. ``was`` and ``now`` are who holds the
    child, None for a change of staff and (``now``) for a child who is gone. ``is_ahead``: its day
    lies after that of the later import. ``stays``: it is in the plan still.
    """

    outcome: Outcome
    step: Step | None = None
    child: Child | None = None
    worker: Worker | None = None
    later: Worker | None = None
    was: Holding | None = None
    now: Holding | None = None
    obstacle: Obstacle | None = None
    is_ahead: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What a later import says of a plan, by outcome, then in the order of the plan.

    ``carried`` is the plan taken along. ``run_out`` are its pins whose last day has passed by the
    day of the later import: they stay, and ask whether they are to be renewed or let go.
    ``before`` and ``after`` are the two days.
    """

    rows: tuple[Reconciled, ...]
    carried: Carried
    run_out: tuple[Pin, ...]
    before: date
    after: date

    @property
    def dropped(self) -> tuple[Reconciled, ...]:
        """The steps that leave the plan although they were not done."""
        gone = self.carried.dropped
        return tuple(row for row in self.rows if row.step is not None and row.step in gone)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was planned, and nothing was done that nobody planned."""
        return not self.rows

    def count(self, outcome: Outcome) -> int:
        """How many steps (or unplanned changes) came out so."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many there are of each outcome of which there is any."""
        return {each: self.count(each) for each in Outcome if self.count(each)}


def reconciled(plan: Plan, after: Snapshot, numbers: Numbers = SAME) -> Reconciliation:
    """What the later import says of each step of the plan, and whom somebody else moved.

    ``numbers`` are the children whom the later import knows by another number (see `renumbering`).
    Raises as `renumbered`.
    """
    before = renumbered(plan.snapshot, numbers)
    known = renumbered_plan(plan, before, numbers)
    between = compared(before, after)
    look = _Look(
        between=between,
        staff=staff_of(known, between),
        carried=carried(known, between),
        told_beside=frozenset(spell.involvement for spell in after.spells),
    )
    planned = {move.child for move in known.moves}
    rows = [*map(look.of, known.steps), *look.unplanned(planned)]
    order = list(Outcome)
    rows.sort(key=lambda row: order.index(row.outcome))
    return Reconciliation(
        rows=tuple(rows),
        carried=look.carried,
        run_out=run_out(look.carried.plan),
        before=before.as_at,
        after=after.as_at,
    )


def run_out(plan: Plan) -> tuple[Pin, ...]:
    """The pins whose last day lies before that of the import: nobody is held by them any more."""
    return tuple(pin for pin in plan.pins if not pin.holds(plan.snapshot.as_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """Two imports and a plan, compared once for all its steps."""

    between: Imports
    staff: Staff
    carried: Carried
    told_beside: frozenset[Involvement]

    def of(self, step: Step) -> Reconciled:
        """What became of a step."""
        match step:
            case Move():
                outcome, obstacle = self._of_move(step)
                return self._row(step, outcome, step.to, step.child, step.effective, obstacle)
            case InvolvementChange():
                outcome, obstacle = self._of_beside(step)
                return self._row(step, outcome, step.worker, step.child, step.effective, obstacle)
            case _:
                outcome, obstacle = self._of_staff(step)
                return self._row(step, outcome, step.worker, None, step.day, obstacle)

    def unplanned(self, planned: Collection[ChildId]) -> Iterator[Reconciled]:
        """The children of both imports who changed hands without a move of the plan.

        Nobody can tell it of a child whose holder could not be read in one of them.
        """
        old, new = self.between.old, self.between.new
        for child in self.between.before.children:
            if child in planned or child not in self.between.after.children:
                continue
            was, now = old.holder(child), new.holder(child)
            if was != now and was[1] and now[1]:
                yield Reconciled(
                    outcome=Outcome.UNPLANNED,
                    child=self.between.after.children[child],
                    was=old.holding(child),
                    now=new.holding(child),
                )

    def _row(  # noqa: PLR0913, PLR0917 - what differs from one kind of step to another
        self,
        step: Step,
        outcome: Outcome,
        worker: WorkerId | None,
        child: ChildId | None,
        day: date | None,
        obstacle: Obstacle | None,
    ) -> Reconciled:
        old, new = self.between.old, self.between.new
        before, after = old.snapshot.children, new.snapshot.children
        is_here = child is not None and child in after
        return Reconciled(
            outcome=outcome,
            step=step,
            child=None if child is None else after.get(child, before[child]),
            worker=None if worker is None else self.staff.before[worker],
            later=None if worker is None else self._later(worker),
            was=None if child is None else old.holding(child),
            now=new.holding(child) if child is not None and is_here else None,
            obstacle=obstacle,
            is_ahead=day is not None and day > new.snapshot.as_at,
            stays=self._stays(step),
        )

    def _stays(self, step: Step) -> bool:
        return step not in self.carried.came_true and step not in self.carried.dropped

    def _later(self, worker: WorkerId) -> Worker | None:
        """The person in the later import, None where they are not there or yet to come."""
        return None if worker in self.staff.expected else self.staff.now(worker)

    def _of_move(self, move: Move) -> tuple[Outcome, Obstacle | None]:
        if move.child not in self.between.after.children:
            return Outcome.CHILD_GONE, None
        if move in self.carried.came_true:
            return Outcome.DONE, None
        holder = self.between.new.holder(move.child)
        if not holder[1]:
            return Outcome.CANNOT_TELL, None
        if self._stays(move):
            return Outcome.NOT_YET, None
        if holder != self.between.old.holder(move.child):
            return Outcome.DIFFERENTLY, None
        return Outcome.NOT_POSSIBLE, None if move.to is None else self._obstacle(move.to)

    def _of_beside(self, change: InvolvementChange) -> tuple[Outcome, Obstacle | None]:
        if change.child not in self.between.after.children:
            return Outcome.CHILD_GONE, None
        if change in self.carried.came_true:
            return Outcome.DONE, None
        if not self._stays(change):
            return Outcome.NOT_POSSIBLE, self._obstacle(change.worker)
        is_told = change.involvement in self.told_beside
        return (Outcome.NOT_YET if is_told else Outcome.CANNOT_TELL), None

    def _of_staff(self, change: StaffChange) -> tuple[Outcome, Obstacle | None]:
        """A list of children, without one of staff, does not tell of their workers' posts."""
        if change in self.carried.came_true:
            return Outcome.DONE, None
        later = self._later(change.worker)
        if not self._stays(change):
            if later is None:
                return Outcome.NOT_POSSIBLE, Obstacle.WORKER_GONE
            return Outcome.DIFFERENTLY, None
        if change.kind is StaffChangeKind.JOINS:
            is_told = self.between.after.has_staff_list
        else:
            is_told = later is None or later.is_listed
        return (Outcome.NOT_YET if is_told else Outcome.CANNOT_TELL), None

    def _obstacle(self, worker: WorkerId) -> Obstacle:
        """Why somebody can't take what the plan means to give them."""
        later = self._later(worker)
        if later is None:
            return Obstacle.WORKER_GONE
        has_left = later.has_left(self.between.after.as_at)
        return Obstacle.WORKER_LEFT if has_left else Obstacle.HOLDS_NO_CASES

"""What one command changes of the plan and of the scenarios beside it: what goes, what comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import InvolvementChange, Mark, Move, Oversight, Pin, Plan
from allocation_app.domain.scenarios import Desk
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """Everything that stands in a plan, apart from the import that it is made on."""

    moves: tuple[Move, ...] = ()
    pins: tuple[Pin, ...] = ()
    oversight: tuple[Oversight, ...] = ()
    marks: tuple[Mark, ...] = ()
    involvements: tuple[InvolvementChange, ...] = ()
    staffing: tuple[StaffChange, ...] = ()
    unpinned: tuple[ChildId, ...] = ()
    name: str = ""
    notes: str = ""

    def on(self, snapshot: Snapshot) -> Plan:
        """The plan on this import; raises `ValueError` for a child or worker nobody knows."""
        return Plan(snapshot=snapshot, **{each: getattr(self, each) for each in (*LISTS, *TEXTS)})


LISTS = ("moves", "pins", "oversight", "marks", "involvements", "staffing", "unpinned")
TEXTS = ("name", "notes")
NOTHING = Staged()


def staged_in(plan: Plan) -> Staged:
    """What stands in a plan."""
    return Staged(**{each.name: getattr(plan, each.name) for each in fields(Staged)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """What goes from a plan and what comes to its end; name and notes where they change.

    ``is_whole``: what comes is everything, because its order is another one.
    """

    gone: Staged = NOTHING
    come: Staged = NOTHING
    name: str | None = None
    notes: str | None = None
    is_whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChange:
    """What changes of the scenario that was kept by this name; of a new one, all of it."""

    name: str
    change: PlanChange = PlanChange()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskChange:
    """What one command changes. ``kept`` lists every scenario afterwards, None where all stay."""

    plan: PlanChange = PlanChange()
    kept: tuple[KeptChange, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """The plan and its scenarios, apart from their import: what a workspace keeps of a desk."""

    plan: Staged = NOTHING
    kept: tuple[Staged, ...] = ()

    def on(self, snapshot: Snapshot) -> Desk:
        """The desk on this import; raises `ValueError` as `Staged.on`."""
        return Desk(
            plan=self.plan.on(snapshot), kept=tuple(each.on(snapshot) for each in self.kept)
        )


EMPTY = DeskState()


def state_of(desk: Desk) -> DeskState:
    """What is kept of a desk."""
    return DeskState(plan=staged_in(desk.plan), kept=tuple(map(staged_in, desk.kept)))


def desk_change(before: DeskState, after: DeskState) -> DeskChange:
    """What makes the one of the other: see `desk_after`."""
    kept = None
    if before.kept != after.kept:
        known = {each.name: each for each in before.kept}
        kept = tuple(
            KeptChange(name=each.name, change=_plan_change(known.get(each.name, NOTHING), each))
            for each in after.kept
        )
    return DeskChange(plan=_plan_change(before.plan, after.plan), kept=kept)


def desk_after(before: DeskState, change: DeskChange) -> DeskState:
    """The desk once a command was done."""
    kept = before.kept
    if change.kept is not None:
        known = {each.name: each for each in before.kept}
        kept = tuple(
            _plan_after(known.get(each.name, NOTHING), each.change) for each in change.kept
        )
    return DeskState(plan=_plan_after(before.plan, change.plan), kept=kept)


def _plan_change(before: Staged, after: Staged) -> PlanChange:
    change = PlanChange(
        gone=_staged_without(before, after),
        come=_staged_without(after, before),
        name=None if before.name == after.name else after.name,
        notes=None if before.notes == after.notes else after.notes,
    )
    if _plan_after(before, change) == after:
        return change
    return PlanChange(gone=before, come=after, name=after.name, notes=after.notes, is_whole=True)


def _plan_after(before: Staged, change: PlanChange) -> Staged:
    name = before.name if change.name is None else change.name
    notes = before.notes if change.notes is None else change.notes
    if change.is_whole:
        return change.come
    lists: dict[str, Any] = {
        each: (
            *_without(getattr(before, each), getattr(change.gone, each)),
            *getattr(change.come, each),
        )
        for each in LISTS
    }
    return Staged(**lists, name=name, notes=notes)


def _staged_without(one: Staged, other: Staged) -> Staged:
    lists: dict[str, Any] = {
        each: _without(getattr(one, each), getattr(other, each)) for each in LISTS
    }
    return Staged(**lists)


def _without(values: Iterable[Any], others: Iterable[Any]) -> tuple[Any, ...]:
    """Those that are not among the others, in their order."""
    known = frozenset(others)
    return tuple(each for each in values if each not in known)

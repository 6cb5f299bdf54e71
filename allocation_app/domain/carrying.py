"""Taking a plan along to a later import: what still fits, what has come true, what is dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from allocation_app.domain.people import Worker, WorkerId
from allocation_app.domain.plan import InvolvementChange, Mark, Move, Plan, Step
from allocation_app.domain.renumbering import SAME, Numbers, renumbered, renumbered_plan
from allocation_app.domain.sides import Side, by_name, plain, same_workers, side_of
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind, staffed


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A plan taken along to a later import, and the steps and marks that did not come with it.

    ``came_true`` are the steps that the later import shows as made. ``dropped`` are the moves whose
    child is gone or stands under another name now, or whose worker is gone or can't hold a case
    now; changes beside a child that is gone, or by a worker who is; and changes of staff who are
    gone, or of whom the later import says something else. ``dropped_marks`` are those on a child or
    a worker who is gone.
    """

    plan: Plan
    came_true: tuple[Step, ...] = ()
    dropped: tuple[Step, ...] = ()
    dropped_marks: tuple[Mark, ...] = ()


class _Fate(Enum):
    STAYS = auto()
    CAME_TRUE = auto()
    DROPPED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """Two imports compared once, for every plan of a history; ``old`` and ``new`` are their sides.

    ``ids`` has whoever goes by another id in the later one.
    """

    before: Snapshot
    after: Snapshot
    ids: Mapping[WorkerId, WorkerId]
    old: Side
    new: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Whom a plan knows: ``before`` by the earlier import with who joins, ``after`` by the later.

    ``ids`` has whoever goes by another id there, and everybody who joins. ``arrived`` are those of
    them whom the later import has, ``expected`` those who are yet to come.
    """

    before: Mapping[WorkerId, Worker]
    after: Mapping[WorkerId, Worker]
    ids: Mapping[WorkerId, WorkerId]
    arrived: frozenset[WorkerId]
    expected: frozenset[WorkerId]

    def id_of(self, worker: WorkerId) -> WorkerId:
        """The id by which the plan knows them once it is taken along."""
        return self.ids.get(worker, worker)

    def now(self, worker: WorkerId) -> Worker | None:
        """Who that is later, None where they are gone."""
        if worker in self.expected:
            return self.before[worker]
        return self.after.get(self.id_of(worker))


def carrying(
    before: Snapshot, after: Snapshot, numbers: Numbers = SAME
) -> Callable[[Plan], Carried]:
    """How a plan made on the earlier import is taken along to the later one.

    ``numbers`` are the children whom the later one knows by another number (see `renumbering`);
    raises as `renumbered`.

    A pin and a recorded review stay with their child, a mark with both whom it names. Somebody who
    was to join has when the later import has one new name like theirs; all that is staged for them
    stays with them. What was compared is kept, so that a whole history of plans costs one
    comparison.
    """
    known = renumbered(before, numbers)
    between = compared(known, after)
    return lambda plan: carried(renumbered_plan(plan, known, numbers), between)


def compared(before: Snapshot, after: Snapshot) -> Imports:
    """Compare two imports, for `carried` and `staff_of`."""
    same = same_workers(before, after)
    return Imports(
        before=before,
        after=after,
        ids={old: new for new, old in same.items()},
        old=side_of(before, {}),
        new=side_of(after, same),
    )


def carried(plan: Plan, between: Imports) -> Carried:
    """The plan taken along from the one import to the other: see `carrying`."""
    after, staff = between.after, staff_of(plan, between)
    fates: dict[Step, _Fate] = {
        step: _of_staff(step, plan.staffing, between, staff) for step in plan.staffing
    }
    fates |= {move: _of_move(move, between, staff) for move in plan.moves}
    fates |= {change: _of_beside(change, between, staff) for change in plan.involvements}

    def stays(step: Step) -> bool:
        return fates[step] is _Fate.STAYS

    marks = {mark: _of_later(mark, after, staff) for mark in plan.marks}
    return Carried(
        plan=replace(
            plan,
            snapshot=after,
            moves=tuple(
                replace(move, to=None if move.to is None else staff.id_of(move.to))
                for move in plan.moves
                if stays(move)
            ),
            involvements=tuple(
                replace(each, worker=staff.id_of(each.worker))
                for each in plan.involvements
                if stays(each)
            ),
            staffing=tuple(
                replace(each, worker=staff.id_of(each.worker))
                for each in plan.staffing
                if stays(each)
            ),
            pins=tuple(pin for pin in plan.pins if pin.child in after.children),
            unpinned=tuple(child for child in plan.unpinned if child in after.children),
            oversight=tuple(each for each in plan.oversight if each.child in after.children),
            marks=tuple(mark for mark in marks.values() if mark is not None),
        ),
        came_true=tuple(step for step, fate in fates.items() if fate is _Fate.CAME_TRUE),
        dropped=tuple(step for step, fate in fates.items() if fate is _Fate.DROPPED),
        dropped_marks=tuple(mark for mark, later in marks.items() if later is None),
    )


def staff_of(plan: Plan, between: Imports) -> Staff:
    """Whom a plan knows by either import."""
    joins = tuple(change for change in plan.staffing if change.kind is StaffChangeKind.JOINS)
    before, after = between.before, between.after
    ids, expected = dict(between.ids), set[WorkerId]()
    known = {*before.workers, *ids.values()}
    new = by_name(
        (worker.id, worker.name) for worker in after.workers.values() if worker.id not in known
    )
    staff = staffed(before, joins).workers
    for change in joins:
        found = new.pop(plain(staff[change.worker].name), [])
        if len(found) == 1:
            ids[change.worker] = found[0]
        else:
            expected.add(change.worker)
            ids[change.worker] = _free(change.worker, after)
    arrived = frozenset(change.worker for change in joins) - expected
    return Staff(
        before=staff,
        after=after.workers,
        ids=ids,
        arrived=arrived,
        expected=frozenset(expected),
    )


def _free(worker: WorkerId, after: Snapshot) -> WorkerId:
    """An id that nobody has in the later import: that of who joins was free in the earlier one."""
    while worker in after.workers:
        worker = WorkerId(f"{worker}+")
    return worker


def _of_staff(
    change: StaffChange, staged: Iterable[StaffChange], between: Imports, staff: Staff
) -> _Fate:
    """What becomes of a change of staff, as far as the later import tells of it."""
    if change.kind is StaffChangeKind.JOINS:
        return _Fate.CAME_TRUE if change.worker in staff.arrived else _Fate.STAYS
    was, now = staff.before[change.worker], staff.now(change.worker)
    if now is None:
        has_gone = change.kind is StaffChangeKind.LEAVES and change.day < between.after.as_at
        return _Fate.CAME_TRUE if has_gone else _Fate.DROPPED
    if was.is_listed and not now.is_listed:
        return _Fate.STAYS  # a list of children does not tell of their workers' posts
    match change.kind:
        case StaffChangeKind.LEAVES:
            return _told(was.last_day, now.last_day, change.day)
        case StaffChangeKind.HOURS:
            return _of_hours(change, staged, was.fte, now.fte)
        case _:
            was_away, is_away = (each.absence_on(change.day) is not None for each in (was, now))
            has_turned = is_away is (change.kind is StaffChangeKind.AWAY)
            return _Fate.CAME_TRUE if was_away is not is_away and has_turned else _Fate.STAYS


def _told(was: object, now: object, planned: object) -> _Fate:
    """What becomes of a plan for a fact that was so and is so now; None: nobody says."""
    if now in (was, None):
        return _Fate.STAYS
    return _Fate.CAME_TRUE if now == planned else _Fate.DROPPED


def _of_hours(
    change: StaffChange, staged: Iterable[StaffChange], was: float | None, now: float | None
) -> _Fate:
    """Of hours that change more than once: what comes after those of now is still to come."""
    if now in (was, None):
        return _Fate.STAYS
    made = [each.day for each in staged if (each.worker, each.fte) == (change.worker, now)]
    if not made:
        return _Fate.DROPPED
    return _Fate.CAME_TRUE if change.day <= min(made) else _Fate.STAYS


def _of_move(move: Move, between: Imports, staff: Staff) -> _Fate:
    if move.child not in between.after.children:
        return _Fate.DROPPED
    holder, is_readable = between.new.holder(move.child)
    is_as_before = not is_readable or between.old.holder(move.child) == (holder, is_readable)
    if is_as_before and _can_take(move, between, staff):
        return _Fate.STAYS  # nobody can tell of a child whose holder can't be read that it moved
    is_expected = move.to in staff.expected
    to = {move.to, None if move.to is None else staff.id_of(move.to)}
    is_made = is_readable and not is_expected and holder in to
    return _Fate.CAME_TRUE if is_made else _Fate.DROPPED


def _can_take(move: Move, between: Imports, staff: Staff) -> bool:
    """Whether the worker can take the child, if they could before."""
    if move.to is None:
        return True
    was, now = staff.before[move.to], staff.now(move.to)
    if now is None or (was.holds_cases and not now.holds_cases):
        return False
    return was.has_left(between.before.as_at) or not now.has_left(between.after.as_at)


def _of_beside(change: InvolvementChange, between: Imports, staff: Staff) -> _Fate:
    """What becomes of a co-worker or an adviser who is to come, or to go."""
    if change.child not in between.after.children:
        return _Fate.DROPPED
    now = staff.now(change.worker)
    if now is None:
        return _Fate.CAME_TRUE if change.is_end else _Fate.DROPPED
    was_there = _is_beside(between.old, change, change.worker)
    is_there = change.worker not in staff.expected and _is_beside(between.new, change, now.id)
    if was_there is change.is_end and is_there is not change.is_end:
        return _Fate.CAME_TRUE
    left = now.has_left(between.after.as_at)
    has_gone = left and not staff.before[change.worker].has_left(between.before.as_at)
    return _Fate.DROPPED if has_gone and not change.is_end else _Fate.STAYS


def _is_beside(side: Side, change: InvolvementChange, worker: WorkerId) -> bool:
    return any(each.id == worker for each in side.beside(change.child, change.involvement))


def _of_later(mark: Mark, after: Snapshot, staff: Staff) -> Mark | None:
    """The mark as the later import knows whom it names, None where one of them is gone."""
    are_here = (
        mark.child in after.children
        and (mark.other is None or mark.other in after.children)
        and (mark.worker is None or staff.now(mark.worker) is not None)
    )
    worker = None if mark.worker is None else staff.id_of(mark.worker)
    return replace(mark, worker=worker) if are_here else None

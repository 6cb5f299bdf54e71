"""What the plan does with one worker, and what is coming for them: events, duties, own dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.headroom import is_going
from allocation_app.domain.people import ChildId, Worker, WorkerId
from allocation_app.domain.review import Review
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.wording import effects, staffing, terms
from allocation_app.wording.findings import rule_name
from allocation_app.wording.names import names_of
from allocation_app.wording.translate import tr
from ui.rows.caseload import FOUR_WEEKS
from ui.rows.child_plan import duties
from ui.rows.people import called

GOES = frozenset({StaffChangeKind.LEAVES, StaffChangeKind.AWAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A child whom the plan brings to the worker, or takes from them."""

    child: ChildId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A staged change of staff in words."""

    change: StaffChange
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerPlan:
    """What the plan does with a worker.

    ``load`` is the share by the import and by the plan, empty where nothing is moved. ``leaving``
    are the children to be found another worker for: of somebody who goes, or is away for long.
    ``follows`` is the change of staff by which they are, or by which children may be given back.
    """

    changes: tuple[Change, ...]
    received: tuple[Moved, ...]
    given: tuple[Moved, ...]
    load: str
    leaving: tuple[ChildId, ...]
    follows: StaffChange | None

    @property
    def is_empty(self) -> bool:
        """Whether the plan says nothing of the worker."""
        return not (self.changes or self.received or self.given)


def worker_plan(
    review: Review, imported: Review | None, worker_id: WorkerId, *, hide_names: bool
) -> WorkerPlan:
    """What is staged for a worker."""
    loads = review.caseloads
    changes = tuple(
        Change(change=each, words=terms.first_up(staffing.change(each)))
        for each in loads.plan.staffing
        if each.worker == worker_id
    )
    received, given = _moved(review, worker_id, hide_names=hide_names)
    held = loads.loads[worker_id].children
    worker, as_at = review.snapshot.workers[worker_id], review.snapshot.as_at
    goes = worker.holds_cases and (
        worker.has_left(as_at)
        or is_going(worker, review.policy, as_at)
        or any(each.change.kind in GOES for each in changes)
    )
    follows = [
        each.change
        for each in changes
        if each.change.kind in GOES or each.change.kind is StaffChangeKind.RETURNS
    ]
    return WorkerPlan(
        changes=changes,
        received=received,
        given=given,
        load=_load(review, imported, worker_id) if received or given else "",
        leaving=held if goes else (),
        follows=follows[-1] if follows else _return(worker, review),
    )


def _return(worker: Worker, review: Review) -> StaffChange | None:
    """The coming back that the staff list tells of, from a long absence not long ago or soon."""
    near, as_at = review.policy.second_change_within, review.snapshot.as_at
    for absence in worker.absences:
        if (
            absence.end is not None
            and absence.lasts(review.policy.long_absence)
            and absence.start <= as_at
            and abs(absence.end - as_at) <= near
        ):
            day = absence.end + timedelta(days=1)
            return StaffChange(kind=StaffChangeKind.RETURNS, worker=worker.id, day=day)
    return None


def _moved(
    review: Review, worker: WorkerId, *, hide_names: bool
) -> tuple[tuple[Moved, ...], tuple[Moved, ...]]:
    """Who comes to the worker by the plan, and who goes."""
    loads = review.caseloads
    names = names_of(review.snapshot, hide_names=hide_names)
    received, given = list[Moved](), list[Moved]()
    for move in loads.moves.values():
        before = loads.imported.get(move.child)
        donor = None if before is None else before.worker
        if worker not in {donor, move.to} or donor == move.to:
            continue
        child = called(review.snapshot.children[move.child], hide_names=hide_names)
        if move.to == worker:
            line = tr("Receives {child} from {who}", child=child, who=names.holder(donor))
            received.append(Moved(child=move.child, words=line))
        else:
            line = tr("Gives {child} to {who}", child=child, who=names.holder(move.to))
            given.append(Moved(child=move.child, words=line))
    return tuple(received), tuple(given)


def _load(review: Review, imported: Review | None, worker: WorkerId) -> str:
    """The share by the import and by the plan."""
    before = None if imported is None else imported.caseloads.loads.get(worker)
    after = review.caseloads.loads[worker]
    if before is None or before.utilisation == after.utilisation:
        return ""
    return tr(
        "By this plan: {shares}.",
        shares=effects.shares(before.utilisation, after.utilisation),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What happens on a day: of a child, or of the worker (then without a ``child``)."""

    day: date
    child: ChildId | None
    name: str
    what: str

    @property
    def key(self) -> tuple[date, str, str]:
        """What stays the same of it."""
        return self.day, self.name, self.what


def coming(review: Review, worker: WorkerId, *, hide_names: bool) -> tuple[Coming, ...]:
    """What the next four weeks hold for a worker, the soonest first; what is late stands apart."""
    first = review.snapshot.as_at
    last = first + timedelta(days=FOUR_WEEKS)
    found = [*_own(review, worker), *_of_children(review, worker, hide_names=hide_names)]
    within = {each.key: each for each in found if first <= each.day <= last}
    return tuple(sorted(within.values(), key=lambda each: each.key))


def _own(review: Review, worker_id: WorkerId) -> Iterator[Coming]:
    worker = review.snapshot.workers[worker_id]
    if worker.last_day is not None:
        yield _of_worker(worker.last_day, tr("last day in post"))
    if worker.first_day is not None:
        yield _of_worker(worker.first_day, tr("first day in post"))
    for absence in worker.absences:
        yield _of_worker(absence.start, tr("first day away"))
        if absence.end is not None:
            yield _of_worker(absence.end, tr("last day away"))
    for hours in worker.hours:
        yield _of_worker(hours.start, tr("{fte} FTE from here on", fte=f"{hours.fte:g}"))


def _of_worker(day: date, what: str) -> Coming:
    return Coming(day=day, child=None, name="", what=what)


def _of_children(review: Review, worker: WorkerId, *, hide_names: bool) -> Iterable[Coming]:
    """Events that are arranged, and duties that fall due, of those whom the worker holds."""
    held, children = review.caseloads.loads[worker].children, review.snapshot.children
    names = {each: terms.child_name(children[each], hide_names=hide_names) for each in held}
    for child in held:
        for kind, day in children[child].events.items():
            if day > review.snapshot.as_at:
                yield Coming(day=day, child=child, name=names[child], what=terms.event(kind))
    for duty in duties(review, held):
        if duty.due is not None and duty.child is not None:
            what = tr("due: {rule}", rule=rule_name(duty, review))
            yield Coming(day=duty.due, child=duty.child, name=names[duty.child], what=what)

"""A child without a case holder, or about to be without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.delays.judged import Judged, untold
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, ChildId, EventKind, Gap, Role, Status, Worker
from allocation_app.domain.timescales import Clock, latest, state_on
from allocation_app.domain.waiting import Wait
from allocation_app.domain.working_days import Unit

NEW_CASES = frozenset({Status.REFERRAL, Status.ASSESSMENT})
STEPS = (EventKind.ARRIVED_IN_TEAM, EventKind.ASSESSMENT_END, EventKind.INITIAL_CONFERENCE)
"""With each of these one team has finished and the next begins."""


def d1_unallocated(judged: Judged) -> Iterator[Finding]:
    """An open child has no named case-holding social worker.

    Cannot tell where the name could not be read, or where several are named.
    """
    yield from _waiting(judged, "D1", {Reason.NO_WORKER})
    for child in judged.caseloads.unreadable:
        yield untold("D1", child, why_unreadable(judged.caseloads.snapshot.children[child]))


def why_unreadable(child: Child) -> Gap:
    """Why nobody can tell who holds a child."""
    return Gap.RIVAL_HOLDERS if child.rivals else Gap.HOLDER


def d2_hidden_unallocated(judged: Judged) -> Iterator[Finding]:
    """A child stands under duty, a team's name, a manager or (not a care leaver) an adviser."""
    hidden = {Reason.DUTY, Reason.TEAM, Reason.MANAGER, Reason.PERSONAL_ADVISER}
    yield from _waiting(judged, "D2", hidden)
    for worker, children in judged.holders():
        if worker.role is Role.UNRECOGNISED:
            for child in children:
                yield replace(untold("D2", child, Gap.HOLDER_ROLE), worker=worker.id)


def d3_first_allocation(judged: Judged) -> Iterator[Finding]:
    """A referral has waited for its first worker longer than the council's aim."""
    for wait, child in _unallocated(judged):
        if wait.last_worker_ended is not None or child.statuses.isdisjoint(NEW_CASES):
            continue
        if wait.referred is None:
            yield untold("D3", child.id, EventKind.REFERRAL)
        else:
            yield _to_allocate("D3", child.id, Clock(wait.referred, EventKind.REFERRAL), judged)


def d4_transfer_gap(judged: Judged) -> Iterator[Finding]:
    """One team has finished with a child and the next has not allocated it by the council's aim.

    The child came into the team, its assessment was completed or its initial conference held on or
    after the day on which its last worker ended, and nobody has taken it since. Without any worker
    before, a new referral is D3's; any other child is asked about where the import tells of former
    workers, since else nobody knows whether there was one in between.
    """
    for wait, child in _unallocated(judged):
        if wait.last_worker_ended is None and not (
            judged.others.past and child.statuses.isdisjoint(NEW_CASES)
        ):
            continue
        facts = judged.facts(child)
        steps = [Clock(facts.events[kind], kind) for kind in STEPS if kind in facts.events]
        ended = wait.last_worker_ended or date.min
        unread = [kind for kind in STEPS if kind in judged.told & facts.unknown]
        if steps and latest(steps).day >= ended:
            if wait.last_worker_ended is None and Status.UNKNOWN in child.statuses:
                yield untold("D4", child.id, Gap.STATUS)
            else:
                yield _to_allocate("D4", child.id, latest(steps), judged)
        elif unread:
            yield untold("D4", child.id, *unread)


def d5_leaver_or_absent(judged: Judged) -> Iterator[Finding]:
    """The holder has left, is about to leave, is away or has not begun; the child is still theirs.

    Where no child needs another worker yet (a short absence, a name that the staff list lacks) it
    is said once of the worker, not once a child.
    """
    yield from _waiting(judged, "D5", {Reason.LEAVER, Reason.NOT_STARTED})
    for worker, children in judged.holders():
        is_here = worker.has_begun(judged.as_at) and not worker.has_left(judged.as_at)
        if worker.holds_cases and is_here:
            finding = _gap_of(worker, judged)
            if finding is not None and finding.due is None:
                yield finding
            elif finding is not None:
                yield from (replace(finding, child=child) for child in children)


def _unallocated(judged: Judged) -> Iterator[tuple[Wait, Child]]:
    children = judged.caseloads.snapshot.children
    for wait in judged.waits:
        yield wait, children[wait.child]


def _to_allocate(code: str, child: ChildId, clock: Clock, judged: Judged) -> Finding:
    """A child to be allocated within the council's aim from this day."""
    limit = judged.policy.ladder.allocate_within
    due = judged.calendar.add(clock.day, limit)
    return Finding(
        rule=code,
        delay=code,
        state=state_on(judged.as_at, clock.day, due),
        child=child,
        trigger=clock.day,
        trigger_event=clock.event,
        due=due,
        over=judged.calendar.between(due, judged.as_at),
        unit=Unit.WORKING_DAYS,
        limit=limit,
        limit_unit=Unit.WORKING_DAYS,
    )


def _waiting(judged: Judged, code: str, reasons: set[Reason]) -> Iterator[Finding]:
    for wait in judged.waits:
        if wait.reason not in reasons:
            continue
        holder = judged.caseloads.holder(wait.child)
        yield Finding(
            rule=code,
            delay=code,
            state=wait.state,
            child=wait.child,
            worker=None if holder is None else holder.id,
            trigger=wait.since,
            trigger_event=wait.since_event,
            due=wait.due,
            over=None if wait.due is None else judged.calendar.between(wait.due, judged.as_at),
            unit=Unit.WORKING_DAYS,
            missing=(Gap.LAST_ALLOCATION_ENDED,) if wait.since is None else (),
        )


def _gap_of(worker: Worker, judged: Judged) -> Finding | None:
    """What a holder who is away, going, or not on the staff list means; no due date, no haste."""
    as_at, policy = judged.as_at, judged.policy
    absence = worker.absence_on(as_at)
    if absence is not None:
        if absence.lasts(policy.long_absence):
            return _holder_gap(worker, State.LATE, absence.start, as_at)
        near = _holder_gap(worker, State.DUE_SOON, absence.start, as_at)
        return replace(near, due=None, over=None)
    soon = as_at + policy.leaving_soon
    if worker.last_day is not None and worker.last_day <= soon:
        return _holder_gap(worker, State.DUE_SOON, worker.last_day, as_at)
    coming = [
        away.start
        for away in worker.absences
        if as_at < away.start <= soon and away.lasts(policy.long_absence)
    ]
    if coming:
        return _holder_gap(worker, State.DUE_SOON, min(coming), as_at)
    if judged.has_staff_list and not worker.is_listed:
        return Finding(
            rule="D5",
            delay="D5",
            state=State.CANNOT_TELL,
            worker=worker.id,
            missing=(Gap.HOLDER_LEAVING_DATE,),
        )
    return None


def _holder_gap(worker: Worker, state: State, day: date, as_at: date) -> Finding:
    return Finding(
        rule="D5",
        delay="D5",
        state=state,
        worker=worker.id,
        trigger=day,
        due=day,
        over=(as_at - day).days,
    )

"""The kinds of allocation delay that inspection reports describe: one function each.

The codes are those of the design's list D1 to D15. Every function is listed once, in DELAYS; each
answers in the four states of `State` and never guesses what no source says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from allocation_app.domain.caseloads import Caseloads, Load, Reason
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    EventKind,
    Gap,
    Role,
    Status,
    Worker,
)
from allocation_app.domain.policy import Band
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.timescales import (
    RuleSet,
    dated,
    facts_of,
    state_on,
    timescale_findings,
)
from allocation_app.domain.waiting import Wait, waits
from allocation_app.domain.working_days import Unit, WorkingDays


@dataclass(frozen=True, kw_only=True)
class Oversight:
    """What a delay is judged on: a plan worked out, the rules in force, the calendar.

    ``in_time`` asks for the answers "in time" too, which are many and seldom wanted.
    """

    caseloads: Caseloads
    rules: RuleSet
    calendar: WorkingDays
    in_time: bool = False

    @property
    def as_at(self) -> date:
        """The date of the import."""
        return self.caseloads.snapshot.as_at

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """The unallocated children, worst first."""
        return waits(self.caseloads, self.calendar)

    @cached_property
    def wait_of(self) -> Mapping[ChildId, Wait]:
        """The same by child."""
        return {wait.child: wait for wait in self.waits}


def d1_unallocated(oversight: Oversight) -> Iterator[Finding]:
    """An open child has no named case-holding social worker; cannot tell where nobody could read it."""
    yield from _waiting(oversight, "D1", {Reason.NO_WORKER})
    for child in oversight.caseloads.unreadable:
        yield Finding(
            rule="D1", delay="D1", state=State.CANNOT_TELL, child=child, missing=(Gap.HOLDER,)
        )


def d2_hidden_unallocated(oversight: Oversight) -> Iterator[Finding]:
    """A child stands under duty, a team's name, a manager or (not a care leaver) an adviser."""
    hidden = {Reason.DUTY, Reason.TEAM, Reason.MANAGER, Reason.PERSONAL_ADVISER}
    yield from _waiting(oversight, "D2", hidden)
    for child, worker in _held(oversight):
        if worker.role is Role.UNRECOGNISED:
            yield Finding(
                rule="D2",
                delay="D2",
                state=State.CANNOT_TELL,
                child=child,
                worker=worker.id,
                missing=(Gap.HOLDER_ROLE,),
            )


def d3_first_allocation(oversight: Oversight) -> Iterator[Finding]:
    """A referral has waited for its first worker longer than the council's aim."""
    loads = oversight.caseloads
    for wait in oversight.waits:
        child = loads.snapshot.children[wait.child]
        if wait.last_worker_ended is not None or child.statuses.isdisjoint(NEW_CASES):
            continue
        if wait.referred is None:
            yield Finding(
                rule="D3",
                delay="D3",
                state=State.CANNOT_TELL,
                child=child.id,
                missing=(EventKind.REFERRAL,),
            )
            continue
        due = oversight.calendar.add(wait.referred, loads.policy.allocate_within)
        yield _dated("D3", oversight, child.id, wait.referred, EventKind.REFERRAL, due)


def d5_leaver_or_absent(oversight: Oversight) -> Iterator[Finding]:
    """The holder has left, is about to leave, or is away, and the child is still under that name."""
    yield from _waiting(oversight, "D5", {Reason.LEAVER})
    has_staff_list = oversight.caseloads.snapshot.has_staff_list
    for child, worker in _held(oversight):
        if worker.has_left(oversight.as_at) or not worker.holds_cases:
            continue
        gap = _gap_of(worker, oversight)
        if gap is not None:
            state, day, event_due = gap
            yield Finding(
                rule="D5",
                delay="D5",
                state=state,
                child=child,
                worker=worker.id,
                trigger=day,
                due=event_due,
                over=None if event_due is None else (oversight.as_at - event_due).days,
            )
        elif has_staff_list and not worker.is_listed:
            yield Finding(
                rule="D5",
                delay="D5",
                state=State.CANNOT_TELL,
                child=child,
                worker=worker.id,
                missing=(Gap.HOLDER_LEAVING_DATE,),
            )


def d11_overload(oversight: Oversight) -> Iterator[Finding]:
    """A worker carries 110 % or more, whatever the average says."""
    workers = oversight.caseloads.snapshot.workers
    for load in oversight.caseloads.loads.values():
        worker = workers[load.worker]
        if not worker.holds_cases or not worker.is_person or worker.has_left(oversight.as_at):
            continue
        if load.points == 0 or oversight.caseloads.policy.is_long_away(worker, oversight.as_at):
            continue  # an absent holder is D5
        if load.band is Band.OVER:
            yield _load_finding(load, State.LATE)
        elif load.is_fte_assumed:
            yield _load_finding(load, State.CANNOT_TELL, missing=(Gap.FTE,))
        elif load.band is Band.STRETCHED:
            yield _load_finding(load, State.DUE_SOON)
        else:
            yield _load_finding(load, State.IN_TIME)


def d12_timescales(oversight: Oversight) -> Iterator[Finding]:
    """A statutory visit, review, conference, assessment or core group is overdue or near."""
    yield from timescale_findings(
        oversight.caseloads.snapshot,
        oversight.rules,
        oversight.calendar,
        in_time=oversight.in_time,
    )
    for rule in oversight.rules.rules:
        if not (rule.needs_holder and rule.is_on):
            continue
        for wait in oversight.waits:
            child = oversight.caseloads.snapshot.children[wait.child]
            if not rule.statuses & child.statuses:
                continue
            events = facts_of(child, oversight.as_at).events
            clocks: list[tuple[date, EventKind | Gap]] = [
                (events[kind], kind) for kind in rule.triggers if kind in events
            ]
            if wait.last_worker_ended is not None:
                clocks.append((wait.last_worker_ended, Gap.LAST_ALLOCATION_ENDED))
            if not clocks:
                yield Finding(
                    rule=rule.id,
                    delay="D12",
                    state=State.CANNOT_TELL,
                    child=child.id,
                    missing=rule.triggers,
                )
                continue
            trigger, event = max(clocks, key=lambda pair: pair[0])
            yield dated(rule, child, trigger, event, oversight.as_at, oversight.calendar)


def d13_record_gaps(oversight: Oversight) -> Iterator[Finding]:
    """Something a rule needs is missing from the record or impossible in it."""
    return iter(_record_gaps(oversight.caseloads.snapshot, oversight.rules))


@lru_cache(maxsize=2)
def _record_gaps(snapshot: Snapshot, rules: RuleSet) -> tuple[Finding, ...]:
    ordered = [
        rule for rule in rules.rules if rule.is_on and rule.met_by and not rule.earlier_is_other
    ]
    found: list[Finding] = []
    for child in snapshot.children.values():
        facts = facts_of(child, snapshot.as_at)
        found.extend(_gap(child, kind, day) for kind, day in facts.impossible.items())
        if Status.UNKNOWN in child.statuses:
            found.append(_gap(child, Gap.STATUS))
        if child.date_of_birth is None:
            found.append(_gap(child, Gap.DATE_OF_BIRTH))
        if not child.statuses.isdisjoint(VISITED) and VISITS.isdisjoint(facts.events):
            found.append(_gap(child, EventKind.VISIT))
        for rule in ordered:
            if not rule.statuses & child.statuses:
                continue
            began = [facts.events[kind] for kind in rule.triggers if kind in facts.events]
            met = [(facts.events[kind], kind) for kind in rule.met_by if kind in facts.events]
            if began and met and max(met)[0] < max(began):
                found.append(_gap(child, max(met)[1], max(met)[0]))
    # One gap a child and kind, however many rules meet it.
    return tuple({(finding.child, finding.missing): finding for finding in found}.values())


VISITED = frozenset({Status.REGISTERED, Status.LOOKED_AFTER})
VISITS = frozenset({EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT})
NEW_CASES = frozenset({Status.REFERRAL, Status.ASSESSMENT})

DELAYS: Mapping[str, Callable[[Oversight], Iterator[Finding]]] = {
    "D1": d1_unallocated,
    "D2": d2_hidden_unallocated,
    "D3": d3_first_allocation,
    "D5": d5_leaver_or_absent,
    "D11": d11_overload,
    "D12": d12_timescales,
    "D13": d13_record_gaps,
}


def findings(oversight: Oversight) -> tuple[Finding, ...]:
    """Every delay's answers, in the order of their codes."""
    return tuple(
        finding
        for delay in DELAYS.values()
        for finding in delay(oversight)
        if oversight.in_time or finding.state is not State.IN_TIME
    )


def _waiting(oversight: Oversight, code: str, reasons: set[Reason]) -> Iterator[Finding]:
    for wait in oversight.waits:
        if wait.reason not in reasons:
            continue
        holder = oversight.caseloads.holder(wait.child)
        yield Finding(
            rule=code,
            delay=code,
            state=wait.state,
            child=wait.child,
            worker=None if holder is None else holder.id,
            trigger=wait.since,
            trigger_event=wait.since_event,
            due=wait.due,
            over=None
            if wait.due is None
            else oversight.calendar.between(wait.due, oversight.as_at),
            unit=Unit.WORKING_DAYS,
            missing=(Gap.LAST_ALLOCATION_ENDED,) if wait.since is None else (),
        )


def _held(oversight: Oversight) -> Iterator[tuple[ChildId, Worker]]:
    workers = oversight.caseloads.snapshot.workers
    for worker_id, load in oversight.caseloads.loads.items():
        for child in load.children:
            yield child, workers[worker_id]


def _dated(  # noqa: PLR0913 - what a due date is made of
    code: str,
    oversight: Oversight,
    child: ChildId,
    trigger: date,
    event: EventKind,
    due: date,
) -> Finding:
    return Finding(
        rule=code,
        delay=code,
        state=state_on(oversight.as_at, trigger, due),
        child=child,
        trigger=trigger,
        trigger_event=event,
        due=due,
        over=oversight.calendar.between(due, oversight.as_at),
        unit=Unit.WORKING_DAYS,
    )


def _gap_of(worker: Worker, oversight: Oversight) -> tuple[State, date, date | None] | None:
    """How a holder who is away or going leaves a gap: state, first day of it, due."""
    as_at, policy = oversight.as_at, oversight.caseloads.policy
    absence = worker.absence_on(as_at)
    if absence is not None:
        if policy.is_long_away(worker, as_at):
            return State.LATE, absence.start, absence.start
        return State.DUE_SOON, absence.start, None
    soon = as_at + policy.leaving_soon
    if worker.last_day is not None and worker.last_day <= soon:
        return State.DUE_SOON, worker.last_day, worker.last_day
    coming = [away for away in worker.absences if as_at < away.start <= soon]
    for away in coming:
        if _is_long(away, policy.long_absence):
            return State.DUE_SOON, away.start, away.start
    return None


def _is_long(absence: Absence, limit: timedelta) -> bool:
    days = absence.days()
    return days is None or days >= limit.days


def _load_finding(load: Load, state: State, missing: tuple[Gap, ...] = ()) -> Finding:
    amounts = {"points": load.points, "capacity": load.capacity}
    if load.utilisation is not None:
        amounts["utilisation"] = load.utilisation
    return Finding(
        rule="D11",
        delay="D11",
        state=state,
        worker=load.worker,
        missing=missing,
        amounts=amounts,
    )


def _gap(child: Child, what: EventKind | Gap, day: date | None = None) -> Finding:
    return Finding(
        rule="D13",
        delay="D13",
        state=State.CANNOT_TELL,
        child=child.id,
        trigger=day,
        trigger_event=what if isinstance(what, EventKind) and day is not None else None,
        missing=(what,),
    )

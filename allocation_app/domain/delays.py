"""The kinds of allocation delay that inspection reports describe: one function each.

The codes are those of the design's list D1 to D15. Every function is listed once, in DELAYS; each
answers in the four states of `State` and never guesses what no source says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from allocation_app.domain.caseloads import Caseloads, Load, Reason
from allocation_app.domain.facts import Facts, facts_of, told_of_any
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Gap,
    Role,
    Status,
    Worker,
)
from allocation_app.domain.policy import Band
from allocation_app.domain.rules import AskedOf, Rule, RuleSet
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.timescales import Clock, evaluate, state_on, timescale_findings
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
    def has_staff_list(self) -> bool:
        """Whether any source listed staff."""
        return self.caseloads.snapshot.has_staff_list

    @cached_property
    def waits(self) -> tuple[Wait, ...]:
        """The unallocated children, worst first."""
        return waits(self.caseloads, self.calendar)


def d1_unallocated(oversight: Oversight) -> Iterator[Finding]:
    """An open child has no named case-holding social worker; cannot tell where none is readable."""
    yield from _waiting(oversight, "D1", {Reason.NO_WORKER})
    for child in oversight.caseloads.unreadable:
        yield Finding(
            rule="D1", delay="D1", state=State.CANNOT_TELL, child=child, missing=(Gap.HOLDER,)
        )


def d2_hidden_unallocated(oversight: Oversight) -> Iterator[Finding]:
    """A child stands under duty, a team's name, a manager or (not a care leaver) an adviser."""
    hidden = {Reason.DUTY, Reason.TEAM, Reason.MANAGER, Reason.PERSONAL_ADVISER}
    yield from _waiting(oversight, "D2", hidden)
    for worker, children in _holders(oversight):
        if worker.role is Role.UNRECOGNISED:
            for child in children:
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
        due = oversight.calendar.add(wait.referred, loads.policy.ladder.allocate_within)
        yield Finding(
            rule="D3",
            delay="D3",
            state=state_on(oversight.as_at, wait.referred, due),
            child=child.id,
            trigger=wait.referred,
            trigger_event=EventKind.REFERRAL,
            due=due,
            over=oversight.calendar.between(due, oversight.as_at),
            unit=Unit.WORKING_DAYS,
        )


def d5_leaver_or_absent(oversight: Oversight) -> Iterator[Finding]:
    """The holder has left, is about to leave, or is away; the child is still under that name.

    Where no child needs another worker yet (a short absence, a name that the staff list lacks) it
    is said once of the worker, not once a child.
    """
    yield from _waiting(oversight, "D5", {Reason.LEAVER})
    for worker, children in _holders(oversight):
        if worker.holds_cases and not worker.has_left(oversight.as_at):
            finding = _gap_of(worker, oversight)
            if finding is not None and finding.due is None:
                yield finding
            elif finding is not None:
                yield from (replace(finding, child=child) for child in children)


def d11_overload(oversight: Oversight) -> Iterator[Finding]:
    """A worker carries 110 % or more, whatever the average says."""
    workers = oversight.caseloads.snapshot.workers
    for load in oversight.caseloads.loads.values():
        worker = workers[load.worker]
        if not worker.holds_cases or worker.has_left(oversight.as_at):
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
    yield from _of_the_unallocated(oversight)


def _of_the_unallocated(oversight: Oversight) -> Iterator[Finding]:
    """The rules that are asked of each unallocated child of the plan."""
    told = told_of_any(oversight.caseloads.snapshot)
    groups = oversight.rules.asked_of(AskedOf.UNALLOCATED, told)
    for rule, *_ in groups:
        for wait in oversight.waits:
            child = oversight.caseloads.snapshot.children[wait.child]
            if not rule.statuses.isdisjoint(child.statuses):
                facts = facts_of(child, oversight.as_at, told)
                began = _began(rule, wait)
                finding = evaluate((rule,), facts, oversight.calendar, began)
                if finding is not None:
                    yield finding


def _began(rule: Rule, wait: Wait) -> list[Clock]:
    """Since when a child has been without a worker, as far as the rule doesn't say itself."""
    if rule.triggers:
        ended = wait.last_worker_ended
        return [] if ended is None else [Clock(ended, Gap.LAST_ALLOCATION_ENDED)]
    if wait.since is None or wait.since_event is None:
        return []
    return [Clock(wait.since, wait.since_event)]


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
        gaps: dict[EventKind | Gap, date | None] = {}
        gaps.update(facts.impossible.items())
        if Status.UNKNOWN in child.statuses:
            gaps[Gap.STATUS] = None
        if child.date_of_birth is None:
            gaps[Gap.DATE_OF_BIRTH] = None
        is_visited = not child.statuses.isdisjoint(VISITED) and not facts.is_unborn
        if is_visited and VISITS.isdisjoint(facts.events):
            gaps.setdefault(EventKind.VISIT, None)
        for rule in ordered:
            if rule.statuses & child.statuses:
                gaps.update(_met_too_early(rule, facts))
        found.extend(_gap(child, what, day) for what, day in gaps.items())
    return tuple(found)


def _met_too_early(rule: Rule, facts: Facts) -> Iterator[tuple[EventKind | Gap, date]]:
    """The events that would have met a duty, had they not come before it began."""
    began = [day for kind in rule.triggers if (day := facts.when(kind)) is not None]
    met = {kind: facts.events[kind] for kind in rule.met_by if kind in facts.events}
    if began and met and max(met.values()) < max(began):
        yield from met.items()


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


def _holders(oversight: Oversight) -> Iterator[tuple[Worker, tuple[ChildId, ...]]]:
    workers = oversight.caseloads.snapshot.workers
    for load in oversight.caseloads.loads.values():
        if load.children:
            yield workers[load.worker], load.children


def _gap_of(worker: Worker, oversight: Oversight) -> Finding | None:
    """What a holder who is away, going, or not on the staff list means; no due date, no haste."""
    as_at, policy = oversight.as_at, oversight.caseloads.policy
    absence = worker.absence_on(as_at)
    if absence is not None:
        if absence.lasts(policy.long_absence):
            return _holder_gap(worker, State.LATE, absence.start, as_at)
        return replace(
            _holder_gap(worker, State.DUE_SOON, absence.start, as_at), due=None, over=None
        )
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
    if oversight.has_staff_list and not worker.is_listed:
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

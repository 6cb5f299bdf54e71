"""Children without a social worker: since when, how long, who must be told."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from allocation_app.domain.caseloads import Caseloads, Reason, caseloads
from allocation_app.domain.facts import Facts, facts_of, told_of_any
from allocation_app.domain.findings import STATE_ORDER, State
from allocation_app.domain.people import ChildId, EventKind, Gap, Involvement
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Policy, Rung
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.timescales import Clock, latest, state_on
from allocation_app.domain.working_days import WorkingDays

CONTACTS = (EventKind.SEEN, EventKind.SEEN_ALONE, EventKind.HOME_VISIT, EventKind.VISIT)
"""The four ways in which a child was seen."""


class Escalation(StrEnum):
    """The rung that an unallocated child stands on."""

    NOW = "senior_manager_now"
    NONE = "none"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One unallocated child with its two clocks: since referral, and since the last worker ended.

    ``since`` is the latest of referral, the end of the last worker and the arrival in the team that
    is known; ``working_days`` counts from there. Both are None where no such date is known.
    ``escalation`` is a rung's code, ``senior_manager_now``, ``none`` or ``cannot_tell``.

    ``ladder`` is where the rungs count from, and the reviews with them: the end of the last worker,
    else referral. The arrival in another team does not start that clock anew, since the child has
    been without a worker all along; a referral after the last worker's end does, since it opens a
    new case. Where neither is known it is ``since``.

    ``last_reviewed`` is the latest management review of this wait that the plan or the import
    tells; ``review_due`` the next one. ``missed_reviews`` counts whole review periods that passed
    without one: the import keeps only the last review, so what came before it is not counted; None
    where nobody can tell. ``seen_due`` is when the child is next to be seen, where the ladder says
    how often.
    """

    child: ChildId
    reason: Reason
    state: State
    must_never_wait: bool
    referred: date | None = None
    last_worker_ended: date | None = None
    since: date | None = None
    since_event: EventKind | Gap | None = None
    working_days: int | None = None
    working_days_since_referral: int | None = None
    due: date | None = None
    escalation: str = Escalation.NONE
    next_rung: str = ""
    next_rung_on: date | None = None
    ladder: Clock | None = None
    last_reviewed: date | None = None
    review_due: date | None = None
    missed_reviews: int | None = None
    seen_due: date | None = None

    @property
    def ladder_since(self) -> date | None:
        """The day from which the rungs count."""
        return None if self.ladder is None else self.ladder.day


def last_worker_ended(loads: Caseloads, child: ChildId) -> date | None:
    """The day the last case holder ended: a closed spell, a leaver's last day, a move away."""
    snapshot = loads.snapshot
    ended = _ended(snapshot).get(child)
    spell = loads.imported.get(child)
    if spell is None:
        return ended
    worker, move = snapshot.workers[spell.worker], loads.moves.get(child)
    if not worker.holds_cases or not worker.has_begun(snapshot.as_at):
        return ended
    if worker.has_left(snapshot.as_at):
        return max(day for day in (ended, worker.last_day) if day is not None)
    if move is not None and loads.policy.is_allocated_to(snapshot.children[child], worker):
        return min(move.effective or snapshot.as_at, snapshot.as_at)
    return ended


@lru_cache(maxsize=IMPORTS_KEPT)
def _ended(snapshot: Snapshot) -> dict[ChildId, date]:
    ended: dict[ChildId, date] = {}
    for spell in snapshot.spells:
        if (
            spell.end is not None
            and not spell.is_open(snapshot.as_at)
            and spell.involvement is Involvement.CASE_HOLDER
            and snapshot.workers[spell.worker].holds_cases
        ):
            ended[spell.child] = max(ended.get(spell.child, date.min), spell.end)
    return ended


def waits(loads: Caseloads, calendar: WorkingDays) -> tuple[Wait, ...]:
    """Every unallocated child, worst first: breached, cannot tell, due soon; then risk; then wait.

    Needs no rule set: how soon a child is to be allocated is the council's own aim (`Policy`).
    """
    imported = _imported(loads.snapshot, loads.policy, calendar)
    planned = {*loads.moves, *(review.child for review in loads.plan.oversight)}
    if not planned:
        return imported
    found = [wait for wait in imported if wait.child not in planned]
    for child in planned:
        if child in loads.unallocated:
            insort(found, _wait(loads, calendar, child), key=_panic_order)
    return tuple(found)


@lru_cache(maxsize=IMPORTS_KEPT)
def _imported(snapshot: Snapshot, policy: Policy, calendar: WorkingDays) -> tuple[Wait, ...]:
    """The waits before any move or review, which change those of their children and no others."""
    loads = caseloads(Plan(snapshot=snapshot), policy)
    found = [_wait(loads, calendar, child) for child in loads.unallocated]
    return tuple(sorted(found, key=_panic_order))


def _panic_order(wait: Wait) -> tuple[int, bool, int, str]:
    days = wait.working_days if wait.working_days is not None else NOBODY_KNOWS
    # However long it has been, a child who must never wait has waited too long.
    is_late = wait.must_never_wait and wait.state is State.CANNOT_TELL
    state = State.LATE if is_late else wait.state
    return (STATE_ORDER[state], not wait.must_never_wait, -days, wait.child)


NOBODY_KNOWS = 10**6  # a wait of unknown length ranks with the longest


def _wait(loads: Caseloads, calendar: WorkingDays, child_id: ChildId) -> Wait:
    reason = loads.unallocated[child_id]
    policy, as_at = loads.policy, loads.snapshot.as_at
    child = loads.snapshot.children[child_id]
    facts = facts_of(child, as_at)
    ended = last_worker_ended(loads, child_id)
    never = policy.must_never_wait(child)
    clocks = _clocks(loads, facts, ended)
    if not clocks:
        unknown = Wait(
            child=child_id,
            reason=reason,
            state=State.CANNOT_TELL,
            must_never_wait=never,
            escalation=Escalation.NOW if never else Escalation.CANNOT_TELL,
        )
        return _watched(unknown, loads, facts)
    since = latest(clocks)
    referred = facts.events.get(EventKind.REFERRAL)
    alone = [clock for clock in clocks if clock.event is not EventKind.ARRIVED_IN_TEAM]
    began = latest(alone) if alone else since
    due = since.day if never else calendar.add(since.day, policy.ladder.allocate_within)
    reached, following = _rungs(policy, began.day, as_at)
    known = Wait(
        child=child_id,
        reason=reason,
        state=state_on(as_at, since.day, due),
        must_never_wait=never,
        referred=referred,
        last_worker_ended=ended,
        since=since.day,
        since_event=since.event,
        working_days=calendar.between(since.day, as_at),
        working_days_since_referral=(
            None if referred is None else calendar.between(referred, as_at)
        ),
        due=due,
        escalation=Escalation.NOW if never else reached,
        next_rung="" if never or following is None else following.code,
        next_rung_on=(
            None if never or following is None else began.day + timedelta(days=following.days)
        ),
        ladder=began,
    )
    return _watched(known, loads, facts)


def _watched(wait: Wait, loads: Caseloads, facts: Facts) -> Wait:
    """The wait with what is done meanwhile: management reviews, and seeing the child."""
    ladder, began = loads.policy.ladder, wait.ladder_since
    planned = [review.day for review in loads.plan.oversight if review.child == wait.child]
    imported = facts.events.get(EventKind.OVERSIGHT)
    days = sorted(
        day
        for day in (*planned, *([] if imported is None else [imported]))
        if began is None or day >= began
    )
    is_known = not (
        EventKind.OVERSIGHT in facts.unknown and EventKind.OVERSIGHT in told_of_any(loads.snapshot)
    )
    last = days[-1] if days else began if is_known else None
    missed = None
    if is_known and began is not None:
        counted = [day for day in days if imported is None or day >= imported]
        starts = counted if imported in counted else [began, *counted]
        missed = _missed(starts, facts.as_at, ladder.review_days)
    seen = max((facts.events[kind] for kind in CONTACTS if kind in facts.events), default=None)
    is_seen = seen is not None or not (facts.unknown.issuperset(CONTACTS) or facts.is_unborn)
    born = facts.child.born
    first = began if began is None or born is None else max(began, born)
    if facts.child.withheld_birth is not None and first == born:
        is_seen = seen is not None
    to_see = (seen or first) if is_seen else None
    return replace(
        wait,
        last_reviewed=days[-1] if days else None,
        review_due=None if last is None else last + timedelta(days=ladder.review_days),
        missed_reviews=missed,
        seen_due=(
            None
            if to_see is None or ladder.seen_weeks is None
            else to_see + timedelta(weeks=ladder.seen_weeks)
        ),
    )


def _missed(days: Sequence[date], as_at: date, every: int) -> int:
    """How many reviews are missing between these days: one is held in time on the last day."""
    gaps = ((later - day).days for day, later in pairwise((*days, as_at)))
    return sum(max(0, gap - 1) // every for gap in gaps)


def _clocks(loads: Caseloads, facts: Facts, ended: date | None) -> list[Clock]:
    """What a wait can count from: referral, arrival, the last worker's end; else the tray's date.

    A move into a tray is no arrival there: it must not make a wait of unknown length a new one.
    """
    clocks = [
        Clock(facts.events[kind], kind)
        for kind in (EventKind.REFERRAL, EventKind.ARRIVED_IN_TEAM)
        if kind in facts.events
    ]
    if ended is not None:
        clocks.append(Clock(ended, Gap.LAST_ALLOCATION_ENDED))
    spell = loads.imported.get(facts.child.id)
    if clocks or spell is None or spell.start is None or spell.start > facts.as_at:
        return clocks
    if loads.snapshot.workers[spell.worker].holds_cases:
        return clocks
    return [Clock(spell.start, EventKind.ARRIVED_IN_TEAM)]


def _rungs(policy: Policy, since: date, as_at: date) -> tuple[str, Rung | None]:
    """The code of the rung that a wait has reached, and the next one."""
    passed = (as_at - since).days
    reached = [rung.code for rung in policy.ladder.rungs if rung.days <= passed]
    ahead = [rung for rung in policy.ladder.rungs if rung.days > passed]
    return reached[-1] if reached else Escalation.NONE, ahead[0] if ahead else None

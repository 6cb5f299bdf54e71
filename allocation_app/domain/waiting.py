"""Children without a social worker: since when, how long, who must be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.caseloads import Caseloads, Reason
from allocation_app.domain.findings import STATE_ORDER, State
from allocation_app.domain.people import ChildId, EventKind, Gap, Involvement, WorkerId
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.timescales import facts_of, state_on
from allocation_app.domain.working_days import WorkingDays


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


def last_worker_ended(loads: Caseloads, child: ChildId) -> date | None:
    """The day the last case holder ended: a closed spell, a leaver's last day, a move to nobody."""
    snapshot = loads.snapshot
    ended = _ended(snapshot).get(child)
    imported = snapshot_holding(snapshot).get(child)
    if imported is not None:
        worker = snapshot.workers[imported]
        if worker.has_left(snapshot.as_at):
            ended = max(ended or date.min, worker.last_day or date.min)
        elif loads.policy.is_allocated_to(snapshot.children[child], worker):
            moved = next((move for move in loads.plan.moves if move.child == child), None)
            if moved is not None:
                ended = moved.effective or snapshot.as_at
    return ended


@lru_cache(maxsize=2)
def snapshot_holding(snapshot: Snapshot) -> dict[ChildId, WorkerId]:
    """Under whose name each child stood when it was imported."""
    return {child: spell.worker for child, spell in snapshot.holding_spells().items()}


@lru_cache(maxsize=2)
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
    found = [_wait(loads, calendar, child, reason) for child, reason in loads.unallocated.items()]
    return tuple(sorted(found, key=_panic_order))


def _panic_order(wait: Wait) -> tuple[int, bool, int, str]:
    days = wait.working_days if wait.working_days is not None else NOBODY_KNOWS
    return (STATE_ORDER[wait.state], not wait.must_never_wait, -days, wait.child)


NOBODY_KNOWS = 10**6  # a wait of unknown length ranks with the longest


def _wait(loads: Caseloads, calendar: WorkingDays, child_id: ChildId, reason: Reason) -> Wait:
    snapshot, policy = loads.snapshot, loads.policy
    child, as_at = snapshot.children[child_id], snapshot.as_at
    facts = facts_of(child, as_at)
    ended = last_worker_ended(loads, child_id)
    never = policy.must_never_wait(child)
    referred = facts.events.get(EventKind.REFERRAL)
    clocks: list[tuple[date, EventKind | Gap]] = [
        (facts.events[kind], kind)
        for kind in (EventKind.REFERRAL, EventKind.ARRIVED_IN_TEAM)
        if kind in facts.events
    ]
    if ended is not None:
        clocks.append((ended, Gap.LAST_ALLOCATION_ENDED))
    spell = loads.spells.get(child_id)
    if not clocks and spell is not None and spell.start is not None and spell.start <= as_at:
        clocks.append((spell.start, EventKind.ARRIVED_IN_TEAM))  # when it came into the tray
    if not clocks:
        return Wait(
            child=child_id,
            reason=reason,
            state=State.CANNOT_TELL,
            must_never_wait=never,
            escalation=Escalation.NOW if never else Escalation.CANNOT_TELL,
        )
    since, event = max(clocks, key=lambda pair: pair[0])
    due = since if never else calendar.add(since, policy.allocate_within)
    passed = (as_at - since).days
    reached = [rung for rung in policy.rungs if rung.days <= passed]
    ahead = [rung for rung in policy.rungs if rung.days > passed]
    escalation: str = reached[-1].code if reached else Escalation.NONE
    following = ahead[0] if ahead and not never else None
    return Wait(
        child=child_id,
        reason=reason,
        state=state_on(as_at, since, due),
        must_never_wait=never,
        referred=referred,
        last_worker_ended=ended,
        since=since,
        since_event=event,
        working_days=calendar.between(since, as_at),
        working_days_since_referral=(
            None if referred is None else calendar.between(referred, as_at)
        ),
        due=due,
        escalation=Escalation.NOW if never else escalation,
        next_rung="" if following is None else following.code,
        next_rung_on=(
            None if following is None else date.fromordinal(since.toordinal() + following.days)
        ),
    )

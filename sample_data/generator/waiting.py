"""The truth about children who wait: who has no case holder, why, since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sample_data.generator import days
from sample_data.generator.records import Child, Holder

MUST_NEVER_WAIT = frozenset({"registered", "looked_after", "privately_fostered"})
"""Never to be unallocated (Cumberland, Walsall; Wales Safeguarding Procedures s4)."""

WEEKLY_REVIEW_AFTER = 7
SENIOR_MANAGER_AFTER = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """An unallocated child's wait, as the review shows it."""

    child: Child
    reason: str
    since: date | None
    due: date | None
    working_days: int | None
    state: str
    escalation: str


def latest(dates: Iterable[date | None]) -> date | None:
    """The latest of those that are known."""
    return max((day for day in dates if day is not None), default=None)


def why_unallocated(child: Child, as_at: date) -> str | None:
    """The reason why nobody holds this child; None if somebody does, or nobody can tell."""
    if child.holder is Holder.UNREADABLE:
        return None
    if child.holder is not Holder.PERSON or child.worker is None:
        return {Holder.DUTY: "duty", Holder.TEAM: "team"}.get(child.holder, "no_worker")
    if child.worker.is_manager:
        return "manager"
    if child.worker.has_left(as_at):
        return "leaver"
    if child.worker.is_adviser and child.statuses != {"care_leaver"}:
        return "personal_adviser"
    return None


def last_worker_ended(child: Child, as_at: date) -> date | None:
    """When the child last had a case holder: a worker's end, and a leaver's last day."""
    ends = [None if child.previous_is_duty else child.previous_ended]
    if why_unallocated(child, as_at) == "leaver" and child.worker is not None:
        ends.append(child.worker.leaves)
    return latest(ends)


def wait_of(child: Child, as_at: date) -> Wait | None:
    """The child's wait, None for a child who is held or of whom nobody can tell."""
    reason = why_unallocated(child, as_at)
    if reason is None:
        return None
    never = bool(child.statuses & MUST_NEVER_WAIT)
    since = latest(
        [
            child.known("referral", as_at),
            child.known("arrived_in_team", as_at),
            last_worker_ended(child, as_at),
        ]
    )
    if since is None and reason in {"duty", "team", "manager"}:
        since = child.allocated
    if since is None:
        return Wait(
            child=child,
            reason=reason,
            since=None,
            due=None,
            working_days=None,
            state=days.CANNOT_TELL,
            escalation="senior_manager_now" if never else "cannot_tell",
        )
    due = since if never else days.working_days_after(since, 1)
    alone_since = latest([child.known("referral", as_at), last_worker_ended(child, as_at)])
    return Wait(
        child=child,
        reason=reason,
        since=since,
        due=due,
        working_days=days.count(as_at) - days.count(since),
        state=days.state_on(as_at, since, due),
        escalation=_escalation((as_at - (alone_since or since)).days, never=never),
    )


def _escalation(calendar_days: int, *, never: bool) -> str:
    if never:
        return "senior_manager_now"
    if calendar_days >= SENIOR_MANAGER_AFTER:
        return "senior_manager"
    return "weekly_review" if calendar_days >= WEEKLY_REVIEW_AFTER else "none"

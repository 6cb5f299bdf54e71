"""The truth about children who wait: who has no case holder, why, since when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.generator import days
from sample_data.generator.records import VISIT_KINDS, Child, Holder

MUST_NEVER_WAIT = frozenset({"registered", "looked_after", "privately_fostered"})
"""Never to be unallocated (Cumberland, Walsall; Wales Safeguarding Procedures s4)."""

RUNGS = ((7, "weekly_review"), (14, "senior_manager"))
"""After how many calendar days who must be told (Cumberland)."""
REVIEWED_EVERY = timedelta(days=7)
SEEN_EVERY = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """An unallocated child's wait, as the review shows it.

    ``alone_since`` is where the ladder counts from: the last worker's end, else the referral; to
    come to another team begins no new wait. ``are_reviews_recorded`` is whether the import has a
    column for them; else none was held.
    """

    child: Child
    reason: str
    as_at: date
    since: date | None
    alone_since: date | None
    are_reviews_recorded: bool

    @property
    def must_never_be(self) -> bool:
        """Whether a child like this is never to wait."""
        return bool(self.child.statuses & MUST_NEVER_WAIT)

    @property
    def due(self) -> date | None:
        """By when somebody is to have the child: an aim of the council's own."""
        if self.since is None or self.must_never_be:
            return self.since
        return days.working_days_after(self.since, 1)

    @property
    def working_days(self) -> int | None:
        """How long it has been."""
        return self._working_days_since(self.since)

    @property
    def referred(self) -> date | None:
        """The other clock: when the child was referred."""
        return None if self.since is None else self.child.known("referral", self.as_at)

    @property
    def working_days_since_referral(self) -> int | None:
        """How long that has been."""
        return self._working_days_since(self.referred)

    @property
    def state(self) -> str:
        """Late, due soon, in time, or that nobody can tell."""
        if self.since is None or self.due is None:
            return days.CANNOT_TELL
        return days.state_on(self.as_at, self.since, self.due)

    @property
    def escalation(self) -> str:
        """Who must be told by now."""
        if self.must_never_be:
            return "senior_manager_now"
        if self.alone_since is None:
            return "cannot_tell"
        passed = (self.as_at - self.alone_since).days
        return max(((after, who) for after, who in RUNGS if after <= passed), default=(0, "none"))[
            1
        ]

    @property
    def next_rung(self) -> tuple[str, date] | None:
        """Who must be told next, and when."""
        if self.must_never_be or self.alone_since is None:
            return None
        ahead = [(self.alone_since + timedelta(days=after), who) for after, who in RUNGS]
        return min(((who, day) for day, who in ahead if day > self.as_at), default=None, key=_day)

    @property
    def reviewed(self) -> date | None:
        """The last management review of this wait."""
        day = self.child.known("oversight", self.as_at)
        is_of_wait = day is not None and (self.alone_since is None or day >= self.alone_since)
        return day if is_of_wait else None

    @property
    def review_due(self) -> date | None:
        """When the next one is due."""
        last = self.reviewed or (self.alone_since if self._is_review_told else None)
        return None if last is None else last + REVIEWED_EVERY

    @property
    def missed_reviews(self) -> int | None:
        """How many weeks have passed without one; before the last one nobody can tell."""
        if self.alone_since is None or not self._is_review_told:
            return None
        since = (self.as_at - (self.reviewed or self.alone_since)).days
        return max(0, since - 1) // REVIEWED_EVERY.days

    @property
    def seen_due(self) -> date | None:
        """When the child is next to be seen."""
        seen = latest(self.child.known(kind, self.as_at) for kind in VISIT_KINDS)
        is_unborn = self.child.born is not None and self.child.born > self.as_at
        is_told = any(self.child.is_recorded(kind, self.as_at) for kind in VISIT_KINDS)
        last = seen or (self.alone_since if is_told and not is_unborn else None)
        return None if last is None else last + SEEN_EVERY

    @property
    def _is_review_told(self) -> bool:
        is_told = self.child.is_recorded("oversight", self.as_at)
        return is_told or not self.are_reviews_recorded

    def _working_days_since(self, day: date | None) -> int | None:
        return None if day is None else days.count(self.as_at) - days.count(day)


def _day(rung: tuple[str, date]) -> date:
    return rung[1]


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


def wait_of(child: Child, as_at: date, recorded: Collection[str] = frozenset()) -> Wait | None:
    """The child's wait, None for a child who is held or of whom nobody can tell."""
    reason = why_unallocated(child, as_at)
    if reason is None:
        return None
    referred, ended = child.known("referral", as_at), last_worker_ended(child, as_at)
    since = latest([referred, child.known("arrived_in_team", as_at), ended])
    if since is None and reason in {"duty", "team", "manager"}:
        since = child.allocated
    alone_since = latest([referred, ended]) or since
    return Wait(
        child=child,
        reason=reason,
        as_at=as_at,
        since=since,
        alone_since=alone_since,
        are_reviews_recorded="oversight" in recorded,
    )

"""Which of a child's dates a rule may use: what is impossible is taken out and kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from allocation_app.domain.people import Child, EventKind, Gap, Status
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.working_days import add_months

PRE_BIRTH = timedelta(days=280)
BEFORE_BIRTH_TOO = frozenset(
    {
        EventKind.REFERRAL,
        EventKind.REFERRAL_DECISION,
        EventKind.ARRIVED_IN_TEAM,
        EventKind.ASSESSMENT_START,
        EventKind.ASSESSMENT_END,
        EventKind.STRATEGY_DISCUSSION,
        EventKind.INITIAL_CONFERENCE,
        EventKind.REGISTERED,
        EventKind.REVIEW_CONFERENCE,
        EventKind.CORE_GROUP,
        EventKind.REFERRAL_ACKNOWLEDGED,
        EventKind.SECTION_47_DECISION,
        EventKind.SECTION_47_START,
        EventKind.PLAN_CIRCULATED,
        EventKind.PLAN,
        EventKind.PLAN_REVIEW,
        EventKind.PLAN_ENDED,
        EventKind.OUTCOME_REVIEW,
        EventKind.FILE_AUDITED,
        EventKind.SUPERVISION,
        EventKind.OVERSIGHT,
        EventKind.INTRODUCTION,
        EventKind.COURT_HEARING,
    }
)
"""What happens for an unborn child too: assessment, conference, plan, and work on the file."""
MAY_LIE_AHEAD = frozenset({EventKind.COURT_HEARING, EventKind.PLAN_ENDED})
"""What a list gives the next date of, or the day that it is to come."""
STARTS = {EventKind.ASSESSMENT_END: EventKind.ASSESSMENT_START}
"""What can't have ended before it began; the end counts as not known then."""
ADULT = 18
CATEGORY_1_AGE, COUNTED_FROM_AGE, WEEKS_OF_CARE = 16, 14, 13
"""13 weeks looked after since the age of 14 (WSI 2015/1818 reg 47), reached at 16 or later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A child's dates as rules may use them, on the day that is looked at.

    ``unknown`` names the kinds of which nobody can say whether they happened: no source had a
    readable cell, or its date is impossible. ``told`` is what the import says of anybody: a fact
    that it never gives is unknown of every child alike. ``contradictory`` are the statuses of the
    child that can't be so together, or not at its age.
    """

    child: Child
    as_at: date
    events: Mapping[EventKind, date]
    unknown: frozenset[EventKind]
    impossible: Mapping[EventKind, date]
    told: frozenset[EventKind | Gap] = frozenset()
    contradictory: frozenset[Status] = frozenset()

    def when(self, what: EventKind | Gap) -> date | None:
        """The day of an event, or of birth; where it is not on record, what follows from others."""
        if isinstance(what, Gap):
            return self.child.born if what is Gap.DATE_OF_BIRTH else None
        day = self.events.get(what)
        if day is None and what is EventKind.CATEGORY_1_START:
            return category_1_start(self)
        return day

    @property
    def is_unborn(self) -> bool:
        """Whether the child is not born yet: nobody can be visited or seen."""
        born = self.child.born
        return born is not None and born > self.as_at

    def has(self, kind: EventKind) -> bool | None:
        """Whether it has happened, None where nobody can say."""
        if kind in self.events:
            return True
        return None if kind in self.unknown else False


def facts_of(child: Child, as_at: date, told: frozenset[EventKind | Gap] = frozenset()) -> Facts:
    """Sort a child's dates into usable ones and impossible ones (in the future, before birth)."""
    events, impossible = child.events, NOTHING
    if not _are_plainly_possible(child, as_at):
        impossible = {
            kind: day for kind, day in events.items() if not is_possible(child, kind, day, as_at)
        }
        events = {kind: day for kind, day in events.items() if kind not in impossible}
    return Facts(
        child=child,
        as_at=as_at,
        events=events,
        unknown=(_ALL_KINDS - child.recorded - events.keys()) | impossible.keys(),
        impossible=impossible,
        told=told,
        contradictory=contradictory_statuses(child, as_at),
    )


@lru_cache(maxsize=IMPORTS_KEPT)
def told_of_any(snapshot: Snapshot) -> frozenset[EventKind | Gap]:
    """What the import records of at least one child: kinds of events, and other facts."""
    children = snapshot.children.values()
    kinds: frozenset[EventKind] = frozenset().union(*{child.recorded for child in children})
    others: frozenset[Gap] = frozenset().union(*{child.told for child in children})
    return kinds | others


def are_births_told(snapshot: Snapshot) -> bool:
    """Whether the import has a column for dates of birth, or any such date."""
    return Gap.DATE_OF_BIRTH in told_of_any(snapshot) or any(
        child.born is not None for child in snapshot.children.values()
    )


def contradictory_statuses(child: Child, as_at: date) -> frozenset[Status]:
    """Statuses that can't be: looked after, registered or privately fostered from 18 on.

    A privately fostered child is not looked after either; then both are in doubt.
    """
    doubtful = child.statuses & OF_CHILDHOOD
    if not doubtful:
        return doubtful
    age = child.age(as_at)
    if (age is not None and age >= ADULT) or doubtful >= EXCLUDING:
        return doubtful
    return frozenset()


def category_1_start(facts: Facts) -> date | None:
    """When a child became a category 1 young person, as far as this time in care tells.

    The later of the 16th birthday and the day on which 13 weeks in care since the 14th are
    complete; an earlier time in care, which no list shows, could make it sooner.
    """
    born, start = facts.child.born, facts.events.get(EventKind.LOOKED_AFTER_START)
    if born is None or start is None:
        return None
    counted = max(start, add_months(born, 12 * COUNTED_FROM_AGE))
    return max(add_months(born, 12 * CATEGORY_1_AGE), counted + timedelta(weeks=WEEKS_OF_CARE))


def _are_plainly_possible(child: Child, as_at: date) -> bool:
    """Whether a look at the first and the last date shows that none can be impossible."""
    events = child.events
    if not events:
        return True
    days = events.values()
    born = child.born
    if max(days) > as_at or (born is not None and min(days) < born):
        return False
    return all(
        events[start] <= events[end]
        for end, start in STARTS.items()
        if end in events and start in events
    )


def is_possible(child: Child, kind: EventKind, day: date, as_at: date) -> bool:
    """Whether it can have happened on this day: not after the date of the import, nor before birth.

    A court hearing may be listed for a day to come, and a plan may end on one. What is done for an
    unborn child may lie up to 280 days before birth.
    """
    if day > as_at and kind not in MAY_LIE_AHEAD:
        return False
    start = child.events.get(STARTS[kind]) if kind in STARTS else None
    if start is not None and day < start:
        return False
    born = child.born
    if born is None or day >= born:
        return True
    return kind in BEFORE_BIRTH_TOO and day >= born - PRE_BIRTH


NOTHING: Mapping[EventKind, date] = {}
_ALL_KINDS = frozenset(EventKind)
OF_CHILDHOOD = frozenset({Status.REGISTERED, Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED})
EXCLUDING = frozenset({Status.LOOKED_AFTER, Status.PRIVATELY_FOSTERED})

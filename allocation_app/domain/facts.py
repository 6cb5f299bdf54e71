"""Which of a child's dates a rule may use: what is impossible is taken out and kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from allocation_app.domain.people import Child, EventKind

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
    }
)
"""What happens for an unborn child too: pre-birth assessment, conference and registration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A child's dates as rules may use them, on the day that is looked at.

    ``unknown`` names the kinds of which nobody can say whether they happened: no source had a
    readable cell, or its date is impossible.
    """

    child: Child
    as_at: date
    events: Mapping[EventKind, date]
    unknown: frozenset[EventKind]
    impossible: Mapping[EventKind, date]

    @property
    def is_unborn(self) -> bool:
        """Whether the child is not born yet: nobody can be visited or seen."""
        born = self.child.date_of_birth
        return born is not None and born > self.as_at

    def has(self, kind: EventKind) -> bool | None:
        """Whether it has happened, None where nobody can say."""
        if kind in self.events:
            return True
        return None if kind in self.unknown else False


def facts_of(child: Child, as_at: date) -> Facts:
    """Sort a child's dates into usable ones and impossible ones (in the future, before birth)."""
    impossible = {
        kind: day for kind, day in child.events.items() if not is_possible(child, kind, day, as_at)
    }
    events = child.events
    if impossible:
        events = {kind: day for kind, day in events.items() if kind not in impossible}
    return Facts(
        child=child,
        as_at=as_at,
        events=events,
        unknown=(_ALL_KINDS - child.recorded - events.keys()) | impossible.keys(),
        impossible=impossible,
    )


def is_possible(child: Child, kind: EventKind, day: date, as_at: date) -> bool:
    """Whether it can have happened on this day: not after the date of the import, nor before birth.

    What is done for an unborn child may lie up to 280 days before birth.
    """
    if day > as_at:
        return False
    born = child.date_of_birth
    if born is None or day >= born:
        return True
    return kind in BEFORE_BIRTH_TOO and day >= born - PRE_BIRTH


_ALL_KINDS = frozenset(EventKind)

"""What else must be so, beside the status, for a rule to apply: one function a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from allocation_app.domain.facts import Facts
from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.working_days import MONTHS_IN_YEAR, add_months

Answer = bool | EventKind | Gap
"""Whether a condition holds or, where nobody can tell, what would have to be known for it."""


class Condition(StrEnum):
    """What a rule may ask for."""

    PLACEMENT_IN_FIRST_YEAR = "placement_in_first_year"
    PLACEMENT_AFTER_FIRST_YEAR = "placement_after_first_year"
    PLACEMENT_LONG_TERM = "placement_long_term"
    PLACEMENT_NOT_LONG_TERM = "placement_not_long_term"
    REVIEW_CONFERENCE_HELD = "review_conference_held"
    FIRST_REVIEW_IS_LATEST = "first_review_is_latest"
    LATER_REVIEW_HELD = "later_review_held"
    CONFERENCE_NEEDED = "conference_needed"


def in_first_year(facts: Facts) -> Answer:
    """The present placement began less than twelve months ago."""
    start = facts.events.get(EventKind.PLACEMENT_START)
    if start is None:
        return EventKind.PLACEMENT_START
    return facts.as_at < add_months(start, MONTHS_IN_YEAR)


def is_long_term(facts: Facts) -> Answer:
    """The placement is meant to last until the child is 18."""
    known = facts.child.is_placement_long_term
    return Gap.PLACEMENT_LONG_TERM if known is None else known


def review_conference_held(facts: Facts) -> Answer:
    """A review conference has been held."""
    held = facts.has(EventKind.REVIEW_CONFERENCE)
    return EventKind.REVIEW_CONFERENCE if held is None else held


def first_review_is_latest(facts: Facts) -> Answer:
    """The first looked-after review has been held, and none after it."""
    held = facts.has(EventKind.LOOKED_AFTER_REVIEW)
    if held is None:
        return EventKind.LOOKED_AFTER_REVIEW
    first = facts.events.get(EventKind.FIRST_LOOKED_AFTER_REVIEW)
    if not held:
        return first is not None
    if first is None:
        return EventKind.FIRST_LOOKED_AFTER_REVIEW
    return facts.events[EventKind.LOOKED_AFTER_REVIEW] <= first


def later_review_held(facts: Facts) -> Answer:
    """A looked-after review has been held after the first one."""
    if facts.has(EventKind.LOOKED_AFTER_REVIEW) is False:
        return False
    return _opposite(first_review_is_latest(facts))


def conference_needed(facts: Facts) -> Answer:
    """A strategy discussion is on record, and its enquiry led to a conference."""
    if EventKind.STRATEGY_DISCUSSION not in facts.child.events:
        return False
    needed = facts.child.is_conference_needed
    return Gap.CONFERENCE_NEEDED if needed is None else needed


def _opposite(answer: Answer) -> Answer:
    return not answer if isinstance(answer, bool) else answer


CONDITIONS: Mapping[Condition, Callable[[Facts], Answer]] = {
    Condition.PLACEMENT_IN_FIRST_YEAR: in_first_year,
    Condition.PLACEMENT_AFTER_FIRST_YEAR: lambda facts: _opposite(in_first_year(facts)),
    Condition.PLACEMENT_LONG_TERM: is_long_term,
    Condition.PLACEMENT_NOT_LONG_TERM: lambda facts: _opposite(is_long_term(facts)),
    Condition.REVIEW_CONFERENCE_HELD: review_conference_held,
    Condition.FIRST_REVIEW_IS_LATEST: first_review_is_latest,
    Condition.LATER_REVIEW_HELD: later_review_held,
    Condition.CONFERENCE_NEEDED: conference_needed,
}

"""What else must be so, beside the status, for a rule to apply: one function a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from allocation_app.domain.facts import CATEGORY_1_AGE, Facts
from allocation_app.domain.people import EventKind, Gap, LegalStatus, Placement, Status
from allocation_app.domain.working_days import MONTHS_IN_YEAR, add_months

Answer = bool | EventKind | Gap
"""Whether a condition holds or, where nobody can tell, what would have to be known for it."""


class Condition(StrEnum):
    """What a rule may ask for."""

    PLACEMENT_IN_FIRST_YEAR = "placement_in_first_year"
    PLACEMENT_AFTER_FIRST_YEAR = "placement_after_first_year"
    PLACEMENT_LONG_TERM = "placement_long_term"
    PLACEMENT_NOT_LONG_TERM = "placement_not_long_term"
    PLACEMENT_ORDINARY = "placement_ordinary"
    PLACEMENT_NOT_SHORT_BREAKS = "placement_not_short_breaks"
    PLACED_WITH_PARENT_UNASSESSED = "placed_with_parent_unassessed"
    PLACED_TEMPORARILY = "placed_temporarily"
    PLACED_WITH_PARENT_ON_CARE_ORDER = "placed_with_parent_on_care_order"
    VISITED_ON_CARE_ORDER = "visited_on_care_order"
    NOT_VISITED_ON_CARE_ORDER = "not_visited_on_care_order"
    CORE_GROUP_HELD = "core_group_held"
    REVIEW_CONFERENCE_HELD = "review_conference_held"
    NO_REVIEW_CONFERENCE_HELD = "no_review_conference_held"
    REGISTERED_BEFORE_BIRTH = "registered_before_birth"
    FIRST_LOOKED_AFTER_REVIEW_HELD = "first_looked_after_review_held"
    NO_LOOKED_AFTER_REVIEW_HELD = "no_looked_after_review_held"
    LOOKED_AFTER_REVIEW_HELD = "looked_after_review_held"
    FIRST_REVIEW_IS_LATEST = "first_review_is_latest"
    LATER_REVIEW_HELD = "later_review_held"
    CONFERENCE_NEEDED = "conference_needed"
    SECTION_47_DECIDED = "section_47_decided"
    CATEGORY_1 = "category_1"
    PATHWAY_PLAN_MADE = "pathway_plan_made"
    NOT_REGISTERED = "not_registered"
    NOT_LOOKED_AFTER = "not_looked_after"
    EMPLOYED_UP_TO_SIX_WEEKS = "employed_up_to_six_weeks"
    EMPLOYED_UP_TO_SIX_MONTHS = "employed_up_to_six_months"
    EMPLOYED_LONGER = "employed_longer"


OF_WORKERS = frozenset(
    {
        Condition.EMPLOYED_UP_TO_SIX_WEEKS,
        Condition.EMPLOYED_UP_TO_SIX_MONTHS,
        Condition.EMPLOYED_LONGER,
    }
)
"""The conditions of a worker, not of a child: see `supervision`."""

# ---- placements


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


def is_ordinary(facts: Facts) -> Answer:
    """The placement is none of those that are visited by a rhythm of their own.

    Where the import tells the placement of nobody, every one is taken as ordinary.
    """
    placement = facts.child.placement
    if placement is None:
        return Gap.PLACEMENT if Gap.PLACEMENT in facts.told else True
    if placement is not Placement.WITH_PARENT:
        return placement is Placement.OTHER
    return _under(facts, LegalStatus.OTHER)


def is_not_short_breaks(facts: Facts) -> Answer:
    """The child is not looked after in short breaks only, which a record has to state."""
    return facts.child.placement is not Placement.SHORT_BREAKS


def is_with_parent_unassessed(facts: Facts) -> Answer:
    """The child was placed with a parent before that parent was assessed."""
    return _placed(facts, Placement.PARENT_UNASSESSED)


def is_temporary(facts: Facts) -> Answer:
    """Placed with a connected person approved for a time, or on an interim order with a parent."""
    connected = _placed(facts, Placement.CONNECTED_TEMPORARY)
    if connected is not False or facts.child.placement is not Placement.WITH_PARENT:
        return connected
    return _under(facts, LegalStatus.INTERIM_CARE_ORDER)


def is_with_parent_on_care_order(facts: Facts) -> Answer:
    """The child is under a care order and lives with a parent."""
    placed = _placed(facts, Placement.WITH_PARENT)
    power = _under(facts, LegalStatus.CARE_ORDER)
    if False in (placed, power):
        return False
    return power if placed is True else placed


def _placed(facts: Facts, where: Placement) -> Answer:
    placement = facts.child.placement
    return Gap.PLACEMENT if placement is None else placement is where


def _under(facts: Facts, power: LegalStatus) -> Answer:
    known = facts.child.legal_status
    return Gap.LEGAL_STATUS if known is None else known is power


def visited_on_care_order(facts: Facts) -> Answer:
    """The child has been visited since the care order was made."""
    visited, made = facts.has(EventKind.VISIT), facts.events.get(EventKind.CARE_ORDER)
    if visited is None:
        return EventKind.VISIT
    if made is None:
        return EventKind.CARE_ORDER
    return visited and facts.events[EventKind.VISIT] >= made


# ---- the child protection register


def _registration(facts: Facts) -> date | None:
    """When the present registration began: an event before it belongs to a former one."""
    return facts.events.get(EventKind.INITIAL_CONFERENCE) or facts.events.get(EventKind.REGISTERED)


def review_conference_held(facts: Facts) -> Answer:
    """A review conference has been held since the present registration."""
    return _held_since(facts, EventKind.REVIEW_CONFERENCE, _registration(facts))


def core_group_held(facts: Facts) -> Answer:
    """A core group has been held since the present registration."""
    return _held_since(facts, EventKind.CORE_GROUP, _registration(facts))


def _held_since(facts: Facts, kind: EventKind, start: date | None) -> Answer:
    held = facts.has(kind)
    if held is None:
        return kind
    return held and (start is None or facts.events[kind] >= start)


def registered_before_birth(facts: Facts) -> Answer:
    """The child is born, and was registered before."""
    born = facts.child.born
    if born is None:
        return Gap.DATE_OF_BIRTH
    start = _registration(facts)
    if start is None:
        return EventKind.INITIAL_CONFERENCE
    return start < born <= facts.as_at


# ---- reviews of looked-after children


def looked_after_review_held(facts: Facts) -> Answer:
    """Any looked-after review has been held in this time in care."""
    answers = [_review_held(facts, kind) for kind in _REVIEWS]
    if True in answers:
        return True
    return next((answer for answer in answers if answer is not False), False)


def first_review_held(facts: Facts) -> Answer:
    """The first looked-after review has been held in this time in care."""
    return _review_held(facts, EventKind.FIRST_LOOKED_AFTER_REVIEW)


def _review_held(facts: Facts, kind: EventKind) -> Answer:
    return _held_since(facts, kind, facts.events.get(EventKind.LOOKED_AFTER_START))


_REVIEWS = (EventKind.LOOKED_AFTER_REVIEW, EventKind.FIRST_LOOKED_AFTER_REVIEW)


def first_review_is_latest(facts: Facts) -> Answer:
    """The first looked-after review has been held, and none after it."""
    held = _review_held(facts, EventKind.LOOKED_AFTER_REVIEW)
    if not isinstance(held, bool):
        return held
    first = _review_held(facts, EventKind.FIRST_LOOKED_AFTER_REVIEW)
    if not held:
        return first is True
    if first is not True:
        return EventKind.FIRST_LOOKED_AFTER_REVIEW
    last = facts.events[EventKind.LOOKED_AFTER_REVIEW]
    return last <= facts.events[EventKind.FIRST_LOOKED_AFTER_REVIEW]


def later_review_held(facts: Facts) -> Answer:
    """A looked-after review has been held after the first one."""
    if _review_held(facts, EventKind.LOOKED_AFTER_REVIEW) is False:
        return False
    return _opposite(first_review_is_latest(facts))


# ---- enquiries, pathway plans, statuses


def conference_needed(facts: Facts) -> Answer:
    """A strategy discussion is on record, and its enquiry led to a conference."""
    if EventKind.STRATEGY_DISCUSSION not in facts.child.events:
        return False
    needed = facts.child.is_conference_needed
    return Gap.CONFERENCE_NEEDED if needed is None else needed


def section_47_decided(facts: Facts) -> Answer:
    """It has been decided that the child may be suffering significant harm."""
    return EventKind.SECTION_47_DECISION in facts.child.events


def is_category_1(facts: Facts) -> Answer:
    """Aged 16 or 17 and in care for 13 weeks since 14, as far as this time in care tells."""
    age = facts.child.age(facts.as_at)
    if age is None:
        return Gap.DATE_OF_BIRTH
    if age < CATEGORY_1_AGE:
        return False
    start = facts.when(EventKind.CATEGORY_1_START)
    return EventKind.LOOKED_AFTER_START if start is None else start <= facts.as_at


def pathway_plan_made(facts: Facts) -> Answer:
    """There is a pathway plan, or a review of one."""
    answers = [facts.has(kind) for kind in _PATHWAY]
    if True in answers:
        return True
    return EventKind.PATHWAY_PLAN if answers[0] is None else False


_PATHWAY = (EventKind.PATHWAY_PLAN, EventKind.PATHWAY_PLAN_REVIEW)


def _has_not(status: Status) -> Callable[[Facts], Answer]:
    return lambda facts: status not in facts.child.statuses


def _opposite(answer: Answer) -> Answer:
    return not answer if isinstance(answer, bool) else answer


def _not(condition: Callable[[Facts], Answer]) -> Callable[[Facts], Answer]:
    return lambda facts: _opposite(condition(facts))


CONDITIONS: Mapping[Condition, Callable[[Facts], Answer]] = {
    Condition.PLACEMENT_IN_FIRST_YEAR: in_first_year,
    Condition.PLACEMENT_AFTER_FIRST_YEAR: _not(in_first_year),
    Condition.PLACEMENT_LONG_TERM: is_long_term,
    Condition.PLACEMENT_NOT_LONG_TERM: _not(is_long_term),
    Condition.PLACEMENT_ORDINARY: is_ordinary,
    Condition.PLACEMENT_NOT_SHORT_BREAKS: is_not_short_breaks,
    Condition.PLACED_WITH_PARENT_UNASSESSED: is_with_parent_unassessed,
    Condition.PLACED_TEMPORARILY: is_temporary,
    Condition.PLACED_WITH_PARENT_ON_CARE_ORDER: is_with_parent_on_care_order,
    Condition.VISITED_ON_CARE_ORDER: visited_on_care_order,
    Condition.NOT_VISITED_ON_CARE_ORDER: _not(visited_on_care_order),
    Condition.CORE_GROUP_HELD: core_group_held,
    Condition.REVIEW_CONFERENCE_HELD: review_conference_held,
    Condition.NO_REVIEW_CONFERENCE_HELD: _not(review_conference_held),
    Condition.REGISTERED_BEFORE_BIRTH: registered_before_birth,
    Condition.FIRST_LOOKED_AFTER_REVIEW_HELD: first_review_held,
    Condition.NO_LOOKED_AFTER_REVIEW_HELD: _not(looked_after_review_held),
    Condition.LOOKED_AFTER_REVIEW_HELD: looked_after_review_held,
    Condition.FIRST_REVIEW_IS_LATEST: first_review_is_latest,
    Condition.LATER_REVIEW_HELD: later_review_held,
    Condition.CONFERENCE_NEEDED: conference_needed,
    Condition.SECTION_47_DECIDED: section_47_decided,
    Condition.CATEGORY_1: is_category_1,
    Condition.PATHWAY_PLAN_MADE: pathway_plan_made,
    Condition.NOT_REGISTERED: _has_not(Status.REGISTERED),
    Condition.NOT_LOOKED_AFTER: _has_not(Status.LOOKED_AFTER),
}

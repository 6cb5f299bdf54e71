"""Evaluates the rule set: one evaluator, rules are data.

A rule asks three things in turn (`domain/working-days` of the design): does it apply, when did its
clock start, has the duty been met. What is not known anywhere on that way makes it "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, Status
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.working_days import (
    Unit,
    WorkingDays,
    add_months,
    days_over,
    due_date,
)

DUE_SOON_DAYS = 14
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


class Condition(StrEnum):
    """What else must be so, beside the status, for a rule to apply."""

    PLACEMENT_IN_FIRST_YEAR = "placement_in_first_year"
    PLACEMENT_AFTER_FIRST_YEAR = "placement_after_first_year"
    PLACEMENT_LONG_TERM = "placement_long_term"
    PLACEMENT_NOT_LONG_TERM = "placement_not_long_term"
    REVIEW_CONFERENCE_HELD = "review_conference_held"
    FIRST_REVIEW_IS_LATEST = "first_review_is_latest"
    LATER_REVIEW_HELD = "later_review_held"
    CONFERENCE_NEEDED = "conference_needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One timescale, as data.

    A rule with ``met_by`` runs once, from the latest of ``triggers`` that is known. A rule with
    ``every`` repeats: it runs from the last such event, before the first one from ``triggers``.
    ``needs_holder`` rules are met by a named social worker, so they are asked per plan.
    Rules that share ``alternative`` exclude one another: one of them applies.
    ``earlier_is_other`` says that an event before the trigger belongs to something earlier (a visit
    in the last placement); otherwise such an event is a gap in the record.
    """

    id: str
    name: str
    statuses: frozenset[Status]
    limit: int
    unit: Unit
    source: str
    verified: str
    triggers: tuple[EventKind, ...] = ()
    every: EventKind | None = None
    met_by: tuple[EventKind, ...] = ()
    needs_holder: bool = False
    conditions: tuple[Condition, ...] = ()
    alternative: str = ""
    earlier_is_other: bool = False
    due_soon_days: int = DUE_SOON_DAYS
    link: str = ""
    note: str = ""
    is_on: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule whose clock can never start or never stop."""
        if (self.every is None) == (not self.met_by and not self.needs_holder):
            message = f"{self.id}: a rule is met by an event, or repeats, not both or neither"
            raise ValueError(message)
        if not self.triggers and self.every is None:
            message = f"{self.id}: no event starts the clock"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """The rules of one country with their version."""

    name: str
    version: str
    rules: tuple[Rule, ...] = field(hash=False)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with this id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def groups(self, statuses: frozenset[Status]) -> tuple[tuple[Rule, ...], ...]:
        """The rules that concern a child of these statuses, alternatives together."""
        unknown = Status.UNKNOWN in statuses
        groups: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.is_on and not rule.needs_holder and (unknown or rule.statuses & statuses):
                groups.setdefault(rule.alternative or rule.id, []).append(rule)
        return tuple(tuple(group) for group in groups.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A child's dates as rules may use them: impossible ones are taken out and kept apart."""

    child: Child
    as_at: date
    events: dict[EventKind, date]
    unknown: frozenset[EventKind]
    impossible: dict[EventKind, date]


def facts_of(child: Child, as_at: date) -> Facts:
    """Sort a child's dates into usable ones and impossible ones (in the future, before birth)."""
    impossible = {
        kind: day
        for kind, day in child.events.items()
        if day > as_at or _is_before_birth(child, kind, day)
    }
    events = {kind: day for kind, day in child.events.items() if kind not in impossible}
    return Facts(
        child=child,
        as_at=as_at,
        events=events,
        unknown=(_ALL_KINDS - child.recorded - events.keys()) | impossible.keys(),
        impossible=impossible,
    )


_ALL_KINDS = frozenset(EventKind)


def _is_before_birth(child: Child, kind: EventKind, day: date) -> bool:
    born = child.date_of_birth
    if born is None or day >= born:
        return False
    return kind not in BEFORE_BIRTH_TOO or day < born - PRE_BIRTH


@lru_cache(maxsize=4)
def timescale_findings(
    snapshot: Snapshot, rules: RuleSet, calendar: WorkingDays, *, in_time: bool = False
) -> tuple[Finding, ...]:
    """What every rule says of every child, as at the import; it depends on no plan.

    Duties that have been met are no findings. Answers "in time" are left out unless asked for.
    """
    found: list[Finding] = []
    groups_of: dict[frozenset[Status], tuple[tuple[Rule, ...], ...]] = {}
    for child in snapshot.children.values():
        groups = groups_of.get(child.statuses)
        if groups is None:
            groups = groups_of[child.statuses] = rules.groups(child.statuses)
        if groups:
            facts = facts_of(child, snapshot.as_at)
            found.extend(
                finding
                for finding in _child_findings(groups, facts, calendar)
                if in_time or finding.state is not State.IN_TIME
            )
    return tuple(found)


def _child_findings(
    groups: tuple[tuple[Rule, ...], ...], facts: Facts, calendar: WorkingDays
) -> Iterator[Finding]:
    for group in groups:
        finding = evaluate(group, facts, calendar)
        if finding is not None:
            yield finding


def evaluate(group: tuple[Rule, ...], facts: Facts, calendar: WorkingDays) -> Finding | None:
    """The answer of a rule, or of alternatives of which one applies; None where no duty is open.

    Where it is not known which alternative applies, an answer that all possible ones give still
    stands (six weeks or three months: after four months it is late either way); else nobody can
    tell.
    """
    missing: list[EventKind | Gap] = []
    possible: list[Rule] = []
    for rule in group:
        answer, lacks = _applies(rule, facts)
        if answer is True:
            return _answer(rule, facts, calendar)
        if answer is None:
            possible.append(rule)
            missing.extend(lack for lack in lacks if lack not in missing)
    if not possible:
        return None
    if Status.UNKNOWN in facts.child.statuses:
        if not any(_clock(rule, facts)[0] for rule in possible):
            return None  # nothing shows that a duty began; that the status is unknown is D13
        return _cannot_tell(possible[0], facts.child, missing)
    answers = [_answer(rule, facts, calendar) for rule in possible]
    if any(finding is None for finding in answers):
        # A duty that may not apply: met, there is nothing to say.
        return None if len(answers) == 1 else _cannot_tell(possible[0], facts.child, missing)
    known = [finding for finding in answers if finding is not None]
    agreed = {finding.state for finding in known}
    if len(known) == 1 or len(agreed) > 1 or State.CANNOT_TELL in agreed:
        return _cannot_tell(possible[0], facts.child, missing)
    return max(known, key=lambda finding: finding.due or date.min)


def _answer(rule: Rule, facts: Facts, calendar: WorkingDays) -> Finding | None:
    trigger, event, lacks = _clock(rule, facts)
    if trigger is None or lacks:
        return _cannot_tell(rule, facts.child, lacks)
    if rule.met_by:
        met = [facts.events[kind] for kind in rule.met_by if kind in facts.events]
        if any(day >= trigger for day in met):
            return None
        if met and not rule.earlier_is_other:
            return _cannot_tell(
                rule, facts.child, [kind for kind in rule.met_by if kind in facts.events]
            )
        if not met and all(kind in facts.unknown for kind in rule.met_by):
            return _cannot_tell(rule, facts.child, list(rule.met_by[:1]))
    return dated(rule, facts.child, trigger, event, facts.as_at, calendar)


def dated(  # noqa: PLR0913 - what a due date is made of
    rule: Rule,
    child: Child,
    trigger: date,
    event: EventKind | Gap | None,
    as_at: date,
    calendar: WorkingDays,
) -> Finding:
    """The answer of a rule whose clock started on this date and whose duty is not met."""
    due = due_date(trigger, rule.limit, rule.unit, calendar)
    return Finding(
        rule=rule.id,
        delay="D12",
        state=state_on(as_at, trigger, due, rule.due_soon_days),
        child=child.id,
        trigger=trigger,
        trigger_event=event,
        due=due,
        over=days_over(due, as_at, rule.unit, calendar),
        unit=Unit.WORKING_DAYS if rule.unit is Unit.WORKING_DAYS else Unit.DAYS,
    )


def state_on(as_at: date, trigger: date, due: date, window: int = DUE_SOON_DAYS) -> State:
    """Late from the day after due; due soon within the window, at most half the time given."""
    if as_at > due:
        return State.LATE
    window = min(window, (due - trigger).days // 2)
    return State.DUE_SOON if (due - as_at).days <= window else State.IN_TIME


def _clock(rule: Rule, facts: Facts) -> tuple[date | None, EventKind | None, list[EventKind | Gap]]:
    """When the clock started, by which event, and what would have to be known for it."""
    kinds = rule.triggers
    if rule.every is not None:
        if rule.every in facts.unknown:
            return None, None, [rule.every]
        kinds = (rule.every, *kinds)
    impossible = [kind for kind in kinds if kind in facts.impossible]
    if impossible:
        return None, None, list(impossible)
    known = [(facts.events[kind], kind) for kind in kinds if kind in facts.events]
    if not known:
        return None, None, list(kinds[-1:] if rule.every is None else rule.triggers or kinds)
    trigger, event = max(known, key=lambda pair: pair[0])
    return trigger, event, []


def _cannot_tell(rule: Rule, child: Child, missing: list[EventKind | Gap]) -> Finding:
    return Finding(
        rule=rule.id,
        delay="D12",
        state=State.CANNOT_TELL,
        child=child.id,
        missing=tuple(missing),
    )


def _applies(rule: Rule, facts: Facts) -> tuple[bool | None, list[EventKind | Gap]]:
    """Whether a rule applies, None where that can't be known, and what would be needed."""
    lacks: list[EventKind | Gap] = []
    for condition in rule.conditions:
        holds, lack = _holds(condition, facts)
        if holds is False:
            return False, []
        if holds is None:
            lacks.append(lack)
    if not rule.statuses & facts.child.statuses:
        lacks.insert(0, Gap.STATUS)  # only an unknown status brings a rule here
    return (None, lacks) if lacks else (True, [])


def _holds(condition: Condition, facts: Facts) -> tuple[bool | None, EventKind | Gap]:
    child, events = facts.child, facts.events
    match condition:
        case Condition.PLACEMENT_IN_FIRST_YEAR | Condition.PLACEMENT_AFTER_FIRST_YEAR:
            start = events.get(EventKind.PLACEMENT_START)
            if start is None:
                return None, EventKind.PLACEMENT_START
            in_first_year = facts.as_at < add_months(start, 12)
            wanted = condition is Condition.PLACEMENT_IN_FIRST_YEAR
            return in_first_year is wanted, EventKind.PLACEMENT_START
        case Condition.PLACEMENT_LONG_TERM:
            return child.is_placement_long_term, Gap.PLACEMENT_LONG_TERM
        case Condition.PLACEMENT_NOT_LONG_TERM:
            known = child.is_placement_long_term
            return (None if known is None else not known), Gap.PLACEMENT_LONG_TERM
        case Condition.CONFERENCE_NEEDED:
            if EventKind.STRATEGY_DISCUSSION not in child.events:
                return False, EventKind.STRATEGY_DISCUSSION  # no enquiry is on record
            return child.is_conference_needed, Gap.CONFERENCE_NEEDED
        case Condition.REVIEW_CONFERENCE_HELD:
            return _has(EventKind.REVIEW_CONFERENCE, facts), EventKind.REVIEW_CONFERENCE
        case Condition.FIRST_REVIEW_IS_LATEST | Condition.LATER_REVIEW_HELD:
            if not _has(EventKind.LOOKED_AFTER_REVIEW, facts):
                return _has(EventKind.LOOKED_AFTER_REVIEW, facts), EventKind.LOOKED_AFTER_REVIEW
            first = events.get(EventKind.FIRST_LOOKED_AFTER_REVIEW)
            if first is None:
                return None, EventKind.FIRST_LOOKED_AFTER_REVIEW
            is_latest = events[EventKind.LOOKED_AFTER_REVIEW] <= first
            wanted = condition is Condition.FIRST_REVIEW_IS_LATEST
            return is_latest is wanted, EventKind.FIRST_LOOKED_AFTER_REVIEW


def _has(kind: EventKind, facts: Facts) -> bool | None:
    if kind in facts.events:
        return True
    return None if kind in facts.unknown else False

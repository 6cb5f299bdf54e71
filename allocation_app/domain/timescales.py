"""Evaluates the rule set: one evaluator, rules are data.

A rule asks three things in turn (`domain/working-days` of the design): does it apply, when did its
clock start, has the duty been met. What is not known anywhere on that way makes it "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from allocation_app.domain.conditions import CONDITIONS, Condition
from allocation_app.domain.facts import BEFORE_BIRTH_TOO, Facts, facts_of
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import EventKind, Gap, Status
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.working_days import Unit, WorkingDays, days_over, due_date

DUE_SOON_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One timescale, as data.

    A rule with ``met_by`` runs once, from the latest of ``triggers`` that is known. A rule with
    ``every`` repeats: it runs from the last such event, before the first one from ``triggers``.
    ``needs_holder`` rules are met by a named social worker, so they are asked per plan.
    Rules that share ``alternative`` exclude one another: one of them applies.
    ``earlier_is_other`` says that an event before the trigger belongs to something earlier (a visit
    in the last placement); otherwise such an event is a gap in the record. A rule with
    ``where_recorded`` is asked only where the import records such events of anybody; else it is
    said once that the rule can't be checked. ``text`` is the rule in plain words.
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
    text: str = ""
    where_recorded: tuple[EventKind, ...] = ()
    is_on: bool = True

    def __post_init__(self) -> None:
        """Refuse a rule whose clock can never start or never stop."""
        if (self.every is None) == (not self.met_by and not self.needs_holder):
            message = f"{self.id}: a rule is met by an event, or repeats, not both or neither"
            raise ValueError(message)
        if not self.triggers and self.every is None:
            message = f"{self.id}: no event starts the clock"
            raise ValueError(message)

    @property
    def clocks(self) -> tuple[EventKind, ...]:
        """The events that can start the clock; the latest of them does."""
        return self.triggers if self.every is None else (self.every, *self.triggers)


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


class Clock(NamedTuple):
    """When the time given by a rule began to run, and by what."""

    day: date
    event: EventKind | Gap


@lru_cache(maxsize=IMPORTS_KEPT)
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
    """The answer of a rule, or of alternatives of which one applies; None where no duty is open."""
    possible: list[Rule] = []
    missing: list[EventKind | Gap] = []
    for rule in group:
        lacks = _lacks(rule, facts)
        if lacks is None:
            continue
        if not lacks:
            return _answer(rule, facts, calendar)
        possible.append(rule)
        missing.extend(lack for lack in lacks if lack not in missing)
    return _undecided(possible, missing, facts, calendar) if possible else None


def _lacks(rule: Rule, facts: Facts) -> list[EventKind | Gap] | None:
    """What would have to be known for the rule to apply: nothing if it does, None if it doesn't."""
    lacks: list[EventKind | Gap] = []
    if not rule.statuses & facts.child.statuses:
        lacks.append(Gap.STATUS)  # only an unknown status brings a rule here
    for condition in rule.conditions:
        answer = CONDITIONS[condition](facts)
        if answer is False:
            return None
        if answer is not True:
            lacks.append(answer)
    return lacks


def _undecided(
    possible: Sequence[Rule],
    missing: Sequence[EventKind | Gap],
    facts: Facts,
    calendar: WorkingDays,
) -> Finding | None:
    """What can be said where nobody knows which of these rules applies, or whether one does.

    An answer that all possible alternatives give still stands (six weeks or three months: after
    four months it is late either way); a duty that has been met needs no rule; else nobody can
    tell. Where the status is unknown, only a clock that has begun shows that there may be a duty.
    """
    untold = _cannot_tell(possible[0], facts, missing)
    if Gap.STATUS in missing:
        has_begun = any(kind in facts.events for rule in possible for kind in rule.clocks)
        return untold if has_begun else None
    answers = [_answer(rule, facts, calendar) for rule in possible]
    states = {None if answer is None else answer.state for answer in answers}
    if states == {None}:
        return None
    if len(answers) == 1 or len(states) > 1 or State.CANNOT_TELL in states:
        return untold
    return max(answers, key=lambda answer: (answer and answer.due) or date.min)


def _answer(rule: Rule, facts: Facts, calendar: WorkingDays) -> Finding | None:
    """What a rule that applies says; None where its duty has been met, or begins at birth."""
    begins_at_birth = rule.every is not None and rule.every not in BEFORE_BIRTH_TOO
    if begins_at_birth and facts.is_unborn:
        return None
    clock, lacks = _clock(rule, facts)
    if clock is None:
        return _cannot_tell(rule, facts, lacks)
    born = facts.child.date_of_birth
    if begins_at_birth and born is not None and born > clock.day:
        clock = Clock(born, Gap.DATE_OF_BIRTH)
    if rule.met_by:
        met = [kind for kind in rule.met_by if kind in facts.events]
        if any(facts.events[kind] >= clock.day for kind in met):
            return None
        if met and not rule.earlier_is_other:
            return _cannot_tell(rule, facts, met)
        if not met and facts.unknown.issuperset(rule.met_by):
            return _cannot_tell(rule, facts, rule.met_by[:1])
    return dated(rule, facts, clock, calendar)


def _clock(rule: Rule, facts: Facts) -> tuple[Clock | None, Sequence[EventKind]]:
    """When the clock started; where nobody can tell, what would have to be known for it.

    A rule that runs once can't do without any of its triggers. One that repeats runs from the last
    known event, which is its own as a rule; only its own must be on record.
    """
    if rule.every is None:
        lacks = [kind for kind in rule.triggers if kind in facts.impossible]
    else:
        lacks = [rule.every] if rule.every in facts.unknown else []
    if lacks:
        return None, lacks
    known = [Clock(facts.events[kind], kind) for kind in rule.clocks if kind in facts.events]
    if not known:
        return None, rule.triggers or rule.clocks
    return latest(known), ()


def latest(clocks: Sequence[Clock]) -> Clock:
    """The clock that started last; of several on one day the first named."""
    return max(clocks, key=lambda clock: clock.day)


def dated(rule: Rule, facts: Facts, clock: Clock, calendar: WorkingDays) -> Finding:
    """The answer of a rule whose clock has started and whose duty is not met."""
    due = due_date(clock.day, rule.limit, rule.unit, calendar)
    return Finding(
        rule=rule.id,
        delay="D12",
        state=state_on(facts.as_at, clock.day, due, rule.due_soon_days),
        child=facts.child.id,
        trigger=clock.day,
        trigger_event=clock.event,
        due=due,
        over=days_over(due, facts.as_at, rule.unit, calendar),
        unit=Unit.WORKING_DAYS if rule.unit is Unit.WORKING_DAYS else Unit.DAYS,
        limit=rule.limit,
        limit_unit=rule.unit,
    )


def state_on(as_at: date, trigger: date, due: date, window: int = DUE_SOON_DAYS) -> State:
    """Late from the day after due; due soon within the window, at most half the time given."""
    if as_at > due:
        return State.LATE
    window = min(window, (due - trigger).days // 2)
    return State.DUE_SOON if (due - as_at).days <= window else State.IN_TIME


def _cannot_tell(rule: Rule, facts: Facts, missing: Sequence[EventKind | Gap]) -> Finding:
    return Finding(
        rule=rule.id,
        delay="D12",
        state=State.CANNOT_TELL,
        child=facts.child.id,
        missing=tuple(missing),
    )

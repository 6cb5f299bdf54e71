"""Evaluates the rule set: one evaluator, rules are data.

A rule asks three things in turn: does it apply, when did its clock start, has the duty been met.
What is not known anywhere on that way makes it "cannot tell".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from allocation_app.domain.conditions import CONDITIONS
from allocation_app.domain.facts import Facts, facts_of, told_of_any
from allocation_app.domain.findings import Finding, State
from allocation_app.domain.people import Child, EventKind, Gap, Status, Worker
from allocation_app.domain.rules import DUE_SOON_DAYS, AskedOf, Rule, RuleSet
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot, children_of
from allocation_app.domain.working_days import Unit, WorkingDays, days_over, due_date

Group = tuple[Rule, ...]
"""A rule, or rules of which one applies."""


class Clock(NamedTuple):
    """When the time given by a rule began to run, and by what."""

    day: date
    event: EventKind | Gap


def timescale_findings(
    snapshot: Snapshot, rules: RuleSet, calendar: WorkingDays, *, in_time: bool = False
) -> tuple[Finding, ...]:
    """What every rule says of every child, as at the import; it depends on no plan and no worker.

    Duties that have been met are no findings. Answers "in time" are left out unless asked for.
    """
    return _findings(children_of(snapshot), rules, calendar, in_time=in_time)


@lru_cache(maxsize=IMPORTS_KEPT)
def _findings(
    snapshot: Snapshot, rules: RuleSet, calendar: WorkingDays, *, in_time: bool
) -> tuple[Finding, ...]:
    found: list[Finding] = []
    told = told_of_any(snapshot)
    asked = rules.asked_of(AskedOf.CHILDREN, told)
    groups_of: dict[frozenset[Status], tuple[Group, ...]] = {}
    for child in snapshot.children.values():
        groups = groups_of.get(child.statuses)
        if groups is None:
            groups = groups_of[child.statuses] = concerning(child.statuses, asked)
        if groups:
            facts = facts_of(child, snapshot.as_at, told)
            found.extend(
                finding
                for finding in _child_findings(groups, facts, calendar)
                if in_time or finding.state is not State.IN_TIME
            )
    return tuple(found)


def concerning(statuses: frozenset[Status], asked: Sequence[Group]) -> tuple[Group, ...]:
    """The rules that can concern a child of these statuses."""
    if Status.UNKNOWN in statuses:
        return tuple(asked)
    concerning = (
        tuple(rule for rule in group if not rule.statuses.isdisjoint(statuses)) for group in asked
    )
    return tuple(group for group in concerning if group)


def _child_findings(
    groups: tuple[Group, ...], facts: Facts, calendar: WorkingDays
) -> Iterator[Finding]:
    for group in groups:
        finding = evaluate(group, facts, calendar)
        if finding is not None:
            yield finding


def evaluate(
    group: Group, facts: Facts, calendar: WorkingDays, began: Sequence[Clock] = ()
) -> Finding | None:
    """The answer of a rule, or of alternatives of which one applies; None where no duty is open.

    ``began`` are clocks beside those that the rule names: since when a child has been waiting.
    """
    possible: list[Rule] = []
    missing: list[EventKind | Gap] = []
    for rule in group:
        lacks = _lacks(rule, facts)
        if lacks is None:
            continue
        if not lacks:
            return _answer(rule, facts, calendar, began)
        possible.append(rule)
        missing.extend(lack for lack in lacks if lack not in missing)
    return _undecided(possible, missing, facts, calendar, began) if possible else None


def _lacks(rule: Rule, facts: Facts) -> list[EventKind | Gap] | None:
    """What would have to be known for the rule to apply: nothing if it does, None if it doesn't."""
    lacks: list[EventKind | Gap] = []
    concerned = rule.statuses & facts.child.statuses
    if not concerned:
        lacks.append(Gap.STATUS)  # only an unknown status brings a rule here
    elif facts.contradictory and concerned <= facts.contradictory:
        lacks.append(Gap.CONTRADICTORY_STATUS)
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
    began: Sequence[Clock],
) -> Finding | None:
    """What can be said where nobody knows which of these rules applies, or whether one does.

    An answer that all possible alternatives give still stands (six weeks or three months: after
    four months it is late either way); a duty that has been met needs no rule; else nobody can
    tell. Where the status is unknown, only a clock that has begun shows that there may be a duty.
    """
    untold = cannot_tell(possible[0], facts, missing)
    if Gap.STATUS in missing:
        has_begun = any(kind in facts.events for rule in possible for kind in rule.clocks)
        return untold if has_begun else None
    answers = [_answer(rule, facts, calendar, began) for rule in possible]
    states = {None if answer is None else answer.state for answer in answers}
    if states == {None}:
        return None
    is_doubtful = Gap.CONTRADICTORY_STATUS in missing or State.CANNOT_TELL in states
    if is_doubtful or len(answers) == 1 or len(states) > 1:
        return untold
    return max(answers, key=lambda answer: (answer and answer.due) or date.min)


def _answer(
    rule: Rule, facts: Facts, calendar: WorkingDays, began: Sequence[Clock]
) -> Finding | None:
    """What a rule that applies says; None where its duty has been met, or begins at birth."""
    met = [kind for kind in rule.met_by if kind in facts.events]
    is_met_anyway = met and rule.earlier_counts  # whenever the duty began
    if is_met_anyway or (facts.is_unborn and rule.begins_at_birth):
        return None
    clock, lacks = _clock(rule, facts, began)
    if clock is None:
        return cannot_tell(rule, facts, lacks)
    if rule.every:
        born = facts.child.born
        if born is not None and born > clock.day and rule.begins_at_birth:
            clock = Clock(born, Gap.DATE_OF_BIRTH)
    elif rule.met_by:
        if any(facts.events[kind] >= clock.day for kind in met):
            return None
        if met and not rule.earlier_is_other:
            return cannot_tell(rule, facts, met)
        if not met and facts.unknown.issuperset(rule.met_by):
            return cannot_tell(rule, facts, rule.met_by[:1])
    return dated(rule, facts.child, facts.as_at, clock, calendar)


def _clock(
    rule: Rule, facts: Facts, began: Sequence[Clock]
) -> tuple[Clock | None, Sequence[EventKind | Gap]]:
    """When the clock started; where nobody can tell, what would have to be known for it.

    A rule that is met once can't do without any of its triggers. One that repeats runs from the
    last known event, which is its own as a rule; only its own must be on record.
    """
    if rule.every and facts.unknown.issuperset(rule.every):
        return None, rule.every[:1]
    if rule.met_by and not facts.impossible.keys().isdisjoint(rule.triggers):
        return None, [kind for kind in rule.triggers if kind in facts.impossible]
    known = _latest_of(rule.every, facts, None)
    if known is None or not rule.earlier_counts:
        known = _latest_of(rule.triggers, facts, known)
        if began:
            known = latest((*(() if known is None else (known,)), *began))
    if known is None:
        return None, rule.triggers or rule.every or (Gap.LAST_ALLOCATION_ENDED,)
    return known, ()


def _latest_of(kinds: Sequence[EventKind | Gap], facts: Facts, known: Clock | None) -> Clock | None:
    """The clock that started last, by these events or by what is known; on one day the earlier."""
    for kind in kinds:
        day = facts.when(kind)
        if day is not None and (known is None or day > known.day):
            known = Clock(day, kind)
    return known


def latest(clocks: Sequence[Clock]) -> Clock:
    """The clock that started last; of several on one day the first named."""
    return max(clocks, key=lambda clock: clock.day)


def dated(
    rule: Rule, about: Child | Worker, as_at: date, clock: Clock, calendar: WorkingDays
) -> Finding:
    """The answer of a rule whose clock has started and whose duty is not met."""
    due = due_date(clock.day, rule.limit, rule.unit, calendar)
    state = state_on(as_at, clock.day, due, rule.due_soon_days)
    if isinstance(about, Child) and _tells_birth(about, clock):
        return Finding(rule=rule.id, delay="D12", state=state, child=about.id, is_undated=True)
    return Finding(
        rule=rule.id,
        delay="D12",
        state=state,
        child=about.id if isinstance(about, Child) else None,
        worker=about.id if isinstance(about, Worker) else None,
        trigger=clock.day,
        trigger_event=clock.event,
        due=due,
        over=days_over(due, as_at, rule.unit, calendar),
        unit=Unit.WORKING_DAYS if rule.unit is Unit.WORKING_DAYS else Unit.DAYS,
        limit=rule.limit,
        limit_unit=rule.unit,
    )


def _tells_birth(child: Child, clock: Clock) -> bool:
    """Whether a date of birth that is withheld could be counted back from this clock."""
    if child.withheld_birth is None:
        return False
    return (
        clock.event is Gap.DATE_OF_BIRTH
        or clock.day == child.withheld_birth
        or (clock.event is EventKind.CATEGORY_1_START and clock.event not in child.events)
    )


def state_on(as_at: date, trigger: date, due: date, window: int = DUE_SOON_DAYS) -> State:
    """Late from the day after due; due soon within the window, at most half the time given."""
    if as_at > due:
        return State.LATE
    window = min(window, (due - trigger).days // 2)
    return State.DUE_SOON if (due - as_at).days <= window else State.IN_TIME


def cannot_tell(rule: Rule, facts: Facts, missing: Sequence[EventKind | Gap]) -> Finding:
    """The answer of a rule that misses what it needs."""
    return Finding(
        rule=rule.id,
        delay="D12",
        state=State.CANNOT_TELL,
        child=facts.child.id,
        missing=tuple(missing),
    )

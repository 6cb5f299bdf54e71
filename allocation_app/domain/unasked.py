"""What is not checked because the import says it of nobody: told once, not child by child."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allocation_app.domain.caseloads import Caseloads
from allocation_app.domain.delays.others import others
from allocation_app.domain.facts import are_births_told, told_of_any
from allocation_app.domain.people import EventKind, Gap
from allocation_app.domain.rules import AskedOf, RuleSet
from allocation_app.domain.supervision import told_of_workers


@dataclass(frozen=True, slots=True, kw_only=True)
class NotChecked:
    """A rule, or a delay by its code, that nobody was asked, and what no source records."""

    rule: str
    missing: tuple[EventKind | Gap, ...]


def not_checked(loads: Caseloads, rules: RuleSet) -> tuple[NotChecked, ...]:
    """The delays, then the rules that are on, for which the import lacks a column.

    A manager's review that only the plan records counts as recorded.
    """
    found = dict(_delays(loads))
    told = told_of_any(loads.snapshot)
    if loads.plan.oversight:
        told |= {EventKind.OVERSIGHT}
    of_workers = told_of_workers(loads.snapshot)
    for rule in rules.rules:
        known = of_workers if rule.asked_of is AskedOf.WORKERS else told
        missing = tuple(what for what in rule.where_recorded if what not in known)
        if missing and rule.is_on:
            found[rule.id] = missing
    return tuple(NotChecked(rule=rule, missing=missing) for rule, missing in found.items())


def _delays(loads: Caseloads) -> Iterator[tuple[str, tuple[EventKind | Gap, ...]]]:
    told, known = told_of_any(loads.snapshot), others(loads.snapshot)
    counts = (child.workers_in_year for child in loads.snapshot.children.values())
    if not known.are_changes_known and all(count is None for count in counts):
        yield "D7", (Gap.WORKERS_IN_YEAR,)
    if Gap.VISITOR not in told:
        yield "D8", (Gap.VISITOR,)
    if not known.are_advisers_known:
        yield "D10", (Gap.ADVISER,)
    record: list[EventKind | Gap] = []
    if not are_births_told(loads.snapshot):
        record.append(Gap.DATE_OF_BIRTH)
    if EventKind.SUPERVISION not in told:
        record.append(EventKind.SUPERVISION)
    if record:
        yield "D13", tuple(record)
    if not known.past:
        yield "D14", (Gap.PREVIOUS_WORKER,)
    elif EventKind.INTRODUCTION not in told:
        yield "D14", (EventKind.INTRODUCTION,)
    if not loads.policy.remits:
        yield "D15", (Gap.TEAM_REMIT,)

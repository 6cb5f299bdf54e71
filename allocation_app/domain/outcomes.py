"""Plans and what they are to achieve: when each was last looked at, and when that is due again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from allocation_app.domain.facts import facts_of, told_of_any
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import ChildId, EventKind
from allocation_app.domain.rules import RuleSet
from allocation_app.domain.snapshot import IMPORTS_KEPT, Snapshot
from allocation_app.domain.timescales import timescale_findings
from allocation_app.domain.working_days import WorkingDays

ABOUT = frozenset({EventKind.PLAN, EventKind.PLAN_REVIEW, EventKind.OUTCOME_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One child's plan: when it was made, its last review, and the last review of its outcomes.

    ``plan_review`` and ``outcome_review`` are what the rules say of the next one, None where no
    such rule is on, or none concerns the child. A date that is not known is None.
    """

    child: ChildId
    plan: date | None
    plan_reviewed: date | None
    outcome_reviewed: date | None
    plan_review: Finding | None
    outcome_review: Finding | None


@lru_cache(maxsize=IMPORTS_KEPT)
def outcomes(snapshot: Snapshot, rules: RuleSet, calendar: WorkingDays) -> tuple[Outcome, ...]:
    """Every child of whom the sources have such a date, or a rule asks for one; in their order.

    Nothing where the import tells of no plan, no plan review and no outcome review of anybody.
    """
    told = told_of_any(snapshot)
    if ABOUT.isdisjoint(told):
        return ()
    answers = timescale_findings(snapshot, rules, calendar, in_time=True)
    plans = _asking(EventKind.PLAN_REVIEW, rules, answers)
    reviews = _asking(EventKind.OUTCOME_REVIEW, rules, answers)
    found: list[Outcome] = []
    for child in snapshot.children.values():
        known = facts_of(child, snapshot.as_at, told).events
        about = Outcome(
            child=child.id,
            plan=known.get(EventKind.PLAN),
            plan_reviewed=known.get(EventKind.PLAN_REVIEW),
            outcome_reviewed=known.get(EventKind.OUTCOME_REVIEW),
            plan_review=plans.get(child.id),
            outcome_review=reviews.get(child.id),
        )
        if not ABOUT.isdisjoint(known) or about.plan_review or about.outcome_review:
            found.append(about)
    return tuple(found)


def _asking(
    kind: EventKind, rules: RuleSet, answers: Iterable[Finding]
) -> Mapping[ChildId, Finding]:
    """What is said of each child by the rules that ask for such an event again and again."""
    asking = {rule.id for rule in rules.rules if kind in rule.every}
    return {
        finding.child: finding
        for finding in answers
        if finding.rule in asking and finding.child is not None
    }

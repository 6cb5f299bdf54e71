"""A child's plan and what it is to achieve: when each was last looked at, and when it is due."""

from __future__ import annotations

from datetime import date

from allocation_app.domain.findings import Finding, State
from allocation_app.domain.outcomes import Outcome, outcomes
from allocation_app.domain.people import ChildId, EventKind
from allocation_app.domain.review import Review
from allocation_app.wording import terms
from allocation_app.wording.findings import due_phrase
from allocation_app.wording.translate import tr


def plan_lines(review: Review, child: ChildId) -> tuple[tuple[str, str], ...]:
    """What is known of plan and outcomes, heading and words a line; nothing where nothing is."""
    known = outcomes(review.snapshot, review.rules, review.calendar)
    own = next((each for each in known if each.child == child), None)
    return () if own is None else _lines(own, review)


def _lines(own: Outcome, review: Review) -> tuple[tuple[str, str], ...]:
    return (
        (tr("Plan of"), terms.day(own.plan) if own.plan else tr("no date on record")),
        (tr("Plan last reviewed"), _reviewed(own.plan_reviewed)),
        (tr("Next plan review"), _next(own.plan_review, EventKind.PLAN_REVIEW, review)),
        (tr("Outcomes last reviewed"), _reviewed(own.outcome_reviewed)),
        (
            tr("Next review of outcomes"),
            _next(own.outcome_review, EventKind.OUTCOME_REVIEW, review),
        ),
    )


def _reviewed(day: date | None) -> str:
    return tr("no review on record") if day is None else terms.day(day)


def _next(finding: Finding | None, kind: EventKind, review: Review) -> str:
    """When the next one is due; or why no day is given."""
    if finding is None:
        asking = [rule for rule in review.rules.rules if kind in rule.every]
        if not asking:
            return tr("no rule of this set asks for it")
        if any(rule.is_on for rule in asking):
            return tr("no rule asks for it of this child")
        return tr("not asked: {rule} is off, usual practice without a source", rule=asking[0].id)
    if finding.state is State.CANNOT_TELL:
        return tr(
            "cannot tell ({why})", why="; ".join(terms.missing(what) for what in finding.missing)
        )
    return due_phrase(finding, review)

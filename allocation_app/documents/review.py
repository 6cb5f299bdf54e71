"""A review as JSON: who waits, what is late and what will be, who carries how much."""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.documents.closing import closing_document
from allocation_app.documents.files import problem_document
from allocation_app.documents.sets import policy_named
from allocation_app.documents.values import Document, iso
from allocation_app.documents.workers import sustained_document, worker_documents
from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.findings import Finding
from allocation_app.domain.forecast import WEEKS_AHEAD, Coming, forecast
from allocation_app.domain.outcomes import Outcome, outcomes
from allocation_app.domain.people import ChildId
from allocation_app.domain.review import Review
from allocation_app.domain.sustained import Sustained
from allocation_app.domain.waiting import Wait
from allocation_app.errors import Problem
from allocation_app.wording import findings as sentences
from allocation_app.wording import forecast as coming_sentences
from allocation_app.wording.explanations import clears, rule_text
from allocation_app.wording.unchecked import not_checked


def review_document(
    review: Review,
    problems: Iterable[Problem],
    *,
    weeks: int = WEEKS_AHEAD,
    overloads: Iterable[Sustained] = (),
) -> Document:
    """Who waits, what is late, what will be in so many weeks, who carries how much.

    ``overloads`` are what earlier imports tell of overload that lasts.
    """
    loads, snapshot = review.caseloads, review.snapshot
    ahead = forecast(loads.plan, review.policy, review.rules, review.calendar, weeks)
    return {
        "as_at": snapshot.as_at.isoformat(),
        "rules": review.rules.name,
        "rules_version": review.rules.version,
        "local": list(review.rules.names[1:]),
        "policy": {
            **policy_named(review.policy),
            "unknown_workers": list(review.policy.strangers(snapshot.workers)),
        },
        "children": len(snapshot.children),
        "families": review.families,
        "unallocated": [_wait(wait, review) for wait in review.waits],
        "findings": [_finding(finding, review) for finding in review.findings],
        "not_checked": [
            {
                "rule": each.rule,
                "missing": list(each.missing),
                "message": not_checked(each, review),
            }
            for each in review.not_checked
        ],
        "coming": [_coming(each, review) for each in ahead],
        "workers": worker_documents(review),
        "closing": closing_document(review),
        "sustained": [sustained_document(each, review.policy) for each in overloads],
        "balance": {
            name: None if measure is None else round(measure, DECIMALS)
            for name, measure in review.balance.items()
        },
        "outcomes": [_outcome(each) for each in outcomes(snapshot, review.rules, review.calendar)],
        "problems": [problem_document(problem) for problem in problems],
    }


def _wait(wait: Wait, review: Review) -> Document:
    return {
        "child": wait.child,
        "family": review.snapshot.children[wait.child].family,
        "since": iso(wait.since),
        "working_days": wait.working_days,
        "reason": wait.reason,
        "state": wait.state,
        "escalation": wait.escalation,
        "since_referral": iso(wait.referred),
        "working_days_since_referral": wait.working_days_since_referral,
        "last_worker_ended": iso(wait.last_worker_ended),
        "due": iso(wait.due),
        "ladder": review.policy.ladder.code,
        "next_rung": wait.next_rung or None,
        "next_rung_on": iso(wait.next_rung_on),
        "must_never_wait": wait.must_never_wait,
        "last_reviewed": iso(wait.last_reviewed),
        "review_due": iso(wait.review_due),
        "missed_reviews": wait.missed_reviews,
        "seen_due": iso(wait.seen_due),
        "held_by": _holder(review, wait.child),
    }


def _finding(finding: Finding, review: Review) -> Document:
    source = sentences.source(finding, review)
    return {
        "rule": finding.rule,
        "delay": finding.delay,
        "child": finding.child,
        "worker": finding.worker or _holder(review, finding.child),
        "state": finding.state,
        "trigger": iso(finding.trigger),
        "due": iso(finding.due),
        "over": finding.over,
        "unit": finding.unit,
        "missing": list(finding.missing),
        "message": sentences.sentence(finding, review),
        "limit": finding.limit,
        "limit_unit": finding.limit_unit,
        "source": source.citation,
        "link": source.link,
        "standing": source.standing,
        "explanation": sentences.sum_lines(finding, review),
        "asks": rule_text(finding, review),
        "clears": clears(finding, review),
    }


def _coming(coming: Coming, review: Review) -> Document:
    return {
        "rule": coming.finding.rule,
        "delay": coming.finding.delay,
        "child": coming.finding.child,
        "worker": coming.holder,
        "due": iso(coming.finding.due),
        "breaches_on": iso(coming.breaches_on),
        "week": coming.week,
        "act_by": iso(coming.act_by),
        "why": coming.why,
        "message": coming_sentences.sentence(coming, review),
    }


def _outcome(outcome: Outcome) -> Document:
    plan, review = outcome.plan_review, outcome.outcome_review
    return {
        "child": outcome.child,
        "plan": iso(outcome.plan),
        "plan_reviewed": iso(outcome.plan_reviewed),
        "plan_review_due": None if plan is None else iso(plan.due),
        "plan_review_state": None if plan is None else plan.state,
        "last_reviewed": iso(outcome.outcome_reviewed),
        "due": None if review is None else iso(review.due),
        "state": None if review is None else review.state,
    }


def _holder(review: Review, child: ChildId | None) -> str | None:
    holder = None if child is None else review.caseloads.holder(child)
    return None if holder is None else holder.id

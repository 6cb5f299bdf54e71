"""A review as JSON: who waits, what is late and will be, who carries how much."""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.documents.files import problem_document
from allocation_app.documents.values import Document, iso
from allocation_app.domain.findings import Finding
from allocation_app.domain.people import Child, ChildId
from allocation_app.domain.policy import DECIMALS
from allocation_app.domain.review import Review
from allocation_app.domain.waiting import Wait
from allocation_app.errors import Problem
from allocation_app.wording import findings as sentences


def review_document(review: Review, problems: Iterable[Problem]) -> Document:
    """Who waits, what is late, who carries how much."""
    loads, snapshot = review.caseloads, review.snapshot
    return {
        "as_at": snapshot.as_at.isoformat(),
        "rules": review.rules.name,
        "policy": {"name": review.policy.name, "version": review.policy.version},
        "children": len(snapshot.children),
        "families": review.families,
        "unallocated": [_wait(wait, snapshot.children[wait.child]) for wait in review.waits],
        "findings": [_finding(finding, review) for finding in review.findings],
        "workers": [
            {
                "worker": worker.id,
                "name": worker.name,
                "team": worker.team,
                "role": worker.role,
                "fte": worker.fte,
                "children": len(load.children),
                "families": load.families,
                "points": load.points,
                "capacity": load.capacity,
                "utilisation": load.utilisation,
                "band": load.band,
            }
            for worker in loads.case_holders
            for load in [loads.loads[worker.id]]
        ],
        "balance": {
            name: None if measure is None else round(measure, DECIMALS)
            for name, measure in review.balance.items()
        },
        "problems": [problem_document(problem) for problem in problems],
    }


def _wait(wait: Wait, child: Child) -> Document:
    return {
        "child": wait.child,
        "family": child.family,
        "since": iso(wait.since),
        "working_days": wait.working_days,
        "reason": wait.reason,
        "state": wait.state,
        "escalation": wait.escalation,
    }


def _finding(finding: Finding, review: Review) -> Document:
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
    }


def _holder(review: Review, child: ChildId | None) -> str | None:
    holder = None if child is None else review.caseloads.holder(child)
    return None if holder is None else holder.id

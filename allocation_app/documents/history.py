"""What is kept over time as JSON: a figure for each import, what changed, the plans, the journal.

Figures and identifiers of workers; no child is in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from allocation_app.documents.sets import policy_named
from allocation_app.documents.values import Document
from allocation_app.documents.workers import sustained_document
from allocation_app.domain.churn import Churn
from allocation_app.domain.desk_changes import DeskState
from allocation_app.domain.effects import Measured
from allocation_app.domain.past import Past
from allocation_app.domain.trends import Figures, Point, Trend


def history_document(past: Past, found: Trend, desk: DeskState, by: Measured) -> Document:
    """The imports by the day that they tell of; of several of one day the last that was added.

    Those in whose place another one of their day counts are ``not_counted``.

    ``late`` counts children with something late; ``late_by_rule`` the times each rule was, None
    where no source records what it needs.
    """
    numbers = {snapshot.as_at: number for number, snapshot in past.in_order}
    return {
        "rules": by.rules.name,
        "rules_version": by.rules.version,
        "policy": policy_named(by.policy),
        "imports": [
            _import(point, numbers[point.as_at], past, found.rules) for point in found.points
        ],
        "not_counted": [
            {"import": number, "as_at": each.as_at.isoformat()}
            for number, each in past.imports.items()
            if number not in numbers.values()
        ],
        "gaps": [[first.isoformat(), last.isoformat()] for first, last in found.gaps],
        "sustained": [sustained_document(each, by.policy) for each in found.overloads(by.policy)],
        "plans": [
            {"name": each.name, "moves": len(each.moves), "is_present": each is desk.plan}
            for each in (desk.plan, *desk.kept)
        ],
        "journal": len(past.journal),
    }


def _import(point: Point, number: int, past: Past, rules: Iterable[str]) -> Document:
    of, sources = point.figures, past.imports[number].sources
    return {
        "import": number,
        "as_at": of.as_at.isoformat(),
        "fingerprint": of.source,
        "sources": [{"name": each.name, "sha256": each.sha256} for each in sources],
        "children": of.children,
        "families": of.families,
        "unallocated": of.unallocated,
        "unallocated_families": of.unallocated_families,
        "unreadable": of.unreadable,
        "longest_wait": of.longest_wait,
        "median_wait": of.median_wait,
        "waits_unknown": of.waits_unknown,
        "late": of.late_children,
        "late_by_rule": {rule: _late(of, rule) for rule in rules},
        "cannot_tell": sum(each.cannot_tell for each in of.answers.values()),
        **of.balance,
        "workers": len(of.workers),
        "changes": None if point.churn is None else _changes(point.churn),
    }


def _late(of: Figures, rule: str) -> int | None:
    answers = of.answer(rule)
    return None if answers is None else answers.late


def _changes(of: Churn) -> Document:
    """What changed since the import before; a gap is more than ten days."""
    return {
        "since": of.since.isoformat(),
        "is_gap": of.is_gap,
        "changed": len(of.changed),
        "rate": None if of.rate is None else round(of.rate, 6),
        "allocated": len(of.allocated),
        "unallocated": len(of.unallocated),
        "cannot_tell": len(of.cannot_tell),
        "children_new": len(of.new),
        "children_gone": len(of.gone),
        "workers_new": len(of.workers_new),
        "workers_gone": len(of.workers_gone),
    }

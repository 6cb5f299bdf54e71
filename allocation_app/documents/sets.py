"""What is judged by, as JSON: the council's figures, and the rules with their sources."""

from __future__ import annotations

import tomllib

from allocation_app.documents.values import Document
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import Rule, RuleSet
from allocation_app.settings.policy_text import text_of


def policy_named(policy: Policy) -> Document:
    """Which policy it is: two of one version that differ have different fingerprints."""
    return {
        "name": policy.name,
        "version": policy.version,
        "fingerprint": policy.fingerprint,
        "is_example": policy.is_example,
        "source": policy.source,
        "link": policy.link,
    }


def policy_document(policy: Policy) -> Document:
    """A policy with every figure, by the names that they have in its file."""
    return {**tomllib.loads(text_of(policy)), **policy_named(policy)}


def rules_document(rules: RuleSet) -> Document:
    """Every rule with what it asks, when, and where it comes from; and those that none decides."""
    return {
        "name": rules.name,
        "version": rules.version,
        "rules": [_rule(rule) for rule in rules.rules],
        "left_out": [
            {"id": each.id, "name": each.name, "why": each.why} for each in rules.left_out
        ],
    }


def _rule(rule: Rule) -> Document:
    return {
        "id": rule.id,
        "name": rule.name,
        "text": rule.text,
        "is_on": rule.is_on,
        "asked_of": rule.asked_of,
        "statuses": sorted(rule.statuses),
        "triggers": list(rule.triggers),
        "every": list(rule.every),
        "met_by": list(rule.met_by),
        "conditions": list(rule.conditions),
        "alternative": rule.alternative,
        "limit": rule.limit,
        "unit": rule.unit,
        "due_soon_days": rule.due_soon_days,
        "where_recorded": list(rule.where_recorded),
        "jurisdiction": rule.jurisdiction,
        "source": rule.source,
        "link": rule.link,
        "standing": rule.verified,
        "note": rule.note,
    }

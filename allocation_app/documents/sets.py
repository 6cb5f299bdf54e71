"""What is judged by, as JSON: the council's figures, and the rules with their sources."""

from __future__ import annotations

import tomllib

from allocation_app.documents.values import Document
from allocation_app.domain.policy import Policy
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

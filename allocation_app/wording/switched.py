"""Rules of which some stand otherwise than their file has them, as their version says."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from allocation_app.domain.rules import RuleSet
from allocation_app.wording.translate import trn


def switched(written: RuleSet, on: Collection[str], off: Collection[str]) -> RuleSet:
    """The rules with those of these ids on or off; how many that changes stands in the version."""
    rules = tuple(
        replace(rule, is_on=(rule.is_on or rule.id in on) and rule.id not in off)
        for rule in written.rules
    )
    pairs = zip(rules, written.rules, strict=True)
    n = len({rule.id for rule, was in pairs if rule.is_on is not was.is_on})
    if not n:
        return written
    version = trn(
        "{version}, {n} switched by hand",
        "{version}, {n} switched by hand",
        n,
        version=written.version,
    )
    return replace(written, rules=rules, version=version)

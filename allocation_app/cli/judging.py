"""By what the command line judges: the rules and the figures of the council that were asked for."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from allocation_app import settings
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.errors import AppError
from allocation_app.settings.ladders import ladder_named
from allocation_app.settings.policies import PRESETS, parsed_policy, presets


def rules_of(options: argparse.Namespace) -> RuleSet:
    """The rules in force; raises `AppError` where there are none such, or a file is broken."""
    rules = settings.rule_set(_named(options.rules, settings.RULE_SETS))
    for name in options.local:
        chosen = _named(name, settings.LOCAL)
        local = settings.local_rules(chosen)
        if isinstance(chosen, Path):
            _refuse_doubles(chosen, local, rules)
        rules = rules.with_local(local)
    return rules


def _refuse_doubles(file: Path, local: RuleSet, rules: RuleSet) -> None:
    """A council's own rule is never silently left aside for one of the same id."""
    known = {rule.id for rule in rules.rules}
    double = next((rule.id for rule in local.rules if rule.id in known), None)
    if double is not None:
        why = f"{double} stands in {rules.name} too; change it in a copy of that set, or rename it"
        raise AppError("rules_broken", file=file.name, why=why)


def _named(name: str, known: Collection[str]) -> str | Path:
    """A name of what ships, or a file; what is neither is refused as a name."""
    return Path(name) if name not in known and Path(name).suffix else name


def policy_of(options: argparse.Namespace) -> Policy:
    """The council's figures with the ladder that was asked for; raises `AppError` as `policy`."""
    named = options.policy in PRESETS
    policy = presets()[options.policy] if named else settings.policy(Path(options.policy))
    if options.ladder is None:
        return policy
    within = policy.ladder.allocate_within
    return replace(policy, ladder=replace(ladder_named(options.ladder), allocate_within=within))


def policy_kept(options: argparse.Namespace, text: str) -> Policy:
    """The figures that a workspace keeps as a text, where no others were asked for."""
    is_asked = options.policy != PRESETS[0] or options.ladder is not None
    return policy_of(options) if is_asked or not text else parsed_policy(text, "policy")

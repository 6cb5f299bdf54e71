"""By what the command line judges: the rules and the figures of the council that were asked for."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from allocation_app import settings
from allocation_app.domain.effects import Measured
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.errors import AppError
from allocation_app.settings.ladders import ladder_named
from allocation_app.settings.policies import PRESETS, parsed_policy, presets
from allocation_app.wording.switched import switched

if TYPE_CHECKING:  # it brings cryptography
    from allocation_app.workspace.kept_settings import KeptRules, KeptSettings


def rules_of(options: argparse.Namespace) -> RuleSet:
    """The rules in force; raises `AppError` where there are none such, or a file is broken."""
    rules = settings.rule_set(_named(options.rules or settings.RULE_SETS[0], settings.RULE_SETS))
    return _with_local(rules, options.local)


def _with_local(rules: RuleSet, names: Iterable[str]) -> RuleSet:
    for name in names:
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
    name = options.policy or PRESETS[0]
    policy = presets()[name] if name in PRESETS else settings.policy(Path(name))
    return _with_ladder(policy, options)


def _with_ladder(policy: Policy, options: argparse.Namespace) -> Policy:
    if options.ladder is None:
        return policy
    within = policy.ladder.allocate_within
    return replace(policy, ladder=replace(ladder_named(options.ladder), allocate_within=within))


def judged_as_kept(options: argparse.Namespace, kept: KeptSettings) -> Measured:
    """The rules and figures that a workspace keeps, others where they are asked for.

    Those that ship are in force where it keeps none.
    """
    is_asked = options.policy or not kept.policy
    policy = policy_of(options) if is_asked else policy_kept(options, kept.policy)
    known = None if options.rules else kept.rules
    rules = rules_of(options) if known is None else rules_kept(options, known)
    return Measured(policy=policy, rules=rules, calendar=settings.calendar())


def policy_kept(options: argparse.Namespace, text: str) -> Policy:
    """The figures that a workspace keeps as a text, with the ladder that was asked for."""
    return _with_ladder(parsed_policy(text, "policy"), options)


def rules_kept(options: argparse.Namespace, kept: KeptRules) -> RuleSet:
    """The rules that a workspace keeps, with the local ones beside them that were asked for."""
    written = settings.written_rules(kept.country, kept.local, kept.text)
    more = [name for name in options.local if name not in kept.local]
    return _with_local(switched(written, kept.on, kept.off), more)

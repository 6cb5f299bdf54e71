"""By what the command line judges: the rules and the figures of the council that were asked for."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from allocation_app import settings
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.settings.ladders import ladder_named
from allocation_app.settings.policies import PRESETS, presets


def rules_of(options: argparse.Namespace) -> RuleSet:
    """The rules in force; raises `AppError` where there are none such, or a file is broken."""
    country = settings.rule_set(_named(options.rules, settings.RULE_SETS))
    local = (settings.local_rules(_named(name, settings.LOCAL)) for name in options.local)
    return country.with_local(*local)


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

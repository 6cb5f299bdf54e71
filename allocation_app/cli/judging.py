"""By what the command line judges: the rules and the figures of the council that were asked for."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from allocation_app import settings
from allocation_app.domain.policy import Policy
from allocation_app.domain.rules import RuleSet
from allocation_app.settings.ladders import ladder_named
from allocation_app.settings.policies import PRESETS, presets


def rules_of(options: argparse.Namespace) -> RuleSet:
    """The rules in force; raises `AppError` where there are none such, or a file is broken."""
    return settings.rule_set(options.rules)


def policy_of(options: argparse.Namespace) -> Policy:
    """The council's figures with the ladder that was asked for; raises `AppError` as `policy`."""
    named = options.policy in PRESETS
    policy = presets()[options.policy] if named else settings.policy(Path(options.policy))
    if options.ladder is None:
        return policy
    within = policy.ladder.allocate_within
    return replace(policy, ladder=replace(ladder_named(options.ladder), allocate_within=within))

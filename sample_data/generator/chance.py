"""Chance, spoken plainly: seeded, so that the same seed tells the same story."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

Option = TypeVar("Option")


def happens(rng: Random, share: float) -> bool:
    """Whether something comes about that does in this share of cases."""
    return rng.random() < share


def pick(rng: Random, shares: Mapping[Option, float], otherwise: Option) -> Option:
    """One of these, each in its share of cases; what the shares leave is ``otherwise``."""
    chance = rng.random()
    for option, share in shares.items():
        chance -= share
        if chance < 0:
            return option
    return otherwise

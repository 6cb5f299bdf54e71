"""What speaks for or against a candidate, in points of share: examples, not published figures."""

from __future__ import annotations

from dataclasses import dataclass, fields
from math import isfinite

MOST = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What each reason is worth; 1 is one per cent of a worker's capacity, below 0 is against.

    Siblings have one worker unless that is not in a child's interest (Central Bedfordshire),
    changes of worker are few (Cumberland), a Welsh-speaking child is offered a Welsh-speaking
    worker (CIW), protection and court cases are not for somebody newly qualified alone (Wirral).
    ``new_case`` counts for each case that came within 7 days; ``case_mix`` for each case of
    the kind that somebody holds fewer than their share of everybody's. ``going`` stands in place of
    ``away_soon`` for who leaves, or goes away for long, soon.
    """

    knows_child: float = 20.0
    knows_sibling: float = 25.0
    knew_sibling: float = 10.0
    welsh: float = 15.0
    case_mix: float = 1.0
    other_team: float = -30.0
    newly_qualified: float = -40.0
    role_in_doubt: float = -40.0
    new_case: float = -2.0
    away_soon: float = -10.0
    going: float = -40.0

    def __post_init__(self) -> None:
        """Refuse what outweighs everything."""
        for name, worth in self.worths().items():
            if not isfinite(worth) or abs(worth) > MOST:
                raise ValueError(f"{name} is {MOST:.0f} points of share at most, not {worth}")

    def worths(self) -> dict[str, float]:
        """The points of each reason, by name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

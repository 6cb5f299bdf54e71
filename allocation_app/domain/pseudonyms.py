"""Stable codes in place of every name and identifier, for a plan that is shown to others.

The code of a child is the same in every export of one installation, and means nothing without the
key that stays there: HMAC-SHA-256 of the identifier (UK GDPR art. 4(5): pseudonymisation).
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256

from allocation_app.domain.people import ChildId, FamilyId, TeamId, WorkerId

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"
"""Neither vowels (no words come about) nor what is taken for something else."""
LENGTH = 9
KINDS = {"child": "C", "family": "F", "worker": "W", "team": "T"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes of one installation, made with its ``key`` (32 random bytes)."""

    key: bytes

    def child(self, child: ChildId) -> ChildId:
        """The code that stands for a child."""
        return ChildId(self._code("child", child))

    def family(self, family: FamilyId) -> FamilyId:
        """The code that stands for a family."""
        return FamilyId(self._code("family", family))

    def worker(self, worker: WorkerId) -> WorkerId:
        """The code that stands for a worker."""
        return WorkerId(self._code("worker", worker))

    def team(self, team: TeamId) -> TeamId:
        """The code that stands for a team."""
        return TeamId(self._code("team", team))

    def _code(self, kind: str, known: str) -> str:
        digest = hmac.new(self.key, f"{kind}:{known}".encode(), sha256).digest()
        number = int.from_bytes(digest[:8])
        letters = []
        for _ in range(LENGTH):
            number, at = divmod(number, len(LETTERS))
            letters.append(LETTERS[at])
        return KINDS[kind] + "".join(letters)

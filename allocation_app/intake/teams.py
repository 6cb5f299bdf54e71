"""The teams that the sources name; spellings that differ in case or spaces are one team."""

from __future__ import annotations

from dataclasses import dataclass, field

from allocation_app.domain.people import Team, TeamId
from allocation_app.intake.cells import words


@dataclass(slots=True)
class Teams:
    """Teams by id, which is the name as first met."""

    found: dict[TeamId, Team] = field(default_factory=dict)
    _by_key: dict[str, TeamId] = field(default_factory=dict)
    _by_text: dict[tuple[str, str], TeamId | None] = field(default_factory=dict)

    def id_of(self, name: str, service: str = "") -> TeamId | None:
        """The id of the team with this name, None for no name."""
        known = (name, service)
        if known not in self._by_text:
            self._by_text[known] = self._id_of(name, service) if name else None
        return self._by_text[known]

    def _id_of(self, name: str, service: str) -> TeamId:
        key = words(name) or name
        team = self._by_key.setdefault(key, TeamId(name))
        if team not in self.found or (service and not self.found[team].service):
            self.found[team] = Team(id=team, name=team, service=service)
        return team

    @property
    def keys(self) -> frozenset[str]:
        """What the name of each team is matched by."""
        return frozenset(self._by_key)

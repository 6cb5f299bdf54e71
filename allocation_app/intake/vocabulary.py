"""What teams' words for statuses, roles and nobody mean, from resources/aliases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from allocation_app.domain.people import Role, Status
from allocation_app.intake.alias_files import alias_file, strings_by_name, word_lists
from allocation_app.intake.cells import is_not_known, squash, without_code, words
from allocation_app.intake.mapping import NO_MAPPING, Holding, Mapping
from allocation_app.intake.names import name_key
from allocation_app.intake.nobodies import is_said_of_nobody

_JOINS = re.compile(
    r"\s*(?:[+&/,;|\n()]|\band\b|\bwith\b|\bplus\b|\ba\b(?=\s)|\b(?:ac|gyda)\b)\s*", re.IGNORECASE
)
_DASH = re.compile(r"\s+[-–—]\s+")
_TEAM = re.compile(r"(^t[iî]m\b|\bt[iî]m$|\bteam$|\binbox$|\btray$|\bblwch derbyn$)", re.IGNORECASE)
_DUTY = re.compile(r"\b(duty|dd?yletswydd)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReading:
    """What a status cell says: the statuses, whether the case is closed, and what is not known."""

    statuses: frozenset[Status] = frozenset()
    is_closed: bool = False
    is_understood: bool = True


def _reading(found: list[str | None]) -> StatusReading:
    known = [word for word in found if word is not None]
    is_closed = all(word == "closed" for word in known) and len(known) == len(found)
    return StatusReading(
        statuses=frozenset(Status(word) for word in known if word not in {"closed", "open"}),
        is_closed=is_closed,
        is_understood=len(known) == len(found) and (is_closed or "closed" not in known),
    )


@lru_cache(maxsize=1)
def status_terms() -> dict[str, str]:
    """Every word for a status, squashed -> a `Status` value, "closed" or "open"."""
    return _inverted(word_lists("statuses"))


def _inverted(table: dict[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, terms in table.items():
        for term in terms:
            if found.setdefault(squash(term), meaning) != meaning:
                message = f"{term!r} has two meanings: {meaning} and {found[squash(term)]}"
                raise ValueError(message)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReading:
    """What a job title says."""

    role: Role
    is_newly_qualified: bool = False
    is_agency: bool = False


@lru_cache(maxsize=1)
def _roles() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    tables = {name: strings_by_name(table) for name, table in alias_file("roles").items()}
    nobody = frozenset(map(squash, tables["nobody"]["words"]))
    return _inverted(tables["roles"]), _inverted(tables["newly_qualified"]), nobody


_AGENCY = re.compile(r"\b(agency|locum|asiantaeth)\b", re.IGNORECASE)
_NEW = re.compile(r"\b(nqsw|asye|newly qualified|newydd gymhwyso)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(agency|locum|asiantaeth|nqsw|asye|newly qualified|newydd gymhwyso|part[- ]time"
    r"|full[- ]time|temporary|temp|permanent|perm|acting|interim|ft|pt|p/t|f/t|fixed term"
    r"|secondment|seconded|maternity cover|mat cover|year \d)\b|[-–,/()\[\]]+",
    re.IGNORECASE,
)


NO_ID = "-1"
"""What Liquidlogic writes for no worker, no child, no anything."""


@dataclass(slots=True, eq=False)
class Vocabulary:
    """What words mean for one import: what somebody decided, then what teams are known to write.

    Each different word is looked up once.
    """

    mapping: Mapping = NO_MAPPING
    _terms: dict[str, str] = field(init=False)
    _statuses: dict[str, StatusReading] = field(default_factory=dict)
    _nobodies: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Put what was decided before what is known."""
        self._terms = {**status_terms(), **self.mapping.statuses}

    def status_of(self, text: str) -> StatusReading:
        """Statuses in a cell, which may join several ("CP + LAC")."""
        found = self._statuses.get(text)
        if found is None:
            found = self._statuses[text] = self._status_of(text)
        return found

    def _status_of(self, text: str) -> StatusReading:
        decided = self.mapping.statuses.get(squash(text))
        if decided is not None:
            return _reading([decided])
        if not text or is_not_known(text):
            return StatusReading()
        terms = self._terms
        whole = terms.get(squash(without_code(text))) or terms.get(squash(text))
        if whole is not None:
            return _reading([whole])
        for split in (_JOINS, _DASH):
            parts = [part for part in split.split(without_code(text)) if part.strip()]
            found = [terms.get(squash(without_code(part))) for part in parts]
            if len(parts) > 1 and any(found):
                return _reading(found)
        return StatusReading(is_understood=False)

    def is_open(self, text: str) -> bool:
        """Whether a status says no more than that the case is open."""
        return self._terms.get(squash(without_code(text))) == "open"

    def role_of(self, title: str) -> RoleReading | None:
        """The role of a job title, None where no word fits."""
        roles, newly_qualified, _ = _roles()
        own = squash(title)
        is_agency, is_new = _AGENCY.search(title) is not None, _NEW.search(title) is not None
        decided = self.mapping.roles.get(own)
        if decided is not None:
            return RoleReading(role=Role(decided), is_newly_qualified=is_new, is_agency=is_agency)
        plain = squash(_ASIDE.sub(" ", title))
        if own in newly_qualified:
            found, is_new = newly_qualified[own], True
        else:
            found = roles.get(own) or roles.get(plain) or newly_qualified.get(plain, "")
        if not found:
            return None
        return RoleReading(role=Role(found), is_newly_qualified=is_new, is_agency=is_agency)

    def holding(self, name: str) -> Holding | None:
        """What somebody decided that a name stands for."""
        if not self.mapping.workers:
            return None
        decided = self.mapping.workers.get(name_key(name))
        return None if decided is None else Holding(decided)

    def is_nobody(self, name: str) -> bool:
        """Whether the worker's cell says that nobody holds the case; punctuation alone does."""
        found = self._nobodies.get(name)
        if found is None:
            found = self._nobodies[name] = self._is_nobody(name)
        return found

    def _is_nobody(self, name: str) -> bool:
        decided = self.holding(name)
        if decided is not None:
            return decided is Holding.NOBODY
        own = squash(name)
        is_listed = not own or own in _roles()[2] or name.strip() == NO_ID
        return is_listed or is_said_of_nobody(name)

    def is_not_known(self, name: str) -> bool:
        """Whether the worker's cell says that nobody knows who holds the case."""
        return self.holding(name) is None and is_not_known(name)

    def stand_in(self, name: str, teams: frozenset[str]) -> Role | None:
        """The role behind a name that is no person's: duty, a team (``teams``: keys), a manager."""
        decided = self.holding(name)
        if decided is not None:
            return _STAND_INS.get(decided)
        found = _roles()[0].get(squash(name))
        if found in {Role.DUTY, Role.TEAM, Role.MANAGER}:
            return Role(found)
        if words(name) in teams:
            return Role.DUTY if _DUTY.search(name) else Role.TEAM
        if _DUTY.search(name):
            return Role.DUTY
        return Role.TEAM if _TEAM.search(name.strip()) else None


_STAND_INS = {
    Holding.DUTY: Role.DUTY,
    Holding.TEAM: Role.TEAM,
    Holding.MANAGER: Role.MANAGER,
}
KNOWN_WORDS = Vocabulary()
"""The words of teams, where nobody has decided anything."""


def status_of(text: str) -> StatusReading:
    """Statuses in a cell, by the words of teams alone."""
    return KNOWN_WORDS.status_of(text)


def role_of(title: str) -> RoleReading | None:
    """The role of a job title, by the words of teams alone."""
    return KNOWN_WORDS.role_of(title)


def is_nobody(name: str) -> bool:
    """Whether a name is a word for nobody, by the words of teams alone."""
    return KNOWN_WORDS.is_nobody(name)


def stand_in(name: str, teams: frozenset[str]) -> Role | None:
    """The role behind a name that is no person's, by the words of teams alone."""
    return KNOWN_WORDS.stand_in(name, teams)

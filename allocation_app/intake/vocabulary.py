"""What teams' words for statuses, roles and nobody mean, from resources/aliases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from allocation_app.domain.people import Role, Status
from allocation_app.intake.alias_files import alias_file, strings_by_name, word_lists
from allocation_app.intake.cells import is_not_known, squash, without_code, words

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


@lru_cache(maxsize=10_000)
def status_of(text: str) -> StatusReading:
    """Statuses in a cell, which may join several ("CP + LAC")."""
    if not text or is_not_known(text):
        return StatusReading()
    terms = status_terms()
    whole = terms.get(squash(without_code(text))) or terms.get(squash(text))
    if whole is not None:
        return _reading([whole])
    for split in (_JOINS, _DASH):
        parts = [part for part in split.split(without_code(text)) if part.strip()]
        found = [terms.get(squash(without_code(part))) for part in parts]
        if len(parts) > 1 and any(found):
            return _reading(found)
    return StatusReading(is_understood=False)


def _reading(found: list[str | None]) -> StatusReading:
    known = [word for word in found if word is not None]
    return StatusReading(
        statuses=frozenset(Status(word) for word in known if word not in {"closed", "open"}),
        is_closed=all(word == "closed" for word in known) and len(known) == len(found),
        is_understood=len(known) == len(found),
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


def role_of(title: str) -> RoleReading | None:
    """The role of a job title, None where no word of ours fits."""
    roles, newly_qualified, _ = _roles()
    key = squash(title)
    is_agency = _AGENCY.search(title) is not None
    if key in newly_qualified:
        return RoleReading(
            role=Role(newly_qualified[key]), is_newly_qualified=True, is_agency=is_agency
        )
    found = roles.get(key) or roles.get(squash(_ASIDE.sub(" ", title)))
    if found is None and squash(_ASIDE.sub(" ", title)) in newly_qualified:
        found = newly_qualified[squash(_ASIDE.sub(" ", title))]
    if found is None:
        return None
    return RoleReading(
        role=Role(found), is_newly_qualified=_NEW.search(title) is not None, is_agency=is_agency
    )


def is_nobody(name: str) -> bool:
    """Whether the worker's cell says that nobody holds the case; punctuation alone does."""
    key = squash(name)
    return not key or key in _roles()[2] or name.strip() == NO_ID


NO_ID = "-1"
"""What Liquidlogic writes for no worker, no child, no anything."""


def stand_in(name: str, teams: frozenset[str]) -> Role | None:
    """The role behind a name that is no person's: duty, a team (``teams``: keys), a manager."""
    key = squash(name)
    found = _roles()[0].get(key)
    if found in {Role.DUTY, Role.TEAM, Role.MANAGER}:
        return Role(found)
    if words(name) in teams:
        return Role.DUTY if _DUTY.search(name) else Role.TEAM
    if _DUTY.search(name):
        return Role.DUTY
    return Role.TEAM if _TEAM.search(name.strip()) else None

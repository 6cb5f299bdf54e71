"""What a cell says of the placement or the legal status of a child, in words or in codes."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from allocation_app.domain.people import LegalStatus, Placement
from allocation_app.intake.alias_files import alias_file, strings_by_name
from allocation_app.intake.cells import without_code, words

_CODE = re.compile(r"\s*([A-Z]\d)\b", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[a-z])(?=\d)")
_BESIDE = re.compile(r"[+&,;/]|\b(?:and|with|plus|gets|has|a|ac|gyda)\b", re.IGNORECASE)
_OF_TWO_CODES = re.compile(r"(?<=\d)(?=[a-z])")


class Power(StrEnum):
    """A legal status as it is written: one of `LegalStatus`, or one that is of short breaks."""

    INTERIM_CARE_ORDER = "interim_care_order"
    CARE_ORDER = "care_order"
    SHORT_BREAKS = "short_breaks"
    OTHER = "other"

    @property
    def status(self) -> LegalStatus:
        """What it is to the rules on visits."""
        return LegalStatus.OTHER if self is Power.SHORT_BREAKS else LegalStatus(self.value)


@lru_cache(maxsize=5_000)
def placement_of(text: str) -> Placement | None:
    """The placement that a cell says; what is none of the special ones is an ordinary one.

    None where it may be a special one and may not: "Home", "was with parents", an order.
    """
    said = _said(text)
    code = _code(text, "placement_codes")
    if not code and _is_doubtful(text, said):
        return None
    is_parent = code == Placement.WITH_PARENT or (
        _has(said, "placement", "with_parent") and not _has(said, "placement", "no_parent")
    )
    if _has(said, "placement", "short_breaks") or code == Placement.SHORT_BREAKS:
        return Placement.SHORT_BREAKS
    if _has(said, "placement", "parent_regulation"):
        return Placement.PARENT_UNASSESSED
    if is_parent:
        is_early = _has(said, "placement", "before_assessment")
        return Placement.PARENT_UNASSESSED if is_early else Placement.WITH_PARENT
    is_temporary = _has(said, "placement", "temporary") and _has(said, "placement", "connected")
    if _has(said, "placement", "connected_temporary") or is_temporary:
        return Placement.CONNECTED_TEMPORARY
    return Placement.OTHER


def _is_doubtful(text: str, said: str) -> bool:
    """Whether a cell names a special placement in passing, or half: as past, beside another one."""
    if said in _phrases("placement")["with_parent"]:
        return False
    if said in _phrases("placement")["doubtful_alone"] or _has(said, "placement", "doubtful"):
        return True
    first = _said(_BESIDE.split(without_code(text), maxsplit=1)[0])
    if _has(said, "placement", "short_breaks"):
        return not _has(first, "placement", "short_breaks")
    if _has(said, "placement", "no_parent"):
        return False
    is_parent = _has(said, "placement", "with_parent")
    if is_parent or _has(said, "placement", "parent_named"):
        for phrase in _phrases("placement")["before_assessment"]:
            said = said.replace(phrase, " / ")
        return not is_parent or _has(said, "placement", "past")
    return False


@lru_cache(maxsize=5_000)
def power_of(text: str) -> Power | None:
    """The legal status that a cell says; None for what nobody has a word for."""
    code = _code(text, "legal_status_codes")
    if code:
        return Power(code)
    said = _said(text)
    if said in _phrases("legal_status")["other"]:
        return Power.OTHER
    orders = (Power.INTERIM_CARE_ORDER, Power.CARE_ORDER)
    is_order = any(_has(said, "legal_status", order.value) for order in orders)
    if is_order and (_has(said, "legal_status", "unclear") or _are_two_powers(said)):
        return None
    return next((power for power in Power if _has(said, "legal_status", power.value)), None)


def _are_two_powers(said: str) -> bool:
    """Whether a cell names an interim and a full order, or an order and being accommodated."""
    rest = said
    for phrase in sorted(_phrases("legal_status")["interim_care_order"], key=len, reverse=True):
        rest = rest.replace(phrase, " / ")
    is_full = _has(rest, "legal_status", "full_order")
    is_both = rest != said and is_full
    return is_both or _has(said, "legal_status", "accommodated")


@lru_cache(maxsize=5_000)
def says_nothing(text: str) -> bool:
    """Whether a cell that should name somebody says another thing: "yes", "as above"."""
    return _said(text) in _phrases("no_name")["whole"]


@lru_cache(maxsize=5_000)
def is_no_name(text: str) -> bool:
    """Whether a cell that should name somebody has no word that may be a name."""
    parts = {part for part in _said(text).split() if not part.isdigit()}
    stock = {word.strip() for word in _phrases("no_name")["words"]}
    return says_nothing(text) or parts <= stock


@lru_cache(maxsize=5_000)
def is_own_worker(text: str) -> bool:
    """Whether the cell of a visitor says no name, but that it was the child's own worker."""
    return _said(text) in _phrases("visitor")["own_worker"]


def _said(text: str) -> str:
    """The words of a cell between spaces, letters apart from the digits behind them."""
    plain = _JOINED.sub(" ", words(without_code(text)))
    return f" {_OF_TWO_CODES.sub(' ', plain)} "


def _code(text: str, table: str) -> str:
    """The meaning of the code that a cell begins with, "" without one that is known."""
    match = _CODE.match(without_code(text))
    return "" if match is None else _codes(table).get(match[1].upper(), "")


@lru_cache(maxsize=2)
def _codes(table: str) -> dict[str, str]:
    lists = strings_by_name(alias_file("care")[table])
    return {code: meaning for meaning, codes in lists.items() for code in codes}


def _has(said: str, table: str, name: str) -> bool:
    return any(phrase in said for phrase in _phrases(table)[name])


@lru_cache(maxsize=8)
def _phrases(table: str) -> dict[str, frozenset[str]]:
    lists = strings_by_name(alias_file("care")[table])
    return {name: frozenset(map(_said, phrases)) for name, phrases in lists.items()}

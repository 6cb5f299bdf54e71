"""Whether a text that stands alone - a tab's name, a row of its own - names who holds children."""

from __future__ import annotations

import re

from allocation_app.intake.calendar_words import MONTHS
from allocation_app.intake.cells import squash, words
from allocation_app.intake.names import TITLES, name_key
from allocation_app.intake.vocabulary import is_nobody, role_of, stand_in, status_of

_LABEL = re.compile(
    r"^(allocated |case ?|key ?|social |lead |named )*(worker|holder|sw|practitioner)"
    r"('s name| name)?\s*[:=–-]\s*"
    r"|^(enw('r)? )?(gweithiwr|deiliad)( (cymdeithasol|achos|allweddol))*\s*[:=–-]\s*"
    r"|^(caseload (of|for)|llwyth achosion)\s*[:=–-]?\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\s*[-–:]?\s*[(\[]?\s*(\d{1,3})(\s+(children|cases|plant|achos))?\s*[)\]]?$")
_OWN = re.compile(r"['’]s?\s+(caseload|cases|children|list)\b|\s+-?\s*caseload$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*$")
_PART = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-]\w?)*\.?,?")
_OTHER_WORDS = frozenset(
    map(
        squash,
        """
        child children young people person persons case cases list lists plan plans protection
        need needs care court register registered looked after review reviews visit visits team
        teams service services duty open closed total totals summary report reports note notes
        caseload caseloads allocation allocations allocated data sheet tab page all new old
        current previous assessment assessments referral referrals conference core group groups
        proceedings section leaver leavers family families support statutory north south east
        west central area locality staff worker workers social office of the and for in on to by
        produced performance date codes guidance front intake disability fostering adoption plant
        plentyn achos achosion rhestr cynllun amddiffyn gofal gofrestr tim gwasanaeth crynodeb
        adroddiad nodiadau data llwyth dyrannu teulu cefnogaeth
        """.split(),  # noqa: SIM905 - a list of a hundred lines is no easier to read
    )
)
_SURNAMES = frozenset("young north south east west page new old case court core front".split())  # noqa: SIM905
"""Words that people are called by, too: alone they show nothing."""
_MONTHS = frozenset(name for names in MONTHS for name in names)
MOST_WORDS = 4


def labelled(text: str) -> str:
    """The name after "Worker:", "Social worker:", "Gweithiwr cymdeithasol:"; "" without one."""
    match = _LABEL.match(text.strip())
    return "" if match is None else text.strip()[match.end() :].strip()


def parted(text: str) -> tuple[str, int | None]:
    """A name and the number of children that stands after it: "Jane Doe (14)"."""
    bare = _OWN.sub("", labelled(text) or text.strip())
    match = _COUNT.search(bare)
    if match is None or not match.start():
        return bare, None
    return bare[: match.start()].strip(), int(match[1])


def is_holder(text: str, staff: frozenset[str]) -> bool:
    """Whether a text names a person, or what stands for none ("Unallocated", "Duty", a team).

    ``staff`` are the keys of the names on the staff lists.
    """
    return is_person(text, staff) or is_pseudo(text)


def is_pseudo(text: str) -> bool:
    """Whether a text is a word for nobody, for duty or for a team."""
    if not words(text) or len(text.split()) > MOST_WORDS:
        return False
    return is_nobody(text) or stand_in(text, frozenset()) is not None


def is_person(text: str, staff: frozenset[str]) -> bool:
    """Whether a text is a person's name: on the staff list, or two to four names in capitals."""
    name = _BRACKETS.sub("", text).strip()
    if name_key(name) in staff and name_key(name):
        return True
    parts = [part for part in name.split() if squash(part) not in TITLES]
    if not 2 <= len(parts) <= MOST_WORDS or is_pseudo(name):  # noqa: PLR2004 - a first and a last name
        return False
    keys = {squash(part) for part in parts}
    return (
        all(_PART.fullmatch(part) and part[0].isupper() for part in parts)
        and not keys & (_OTHER_WORDS - _SURNAMES)
        and not keys <= _OTHER_WORDS
        and not keys <= _MONTHS
        and not (status_of(name).is_understood and status_of(name) != status_of(""))
        and role_of(name) is None
    )

"""Names of people and teams: what makes two spellings one, and the spelling that is shown."""

from __future__ import annotations

import re

from allocation_app.intake.cells import words

TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "mstr", "rev"])
SEVERAL = re.compile(r"\s*[;/&+]\s*|\s+and\s+")
"""Between the names of a cell that gives several."""
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")


def name_key(name: str) -> str:
    """What all spellings of a name share: its words without title, case and accents, sorted.

    So "Doe, James", "JAMES  DOE" and "Mr James Doe" are one (the fingerprint of OpenRefine).
    """
    parts = words(_BRACKETS.sub(" ", name)).split()
    return " ".join(sorted({part for part in parts if part not in TITLES} or set(parts)))


def shown_name(name: str) -> str:
    """A name as we show it: "Doe, James" as "James Doe", the rest as written, spaces too."""
    text = name.strip()
    surname, comma, forenames = text.partition(",")
    forenames = forenames.strip()
    if comma and surname.strip() and forenames and "," not in forenames:
        return f"{forenames} {surname.strip()}"
    return text


def bracketed(name: str) -> str:
    """What stands in brackets after a name: "Jane Doe (Team Manager)"."""
    match = _BRACKETS.search(name)
    return "" if match is None else match[1].strip()


def without_brackets(name: str) -> str:
    """The name alone."""
    return _BRACKETS.sub(" ", name).strip() or name

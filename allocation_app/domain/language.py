"""Which languages are Welsh, as spreadsheets write it: for the Active Offer."""

from __future__ import annotations

import re

from allocation_app.domain.people import Worker


def is_welsh(language: str) -> bool:
    """Whether Welsh is among the languages that are named ("Cymraeg", "Welsh / English")."""
    words = set(re.findall(r"\w+", language.casefold()))
    return not words.isdisjoint(WELSH) and words.isdisjoint(NO)


def speaks_welsh(worker: Worker) -> bool:
    """Whether the staff list says so of a worker."""
    return any(map(is_welsh, worker.languages))


WELSH = frozenset({"welsh", "cymraeg", "gymraeg", "cymraes", "cy", "cym"})
NO = frozenset({"no", "non", "not", "di", "dim"})

"""Escalation ladders: how one is read from a file and written to it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from allocation_app.domain.people import Status
from allocation_app.domain.policy import Ladder, Rung
from allocation_app.settings.entries import Entries, standing_at, words
from allocation_app.settings.tables import table, whole


@lru_cache(maxsize=1)
def ladders() -> Mapping[str, Ladder]:
    """The ladders that ship, by code: the [ladder] tables of `resources/rules/local`."""
    found = {}
    folder = resources.files("resources").joinpath("rules", "local")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        of = tomllib.loads(file.read_text(encoding="utf-8"))
        if "ladder" in of:
            ladder = ladder_of(Entries(table(of, "ladder"), "ladder"))
            found[ladder.code] = ladder
    return found


def ladder_named(code: str) -> Ladder:
    """The ladder that ships under this code; raises `ValueError` where there is none."""
    if code not in ladders():
        raise ValueError(f"there is no ladder {code}; there are {', '.join(ladders())}")
    return ladders()[code]


def is_published(ladder: Ladder) -> bool:
    """Whether it ships, but for the aim, which is each council's own."""
    known = ladders().get(ladder.code)
    return known is not None and replace(known, allocate_within=ladder.allocate_within) == ladder


def statuses(value: object) -> frozenset[Status]:
    """A list of statuses; raises `ValueError` or `TypeError` for anything else."""
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list of statuses")
    return frozenset(Status(str(status)) for status in value)


def ladder_of(table: Entries, allocate_within: int | None = None) -> Ladder:
    """The ladder in a [ladder] table: code, name, source, link, what is done, [[ladder.rung]].

    Without ``seen_weeks`` the council's policy says nothing of how often a child is seen. What is
    left out otherwise stands as in `Ladder`. ``allocate_within`` is the aim of who uses it.
    """
    standing = Ladder()
    rungs = []
    for rung in table.tables("rung"):
        rungs.append(Rung(code=rung.read("code", words), days=rung.read("days", whole)))
        rung.all_read()
    within = table.read_or("allocate_within_working_days", whole, standing.allocate_within)
    read = {
        "code": table.read("code", words),
        "name": table.read("name", words),
        "source": table.read_or("source", words, ""),
        "link": table.read_or("link", words, ""),
    }
    review_days = table.read_or("review_days", whole, standing.review_days)
    seen_weeks = table.read("seen_weeks", whole) if table.has("seen_weeks") else None
    never = table.read_or("never_unallocated", statuses, standing.never_unallocated)
    table.all_read()
    with standing_at(*table.place):
        return Ladder(
            **read,
            rungs=tuple(rungs),
            review_days=review_days,
            seen_weeks=seen_weeks,
            allocate_within=within if allocate_within is None else allocate_within,
            never_unallocated=never,
        )

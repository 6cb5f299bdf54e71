"""Headings in two rows: a group's name over several columns, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allocation_app.intake.cells import squash
from allocation_app.intake.grid import (
    Grid,
    heading_text,
    is_filled,
    is_known_heading,
    is_wordy,
)

_GENERAL = re.compile(
    r"\b(details?|information|info|data|dates?|particulars|manylion|gwybodaeth|dyddiadau)\b",
    re.IGNORECASE,
)
_ABOUT_THE_CHILD = re.compile(
    r"\b(child|children|young person|client|service user|case|key|core|basic|general|personal"
    r"|plentyn|achos|sylfaenol)\b|^\W*$",
    re.IGNORECASE,
)
_ABOUT_OTHERS = re.compile(
    r"\b(mother|father|parents?|carers?|siblings?|school|gp|next of kin|emergency contact|referrer"
    r"|mam|tad|rhieni|ysgol|gofalwyr?)\b",
    re.IGNORECASE,
)
VAGUE = frozenset(
    map(
        squash,
        [
            "id",
            "name",
            "ref",
            "number",
            "no",
            "dob",
            "date of birth",
            "forename",
            "surname",
            "first name",
            "last name",
            "team",
            "worker",
            "language",
            "status",
            "type",
            "reference",
            "enw",
            "dyddiad geni",
            "cyfenw",
            "rhif",
            "tîm",
            "gweithiwr",
        ],
    )
)
"""Headings that mean something of whoever is named above them."""


class Pair(NamedTuple):
    """The headings that two rows make together.

    ``is_needed``: without the groups, columns could not be told apart, or the sheet itself says by
    merged cells that there are groups. ``is_about_others``: a group is about somebody else than
    the child.
    """

    texts: tuple[str, ...]
    is_needed: bool
    is_about_others: bool


class _Group(NamedTuple):
    """A text of the upper row, and the columns that it stands over."""

    text: str
    columns: tuple[int, ...]
    is_merged: bool


def joined_rows(grid: Grid, upper: int) -> Pair | None:
    """The row at this position and the one below it as headings in two rows, if they look it."""
    above, below = grid.row(upper), grid.row(upper + 1)
    filled = [cell for cell in below if is_filled(cell)]
    if len(filled) < 2 or not all(map(is_wordy, filled)):  # noqa: PLR2004 - one cell is a title
        return None
    if not all(is_wordy(cell) for cell in above if is_filled(cell)):
        return None
    subs = [heading_text(cell) for cell in below]
    groups = list(_groups(grid, upper, [heading_text(cell) for cell in above], subs))
    wide = [group for group in groups if sum(bool(subs[c]) for c in group.columns) > 1]
    if not wide or any(len(group.columns) == grid.width > 1 for group in groups):
        return None
    texts = list(subs)
    for group in groups:
        for column in group.columns:
            texts[column] = _heading(group, column, subs[column])
    under: dict[str, set[str]] = {}
    for group in groups:
        for column in group.columns:
            under.setdefault(squash(subs[column]), set()).add(group.text)
    has_rivals = any(len(names) > 1 for sub, names in under.items() if sub)
    return Pair(
        texts=tuple(texts),
        is_needed=has_rivals or any(group.is_merged for group in wide),
        is_about_others=any(_ABOUT_OTHERS.search(group.text) for group in wide),
    )


def _groups(grid: Grid, upper: int, texts: Sequence[str], subs: Sequence[str]) -> Iterator[_Group]:
    """Each text of the upper row with its columns: as merged, else on to the next text."""
    number = grid.numbers[upper]
    merged = {
        first: last
        for top, first, bottom, last in grid.sheet.merges
        if top <= number <= bottom and last > first
    }
    for column, text in enumerate(texts):
        if not text:
            continue
        end = column
        if column in merged:
            end = merged[column]
        elif not merged:
            while end + 1 < len(texts) and not texts[end + 1] and subs[end + 1] and subs[column]:
                end += 1
        yield _Group(text, tuple(range(column, end + 1)), column in merged)


def _heading(group: _Group, column: int, sub: str) -> str:
    """What a column is called: the first of several ways to join the two that is known."""
    if not sub:
        return group.text if column == group.columns[0] else ""
    ways = [f"{group.text} {sub}", *_ways(group.text, sub)]
    is_alone = len(group.columns) == 1
    if _may_stand_alone(group.text, sub):
        ways.append(sub)
    if is_alone:
        ways.append(group.text)
    return next(filter(is_known_heading, ways), ways[0])


def _ways(group: str, sub: str) -> Iterator[str]:
    bare = " ".join(_GENERAL.sub(" ", group).split())
    for name in dict.fromkeys((group, bare, group.removesuffix("s"), bare.removesuffix("s"))):
        if name:
            yield f"{name} {sub}"
            yield f"{sub} {name}"


def _may_stand_alone(group: str, sub: str) -> bool:
    """Whether what stands below says enough by itself, whatever it stands under."""
    if _ABOUT_OTHERS.search(group):
        return False
    is_general = _ABOUT_THE_CHILD.search(group) or not _GENERAL.sub("", group).strip()
    return squash(sub) not in VAGUE or bool(is_general) or not is_known_heading(sub)

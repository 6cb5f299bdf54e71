"""Finding and striking out what names one child, in texts and in what JSON can hold.

What is about the child goes as a whole (a row, an entry of a list); in a text about something else
only the child's identifier and name are struck out. Part of a name, initials or a short number may
mean anybody: what somebody wrote with one of them in it is a passage, for a person to decide about.
A nickname nobody finds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from re import IGNORECASE, Match, Pattern
from typing import Any

from allocation_app.domain.people import ChildId

CHILDREN = ("child", "other", "old", "new")
"""The fields in which a row names a child that it is about."""
WORDS = frozenset({"note", "notes", "name"})
"""The fields of a plan in which somebody wrote as they liked."""
LEAST_ID, LEAST_NUMBER, LEAST_NAME = 3, 4, 3
"""A shorter identifier (a number: one of fewer digits) stands for too much else in a text."""


@dataclass(slots=True, kw_only=True)
class Mentions:
    """One child, by all its identifiers and names; ``found`` counts what was struck or taken out.

    ``passages`` are the texts that may mean the child and may not, as they stood; in those of them
    that are in ``also`` what may is struck out, too.

    Each spelling is struck out by a mark of its own, numbered on from ``marks``: two names of
    scenarios that differ in it stay two.
    """

    ids: frozenset[ChildId]
    names: frozenset[str]
    marks: int = 0
    found: int = 0
    also: frozenset[str] = frozenset()
    passages: set[str] = field(init=False, default_factory=set)
    _pattern: Pattern[str] | None = field(init=False)
    _parts: Pattern[str] | None = field(init=False)
    _by: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Make ready to look."""
        told = {*filter(_is_telling, self.ids), *_spellings(self.names)}
        self._pattern = _any_of(map(_spaced, _longest_first(told)))
        self._parts = _any_of(_longest_first({*_short(self.ids), *_parts_of(self.names)}))

    def are_in(self, text: str) -> bool:
        """Whether a text names the child."""
        return self._pattern is not None and self._pattern.search(text) is not None

    def struck(self, text: str) -> str:
        """The text with the child struck out, no longer than it was."""
        if self._pattern is None or not self.are_in(text):
            return text
        self.found += 1
        return self._pattern.sub(self._mark, text)[: len(text)]

    def written(self, text: str) -> str:
        """The same of what somebody wrote as they liked, where a part may mean the child, too."""
        left = self.struck(text)
        if self._parts is None or not self._parts.search(left):
            return left
        self.passages.add(text)
        if text not in self.also:
            return left
        self.found += 1
        return self._parts.sub(self._mark, left)[: len(text)]

    def struck_text(self, text: str) -> str:
        """A text that is kept by a name: as JSON where it is, else as words."""
        if text[:1] in {"[", "{", '"'}:
            try:
                told = json.loads(text)
            except ValueError:
                return self.struck(text)
            before = self.found
            if isinstance(told, dict):
                told = self._without(told, ((k, v) for k, v in told.items() if k in self.ids))
                others = ((k, v) for k, v in told.items() if isinstance(v, str) and v in self.ids)
                told = self._without(told, others)
            told = self.out_of(told)
            return text if self.found == before else json.dumps(told, ensure_ascii=False)
        return self.struck(text)

    def out_of(self, told: Any, words: Collection[str] | None = None) -> Any:  # noqa: ANN401
        """What JSON can hold, without what is about the child.

        Texts are struck in the fields ``words``, which somebody wrote as they liked; in all fields
        where none are given.
        """
        match told:
            case str():
                return self.struck(told) if words is None else told
            case list():
                kept = [each for each in told if not self._is_about(each)]
                self.found += len(told) - len(kept)
                return [self.out_of(each, words) for each in kept]
            case dict():
                about = ((key, told[key]) for key in CHILDREN if told.get(key) in self.ids)
                left = self._without(told, about)
                return {
                    key: self.written(each)
                    if isinstance(each, str) and words is not None and key in words
                    else self.out_of(each, words)
                    for key, each in left.items()
                }
            case _:
                return told

    def is_row_of(self, told: list[Any]) -> bool:
        """Whether a row of the files is about the child, by its identifier or by a name in it."""
        _, row = told
        cells = (str(cell.get("text", "")) for cell in row.get("cells", []))
        return row.get("child") in self.ids or any(map(self.are_in, cells))

    def _is_about(self, each: object) -> bool:
        """Whether an entry of a list is the child, or a row about it (also with its key before)."""
        match each:
            case str():
                return each in self.ids
            case dict():
                return any(each.get(key) in self.ids for key in CHILDREN)
            case [_, dict() as row]:
                return self._is_about(row)
            case _:
                return False

    def _without(self, told: dict[str, Any], gone: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        keys = {key for key, _ in gone}
        self.found += len(keys)
        return {key: each for key, each in told.items() if key not in keys}

    def _mark(self, found: Match[str]) -> str:
        spelling = found.group()
        if spelling not in self._by:
            self.marks += 1
            self._by[spelling] = f"…{self.marks}"
        return self._by[spelling]


def _is_telling(told: str) -> bool:
    least = LEAST_NUMBER if told.isdigit() else LEAST_ID
    return len(told) >= least


def _short(ids: Iterable[str]) -> Iterable[str]:
    return (re.escape(each) for each in ids if each and not _is_telling(each))


def _parts_of(names: Iterable[str]) -> Iterable[str]:
    """Each word of a name, and the initials of all: those as they are written, in capitals."""
    for name in names:
        words = [each for each in re.split(r"[\s,]+", name) if each]
        yield from (re.escape(each) for each in words if len(each) > 1)
        yield from (re.escape(part) for each in words for part in each.split("-") if len(part) > 1)
        if len(words) > 1:
            initials = r"\.?\s?".join(re.escape(each[0].upper()) for each in words)
            yield rf"(?-i:{initials})"


def _any_of(words: Iterable[str]) -> Pattern[str] | None:
    """Whichever of these stands as a word of its own; a mark of ours is none."""
    either = "|".join(words)
    return re.compile(rf"(?<![\w…])(?:{either})(?!\w)", IGNORECASE) if either else None


def _spaced(told: str) -> str:
    return r"\s+".join(map(re.escape, told.split()))


def _spellings(names: Iterable[str]) -> Iterable[str]:
    """Each name as it is, and with what stands behind a comma before it, or the last name first."""
    for name in names:
        if len(name) < LEAST_NAME:
            continue
        yield name
        family, comma, given = name.partition(",")
        *firsts, last = name.split()
        if comma and given.strip():
            yield f"{given.strip()} {family.strip()}"
        elif firsts:
            yield f"{last}, {' '.join(firsts)}"
            yield f"{last} {' '.join(firsts)}"


def _longest_first(told: Iterable[str]) -> list[str]:
    return sorted(told, key=lambda each: (-len(each), each))

"""The entries of a TOML file, read one by one with their places, so that a refusal has its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

from allocation_app.settings.tables import Table, given, number

Value = TypeVar("Value")
Place = tuple[str | int, ...]


class WrongEntryError(ValueError):
    """What is wrong with an entry, and its place: the tables it stands in and its key."""

    def __init__(self, why: str, place: Place) -> None:
        """Keep the place beside the reason."""
        super().__init__(why)
        self.place = place


@contextmanager
def standing_at(*place: str | int) -> Iterator[None]:
    """Whatever a value is refused for in here is refused with this place."""
    try:
        yield
    except WrongEntryError:
        raise
    except (TypeError, ValueError, OverflowError) as error:
        raise WrongEntryError(str(error), place) from error


class Entries:
    """One table of a file. What was never asked for is refused at the end: see `all_read`."""

    def __init__(self, of: Table, *place: str | int) -> None:
        """Begin with nothing read."""
        self._of, self.place = of, place
        self._known: set[str] = set()

    def read(self, key: str, kind: Callable[[object], Value]) -> Value:
        """The value under this key; raises `WrongEntryError` where there is none of this kind."""
        self._known.add(key)
        with standing_at(*self.place, key):
            return kind(given(self._of, key))

    def read_or(self, key: str, kind: Callable[[object], Value], standing: Value) -> Value:
        """The value under this key, or the one that stands where there is none."""
        return self.read(key, kind) if self.has(key) else standing

    def table(self, key: str) -> Entries:
        """The table under this key; raises `WrongEntryError` where there is none."""
        return Entries(self.read(key, lambda value: _table(key, value)), *self.place, key)

    def table_or_empty(self, key: str) -> Entries:
        """The table under this key, an empty one where there is none."""
        return self.table(key) if self.has(key) else Entries({}, *self.place, key)

    def tables(self, key: str) -> list[Entries]:
        """The tables under this key ([[key]]), none where there are none."""
        found = self.read(key, lambda value: _tables(key, value)) if self.has(key) else []
        return [Entries(each, *self.place, key, n) for n, each in enumerate(found)]

    def rest(self, kind: Callable[[object], Value]) -> dict[str, Value]:
        """Every value of a table whose keys are names: by its key."""
        return {key: self.read(key, kind) for key in self._of}

    def has(self, key: str) -> bool:
        """Whether there is anything under this key."""
        self._known.add(key)
        return key in self._of

    def all_read(self) -> None:
        """Refuse what nobody asked for: a slip in a name must not leave a figure as it was."""
        for key in self._of:
            if key not in self._known:
                known = ", ".join(sorted(self._known))
                raise WrongEntryError(
                    f"{key} is not known here; known: {known}", (*self.place, key)
                )


def _table(key: str, value: object) -> Table:
    if not isinstance(value, Mapping):
        raise TypeError(f"[{key}] is a table")
    return value


def _tables(key: str, value: object) -> list[Table]:
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise TypeError(f"[[{key}]] is a list of tables")
    return value


def line_of(text: str, place: Place) -> int | None:
    """The line of an entry, or of the table that lacks it, from 1; None where it can't be told."""
    if any(quotes in text for quotes in ('"' * 3, "'" * 3)):
        return None  # what looks like an entry may be part of a text over several lines
    lines = _lines(text)
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return None


def _lines(text: str) -> dict[Place, int]:
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    current: Place = ()
    for at, line in enumerate(text.split("\n"), start=1):
        if (header := HEADER.match(line)) is not None:
            current = _under(tuple(header["name"].strip().split(".")), counts)
            if header["list"]:
                counts[current] = counts.get(current, -1) + 1
                current = (*current, counts[current])
            found.setdefault(current, at)
        elif (entry := ENTRY.match(line)) is not None:
            found.setdefault((*current, entry["bare"] or _unquoted(entry["quoted"])), at)
        elif line.lstrip().startswith("["):
            return {}  # a table named in a way that is not read here: what follows is its own
    return found


def _under(names: Place, counts: Mapping[Place, int]) -> Place:
    """A table within the last of several of one name stands under that one's number."""
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name)
        if place in counts:
            place = (*place, counts[place])
    return (*place, names[-1])


def _unquoted(quoted: str) -> str:
    return str(tomllib.loads(f"key = {quoted}")["key"])


HEADER = re.compile(r"\s*\[(?P<list>\[)?(?P<name>[^\[\]\"']+)\]")
ENTRY = re.compile(r"\s*(?:(?P<bare>[A-Za-z0-9_-]+)|(?P<quoted>\"(?:[^\"\\]|\\.)*\"|'[^']*'))\s*=")


def line_of_slip(error: tomllib.TOMLDecodeError) -> tuple[int | None, str]:
    """Where TOML itself was left, and why, from the error's sentence."""
    found = re.fullmatch(
        r"(?P<why>.*) \(at line (?P<line>\d+), column \d+\)", str(error), re.DOTALL
    )
    return (None, str(error)) if found is None else (int(found["line"]), found["why"])


def words(value: object) -> str:
    """A text; raises `TypeError` for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text in quotation marks")
    return value


def truth(value: object) -> bool:
    """True or false; raises `TypeError` for anything else."""
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def day(value: object) -> date:
    """A date such as 2026-11-20; raises `TypeError` for anything else."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError(f"{value!r} is no date such as 2026-11-20")
    return value


def share(value: object) -> float:
    """A number from 0 to 1; raises `ValueError` or `TypeError` for anything else."""
    found = number(value)
    if not 0 <= found <= 1:
        raise ValueError(f"shares are from 0 to 1, not {value}")
    return found

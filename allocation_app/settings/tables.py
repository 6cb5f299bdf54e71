"""Reading TOML files that ship, and those of a council: every value checked, none guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from importlib import resources
from math import isfinite
from typing import cast

Table = Mapping[str, object]


def text(*path: str) -> str:
    """The text of a file of `resources`."""
    return resources.files("resources").joinpath(*path).read_text(encoding="utf-8")


def given(table: Table, key: str) -> object:
    """The value under this key; raises `ValueError` where there is none."""
    if key not in table:
        raise ValueError(f"{key} is missing")
    return table[key]


def table(of: Table, key: str) -> Table:
    """The table under this key; raises `ValueError` or `TypeError` where there is none."""
    found = given(of, key)
    if not isinstance(found, Mapping):
        raise TypeError(f"[{key}] is a table")
    return found


def words(table: Table, key: str) -> list[str]:
    """The list of words under this key, empty where there is none."""
    return [str(word) for word in cast("list[object]", table.get(key, []))]


def number(value: object) -> float:
    """A finite number; raises `ValueError` or `TypeError` for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is not a number")
    if not isfinite(value):
        raise ValueError(f"{value} is no number to count with")
    return float(value)


def whole(value: object) -> int:
    """A whole number; raises as `number` does."""
    found = number(value)
    if not found.is_integer():
        raise ValueError(f"{value} is not a whole number")
    return int(found)


def span(days: float) -> timedelta:
    """A time of so many days, ten years at most; raises `ValueError` beyond."""
    if abs(days) > MOST_DAYS:
        raise ValueError(f"{days:g} days is too long to plan with")
    return timedelta(days=days)


MOST_DAYS = 3650  # nobody plans ten years ahead; a slip of the finger does

"""Reads resources/aliases: the words of spreadsheets, which are data and no code."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=16)
def alias_file(name: str) -> dict[str, object]:
    """One of the files, as tables and lists."""
    text = resources.files("resources").joinpath("aliases", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def word_lists(name: str) -> dict[str, list[str]]:
    """The lists of words at the top of a file, by their names."""
    return strings_by_name(alias_file(name))


def strings_by_name(table: object) -> dict[str, list[str]]:
    """A table of lists of words."""
    if not isinstance(table, dict):
        return {}
    return {
        str(key): [str(word) for word in words]
        for key, words in table.items()
        if isinstance(words, list)
    }

"""The words of a heading, made comparable: "DateOfLastStatVisit" is "date last statutory visit".

Words joined by case, digits or signs are parted; abbreviations, plurals and Welsh words stand for
the word that resources/aliases/heading_words.toml gives them; words that say nothing are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from allocation_app.intake.alias_files import alias_file, strings_by_name
from allocation_app.intake.cells import words
from allocation_app.intake.headings import plain

_JOINED = re.compile(
    r"(?<=[a-z])(?=[A-Z])"  # lastVisit
    r"|(?<=[A-Z])(?=[A-Z][a-z]{2})"  # DOBChild
    r"|(?<=[A-Za-z]{3})(?=\d)|(?<=\d)(?=[A-Za-z]{3})"  # Last12Months
)
_CLIPPED = re.compile(r"['’](?:r|n|w)\b|\(\s*from \w[^)]*\)", re.IGNORECASE)
"""What Welsh hangs on the word before it ("geni'r"), and the name of a system."""
_LONGEST_PHRASE = 3


@lru_cache(maxsize=20_000)
def heading_words(heading: str) -> tuple[str, ...]:
    """The words of a heading in their order, each once."""
    text = words(_JOINED.sub(" ", _CLIPPED.sub(" ", plain(heading))))
    found: dict[str, None] = {}
    parts = text.split()
    at = 0
    while at < len(parts):
        size, meant = _phrase(parts, at)
        at += size
        for word in meant:
            found[word] = None
    return tuple(found)


def _phrase(parts: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """How many of the words from here on stand for which others."""
    phrases = _phrases()
    for size in range(min(_LONGEST_PHRASE, len(parts) - at), 0, -1):
        meant = phrases.get(" ".join(parts[at : at + size]))
        if meant is not None:
            return size, meant
    if parts[at] in _passed_over():
        return 1, ()
    word = _singular(parts[at])
    return 1, phrases.get(word, (word,))


_SHORTEST_PLURAL = 3


def _singular(word: str) -> str:
    """A word without the "s" of a plural."""
    is_plural = len(word) >= _SHORTEST_PLURAL and word.endswith("s")
    return word if not is_plural or word.endswith(("ss", "us", "is")) else word[:-1]


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, tuple[str, ...]]:
    """Words, alone or in a row, and the words that they stand for."""
    table = alias_file("heading_words")
    single = strings_by_name(table["words"])
    found: dict[str, tuple[str, ...]] = {
        form: (word,) for word, forms in single.items() for form in forms
    }
    for meant, forms in strings_by_name(table["phrases"]).items():
        found |= {words(form): tuple(meant.split()) for form in forms}
    return found


def known_forms() -> frozenset[str]:
    """Every single word that stands for another."""
    return frozenset(form for form in _phrases() if " " not in form)


@lru_cache(maxsize=1)
def _passed_over() -> frozenset[str]:
    return frozenset(strings_by_name(alias_file("heading_words"))["passed_over"])


@lru_cache(maxsize=1)
def veto_words() -> frozenset[str]:
    """Words that make a heading mean something else than the same heading without them."""
    return frozenset(strings_by_name(alias_file("heading_words")["veto"])["words"])

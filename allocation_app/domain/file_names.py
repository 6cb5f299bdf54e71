"""Whether a file's name names a child: names of files are seen where nobody may see a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from allocation_app.domain.people import ChildId
from allocation_app.domain.snapshot import Snapshot

SHORTEST = 4
"""Fewer letters or digits are met in any file's name: "7", "11b", "Jo" say nobody."""
SHORTEST_OF_TWO = 3
"""Fewer letters of one word beside another say nobody, but in the first and last of a name."""
MOST_JOINED = 6  # parts of one case number: "CIN/2026/00-41"
_DATE = re.compile(r"(?<!\d)(19|20)\d\d-\d\d(-\d\d)?(?!\d)")
_PARTS = re.compile(r"[^\W_]+")
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "þ": "th", "œ": "oe", "ð": "d"})
"""Letters whose bar or ring is no accent of its own."""
_BESIDE_DIGITS = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_HUMP = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Every child by case number and by name written as one word, and by two words of a name."""

    joined: dict[str, ChildId]
    pairs: dict[frozenset[str], ChildId]


def names_a_child(file_name: str, snapshot: Snapshot) -> ChildId | None:
    """The child whose full name or case number stands in the name of a file, None where none does.

    A full name is its first and last word, or any two that are not short (half of a double surname
    says enough, and a name can end with a remark), in any order, apart or as one; capitals, accents
    and what stands between do not matter. A day or a month ("2026-11") is no case number.
    """
    known = _known(snapshot)
    bare = _DATE.sub(" ", file_name)
    for written in (bare, _HUMP.sub(" ", bare), _BESIDE_DIGITS.sub(" ", _HUMP.sub(" ", bare))):
        parts = _words(written)
        for joined in _runs(parts):
            if joined in known.joined:
                return known.joined[joined]
        for pair in combinations(sorted(set(parts)), 2):
            if frozenset(pair) in known.pairs:
                return known.pairs[frozenset(pair)]
    return None


@lru_cache(maxsize=2)
def _known(snapshot: Snapshot) -> _Known:
    joined, pairs = dict[str, ChildId](), dict[frozenset[str], ChildId]()
    for child in snapshot.children.values():
        joined["".join(_words(child.id))] = child.id
        words = _words(child.name)
        if words:
            first, last = words[0], words[-1]
            telling = sorted({word for word in words if len(word) >= SHORTEST_OF_TWO})
            for pair in ((first, last), *combinations(telling, 2)):
                pairs[frozenset(pair)] = child.id
            joined["".join(words)] = child.id
            if len(words) > 1:
                joined[first + last] = joined[last + first] = child.id
    told = {each: child for each, child in joined.items() if len(each) >= SHORTEST}
    return _Known(joined=told, pairs=pairs)


def _runs(parts: list[str]) -> Iterator[str]:
    """Every row of parts that follow each other, as one word."""
    for start in range(len(parts)):
        for end in range(start + 1, min(len(parts), start + MOST_JOINED) + 1):
            yield "".join(parts[start:end])


def _words(text: str) -> list[str]:
    """The words of a text without capitals, accents and apostrophes."""
    apart = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    plain = "".join(each for each in apart if not unicodedata.combining(each))
    return _PARTS.findall(plain.casefold().translate(_BARRED))

"""How hard a password is to guess, in words.

Whoever has the file can try as often as they like. Letters in a row are taken for a word, which
counts as one of some twenty thousand; digits and signs that only repeat or count on for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby, pairwise

from allocation_app.wording.translate import tr

LETTER, WORD, MORE = 4.7, 14.0, 2.0  # bits: of a letter, of a word, of each letter beyond six
DIGIT, SIGN = 3.3, 5.0
LONG = 6  # letters
FAIR, STRONG = 38.0, 60.0  # bits, beside the hundred thousand rounds that each try costs in Excel


class Strength(StrEnum):
    """How long a password holds against somebody who has the file and time."""

    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"


def strength(password: str) -> Strength:
    """How hard it is to guess."""
    found = sum(_parts(password.casefold()))
    if found < FAIR:
        return Strength.WEAK
    return Strength.FAIR if found < STRONG else Strength.STRONG


def strength_words(password: str) -> str:
    """The same, with what would help."""
    match strength(password):
        case Strength.WEAK:
            return tr("Weak: it can be guessed. Four words that don’t belong together hold.")
        case Strength.FAIR:
            return tr("Fair: it takes long to guess. One word more makes it strong.")
        case _:
            return tr("Strong: nobody guesses it in years.")


def _parts(password: str) -> Iterator[float]:
    """What each run of letters, of digits and of signs counts for, in bits."""
    for is_letters, run in groupby(password, str.isalpha):
        part = "".join(run)
        if is_letters:
            yield min(LETTER * len(part), WORD + MORE * max(0, len(part) - LONG))
            continue
        kept = [
            part[0],
            *(second for first, second in pairwise(part) if not _goes_on(first, second)),
        ]
        yield sum(DIGIT if each.isdigit() else SIGN for each in kept)


def _goes_on(first: str, second: str) -> bool:
    """Whether a character only repeats or counts on from the one before."""
    return abs(ord(second) - ord(first)) <= 1

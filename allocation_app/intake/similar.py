"""Headings that are nearly known: the same words in another order, shape or spelling.

A heading is like a known one where both have the same words (see `heading_words`), but for words
that add nothing to the field and one slip of the finger. Fuzzy matching alone took "next visit due"
for "last visit"; so it only ranks here, and a word that changes the meaning always counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from allocation_app.intake.contents import fits
from allocation_app.intake.fields import DATES, WORKER_NAMES, Field
from allocation_app.intake.heading_words import heading_words, known_forms, veto_words
from allocation_app.intake.headings import headings_of
from allocation_app.intake.withheld import word_stock

SAME = 100.0
ENOUGH = 90.0
MARGIN = 8.0
"""How much nearer than any other field; the same words in another order need no margin."""
WORTH_SAYING = 70.0
SLIP = 4.0
"""What a slip takes from the score: 96 is one slip in a heading that is known otherwise."""
SHORTEST_SLIP = 5
"""Letters: in a shorter word one letter more or less makes another word."""

_ALWAYS = frozenset({Field.CHILD_ID, Field.CHILD_NAME, Field.CHILD_FORENAME, Field.CHILD_SURNAME})
_CURRENT = frozenset(
    {Field.STATUS, Field.CASE_TYPE, Field.TEAM, Field.WORKER, Field.WORKER_ID, Field.AGE}
    | {Field.ROLE, Field.PLACEMENT_START, Field.PLACEMENT_TYPE, Field.SERVICE}
)
_CASE = frozenset(
    {Field.STATUS, Field.TEAM, Field.WORKER, Field.WORKER_ID, Field.ALLOCATED, Field.CLOSED}
)
_NAMED = frozenset({*WORKER_NAMES, Field.TEAM, Field.SERVICE})
_SAYS_LITTLE = frozenset(
    {"date", "name", "id", "number", "count", "reference", "client", "person", "record", "system"}
    | {"last", "child", "current", "case"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A field that a heading may mean: how near it stands (to 100), and whether it is certain.

    ``fields`` are all that it may mean, the nearest first.
    """

    field: Field
    score: float
    is_certain: bool
    fields: tuple[Field, ...]

    def fits(self, values: Sequence[object]) -> bool:
        """Whether what stands under the heading is of this field."""
        return fits(self.field, values)

    def suggestion(self, values: Sequence[object]) -> Field | None:
        """The nearest field that what stands under the heading may be of."""
        return next((field for field in self.fields if fits(field, values)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Every known heading of a kind of table by its words, without those that add nothing."""

    exact: Mapping[frozenset[str], frozenset[Field]]
    texts: Sequence[str]
    fields: Sequence[Field]
    words: Sequence[frozenset[str]]
    spare: frozenset[frozenset[str]]


def likeness(heading: str, kind: str) -> Likeness | None:
    """The field of ``children`` or ``workers`` that a heading is most like, None for none."""
    said = heading_words(heading)
    return _likeness(said, kind) if said else None


@lru_cache(maxsize=5_000)
def _likeness(said: tuple[str, ...], kind: str) -> Likeness | None:
    known = _known(kind)
    slips = _slips(said)
    mended = tuple(dict.fromkeys(right for word in said for right in slips.get(word, (word,))))
    scores = {field: score - SLIP * len(slips) for field, score in _scores(mended, known).items()}
    ranked = sorted(scores, key=lambda field: (-scores[field], field))
    if not ranked or scores[ranked[0]] < WORTH_SAYING:
        return None
    best, rivals = ranked[0], ranked[1:]
    is_certain = (
        len(slips) <= 1
        and _same_words(frozenset(mended), known) == {best}
        and scores[best] >= ENOUGH
        and (
            scores[best] == SAME or all(scores[best] - scores[other] >= MARGIN for other in rivals)
        )
    )
    return Likeness(
        field=best,
        score=scores[best],
        is_certain=is_certain,
        fields=tuple(field for field in ranked if scores[field] >= WORTH_SAYING),
    )


def _same_words(said: frozenset[str], known: _Known) -> frozenset[Field]:
    """The fields of which a known heading has these words, no more and no fewer."""
    return frozenset(
        field
        for spare in known.spare
        for field in known.exact.get(said - spare, ())
        if _spare(field) == spare
    )


def _scores(said: tuple[str, ...], known: _Known) -> dict[Field, float]:
    """How near each field's nearest heading is, where no word makes it another thing."""
    from rapidfuzz import fuzz, process

    vetoes, scores = veto_words().intersection(said), dict[Field, float]()
    for spare in known.spare:
        text = _text(word for word in said if word not in spare)
        found = process.extract(
            text, known.texts, scorer=fuzz.ratio, limit=None, score_cutoff=WORTH_SAYING - MARGIN
        )
        for _, score, at in found:
            field = known.fields[at]
            if _spare(field) == spare and vetoes <= known.words[at]:
                scores[field] = max(score, scores.get(field, 0.0))
    return scores


def _text(words: Iterable[str]) -> str:
    return " ".join(sorted(words))


@lru_cache(maxsize=128)
def _spare(field: Field) -> frozenset[str]:
    """The words that add nothing to a field: a date's heading need not say "date"."""
    return frozenset(
        word
        for word, fields in (("date", DATES), ("name", _NAMED), ("current", _CURRENT))
        if field in fields
    ) | frozenset(
        word
        for word, is_spare in (
            ("child", field not in _ALWAYS),
            ("case", field in _CASE),
            ("unique", field is Field.CHILD_ID),
        )
        if is_spare
    )


@lru_cache(maxsize=4)
def _known(kind: str) -> _Known:
    exact: dict[frozenset[str], set[Field]] = {}
    texts, fields, words = [], [], []
    for heading, field in headings_of(kind):
        said = frozenset(heading_words(heading))
        core = said - _spare(field)
        if core <= _SAYS_LITTLE and field not in _ALWAYS:
            continue
        exact.setdefault(core, set()).add(field)
        texts.append(_text(core))
        fields.append(field)
        words.append(said)
    return _Known(
        exact={core: frozenset(found) for core, found in exact.items()},
        texts=texts,
        fields=fields,
        words=words,
        spare=frozenset(map(_spare, fields)),
    )


def _slips(said: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The strange words of a heading, and what each is where that is clear."""
    return {word: _mended(word) for word in said if word not in _stock()}


@lru_cache(maxsize=5_000)
def _mended(word: str) -> tuple[str, ...]:
    """What a strange word is with one letter more, less, changed or out of place."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < SHORTEST_SLIP or not word.isalpha():
        return (word,)
    near = process.extract(word, _forms(), scorer=OSA.distance, limit=None, score_cutoff=1)
    meant = {heading_words(form) for form, _, _ in near if len(form) >= SHORTEST_SLIP - 1}
    return meant.pop() if len(meant) == 1 else (word,)


@lru_cache(maxsize=1)
def _stock() -> frozenset[str]:
    """Every word that we know, so that no other is taken for a slip of one."""
    headings = (heading for kind in KINDS for heading, _ in headings_of(kind))
    known = (word for heading in headings for word in heading_words(heading))
    return frozenset({*known, *veto_words(), *word_stock()})


KINDS = ("children", "workers")


@lru_cache(maxsize=1)
def _forms() -> list[str]:
    return sorted(_stock() | known_forms())

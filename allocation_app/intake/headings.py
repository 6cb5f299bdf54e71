"""Which column brings which fact: by the headings, matched exactly but for case and punctuation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from allocation_app.intake.alias_files import word_lists
from allocation_app.intake.cells import squash
from allocation_app.intake.fields import Field

TWO, MOST_WORDS = 2, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Aliases:
    """The headings of one kind of sheet: matched form -> field, and how near each is."""

    fields: Mapping[str, Field]
    ranks: Mapping[str, int] = field(default_factory=dict)

    def field_of(self, heading: str) -> Field | None:
        """The field that a heading means, None where no alias knows it."""
        found = self.fields.get(key(heading))
        if found is None and "(" in heading:
            found = self.fields.get(squash(heading))
        return self._of_parts(heading) if found is None else found

    def _of_parts(self, heading: str) -> Field | None:
        """The field that each language of a heading means: "Statws / Status"."""
        ways = [parts(heading)]
        if len(ways[0]) < TWO:  # a line break between the two is a space by now
            words = heading.split()[:MOST_WORDS]
            ways += [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
        for way in ways:
            meant = {self.fields.get(key(part)) for part in way}
            if len(meant) == 1 and (found := meant.pop()) is not None:
                return found
        return None

    def rank(self, heading: str) -> int:
        """How far down its field's list a heading stands: 0 is the nearest."""
        return self.ranks.get(key(heading), self.ranks.get(squash(heading), len(self.ranks)))


_HARMLESS = re.compile(
    r"[(\[]\s*(y\s*/\s*n|yes\s*/\s*no|true\s*/\s*false|i\s*/\s*n|ie\s*/\s*na|dd[/.-]mm[/.-]yy(yy)?"
    r"|date|if any|if known|if applicable|optional|text|%|name|enw|dyddiad)\s*[)\]]+",
    re.IGNORECASE,
)


_NUMBER = re.compile(r"^\s*[(\[]?\d{1,3}\s*[.):\]]\s*(?=[^\W\d_])")
_OR = re.compile(r"\s*[/|\n\r]\s*|\s+[-–—]\s+")


def parts(heading: str) -> tuple[str, ...]:
    """What a heading says, without its number ("3. Status"), in each of its languages."""
    bare = _NUMBER.sub("", heading)
    both = tuple(part for part in _OR.split(bare) if part.strip())
    return both if len(both) > 1 else (bare,) * (bare != heading)


@lru_cache(maxsize=10_000)
def key(heading: str) -> str:
    """A heading for matching: squashed, without "(Y/N)", "(dd/mm/yyyy)" and the like."""
    return squash(plain(heading))


def plain(heading: str) -> str:
    """A heading without "(Y/N)", "(dd/mm/yyyy)" and the like."""
    has_brackets = "(" in heading or "[" in heading
    return _HARMLESS.sub(" ", heading) if has_brackets else heading


@lru_cache(maxsize=4)
def aliases(name: str) -> Aliases:
    """The headings of ``children`` or ``workers``, from resources/aliases."""
    table = word_lists(name)
    fields: dict[str, Field] = {}
    ranks: dict[str, int] = {}
    for name_of_field, headings in table.items():
        for rank, heading in enumerate(headings):
            for form in (key(heading), squash(heading)):
                if fields.setdefault(form, Field(name_of_field)) is not Field(name_of_field):
                    message = f"{heading!r} stands for two fields in {name}.toml"
                    raise ValueError(message)
                ranks.setdefault(form, rank)
    return Aliases(fields=fields, ranks=ranks)


def headings_of(name: str) -> list[tuple[str, Field]]:
    """Every heading of ``children`` or ``workers`` as it is listed, with its field."""
    return [
        (heading, Field(field)) for field, listed in word_lists(name).items() for heading in listed
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A column that means a field; ``loses_to`` is the column that was taken instead."""

    column: int
    field: Field
    loses_to: int | None = None


def claims(headings: Sequence[str], known: Aliases, filled: Sequence[bool]) -> list[Claim]:
    """What each column means. Of several with one meaning, the nearest that is filled is taken."""
    wanted: dict[Field, list[int]] = {}
    for column, heading in enumerate(headings):
        found = known.field_of(heading) if heading else None
        if found is not None:
            wanted.setdefault(found, []).append(column)
    made: list[Claim] = []
    for meaning, columns in wanted.items():
        best, *others = sorted(columns, key=lambda c: (not filled[c], known.rank(headings[c]), c))
        made.append(Claim(column=best, field=meaning))
        made += [Claim(column=other, field=meaning, loses_to=best) for other in others]
    return sorted(made, key=lambda claim: claim.column)

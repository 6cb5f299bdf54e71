"""What each column of a table brings, and how that was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from allocation_app.intake.fields import Field
from allocation_app.intake.headings import aliases, claims
from allocation_app.intake.layouts.layout import Layout, Subject
from allocation_app.intake.mapping import (
    LEFT_OUT,
    NO_MAPPING,
    Mapping,
    TableMapping,
    column_keys,
    decided_for,
)


class How(StrEnum):
    """How the meaning of a column was decided, in the order in which it is tried."""

    PROFILE = "profile"
    """By somebody, in a mapping for these headings."""
    LAYOUT = "layout"
    """By a return whose headings are published."""
    ALIAS = "alias"
    """By a heading that teams are known to use."""
    SIMILAR = "similar"
    """By a heading like a known one and by what stands under it; a person should look."""
    WITHHELD = "withheld"
    """Left out on purpose: it should never be in a planning copy."""
    UNUSED = "unused"
    """Not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """A column: the field it brings (None: none), how sure that is (0 to 1), and what else it may.

    ``column`` counts from 0. ``loses_to`` is the column that was taken instead, where several have
    one meaning: nothing is taken from this one then. ``suggestion`` is what it may mean, for a
    person to say.
    """

    column: int
    heading: str
    field: Field | None
    how: How
    confidence: float
    loses_to: int | None = None
    suggestion: Field | None = None

    @property
    def is_taken(self) -> bool:
        """Whether a fact is taken from it."""
        return self.field is not None and self.loses_to is None


Cells = Callable[[int], Sequence[object]]
"""Gives what stands under the headings in a column, counted from 0."""


def meanings(
    headings: Sequence[str], layout: Layout, cells: Cells, mapping: Mapping = NO_MAPPING
) -> tuple[ColumnMeaning, ...]:
    """What each column means, in their order."""
    said = decided_columns(headings, layout, decided_for(headings, mapping))
    fixed = {field: column for column, field in said.items() if field is not None}
    by_profile = [_by_profile(headings, said, fixed, column) for column in said]
    rest = [c for c in range(len(headings)) if c not in said]
    known = {c: layout.known.field_of(headings[c]) for c in rest if headings[c]}
    rivals = Counter(field for field in known.values() if field is not None)
    filled = [
        field is None or rivals[field] == 1 or any(value != "" for value in cells(column))
        for column, field in ((c, known.get(c)) for c in range(len(headings)))
    ]
    left = ["" if column in said else heading for column, heading in enumerate(headings)]
    claimed = {claim.column: claim for claim in claims(left, layout.known, filled)}
    how = How.LAYOUT if layout.list_number else How.ALIAS
    found = []
    for column in rest:
        claim = claimed.get(column)
        field = None if claim is None else claim.field
        found.append(
            ColumnMeaning(
                column=column,
                heading=headings[column],
                field=field,
                how=How.UNUSED if claim is None else how,
                confidence=0.0 if claim is None else 1.0,
                loses_to=None if claim is None else fixed.get(claim.field, claim.loses_to),
            )
        )
    return tuple(sorted((*by_profile, *found), key=lambda meaning: meaning.column))


def decided_columns(
    headings: Sequence[str], layout: Layout, decided: TableMapping | None
) -> dict[int, Field | None]:
    """What a person said of columns: None where one is left out.

    What the rows of this layout cannot have is not taken: a child has no hours a week.
    """
    if decided is None:
        return {}
    possible = fields_of(layout.subject)
    said: dict[int, Field | None] = {}
    for column, own in enumerate(column_keys(headings)):
        meant = decided.columns.get(own)
        if meant is not None:
            wanted = Field(meant) if meant != LEFT_OUT else None
            said[column] = wanted if wanted in possible else None
    return said


def _by_profile(
    headings: Sequence[str],
    said: Map[int, Field | None],
    fixed: Map[Field, int],
    column: int,
) -> ColumnMeaning:
    """A column that a person decided; of two with one meaning the last is taken."""
    field = said[column]
    kept = column if field is None else fixed[field]
    return ColumnMeaning(
        column=column,
        heading=headings[column],
        field=field,
        how=How.PROFILE,
        confidence=1.0,
        loses_to=None if kept == column else kept,
    )


@lru_cache(maxsize=4)
def fields_of(subject: Subject) -> frozenset[Field]:
    """What a column about children, or about workers, can bring."""
    if subject in {Subject.NOBODY_NOW, Subject.UNKNOWN}:
        return frozenset()
    return frozenset(aliases(subject.value).fields.values())


def known_fields(
    headings: Sequence[str], layout: Layout, decided: TableMapping | None
) -> list[Field | None]:
    """The field of each column by decision or by its heading alone, to know a table by."""
    said = decided_columns(headings, layout, decided)
    return [
        said[column] if column in said else layout.known.field_of(heading) if heading else None
        for column, heading in enumerate(headings)
    ]


def taken(found: Sequence[ColumnMeaning]) -> Map[Field, int]:
    """The column of each field that is taken."""
    return {m.field: m.column for m in found if m.field is not None and m.loses_to is None}

"""What each column of a table brings, and how that was decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from enum import StrEnum

from allocation_app.intake.fields import Field
from allocation_app.intake.headings import claims
from allocation_app.intake.layouts.layout import Layout
from allocation_app.intake.mapping import NO_MAPPING, Mapping


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
    del mapping
    known = [layout.known.field_of(heading) if heading else None for heading in headings]
    filled = [
        known.count(meaning) < 2 or any(value != "" for value in cells(column))  # noqa: PLR2004 - only a rival
        for column, meaning in enumerate(known)
    ]
    claimed = {claim.column: claim for claim in claims(headings, layout.known, filled)}
    how = How.LAYOUT if layout.list_number else How.ALIAS
    found = []
    for column, heading in enumerate(headings):
        claim = claimed.get(column)
        found.append(
            ColumnMeaning(
                column=column,
                heading=heading,
                field=None if claim is None else claim.field,
                how=How.UNUSED if claim is None else how,
                confidence=0.0 if claim is None else 1.0,
                loses_to=None if claim is None else claim.loses_to,
            )
        )
    return tuple(found)


def taken(found: Sequence[ColumnMeaning]) -> Map[Field, int]:
    """The column of each field that is taken."""
    return {m.field: m.column for m in found if m.field is not None and m.loses_to is None}

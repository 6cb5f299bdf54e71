"""What each column of a table brings, and how that was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from allocation_app.intake.contents import (
    are_answers,
    are_case_statuses,
    are_dates,
    belies,
    says_something,
)
from allocation_app.intake.fields import DATES, Field
from allocation_app.intake.headings import aliases, claims, key
from allocation_app.intake.layouts.layout import Layout, Subject
from allocation_app.intake.mapping import (
    LEFT_OUT,
    NO_MAPPING,
    Mapping,
    TableMapping,
    column_keys,
    decided_for,
)
from allocation_app.intake.similar import MARGIN, Likeness, likeness
from allocation_app.intake.withheld import is_withheld


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
    person to say. ``is_belied`` says that it is headed as dates and holds none at all.
    """

    column: int
    heading: str
    field: Field | None
    how: How
    confidence: float
    loses_to: int | None = None
    suggestion: Field | None = None
    is_belied: bool = False

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
    found = _by_profile(headings, said)
    found |= _by_heading(headings, layout, cells, found)
    found |= _by_content(headings, layout, cells, found)
    return tuple(found[column] for column in sorted(found))


Found = dict[int, ColumnMeaning]
DOUBTFUL = 0.9
"""How sure a meaning is that a heading shares with another one, and that its cells decide."""


def _by_profile(headings: Sequence[str], said: Map[int, Field | None]) -> Found:
    """The columns that a person decided; of two with one meaning the last is taken."""
    fixed = {field: column for column, field in said.items() if field is not None}
    found = {}
    for column, field in said.items():
        kept = column if field is None else fixed[field]
        found[column] = ColumnMeaning(
            column=column,
            heading=headings[column],
            field=field,
            how=How.PROFILE,
            confidence=1.0,
            loses_to=None if kept == column else kept,
        )
    return found


def _by_heading(headings: Sequence[str], layout: Layout, cells: Cells, before: Found) -> Found:
    """The columns whose headings are known, unless all that stands there speaks against it."""
    found: Found = {}
    left = ["" if column in before else heading for column, heading in enumerate(headings)]
    fields = [layout.known.field_of(heading) if heading else None for heading in left]
    how = How.LAYOUT if layout.headings else How.ALIAS
    for column, field in enumerate(fields):
        if field is Field.BEDROOM_SEEN and are_answers(cells(column)):
            left[column] = ""
            found[column] = _answer(column, headings, how, fields, Field.WAS_BEDROOM_SEEN)
        elif field is not None and field in DATES and belies(field, cells(column)):
            left[column] = ""
            found[column] = _unused(column, headings, suggestion=field, is_belied=True)
        elif field is Field.WORKER and are_answers(cells(column)):
            left[column] = ""
            found[column] = _answer(column, headings, how, fields, Field.IS_CASE_HOLDER)
        elif field is Field.VISITED_BY and are_dates(cells(column)):
            left[column] = ""
            found[column] = _unused(column, headings)
        elif field is Field.LEGAL_STATUS and are_case_statuses(cells(column)):
            left[column] = ""
            found[column] = _case_status(column, headings, fields)
    rivals = Counter(field for field in fields if field is not None)
    filled = [
        field is None or rivals[field] == 1 or says_something(field, cells(column))
        for column, field in enumerate(fields)
    ]
    fixed = taken(tuple(before.values()))
    for claim in claims(left, layout.known, filled):
        found[claim.column] = ColumnMeaning(
            column=claim.column,
            heading=headings[claim.column],
            field=claim.field,
            how=how,
            confidence=1.0,
            loses_to=fixed.get(claim.field, claim.loses_to),
        )
    return found


def _answer(
    column: int, headings: Sequence[str], how: How, fields: Sequence[Field | None], flag: Field
) -> ColumnMeaning:
    """A column of yes and no under a heading that is another fact's.

    "Case holder" names nobody then and says whose row holds the case; "Bedroom seen" is of the
    last visit.
    """
    return ColumnMeaning(
        column=column,
        heading=headings[column],
        field=flag,
        how=how,
        confidence=1.0,
        loses_to=fields.index(flag) if flag in fields else None,
    )


def _case_status(
    column: int, headings: Sequence[str], fields: Sequence[Field | None]
) -> ColumnMeaning:
    """A "Legal status" column of "CP" and "LAC": the status, where no other column gives it."""
    if Field.STATUS in fields:
        return _unused(column, headings)
    return ColumnMeaning(
        column=column,
        heading=headings[column],
        field=Field.STATUS,
        how=How.SIMILAR,
        confidence=DOUBTFUL,
    )


def _by_content(headings: Sequence[str], layout: Layout, cells: Cells, before: Found) -> Found:
    """The other columns: withheld, like a known heading, or unused; each is one of these."""
    rest = [column for column in range(len(headings)) if column not in before]
    found: Found = {}
    like: dict[int, Likeness] = {}
    for column in rest:
        heading, values = headings[column], cells(column)
        if is_withheld(heading, values):
            found[column] = _unused(column, headings, how=How.WITHHELD)
            continue
        may_be_like = (
            heading and layout.subject in MADE_BY_HAND and key(heading) not in layout.headings
        )
        near = likeness(heading, layout.subject.value) if may_be_like else None
        if near is not None:
            like[column] = near
        guess = None if near is None else near.suggestion(values)
        found[column] = _unused(column, headings, suggestion=guess)
    given = {*taken(tuple(before.values()))}
    for column, near in like.items():
        is_best = all(
            near.score - other.score >= MARGIN
            for at, other in like.items()
            if at != column and other.field is near.field
        )
        if near.is_certain and near.field not in given and is_best and near.fits(cells(column)):
            found[column] = ColumnMeaning(
                column=column,
                heading=headings[column],
                field=near.field,
                how=How.SIMILAR,
                confidence=round(near.score / 100, 2),
            )
    return found


def _unused(
    column: int,
    headings: Sequence[str],
    *,
    how: How = How.UNUSED,
    suggestion: Field | None = None,
    is_belied: bool = False,
) -> ColumnMeaning:
    return ColumnMeaning(
        column=column,
        heading=headings[column],
        field=None,
        how=how,
        confidence=0.0,
        suggestion=suggestion,
        is_belied=is_belied,
    )


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


@lru_cache(maxsize=4)
def fields_of(subject: Subject) -> frozenset[Field]:
    """What a column about children, or about workers, can bring."""
    if subject is Subject.BESIDE:
        return fields_of(Subject.CHILDREN)
    return frozenset(aliases(subject.value).fields.values()) if subject in MADE_BY_HAND else NONE


MADE_BY_HAND = frozenset({Subject.CHILDREN, Subject.WORKERS})
"""Where a heading may be like a known one; a return writes its headings as they are published."""
NONE: frozenset[Field] = frozenset()


def known_fields(
    headings: Sequence[str], layout: Layout, decided: TableMapping | None
) -> list[Field | None]:
    """The field of each column by decision or by its heading alone, to know a table by.

    Where some are known, others may be known by the words that they share with known headings.
    """
    said = decided_columns(headings, layout, decided)
    found = [
        said[column] if column in said else layout.known.field_of(heading) if heading else None
        for column, heading in enumerate(headings)
    ]
    if len(set(found) - {None}) < LEAST_KNOWN or layout.subject not in MADE_BY_HAND:
        return found
    for column, heading in enumerate(headings):
        if found[column] is None and heading and column not in said:
            near = likeness(heading, layout.subject.value)
            if near is not None and near.is_certain and near.field not in found:
                found[column] = near.field
    return found


LEAST_KNOWN = 2
"""Known headings in a row before any other is looked at: it costs time, and rows are many."""


def taken(found: Sequence[ColumnMeaning]) -> Map[Field, int]:
    """The column of each field that is taken."""
    return {m.field: m.column for m in found if m.field is not None and m.loses_to is None}

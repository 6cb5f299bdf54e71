"""Which layout a row of headings belongs to, if any."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.intake.cells import squash
from allocation_app.intake.columns import known_fields
from allocation_app.intake.fields import Field
from allocation_app.intake.layouts.layout import Layout, children_layout, workers_layout
from allocation_app.intake.layouts.named import layouts_by_name, published_layout
from allocation_app.intake.mapping import TableMapping

LEAST_FIELDS = 3
DECIDED = 1_000
"""Headings that a person has decided about count for more than any that we know."""
ID_ONLY = frozenset({"id", "ref", "name", "child", "reference"})
CHILD_SIGNS = frozenset(
    {Field.DATE_OF_BIRTH, Field.STATUS, Field.CASE_TYPE, Field.WORKER, Field.ALLOCATED}
)


def layout_of(
    sheet: str, headings: Sequence[str], decided: TableMapping | None = None
) -> tuple[int, Layout] | None:
    """The layout that a person said, or that knows most of these headings, and how many."""
    if decided is not None and decided.layout in layouts_by_name():
        return DECIDED + len(headings), layouts_by_name()[decided.layout]
    published = published_layout(sheet, headings, decided)
    if published is not None:
        return published
    child, worker = children_layout(), workers_layout()
    fields = set(known_fields(headings, child, decided)) - {None, Field.AGE}  # anybody has an age
    staff = set(known_fields(headings, worker, decided)) - {None}
    is_child = Field.CHILD_ID in fields and len(fields) >= LEAST_FIELDS
    names = {Field.WORKER, Field.WORKER_ID, Field.WORKER_SURNAME}
    is_staff = bool(staff & names) and len(staff) >= LEAST_FIELDS
    if is_child and is_staff:
        has_plain_id = not any(
            child.known.field_of(heading) is Field.CHILD_ID and squash(heading) not in ID_ONLY
            for heading in headings
            if heading
        )
        is_child = not has_plain_id or len(fields) >= len(staff)
    if is_child:
        return len(fields), child
    if is_staff and not headings_of_children(headings):
        return len(staff), worker
    return None


def headings_of_children(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings, where they are those of children though none is an identifier."""
    known = children_layout().known
    fields = {known.field_of(heading) for heading in headings if heading}
    if len(fields & CHILD_SIGNS) >= LEAST_FIELDS or (
        Field.DATE_OF_BIRTH in fields and fields & (CHILD_SIGNS - {Field.DATE_OF_BIRTH})
    ):
        return tuple(filter(None, headings))
    return ()

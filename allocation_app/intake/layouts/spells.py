"""A row for each time that a worker was with a child: involvements, allocations, relationships."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from allocation_app.intake.alias_files import alias_file, strings_by_name
from allocation_app.intake.cells import squash
from allocation_app.intake.columns import known_fields
from allocation_app.intake.fields import EVENTS, Field
from allocation_app.intake.headings import Aliases, aliases, key
from allocation_app.intake.layouts.layout import Layout, Subject, workers_layout
from allocation_app.intake.mapping import TableMapping

ORDER = 20
"""A list of children is believed before the spells beside it."""
PLAIN_IDS = frozenset({"id", "ref", "reference", "name", "child"})
OF_A_LIST = frozenset({*EVENTS, Field.STATUS, Field.CASE_TYPE})
"""With any of these, "start" and "end" may be those of a plan or a case."""
CAPACITY = frozenset({Field.INVOLVEMENT, Field.IS_CASE_HOLDER})
TIMES = frozenset({Field.ALLOCATED, Field.ALLOCATION_ENDED})
WHO = frozenset({Field.WORKER, Field.WORKER_ID})
STAFF_ONLY = frozenset({Field.FTE, Field.HOURS, Field.NEWLY_QUALIFIED})


def spells_layout(
    headings: Sequence[str], decided: TableMapping | None = None
) -> tuple[int, Layout] | None:
    """The layout of spells, where these headings are of one, and how many of them it knows.

    It takes a child's id, a worker, and either both ends of the time or one of them beside a column
    that says in which capacity. A plain "ID" may be anybody's, so it is not enough.
    """
    for is_generic in (True, False):
        layout = layout_of_spells(is_generic=is_generic)
        found = known_fields(headings, layout, decided)
        fields = {field for field in found if field is not None}
        if is_generic and fields & OF_A_LIST:
            continue
        if _is_of_spells(fields) and _has_own_id(headings, layout.known):
            return len(fields), layout
    return None


def _is_of_spells(fields: set[Field]) -> bool:
    has_time = fields & TIMES
    says_when = has_time == TIMES or bool(has_time and fields & CAPACITY)
    return Field.CHILD_ID in fields and bool(fields & WHO) and says_when


def _has_own_id(headings: Sequence[str], known: Aliases) -> bool:
    """Whether the id is plainly a child's and nothing is said that only staff have."""
    staff = {workers_layout().known.field_of(heading) for heading in headings if heading}
    if staff & STAFF_ONLY:
        return False
    return any(
        known.field_of(heading) is Field.CHILD_ID and squash(heading) not in PLAIN_IDS
        for heading in headings
        if heading
    )


@lru_cache(maxsize=2)
def layout_of_spells(*, is_generic: bool = True) -> Layout:
    """The layout, with or without the headings that mean a spell only on a sheet of spells."""
    parts = alias_file("spells")
    own: dict[str, Field] = {}
    ranks: dict[str, int] = {}
    for part in ("sure", "generic") if is_generic else ("sure",):
        for name, headings in strings_by_name(parts[part]).items():
            for heading in headings:
                own.setdefault(key(heading), Field(name))
                ranks.setdefault(key(heading), len(ranks))
    children = aliases("children")
    later = {form: len(ranks) + rank for form, rank in children.ranks.items()}
    return Layout(
        name="spells",
        subject=Subject.CHILDREN,
        known=Aliases(fields={**children.fields, **own}, ranks={**later, **ranks}),
        order=ORDER,
    )

"""The layouts by name, for decisions of people, and those whose headings are published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from allocation_app.intake.layouts.annex_a import annex_a_layout, annex_a_lists
from allocation_app.intake.layouts.layout import Layout, children_layout, workers_layout
from allocation_app.intake.layouts.returns import return_layout, return_tables
from allocation_app.intake.layouts.spells import layout_of_spells, spells_layout
from allocation_app.intake.mapping import TableMapping


@lru_cache(maxsize=1)
def layouts_by_name() -> Mapping[str, Layout]:
    """Every layout that a table can be said to have."""
    plain = (children_layout(), workers_layout(), layout_of_spells())
    returns = (table.layout for table in return_tables().values())
    known = (*plain, *(annex.layout for annex in annex_a_lists()), *returns)
    return {layout.name: layout for layout in known}


def published_layout(
    sheet: str, headings: Sequence[str], decided: TableMapping | None = None
) -> tuple[int, Layout] | None:
    """The layout of a return or a case system's table, and how many headings it knows.

    A text file has no sheet's name: there the headings alone decide.
    """
    return (
        annex_a_layout(sheet, headings)
        or return_layout(headings)
        or spells_layout(headings, decided)
    )

"""The layouts by name, for decisions of people: what a table may be said to be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from allocation_app.intake.layouts.annex_a import annex_a_lists
from allocation_app.intake.layouts.layout import Layout, children_layout, workers_layout
from allocation_app.intake.layouts.spells import layout_of_spells


@lru_cache(maxsize=1)
def layouts_by_name() -> Mapping[str, Layout]:
    """Every layout that a table can be said to have."""
    plain = (children_layout(), workers_layout(), layout_of_spells())
    known = (*plain, *(annex.layout for annex in annex_a_lists()))
    return {layout.name: layout for layout in known}

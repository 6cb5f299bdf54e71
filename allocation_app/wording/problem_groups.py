"""The groups in which problems of an import are shown: what a person would mend in one go."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from allocation_app.errors import Problem
from allocation_app.wording.translate import mark, tr


class Group(StrEnum):
    """Groups in the order in which they are shown: nearest to a child first."""

    CHILDREN = "children"
    ROWS = "rows"
    WORKERS = "workers"
    DATES = "dates"
    VALUES = "values"
    COLUMNS = "columns"
    SHEETS = "sheets"
    FILES = "files"


TITLES: Mapping[Group, str] = {
    Group.CHILDREN: mark("Children"),
    Group.ROWS: mark("Rows"),
    Group.WORKERS: mark("Workers and staff list"),
    Group.DATES: mark("Dates"),
    Group.VALUES: mark("Other cells"),
    Group.COLUMNS: mark("Columns and headings"),
    Group.SHEETS: mark("Sheets and tables"),
    Group.FILES: mark("Files"),
}

STEMS: Mapping[str, Group] = {
    "child": Group.CHILDREN,
    "children": Group.CHILDREN,
    "no_children": Group.CHILDREN,
    "age": Group.CHILDREN,
    "ages": Group.CHILDREN,
    "id": Group.CHILDREN,
    "row": Group.ROWS,
    "rows": Group.ROWS,
    "header": Group.ROWS,
    "spell": Group.WORKERS,
    "spells": Group.WORKERS,
    "involvement": Group.WORKERS,
    "episodes": Group.CHILDREN,
    "reviews": Group.CHILDREN,
    "fact": Group.VALUES,
    "worker": Group.WORKERS,
    "group": Group.WORKERS,
    "grouping": Group.WORKERS,
    "previous": Group.WORKERS,
    "staff": Group.WORKERS,
    "absence": Group.WORKERS,
    "role": Group.WORKERS,
    "date": Group.DATES,
    "dates": Group.DATES,
    "cell": Group.VALUES,
    "formula": Group.VALUES,
    "number": Group.VALUES,
    "yes": Group.VALUES,
    "code": Group.VALUES,
    "status": Group.VALUES,
    "legal": Group.VALUES,
    "placement": Group.VALUES,
    "name": Group.WORKERS,
    "visitor": Group.WORKERS,
    "column": Group.COLUMNS,
    "columns": Group.COLUMNS,
    "headings": Group.COLUMNS,
    "sheet": Group.SHEETS,
    "table": Group.SHEETS,
    "text": Group.SHEETS,
    "quotes": Group.FILES,
    "nul": Group.FILES,
    "encoding": Group.FILES,
    "accepted": Group.FILES,
    "as": Group.FILES,
    "file": Group.FILES,
}
"""The group of a problem, by the whole code or by its first word."""


def group(problem: Problem) -> Group:
    """Where a problem is shown."""
    stem = problem.code.partition("_")[0]
    return STEMS.get(problem.code) or STEMS.get(stem) or Group.FILES


def title(of: Group) -> str:
    """The group's name on the screen."""
    return tr(TITLES[of])

"""SSDA903 and the CIN census: each of their tables by the set of its columns' names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from allocation_app.domain.people import Status
from allocation_app.intake.alias_files import alias_file
from allocation_app.intake.fields import Field
from allocation_app.intake.headings import Aliases, key
from allocation_app.intake.layouts.layout import Layout, Subject

WORKFORCE = "census_workforce"
LEAST_SHARE = 0.5
"""How many of the columns with a heading must be of the return: a team's own list has others."""
SUBJECTS = {
    "children": Subject.CHILDREN,
    "beside": Subject.BESIDE,
    "workers": Subject.WORKERS,
    "aside": Subject.NOBODY_NOW,
}
ORDERS = {"children": 10, "beside": 30, "workers": 0, "aside": 0}
"""The caseload of a return is believed before spells, and what stands beside comes last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTable:
    """A table of a return: the columns it must have, all that it may have, and how it is used."""

    layout: Layout
    needs: frozenset[str]
    headings: frozenset[str]
    latest: Field | None


def return_layout(headings: Sequence[str]) -> tuple[int, Layout] | None:
    """The table of a return that has these headings, and how many of them it knows."""
    keys = {key(heading) for heading in headings if heading}
    best: tuple[int, Layout] | None = None
    for table in return_tables().values():
        known = len(keys & table.headings)
        fits = table.needs <= keys and known >= LEAST_SHARE * len(keys)
        if fits and (best is None or known > best[0]):
            best = (known, table.layout)
    return best


@lru_cache(maxsize=1)
def return_tables() -> Mapping[str, ReturnTable]:
    """All of them by name, from resources/aliases/returns.toml."""
    listed = alias_file("returns")["table"]
    made = [_table(each) for each in listed if isinstance(each, dict)]  # type: ignore[attr-defined]
    return {table.layout.name: table for table in made}


def _table(table: Mapping[str, object]) -> ReturnTable:
    needs = frozenset(map(key, _strings(table, "needs")))
    named = table.get("fields", {})
    fields = {key(heading): Field(str(field)) for heading, field in dict(named).items()}  # type: ignore[call-overload]
    part, status = str(table["part"]), str(table.get("status", ""))
    latest = str(table.get("latest", ""))
    headings = needs | frozenset(map(key, _strings(table, "others")))
    return ReturnTable(
        layout=Layout(
            name=str(table["name"]),
            subject=SUBJECTS[part],
            known=Aliases(fields=fields),
            order=ORDERS[part],
            status=Status(status) if status else None,
            title=str(table["title"]),
            headings=headings,
        ),
        needs=needs,
        headings=headings,
        latest=Field(latest) if latest else None,
    )


def _strings(table: Mapping[str, object], name: str) -> list[str]:
    found = table.get(name, [])
    return [str(text) for text in found] if isinstance(found, list) else []

"""Ofsted's Annex A lists, recognised by the share of their headings that a sheet has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from allocation_app.domain.people import Status
from allocation_app.intake.alias_files import alias_file
from allocation_app.intake.fields import Field
from allocation_app.intake.headings import Aliases, aliases, key
from allocation_app.intake.layouts.layout import Layout, Subject

LEAST_SHARE = 0.6
LEAST_SHARE_NAMED = 0.4
LEAST_OWN = 2
_NAME = re.compile(r"(?:annex a )?(?:list|rhestr)?[ _-]*(\d{1,2})\b.*", re.IGNORECASE)


LEAST_PRUNED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexList:
    """One list: its headings in every form seen, and the field that each brings, if any."""

    layout: Layout
    headings: frozenset[str]
    id_heading: str
    size: int
    own: frozenset[str]
    need_codes: Mapping[str, re.Pattern[str]]


def annex_a_layout(sheet: str, headings: Sequence[str]) -> tuple[int, Layout] | None:
    """The list that a row of headings belongs to, and how many of them it knows.

    A sheet named "List 6", "List_6" or "6" needs fewer of them. What tells two lists apart is what
    only one of them has.
    """
    keys = {key(heading) for heading in headings if heading}
    match = _NAME.fullmatch(sheet.strip())
    named = int(match[1]) if match is not None else 0
    best: tuple[float, int, Layout] | None = None
    for annex in annex_a_lists():
        if annex.id_heading not in keys:
            continue
        known = len(keys & annex.headings)
        is_named = annex.layout.list_number == named
        least = LEAST_SHARE_NAMED if is_named else LEAST_SHARE
        share = known / annex.size
        if is_named and known >= LEAST_PRUNED:  # columns that nobody wanted were taken out
            share = max(share, known / len(keys))
        has_own = len(keys & annex.own) >= (1 if is_named else LEAST_OWN)
        if share >= least and has_own and (best is None or share > best[0]):
            best = (share, known, annex.layout)
    return None if best is None else (best[1], best[2])


@lru_cache(maxsize=1)
def annex_a_lists() -> tuple[AnnexList, ...]:
    """The eleven lists, from resources/aliases/annex_a.toml."""
    tables = _tables()
    forms = [_forms(table) for table in tables]
    return tuple(_annex_list(table, forms, index) for index, table in enumerate(tables))


Table = Mapping[str, object]


def _tables() -> list[Table]:
    found = alias_file("annex_a")["list"]
    return [table for table in found if isinstance(table, dict)] if isinstance(found, list) else []


def _strings(table: Table, name: str) -> list[str]:
    found = table.get(name, [])
    return [str(text) for text in found] if isinstance(found, list) else []


def _mapping(table: Table, name: str) -> Table:
    found = table.get(name, {})
    return found if isinstance(found, dict) else {}


def _forms(table: Table) -> frozenset[str]:
    return frozenset(
        key(heading)
        for heading in (
            *_strings(table, "headings"),
            *_strings(table, "variants"),
            *_mapping(table, "fields"),
        )
    )


def _annex_list(table: Table, forms: Sequence[frozenset[str]], index: int) -> AnnexList:
    number = int(str(table["number"]))
    others = frozenset[str]().union(*(form for at, form in enumerate(forms) if at != index))
    order = int(str(table.get("order", 0)))
    fields = {
        key(heading): Field(str(field)) for heading, field in _mapping(table, "fields").items()
    }
    extra = {
        form: field
        for form, field in aliases("children").fields.items()
        if form not in forms[index]
    }
    status = str(table.get("status", ""))
    return AnnexList(
        layout=Layout(
            name=f"annex_a_list_{number}",
            subject=Subject.CHILDREN if order else Subject.NOBODY_NOW,
            known=Aliases(fields={**extra, **fields} if order else fields),
            order=order,
            status=Status(status) if status else None,
            list_number=number,
            title=str(table["title"]),
            headings=forms[index],
        ),
        headings=forms[index],
        id_heading=key(_strings(table, "headings")[0]),
        size=len(_strings(table, "headings")),
        own=forms[index] - others,
        need_codes={
            key(heading): re.compile(str(pattern), re.IGNORECASE)
            for heading, pattern in _mapping(table, "codes").items()
        },
    )

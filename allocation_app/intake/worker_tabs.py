"""A tab per worker: the name on the tab, or in its title, holds every child on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from allocation_app.intake.cells import text_of
from allocation_app.intake.fields import Field
from allocation_app.intake.grid import is_filled
from allocation_app.intake.grouped_rows import grouped
from allocation_app.intake.layouts.layout import Subject
from allocation_app.intake.names import name_key
from allocation_app.intake.problems import Code, ProblemLog
from allocation_app.intake.tables import Given, NoTable, Table
from allocation_app.intake.vocabulary import is_nobody
from allocation_app.intake.worker_names import is_holder, is_person, is_pseudo, labelled, parted

LEAST_TABS = 2
OF_A_WORKER = frozenset({Field.WORKER, Field.WORKER_ID, Field.WORKER_SURNAME})
OF_AN_ADVISER = frozenset({Field.PERSONAL_ADVISER})
"""Who is meant beside the worker whose tab it is, and in the worker's place on any other tab."""


def with_workers(
    files: Sequence[Sequence[Table | NoTable]], decided: Iterable[str], log: ProblemLog
) -> list[tuple[Table | NoTable, ...]]:
    """The tables of each file; those of children with the workers that stand once for many rows.

    ``decided`` are the keys of names of which a person has said what they stand for.
    """
    staff = _staff_names([one for found in files for one in found]).union(decided)
    return [
        tuple(_with_tab_workers([_grouped(one, staff, log) for one in found], staff, log))
        for found in files
    ]


def _staff_names(tables: Sequence[Table | NoTable]) -> frozenset[str]:
    """The keys of everybody on the staff lists."""
    names: set[str] = set()
    for table in tables:
        if isinstance(table, Table) and table.layout.subject is Subject.WORKERS:
            parts = [
                [text_of(cell) for cell in table.cells(table.columns[wanted])]
                for wanted in (Field.WORKER, Field.WORKER_FORENAME, Field.WORKER_SURNAME)
                if wanted in table.columns
            ]
            names.update(name_key(" ".join(row)) for row in zip(*parts, strict=True))
    return frozenset(names - {""})


def _is_of_team(one: Table | NoTable) -> bool:
    """Whether this is a list of children that a team made for itself, a row per child."""
    return (
        isinstance(one, Table)
        and one.layout.subject is Subject.CHILDREN
        and not one.layout.list_number
        and one.layout.name == "children"
        and Field.CHILD_ID in one.columns
    )


def _grouped(one: Table | NoTable, staff: frozenset[str], log: ProblemLog) -> Table | NoTable:
    if isinstance(one, Table) and _is_of_team(one):
        return grouped(one, staff, log)
    return one


def _with_tab_workers(
    found: Sequence[Table | NoTable], staff: frozenset[str], log: ProblemLog
) -> list[Table | NoTable]:
    """The tables of one file, where enough of its tabs are called by workers."""
    named: dict[int, str] = {}
    has_worker = False
    for number, one in enumerate(found):
        if isinstance(one, Table) and _is_of_team(one):
            if _says(one, OF_A_WORKER):
                has_worker = True
            elif (name := _name(one, staff)) is not None:
                named[number] = name
            elif _says(one, OF_AN_ADVISER):
                has_worker = True
    people = {n for n, name in named.items() if is_person(name, staff)}
    sheets = {found[n].sheet.name for n in people}
    listed = {n for n in people if name_key(named[n]) in staff}
    taken = set(named) if len(sheets) >= LEAST_TABS or (people and len(named) > 1) else listed
    if has_worker or taken:
        taken |= {n for n, name in named.items() if is_nobody(name)}
    return [
        _from_tab(one, named[number], log) if number in taken and isinstance(one, Table) else one
        for number, one in enumerate(found)
    ]


def _says(table: Table, who: frozenset[Field]) -> bool:
    """Whether a column, or a name that stands once, says whose children these are."""
    return any(
        field in table.given or any(map(is_filled, table.cells(table.columns[field])))
        for field in who & table.fields
    )


def _name(table: Table, staff: frozenset[str]) -> str | None:
    """Whose tab this is, by a title such as "Worker: Jane Doe" or by its name."""
    titles = [text_of(title) for title in table.titles]
    after = dict(zip(titles, [*titles[1:], ""], strict=False))
    for text in titles:
        bare = labelled(text) or (after[text] if labelled(f"{text.rstrip(':')}: -") else "")
        name, _ = parted(bare)
        if bare and is_holder(name, staff):
            return name
    name, _ = parted(table.sheet.name)
    if is_person(name, staff) or is_pseudo(name):
        return name
    return None


def _from_tab(table: Table, name: str, log: ProblemLog) -> Table:
    count = len(table.rows)
    log.add(Code.WORKER_FROM_TAB, table.place(), name, rows=count)
    given = Given(values=(name,) * count, rows=(0,) * count)
    return replace(table, given={**table.given, Field.WORKER: given})

"""What can be chosen where the workbook may be changed: workers, roles, reasons, as one table.

Validation in the other sheets offers these by a defined name for each list.
"""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from allocation_app.domain.people import Worker
from allocation_app.domain.plan import CHANGE_REASONS
from allocation_app.report.facts import Facts
from allocation_app.report.layout import Book
from allocation_app.report.listing import Choices, Column, Listing
from allocation_app.report.lists import lead
from allocation_app.report.looks import Style
from allocation_app.wording import terms
from allocation_app.wording.sheets import (
    Heading,
    heading,
    offered_overrides,
    offered_reasons,
    offered_roles,
    offered_workers,
)
from allocation_app.wording.translate import tr

Row = tuple[Choices, str, str, str]


def add_choices(book: Book, sheet: Worksheet, facts: Facts) -> int:
    """Lay them out and define the names that validation asks for; returns the number of rows."""
    made = choices(facts)
    header = book.add_listing(sheet, made).header
    places: dict[str, tuple[int, int]] = {}
    for row, (which, *_) in enumerate(_rows(facts), start=header + 1):
        first, _ = places.get(which.value, (row, row))
        places[which.value] = (first, row)
    book.name_cells(sheet, {name: f"B{first}:B{last}" for name, (first, last) in places.items()})
    return len(made.rows)


def choices(facts: Facts) -> Listing:
    """A row per choice, list by list."""
    return Listing(
        title=tr("Choices"),
        table="Choices",
        lead=[
            lead(tr("What the columns that may be changed offer. Other words are not understood."))
        ],
        columns=[
            Column(heading=tr("For the column"), style=Style.LONG, widest=26),
            Column(heading=tr("Choice"), style=Style.LONG, widest=44),
            Column(heading=tr("What it is"), style=Style.LONG, widest=50),
        ],
        rows=[row[1:] for row in _rows(facts)],
        nobody="",
        children=None,
        is_landscape=False,
    )


def _rows(facts: Facts) -> Iterator[Row]:
    what = {facts.called[each.id]: _worker(facts, each) for each in facts.snapshot.workers.values()}
    to = ", ".join(map(heading, (Heading.TO, Heading.WORKER)))
    for name in offered_workers(facts.loads.snapshot):
        unallocated = tr("without a social worker: unallocated")
        yield Choices.WORKERS, to, name, what.get(name, unallocated)
    for role in offered_roles():
        yield Choices.ROLES, heading(Heading.ROLE), role, ""
    for reason, code in zip(offered_reasons(), CHANGE_REASONS, strict=True):
        coded = tr("code {code} of the SSDA903 return", code=code)
        yield Choices.REASONS, heading(Heading.REASON), reason, coded
    for reason in offered_overrides():
        yield Choices.OVERRIDES, heading(Heading.OVERRIDE), reason, ""


def _worker(facts: Facts, worker: Worker) -> str:
    return ", ".join(filter(None, (terms.role(worker), facts.team(worker.team))))

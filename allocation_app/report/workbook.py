"""The allocation workbook: a review as sheets that a manager hands round."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from allocation_app.domain.people import Worker
from allocation_app.domain.review import Review
from allocation_app.errors import Problem
from allocation_app.report.balance_sheet import add_balance
from allocation_app.report.changes import changes, staff_changes
from allocation_app.report.cover import Entry, add_cover
from allocation_app.report.facts import Facts
from allocation_app.report.forecast import forecast
from allocation_app.report.layout import DAY_FORMAT, Book
from allocation_app.report.listing import Listing
from allocation_app.report.lists import allocations, findings, unallocated
from allocation_app.report.names import sheet_names
from allocation_app.report.notes import notes, versions
from allocation_app.report.package import save
from allocation_app.report.worker_sheet import add_worker_sheet
from allocation_app.wording.translate import tr

MOST_WORKER_SHEETS = 250  # beyond a large council's teams nobody finds a tab, and Excel gets slow


def write(
    review: Review, problems: Sequence[Problem], out: Path, *, hide_names: bool = False
) -> list[str]:
    """Write the workbook and name its sheets in order.

    ``hide_names`` puts initials in place of children's names. Raises `AppError` where it can't be
    written (``target_folder_missing``, ``target_locked``, ``target_failed``) or where Excel has
    too few rows for it (``too_many_rows``); what stood at ``out`` is then as it was.
    """
    facts = Facts(review=review, problems=problems, hide_names=hide_names)
    book = _made(facts)
    save(book.workbook, out, book.results)
    return list(book.workbook.sheetnames)


def _made(facts: Facts) -> Book:
    book = Book(facts.as_at, versions(facts))
    _describe(book, facts)
    main = (
        tr("Cover"),
        tr("Allocations"),
        tr("Unallocated"),
        tr("Findings"),
        tr("Coming"),
        tr("Balance"),
        tr("Notes"),
    )
    cover, every, waiting, found, ahead, balance, noted = sheet_names(main, instead=tr("Sheet"))
    planned = _plan_sheets(facts)
    own = _own_sheets(facts, (*main, *(entry.sheet for entry, _ in planned)))
    front = book.add_sheet(cover)
    for entry, listing in planned:
        book.add_listing(book.add_sheet(entry.sheet), listing)
    book.add_listing(book.add_sheet(every), allocations(facts))
    book.add_listing(book.add_sheet(waiting), unallocated(facts))
    book.add_listing(book.add_sheet(found), findings(facts))
    book.add_listing(book.add_sheet(ahead), forecast(facts))
    add_balance(book, book.add_sheet(balance), facts, {w.id: name for w, name in own})
    for number, (worker, name) in enumerate(own, start=1):
        add_worker_sheet(book, book.add_sheet(name), facts, worker, number=number, balance=balance)
    book.add_listing(book.add_sheet(noted), notes(facts))
    add_cover(
        book,
        front,
        facts,
        [
            *(entry for entry, _ in planned),
            Entry(sheet=every, holds=tr("Every child: with whom, since when, what is late first")),
            Entry(sheet=waiting, holds=tr("Children without a named social worker, worst first")),
            Entry(sheet=found, holds=tr("What each rule says, with dates and source")),
            Entry(sheet=ahead, holds=tr("What will be late in four weeks, and by when to act")),
            Entry(sheet=balance, holds=_balance_entry(len(own))),
            Entry(sheet=noted, holds=tr("Weights, bands, rules in force, problems of the import")),
        ],
    )
    return book


def _plan_sheets(facts: Facts) -> list[tuple[Entry, Listing]]:
    """What the plan changes, where it changes something."""
    plan = facts.loads.plan
    found: list[tuple[Entry, Listing]] = []
    if plan.moves or plan.involvements:
        holds = tr("What the plan changes: who goes from whom to whom, why, what speaks against it")
        found.append((Entry(sheet=tr("Plan"), holds=holds), changes(facts)))
    if plan.staffing:
        holds = tr("Who leaves, is away, comes back, joins or changes hours in the plan")
        found.append((Entry(sheet=tr("Staff changes"), holds=holds), staff_changes(facts)))
    return found


def _own_sheets(facts: Facts, taken: Sequence[str]) -> list[tuple[Worker, str]]:
    """Who gets a sheet of their own, and its name: none where there would be too many."""
    workers = facts.busy_workers
    if len(workers) > MOST_WORKER_SHEETS:
        return []
    wanted = [worker.name or worker.id for worker in workers]
    names = sheet_names(wanted, instead=tr("Worker"), taken=taken)
    return list(zip(workers, names, strict=True))


def _balance_entry(own: int) -> str:
    if own:
        return tr("Who carries how much, with a chart; each name leads to the worker's own sheet")
    return tr("Who carries how much, with a chart; too many workers for a sheet each")


def _describe(book: Book, facts: Facts) -> None:
    """Document properties: what it is, and no person's name."""
    about = book.workbook.properties
    about.title = tr("Allocation workbook, as at {day}", day=f"{facts.as_at:{DAY_FORMAT}}")
    about.subject = tr("Planning copy, not the record")
    about.creator = "Caseload allocation"
    about.language = "en-GB"
    book.workbook.calculation.fullCalcOnLoad = True

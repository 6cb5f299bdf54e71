"""The allocation workbook: a review as sheets that a manager hands round."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from allocation_app.domain.people import Worker
from allocation_app.domain.review import Review
from allocation_app.errors import Problem
from allocation_app.report.balance_sheet import add_balance
from allocation_app.report.changes import changes, staff_changes
from allocation_app.report.choices import add_choices
from allocation_app.report.contents import Entry, contents
from allocation_app.report.cover import add_cover
from allocation_app.report.facts import Facts
from allocation_app.report.forecast import forecast
from allocation_app.report.layout import DAY_FORMAT, Book
from allocation_app.report.listing import Listing
from allocation_app.report.lists import allocations, findings, unallocated
from allocation_app.report.names import sheet_names
from allocation_app.report.notes import notes, versions
from allocation_app.report.package import put_in_place
from allocation_app.report.properties import describe
from allocation_app.report.worker_sheet import add_worker_sheet
from allocation_app.wording import terms
from allocation_app.wording.translate import mark, tr

NOTED = mark("Weights, bands, rules in force, problems of the import")
MOST_WORKER_SHEETS = 250  # beyond a large council's teams nobody finds a tab, and Excel gets slow


def write(
    review: Review,
    problems: Sequence[Problem],
    out: Path,
    *,
    hide_names: bool = False,
) -> list[str]:
    """Write the workbook and name its sheets in order.

    ``hide_names`` puts initials in place of children's names. Raises `AppError` where it can't be
    written (``target_folder_missing``, ``target_locked``, ``target_failed``) or where Excel has
    too few rows for it (``too_many_rows``); what stood at ``out`` is then as it was.
    """
    book = workbook(Facts(review=review, problems=problems, hide_names=hide_names))
    put_in_place(out, book.packed())
    return list(book.sheets)


def workbook(facts: Facts) -> Book:
    """The whole workbook, in memory; raises `AppError` (``too_many_rows``)."""
    book = Book(facts.as_at, versions(facts))
    describe(
        book.workbook,
        facts,
        tr("Allocation workbook, as at {day}", day=f"{facts.as_at:{DAY_FORMAT}}"),
    )
    lists = _lists(facts)
    names = [tr("Cover"), tr("Contents"), *lists, tr("Choices"), tr("Notes")]
    own = _own_sheets(facts, names)
    called = {worker.id: name for worker, name in own}
    front, listed = book.add_sheet(tr("Cover")), book.add_sheet(tr("Contents"))
    entries = [Entry(sheet=tr("Cover"), holds=tr("What it rests on, the counts, the words"))]
    for name, (holds, made) in lists.items():
        sheet = book.add_sheet(name)
        if made is None:
            rows = add_balance(book, sheet, facts, called)
        else:
            rows = len(made.rows)
            book.add_listing(sheet, made)
        entries.append(Entry(sheet=name, holds=holds, rows=rows))
    for number, (worker, name) in enumerate(own, start=1):
        sheet = book.add_sheet(name)
        rows = add_worker_sheet(book, sheet, facts, worker, number=number, balance=tr("Balance"))
        entries.append(Entry(sheet=name, holds=_own_entry(facts, worker), rows=rows))
    noted = notes(facts)
    chosen = add_choices(book, book.add_sheet(tr("Choices")), facts)
    book.add_listing(book.add_sheet(tr("Notes")), noted)
    offered, rests = tr("What the columns that may be changed offer"), tr(NOTED)
    entries += [
        Entry(sheet=tr("Choices"), holds=offered, rows=chosen),
        Entry(sheet=tr("Notes"), holds=rests, rows=len(noted.rows)),
    ]
    book.add_listing(listed, contents(entries))
    add_cover(book, front, facts)
    book.open_on(tr("Changes") if facts.loads.plan.child_steps else tr("Cover"))
    return book


def _lists(facts: Facts) -> dict[str, tuple[str, Listing | None]]:
    """The main sheets in order: what each holds, and its table (None: the balance, last made)."""
    plan = facts.loads.plan
    staff = tr("Who leaves, is away, comes back, joins or changes hours in the plan")
    return {
        tr("Changes"): (
            tr("What the plan changes: who goes from whom to whom, why, what speaks against it"),
            changes(facts),
        ),
        tr("Allocations"): (
            tr("Every child: with whom, since when, what is late first"),
            allocations(facts),
        ),
        tr("Unallocated"): (
            tr("Children without a named social worker, worst first, and who must be told"),
            unallocated(facts),
        ),
        tr("Findings"): (tr("What each rule says, with dates and source"), findings(facts)),
        tr("Balance"): (_balance_entry(facts), None),
        tr("Forecast"): (
            tr("What will be late in four weeks, and by when to act"),
            forecast(facts),
        ),
        **({tr("Staff changes"): (staff, staff_changes(facts))} if plan.staffing else {}),
    }


def _own_entry(facts: Facts, worker: Worker) -> str:
    children = terms.children(len(facts.load(worker.id).children))
    return tr("{children}: points, next dates, how the percentage is made", children=children)


def _own_sheets(facts: Facts, taken: Sequence[str]) -> list[tuple[Worker, str]]:
    """Who gets a sheet of their own, and its name: none where there would be too many."""
    workers = facts.busy_workers
    if len(workers) > MOST_WORKER_SHEETS:
        return []
    wanted = [worker.name or worker.id for worker in workers]
    names = sheet_names(wanted, instead=tr("Worker"), taken=taken)
    return list(zip(workers, names, strict=True))


def _balance_entry(facts: Facts) -> str:
    if len(facts.busy_workers) > MOST_WORKER_SHEETS:
        return tr("Who carries how much, with a chart; too many workers for a sheet each")
    if facts.before is not None:
        return tr("Who carries how much, before the plan and with it, with a chart")
    return tr("Who carries how much, with a chart; each name leads to the worker's own sheet")

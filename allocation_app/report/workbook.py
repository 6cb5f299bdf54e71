"""The allocation workbook: a review as sheets that a manager hands round."""

from __future__ import annotations

from collections.abc import Sequence

from allocation_app.domain.people import Worker
from allocation_app.report.balance_sheet import add_balance
from allocation_app.report.changes import changes, staff_changes
from allocation_app.report.choices import add_choices
from allocation_app.report.contents import Entry, contents
from allocation_app.report.cover import add_cover
from allocation_app.report.facts import Facts
from allocation_app.report.forecast import forecast
from allocation_app.report.layout import Book
from allocation_app.report.listing import Listing
from allocation_app.report.lists import allocations, findings, unallocated
from allocation_app.report.notes import notes, versions
from allocation_app.report.properties import describe
from allocation_app.report.sheet_names import sheet_names
from allocation_app.report.values import DAY_FORMAT
from allocation_app.report.worker_sheet import add_worker_sheet
from allocation_app.wording import sheets, terms
from allocation_app.wording.translate import tr

CHANGES, BALANCE = 0, 4  # their places among the main sheets
MOST_WORKER_SHEETS = 250  # beyond a large council's teams nobody finds a tab, and Excel gets slow


def workbook(facts: Facts) -> Book:
    """The whole workbook, in memory; raises `AppError` (``too_many_rows``)."""
    book = Book(facts.as_at, versions(facts))
    describe(
        book.workbook,
        facts,
        tr("Allocation workbook, as at {day}", day=f"{facts.as_at:{DAY_FORMAT}}"),
    )
    lists = _lists(facts)
    wanted = (tr("Cover"), tr("Contents"), tr("Choices"), tr("Notes"), *(each[0] for each in lists))
    cover, listed, offered, noted, *main = names = sheet_names(wanted, instead=tr("Sheet"))
    own = _own_sheets(facts, names)
    balance = main[BALANCE]
    front, second = book.add_sheet(cover), book.add_sheet(listed)
    entries = [Entry(sheet=cover, holds=tr("What it rests on, the counts, the words"))]
    for name, (_, holds, made) in zip(main, lists, strict=True):
        sheet = book.add_sheet(name)
        if made is None:
            rows = add_balance(book, sheet, facts, {worker.id: known for worker, known in own})
        else:
            rows = len(made.rows)
            book.add_listing(sheet, made)
        entries.append(Entry(sheet=name, holds=holds, rows=rows))
    for number, (worker, name) in enumerate(own, start=1):
        sheet = book.add_sheet(name)
        rows = add_worker_sheet(book, sheet, facts, worker, number=number, balance=balance)
        entries.append(Entry(sheet=name, holds=_own_entry(facts, worker), rows=rows))
    entries += _last_sheets(book, facts, offered, noted)
    book.add_listing(second, contents(entries))
    add_cover(book, front, facts)
    book.open_on(main[CHANGES] if facts.loads.plan.child_steps else cover)
    return book


def _last_sheets(book: Book, facts: Facts, offered: str, noted: str) -> list[Entry]:
    rows = add_choices(book, book.add_sheet(offered), facts)
    rests = notes(facts)
    book.add_listing(book.add_sheet(noted), rests)
    return [
        Entry(sheet=offered, holds=tr("What the columns that may be changed offer"), rows=rows),
        Entry(
            sheet=noted,
            holds=tr("Weights, bands, rules in force, problems of the import"),
            rows=len(rests.rows),
        ),
    ]


def _lists(facts: Facts) -> list[tuple[str, str, Listing | None]]:
    """The main sheets in order: name, what it holds, its table (None: the balance, made later)."""
    main: list[tuple[str, str, Listing | None]] = [
        (
            tr(sheets.CHANGES),
            tr("What the plan changes: who goes from whom to whom, why, what speaks against it"),
            changes(facts),
        ),
        (
            tr(sheets.ALLOCATIONS),
            tr("Every child: with whom, since when, what is late first"),
            allocations(facts),
        ),
        (
            tr("Unallocated"),
            tr("Children without a named social worker, worst first, and who must be told"),
            unallocated(facts),
        ),
        (tr("Findings"), tr("What each rule says, with dates and source"), findings(facts)),
        (tr("Balance"), _balance_entry(facts), None),
        (tr("Forecast"), tr("What will be late in four weeks, by when to act"), forecast(facts)),
    ]
    if facts.loads.plan.staffing:
        staff = tr("Who leaves, is away, comes back, joins or changes hours in the plan")
        main.append((tr("Staff changes"), staff, staff_changes(facts)))
    return main


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

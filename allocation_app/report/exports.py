"""Everything that can leave the tool, made as it was ordered (`orders`), written or as pages.

A document is a `Listing` (one table) or a `Paper` (pages); the workbook is all listings together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from allocation_app.errors import AppError
from allocation_app.progress import Progress, no_progress
from allocation_app.report import printed
from allocation_app.report.balance_paper import balance_on_paper
from allocation_app.report.balance_sheet import balance
from allocation_app.report.board import board, board_on_paper
from allocation_app.report.changes import changes
from allocation_app.report.closing import closing
from allocation_app.report.csv_file import csv_text
from allocation_app.report.evidence import evidence_on_paper, evidence_sheet
from allocation_app.report.facts import Facts
from allocation_app.report.forecast import forecast
from allocation_app.report.given import given, given_on_paper, shares
from allocation_app.report.handover import handover_packs
from allocation_app.report.history import history
from allocation_app.report.journal import journal
from allocation_app.report.listing import Listing
from allocation_app.report.lists import allocations, findings, lead, unallocated
from allocation_app.report.naming import Source, named
from allocation_app.report.notes import by_codes, only_team, planned
from allocation_app.report.on_paper import on_paper
from allocation_app.report.orders import (
    FORMS,
    Form,
    Naming,
    Order,
    What,
    check_file_name,
    check_target,
    file_name,
    form_of,
)
from allocation_app.report.pages import Paper
from allocation_app.report.period import period_on_paper
from allocation_app.report.reconciled import reconciled
from allocation_app.report.tagged_pdf import Tick, pdf
from allocation_app.report.trends import trends
from allocation_app.report.worker_page import worker_pages
from allocation_app.settings.writing import put_in_place

__all__ = [
    "FORMS",
    "LISTINGS",
    "PAPERS",
    "Form",
    "Naming",
    "Order",
    "Source",
    "What",
    "Written",
    "check_file_name",
    "file_name",
    "form_of",
    "listing",
    "paper",
    "write",
]


STEPS = 3  # of writing a file: names seen to, made, put in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: the sheets by name (of an .xlsx), how many children it names."""

    sheets: tuple[str, ...]
    children: int


LISTINGS: Mapping[What, Callable[[Facts, Order], Listing]] = {
    What.CHANGES: lambda facts, _order: changes(facts),
    What.ALLOCATIONS: lambda facts, _order: allocations(facts),
    What.UNALLOCATED: lambda facts, _order: unallocated(facts),
    What.FINDINGS: lambda facts, _order: findings(facts),
    What.FORECAST: lambda facts, _order: forecast(facts),
    What.HISTORY: lambda facts, _order: history(facts),
    What.BALANCE: lambda facts, _order: balance(facts),
    What.BOARD: lambda facts, order: board(facts, are_workers_named=_are_workers_named(order)),
    What.EVIDENCE: lambda facts, order: evidence_sheet(facts, order.period(facts.as_at)),
    What.GIVEN: lambda facts, order: given(facts, order.period(facts.as_at)),
    What.SHARES: lambda facts, order: shares(facts, order.period(facts.as_at)),
    What.TRENDS: lambda facts, _order: trends(facts),
    What.JOURNAL: lambda facts, order: journal(facts, order.period(facts.as_at)),
    What.CLOSING: lambda facts, _order: closing(facts),
    What.RECONCILED: lambda facts, order: reconciled(facts, order.period(facts.as_at)),
}

PAPERS: Mapping[What, Callable[[Facts, Order], Paper]] = {
    What.BALANCE: lambda facts, _order: balance_on_paper(facts),
    What.HANDOVER: lambda facts, order: handover_packs(facts, order.children),
    What.WORKER: lambda facts, order: worker_pages(facts, order.workers),
    What.BOARD: lambda facts, order: board_on_paper(
        facts, are_workers_named=_are_workers_named(order)
    ),
    What.EVIDENCE: lambda facts, order: evidence_on_paper(facts, order.period(facts.as_at)),
    What.GIVEN: lambda facts, order: given_on_paper(facts, order.period(facts.as_at)),
    What.PERIOD: lambda facts, order: period_on_paper(facts, order.period(facts.as_at)),
}

AS_PLANNED = frozenset(
    {
        What.ALLOCATIONS,
        What.UNALLOCATED,
        What.FINDINGS,
        What.FORECAST,
        What.BALANCE,
        What.CLOSING,
    }
)
"""The lists of how things stand, in which nobody could see else that a plan counts as made."""


def listing(order: Order, source: Source) -> Listing:
    """A document of one table; raises `AppError` (``not_a_list``) for one of pages."""
    if order.what not in LISTINGS:
        raise AppError("not_a_list", document=order.what)
    order, source = named(order, source)
    facts = _facts(order, source)
    made = LISTINGS[order.what](facts, order)
    as_planned = planned(facts) if order.what in AS_PLANNED else ""
    said = [only_team(facts), by_codes(facts), as_planned]
    return replace(made, lead=[*(lead(each) for each in said if each), *made.lead])


def paper(order: Order, source: Source) -> Paper:
    """Any document but the workbook as pages.

    Raises `AppError` (``too_long_for_paper``) where that would be hundreds of sheets.
    """
    order, source = named(order, source)
    if order.what in PAPERS:
        return printed.not_too_long(PAPERS[order.what](_facts(order, source), order))
    return printed.not_too_long(on_paper(listing(order, source), _facts(order, source)))


def write(order: Order, source: Source, out: Path, progress: Progress = no_progress) -> Written:
    """Write a document in the form that the file's ending names.

    ``progress`` can stop it until it takes its place: what stood there before is then as it was.
    Raises `AppError`: ``form_unknown`` where the ending is none of this document's forms,
    and as `pdf`, `check_target` and `put_in_place` do.
    """
    form = form_of(order.what, out)
    check_target(out, source.review.snapshot, *source.earlier, *source.past.imports.values())
    order, source = named(order, source)
    progress(1, STEPS)
    content, written = _made(order, source, form, lambda: progress(1, STEPS))
    progress(2, STEPS)
    put_in_place(out, content)
    return written


def _made(order: Order, source: Source, form: Form, tick: Tick) -> tuple[bytes, Written]:
    if form is Form.XLSX:
        return _book(order, source)
    if form is Form.CSV:
        made = listing(order, source)
        content = csv_text(made).encode("utf-8-sig")
        return content, Written(sheets=(), children=made.children or 0)
    pages = paper(order, source)
    return pdf(pages, tick), Written(sheets=(), children=pages.children or 0)


def _book(order: Order, source: Source) -> tuple[bytes, Written]:
    from allocation_app.report.protect import protected
    from allocation_app.report.single import single
    from allocation_app.report.workbook import workbook

    facts = _facts(order, source)
    if order.what is What.WORKBOOK:
        book, children = workbook(facts), len(source.review.children)
    else:
        made = listing(order, source)
        book, children = single(facts, made), made.children or 0
    content = book.packed()
    if order.password:
        content = protected(content, order.password)
    return content, Written(sheets=book.sheets, children=children)


def _are_workers_named(order: Order) -> bool:
    """A code has no initials, and tells nobody's name."""
    return order.are_workers_named or order.naming is Naming.CODES


def _facts(order: Order, source: Source) -> Facts:
    hide = order.naming is not Naming.NAMES
    return Facts(
        review=source.review,
        problems=source.problems,
        hide_names=hide,
        earlier=source.earlier,
        past=source.past,
    )

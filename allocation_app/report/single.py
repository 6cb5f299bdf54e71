"""A list as a workbook of its own: what it rests on and what its words mean stand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from allocation_app.report.balance_chart import add_balance_chart
from allocation_app.report.balance_sheet import TABLE as BALANCE
from allocation_app.report.choices import add_choices
from allocation_app.report.cover import DEFINITIONS, origins
from allocation_app.report.facts import Facts
from allocation_app.report.layout import Book
from allocation_app.report.listing import Column, Line, Listing
from allocation_app.report.lists import lead
from allocation_app.report.looks import Style
from allocation_app.report.notes import versions, where_decisions_go
from allocation_app.report.properties import describe
from allocation_app.report.sheet_names import sheet_names
from allocation_app.report.values import DAY_FORMAT, Value
from allocation_app.wording.translate import tr


def single(facts: Facts, listing: Listing) -> Book:
    """The workbook of one list; raises `AppError` (``too_many_rows``)."""
    book = Book(facts.as_at, versions(facts))
    day = f"{facts.as_at:{DAY_FORMAT}}"
    describe(book.workbook, facts, tr("{what}, as at {day}", what=listing.title, day=day))
    wanted = (listing.title.partition(":")[0], tr("Choices"), tr("Words"))
    name, choices, words = sheet_names(wanted, instead=tr("Sheet"))
    # Above the table that would always be in sight, and leave half a small screen to the table.
    beside = lead(
        tr("What it rests on, and what the words mean: see the sheet {name}.", name=words)
    )
    made = replace(listing, lead=[*listing.lead, beside])
    sheet = book.add_sheet(name)
    place = book.add_listing(sheet, made)
    if listing.table == BALANCE:
        add_balance_chart(book, sheet, facts, place)
    if listing.may_change:
        add_choices(book, book.add_sheet(choices), facts)
    book.add_listing(book.add_sheet(words), _words(facts))
    return book


def _in_a_line(line: Line) -> str:
    (label, _), (value, _) = line
    return tr("{label}: {value}", label=label, value=_said(value))


def _said(value: Value) -> str:
    return f"{value:{DAY_FORMAT}}" if isinstance(value, date) else str(value)


def _words(facts: Facts) -> Listing:
    rests = lead(" · ".join(_in_a_line(line) for line in origins(facts)))
    return Listing(
        title=tr("What it rests on, and what the words mean"),
        table="Words",
        lead=[rests, lead(where_decisions_go())],
        columns=[
            Column(heading=tr("Word"), widest=24),
            Column(heading=tr("Meaning"), style=Style.LONG, widest=90),
        ],
        rows=[(tr(word), tr(meaning)) for word, meaning in DEFINITIONS],
        nobody="",
        children=None,
        is_landscape=False,
    )

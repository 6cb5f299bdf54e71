"""Hand-over packs of the sample team, held beside the spreadsheet itself: read by other means."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocation_app import settings
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.review import Review, review
from allocation_app.intake import read
from allocation_app.report.exports import Order, Source, What, listing, paper
from allocation_app.report.pages import Grid, Page
from allocation_app.report.values import Value, words

FOLDER = Path(__file__).parents[2] / "sample_data" / "team"
CONTACTS = ("Last seen", "Last seen alone", "Last home visit", "Last statutory visit")
HEADING_ROW = 3


@cache
def cells() -> Mapping[str, Mapping[str, object]]:
    """The rows of open cases by child, as they stand in the spreadsheet."""
    (sheet,) = load_workbook(next(FOLDER.glob("caseload*.xlsx")), data_only=True)
    rows = sheet.iter_rows(min_row=HEADING_ROW, values_only=True)
    headings = [str(heading) for heading in next(rows)]
    found = (dict(zip(headings, row, strict=True)) for row in rows)
    return {str(row["Child ID"]): row for row in found if row["Closed on"] is None}


@cache
def everybody_moves() -> Review:
    """A plan that takes every child to one of two workers who are there."""
    snapshot = read(sorted(FOLDER.glob("*.xlsx"))).snapshot
    to = (WorkerId("SW1003"), WorkerId("SW1005"))
    moves = (
        Move(child=child, to=to[number % 2], effective=date(2026, 12, 7))
        for number, child in enumerate(snapshot.children)
    )
    plan = Plan(snapshot=snapshot, moves=tuple(moves))
    return review(plan, settings.policy(), settings.rule_set(), settings.calendar())


@cache
def pages() -> tuple[Page, ...]:
    return tuple(paper(Order(what=What.HANDOVER), Source(review=everybody_moves())).pages)


def rows(title: str) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """The rows of the tables with this title, each with the child that it is about."""
    for page in pages():
        for block in page.blocks:
            if isinstance(block, Grid) and block.title.startswith(title):
                has_child = block.columns[0].heading == "Child"
                for row in block.rows:
                    named = words(row[0]) if has_child else page.title
                    yield named.split("(")[1].split(")")[0], tuple(row[1:] if has_child else row)


def as_date(value: object) -> date | None:
    """The date in a cell of the spreadsheet that holds one as a date."""
    return value.date() if isinstance(value, datetime) else None


def test_that_every_child_who_changes_worker_is_in_one_pack() -> None:
    handed = [child for child, _ in rows("Last seen")]
    assert sorted(handed) == sorted(everybody_moves().caseloads.moves)


@pytest.mark.parametrize("place", range(len(CONTACTS)), ids=CONTACTS)
def test_that_each_last_contact_is_the_date_in_its_cell(place: int) -> None:
    compared = 0
    for child, row in rows("Last seen"):
        cell, said = cells()[child][CONTACTS[place]], words(row[place])
        day = as_date(cell)
        if day is not None:
            assert said.startswith(f"{day.day} {day:%b} {day.year}"), (child, said)
            compared += 1
        elif cell is None:
            assert said in {"none on record", "not recorded"}, (child, said)
    assert compared > 20


def test_that_each_time_with_the_present_worker_begins_when_the_cell_says() -> None:
    told: dict[str, set[Value]] = {}
    for child, row in rows("Who has had"):
        told.setdefault(child, set()).add(row[2])
    begun = {child: as_date(row["Date allocated"]) for child, row in cells().items()}
    holders = everybody_moves().caseloads.imported
    compared = [child for child in told if ChildId(child) in holders and begun[child] is not None]
    assert [child for child in compared if begun[child] not in told[child]] == []
    assert len(compared) > 100


def test_that_the_history_tells_when_each_former_worker_ended() -> None:
    made = listing(Order(what=What.HISTORY), Source(review=everybody_moves()))
    to = [column.heading for column in made.columns].index("To")
    ends = {(row[0], row[to]) for row in made.rows}
    ended = {
        (child, as_date(row["Previous worker ended"]))
        for child, row in cells().items()
        if as_date(row["Previous worker ended"]) is not None
    }
    assert len(ended) > 10
    assert ended <= ends

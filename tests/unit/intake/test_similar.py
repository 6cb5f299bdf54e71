"""A heading that nobody listed is taken where its words are those of a known one and cells fit."""

from datetime import date
from pathlib import Path

import pytest
from books import CHILDREN, a_workbook, at, child, column_of, found, reading_of

from allocation_app.domain.people import EventKind
from allocation_app.intake import Code, Reading, read
from allocation_app.intake.fields import Field
from allocation_app.intake.heading_words import heading_words
from allocation_app.intake.headings import aliases
from allocation_app.intake.reading import ColumnReading
from allocation_app.intake.similar import likeness

DAYS = tuple(date(2026, month, 7) for month in range(1, 7))


def last(reading: Reading) -> ColumnReading:
    return reading.files[0].sheets[0].columns[-1]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("DateOfLastStatutoryVisit", {"date", "last", "statutory", "visit"}),
        ("DIM_WORKER_ID", {"dim", "worker", "id"}),
        ("last_seen_date", {"last", "seen", "date"}),
        ("Placements12Months", {"placement", "12", "month"}),
        ("D.O.B.", {"date", "birth"}),
        ("LastSWVisit", {"last", "social", "worker", "visit"}),
        ("Last LAC reviews (from Mosaic)", {"last", "looked", "after", "review"}),
        ("Dyddiad geni’r plentyn", {"date", "birth", "child"}),
        ("Tîm / Team", {"team"}),
        ("No. of visits", {"count", "visit"}),
        ("Case no.", {"case", "number"}),
        ("  ", set()),
    ],
)
def test_that_the_words_of_a_heading_are_found_whatever_joins_them(
    heading: str, expected: set[str]
) -> None:
    assert set(heading_words(heading)) == expected


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Visit, statutory - date of last", Field.VISIT),
        ("Last statutry visit", Field.VISIT),
        ("Diwethaf ymweliad statudol", Field.VISIT),
        ("Child's date of last core group", Field.CORE_GROUP),
        ("Current allocated SW name", Field.WORKER),
    ],
)
def test_that_the_same_words_mean_the_same(heading: str, field: Field) -> None:
    near = likeness(heading, "children")
    assert aliases("children").field_of(heading) is None
    assert near is not None
    assert (near.field, near.is_certain) == (field, True)


@pytest.mark.parametrize(
    "heading",
    [
        "Next visit due",
        "Nxt visit",
        "Next statutory visit",
        "Date of next review",
        "Next LAC review date",
        "Review conference due",
        "Team manager",
        "Tm manger",
        "Allocated worker email",
        "Allocated worker's team",
        "Last visit outcome",
        "Date last visit planned",
        "Mother's DOB",
        "Dyddiad geni'r fam",
        "Adolygiad nesaf",
        "Placement end date",
        "Case status date",
        "School name",
        "Number of cases",
        "Last core gruop meating",
        "",
    ],
)
def test_that_a_word_that_changes_the_meaning_or_a_second_slip_keeps_a_heading_out(
    heading: str,
) -> None:
    near = likeness(heading, "children")
    assert near is None or not near.is_certain


@pytest.mark.parametrize(
    "heading",
    ["Next statutory visit", "Statutory visit planned", "Last statutory visit by manager"],
)
def test_that_what_is_meant_otherwise_is_not_even_suggested(heading: str) -> None:
    near = likeness(heading, "children")
    assert near is None or Field.VISIT not in near.fields


def test_that_one_slip_is_mended_where_it_is_clear_what_was_meant() -> None:
    near = likeness("Last core gruop meeting", "children")
    assert near is not None
    assert (near.field, near.score, near.is_certain) == (Field.CORE_GROUP, 96, True)


def test_that_a_heading_near_two_fields_is_certain_of_none() -> None:
    near = likeness("Worker allocated", "children")
    assert near is not None
    assert not near.is_certain
    assert {Field.WORKER, Field.ALLOCATED} <= set(near.fields)


def test_that_a_column_taken_by_likeness_is_said_so(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "VisitStatutory_LastDate", *DAYS)

    assert child(reading).events[EventKind.VISIT] == DAYS[0]
    assert (last(reading).field, last(reading).how) == ("visit", "similar")
    assert 0.9 <= last(reading).confidence <= 1
    assert at(reading, Code.COLUMN_SIMILAR) == [(None, "E", "")]


@pytest.mark.parametrize(("dates", "field"), [(8, "visit"), (7, "")])
def test_that_four_cells_of_five_must_fit(tmp_path: Path, dates: int, field: str) -> None:
    cells = [*[date(2026, 1, day) for day in range(1, dates + 1)], *["at home"] * (10 - dates)]
    reading = column_of(tmp_path, "VisitStatutory_LastDate", *cells)

    assert last(reading).field == field
    assert bool(found(reading, Code.COLUMNS_UNUSED)) is not bool(field)


def test_that_an_empty_column_is_not_taken_by_likeness_nor_suggested(tmp_path: Path) -> None:
    column = last(column_of(tmp_path, "VisitStatutory_LastDate", "", ""))
    assert (column.field, column.how, column.suggestion) == ("", "unused", "")


def test_that_a_field_with_a_known_heading_is_not_taken_from_a_similar_one(tmp_path: Path) -> None:
    rows = [(*row, day, day) for row, day in zip(CHILDREN[1:], DAYS, strict=False)]
    headings = (*CHILDREN[0], "VisitStatutory_LastDate", "Last visit")
    columns = reading_of(tmp_path, (headings, *rows)).files[0].sheets[0].columns

    assert [(c.field, c.suggestion) for c in columns[-2:]] == [("", "visit"), ("visit", "")]


def test_that_of_two_columns_like_one_field_neither_is_taken(tmp_path: Path) -> None:
    rows = [(*row, day, day) for row, day in zip(CHILDREN[1:], DAYS, strict=False)]
    headings = (*CHILDREN[0], "VisitStatutory_LastDate", "Date/last/visit/statutory")
    columns = reading_of(tmp_path, (headings, *rows)).files[0].sheets[0].columns

    assert [(c.field, c.suggestion) for c in columns[-2:]] == [("", "visit"), ("", "visit")]


@pytest.mark.parametrize(("answers", "is_taken"), [(4, True), (5, False)])
def test_that_five_answers_without_a_date_are_no_column_of_dates(
    tmp_path: Path, answers: int, *, is_taken: bool
) -> None:
    reading = column_of(tmp_path, "Last seen", *["Y"] * answers)

    assert (last(reading).field == "seen") is is_taken
    assert len(found(reading, Code.DATE_UNREADABLE)) == answers * is_taken
    assert at(reading, Code.COLUMN_NOT_DATES) == ([] if is_taken else [(None, "E", "")])
    assert last(reading).suggestion == ("" if is_taken else "seen")


def test_that_one_date_among_answers_keeps_the_column(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Last seen", *["Y"] * 9, "3 March 2026")
    assert last(reading).field == "seen"


def test_that_an_identifier_that_repeats_itself_is_none(tmp_path: Path) -> None:
    rows = [("Id of the child", "DOB", "Status"), *[(7, day, "CP") for day in DAYS]]
    tidy = [("Child ID", "DOB", "Status"), ("C1", DAYS[0], "CP")]
    reading = read([a_workbook(tmp_path / "a.xlsx", A=tidy, B=rows)], as_at=DAYS[-1])

    assert reading.files[0].sheets[1].layout == "unknown"
    assert found(reading, Code.SHEET_WITHOUT_CHILD_ID)

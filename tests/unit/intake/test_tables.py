"""Where on a sheet the table is, what it is about, and which column brings what."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, CHILDREN, WORKERS, a_workbook, at, child, column_of, found, reading_of

from allocation_app.domain.people import EventKind
from allocation_app.intake import Code, read
from allocation_app.intake.fields import EVENTS, Field
from allocation_app.intake.headings import aliases


@pytest.mark.parametrize("name", ["children", "workers"])
def test_that_every_alias_is_of_one_field(name: str) -> None:
    assert len(set(aliases(name).fields.values())) > 15


def test_that_every_kind_of_event_has_a_field() -> None:
    assert set(EVENTS.values()) == set(EventKind)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("DOB", Field.DATE_OF_BIRTH),
        ("  Date\xa0of  Birth ", Field.DATE_OF_BIRTH),
        ("DateOfBirth", Field.DATE_OF_BIRTH),
        ("DATE_OF_BIRTH", Field.DATE_OF_BIRTH),
        ("Dyddiad geni", Field.DATE_OF_BIRTH),
        ("Conference needed (Y/N)", Field.CONFERENCE_NEEDED),
        ("Child’s Name", Field.CHILD_NAME),
        ("Tim", Field.TEAM),
        ("Gweithiwr cymdeithasol", Field.WORKER),
    ],
)
def test_that_a_heading_is_known_whatever_its_case_spaces_and_accents(
    heading: str, field: Field
) -> None:
    assert aliases("children").field_of(heading) is field


@pytest.mark.parametrize(
    "decoy",
    [
        "Team manager",
        "Social worker email",
        "Social worker (email)",
        "Case status date",
        "Allocated worker team",
        "Stage",
        "Manager",
        "Worker phone",
        "Date of birth verified",
        "Address",
        "Case notes",
        "Child ID verified",
        "Next LAC review",
        "RCPC due",
    ],
)
def test_that_a_heading_that_only_looks_alike_is_taken_for_nothing(decoy: str) -> None:
    assert aliases("children").field_of(decoy) is None


def test_that_headings_are_found_under_titles_and_the_title_gives_the_date(tmp_path: Path) -> None:
    rows = (("Caseload report as at 20/11/2026",), (), ("Team: North", ""), *CHILDREN)
    reading = read([a_workbook(tmp_path / "a.xlsx", Sheet1=rows)])
    assert reading.snapshot.as_at == AS_AT
    assert reading.files[0].sheets[0].header_row == 4
    assert [p.details["origin"] for p in found(reading, Code.AS_AT_TAKEN)] == ["title"]


@pytest.mark.parametrize("name", ["caseload_2026-11-20", "20.11.2026 caseload", "c 20 Nov 2026"])
def test_that_a_files_name_gives_the_date_where_no_title_does(tmp_path: Path, name: str) -> None:
    reading = read([a_workbook(tmp_path / f"{name}.xlsx", Sheet1=CHILDREN)])
    assert reading.snapshot.as_at == AS_AT


def test_that_of_two_dates_the_later_is_taken_and_the_other_named(tmp_path: Path) -> None:
    old = a_workbook(tmp_path / "a.xlsx", S=(("As at 13/11/2026",), *CHILDREN))
    new = a_workbook(tmp_path / "b.xlsx", S=(("As at 20/11/2026",), *WORKERS))
    reading = read([old, new])
    assert reading.snapshot.as_at == AS_AT
    assert [p.value for p in found(reading, Code.AS_AT_DIFFERS)] == ["2026-11-13"]


def test_that_children_and_workers_are_joined_in_either_order(tmp_path: Path) -> None:
    children = a_workbook(tmp_path / "c.xlsx", Children=CHILDREN)
    workers = a_workbook(tmp_path / "w.xlsx", Staff=WORKERS)
    one = read([children, workers], as_at=AS_AT).snapshot
    other = read([workers, children], as_at=AS_AT).snapshot
    assert one == other
    assert (dict(one.children), one.spells) == (dict(other.children), other.spells)
    assert {spell.worker for spell in one.spells} == {"W1", "W2"}


def test_that_blank_rows_totals_notes_and_repeated_headings_are_no_children(tmp_path: Path) -> None:
    rows = (
        *CHILDREN,
        (),
        ("009", date(2017, 1, 1), "CIN", "Jane Roe"),
        CHILDREN[0],
        ("", "", "Total", 3),
        ("Total", 3),
        ("Report produced by the performance team",),
        ("", "", "", "", "a stray remark"),
    )
    reading = reading_of(tmp_path, rows)
    assert list(reading.snapshot.children) == ["007", "008", "009"]
    assert [row for row, _, _ in at(reading, Code.ROW_TOTAL)] == [7, 8]
    assert [row for row, _, _ in at(reading, Code.HEADER_REPEATED)] == [6]
    assert [row for row, _, _ in at(reading, Code.ROW_NOT_A_CHILD)] == [9, 10]


def test_that_a_child_without_an_identifier_is_an_error_with_its_row(tmp_path: Path) -> None:
    born = date(2017, 1, 1)
    rows = (*CHILDREN, ("", born, "CIN", "Jane Roe"), ("tbc", born, "CIN", "Jane Roe"))
    reading = reading_of(tmp_path, rows)
    assert [p.row for p in found(reading, Code.ROW_WITHOUT_ID)] == [4, 5]
    assert list(reading.snapshot.children) == ["007", "008"]


def test_that_two_columns_for_one_field_never_both_count(tmp_path: Path) -> None:
    rows = (
        ("Child ID", "DOB", "Status", "Worker", "Allocated worker", "Key worker"),
        ("1", date(2015, 1, 1), "CP", "Jane Roe", "", "Ann Other"),
    )
    reading = reading_of(tmp_path, rows)
    assert {str(worker.name) for worker in reading.snapshot.workers.values()} == {"Ann Other"}
    duplicates = found(reading, Code.COLUMN_DUPLICATE)
    assert [(p.heading, p.details["kept"]) for p in duplicates] == [
        ("Worker", "Key worker"),
        ("Allocated worker", "Key worker"),
    ]


def test_that_unused_columns_are_named(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Shoe size", "38 wide", "39 wide")
    unused = found(reading, Code.COLUMNS_UNUSED)
    assert [(p.details["headings"], p.details["columns"]) for p in unused] == [("Shoe size", "1")]


def test_that_each_column_shows_what_it_was_taken_for_with_samples(tmp_path: Path) -> None:
    columns = column_of(tmp_path, "Eye colour", "blue").files[0].sheets[0].columns
    assert [(c.field, c.how, c.confidence) for c in columns][-2:] == [
        ("worker", "alias", 1.0),
        ("", "unused", 0.0),
    ]
    assert columns[0].samples == ("C1",)


def test_that_a_hidden_sheet_is_not_read_and_said_so(tmp_path: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN, Old=CHILDREN)
    book = load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    reading = read([path], as_at=AS_AT)
    assert [p.sheet for p in found(reading, Code.SHEET_HIDDEN)] == ["Old"]
    assert found(reading, Code.CHILD_REPEATED) == []


def test_that_a_fact_no_column_gives_is_said_to_be_missing(tmp_path: Path) -> None:
    rows = (("Child ID", "Child name", "Team"), ("1", "Ann", "North"))
    reading = reading_of(tmp_path, rows)
    missing = [p.details["field"] for p in found(reading, Code.COLUMN_MISSING)]
    assert missing == ["worker", "status", "date_of_birth"]
    assert not child(reading, "1").is_holder_readable


def test_that_problems_come_in_the_order_of_the_sheet(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Last seen", "soon", "later", "20/11/2026")
    assert [row for row, _, _ in at(reading, Code.DATE_UNREADABLE)] == [2, 3]
    rows = [p.row or 0 for p in reading.problems if p.sheet == "Children"]
    assert rows == sorted(rows)

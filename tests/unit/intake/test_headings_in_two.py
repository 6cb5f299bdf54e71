"""Headings that say a thing twice, in two languages, or with a number; names in two columns."""

from datetime import date
from pathlib import Path

import pytest
from books import AS_AT, a_workbook, child, found, holder, reading_of

from allocation_app.domain.people import Status
from allocation_app.intake import Code, read
from allocation_app.intake.fields import Field
from allocation_app.intake.headings import aliases

BORN = date(2015, 3, 4)
KNOWN = aliases("children")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Statws / Status", Field.STATUS),
        ("Rhif Person | Person ID", Field.CHILD_ID),
        ("Dyddiad Geni - Date of Birth", Field.DATE_OF_BIRTH),
        ("Gweithiwr Cymdeithasol Social Worker", Field.WORKER),
        ("3. Date of birth", Field.DATE_OF_BIRTH),
        ("(4) Social worker", Field.WORKER),
        ("Worker / Team", None),
        ("Name / DOB", None),
        ("Child name / Address", None),
        ("Status date", None),
        ("Social Worker Manager", None),
    ],
)
def test_that_a_heading_in_two_languages_means_what_both_mean(
    heading: str, field: Field | None
) -> None:
    assert KNOWN.field_of(heading) is field


@pytest.mark.parametrize("between", [" / ", "\n"])
def test_that_a_sheet_in_two_languages_is_read(tmp_path: Path, between: str) -> None:
    welsh = ("Rhif Person", "Dyddiad geni", "Statws", "Gweithiwr cymdeithasol")
    english = ("Person ID", "Date of birth", "Status", "Social worker")
    head = tuple(map(between.join, zip(welsh, english, strict=True)))
    reading = reading_of(tmp_path, (head, ("101", BORN, "CP", "James Doe")))
    held = holder(reading, "101")
    assert (child(reading, "101").date_of_birth, held and held.name) == (BORN, "James Doe")


def test_that_a_worker_in_two_columns_is_one_name(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Worker Forename", "Worker Surname")
    rows = (
        ("101", BORN, "CP", "James", "Doe"),
        ("102", BORN, "CP", None, "Unallocated"),
        ("103", BORN, "CP", None, None),
        ("104", BORN, "CP", "James", "#N/A"),
    )
    reading = reading_of(tmp_path, (head, *rows))
    held = [holder(reading, given) for given in ("101", "102", "103", "104")]
    assert [one and one.name for one in held] == ["James Doe", None, None, None]
    assert [child(reading, g).is_holder_readable for g in ("102", "103", "104")] == [
        True,
        True,
        False,
    ]
    assert found(reading, Code.COLUMN_MISSING) == []


def test_that_a_last_name_alone_is_a_name(tmp_path: Path) -> None:
    head = ("Child ID", "DOB", "Status", "Social Worker Surname")
    held = holder(reading_of(tmp_path, (head, ("101", BORN, "CP", "Doe"))), "101")
    assert held is not None
    assert held.name == "Doe"


def test_that_plain_names_beside_a_workers_id_are_the_workers_where_they_go_by_it(
    tmp_path: Path,
) -> None:
    head = ("DIM_PERSON_ID", "DIM_WORKER_ID", "START_DTTM", "END_DTTM", "FORENAME", "SURNAME")
    rows = [(f"10{n}", f"9{n % 2}", BORN, None, ("Jane", "James")[n % 2], "Doe") for n in range(4)]
    reading = reading_of(tmp_path, (head, *rows))
    held = [holder(reading, f"10{n}") for n in range(4)]
    assert [one and one.name for one in held] == ["Jane Doe", "James Doe"] * 2
    assert child(reading, "100").name == ""
    own = [(*row[:4], f"Ann{n}", "Roe") for n, row in enumerate(rows)]
    assert child(reading_of(tmp_path, (head, *own)), "100").name == "Ann0 Roe"


def test_that_a_list_of_annex_a_without_most_columns_is_known_by_its_sheet(tmp_path: Path) -> None:
    head = (
        "Child Unique ID",
        "Date of Birth",
        "Date Started to be Looked After",
        "Date Ceased to be Looked After ",
        "Allocated Team",
        "Allocated Worker",
    )
    rows = (("101", BORN, BORN, None, "East", "James Doe"), ("102", BORN, BORN, BORN, "East", ""))
    book = a_workbook(tmp_path / "annex.xlsx", List_8=(head, *rows))
    reading = read([book], as_at=AS_AT)
    assert list(reading.snapshot.children) == ["101"]
    assert child(reading, "101").statuses == {Status.LOOKED_AFTER}

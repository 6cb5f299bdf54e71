"""The row of a problem can be looked at, as it stands in the file."""

from datetime import date
from pathlib import Path

from books import column_of, reading_of

from allocation_app.intake.reading import SourceCell


def test_that_the_row_of_a_problem_is_kept_as_it_stands(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Last seen", date(2026, 3, 4), "some day")

    row = reading.rows["caseload.xlsx", "Children", 3]
    assert row.child == "C2"
    assert row.cells[0] == SourceCell(column="A", heading="Child ID", text="C2")
    assert row.cells[4] == SourceCell(column="E", heading="Last seen", text="some day")


def test_that_rows_without_a_problem_are_let_go(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Last seen", date(2026, 3, 4), "some day")

    assert list(reading.rows) == [("caseload.xlsx", "Children", 3)]


def test_that_a_row_without_an_identifier_is_of_no_child(tmp_path: Path) -> None:
    rows = (
        ("Child ID", "Date of birth", "Status", "Social worker"),
        ("007", date(2015, 3, 4), "CP", "James Doe"),
        (None, date(2016, 3, 4), "LAC", "Jane Roe"),
    )

    reading = reading_of(tmp_path, rows)
    assert reading.rows["caseload.xlsx", "Children", 3].child == ""

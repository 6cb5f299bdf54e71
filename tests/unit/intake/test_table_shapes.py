"""Tables that do not start at A1, several on a sheet, and everything that stands around them."""

from datetime import date
from pathlib import Path

import pytest
from books import CHILDREN, WORKERS, at, child, found, holder
from sheets import reading_of_sheet, tables_of

from allocation_app.errors import InputError, Severity
from allocation_app.intake import Code

BORN = date(2015, 3, 4)
MORE = (
    ("Case number", "DOB", "Case type", "Key worker"),
    ("101", date(2011, 1, 1), "CIN", "Ann Other"),
    ("102", date(2012, 1, 1), "CP", "Ann Other"),
)
CODES = (("CP", "Child protection"), ("LAC", "Looked after"), ("CIN", "Child in need"))


def test_that_a_table_may_start_anywhere_and_its_addresses_are_the_sheets(tmp_path: Path) -> None:
    rows = (*CHILDREN, ("009", "soon", "CP", "James Doe"))
    reading = reading_of_sheet(tmp_path, {"D7": rows})
    assert list(reading.snapshot.children) == ["007", "008", "009"]
    assert at(reading, Code.DATE_UNREADABLE) == [(10, "E", "soon")]
    assert tables_of(reading) == [("children", 7, 3)]


def test_that_headings_may_stand_below_any_number_of_notes(tmp_path: Path) -> None:
    notes = tuple((f"Note {number}",) for number in range(60))
    reading = reading_of_sheet(tmp_path, {"A1": notes, "A62": CHILDREN})
    assert len(reading.snapshot.children) == 2
    assert [(p.row, p.details["last_row"]) for p in found(reading, Code.TEXT_OUTSIDE)] == [
        (1, "60")
    ]


def test_that_two_tables_one_below_the_other_are_both_read(tmp_path: Path) -> None:
    blocks = {"A1": CHILDREN, "A5": (("Looked after children",),), "A6": MORE}
    reading = reading_of_sheet(tmp_path, blocks)
    assert list(reading.snapshot.children) == ["007", "008", "101", "102"]
    assert tables_of(reading) == [("children", 1, 2), ("children", 6, 2)]
    assert at(reading, Code.TEXT_OUTSIDE) == [(5, "A", "Looked after children")]
    assert str(holder(reading, "101").name) == "Ann Other"


def test_that_two_tables_side_by_side_are_both_read(tmp_path: Path) -> None:
    blocks = {"A2": CHILDREN, "F2": MORE}
    reading = reading_of_sheet(tmp_path, blocks)
    assert list(reading.snapshot.children) == ["007", "008", "101", "102"]
    assert found(reading, Code.COLUMNS_UNUSED) == []
    assert str(holder(reading, "102").name) == "Ann Other"
    assert str(holder(reading, "007").name) == "James Doe"


def test_that_a_staff_list_beside_the_children_is_one_of_its_own(tmp_path: Path) -> None:
    reading = reading_of_sheet(tmp_path, {"A3": CHILDREN, "G1": WORKERS})
    assert {layout for layout, _, _ in tables_of(reading)} == {"children", "workers"}
    assert {spell.worker for spell in reading.snapshot.spells} == {"W1", "W2"}


def test_that_a_blank_column_within_a_table_parts_nothing(tmp_path: Path) -> None:
    left = [row[:2] for row in CHILDREN]
    right = [row[2:] for row in CHILDREN]
    reading = reading_of_sheet(tmp_path, {"A1": left, "D1": right})
    assert str(holder(reading, "008").name) == "Jane Roe"
    assert len(tables_of(reading)) == 1


def test_that_a_short_summary_by_worker_beside_the_children_gives_them_no_worker(
    tmp_path: Path,
) -> None:
    children = [("Child ID", "DOB", "Status")]
    children += [(f"C{n}", BORN, "CP") for n in range(1, 9)]
    summary = (("Social worker", "Children"), ("James Doe", 5), ("Jane Roe", 3))
    reading = reading_of_sheet(tmp_path, {"A1": children, "E1": summary})
    assert len(reading.snapshot.children) == 8
    assert not child(reading).is_holder_readable
    assert reading.snapshot.spells == ()


def test_that_a_list_of_codes_below_is_no_child_and_is_said(tmp_path: Path) -> None:
    reading = reading_of_sheet(tmp_path, {"A1": CHILDREN, "A6": CODES})
    assert list(reading.snapshot.children) == ["007", "008"]
    assert at(reading, Code.ROWS_OUTSIDE) == []
    outside = found(reading, Code.TEXT_OUTSIDE)
    assert [(p.row, p.details["last_row"]) for p in outside] == [(6, "8")]


def test_that_children_below_a_blank_row_are_in_whatever_their_ids_are(tmp_path: Path) -> None:
    unborn = (("Unborn Roe", "", "CP", "Jane Roe"), ("Unborn Doe", "", "CP", ""))
    reading = reading_of_sheet(tmp_path, {"A1": CHILDREN, "A6": unborn})
    assert list(reading.snapshot.children) == ["007", "008", "Unborn Roe", "Unborn Doe"]


def test_that_headings_repeated_within_the_rows_are_passed_over(tmp_path: Path) -> None:
    rows = (*CHILDREN, CHILDREN[0], ("009", BORN, "CP", "James Doe"))
    reading = reading_of_sheet(tmp_path, {"A1": rows})
    assert list(reading.snapshot.children) == ["007", "008", "009"]
    assert [p.row for p in found(reading, Code.HEADER_REPEATED)] == [4]


def test_that_headings_that_stand_twice_at_once_are_headings_once(tmp_path: Path) -> None:
    reading = reading_of_sheet(tmp_path, {"A1": (CHILDREN[0], *CHILDREN)})
    assert list(reading.snapshot.children) == ["007", "008"]
    assert [p.row for p in found(reading, Code.HEADER_REPEATED)] == [2]


def test_that_headings_repeated_within_a_staff_list_are_no_worker(tmp_path: Path) -> None:
    staff = (*WORKERS, WORKERS[0])
    reading = reading_of_sheet(tmp_path, {"A1": CHILDREN, "A6": staff})
    assert set(reading.snapshot.workers) == {"W1", "W2"}


def test_that_a_table_that_nobody_knows_is_shown_with_its_columns(tmp_path: Path) -> None:
    odd = (("Aaa", "Bbb", "Ccc"), ("x1", BORN, "q"), ("x2", BORN, "r"))
    reading = reading_of_sheet(tmp_path, {"A1": CHILDREN, "A6": odd})
    assert tables_of(reading) == [("children", 1, 2), ("unknown", 6, 2)]
    columns = reading.files[0].sheets[1].columns
    assert [(c.heading, c.samples) for c in columns[:2]] == [
        ("Aaa", ("x1", "x2")),
        ("Bbb", ("2015-03-04",)),
    ]
    unknown = found(reading, Code.TABLE_UNKNOWN)
    assert [(p.row, p.severity, p.details["headings"]) for p in unknown] == [
        (6, Severity.WARNING, "Aaa; Bbb; Ccc")
    ]


def test_that_an_unknown_table_of_words_alone_is_a_note(tmp_path: Path) -> None:
    words = [("Code", "Meaning", "Used by"), *((code, what, "all") for code, what in CODES)]
    reading = reading_of_sheet(tmp_path, {"A1": CHILDREN, "G1": words})
    assert [p.severity for p in found(reading, Code.TABLE_UNKNOWN)] == [Severity.NOTE]


def test_that_children_without_identifiers_below_others_are_an_error(tmp_path: Path) -> None:
    odd = (("Child", "DOB", "Social worker"), ("Ann", BORN, "Jane Roe"), ("Bob", BORN, "Jane Roe"))
    reading = reading_of_sheet(tmp_path, {"A1": CHILDREN, "A6": odd})
    assert list(reading.snapshot.children) == ["007", "008"]
    assert [p.row for p in found(reading, Code.SHEET_WITHOUT_CHILD_ID)] == [6]


def test_that_a_file_with_unknown_tables_only_is_refused(tmp_path: Path) -> None:
    odd = (("Aaa", "Bbb", "Ccc"), ("x1", BORN, "q"), ("x2", BORN, "r"))
    with pytest.raises(InputError, match="no_table") as raised:
        reading_of_sheet(tmp_path, {"A1": odd})
    assert "found" not in raised.value.details

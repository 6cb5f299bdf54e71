"""Which tables are found on the sheets of files that are hard to read, and where they stand.

The files lie beside the checkout (../shared/spreadsheets/hard) or where SHARED_SPREADSHEETS says.
None of them is of children: not one may be taken for a list of children.
"""

import os
from functools import lru_cache
from pathlib import Path

import pytest

from allocation_app.errors import InputError
from allocation_app.intake import FileReading, SheetReading, open_books, survey

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHARED_SPREADSHEETS", ROOT.parent / "shared/spreadsheets"))
HARD = SHARED / "hard"

pytestmark = pytest.mark.skipif(not HARD.is_dir(), reason=f"{HARD} is not here")

EXAMPLES = "hdr_worked-examples.xlsx"
FLORIDA = "hdr_florida_data.ashx.xls"


@lru_cache(maxsize=80)
def surveyed(name: str) -> FileReading:
    """What is found in a file, once for all tests."""
    (file,) = survey(open_books([HARD / name]))
    return file


def sheets_of(name: str) -> tuple[SheetReading, ...]:
    """The sheets of a file; none where it is refused."""
    try:
        return surveyed(name).sheets
    except InputError:
        return ()


@pytest.mark.parametrize(
    ("name", "sheet", "tables"),
    [
        ("csv_Attendance.csv", "", [(1, 24, 9)]),
        ("csv_mixedGLB.csv", "", [(4, 133, 19)]),
        ("csv_duplicate-headers.csv", "", [(1, 2, 5)]),
        ("csv_sparse_with_column_errors.csv", "", [(1, 2193, 3)]),
        (FLORIDA, "AllStateCharterData07", [(4, 341, 115), (348, 49, 7), (469, 32, 7)]),
        (FLORIDA, "0607LocalCalcbyDistrict", [(1, 67, 9)]),
        ("hdr_style-only-cells.xlsx", "Data", [(1, 3, 5)]),
        ("hdr_skipping.xlsx", "two_blank_rows", []),
        ("hdr_enron.xlsx", "Report", [(60, 7, 18), (69, 7, 18)]),
        (EXAMPLES, "clean", []),
        (EXAMPLES, "annotations", [(1, 3, 3)]),
        (EXAMPLES, "female", [(3, 2, 3)]),
        (EXAMPLES, "pivot-repeated-headers", [(2, 16, 4)]),
        (EXAMPLES, "small-multiples", [(2, 2, 3), (2, 2, 3), (7, 2, 3), (7, 2, 3)]),
        (EXAMPLES, "implied-multiples", [(2, 2, 9)]),
    ],
)
def test_that_each_table_is_found_with_its_headings_rows_and_columns(
    name: str, sheet: str, tables: list[tuple[int, int, int]]
) -> None:
    found = [one for one in surveyed(name).sheets if one.name == sheet and one.header_row]
    assert [(one.header_row, one.rows, len(one.columns)) for one in found] == tables


def test_that_tables_side_by_side_have_their_own_headings() -> None:
    found = [one for one in surveyed(EXAMPLES).sheets if one.name == "small-multiples"]
    for one in found:
        assert [column.heading for column in one.columns] == ["Name", "Score", "Grade"]


@pytest.mark.parametrize("path", sorted(HARD.glob("*.*")), ids=lambda path: path.name)
def test_that_no_table_of_these_files_is_one_of_children_or_staff(path: Path) -> None:
    assert {sheet.layout for sheet in sheets_of(path.name)} <= {"", "unknown"}

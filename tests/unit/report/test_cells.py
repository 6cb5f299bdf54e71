"""User text stays text, whatever it begins with; what can't be seen is made visible."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell

from allocation_app.report.cells import column_reference
from allocation_app.report.layout import Book
from allocation_app.report.looks import Style
from allocation_app.report.values import Formula, Link, Value, is_risky, printable
from allocation_app.settings.writing import put_in_place
from tests.unit.report.examples import AS_AT

RISKY = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "'quoted", "|cmd")  # noqa: RUF001
PLAIN = ("Siân", "000123", "1E5", "TRUE", "#N/A", "12/05/2026", "ap Huw", "a=b", "<b>&amp; ]]>")


def written(value: Value, folder: Path, style: Style = Style.TEXT) -> Cell:
    """The cell that a value becomes, read back from a file."""
    book = Book(AS_AT)
    sheet = book.add_sheet("Sheet")
    book.put_lines(sheet, 1, [[(value, style)]])
    put_in_place(folder / "book.xlsx", book.packed())
    cell = load_workbook(folder / "book.xlsx")["Sheet"]["A1"]
    assert isinstance(cell, Cell)
    return cell


@pytest.mark.parametrize("text", RISKY)
def test_that_text_like_a_formula_stays_text_and_is_quoted(text: str, tmp_path: Path) -> None:
    cell = written(text, tmp_path)

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", printable(text), True)


@pytest.mark.parametrize("text", PLAIN)
def test_that_plain_text_stays_as_it_is(text: str, tmp_path: Path) -> None:
    cell = written(text, tmp_path)

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, False)


def test_that_the_text_of_a_link_is_no_formula_either(tmp_path: Path) -> None:
    cell = written(Link(text="=A1", sheet="Sheet"), tmp_path)

    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_that_lines_of_a_cell_are_ours_and_a_line_break_of_the_user_is_seen(
    tmp_path: Path,
) -> None:
    assert written(("one", "t\nwo"), tmp_path).value == "one\nt␊wo"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b\x1fc", "a␀b␟c"),
        ("del\x7f", "del␡"),
        ("c1\x85", "c1\ufffd"),
        ("lone \ud800", "lone \ufffd"),
        ("_x003D_1", "_x005F_x003D_1"),
        ("Łukasz 👧 ŵŷ", "Łukasz 👧 ŵŷ"),
    ],
)
def test_that_what_cannot_be_printed_is_made_visible(text: str, seen: str) -> None:
    assert printable(text) == seen


def test_that_text_longer_than_a_cell_ends_in_dots() -> None:
    cut = printable("x" * 40_000)

    assert (len(cut), cut[-1]) == (32_767, "…")


def test_that_nothing_is_risky_about_an_empty_cell(tmp_path: Path) -> None:
    assert not is_risky("")
    assert written("", tmp_path).value is None


def test_that_a_date_is_a_date_written_day_first(tmp_path: Path) -> None:
    cell = written(AS_AT, tmp_path, Style.DAY)

    assert cell.is_date
    assert (str(cell.value), cell.number_format) == ("2026-05-13 00:00:00", "dd/mm/yyyy")


def test_that_a_formula_carries_its_result(tmp_path: Path) -> None:
    assert written(Formula(text="=1+1", result=2.0), tmp_path).value == "=1+1"

    shown = load_workbook(tmp_path / "book.xlsx", data_only=True)["Sheet"]["A1"].value
    assert shown == 2.0


def test_that_a_heading_with_marks_of_its_own_is_quoted_in_a_formula() -> None:
    assert column_reference("Table", "It's [1] #") == "Table[It''s '[1'] '#]"

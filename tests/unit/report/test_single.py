"""A list as a workbook of its own says what it rests on, and can come back if it may be changed."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from allocation_app.report.exports import LISTINGS, Naming, Order, Source, What, Written, write
from allocation_app.report.exports import listing as list_of
from allocation_app.report.listing import shown
from tests.unit.report.test_changes import PLAN, looked, rows

SMALL_SCREEN = 330  # points: the rows of Excel at 1366 x 768, its ribbon open
SOURCE = Source(review=looked(PLAN))


def written(what: What, folder: Path) -> tuple[Written, Workbook]:
    out = folder / "list.xlsx"
    made = write(Order(what=what, naming=Naming.NAMES), SOURCE, out)
    return made, load_workbook(out, data_only=True)


@pytest.mark.parametrize("what", LISTINGS)
def test_that_every_list_has_its_rows_in_a_table_of_its_own(what: What, tmp_path: Path) -> None:
    made, book = written(what, tmp_path)
    listing = shown(list_of(Order(what=what, naming=Naming.NAMES), SOURCE))

    first = made.sheets[0]
    assert made.sheets == tuple(book.sheetnames)
    assert made.children == (listing.children or 0)
    if listing.rows:
        assert len(rows(book, first)) == len(listing.rows)
        assert set(rows(book, first)[0]) == {column.heading for column in listing.columns}
    assert "Words" in book.sheetnames
    assert len(rows(book, "Words")) > 5


def test_that_what_it_rests_on_stands_beside_its_words(tmp_path: Path) -> None:
    _, book = written(What.UNALLOCATED, tmp_path)
    rows_above = book["Words"].iter_rows(max_row=14, values_only=True)
    title, *said = [str(row[0]) for row in rows_above if row[0]]

    assert book["Unallocated"]["A1"].value == "Unallocated, as at 13/05/2026"
    assert title == "What it rests on, and what the words mean, as at 13/05/2026"
    told = " ".join(said)
    assert "As at: 13/05/2026 · Source: caseload.xlsx (SHA-256 abababababab…) · Rules: " in told
    assert "Weights: Example weights" in told
    assert "A planning copy, not the record" in told


@pytest.mark.parametrize("what", LISTINGS)
def test_that_what_stays_in_sight_leaves_room_on_a_small_screen(what: What, tmp_path: Path) -> None:
    _, book = written(what, tmp_path)
    for sheet in book.worksheets:
        kept = int(str(sheet.freeze_panes)[1:])
        high = sum(sheet.row_dimensions[row].height or 12.75 for row in range(1, kept))
        assert high < 0.6 * SMALL_SCREEN, (sheet.title, high)


def test_that_a_list_that_may_be_changed_offers_its_choices(tmp_path: Path) -> None:
    _, book = written(What.CHANGES, tmp_path)

    assert book.sheetnames == ["Changes", "Choices", "Words"]
    assert "WorkersToChoose" in book.defined_names
    assert {each.name for each in book.custom_doc_props.props} == {
        "ImportFingerprint",
        "PlanFingerprint",
    }


def test_that_the_balance_by_itself_asks_no_sheet_that_is_not_there(tmp_path: Path) -> None:
    _, book = written(What.BALANCE, tmp_path)
    formulas = load_workbook(tmp_path / "list.xlsx")["Balance"]

    asked = [str(c.value) for row in formulas.iter_rows() for c in row if c.data_type == "f"]
    assert asked
    assert not any("Unallocated[" in each for each in asked)
    beside = next(
        r for r in book["Balance"].iter_rows(values_only=True) if r[0] == "Beside: unallocated"
    )
    assert beside[1] == len(SOURCE.review.waits)
    assert len(formulas._charts) == 1  # noqa: SLF001 - openpyxl says it nowhere else


def test_that_days_are_days_and_shares_are_numbers(tmp_path: Path) -> None:
    _, book = written(What.CHANGES, tmp_path)
    assert all(isinstance(row["From the day"], datetime) for row in rows(book, "Changes"))

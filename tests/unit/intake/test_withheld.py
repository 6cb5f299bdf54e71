"""Columns that should never be in a planning copy are recognised, left out, and said to be so."""

from pathlib import Path

import pytest
from books import CHILDREN, a_workbook, column_of, found, reading_of

from allocation_app.intake import Code, Mapping, TableMapping, read
from allocation_app.intake.contents import is_private
from allocation_app.intake.reading import ColumnReading, Reading
from allocation_app.intake.withheld import says_private


def last(reading: Reading) -> ColumnReading:
    return reading.files[0].sheets[0].columns[-1]


@pytest.mark.parametrize(
    "heading",
    [
        "Home address",
        "PlacementPostcode",
        "Mother's name",
        "Worker e-mail",
        "Mobile",
        "Case notes",
        "Comments",
        "Latest Category of Abuse",
        "Ethnicity",
        "Religion",
        "NHS no.",
        "UPN",
        "Cyfeiriad",
        "Nodiadau",
        "HOME_POST",
    ],
)
def test_that_a_heading_of_private_things_is_known_as_such(heading: str) -> None:
    assert says_private(heading)


@pytest.mark.parametrize("heading", ["Team", "Shoe size", "Post title", "Gender", "Last visit", ""])
def test_that_another_heading_is_not(heading: str) -> None:
    assert not says_private(heading)


def test_that_a_withheld_column_is_named_and_its_cells_are_nowhere(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Home address", "1 High Street", "2 Low Road")

    (problem,) = found(reading, Code.COLUMNS_WITHHELD)
    assert problem.details == {"headings": "Home address", "columns": "1"}
    assert (last(reading).how, last(reading).samples, last(reading).suggestion) == (
        "withheld",
        (),
        "",
    )
    assert "High Street" not in repr(reading)


@pytest.mark.parametrize(
    "cells",
    [
        ("LL11 1AY", "LL13 8BG"),
        ("LL11 1AY", "unclear place"),
        ("01978 292039", "07700 900123"),
        ("a.lee@council.example", "b@council.example"),
        ("943 476 5919", "9434765870", "401 023 2137"),
        (
            "Seen.",
            "The mother says that the visits go well and asks for help with the school run now.",
        ),
    ],
)
def test_that_what_stands_in_a_column_gives_it_away(tmp_path: Path, cells: tuple[str, ...]) -> None:
    reading = column_of(tmp_path, "Extra", *cells)

    assert last(reading).how == "withheld"
    assert cells[-1] not in repr(reading)


@pytest.mark.parametrize(
    "cells",
    [
        ("LL11 1AY", "near the school", "unclear place"),
        ("943 476 5918", "9434765870", "401 023 2137"),
        ("943 476 5919", "9434765870"),
        ("12345", "67890"),
        (),
    ],
)
def test_that_one_cell_of_three_or_a_wrong_check_digit_does_not(cells: tuple[str, ...]) -> None:
    assert not is_private(cells)


@pytest.mark.parametrize(("letters", "is_prose"), [(80, False), (81, True)])
def test_that_more_than_eighty_letters_are_prose(letters: int, *, is_prose: bool) -> None:
    assert is_private(["x" * letters, "short"]) is is_prose


def test_that_an_unused_column_shows_only_what_may_be_shown(tmp_path: Path) -> None:
    cells = ("LL11 1AY", "near the school", "x" * 61)
    reading = column_of(tmp_path, "Extra", *cells)

    assert (last(reading).how, last(reading).samples) == ("unused", ("near the school",))
    assert "LL11" not in repr(reading)


def test_that_a_known_heading_counts_before_what_stands_under_it(tmp_path: Path) -> None:
    reading = column_of(tmp_path, "Team", "LL11 1AY", "LL13 8BG")
    assert (last(reading).field, last(reading).how) == ("team", "alias")


def test_that_a_person_may_say_that_a_withheld_column_is_a_fact(tmp_path: Path) -> None:
    headings = (*map(str, CHILDREN[0]), "Carer's area")
    rows = (headings, *[(*row, "North") for row in CHILDREN[1:]])
    path = a_workbook(tmp_path / "a.xlsx", Children=rows)
    said = TableMapping(headings=headings, columns={"carersarea": "team"})

    assert last(reading_of(tmp_path, rows)).how == "withheld"
    reading = read([path], mapping=Mapping(tables=(said,)))
    assert (last(reading).field, last(reading).how) == ("team", "profile")


def test_that_the_row_of_a_problem_shows_nothing_private(tmp_path: Path) -> None:
    headings = (*CHILDREN[0], "Extra", "Home address", "Last seen")
    cells = [("LL11 1AY", "1 High Street", "soon"), ("plain", "2 Low Road", "later"), ("x", "", "")]
    rows = [
        (*child, *more)
        for child, more in zip((*CHILDREN[1:], ("009", None, "CP", "")), cells, strict=True)
    ]
    reading = reading_of(tmp_path, (headings, *rows))

    assert found(reading, Code.DATE_UNREADABLE)
    shown = {cell.text for row in reading.rows.values() for cell in row.cells}
    assert "plain" in shown
    assert not shown & {"LL11 1AY", "1 High Street", "2 Low Road"}


def test_that_a_list_that_is_set_aside_withholds_as_well(tmp_path: Path) -> None:
    adopters = (
        "Individual Adopter Identifier",
        "Family identifier",
        "Gender",
        "Ethnicity",
        "Disability",
        "Date enquiry received",
        "Date Stage 1 started",
        "Date Stage 1 ended",
        "Date Stage 2 started",
        "Date Stage 2 ended",
    )
    path = a_workbook(tmp_path / "a.xlsx", List_11=[adopters, [*"ABCDEFGHIJ"]], Children=CHILDREN)
    sheets = {sheet.name: sheet for sheet in read([path]).files[0].sheets}

    aside = sheets["List 11"]
    assert aside.layout == "annex_a_list_11"
    assert {c.heading for c in aside.columns if c.how == "withheld"} == {"Ethnicity", "Disability"}
    assert not any(column.samples for column in aside.columns)

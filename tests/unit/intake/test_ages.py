"""Ages beside dates of birth: which forms are read, and which do not fit each other."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from books import AS_AT, child, found, reading_of

from allocation_app.intake import Code, Reading
from allocation_app.intake.ages import UNBORN, Age, age_cell
from allocation_app.intake.cells import NOT_KNOWN, ErrorCell

YEAR, MONTH = 365.25, 30.4375


def ages(folder: Path, *pairs: tuple[object, object]) -> Reading:
    rows: list[tuple[object, ...]] = [("Child ID", "Status", "Social worker", "DOB", "Age")]
    rows += [(f"C{n}", "CIN", "James Doe", *pair) for n, pair in enumerate(pairs, 1)]
    return reading_of(folder, rows)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        (16, 16 * YEAR),
        (16.0, 16 * YEAR),
        (16.66, 16.66 * YEAR),
        ("16,66", 16.66 * YEAR),
        ("16 yrs", 16 * YEAR),
        ("' 020 yrs'", 20 * YEAR),
        ("16 years old", 16 * YEAR),
        ("6 months", 6 * MONTH),
        ("6m", 6 * MONTH),
        ("3 wks", 21),
        ("10 days", 10),
        ("7y 2m", 7 * YEAR + 2 * MONTH),
        ("7y2m", 7 * YEAR + 2 * MONTH),
        ("1 year and 3 months", YEAR + 3 * MONTH),
        ("6 mis", 6 * MONTH),
        ("6 o fisoedd", 6 * MONTH),
        ("2 flwydd oed", 2 * YEAR),
        ("16 oed", 16 * YEAR),
        ("5 mlwydd oed", 5 * YEAR),
        ("1 flwydd a 3 mis", YEAR + 3 * MONTH),
        ("3 wythnos", 21),
        (0, 0),
    ],
)
def test_that_an_age_is_read_in_each_form_that_people_write(cell: object, days: float) -> None:
    age = age_cell(cell).value
    assert isinstance(age, Age)
    assert age.least < days < age.most
    assert age.most - age.least <= 1.5 * YEAR


@pytest.mark.parametrize(
    "cell", [-1, "-1", "-0.4", "unborn", "Unborn baby", "UBB", "heb ei eni", "heb ei geni"]
)
def test_that_an_unborn_child_is_younger_than_nothing(cell: object) -> None:
    assert age_cell(cell).value is UNBORN


@pytest.mark.parametrize("cell", ["<1", "< 1 year", "under 1", "dan 1", "less than one year"])
def test_that_under_one_is_an_age(cell: str) -> None:
    age = age_cell(cell).value
    assert isinstance(age, Age)
    assert age.most == YEAR


@pytest.mark.parametrize("cell", ["teenager", "16 kg", "7m 2y", "2 2", "160", "16+", "y"])
def test_that_what_is_no_age_is_said_and_left_out(cell: str) -> None:
    assert age_cell(cell)[:2] == (NOT_KNOWN, Code.AGE_UNREADABLE)


def test_that_blank_unknown_and_errors_are_no_ages() -> None:
    assert age_cell("").value is None
    assert age_cell("tbc")[:2] == (NOT_KNOWN, None)
    assert age_cell(ErrorCell("#REF!"))[:2] == (NOT_KNOWN, Code.CELL_ERROR)


def before(days: float) -> date:
    return AS_AT - timedelta(days=round(days))


@pytest.mark.parametrize(
    ("cell", "youngest", "oldest"),
    [
        (7, 6.5 * YEAR - 92, 8 * YEAR + 92),
        ("6 months", 5.5 * MONTH - 92, 7 * MONTH + 92),
        (16.5, 16.45 * YEAR - 92, 16.6 * YEAR + 92),
        ("<1", -310 - 92, YEAR + 92),
        (-1, -310 - 92, 92),
    ],
)
def test_that_an_age_fits_as_far_as_rounding_and_the_day_of_the_report_go(
    tmp_path: Path, cell: object, youngest: float, oldest: float
) -> None:
    fitting = ages(tmp_path, (before(youngest + 2), cell), (before(oldest - 2), cell))
    assert not found(fitting, Code.AGE_MISMATCH)

    odd = ages(tmp_path, (before(youngest - 2), cell), (before(oldest + 2), cell))
    assert [problem.row for problem in found(odd, Code.AGE_MISMATCH)] == [2, 3]


def test_that_where_the_two_differ_the_date_of_birth_stands(tmp_path: Path) -> None:
    reading = ages(tmp_path, (date(2015, 3, 4), 6))

    assert child(reading).date_of_birth == date(2015, 3, 4)
    (problem,) = found(reading, Code.AGE_MISMATCH)
    assert (problem.column, problem.value) == ("E", "6")
    assert problem.details == {"born": "2015-03-04", "age": "11"}


def test_that_an_age_alone_gives_no_date_of_birth_and_no_problem(tmp_path: Path) -> None:
    reading = ages(tmp_path, ("", 6), ("tbc", "unborn"))

    assert child(reading).date_of_birth is None
    assert not found(reading, Code.AGE_MISMATCH)


def test_that_an_age_without_a_column_of_births_is_read_in_peace(tmp_path: Path) -> None:
    rows = [("Child ID", "Status", "Social worker", "Age"), ("C1", "CIN", "James Doe", 7)]
    assert child(reading_of(tmp_path, rows)).date_of_birth is None


def test_that_many_ages_of_another_day_are_said_once(tmp_path: Path) -> None:
    five = [(date(2015, 3, 4), 6)] * 5
    assert len(found(ages(tmp_path, *five), Code.AGE_MISMATCH)) == 5

    six = ages(tmp_path, *five, (date(2015, 3, 4), 6))
    assert not found(six, Code.AGE_MISMATCH)
    (problem,) = found(six, Code.AGES_OF_ANOTHER_DATE)
    assert problem.details["rows"] == "6"
    among_many = ages(tmp_path, *five, *five[:1], *[(date(2015, 3, 4), 11)] * 25)
    assert len(found(among_many, Code.AGE_MISMATCH)) == 6

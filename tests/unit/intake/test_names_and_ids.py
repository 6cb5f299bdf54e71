"""Names and identifiers: kept as they were written, and one where they are one."""

from pathlib import Path

import pytest
from books import AS_AT, a_text_file, child, column_of, found, holder, reading_of

from allocation_app.intake import Code, read
from allocation_app.intake.cells import id_cell, name_cell
from allocation_app.intake.names import name_key, shown_name

HEADINGS = ("Child ID", "Forename", "Surname", "Status", "Social worker")


def rows(*cells: tuple[object, ...]) -> tuple[tuple[object, ...], ...]:
    return (HEADINGS, *cells)


@pytest.mark.parametrize(
    "surname", ["NA", "None", "Null", "True", "Nan", "O'Neill", "O’Neill", "van der Berg", "Tbc"]
)
def test_that_a_surname_that_means_something_to_programs_is_a_surname(
    tmp_path: Path, surname: str
) -> None:
    reading = reading_of(tmp_path, rows(("1", "Ann", surname, "CIN", "James Doe")))
    assert child(reading, "1").name == f"Ann {surname}"


@pytest.mark.parametrize("given", ["007", "0", "000123", "True", "1-2", "C/001", "12E45"])
def test_that_an_identifier_is_kept_letter_by_letter(tmp_path: Path, given: str) -> None:
    text = f"{','.join(HEADINGS)}\n{given},Ann,Roe,CIN,James Doe\n"
    reading = read([a_text_file(tmp_path / "a.csv", text)], as_at=AS_AT)

    assert list(reading.snapshot.children) == [given]
    assert not found(reading, Code.ID_DAMAGED)


def test_that_a_number_is_an_identifier_without_its_fraction_of_nothing(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, rows((123.0, "Ann", "Roe", "CIN", "James Doe")))
    assert list(reading.snapshot.children) == ["123"]


@pytest.mark.parametrize("given", ["1E5", "1.2E+11", "1.20E+11", "9e12"])
def test_that_an_identifier_that_excel_shortened_is_kept_and_said(
    tmp_path: Path, given: str
) -> None:
    text = f"{','.join(HEADINGS)}\n{given},Ann,Roe,CIN,James Doe\n"
    reading = read([a_text_file(tmp_path / "a.csv", text)], as_at=AS_AT)

    assert list(reading.snapshot.children) == [given]
    assert [problem.value for problem in found(reading, Code.ID_DAMAGED)] == [given]


def test_that_a_number_of_more_digits_than_excel_keeps_is_said() -> None:
    assert id_cell(1234567890123456.0).code is Code.ID_DAMAGED
    assert id_cell(123456789012345.0).code is None
    assert id_cell(120000000000.0).value == "120000000000"


def test_that_spaces_within_a_name_are_kept_and_those_around_it_are_not() -> None:
    assert name_cell(" Ann\xa0 Roe ").value == "Ann\xa0 Roe"
    assert name_cell("Ann\nRoe").value == "Ann Roe"
    assert name_cell("-").value is None
    assert name_cell(7.0).value == "7"
    assert shown_name("Roe,  Ann\xa0May") == "Ann\xa0May Roe"


def test_that_a_worker_with_another_space_is_the_same_and_is_shown_as_written(
    tmp_path: Path,
) -> None:
    reading = reading_of(
        tmp_path,
        rows(("1", "Ann", "Roe", "CIN", "Jane\xa0Roe"), ("2", "Bea", "Roe", "CIN", "Jane  Roe")),
    )
    first, second = holder(reading, "1"), holder(reading, "2")

    assert first is not None
    assert first == second
    assert first.name == "Jane\xa0Roe"


@pytest.mark.parametrize(
    ("one", "other"), [("O'Neill", "O’Neill"), ("Siân", "Sia\u0302n"), ("Gŵyn", "GWYN")]
)
def test_that_two_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


WORDS = ["tbc", "TBC", "n/a", "d/k", "-", "?", "n.k.", "unknown", "ddim yn hysbys", "Anhysbys"]
WELSH = ["i'w gadarnhau", "I’w gadarnhau", "amherthnasol", "dim yn gwybod", "heb ei gofnodi"]


@pytest.mark.parametrize("text", [*WORDS, *WELSH])
def test_that_a_word_for_not_known_is_neither_a_fact_nor_an_error(
    tmp_path: Path, text: str
) -> None:
    for heading in ("Last visit", "Out of area", "Placements in 12 months"):
        reading = column_of(tmp_path, heading, text)
        codes = {problem.code for problem in reading.problems if problem.column == "E"}
        assert not codes & {"date_unreadable", "yes_no_unreadable", "number_unreadable"}

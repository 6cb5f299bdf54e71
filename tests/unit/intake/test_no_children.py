"""Rows in the column of identifiers that are no children, or not two, or no longer open."""

from datetime import date
from pathlib import Path

from books import AS_AT, Rows, a_text_file, a_workbook, found, holder, reading_of

from allocation_app.intake import Code, Reading, read

BORN = date(2015, 3, 4)
HEAD = ("Child ID", "Child name", "DOB", "Status", "Social worker")
GIVEN = tuple((f"{n}", f"Ann A{n}", BORN, "CP", "James Doe") for n in range(101, 105))


def ids(reading: Reading) -> list[str]:
    """The identifiers of all children, in their order."""
    return list(map(str, reading.snapshot.children))


def test_that_a_word_among_numbers_that_says_nothing_of_a_child_is_none(tmp_path: Path) -> None:
    rows = (
        HEAD,
        ("CP",),
        *GIVEN[:2],
        ("LAC",),
        *GIVEN[2:],
        ("CIN", "Child in need"),
        ("Key:", "x"),
    )
    reading = reading_of(tmp_path, rows)
    assert ids(reading) == ["101", "102", "103", "104"]
    texts = [p.value for p in found(reading, Code.ROW_NOT_A_CHILD)]
    assert texts == ["CP", "LAC", "CIN", "Key:"]


def test_that_a_word_is_an_identifier_where_all_are_words_or_it_has_facts(tmp_path: Path) -> None:
    words = tuple((word, *given[1:]) for word, given in zip("ABCD", GIVEN, strict=True))
    assert ids(reading_of(tmp_path, (HEAD, *words, ("E",)))) == ["A", "B", "C", "D", "E"]
    unborn = ("Unborn", "Baby Roe", None, "CP", "James Doe")
    assert ids(reading_of(tmp_path, (HEAD, *GIVEN, unborn)))[-1] == "Unborn"


def test_that_one_word_beside_two_names_makes_no_one_child_of_two(tmp_path: Path) -> None:
    new = (("NEW", "Bob B", BORN, "CP", "James Doe"), ("new", "Cy C", BORN, "CP", "Jane Roe"))
    reading = reading_of(tmp_path, (HEAD, *GIVEN, *new))
    assert ids(reading) == ["101", "102", "103", "104"]
    assert [(p.row, p.severity) for p in found(reading, Code.ROW_WITHOUT_ID)] == [
        (6, "error"),
        (7, "error"),
    ]


def test_that_a_line_of_dashes_is_no_child(tmp_path: Path) -> None:
    text = "Child ID|DOB|Social worker\n--------+----+----\n101|04/03/2015|James Doe\n"
    reading = read([a_text_file(tmp_path / "caseload.txt", text)], as_at=AS_AT)
    assert ids(reading) == ["101"]


def test_that_a_tab_of_closed_cases_is_closed(tmp_path: Path) -> None:
    gone: Rows = (HEAD, ("201", "Old One", BORN, "CP", "James Doe"), GIVEN[0])
    reading = read([a_workbook(tmp_path / "c.xlsx", Open=(HEAD, *GIVEN), Closed_cases=gone)])
    assert ids(reading) == ["101", "102", "103", "104"]
    assert [(p.sheet, p.details["rows"]) for p in found(reading, Code.ROWS_CLOSED)] == [
        ("Closed cases", "2")
    ]


def test_that_rows_under_a_line_that_says_closed_are_closed(tmp_path: Path) -> None:
    gone = ("201", "Old One", BORN, "CP", "James Doe")
    under = (HEAD, *GIVEN[:2], (), ("CLOSED CASES",), HEAD, gone, ("Open cases",), *GIVEN[2:])
    reading = reading_of(tmp_path, under)
    assert ids(reading) == ["101", "102", "103", "104"]
    assert [p.details["rows"] for p in found(reading, Code.ROWS_CLOSED)] == ["1"]


def test_that_text_wrapped_for_excel_is_taken_out_of_its_wrapping(tmp_path: Path) -> None:
    text = 'Child ID,DOB,Status,Social worker\n="00101",="04/03/2015",CP,="James ""Jim"" Doe"\n'
    reading = read([a_text_file(tmp_path / "caseload.csv", text)], as_at=AS_AT)
    assert ids(reading) == ["00101"]
    assert reading.snapshot.children[next(iter(reading.snapshot.children))].date_of_birth == BORN
    held = holder(reading, "00101")
    assert held is not None
    assert held.name == 'James "Jim" Doe'

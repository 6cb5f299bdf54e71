"""Text files in the encodings and forms that programs write."""

from pathlib import Path

import pytest
from books import AS_AT, a_text_file, at, child, found

from allocation_app.intake import Code, read

HEAD = "Child ID,Child name,DOB,Status,Social worker"
ROW = "007,Siân Llŷr,04/03/2015,CP,James Doe"


def lines(separator: str = ",", end: str = "\r\n") -> str:
    return end.join((HEAD, ROW)).replace(",", separator) + end


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_every_encoding_separator_and_line_end_gives_the_same_row(
    tmp_path: Path, encoding: str, separator: str, end: str
) -> None:
    path = a_text_file(tmp_path / "caseload.txt", lines(separator, end), encoding)
    reading = read([path], as_at=AS_AT)
    assert list(reading.snapshot.children) == ["007"]
    assert child(reading, "007").name == "Siân Llŷr"


def test_that_windows_text_is_read_and_the_encoding_named(tmp_path: Path) -> None:
    text = lines().replace("ŷ", "y")
    reading = read([a_text_file(tmp_path / "a.csv", text, "cp1252")], as_at=AS_AT)
    assert child(reading, "007").name == "Siân Llyr"
    assert [p.details["encoding"] for p in found(reading, Code.ENCODING_ASSUMED)] == ["cp1252"]


def test_that_a_line_that_names_the_separator_is_believed(tmp_path: Path) -> None:
    reading = read([a_text_file(tmp_path / "a.csv", "sep=;\n" + lines(";", "\n"))], as_at=AS_AT)
    assert list(reading.snapshot.children) == ["007"]
    assert reading.files[0].sheets[0].header_row == 2


def test_that_zeros_in_a_text_file_are_taken_out_and_counted(tmp_path: Path) -> None:
    reading = read([a_text_file(tmp_path / "a.csv", lines().replace("James", "Ja\0mes"))])
    assert next(iter(reading.snapshot.workers.values())).name == "James Doe"
    assert [p.details["count"] for p in found(reading, Code.NUL_CHARACTERS)] == ["1"]


def test_that_a_row_with_too_many_or_too_few_cells_is_named(tmp_path: Path) -> None:
    text = f"{HEAD}\n{ROW}\n008,Ann,04/03/2015,CP,Jane Roe,extra\n009,Bob,04/03/2015\n"
    text += "010,Cy,04/03/2015,CP,Jane Roe,\n"
    reading = read([a_text_file(tmp_path / "a.csv", text)], as_at=AS_AT)
    assert [p.row for p in found(reading, Code.ROW_SHIFTED)] == [3]
    assert [p.row for p in found(reading, Code.ROW_RAGGED)] == [4, 5]
    assert list(reading.snapshot.children) == ["007", "008", "009", "010"]


def test_that_a_line_break_within_quotes_is_part_of_the_cell(tmp_path: Path) -> None:
    text = f'{HEAD}\n007,"Ann\nRoe",04/03/2015,CP,James Doe\n'
    reading = read([a_text_file(tmp_path / "a.csv", text)], as_at=AS_AT)
    assert child(reading, "007").name == "Ann Roe"


def test_that_an_open_quotation_mark_swallows_no_child(tmp_path: Path) -> None:
    rows = "\n".join(f"C{n},Child {n},04/03/2015,CP,James Doe" for n in range(200))
    text = f'{HEAD}\n007,"Ann,04/03/2015,CP,James Doe\n{rows}\n'
    reading = read([a_text_file(tmp_path / "a.csv", text)], as_at=AS_AT)
    assert len(reading.snapshot.children) == 201
    assert found(reading, Code.QUOTES_UNBALANCED)


def test_that_leading_zeros_and_names_like_none_survive(tmp_path: Path) -> None:
    text = f"{HEAD}\n0012,None,04/03/2015,CP,NA Smith\n"
    reading = read([a_text_file(tmp_path / "a.csv", text)], as_at=AS_AT)
    assert child(reading, "0012").name == "None"
    assert at(reading, Code.WORKER_NOBODY) == []

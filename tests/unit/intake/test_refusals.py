"""Files from which nothing can be taken: one clear refusal each, by code."""

import zipfile
from pathlib import Path

import pytest
from books import CHILDREN, WORKERS, a_text_file, a_workbook

from allocation_app.errors import InputError
from allocation_app.intake import read
from allocation_app.progress import Cancelled


def refusal(path: Path) -> InputError:
    """Why a file is refused."""
    with pytest.raises(InputError) as caught:
        read([path])
    return caught.value


def test_that_a_missing_file_is_missing(tmp_path: Path) -> None:
    error = refusal(tmp_path / "gone.xlsx")
    assert (error.code, error.details["file"]) == ("file_missing", "gone.xlsx")


def test_that_a_folder_is_no_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "file_missing"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "file_empty"),
        ("a.csv", b"\xef\xbb\xbf \r\n", "file_empty"),
        ("~$a.xlsx", b"x" * 165, "file_locked"),
        ("a.xlsx", b"\x04Jane" + b" " * 50 + b"\x04\0J\0a\0n\0e\0" + b"\x20\0" * 50, "file_locked"),
        ("a.xls", b"<html><body>Your session has ended.</body></html>", "file_web_page"),
        ("a.xls", b"<html><table><tr><td></table></html>", "file_web_page"),
        ("a.xls", b"<html><table><tr><td>Child ID</td></tr></table></html>", "no_table"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "file_kind"),
        ("a.xlsx", b"%PDF-1.7 ...", "file_kind"),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "file_kind"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_damaged"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100, "file_damaged"),
        ("a.csv", b"just a few words", "file_kind"),
        ("a.csv", b"Fruit,Price,Weight\nApple,1,2\n", "no_table"),
    ],
)
def test_that_bytes_decide_what_a_file_is(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).code == code


def test_that_a_truncated_workbook_is_damaged(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN)
    path.write_bytes(path.read_bytes()[:-400])
    assert refusal(path).code == "file_damaged"


def test_that_a_changed_byte_within_a_workbook_is_noticed(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    content[at] ^= 0xFF
    path.write_bytes(bytes(content))
    assert refusal(path).code == "file_damaged"


@pytest.mark.parametrize(
    ("part", "found"),
    [("word/document.xml", "word"), ("ppt/presentation.xml", "powerpoint"), ("a", "zip")],
)
def test_that_another_kind_of_zip_is_named(tmp_path: Path, part: str, found: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "x")
    error = refusal(path)
    assert (error.code, error.details["found"]) == ("file_kind", found)


def test_that_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 30_000_000)
    assert refusal(path).details["what"] == "unpacked"


def test_that_a_cell_in_the_last_column_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cell)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    error = refusal(path)
    assert (error.code, error.details["what"]) == ("file_too_big", "columns")


def test_that_children_without_identifiers_are_refused_by_their_headings(tmp_path: Path) -> None:
    rows = (("Full name", "DOB", "Status", "Social worker"), ("Ann", "1/2/2015", "CP", "Jane Roe"))
    error = refusal(a_workbook(tmp_path / "a.xlsx", Caseload=rows))
    assert (error.code, error.details["sheet"]) == ("no_child_id", "Caseload")
    assert "Social worker" in error.details["found"]


def test_that_a_staff_list_alone_is_no_caseload(tmp_path: Path) -> None:
    error = refusal(a_workbook(tmp_path / "a.xlsx", Workers=WORKERS))
    assert (error.code, error.details["found"]) == ("no_table", "staff")


def test_that_one_bad_file_of_two_is_named(tmp_path: Path) -> None:
    good = a_workbook(tmp_path / "good.xlsx", Children=CHILDREN)
    bad = a_text_file(tmp_path / "bad.csv", "")
    with pytest.raises(InputError) as caught:
        read([good, bad])
    assert caught.value.details["file"] == "bad.csv"


def test_that_an_import_stops_when_asked(tmp_path: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done > of // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        read([a_workbook(tmp_path / "a.xlsx", Children=CHILDREN)], progress=stop)


def test_that_progress_ends_at_all_of_it_and_never_goes_back(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN, Workers=WORKERS)
    read([path], progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]

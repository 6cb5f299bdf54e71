"""An error cell is "could not be read" in every kind of workbook, never "unallocated"."""

import shutil
import struct
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from books import AS_AT, a_workbook, at, child, column_of, found, holder, reading_of

from allocation_app.domain.people import EventKind
from allocation_app.errors import InputError
from allocation_app.intake import Code, read
from allocation_app.intake.opening.error_cells_xls import _errors
from allocation_app.intake.opening.limits import USUAL
from allocation_app.intake.opening.open_documents import looked_over
from allocation_app.intake.opening.packages import package_of

HEAD = ("Child ID", "DOB", "Status", "Social worker")


def with_failed_look_up(path: Path) -> Path:
    """A workbook whose second child's worker is a look-up that failed."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Children")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ("1", "2015-03-04", "CP", "Jane Roe"))
    sheet.write_row(2, 0, ("2", "2015-03-04", "CP"))
    sheet.write_formula(2, 3, "=NA()", None, "#N/A")
    book.close()
    return path


def test_that_a_failed_look_up_of_the_worker_is_not_unallocated(tmp_path: Path) -> None:
    reading = read([with_failed_look_up(tmp_path / "a.xlsx")], as_at=AS_AT)
    assert at(reading, Code.CELL_ERROR) == [(3, "D", "#N/A")]
    assert not child(reading, "2").is_holder_readable
    assert child(reading, "1").is_holder_readable


def test_that_a_formula_never_worked_out_is_not_unallocated(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, (HEAD, ("1", "2015-03-04", "CP", "=VLOOKUP(A2,Z:Z,1,0)")))
    assert at(reading, Code.FORMULA_NOT_CALCULATED) == [(2, "D", "")]
    assert not child(reading, "1").is_holder_readable


def test_that_a_formula_that_gives_no_text_is_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Children")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ("1", "2015-03-04", "CP"))
    sheet.write_formula(1, 3, '=""', None, "")
    book.close()
    content = path.read_bytes()
    assert content
    reading = read([_as_text_result(path)], as_at=AS_AT)
    assert found(reading, Code.FORMULA_NOT_CALCULATED) == []
    assert child(reading, "1").is_holder_readable


def _as_text_result(path: Path) -> Path:
    """The same workbook with the empty result typed as text, as Excel writes it."""
    return _changed(
        path, b'<c r="D2"><f>""</f><v></v></c>', b'<c r="D2" t="str"><f>""</f><v></v></c>'
    )


def _changed(path: Path, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(old, new))
    return path


def test_that_cells_without_a_reference_are_found_by_their_order(tmp_path: Path) -> None:
    path = with_failed_look_up(tmp_path / "a.xlsx")
    for cell in ("A3", "B3", "C3", "D3"):
        _changed(path, f' r="{cell}"'.encode(), b"")
    reading = read([path], as_at=AS_AT)
    assert at(reading, Code.CELL_ERROR) == [(3, "D", "#N/A")]


@pytest.mark.parametrize(
    ("whole", "damaged"),
    [(b'<row r="3"', b'<row r="three"'), (b"</sheetData>", b"</sheetData")],
)
def test_that_damaged_rows_without_references_are_refused_in_words(
    tmp_path: Path, whole: bytes, damaged: bytes
) -> None:
    path = _changed(with_failed_look_up(tmp_path / "a.xlsx"), b' r="D3"', b"")
    with pytest.raises(InputError, match="file_damaged"):
        read([_changed(path, whole, damaged)], as_at=AS_AT)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "Err:508"])
def test_that_an_error_pasted_as_text_is_an_error(tmp_path: Path, text: str) -> None:
    reading = column_of(tmp_path, "Last seen", text, date(2026, 11, 2))
    assert at(reading, Code.CELL_ERROR) == [(2, "E", text)]
    assert EventKind.SEEN not in child(reading).recorded
    assert child(reading, "C2").events[EventKind.SEEN] == date(2026, 11, 2)


def test_that_an_error_in_an_unused_column_is_nobodys_trouble(tmp_path: Path) -> None:
    assert found(column_of(tmp_path, "Eye colour", "#N/A"), Code.CELL_ERROR) == []


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_that_records_of_an_xls_tell_errors_from_booleans_and_numbers() -> None:
    error = struct.pack("<HHHBB", 4, 3, 0, 0x2A, 1)
    boolean = struct.pack("<HHHBB", 5, 3, 0, 1, 0)
    failed = struct.pack("<HHH", 6, 2, 0) + bytes([2, 0, 0x17, 0, 0, 0, 0xFF, 0xFF]) + bytes(8)
    number = struct.pack("<HHHd", 7, 2, 0, 1.5) + bytes(8)
    stream = b"".join(
        [
            _record(0x809, bytes(16)),
            _record(0x205, error),
            _record(0x205, boolean),
            _record(0x06, failed),
            _record(0x06, number),
            _record(0x0A, b""),
            _record(0x205, struct.pack("<HHHBB", 9, 9, 0, 0x2A, 1)),
        ]
    )
    assert {cell: error.text for cell, error in _errors(stream, 0)} == {
        (4, 3): "#N/A",
        (6, 2): "#REF!",
    }


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">
<table:table table:name="S"><table:table-row table:number-rows-repeated="2"><table:table-cell/>
</table:table-row><table:table-row><table:table-cell table:number-columns-repeated="3"/>
<table:table-cell calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>
</table:table-row></table:table></office:document-content>"""


def test_that_errors_of_an_ods_are_found_past_repeated_rows_and_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", ODS)
    found, _ = looked_over(package_of("a.ods", path.read_bytes(), USUAL), USUAL)
    assert {cell: error.text for cell, error in found["S"].items()} == {(2, 3): "#N/A"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_that_libreoffices_files_say_the_same(tmp_path: Path, kind: str) -> None:
    source = with_failed_look_up(tmp_path / "a.xlsx")
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    reading = read([tmp_path / f"a.{kind}"], as_at=AS_AT)
    assert reading.files[0].kind == kind
    assert at(reading, Code.CELL_ERROR) == [(3, "D", "#N/A")]
    worker = holder(reading, "1")
    assert worker is not None
    assert worker.name == "Jane Roe"


def test_that_an_empty_workbook_has_no_table(tmp_path: Path) -> None:
    from allocation_app.errors import InputError  # noqa: PLC0415

    with pytest.raises(InputError, match="no_table"):
        read([a_workbook(tmp_path / "a.xlsx", Empty=())])

"""Files that are no workbook of today: web pages, XML of 2003, flat XML, the workforce census."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from books import AS_AT, CHILDREN, a_workbook, found

from allocation_app.errors import InputError
from allocation_app.intake import Code, read
from allocation_app.intake.cells import ErrorCell
from allocation_app.intake.opening.answers import Answer
from allocation_app.intake.opening.apart import Task, read_here
from allocation_app.intake.opening.grids import sheet_of
from allocation_app.intake.opening.limits import USUAL
from allocation_app.intake.opening.number_formats import shows_date
from allocation_app.intake.opening.xlsb import moment
from allocation_app.intake.sheets import EPOCH, EPOCH_1904

XML_2003 = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">{book}{sheets}</Workbook>"""
SHEET = '<Worksheet ss:Name="{name}"><Table>{rows}</Table>{options}</Worksheet>'
HIDDEN = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"


def cell(text: str, kind: str = "String", more: str = "") -> str:
    return f'<Cell{more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def xml_2003(*rows: str, book: str = "") -> bytes:
    sheets = SHEET.format(name="Children", rows="".join(rows), options="")
    sheets += SHEET.format(name="Codes", rows="", options=HIDDEN)
    return XML_2003.format(book=book, sheets=sheets).encode()


def answer(content: bytes, name: str = "report.xls") -> Answer:
    return read_here(Task(name=name, content=content), lambda: None)


def rows(content: bytes, sheet: int = 0) -> list[tuple[int, list[object]]]:
    got = answer(content)
    assert got.refusal is None
    return sheet_of("a", got.grids[sheet]).rows(99)


def test_that_cells_of_xml_2003_keep_their_types() -> None:
    row = "".join(
        (
            cell("007"), cell("1.5", "Number"), cell("2026-11-20T00:00:00.000", "DateTime"),
            cell("2026-11-20T09:30:00", "DateTime"), cell("1", "Boolean"), cell("#N/A", "Error"),
            '<Cell ss:Formula="=A1"/>', cell("<B>bold</B> text"),
        )
    )  # fmt: skip
    assert rows(xml_2003(f"<Row>{row}</Row>")) == [
        (
            1,
            [
                "007", 1.5, date(2026, 11, 20), datetime(2026, 11, 20, 9, 30), True,  # noqa: DTZ001
                ErrorCell("#N/A"), ErrorCell(), "bold text",
            ],
        )
    ]  # fmt: skip


def test_that_places_and_merges_of_xml_2003_are_kept_and_hidden_sheets_said() -> None:
    merged = cell("wide", more=' ss:MergeAcross="2" ss:MergeDown="1"')
    third = cell("x", more=' ss:Index="3"')
    content = xml_2003(
        f"<Row>{merged}{cell('b')}</Row>",
        f'<Row ss:Index="5">{third}</Row>',
        book="<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>",
    )
    got = answer(content)
    assert rows(content) == [(1, ["wide", "", "", "b"]), (5, ["", "", "x", ""])]
    assert got.kind == "xml_2003"
    assert got.grids[0].merges == ((1, 0, 2, 2),)
    assert got.grids[0].epoch == EPOCH_1904
    assert [(p.code, p.sheet) for p in got.problems] == [("sheet_hidden", "Codes")]


def test_that_broken_xml_2003_and_far_cells_are_refused() -> None:
    broken = answer(xml_2003("<Row><Cell><Data>R & D</Data></Cell></Row>")).refusal
    far = answer(xml_2003(f'<Row ss:Index="900000">{cell("x")}</Row>')).refusal
    assert broken is not None
    assert far is not None
    assert (broken.code, far.code, far.details["what"]) == ("file_damaged", "file_too_big", "rows")


@pytest.mark.parametrize("name", ["caseload.xls", "caseload.html"])
def test_that_a_web_page_named_as_a_workbook_gives_its_children(tmp_path: Path, name: str) -> None:
    lines = [
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"
        for row in [
            ("Child ID", "DOB", "Status", "Social worker"),
            ("007", "04/03/2015", "CP", "A B"),
        ]
    ]
    path = tmp_path / name
    path.write_text(f"<html><body><table>{''.join(lines)}</table></body></html>", encoding="utf-8")
    reading = read([path], as_at=AS_AT)
    assert list(reading.snapshot.children) == ["007"]
    assert reading.files[0].kind == "html"


def test_that_a_web_page_shows_what_a_browser_would() -> None:
    page = b"""<!DOCTYPE html><head><title>x</title><style>td {a: b}</style></head><body>
    <table><tr><th rowspan=2>Si&acirc;n<th colspan="2">two   words<br>more</th></tr>
    <tr><td>c<script>var a = "<td>no</td>";</script></td><td>&nbsp;</td></tr>
    <tr><td>d<td>outer<table><tr><td>inner</td></tr></table>rest</td></table></body>"""
    assert [row for _, row in rows(page)] == [
        ["Siân", "two words\nmore", ""],
        ["", "c", ""],
        ["d", "outer\nrest", ""],
    ]
    assert [row for _, row in rows(page, 1)] == [["inner"]]
    assert answer(page).grids[0].merges == ((1, 0, 2, 0), (1, 1, 1, 2))


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="x" content="text/html; charset=iso-8859-1">', "cp1252"),
        ("", "utf-8"), ("", "utf-8-sig"), ("", "utf-16"), ("", "cp1252"),
    ],
)  # fmt: skip
def test_that_a_web_page_is_read_in_its_encoding(head: str, encoding: str) -> None:
    page = f"<html>{head}<table><tr><td>Siân – Ó</td></tr></table></html>".encode(encoding)
    assert rows(page) == [(1, ["Siân – Ó"])]


def test_that_the_workforce_census_is_a_row_per_worker() -> None:
    census = b"""<Message><Header/><CSWWWorker><SWENo>007</SWENo><QualInst>A</QualInst>
    <QualInst>B</QualInst></CSWWWorker><CSWWWorker><FTE>0.5</FTE></CSWWWorker></Message>"""
    assert rows(census) == [
        (1, ["SWENo", "QualInst", "FTE"]),
        (2, ["007", "A; B", ""]),
        (3, ["", "", "0.5"]),
    ]


@pytest.mark.parametrize(
    "content", [b"<?xml version='1.0'?><rss/>", b"<?xml version='1.0'?><Message><Child/></Message>"]
)
def test_that_other_xml_is_refused_as_such(content: bytes) -> None:
    refusal = answer(content).refusal
    assert refusal is not None
    assert (refusal.code, refusal.details["found"]) == ("file_kind", "xml")


def test_that_only_hidden_sheets_are_told_where_nothing_else_is(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN, Front=(("Read me",),))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    book = parts["xl/workbook.xml"].replace(b'name="Children"', b'name="Children" state="hidden"')
    parts["xl/workbook.xml"] = book.replace(b'state="visible" state', b"state").replace(
        b'state="hidden" sheetId="1" state="visible"', b'state="hidden" sheetId="1"'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(InputError, match="no_table") as caught:
        read([path], as_at=AS_AT)
    assert caught.value.details["found"] == "hidden"
    assert caught.value.details["sheets"] == "Children"


def test_that_macros_are_said_not_to_be_run(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsm", Children=CHILDREN)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    reading = read([path], as_at=AS_AT)
    assert reading.files[0].kind == "xlsm"
    assert len(found(reading, Code.SHEET_MACROS)) == 1


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("dd/mm/yyyy", True), ('"on" d mmmm', True), ("[$-809]dd mmmm yyyy;@", True),
        ("[h]:mm", True), ("General", False), ("0.00", False), ('0 "days"', False),
        ("[Red]0", False), ("@", False), (r"0\d", False),
    ],
)  # fmt: skip
def test_that_a_number_format_shows_a_date_or_not(code: str, *, is_date: bool) -> None:
    assert shows_date(code) is is_date


def test_that_the_day_that_never_was_stays_a_number() -> None:
    assert moment(60.0, EPOCH) == 60.0
    assert moment(61.0, EPOCH) == date(1900, 3, 1)
    assert moment(59.0, EPOCH) == date(1900, 2, 28)
    assert moment(0.0, EPOCH_1904) == date(1904, 1, 1)


def test_that_a_larger_import_lets_more_rows_in() -> None:
    text = b"Child ID,Name\n" + b"1,a\n" * 30
    small = replace(USUAL, rows=20)
    few = read_here(Task(name="a.csv", content=text, limits=small), lambda: None)
    assert few.refusal is not None
    assert few.refusal.details["what"] == "rows"
    assert answer(text).refusal is None


def test_that_a_style_far_away_is_no_cell(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", Children=CHILDREN)
    made = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(made, "w") as out:
        for name in archive.namelist():
            cells = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
            out.writestr(name, archive.read(name).replace(b"</sheetData>", cells))
    assert answer(made.getvalue()).refusal is None

"""What leaves the tool by the command line: every document in every form, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto import OfficeFile
from openpyxl import load_workbook

from allocation_app.cli import DONE, WRONG_USAGE, main
from allocation_app.report.orders import FORMS, OF_PERIODS, Form, Naming, What
from allocation_app.settings.exports_made import Made, exports_made
from tests.stories.test_command_line import TEAM, document

Output = pytest.CaptureFixture[str]
EVERY = [(what, form) for what in What for form in FORMS[what]]
STARTS = {Form.XLSX: b"PK\x03\x04", Form.CSV: b"\xef\xbb\xbf", Form.PDF: b"%PDF-"}
"""How a file of each form begins."""


def export(*words: str) -> int:
    """With which code an export of the team ends."""
    return main(["export", *TEAM, *words])


def exported(capsys: Output, *words: str) -> dict[str, Any]:
    """What an export of the team says of itself as JSON."""
    capsys.readouterr()
    code = export(*words, "--json")
    output = capsys.readouterr()
    assert code == DONE, output.err
    said: dict[str, Any] = json.loads(output.out)
    return said


@pytest.fixture(scope="module")
def looked() -> dict[str, Any]:
    """The review of the team."""
    return document("review", *TEAM)


def last_made() -> Made:
    """What the record says of the last export."""
    return exports_made()[-1]


@pytest.mark.parametrize(("what", "form"), EVERY)
def test_that_every_document_is_written_in_each_of_its_forms(
    tmp_path: Path, capsys: Output, what: What, form: Form
) -> None:
    out = tmp_path / f"sheet.{form}"
    period = ("--month", "2026-10") if what in OF_PERIODS else ()

    said = exported(capsys, "--what", what, *period, "--out", str(out))

    assert set(said) == {"out", "sheets", "what", "form", "children", "naming", "protected"}
    assert (said["out"], said["what"], said["form"]) == (str(out), what, form)
    assert said["naming"] == (Naming.NAMES if what is What.WORKBOOK else Naming.INITIALS)
    assert said["children"] <= 150
    assert said["protected"] is False
    assert out.read_bytes().startswith(STARTS[form])
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_that_an_export_is_kept_on_record_without_saying_of_whom(
    tmp_path: Path, capsys: Output
) -> None:
    before = len(exports_made())

    said = exported(capsys, "--what", "unallocated", "--out", str(tmp_path / "queue.csv"))

    made = last_made()
    assert len(exports_made()) == before + 1
    assert (made.what, made.to, made.naming) == ("unallocated", "csv", "initials")
    assert (made.children, made.is_protected) == (said["children"], False)


def test_that_what_is_refused_leaves_no_file_and_no_record(tmp_path: Path, capsys: Output) -> None:
    before = exports_made()

    for words in (("--team", "Nowhere"), ("--what", "findings", "--child", "1")):
        assert export(*words, "--out", str(tmp_path / "sheet.xlsx")) == WRONG_USAGE

    assert capsys.readouterr().out == ""
    assert exports_made() == before
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--out", "b.docx"], "b.docx can’t be written: “workbook” is made as .xlsx"),
        (["--out", "b"], "“workbook” is made as .xlsx"),
        (["--out", "b.csv"], "“workbook” is made as .xlsx"),
        (["--what", "handover", "--out", "b.xlsx"], "“handover” is made as .pdf"),
        (["--what", "findings", "--child", "7", "--out", "b.csv"], "--child means nothing for"),
        (["--what", "board", "--worker", "7", "--out", "b.pdf"], "--worker means nothing for"),
        (["--what", "board", "--month", "2026-10", "--out", "b.pdf"], "--month means nothing"),
        (["--name-workers", "--out", "b.xlsx"], "--name-workers means nothing for “workbook”"),
        (["--team", "Nowhere", "--out", "b.xlsx"], "No team of this import is called Nowhere"),
        (["--what", "worker", "--worker", "7", "--out", "b.pdf"], "No worker of this import has"),
        (["--what", "handover", "--child", "7", "--out", "b.pdf"], "No child of this import has"),
        (
            ["--what", "given", "--month", "2026-10", "--to", "2026-10-02", "--out", "b.csv"],
            "a month or the days from and to, not both",
        ),
        (["--what", "given", "--to", "2026-10-02", "--out", "b.csv"], "the day from which on"),
        (
            ["--what", "given", "--from", "2026-10-02", "--to", "2026-09-02", "--out", "b.csv"],
            "ends on Wed 2 Sep 2026, before it begins on Fri 2 Oct 2026",
        ),
        (["--out", "nowhere/b.xlsx"], "The folder for b.xlsx is not there"),
    ],
)
def test_that_what_can_not_be_written_is_said_in_a_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
    words: list[str],
    reason: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    code = export(*words)

    output = capsys.readouterr()
    assert (code, output.out) == (WRONG_USAGE, "")
    assert reason in output.err
    assert len(output.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Gwion Bailey", "bailey_GWION", "pack 4100004", "BaileyGwion"])
def test_that_a_file_that_is_called_after_a_child_is_refused(
    tmp_path: Path, capsys: Output, name: str
) -> None:
    code = export("--what", "findings", "--out", str(tmp_path / f"{name}.csv"))

    output = capsys.readouterr()
    assert (code, output.out) == (WRONG_USAGE, "")
    assert name not in output.err
    assert len(output.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_that_a_period_without_a_last_day_ends_with_the_day_that_is_looked_at(
    tmp_path: Path, capsys: Output
) -> None:
    out = tmp_path / "evidence.csv"

    exported(capsys, "--what", "evidence", "--from", "2026-11-01", "--out", str(out))

    assert "20/11/2026" in out.read_text("utf-8-sig") or "2026-11-20" in out.read_text("utf-8-sig")


def test_that_a_folder_that_nobody_may_write_to_is_said(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", _refuse)  # root may write anywhere

    assert export("--out", str(tmp_path / "sheet.xlsx")) == WRONG_USAGE

    said = capsys.readouterr().err
    assert said.startswith("sheet.xlsx can't be written: another program holds it")
    assert "Close it in Excel" in said


def _refuse(**_where: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_that_without_the_library_for_pdf_it_says_what_to_install(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)

    code = export("--what", "unallocated", "--out", str(tmp_path / "queue.pdf"))

    assert code == WRONG_USAGE
    assert "needs the library typst" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lines", "opens"),
    [("Monday 9\n", "Monday 9"), ("\nits own\n", "its own"), ("Monday 9\n\n", None)],
)
def test_that_a_workbook_is_protected_by_the_first_line_or_by_its_own(
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    lines: str,
    opens: str | None,
) -> None:
    out = tmp_path / "book.xlsx"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))

    said = exported(capsys, "--out", str(out), "--password-stdin")

    assert said["protected"] is last_made().is_protected is (opens is not None)
    if opens is None:
        assert load_workbook(out, read_only=True).sheetnames == said["sheets"]
        return
    with out.open("rb") as file:
        locked = OfficeFile(file)
        assert locked.is_encrypted()
        locked.load_key(password=opens, verify_password=True)
        opened = io.BytesIO()
        locked.decrypt(opened)
    assert load_workbook(opened, read_only=True).sheetnames == said["sheets"]


@pytest.mark.parametrize("said", [b"", b"\n", b"caf\xe9\n", b"Monday 9\n\xff\n"])
def test_that_without_a_password_that_can_be_typed_nothing_is_written(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    for errors in ("strict", "surrogateescape"):  # as stdin is with one language or another
        stdin = io.TextIOWrapper(io.BytesIO(said), encoding="utf-8", errors=errors)
        monkeypatch.setattr("sys.stdin", stdin)

        code = export("--out", str(tmp_path / "book.xlsx"), "--password-stdin")

        assert code == WRONG_USAGE
        assert "password" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


def test_that_what_can_not_be_protected_is_said_not_to_be(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Monday 9\n"))

    code = export(
        "--what", "unallocated", "--out", str(tmp_path / "queue.csv"), "--password-stdin", "--json"
    )

    output = capsys.readouterr()
    assert code == DONE
    assert json.loads(output.out)["protected"] is False
    assert output.err == "queue.csv is not protected: only workbooks (.xlsx) can be.\n"


def test_that_lists_have_the_totals_of_the_review(
    tmp_path: Path, capsys: Output, looked: dict[str, Any]
) -> None:
    out = tmp_path / "list.csv"

    def rows(what: What) -> int:
        exported(capsys, "--what", what, "--out", str(out))
        return len(body(out))

    assert rows(What.ALLOCATIONS) == looked["children"]
    assert rows(What.UNALLOCATED) == len(looked["unallocated"])
    assert rows(What.FINDINGS) == len(looked["findings"])


def body(out: Path) -> list[list[str]]:
    """The rows of a list under its headings: those as wide as the widest, but the first."""
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    widest = max(map(len, rows))
    return [row for row in rows if len(row) == widest and any(row)][1:]


def test_that_a_name_is_only_where_names_are_asked_for(tmp_path: Path, capsys: Output) -> None:
    sheet = load_workbook(TEAM[0])["Children"]
    cells = [row[1] for row in sheet.iter_rows(min_row=4, values_only=True)]
    names = {name for name in cells if isinstance(name, str) and " " in name}
    out = tmp_path / "allocations.csv"

    exported(capsys, "--what", "allocations", "--names", "names", "--out", str(out))
    named = out.read_text("utf-8-sig")
    exported(capsys, "--what", "allocations", "--out", str(out))
    hidden = out.read_text("utf-8-sig")

    assert len(names) > 75
    assert sum(name in named for name in names) > 75
    assert [name for name in names if name in hidden] == []

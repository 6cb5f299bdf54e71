"""Edited workbooks are read by their headings, whatever else was done to them."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from allocation_app.domain.edited import Cell, EditedBook, Heading
from allocation_app.domain.snapshot import Source
from allocation_app.errors import InputError
from allocation_app.intake.edited import edited_of
from allocation_app.intake.opening.apart import Task, read_here
from allocation_app.intake.opening.book import Book
from allocation_app.intake.opening.grids import sheet_of

AS_AT = date(2026, 11, 20)
CHANGES = ["Child ID", "Name", "Who changes", "From", "To", "From the day", "Reason", "Note"]
MOVED = ["0012", "A B", "case holder", "Jo", "Sam", date(2026, 12, 1), "", "Told."]


def read(tmp_path: Path, **sheets: list[list[object]]) -> EditedBook:
    """What is read of a workbook of these rows, each sheet by its name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column, value)
    path = tmp_path / "book.xlsx"
    book.save(path)
    content = path.read_bytes()
    answer = read_here(Task(name=path.name, content=content), lambda: None)
    found = tuple(sheet_of(path.name, grid) for grid in answer.grids)
    source = Source(name=path.name, sha256="")
    return edited_of(Book(path=path, kind=answer.kind, source=source, sheets=found), AS_AT)


def test_that_rows_are_read_by_their_headings_with_the_address_of_each_cell(
    tmp_path: Path,
) -> None:
    rows = [["Changes"], ["You may change …"], [], ["", *reversed(CHANGES)], ["", *reversed(MOVED)]]
    book = read(tmp_path, Changes=rows)

    assert book.allocations is None
    assert book.changes == (
        {
            Heading.CHILD: Cell(sheet="Changes", at="I5", value="0012"),
            Heading.ROLE: Cell(sheet="Changes", at="G5", value="case holder"),
            Heading.FROM: Cell(sheet="Changes", at="F5", value="Jo"),
            Heading.TO: Cell(sheet="Changes", at="E5", value="Sam"),
            Heading.DAY: Cell(sheet="Changes", at="D5", value=date(2026, 12, 1)),
            Heading.REASON: Cell(sheet="Changes", at="C5"),
            Heading.NOTE: Cell(sheet="Changes", at="B5", value="Told."),
        },
    )


def test_that_blank_rows_are_passed_over_and_do_not_end_the_table(tmp_path: Path) -> None:
    book = read(tmp_path, Changes=[CHANGES, [], MOVED, ["", "a remark elsewhere"], [], MOVED])
    assert [row[Heading.CHILD].at for row in book.changes or ()] == ["A3", "A6"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1 December 2026", date(2026, 12, 1)),
        ("01/12/2026", date(2026, 12, 1)),
        (46_357, date(2026, 12, 1)),
        ("soon", "soon"),
        (True, "TRUE"),
        ("", None),
    ],
)
def test_that_a_day_is_read_however_it_is_written(
    tmp_path: Path, written: object, read_as: date | str | None
) -> None:
    row = [
        written if heading == "From the day" else value
        for heading, value in zip(CHANGES, MOVED, strict=True)
    ]
    (found,) = read(tmp_path, Changes=[CHANGES, row]).changes or ()
    assert found[Heading.DAY].value == read_as


def test_that_a_number_is_read_as_it_is_shown(tmp_path: Path) -> None:
    (found,) = read(tmp_path, Allocations=[["Child ID", "Worker"], [12.0, "Sam"]]).allocations or ()
    assert found[Heading.CHILD].value == "12"


def test_that_a_sheet_of_another_name_is_known_by_its_columns(tmp_path: Path) -> None:
    book = read(tmp_path, Monday=[CHANGES, MOVED], Findings=[["Child ID", "Worker"], ["1", "Jo"]])
    assert book.changes is not None
    assert len(book.changes) == 1
    assert book.allocations is None


def test_that_the_cover_says_what_the_workbook_was_made_of(tmp_path: Path) -> None:
    source, plan = "0123456789abcdef", "fedcba9876543210"
    cover = [["Fingerprint of the import", source], [], ["Fingerprint of the plan", "", plan]]
    book = read(tmp_path, Cover=cover, Changes=[CHANGES])
    assert (book.source, book.plan, book.changes) == (source, plan, ())
    lead = [
        ["As at: 20/11/2026 · Fingerprint of the"],
        [f"import: {source} · Fingerprint of the plan: {plan} · Children's names: in full"],
        CHANGES,
    ]
    book = read(tmp_path, Changes=lead)
    assert (book.source, book.plan, book.changes) == (source, plan, ())


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Name"], ["A B"]], "edited_no_columns"),
        ([[*CHANGES, "To"], MOVED], "edited_columns_twice"),
    ],
)
def test_that_a_sheet_that_can_t_be_read_is_refused(
    tmp_path: Path, rows: list[list[object]], code: str
) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, Changes=rows)
    assert refused.value.code == code


def test_that_a_workbook_without_these_sheets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read(tmp_path, Children=[["Child ID", "Worker"], ["1", "Jo"]])
    assert refused.value.code == "edited_none"

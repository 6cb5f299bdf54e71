"""Printing and saving as PDF by Qt alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QTextTable
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from allocation_app.errors import AppError
from allocation_app.progress import Cancelled
from allocation_app.report.listing import Column
from allocation_app.report.looks import Style
from allocation_app.report.pages import Grid, Page, Paper, Said, Size, Ticks, Words
from ui import printing, sheets


def a_paper(*, rows: int = 0, pages: int = 1, size: Size = Size.A4) -> Paper:
    words = Words(text="Said in one line.")
    grid = Grid(
        title="Children",
        columns=[Column(heading="Case"), Column(heading="Notes", style=Style.LONG, widest=40)],
        rows=[[f"{number}", "some words " * (1 + number % 9)] for number in range(rows)],
    )
    blocks = [words, grid] if rows else [words]
    made = [Page(title=f"Page {number}", blocks=blocks) for number in range(pages)]
    return Paper(title="Packs", pages=made, foot="As at", children=2, size=size)


@pytest.fixture
def device(tmp_path: Path) -> QPrinter:
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_that_each_page_is_printed_on_a_sheet_of_its_own(device: QPrinter, pages: int) -> None:
    assert printing.paint(a_paper(pages=pages), device) == pages


def test_that_a_long_table_takes_more_sheets(device: QPrinter) -> None:
    assert printing.paint(a_paper(rows=150), device) > 2


@pytest.mark.parametrize("size", Size)
def test_that_a_pdf_has_the_size_that_the_document_is_made_for(size: Size, tmp_path: Path) -> None:
    out = tmp_path / "made.pdf"
    printing.save_pdf(a_paper(size=size), out)
    found = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", out.read_bytes())
    assert found is not None
    wanted = {Size.A4: (595, 842), Size.A3: (842, 1191)}[size]
    assert tuple(map(float, found.groups())) == pytest.approx(wanted, abs=1)


def test_that_the_sheet_lies_as_the_document_says() -> None:
    lying = Paper(title="", pages=[], foot="", children=None, is_landscape=True)
    assert printing.page_layout(lying).orientation() == QPageLayout.Orientation.Landscape
    assert printing.page_layout(a_paper()).pageSize().id() == QPageSize.PageSizeId.A4


def test_that_a_pdf_that_can_t_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused:
        printing.save_pdf(a_paper(), tmp_path / "nowhere" / "made.pdf")
    assert refused.value.code == "target_folder_missing"


def test_that_the_dialogs_name_what_is_printed_and_open(qtbot: QtBot) -> None:
    for dialog in (printing.preview(a_paper()), printing.ask(a_paper())):
        qtbot.addWidget(dialog)
        assert dialog.isVisible()
        assert "Packs" in dialog.windowTitle()


@pytest.mark.parametrize("pages", [1, 3])
def test_that_no_row_of_a_table_lies_on_two_sheets(device: QPrinter, pages: int) -> None:
    body = QSizeF(500, 600)
    document = printing.laid_out(a_paper(rows=150, pages=pages), device, body)
    layout = document.documentLayout()
    rows = 0
    for table in document.rootFrame().childFrames():
        assert isinstance(table, QTextTable)
        for row in range(table.rows()):
            cells = [table.cellAt(row, column) for column in range(table.columns())]
            blocks = [cell.firstCursorPosition().block() for cell in cells]
            places = [layout.blockBoundingRect(block) for block in blocks]
            rows += 1
            sheets = {int(place.top() // body.height()) for place in places}
            ends = {int((place.bottom() - 1) // body.height()) for place in places}
            assert len(sheets | ends) == 1
    assert rows == 150 * pages + document.pageCount()


def test_that_a_row_higher_than_a_sheet_is_printed_all_the_same(device: QPrinter) -> None:
    grid = Grid(title="", columns=[Column(heading="Notes")], rows=[["word " * 9_000]])
    paper = Paper(title="", pages=[Page(title="", blocks=[grid])], foot="", children=None)
    assert 2 < printing.paint(paper, device) < 40


@pytest.mark.parametrize("rows", range(0, 40, 3))
def test_that_a_checklist_stands_on_one_sheet_with_what_is_signed_below(
    device: QPrinter, rows: int
) -> None:
    facts = Said(lines=[(f"Fact {number}", "told") for number in range(1 + rows)])
    ticks = Ticks(title="To do", lines=[f"Deed {number}" for number in range(8)])
    signed = Said(lines=[("Handed over by", None), ("Taken over by", None)])
    pages = [Page(title=f"Page {number}", blocks=[facts, ticks, signed]) for number in range(2)]
    body = QSizeF(500, 600)
    paper = Paper(title="Packs", pages=pages, foot="", children=None)
    document = printing.laid_out(paper, device, body)
    layout, block, places = document.documentLayout(), document.firstBlock(), []
    while block.isValid():
        if block.text() in {"To do", "Deed 7", "Taken over by"}:
            places.append(int(layout.blockBoundingRect(block).top() // body.height()))
        block = block.next()
    assert len(places) == 6
    assert places == [places[0]] * 3 + [places[3]] * 3


def test_that_a_sheet_on_which_nothing_begins_says_what_it_goes_on_with(device: QPrinter) -> None:
    body = QSizeF(500, 600)
    document = printing.laid_out(a_paper(rows=30, pages=2), device, body)
    titles = sheets.titles(document, body.height())
    sheets_each = document.pageCount() // 2
    assert sheets_each > 1
    assert titles == ["", *["Page 0"] * (sheets_each - 1), "", *["Page 1"] * (sheets_each - 1)]


def test_that_printing_is_stopped_between_two_sheets(device: QPrinter) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.paint(a_paper(pages=4), device, stop)

    assert told == [(0, 4), (1, 4)]

"""Printing and saving as PDF by Qt alone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QTextTable
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from pytestqt.qtbot import QtBot

from allocation_app.errors import AppError
from allocation_app.progress import Cancelled
from allocation_app.report.listing import Column
from allocation_app.report.looks import Style
from allocation_app.report.pages import Grid, Page, Paper, Said, Size, Ticks, Tone, Words
from ui import printing
from ui.sheets import laid_out


def a_paper(*, rows: int = 0, pages: int = 1, size: Size = Size.A4) -> Paper:
    words = Words(text="Said in one line.")
    grid = Grid(
        title="Children",
        columns=[Column(heading="Case"), Column(heading="Notes", style=Style.LONG, widest=40)],
        rows=[[f"{number}", "some words " * (1 + number % 9)] for number in range(rows)],
    )
    blocks: list[Words | Grid] = [words, grid] if rows else [words]
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
@pytest.mark.parametrize("rows", [150, 400])
def test_that_no_row_of_a_table_lies_on_two_sheets(device: QPrinter, pages: int, rows: int) -> None:
    body = QSizeF(500, 600)
    laid = laid_out(a_paper(rows=rows, pages=pages), device, body)
    seen: list[str] = []
    for document in dict.fromkeys(sheet.document for sheet in laid):
        layout = document.documentLayout()
        for table in document.rootFrame().childFrames():
            assert isinstance(table, QTextTable)
            for row in range(table.rows()):
                cells = [table.cellAt(row, column) for column in range(table.columns())]
                blocks = [cell.firstCursorPosition().block() for cell in cells]
                places = [layout.blockBoundingRect(block) for block in blocks]
                seen.append(blocks[0].text())
                sheets = {int(place.top() // body.height()) for place in places}
                ends = {int((place.bottom() - 1) // body.height()) for place in places}
                assert len(sheets | ends) == 1
    assert seen.count("Case") == len(laid)
    assert [text for text in seen if text != "Case"] == [*map(str, range(rows))] * pages


def test_that_a_document_laid_out_in_parts_leaves_no_sheet_half_empty(device: QPrinter) -> None:
    body = QSizeF(500, 600)
    laid = laid_out(a_paper(rows=400), device, body)
    assert len({sheet.document for sheet in laid}) > 3
    for sheet in laid[:-1]:
        layout, block, lowest = sheet.document.documentLayout(), sheet.document.firstBlock(), 0.0
        while block.isValid():
            bottom = layout.blockBoundingRect(block).bottom() - sheet.number * body.height()
            lowest = max(lowest, bottom) if bottom <= body.height() else lowest
            block = block.next()
        assert lowest > 0.75 * body.height()


def test_that_no_part_of_a_long_document_holds_up_the_window(device: QPrinter) -> None:
    told: list[int] = []
    laid_out(a_paper(rows=1000), device, QSizeF(500, 600), lambda done, _of: told.append(done))
    assert max(after - before for before, after in pairwise(told)) <= 40


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
    for document in dict.fromkeys(sheet.document for sheet in laid_out(paper, device, body)):
        layout, block, places = document.documentLayout(), document.firstBlock(), []
        while block.isValid():
            if block.text() in {"To do", "Deed 7", "Taken over by"}:
                places.append(int(layout.blockBoundingRect(block).top() // body.height()))
            block = block.next()
        assert len(places) == 3
        assert len(set(places)) == 1


def test_that_a_sheet_on_which_nothing_begins_says_what_it_goes_on_with(device: QPrinter) -> None:
    body = QSizeF(500, 600)
    titles = [sheet.goes_on for sheet in laid_out(a_paper(rows=30, pages=2), device, body)]
    sheets_each = len(titles) // 2
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

    assert told == [(0, 8), (1, 8)]


def test_that_a_preview_of_a_long_document_shows_its_first_sheets_and_says_so(
    qtbot: QtBot,
) -> None:
    dialog = printing.preview(a_paper(pages=printing.MOST_SEEN + 7))
    qtbot.addWidget(dialog)
    assert not dialog.is_laid_out
    qtbot.waitUntil(lambda: dialog.is_laid_out)
    shown = dialog.findChild(QPrintPreviewWidget)
    assert isinstance(shown, QPrintPreviewWidget)
    assert shown.pageCount() == printing.MOST_SEEN
    assert "(first 40 of 47 sheets)" in dialog.windowTitle()


def test_that_a_preview_is_laid_out_anew_for_another_paper(qtbot: QtBot) -> None:
    dialog = printing.preview(a_paper(rows=300))
    qtbot.addWidget(dialog)
    shown = dialog.findChild(QPrintPreviewWidget)
    assert isinstance(shown, QPrintPreviewWidget)
    qtbot.waitUntil(lambda: dialog.is_laid_out)
    before = shown.pageCount()

    shown.setLandscapeOrientation()

    assert not dialog.is_laid_out
    qtbot.waitUntil(lambda: dialog.is_laid_out)
    assert shown.pageCount() > before > 1


@pytest.mark.parametrize("times", [0, 1])
def test_that_what_is_printed_from_a_preview_is_printed_as_from_the_print_dialog(
    qtbot: QtBot, times: int
) -> None:
    given: list[QPrinter] = []
    dialog = printing.preview(a_paper(), None, given.append)
    qtbot.addWidget(dialog)
    shown = dialog.findChild(QPrintPreviewWidget)
    assert isinstance(shown, QPrintPreviewWidget)

    for _ in range(times):
        shown.print_()
    dialog.accept()

    assert len(given) == times


@pytest.mark.parametrize("rows", range(20, 60))
def test_that_no_heading_is_left_alone_at_the_foot_of_a_sheet(rows: int) -> None:
    made = a_paper(rows=rows)
    said = (Words(text="What it means", tone=Tone.SECTION), Words(text="It means much. " * 40))
    page = replace(made.pages[0], blocks=[*made.pages[0].blocks, *said])
    device = printing.printer(made)
    size = QSizeF(device.width(), device.height())
    document = laid_out(replace(made, pages=[page]), device, size)[-1].document

    last, layout = document.lastBlock(), document.documentLayout()
    heading, text = (layout.blockBoundingRect(block) for block in (last.previous(), last))
    assert last.previous().text() == "What it means"
    assert heading.top() // size.height() == (text.bottom() - 1) // size.height()

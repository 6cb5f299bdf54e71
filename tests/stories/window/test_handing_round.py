"""A manager's week through the window: what is planned is handed round, to each what is theirs."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto import OfficeFile
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from allocation_app.domain.plan import Move
from allocation_app.report.orders import Naming, What
from allocation_app.settings.exports_made import exports_made
from tests.stories.window.test_planning_meeting import question, stage_all, waiting
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.pages.overview import OverviewPage
from ui.pages.unallocated import UnallocatedPage
from ui.rows.documents import To
from ui.widgets.period_box import OTHER

SPOKEN = "Monday, nine o’clock"
"""The password, which is told on the telephone."""
PATIENCE = 60_000  # milliseconds: a workbook beside other tests on two cores takes its time


@pytest.fixture
def planned(whole: Application, qtbot: QtBot) -> Application:
    """The sample of a team, in which everybody who waits is given to somebody."""
    whole.importing.open_sample()
    qtbot.waitUntil(lambda: whole.store.review is not None, timeout=PATIENCE)
    whole.window.go("unallocated")
    page = whole.window.shown
    assert isinstance(page, UnallocatedPage)
    page.share.click()
    stage_all(whole, qtbot)
    return whole


def export(
    whole: Application,
    qtbot: QtBot,
    what: What,
    out: Path,
    choose: Callable[[ExportDialog], object] = lambda _: None,
) -> Path:
    """Have one document written by the dialog, as somebody does who changes what they must."""
    whole.actions["export"].trigger()
    dialog = question(whole, ExportDialog)
    dialog.documents.choose(what)
    dialog.way.choose(To(out.suffix.removeprefix(".")))
    choose(dialog)
    dialog.save_as.line.setText(str(out))
    assert dialog.go.isEnabled()
    with qtbot.waitSignal(whole.exporting.written, timeout=PATIENCE):
        dialog.go.click()
    assert out.is_file()
    return out


def protect(dialog: ExportDialog) -> None:
    """Ask for a password, as it is typed: twice."""
    dialog.password.wanted.setChecked(True)
    dialog.password.first.setText(SPOKEN)
    dialog.password.again.setText(SPOKEN)


def october(dialog: ExportDialog) -> None:
    """Ask for the days of October."""
    dialog.period.choose(OTHER)
    dialog.period.first.setDate(QDate(2026, 10, 1))
    dialog.period.last.setDate(QDate(2026, 10, 31))


def opened(book: Path) -> openpyxl.Workbook:
    """A workbook as it opens for whoever has the password, and for nobody else."""
    with book.open("rb") as file:
        locked = OfficeFile(file)
        locked.load_key(password=SPOKEN, verify_password=True)
        plain = BytesIO()
        locked.decrypt(plain)
    return openpyxl.load_workbook(plain)


def cells(book: openpyxl.Workbook) -> set[str]:
    """Everything that stands in a workbook."""
    return {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }


def test_that_everybody_gets_what_is_theirs_of_one_plan(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    whole, before = planned, len(exports_made())
    assert whole.store.review is not None
    moves = [step for step in whole.store.plan.moves if isinstance(step, Move)]
    children = whole.store.review.snapshot.children
    names = {children[move.child].name for move in moves} - {None}

    # The service manager gets the workbook, with names: it is the whole plan, under a password.
    book = opened(export(whole, qtbot, What.WORKBOOK, tmp_path / "monday.xlsx", protect))
    said = cells(book)
    assert {str(move.child) for move in moves} <= said
    assert names <= said

    # The workers get their hand-overs on paper, by initials.
    packs = export(whole, qtbot, What.HANDOVER, tmp_path / "packs.pdf")
    assert packs.read_bytes().startswith(b"%PDF-")

    # The wall gets the board.
    board = export(whole, qtbot, What.BOARD, tmp_path / "board.csv").read_text("utf-8-sig")
    assert not [child for child in children if child in board]

    # A list is what the screen says.
    whole.window.go("overview")
    page = whole.window.shown
    assert isinstance(page, OverviewPage)
    late = export(whole, qtbot, What.FINDINGS, tmp_path / "late.csv")
    rows = list(csv.DictReader(late.read_text("utf-8-sig").splitlines()))
    assert str(sum(row["State"] == "late" for row in rows)) == page.late.shown[1]
    queue = export(whole, qtbot, What.UNALLOCATED, tmp_path / "queue.csv")
    rows = list(csv.DictReader(queue.read_text("utf-8-sig").splitlines()))
    assert [row["Child ID"] for row in rows] == waiting(whole)

    # What was given in October, for supervision, and who waited then, for the inspection.
    given = export(whole, qtbot, What.GIVEN, tmp_path / "given.csv", october)
    rows = list(csv.DictReader(given.read_text("utf-8-sig").splitlines()))
    assert rows
    assert {row["Day"][:7] for row in rows} == {"2026-10"}
    evidence = export(whole, qtbot, What.EVIDENCE, tmp_path / "october.csv", october)
    rows = list(csv.DictReader(evidence.read_text("utf-8-sig").splitlines()))
    assert len(rows) > 10

    # And each of these is on record, without anybody's name.
    made = exports_made()[before:]
    assert [each.what for each in made] == [
        What.WORKBOOK,
        What.HANDOVER,
        What.BOARD,
        What.FINDINGS,
        What.UNALLOCATED,
        What.GIVEN,
        What.EVIDENCE,
    ]
    assert [each.naming for each in made] == [Naming.NAMES, *[Naming.INITIALS] * 6]
    assert [each.is_protected for each in made] == [True, *[False] * 6]
    assert {each.source for each in made} == {whole.store.review.snapshot.fingerprint}


def test_that_what_the_service_manager_changes_in_excel_comes_back_as_one_step(
    planned: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    whole, staged = planned, planned.store.plan.moves
    book = opened(export(whole, qtbot, What.WORKBOOK, tmp_path / "monday.xlsx", protect))

    # Another worker for the first child of the sheet, and a change that is struck out.
    sheet = book["Changes"]
    top = next(row for row in sheet.iter_rows(max_row=30) if row[0].value == "Child ID")
    places = {str(cell.value): int(cell.column) for cell in top if cell.value}
    first = int(top[0].row) + 1
    child, was = (sheet.cell(first, places[name]).value for name in ("Child ID", "To"))
    other = next(
        move for move in staged if str(move.child) != child and name_of(whole, move) != was
    )
    sheet.cell(first, places["To"]).value = name_of(whole, other)
    gone = sheet.cell(first + 1, places["Child ID"]).value
    sheet.delete_rows(first + 1)
    edited = tmp_path / "monday, edited.xlsx"
    book.save(edited)

    whole.editing.start(edited)
    qtbot.waitUntil(lambda: whole.editing.dialog is not None, timeout=PATIENCE)
    dialog = whole.editing.dialog
    assert dialog is not None
    dialog.stage_button.click()

    now = {str(move.child): move.to for move in whole.store.plan.moves}
    assert now[str(child)] == other.to
    assert str(gone) not in now
    assert len(now) == len(staged) - 1
    whole.actions["undo"].trigger()
    assert whole.store.plan.moves == staged


def name_of(whole: Application, move: Move) -> str:
    """Who gets the child, by name."""
    assert move.to is not None
    return whole.store.plan.facts.workers[move.to].name

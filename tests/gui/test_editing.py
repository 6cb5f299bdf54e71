"""An exported workbook that was edited comes back through the window."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move
from allocation_app.report.protect import protected
from tests.builders import a_reading, write_workbook
from tests.gui.pages.team import a_team, press
from ui import commands
from ui.app import Application
from ui.dialogs.edited import EditedDialog

MALI, AMIRA, KOFI = ChildId("C03"), ChildId("C05"), WorkerId("W2")
MOVE = Move(child=MALI, to=KOFI)


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open."""
    whole.store.open(a_reading(a_team()))
    return whole


def exported(team: Application, path: Path, edit: Callable[[Workbook], object]) -> Path:
    """The workbook of the plan as it stands, with this done to it by another program."""
    review = team.store.review
    assert review is not None
    write_workbook(review, [], path)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def columns(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows(max_row=30):
        if row[0].value == "Child ID":
            return int(row[0].row or 0), {str(c.value): int(c.column or 0) for c in row if c.value}
    raise AssertionError(sheet.title)


def add(book: Workbook, child: str, to: str) -> None:
    """A row below the last one of the Changes sheet."""
    sheet = book["Changes"]
    _, known = columns(sheet)
    row = sheet.max_row + 1
    sheet.cell(row, known["Child ID"]).value = child
    sheet.cell(row, known["To"]).value = to


def nothing(_book: Workbook) -> None:
    """Leave it as it was exported."""


def opened(team: Application, path: Path, qtbot: QtBot) -> EditedDialog:
    team.editing.start(path)
    qtbot.waitUntil(lambda: team.editing.dialog is not None, timeout=20_000)
    assert team.editing.dialog is not None
    return team.editing.dialog


def rows(dialog: EditedDialog) -> list[list[str]]:
    return dialog.table.texts()


def test_that_an_edited_workbook_is_staged_as_one_step_of_undo(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exported(team, tmp_path / "book.xlsx", lambda book: add(book, AMIRA, "W2"))
    dialog = opened(team, path, qtbot)

    assert dialog.texts()[0] == "1 change can be staged."
    (row,) = dialog.table.model.rows()
    assert (row.is_ticked, row.problem, row.before) == (True, "", "nothing staged")
    dialog.stage_button.click()

    assert [(move.child, move.to) for move in team.store.plan.moves] == [(AMIRA, KOFI)]
    assert team.window.strip.words.text() == "1 change of book.xlsx is in the plan."
    team.store.undo()
    assert team.store.plan.moves == ()
    assert not team.store.can_undo


def test_that_what_is_not_ticked_is_not_staged(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exported(team, tmp_path / "book.xlsx", lambda book: add(book, AMIRA, "W2"))
    dialog = opened(team, path, qtbot)

    press(qtbot, dialog.table.view, Qt.Key.Key_Space)
    assert rows(dialog)[0][0] == "no"
    assert not dialog.stage_button.isEnabled()
    press(qtbot, dialog.table.view, Qt.Key.Key_Space)
    assert dialog.stage_button.text() == "&Stage 1 change"
    dialog.reject()
    assert team.store.plan.moves == ()


def test_that_a_slip_is_shown_with_its_cell_and_can_t_be_ticked(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exported(team, tmp_path / "book.xlsx", lambda book: add(book, MALI, "No Such"))
    dialog = opened(team, path, qtbot)

    (row,) = rows(dialog)
    assert row[0] == "can’t be"
    assert row[1].startswith("Changes, ")
    assert "“No Such” is no worker of this import" in row[5]
    dialog.tick(dialog.table.model.rows())
    assert not dialog.stage_button.isEnabled()
    dialog.reject()


def test_that_a_rule_that_warns_is_set_aside_with_a_reason_chosen_there(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    other = next(child for child in team.store.plan.snapshot.children if child != MALI)
    commands.set_mark(team.store, Mark(kind=MarkKind.KEEP_TOGETHER, child=MALI, other=other))
    path = exported(team, tmp_path / "book.xlsx", lambda book: add(book, MALI, "W2"))
    dialog = opened(team, path, qtbot)

    (row,) = dialog.table.model.rows()
    assert not row.is_ticked
    assert "It needs a reason: choose one below." in row.problem
    dialog.tick([row])
    assert not dialog.stage_button.isEnabled()
    dialog.why.setCurrentIndex(dialog.why.findData("SENIOR"))
    dialog.stage_button.click()

    (move,) = team.store.plan.moves
    assert "keep_together" in move.overrides
    assert move.override_reason == "SENIOR"


def test_that_a_deleted_row_takes_a_move_back_though_the_plan_went_on(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    commands.stage(team.store, [MOVE])

    def delete(book: Workbook) -> None:
        sheet = book["Changes"]
        sheet.delete_rows(sheet.max_row)

    path = exported(team, tmp_path / "book.xlsx", delete)
    commands.record_review(team.store, ChildId("C01"), team.store.plan.snapshot.as_at)
    dialog = opened(team, path, qtbot)

    (row,) = dialog.table.model.rows()
    assert (row.where, row.after) == ("a row that was deleted", "taken back")
    dialog.stage_button.click()
    assert team.store.plan.moves == ()


def test_that_what_a_workbook_stages_is_ticked_where_nothing_else_is_staged(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    commands.stage(team.store, [Move(child=AMIRA, to=KOFI)])
    path = exported(team, tmp_path / "book.xlsx", nothing)
    reading = team.store.reading
    assert reading is not None
    team.store.open(reading)
    dialog = opened(team, path, qtbot)

    assert [row.is_ticked for row in dialog.table.model.rows()] == [True]
    assert "It is not known of which plan" in " ".join(dialog.texts())
    dialog.reject()
    commands.stage(team.store, [Move(child=ChildId("C20"), to=None)])
    dialog = opened(team, path, qtbot)
    assert not any(row.is_ticked for row in dialog.table.model.rows())
    dialog.reject()


def test_that_a_workbook_that_says_the_same_is_told_in_the_strip(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    team.editing.start(exported(team, tmp_path / "book.xlsx", nothing))
    said = "The workbook says the same as the plan."
    qtbot.waitUntil(lambda: team.window.strip.words.text() == said, timeout=20_000)
    assert team.editing.dialog is None


def test_that_any_other_file_is_refused_in_words(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    team.editing.start(path)
    qtbot.waitUntil(lambda: bool(team.window.findChildren(QMessageBox)), timeout=20_000)
    (box,) = team.window.findChildren(QMessageBox)
    assert "neither a Changes nor an Allocations sheet" in box.text()


def test_that_the_password_of_a_protected_workbook_is_asked_for(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exported(team, tmp_path / "book.xlsx", lambda book: add(book, AMIRA, "W2"))
    path.write_bytes(protected(path.read_bytes(), "Monday 9"))
    team.editing.start(path)
    qtbot.waitUntil(lambda: team.editing.question is not None, timeout=20_000)
    assert team.editing.question is not None
    team.editing.question.given.emit("Monday 9")

    qtbot.waitUntil(lambda: team.editing.dialog is not None, timeout=20_000)
    assert team.editing.dialog is not None
    assert team.editing.dialog.texts()[0] == "1 change can be staged."
    team.editing.dialog.reject()


def test_that_names_are_hidden_in_the_dialog_as_in_the_window(
    team: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = exported(team, tmp_path / "book.xlsx", lambda book: add(book, MALI, "W2"))
    dialog = opened(team, path, qtbot)
    assert "Mali" in rows(dialog)[0][2]
    qtbot.keyClick(dialog, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert "Mali" not in rows(dialog)[0][2]
    dialog.reject()

"""What a manager does with the plan on a Monday, through the controls that are there for it."""

from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.staffing import StaffChangeKind
from allocation_app.report.orders import Naming, Order, What
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_spell, a_worker
from tests.gui.pages.team import press
from ui.app import Application
from ui.dialogs.move import MoveDialog
from ui.dialogs.name import NameDialog
from ui.dialogs.share_out import ShareOutDialog
from ui.dialogs.staffing import StaffingDialog
from ui.pages.plan import MOVES, PlanPage
from ui.pages.unallocated import UnallocatedPage
from ui.rows.documents import To, Wish
from ui.rows.plan_steps import step_key
from ui.widgets.move_list import MoveList

DAY = timedelta(days=1)
Asked = TypeVar("Asked", bound=QDialog)
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def question(whole: Application, kind: type[Asked]) -> Asked:
    """The dialog of this kind that is open."""
    (dialog,) = (each for each in whole.window.findChildren(kind) if each.isVisible())
    return dialog


def undo(whole: Application) -> None:
    whole.actions["undo"].trigger()


def plan_page(whole: Application, qtbot: QtBot) -> PlanPage:
    whole.window.go("plan", MOVES)
    page = whole.window.pages["plan"]
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: page.is_settled)
    return page


def choose(moves: MoveList, step: Move) -> None:
    place = moves.table.model.place(step_key(step))
    assert place is not None
    moves.table.view.selectRow(place)


def waiting(whole: Application) -> list[ChildId]:
    assert whole.store.review is not None
    return [wait.child for wait in whole.store.review.waits]


def holder(whole: Application, child: str) -> str | None:
    assert whole.store.review is not None
    found = whole.store.review.caseloads.holder(ChildId(child))
    return None if found is None else found.name


def stage_all(whole: Application, qtbot: QtBot) -> ShareOutDialog:
    """Look at what is proposed, give a reason where a rule warns, and stage all of it."""
    dialog = question(whole, ShareOutDialog)
    qtbot.waitUntil(lambda: dialog.is_settled)
    if not dialog.stage_button.isEnabled():
        dialog.why.setCurrentIndex(1)
    dialog.stage_button.click()
    return dialog


def set_day(edit: object, day: date) -> None:
    edit.setDate(QDate(day.year, day.month, day.day))  # type: ignore[attr-defined]


@pytest.fixture
def sample(whole: Application, qtbot: QtBot) -> Application:
    """The sample of a team, read from its files."""
    whole.importing.open_sample()
    qtbot.waitUntil(lambda: whole.store.review is not None, timeout=30_000)
    return whole


def test_that_the_monday_meeting_is_held_in_this_window(
    sample: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    whole, before = sample, waiting(sample)
    first, second, third = before[:3]

    # The worst first: one key gives the child to who stands first beside it.
    press(qtbot, whole.window, Key.Key_2, ALT)
    page = whole.window.shown
    assert isinstance(page, UnallocatedPage)
    press(qtbot, page.table.view, Key.Key_Return)
    press(qtbot, whole.window, Key.Key_Return, CTRL)
    assert first not in waiting(whole)
    assert "Undo" in whole.window.strip.act.text()

    # To somebody of one's own choice, by name.
    whole.store.select_child(second)
    press(qtbot, whole.window, Key.Key_M, CTRL)
    dialog = question(whole, MoveDialog)
    QTest.keyClicks(dialog.targets.filter_line, "ava")
    press(qtbot, dialog.targets.filter_line, Key.Key_Return)
    if dialog.isVisible():
        dialog.grounds.override.setCurrentIndex(1)
        dialog.stage.click()
    assert holder(whole, second) == "Ava Wright"

    # To somebody who is full: the rule is said, and set aside for a reason that is kept.
    whole.store.select_child(third)
    press(qtbot, whole.window, Key.Key_M, CTRL)
    dialog = question(whole, MoveDialog)
    QTest.keyClicks(dialog.targets.filter_line, "sioned")
    dialog.look()
    assert dialog.preview is not None
    assert "over" in {each.rule for each in dialog.preview.warning}
    assert not dialog.stage.isEnabled()
    dialog.grounds.override.setCurrentIndex(dialog.grounds.override.findData("AGREED"))
    dialog.stage.click()
    (move,) = (each for each in whole.store.plan.moves if each.child == third)
    assert move.override_reason == "AGREED"
    assert "over" in move.overrides

    # The others of the queue at once.
    page.share.click()
    stage_all(whole, qtbot)
    assert len(waiting(whole)) < len(before) - 3
    end_of_the_meeting(whole, qtbot, tmp_path, move)


def end_of_the_meeting(whole: Application, qtbot: QtBot, folder: Path, move: Move) -> None:
    """Keep the plan, think again about one move, and hand the plan round."""
    staged, third = whole.store.plan.moves, move.child
    whole.actions["keep_scenario"].trigger()
    question(whole, NameDialog).act_button.click()
    (kept,) = whole.store.kept

    # What was set aside is taken back on the page of the plan, and comes again.
    moves = plan_page(whole, qtbot).moves
    choose(moves, move)
    press(qtbot, moves.table.view, Key.Key_Delete)
    assert third in waiting(whole)
    undo(whole)
    assert whole.store.plan.moves == staged
    assert kept.moves == staged

    # Who was not at the meeting gets the workbook.
    out = folder / "plan.xlsx"
    order = Order(what=What.WORKBOOK, naming=Naming.NAMES)
    whole.exporting.start(Wish(order=order, to=To.XLSX, out=out))
    qtbot.waitUntil(out.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "plan.xlsx" in whole.window.strip.words.text(), timeout=30_000)
    book = openpyxl.load_workbook(out, read_only=True)
    cells = {
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    }
    assert {str(move.child) for move in staged} <= cells


def test_that_a_leavers_eighteen_children_are_split_over_five_people(
    whole: Application, qtbot: QtBot
) -> None:
    goer = WorkerId("W0")
    names = ["Kofi", "Nia", "Ffion", "Aled", "Megan"]
    children = [a_child(f"C{n:02}", family=f"F{n // 3}") for n in range(18)]
    others = {f"W{n}": [a_child(f"X{n}{k}") for k in range(2)] for n in range(1, 6)}
    staff = [a_worker("W0", name="Dafydd Ellis")]
    staff += [a_worker(f"W{n}", name=name) for n, name in enumerate(names, start=1)]
    whole.store.open(a_reading(a_snapshot({goer: children, **others}, workers=staff)))

    whole.store.select_worker(goer)
    whole.actions["staffing"].trigger()
    dialog = question(whole, StaffingDialog)
    last = AS_AT + 14 * DAY
    set_day(dialog.day, last)
    dialog.on_button.click()
    stage_all(whole, qtbot)

    moves = whole.store.plan.moves
    assert {move.child for move in moves} == {child.id for child in children}
    assert {move.to for move in moves} == {WorkerId(f"W{n}") for n in range(1, 6)}
    assert {move.effective for move in moves} == {last + DAY}
    for n in range(6):
        family = {f"C{k:02}" for k in range(3 * n, 3 * n + 3)}
        assert len({move.to for move in moves if move.child in family}) == 1
    assert whole.store.review is not None
    assert not whole.store.review.caseloads.loads[goer].children
    undo(whole)
    assert whole.store.plan.moves == ()
    assert [change.kind for change in whole.store.plan.staffing] == [StaffChangeKind.LEAVES]


def test_that_who_comes_back_gets_the_children_back_but_for_a_second_change_too_soon(
    whole: Application, qtbot: QtBot
) -> None:
    away = AS_AT - 200 * DAY
    nia = a_worker("W1", name="Nia Griffiths", absences=(Absence(start=away),))
    kofi = a_worker("W2", name="Kofi Ahmed")
    long_ago, lately = a_child("C1", name="Jac"), a_child("C2", name="Osian")
    spells = [
        a_spell(long_ago, nia, start=away - 300 * DAY, end=away + DAY),
        a_spell(long_ago, kofi, start=away + DAY),
        a_spell(lately, nia, start=away - 300 * DAY, end=AS_AT - 20 * DAY),
        a_spell(lately, kofi, start=AS_AT - 20 * DAY),
    ]
    snapshot = a_snapshot(workers=[nia, kofi], waiting=[long_ago, lately], spells=spells)
    whole.store.open(a_reading(snapshot))

    whole.store.select_worker(nia.id)
    whole.actions["staffing"].trigger()
    dialog = question(whole, StaffingDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(StaffChangeKind.RETURNS.value))
    back = AS_AT + 7 * DAY
    set_day(dialog.day, back)
    dialog.on_button.click()
    asked = stage_all(whole, qtbot)

    assert [(move.child, move.to) for move in whole.store.plan.moves] == [("C1", nia.id)]
    assert whole.store.plan.moves[0].effective == back
    said = " ".join(asked.told.text().split())
    assert "Osian" in said or "Osian" in " ".join(" ".join(row) for row in asked.table.texts())


def test_that_one_wrong_move_is_undone_after_ten_others(whole: Application, qtbot: QtBot) -> None:
    held = [a_child(f"C{n:02}") for n in range(11)]
    staff = [a_worker("W1", name="Sioned"), a_worker("W2", name="Kofi")]
    whole.store.open(a_reading(a_snapshot({"W1": held, "W2": []}, workers=staff)))
    for child in held:
        whole.wishes.moving.emit((child.id,), WorkerId("W2"))
    wrong = held[0].id
    page = plan_page(whole, qtbot)
    assert len(page.moves.table.model.rows()) == len(held)

    (step,) = (each for each in whole.store.plan.moves if each.child == wrong)
    choose(page.moves, step)
    page.moves.take_back_button.click()

    assert holder(whole, wrong) == "Sioned"
    assert [move.child for move in whole.store.plan.moves] == [each.id for each in held[1:]]
    undo(whole)
    assert holder(whole, wrong) == "Kofi"
    assert {type(step) for step in whole.store.plan.steps} == {Move}

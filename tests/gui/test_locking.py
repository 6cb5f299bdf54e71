"""A locked workspace shows nothing, and unlocked it shows what it showed."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.settings.defaults import NONE_SET
from allocation_app.workspace.erasing import Traces
from tests.builders import a_reading
from tests.gui.pages.team import NAMES, a_team
from tests.gui.workspaces import keep_in
from ui import commands
from ui.app import Application
from ui.dialogs.erase import EraseDialog
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.workspace_settings import WorkspaceSettingsDialog
from ui.widgets.table import Table

PHRASE = "correct horse battery staple"
HUW = ChildId("C02")


@pytest.fixture
def system_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose the clipboard is; without a display the system never says that it is ours."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)


def with_workspace(whole: Application, folder: Path) -> Application:
    whole.store.open(a_reading(a_team()))
    keep_in(whole, folder / "team.allocation", PHRASE)
    return whole


def stage(whole: Application) -> None:
    commands.stage(whole.store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])


def unlock(whole: Application, qtbot: QtBot) -> None:
    page = whole.workspaces.locking.page
    page.line.setText(PHRASE)
    page.unlock.click()
    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=10_000)


def everything_said(whole: Application) -> str:
    """All text that stands in the window, seen or not."""
    labels = [label.text() for label in whole.window.findChildren(QLabel) if label.isVisible()]
    tables: list[Table[object]] = whole.window.findChildren(Table)
    cells = [cell for table in tables if table.isVisible() for row in table.texts() for cell in row]
    return "\n".join([*labels, *cells])


def test_that_a_locked_workspace_shows_nobody_and_holds_nothing(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    stage(whole)
    whole.window.go("unallocated")

    whole.actions["lock"].trigger()

    said = everything_said(whole)
    assert (whole.store.review, whole.keeping.workspace) == (None, None)
    assert not [name for name in NAMES if name in said]
    assert whole.window.shown is whole.workspaces.locking.page
    assert whole.window.status.kept.text() == "team · locked"
    assert not whole.actions["lock"].isEnabled()


def test_that_unlocking_brings_back_page_selection_and_filter(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    stage(whole)
    whole.window.go("unallocated")
    table = whole.window.shown.findChild(Table)
    table.filter("Price")
    whole.store.choose([ChildId("C01"), HUW])
    whole.store.select_child(HUW)
    desk = whole.store.desk

    whole.actions["lock"].trigger()
    unlock(whole, qtbot)

    assert whole.window.page == "unallocated"
    assert whole.window.shown.findChild(Table).filter_line.text() == "Price"
    assert whole.store.selected is not None
    assert (whole.store.selected.child, whole.store.desk) == (HUW, desk)
    assert HUW in whole.store.chosen


def test_that_locking_and_unlocking_stand_in_the_journal(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)

    whole.actions["lock"].trigger()
    unlock(whole, qtbot)

    assert whole.keeping.workspace is not None
    deeds = [entry.deed for entry in whole.keeping.workspace.journal()]
    assert deeds[-2:] == [Deed.LOCKED, Deed.UNLOCKED]


def test_that_it_locks_where_nobody_touches_the_window_for_so_long(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    locking = whole.workspaces.locking
    locking.look()
    assert locking.path is None

    later = locking.touched + locking.minutes * 60
    locking.clock = lambda: later
    locking.look()

    assert locking.path == tmp_path / "team.allocation"
    assert "Nobody touched the window" in locking.page.why.text()


def test_that_the_touch_that_wakes_a_computer_locks_and_goes_nowhere(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    locking, there = whole.workspaces.locking, whole.window.windowHandle()
    touch = QEvent(QEvent.Type.KeyPress)
    assert not locking.eventFilter(there, touch)

    later = locking.touched + locking.minutes * 60  # it slept meanwhile
    locking.clock = lambda: later

    assert locking.eventFilter(there, touch)
    assert locking.path == tmp_path / "team.allocation"
    assert not locking.eventFilter(there, touch)


def test_that_another_time_of_day_locks_nothing(
    whole: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_workspace(whole, tmp_path)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)

    whole.workspaces.locking.look()

    assert whole.workspaces.locking.path is None


def test_that_a_locked_workspace_can_be_left_closed(whole: Application, tmp_path: Path) -> None:
    with_workspace(whole, tmp_path)
    whole.actions["lock"].trigger()

    whole.workspaces.locking.page.leave.click()

    assert whole.window.shown is whole.window.welcome
    assert whole.window.status.kept.text() == "Not kept: no workspace"


def test_that_locking_puts_dialogs_away_that_name_children(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    whole.store.choose([HUW])
    whole.actions["move"].trigger()
    assert QGuiApplication.modalWindow() is not None

    whole.actions["lock"].trigger()

    assert QGuiApplication.modalWindow() is None


def test_that_a_plan_that_is_nowhere_kept_is_asked_about_once(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))
    stage(whole)

    whole.actions["close"].trigger()
    dialog = whole.workspaces.leaving.dialog

    assert isinstance(dialog, LeavingDialog)
    assert whole.store.review is not None
    dialog.ways[2].click()
    assert whole.store.review is None


def test_that_the_window_stays_until_that_is_answered(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))
    stage(whole)

    assert not whole.window.close()
    assert whole.window.isVisible()
    assert whole.workspaces.leaving.dialog is not None
    whole.workspaces.leaving.dialog.ways[2].click()

    assert not whole.window.isVisible()


def test_that_data_without_a_plan_closes_without_a_question(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))

    whole.actions["close"].trigger()

    assert (whole.store.review, whole.workspaces.leaving.dialog) == (None, None)


def test_that_what_another_program_has_copied_stays(whole: Application, tmp_path: Path) -> None:
    with_workspace(whole, tmp_path)
    QGuiApplication.clipboard().setText("a shopping list")

    whole.actions["close"].trigger()

    assert QGuiApplication.clipboard().text() == "a shopping list"


@pytest.mark.usefixtures("system_tells")
@pytest.mark.parametrize("way", ["close", "lock"])
def test_that_closing_a_workspace_takes_away_what_was_copied_from_it(
    whole: Application, tmp_path: Path, way: str
) -> None:
    with_workspace(whole, tmp_path)
    QGuiApplication.clipboard().setText("Huw Price")

    whole.actions[way].trigger()

    assert not QGuiApplication.clipboard().text()


def test_that_another_passphrase_needs_the_present_one(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    dialog = whole.workspaces.ask_passphrase()
    assert dialog is not None
    for line in (dialog.new.first, dialog.new.again):
        line.setText("another horse altogether here")
    dialog.present.setText("wrong")
    dialog.change.click()
    qtbot.waitUntil(dialog.present.isEnabled, timeout=10_000)
    assert dialog.attempt.told.text().startswith("That passphrase does not open")

    dialog.present.setText(PHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.change.click()

    whole.actions["lock"].trigger()
    page = whole.workspaces.locking.page
    page.line.setText("another horse altogether here")
    page.unlock.click()
    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=10_000)


def test_that_everything_about_a_workspace_has_a_name_for_whoever_hears_it(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    dialogs = [
        NewWorkspaceDialog(tmp_path, whole.window),
        OpenWorkspaceDialog(tmp_path / "team.allocation", whole.window),
        PassphraseDialog(whole.window),
        EraseDialog("Huw Price", "C02", Traces(passages=("Huw",)), whole.window),
        WorkspaceSettingsDialog("team", 12, 15, NONE_SET, whole.window),
        LeavingDialog("Not kept", "Nothing is kept.", (("&Go", int),), whole.window),
        whole.workspaces.locking.page,
    ]

    for dialog in dialogs:
        for part in dialog.findChildren(QWidget):
            if isinstance(part, (QAbstractButton, QLineEdit)) and part.objectName() == "":
                assert part.accessibleName() or part.text(), (dialog, part)

"""What is past its time, and who is to be forgotten, is named first and gone then."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.workspace import backups, keys
from allocation_app.workspace.kept_settings import kept_settings
from allocation_app.workspace.opened import Workspace
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import a_team
from tests.gui.workspaces import keep_in
from ui import commands, tidying
from ui.app import Application
from ui.dialogs.erase import EraseDialog
from ui.dialogs.retention import RetentionDialog
from ui.dialogs.workspace_settings import WorkspaceSettingsDialog

PHRASE = "correct horse battery staple"
HUW = ChildId("C02")
YEAR = timedelta(days=366)


@pytest.fixture(autouse=True)
def _set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guess costs a second outside the tests; today is the day of the import."""
    monkeypatch.setattr(keys, "USUAL", keys.LEAST)
    monkeypatch.setattr(tidying, "_today", lambda: AS_AT)


def with_workspace(whole: Application, folder: Path, *days: date) -> Workspace:
    """A workspace with an import of each of these days, and of today."""
    store = whole.store
    keep_in(whole, folder / "team.allocation", PHRASE)
    for day in (*days, AS_AT):
        store.update(a_reading(replace(a_team(), as_at=day)))
        whole.keeping.finish()
    assert whole.keeping.workspace is not None
    return whole.keeping.workspace


def erasing(whole: Application, qtbot: QtBot, child: ChildId) -> EraseDialog:
    whole.store.select_child(child)
    whole.store.choose([child])
    whole.actions["erase_child"].trigger()
    qtbot.waitUntil(lambda: isinstance(whole.tidying.dialog, EraseDialog), timeout=10_000)
    assert isinstance(whole.tidying.dialog, EraseDialog)
    return whole.tidying.dialog


def test_that_imports_past_their_time_are_named_and_deleted_when_she_says_so(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path, AS_AT - YEAR)
    whole.tidying.ask_due()
    dialog = whole.tidying.dialog
    assert isinstance(dialog, RetentionDialog)
    assert [row[0] for row in dialog.table.texts()] == ["Wed 19 Nov 2025"]

    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.delete.click()

    assert [each.as_at for each in workspace.imports] == [AS_AT]
    assert whole.window.strip.words.text() == "1 import was deleted."


def test_that_a_backup_past_its_time_goes_when_it_is_looked(
    whole: Application, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)
    for name in ("2020-01-06T090000Z-00000000", ""):
        backups.make(workspace.path)
        latest = backups.kept(workspace.path)[0].path
        latest.rename(latest.with_stem(name or latest.stem))

    whole.tidying.ask_due()

    assert [each.at.year > 2020 for each in backups.kept(workspace.path)] == [True]


def test_that_not_now_deletes_nothing_and_asks_again(whole: Application, tmp_path: Path) -> None:
    workspace = with_workspace(whole, tmp_path, AS_AT - YEAR)

    for _ in range(2):
        whole.tidying.ask_due()
        dialog = whole.tidying.dialog
        assert isinstance(dialog, RetentionDialog)
        dialog.later.click()
        whole.tidying.dialog = None

    assert len(workspace.imports) == 2


def test_that_nothing_is_asked_where_nothing_is_past_its_time(
    whole: Application, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path, AS_AT - timedelta(days=300))

    whole.tidying.ask_due()

    assert whole.tidying.dialog is None


def test_that_a_child_is_counted_where_it_stands_and_its_number_typed_before_it_goes(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path, AS_AT - timedelta(days=7))
    commands.stage(whole.store, [Move(child=HUW, to=WorkerId("W2"), reason="MANAGE")])
    notes = ("as for Huw", "Huw’s brother")
    for child, note in zip(("C01", "C03"), notes, strict=True):
        move = Move(child=ChildId(child), to=WorkerId("W2"), reason="MANAGE", note=note)
        commands.stage(whole.store, [move])
    whole.keeping.finish()
    workspace.save_copy(tmp_path / "copy.allocation")

    dialog = erasing(whole, qtbot, HUW)
    said = dialog.found.text()
    assert [dialog.passages.item(row).text() for row in range(2)] == [*sorted(notes)]
    dialog.passages.item(1).setCheckState(Qt.CheckState.Checked)
    dialog.line.setText("C01")
    assert not dialog.delete.isEnabled()
    dialog.line.setText("C02")
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.delete.click()

    assert "in 2 imports" in said
    assert "1 line of the plan" in said
    assert whole.store.review is not None
    assert HUW not in whole.store.review.snapshot.children
    assert {each.note for each in whole.store.plan.moves} == {"as for …1", "Huw’s brother"}
    assert "copy.allocation" in whole.window.strip.words.text()
    assert not [n for n in (1, 2) if HUW in workspace.snapshot(n).children]


def test_that_work_goes_on_after_a_child_was_deleted(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)
    dialog = erasing(whole, qtbot, HUW)
    dialog.line.setText(HUW)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.delete.click()

    commands.stage(whole.store, [Move(child=ChildId("C01"), to=WorkerId("W2"), reason="MANAGE")])

    assert workspace.plans().present.plan.moves == whole.store.plan.moves


def test_that_nobody_is_deleted_without_a_workspace(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))
    whole.store.select_child(HUW)

    assert not whole.actions["erase_child"].isEnabled()


def test_that_the_settings_of_a_workspace_are_kept_in_it(
    whole: Application, tmp_path: Path
) -> None:
    workspace = with_workspace(whole, tmp_path)
    whole.actions["workspace_settings"].trigger()
    dialog = whole.tidying.dialog
    assert isinstance(dialog, WorkspaceSettingsDialog)

    dialog.months.setValue(6)
    dialog.minutes.setValue(5)
    dialog.set.click()

    told = kept_settings(workspace)
    assert (told.months, told.idle_minutes, whole.workspaces.locking.minutes) == (6, 5, 5)

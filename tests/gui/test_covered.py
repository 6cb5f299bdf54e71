"""What can't be kept when it is locked is out of sight, and not lost."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import open_workspace
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import NAMES, a_team
from tests.gui.test_locking import PHRASE, everything_said, stage, unlock, with_workspace
from ui.app import Application
from ui.dialogs.leaving import LeavingDialog

HUW = ChildId("C02")


@pytest.fixture(autouse=True)
def _own_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is on the clipboard is ours."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)


class FullDisk:
    """A disk without room, until there is some again."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full, write = True, os.write

        def maybe(handle: int, told: bytes) -> int:
            if self.is_full:
                raise OSError(28, "No space left on device")
            return write(handle, told)

        monkeypatch.setattr(os, "write", maybe)


@pytest.fixture
def covered(
    whole: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Application, FullDisk]:
    """A window that was locked on a full disk, with a move staged before."""
    with_workspace(whole, tmp_path)
    disk = FullDisk(monkeypatch)
    stage(whole)
    whole.store.choose([HUW])
    whole.actions["move"].trigger()
    QGuiApplication.clipboard().setText("Huw Price")
    whole.actions["lock"].trigger()
    return whole, disk


def test_that_a_lock_covers_the_screen_although_the_disk_is_full(
    covered: tuple[Application, FullDisk],
) -> None:
    whole, _ = covered
    said = everything_said(whole)

    assert (whole.store.review, whole.keeping.workspace) == (None, None)
    assert not [name for name in NAMES if name in said]
    assert QGuiApplication.modalWindow() is None
    assert QGuiApplication.clipboard().text() == ""
    assert whole.window.shown is whole.workspaces.locking.page
    assert whole.workspaces.locking.page.unkept.text() == (
        "Not everything is kept yet: team.allocation can’t be written (No space left on device)."
        " It is tried again by itself; leave this computer on until this page says that it is kept."
    )
    assert whole.window.status.kept.text() == "team · locked, not kept yet"


def test_that_the_passphrase_brings_back_what_could_not_be_kept(
    covered: tuple[Application, FullDisk], qtbot: QtBot
) -> None:
    whole, _ = covered
    page = whole.workspaces.locking.page
    page.line.setText("another one")
    page.unlock.click()
    qtbot.waitUntil(page.line.isEnabled, timeout=10_000)
    assert page.attempt.told.text().startswith("That passphrase does not open")
    assert whole.store.review is None

    unlock(whole, qtbot)

    assert [move.child for move in whole.store.plan.moves] == [HUW]
    assert whole.store.can_undo
    assert " · not kept since " in whole.window.status.kept.text()


def test_that_it_is_kept_and_closed_once_there_is_room(
    covered: tuple[Application, FullDisk], qtbot: QtBot, tmp_path: Path
) -> None:
    whole, disk = covered
    disk.is_full = False

    whole.window.status.kept.click()
    qtbot.waitUntil(lambda: not whole.keeping.covered, timeout=10_000)

    assert whole.workspaces.locking.page.unkept.text() == "Everything is kept by now."
    assert whole.window.status.kept.text() == "team · locked"
    workspace = open_workspace(tmp_path / "team.allocation", Passphrase(text=PHRASE))
    assert not workspace.recovered
    assert [move.child for move in workspace.plans().present.plan.moves] == [HUW]
    workspace.close()
    unlock(whole, qtbot)
    assert [move.child for move in whole.store.plan.moves] == [HUW]


def test_that_it_opens_although_it_was_kept_and_closed_while_the_passphrase_was_tried(
    covered: tuple[Application, FullDisk], qtbot: QtBot
) -> None:
    whole, disk = covered
    page = whole.workspaces.locking.page
    page.line.setText(PHRASE)
    page.unlock.click()
    disk.is_full = False
    whole.keeping.covered[0].keep()

    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=10_000)

    assert whole.keeping.covered == []
    assert [move.child for move in whole.store.plan.moves] == [HUW]


def test_that_an_import_that_could_not_be_kept_waits_behind_the_lock(
    whole: Application, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_workspace(whole, tmp_path)
    disk = FullDisk(monkeypatch)
    later = replace(a_team(), as_at=AS_AT + timedelta(days=7))
    whole.store.update(a_reading(later))
    whole.keeping.finish()
    whole.actions["lock"].trigger()

    unlock(whole, qtbot)
    whole.keeping.finish()
    assert whole.store.review is not None
    assert whole.store.review.snapshot.as_at == later.as_at
    whole.actions["lock"].trigger()
    disk.is_full = False
    whole.keeping.keep_covered()

    unlock(whole, qtbot)
    assert whole.keeping.workspace is not None
    assert [each.as_at for each in whole.keeping.workspace.imports] == [AS_AT, later.as_at]


def test_that_the_window_does_not_go_with_what_was_locked_before_it_was_kept(
    covered: tuple[Application, FullDisk],
) -> None:
    whole, disk = covered

    assert not whole.window.close()
    dialog = whole.workspaces.leaving.dialog
    assert isinstance(dialog, LeavingDialog)
    disk.is_full = False
    dialog.ways[0].click()

    assert not whole.window.isVisible()
    assert not whole.keeping.covered

"""What stands in the way of a workspace is said as it is, and there is a way on."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.workspace import keys
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.places import lock_path
from allocation_app.workspace.session import create, open_workspace
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.workspaces import keep_in
from ui import commands
from ui.app import Application
from ui.dialogs.leaving import LeavingDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.dialogs.recovered import RecoveredDialog

PHRASE, OTHER = "correct horse battery staple", "another horse altogether here"
HUW, LOWRI = ChildId("C02"), ChildId("C01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the workspace stands: alone in its folder, as on a stick."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "team.allocation"


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with a team, and no workspace."""
    whole.store.open(a_reading(a_team()))
    return whole


def stage(whole: Application, child: ChildId = HUW) -> None:
    commands.stage(whole.store, [Move(child=child, to=WorkerId("W2"), reason="MANAGE")])


def asked_key(whole: Application, path: Path) -> OpenWorkspaceDialog:
    """The dialog that asks for the passphrase of this workspace."""
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, OpenWorkspaceDialog)
    assert dialog.path == path
    return dialog


def typed(whole: Application, path: Path) -> None:
    """Open it as somebody does who knows its passphrase."""
    whole.workspaces.opening.ask_key(path)
    dialog = asked_key(whole, path)
    dialog.line.setText(PHRASE)
    dialog.open_button.click()


def test_that_nothing_is_said_to_be_kept_before_it_is(
    team: Application, qtbot: QtBot, path: Path
) -> None:
    keep_in(team, path, PHRASE)
    away = path.parent.rename(path.parent.with_name("away"))
    status = team.window.status.kept
    stage(team)

    qtbot.wait(50)  # whoever has waited for the import before is told only now
    assert " · not kept since " in status.text()
    team.keeping.finish()
    assert " · not kept since " in status.text()

    away.rename(path.parent)
    team.keeping.try_again()
    team.keeping.finish()
    assert " · kept " in status.text()


def test_that_what_a_crash_left_is_asked_about_again_where_it_could_not_be_kept(
    team: Application, qtbot: QtBot, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_in(team, path, PHRASE)
    stage(team)
    team.keeping.abandon()
    opening = team.workspaces.opening

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    typed(team, path)
    qtbot.waitUntil(lambda: isinstance(opening.dialog, RecoveredDialog), timeout=10_000)
    with monkeypatch.context() as faulty:
        faulty.setattr(os, "fsync", full)
        with qtbot.waitSignal(opening.failed, timeout=10_000):
            opening.dialog.take.click()

    typed(team, path)
    qtbot.waitUntil(lambda: isinstance(opening.dialog, RecoveredDialog), timeout=10_000)
    with qtbot.waitSignal(opening.opened, timeout=10_000):
        opening.dialog.take.click()
    assert team.store.plan.moves[0].child == HUW


def test_that_who_has_forgotten_the_passphrase_sets_another_by_the_recovery_key(
    whole: Application, qtbot: QtBot, path: Path
) -> None:
    private, public = keys.recovery_pair()
    mine, theirs = path.with_name("mine.pem"), path.with_name("theirs.pem")
    mine.write_bytes(private)
    theirs.write_bytes(keys.recovery_pair()[0])
    create(path, Passphrase(text=PHRASE), recovery=keys.public_part(public)).close()
    whole.workspaces.opening.ask_key(path)
    with qtbot.waitSignal(whole.workspaces.opening.opened, timeout=10_000):
        asked_key(whole, path).key_given.emit(mine)

    dialog = whole.workspaces.ask_passphrase()
    assert dialog is not None
    for line in (dialog.new.first, dialog.new.again):
        line.setText(OTHER)
    assert not dialog.change.isEnabled()
    dialog.use_key(theirs)
    dialog.change.click()
    qtbot.waitUntil(dialog.present.isEnabled, timeout=10_000)
    assert dialog.attempt.told.text().startswith("That recovery key does not open")
    dialog.use_key(mine)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.change.click()
    whole.keeping.close()

    for by in (Passphrase(text=OTHER), keys.private_part(private)):
        open_workspace(path, by).close()


def test_that_a_workspace_handed_to_the_window_is_opened_once_no_plan_is_lost_by_it(
    team: Application, path: Path
) -> None:
    create(path, Passphrase(text=PHRASE)).close()
    stage(team)

    team.window.dropped.emit([path])
    asked = team.workspaces.leaving.dialog
    assert isinstance(asked, LeavingDialog)
    assert team.workspaces.opening.dialog is None

    asked.ways[-1].click()
    assert asked_key(team, path).isVisible()


def test_that_a_workspace_where_nobody_may_write_can_be_read_or_copied(
    whole: Application, qtbot: QtBot, path: Path
) -> None:
    create(path, Passphrase(text=PHRASE)).close()
    lock_path(path).symlink_to(path)  # refused, as all is in a folder that can only be read

    typed(whole, path)
    offered = asked_key(whole, path).attempt
    qtbot.waitUntil(lambda: bool(offered.ways), timeout=10_000)
    assert "can’t be changed where it is" in offered.told.text()
    assert [way.text().partition(":")[0] for way in offered.ways] == [
        "&Read only",
        "Open a &copy of it…",
    ]
    with qtbot.waitSignal(whole.workspaces.opening.opened, timeout=10_000):
        offered.ways[0].click()

    assert whole.window.status.kept.text() == "team · read only, nothing is kept"

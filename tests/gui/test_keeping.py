"""What is done in the window is kept in a workspace, and found again."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.journal import Deed
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.workspace import backups, keys
from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.opened import Workspace
from allocation_app.workspace.session import open_workspace
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.workspaces import keep_in
from ui import commands, recent
from ui.app import Application
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.dialogs.recovered import RecoveredDialog
from ui.pages.welcome import WelcomePage
from ui.wishing import Key, Wish

PHRASE = "correct horse battery staple"
HUW, LOWRI = ChildId("C02"), ChildId("C01")


def with_team(whole: Application) -> Application:
    whole.store.open(a_reading(a_team()))
    return whole


def made(whole: Application, folder: Path) -> Path:
    """A workspace of what is open."""
    path = folder / "team.allocation"
    keep_in(whole, path, PHRASE)
    return path


def typed(whole: Application, path: Path, phrase: str = PHRASE) -> OpenWorkspaceDialog:
    """The dialog of a workspace, its passphrase typed and sent."""
    whole.workspaces.opening.ask_key(path)
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, OpenWorkspaceDialog)
    dialog.line.setText(phrase)
    dialog.open_button.click()
    return dialog


def opened(whole: Application, qtbot: QtBot) -> Workspace:
    """The workspace, once it is open."""
    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=10_000)
    assert whole.keeping.workspace is not None
    return whole.keeping.workspace


def kept_words(whole: Application) -> str:
    return whole.window.status.kept.text()


def stage(whole: Application, child: ChildId = HUW, to: str = "W2") -> None:
    commands.stage(whole.store, [Move(child=child, to=WorkerId(to), reason="MANAGE")])


def left_open(path: Path) -> None:
    """Do what a killed program leaves: an entry in the journal, and nothing saved."""
    workspace = open_workspace(path, Passphrase(text=PHRASE))
    workspace.record(Deed.EXPORTED, detail={"what": "workbook"})
    workspace.close(saves=False)


def test_that_without_a_workspace_the_window_says_that_nothing_is_kept(whole: Application) -> None:
    assert kept_words(whole) == "Not kept: no workspace"

    with_team(whole)

    assert kept_words(whole) == "Not kept: no workspace"


def test_that_a_new_workspace_keeps_what_is_open_and_planned(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    stage(with_team(whole))
    whole.actions["new_workspace"].trigger()
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, NewWorkspaceDialog)
    dialog.folder.setText(str(tmp_path))
    dialog.name.setText("North")
    dialog.passphrase.first.setText(PHRASE)
    dialog.passphrase.again.setText(PHRASE)

    dialog.make.click()
    workspace = opened(whole, qtbot)
    whole.keeping.finish()

    assert workspace.path == tmp_path / "North.allocation"
    assert workspace.plans().present.plan.moves[0].child == HUW
    assert kept_words(whole).startswith("North · kept ")
    assert recent.recent() == [tmp_path / "North.allocation"]


def test_that_a_weak_passphrase_makes_no_workspace(whole: Application, tmp_path: Path) -> None:
    dialog = NewWorkspaceDialog(tmp_path, whole.window)

    for line in (dialog.passphrase.first, dialog.passphrase.again):
        line.setText("password1")

    assert not dialog.make.isEnabled()
    assert dialog.passphrase.told.text().startswith("Weak: it can be guessed.")


def test_that_a_file_that_is_there_is_not_written_over(whole: Application, tmp_path: Path) -> None:
    (tmp_path / "team.allocation").write_text("somebody's")
    dialog = NewWorkspaceDialog(tmp_path, whole.window)
    for line in (dialog.passphrase.first, dialog.passphrase.again):
        line.setText(PHRASE)

    dialog.make.click()

    assert dialog.attempt.told.text().startswith("team.allocation is there already.")


def test_that_it_is_opened_where_it_was_left(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    stage(whole)
    stage(whole, LOWRI)
    whole.store.undo()
    desk = whole.store.desk
    whole.actions["close"].trigger()
    assert whole.store.review is None

    typed(whole, path)
    opened(whole, qtbot)

    assert whole.store.desk == desk
    assert (whole.store.can_undo, whole.store.can_redo) == (True, True)


def test_that_a_wrong_passphrase_stays_in_the_dialog(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()

    dialog = typed(whole, path, "another one")
    qtbot.waitUntil(dialog.line.isEnabled, timeout=10_000)

    assert dialog.isVisible()
    assert dialog.attempt.told.text() == (
        "That passphrase does not open this workspace. Type it again."
    )


def test_that_another_councils_recovery_key_stays_in_the_dialog(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path, key = made(with_team(whole), tmp_path), tmp_path / "key.pem"
    whole.actions["close"].trigger()
    key.write_bytes(keys.recovery_pair()[0])
    whole.workspaces.opening.ask_key(path)
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, OpenWorkspaceDialog)

    dialog.key_given.emit(key)
    qtbot.waitUntil(dialog.line.isEnabled, timeout=10_000)

    assert dialog.attempt.told.text().startswith("This workspace was made without a recovery key")


def test_that_a_workspace_opened_for_nobody_is_closed_again(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()

    dialog = typed(whole, path)
    with qtbot.waitSignal(whole.workspaces.opening.given_up, timeout=10_000):
        dialog.reject()

    assert whole.keeping.workspace is None
    open_workspace(path, Passphrase(text=PHRASE)).close()


def test_that_a_workspace_in_use_can_be_read_without_changing_it(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()
    other = open_workspace(path, Passphrase(text=PHRASE))
    dialog = typed(whole, path)
    qtbot.waitUntil(lambda: bool(dialog.attempt.ways), timeout=10_000)

    assert " has had this workspace open on " in dialog.attempt.told.text()
    dialog.attempt.ways[0].click()
    opened(whole, qtbot)

    assert kept_words(whole) == "team · read only, nothing is kept"
    assert whole.window.strip.words.text().startswith("Read only:")
    other.close()


def test_that_a_copy_of_one_in_use_can_be_worked_in(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()
    other = open_workspace(path, Passphrase(text=PHRASE))
    dialog = typed(whole, path)
    qtbot.waitUntil(lambda: bool(dialog.attempt.ways), timeout=10_000)
    wish = Wish(path=path, key=Key(passphrase=PHRASE))
    whole.workspaces.opening.open_copy(dialog, wish, tmp_path / "mine.allocation")
    workspace = opened(whole, qtbot)

    assert (workspace.path.name, workspace.is_read_only) == ("mine.allocation", False)
    other.close()


@pytest.mark.parametrize(("button", "last"), [("take", Deed.RECOVERED), ("leave", Deed.DECLINED)])
def test_that_what_a_crash_left_is_shown_before_it_is_taken(
    whole: Application, qtbot: QtBot, tmp_path: Path, button: str, last: Deed
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()
    left_open(path)

    typed(whole, path)
    opening = whole.workspaces.opening
    qtbot.waitUntil(lambda: isinstance(opening.dialog, RecoveredDialog), timeout=10_000)
    dialog = opening.dialog
    assert isinstance(dialog, RecoveredDialog)
    said = [row[2] for row in dialog.table.texts()]
    assert whole.store.review is None
    getattr(dialog, button).click()
    workspace = opened(whole, qtbot)

    deeds = [entry.deed for entry in workspace.journal()]
    assert said == ["Exported: workbook"]
    assert (Deed.EXPORTED in deeds, last in deeds) == (button == "take", True)


def test_that_to_decide_nothing_about_a_crash_leaves_it_for_the_next_time(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()
    left_open(path)
    opening = whole.workspaces.opening

    for _ in range(2):
        typed(whole, path)
        qtbot.waitUntil(lambda: isinstance(opening.dialog, RecoveredDialog), timeout=10_000)
        assert opening.dialog is not None
        opening.dialog.reject()

    assert whole.keeping.workspace is None
    workspace = open_workspace(path, Passphrase(text=PHRASE))
    assert len(workspace.recovered) == 1
    workspace.close()


def test_that_a_damaged_workspace_goes_back_to_a_backup_beside_it(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()
    backups.make(path)
    told = bytearray(path.read_bytes())
    told[-20] ^= 1
    path.write_bytes(told)

    dialog = typed(whole, path)
    qtbot.waitUntil(lambda: bool(dialog.attempt.ways), timeout=10_000)
    dialog.attempt.ways[0].click()
    workspace = opened(whole, qtbot)

    assert workspace.path != path
    assert path.read_bytes() == bytes(told)
    assert whole.store.review is not None


def test_that_a_workspace_that_is_gone_comes_back_of_a_backup_in_its_place(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.actions["close"].trigger()
    backups.make(path)
    path.unlink()

    dialog = typed(whole, path)
    qtbot.waitUntil(lambda: bool(dialog.attempt.ways), timeout=10_000)
    dialog.attempt.ways[0].click()

    assert opened(whole, qtbot).path.parent == path.parent


def test_that_what_can_not_be_kept_says_so_until_it_is(
    whole: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(with_team(whole), tmp_path)

    def full(_handle: int, _told: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as faulty:
        faulty.setattr(os, "write", full)
        stage(whole)
        assert " · not kept since " in kept_words(whole)
        assert whole.window.strip.words.text().startswith("Not kept: ")

    whole.keeping.try_again()
    whole.keeping.finish()

    assert " · kept " in kept_words(whole)
    assert whole.window.strip.words.text() == "Everything is kept again."
    workspace = whole.keeping.workspace
    assert workspace is not None
    assert workspace.unsaved == 0


def test_that_recent_workspaces_are_offered_by_their_names_until_they_are_forgotten(
    whole: Application, tmp_path: Path
) -> None:
    path = made(whole, tmp_path)
    recent.remember(path)
    whole.actions["close"].trigger()
    whole.window.welcome.mark_stale()
    welcome = whole.window.welcome

    assert isinstance(welcome, WelcomePage)
    assert [button.text() for button in welcome.recent] == ["team"]
    welcome.forget.click()

    assert (welcome.recent, recent.recent()) == ([], [])


def test_that_a_journal_that_belongs_to_another_state_is_said_in_the_window(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.keeping.close()
    earlier = path.read_bytes()
    between = open_workspace(path, Passphrase(text=PHRASE))
    between.record(Deed.EXPORTED)
    between.close()
    left_open(path)
    path.write_bytes(earlier)  # a synchronising program has brought it back
    said: list[str] = []
    whole.keeping.refused.connect(lambda error: said.append(error.code))

    typed(whole, path)
    opened(whole, qtbot)

    assert said == ["journal_apart"]

"""How workspaces are protected in the window: as the council's IT department has set it."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.journal import Deed
from allocation_app.settings.defaults import Protection
from allocation_app.workspace import backups, container, disk, keys
from allocation_app.workspace.keys import Cost, Passphrase
from allocation_app.workspace.session import create, open_workspace
from tests.gui.workspaces import keep_in, open_again
from ui.app import Application
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog

PHRASE = "correct horse battery staple"
SET = Cost(memory=20 * 1024, passes=3, lanes=1)


@pytest.fixture
def private(whole: Application) -> bytes:
    """The private part of a recovery key whose public one the council has set, with a cost."""
    opening = whole.workspaces.opening
    private, public = keys.recovery_pair()
    opening.found = replace(
        opening.found,
        protection=Protection(memory_mib=20, passes=3, lanes=1),
        recovery_key=public.decode(),
    )
    return private


def test_that_a_new_workspace_is_protected_as_the_council_has_set_it(
    whole: Application, qtbot: QtBot, tmp_path: Path, private: bytes
) -> None:
    path = tmp_path / "team.allocation"
    whole.workspaces.opening.ask_new()
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, NewWorkspaceDialog)
    dialog.folder.setText(str(tmp_path))
    dialog.name.setText("team")
    for line in (dialog.passphrase.first, dialog.passphrase.again):
        line.setText(PHRASE)
    with qtbot.waitSignal(whole.workspaces.opening.opened, timeout=10_000):
        dialog.make.click()
    whole.keeping.close()

    assert disk.header(path).cost == SET
    open_workspace(path, keys.private_part(private)).close()


def test_that_an_older_workspace_is_protected_so_once_it_was_written(
    whole: Application, qtbot: QtBot, tmp_path: Path, private: bytes
) -> None:
    assert private
    path = tmp_path / "team.allocation"
    create(path, Passphrase(text=PHRASE)).close()
    whole.workspaces.opening.ask_key(path)
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, OpenWorkspaceDialog)
    dialog.line.setText(PHRASE)
    with qtbot.waitSignal(whole.workspaces.opening.opened, timeout=10_000):
        dialog.open_button.click()
    assert whole.keeping.workspace is not None
    whole.keeping.workspace.save()

    assert disk.header(path).cost == SET


def test_that_another_passphrase_is_protected_so_at_once(
    whole: Application, qtbot: QtBot, tmp_path: Path, private: bytes
) -> None:
    assert private
    path = tmp_path / "team.allocation"
    keep_in(whole, path, PHRASE)
    assert whole.keeping.workspace is not None
    whole.keeping.workspace.save_copy(tmp_path / "copy.allocation")
    dialog = whole.workspaces.ask_passphrase()
    assert dialog is not None
    for line in (dialog.new.first, dialog.new.again):
        line.setText("another horse altogether here")
    dialog.present.setText(PHRASE)
    with qtbot.waitSignal(dialog.accepted, timeout=10_000):
        dialog.change.click()

    assert disk.header(path).cost == SET
    assert whole.window.strip.words.text().endswith("passphrase still: copy.allocation.")


def test_that_a_second_name_of_the_file_is_told_once(whole: Application, tmp_path: Path) -> None:
    path = tmp_path / "team.allocation"
    create(path, Passphrase(text=PHRASE)).close()
    (tmp_path / "ours.allocation").hardlink_to(path)
    words = whole.window.strip.words

    open_again(whole, path, PHRASE)

    assert words.text().startswith("team.allocation has another name on this disk")
    whole.window.strip.tell("Something else.")
    whole.keeping.record(Deed.EXPORTED)
    whole.keeping.finish()
    assert words.text() == "Something else."


def test_that_a_backup_that_could_not_be_made_is_told_once(
    whole: Application, tmp_path: Path
) -> None:
    path = tmp_path / "team.allocation"
    create(path, Passphrase(text=PHRASE)).close()
    sealed = disk.read(path)
    key = container.key_for(sealed.header, Passphrase(text=PHRASE))
    content = container.opened(sealed, key)
    yesterday = (datetime.now().astimezone() - timedelta(days=1)).isoformat()
    path.write_bytes(container.packed(replace(sealed.header, modified=yesterday), key, content))
    backups.folder_of(path).write_text("a file, where the folder would be")
    words = whole.window.strip.words

    open_again(whole, path, PHRASE)
    assert whole.keeping.workspace is not None
    whole.keeping.workspace.save()
    whole.keeping.record(Deed.EXPORTED)
    whole.keeping.finish()

    assert words.text().startswith("No backup of team.allocation could be made")
    whole.window.strip.tell("Something else.")
    whole.keeping.record(Deed.EXPORTED)
    whole.keeping.finish()
    assert words.text() == "Something else."

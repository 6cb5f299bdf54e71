"""A workspace that is made of what was planned already, and the dialog that asks for it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel

from allocation_app.domain.journal import Deed
from tests.gui.test_keeping import HUW, LOWRI, PHRASE, made, stage, with_team
from tests.gui.workspaces import open_again
from ui.app import Application
from ui.dialogs.new_workspace import NewWorkspaceDialog


def test_that_undo_leads_back_before_a_workspace_was_made(
    whole: Application, tmp_path: Path
) -> None:
    stage(with_team(whole))
    stage(whole, LOWRI)
    path = made(whole, tmp_path)
    assert whole.keeping.workspace is not None
    journal = whole.keeping.workspace.journal()
    assert [entry.deed for entry in journal[-3:]] == [Deed.IMPORTED, Deed.STAGED, Deed.STAGED]
    facts = [each for entry in journal for each in entry.decided]
    assert [(each.child, each.is_later, bool(each.taker)) for each in facts] == [
        (HUW, True, True),
        (LOWRI, True, True),
    ]
    whole.keeping.close()

    open_again(whole, path, PHRASE)
    whole.store.undo()

    assert [move.child for move in whole.store.plan.moves] == [HUW]
    whole.store.undo()
    assert whole.store.plan.moves == ()


def test_that_room_left_in_a_dialog_stands_above_its_buttons(
    whole: Application, tmp_path: Path
) -> None:
    dialog = NewWorkspaceDialog(tmp_path, whole.window)
    dialog.show()

    lines = [label for label in dialog.findChildren(QLabel) if label.wordWrap() and label.text()]

    tall = [line.text() for line in lines if line.height() > line.heightForWidth(line.width()) + 1]
    assert tall == []

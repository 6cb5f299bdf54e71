"""A manager's days with a workspace, from one Monday to the next."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.workspace import backups
from tests.builders import AS_AT, a_reading, a_spell
from tests.gui.pages.team import a_team
from ui import commands
from ui.app import Application
from ui.dialogs.new_workspace import NewWorkspaceDialog
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.dialogs.recovered import RecoveredDialog

ROOT = Path(__file__).resolve().parents[3]
PHRASE = "correct horse battery staple"
HUW, LOWRI = ChildId("C02"), ChildId("C01")
KOFI = WorkerId("W2")
SOON = 15_000  # ms

ANOTHER_WINDOW = """
import sys
from pathlib import Path
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from tests.gui.workspaces import open_again
from ui import commands
from ui.app import Application, application
running = application()
whole = Application()
open_again(whole, Path(sys.argv[1]), sys.argv[2])
commands.stage(whole.store, [Move(child=ChildId("C01"), to=WorkerId("W2"), reason="MANAGE")])
print("staged", flush=True)
running.exec()
"""


def make(whole: Application, qtbot: QtBot, folder: Path) -> Path:
    """Make a workspace of what is open, as from the bar below."""
    whole.window.status.kept.click()
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, NewWorkspaceDialog)
    dialog.folder.setText(str(folder))
    for line in (dialog.passphrase.first, dialog.passphrase.again):
        line.setText(PHRASE)
    path = dialog.path
    dialog.make.click()
    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=SOON)
    whole.keeping.finish()
    return path


def typed(whole: Application, path: Path) -> OpenWorkspaceDialog:
    whole.workspaces.opening.ask_key(path)
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, OpenWorkspaceDialog)
    dialog.line.setText(PHRASE)
    dialog.open_button.click()
    return dialog


def is_open(whole: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: whole.keeping.workspace is not None, timeout=SOON)


def killed_while_planning(path: Path) -> None:
    """A window in a process of its own that stages a move, and is killed then."""
    command = [sys.executable, "-c", ANOTHER_WINDOW, str(path), PHRASE]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        process.kill()
    assert said == "staged\n"


def moved(whole: Application) -> set[ChildId]:
    return {move.child for move in whole.store.plan.moves}


def test_that_a_week_of_work_survives_crash_lock_and_damage(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    whole.store.open(a_reading(a_team()))
    commands.stage(whole.store, [Move(child=HUW, to=KOFI, reason="MANAGE")])
    path = make(whole, qtbot, tmp_path)
    whole.actions["close"].trigger()

    killed_while_planning(path)

    # The lock says whom it was left by; it is taken over because she says so.
    dialog = typed(whole, path)
    opening = whole.workspaces.opening
    qtbot.waitUntil(lambda: bool(dialog.attempt.ways), timeout=SOON)
    assert "it was not closed" in dialog.attempt.told.text()
    dialog.attempt.ways[0].click()
    qtbot.waitUntil(lambda: isinstance(opening.dialog, RecoveredDialog), timeout=SOON)
    recovered = opening.dialog
    assert isinstance(recovered, RecoveredDialog)
    assert recovered.table.texts()[-1][2].startswith("Staged: Lowri Price from Duty to Kofi Ahmed")
    recovered.take.click()
    is_open(whole, qtbot)
    assert moved(whole) == {HUW, LOWRI}

    whole.actions["lock"].trigger()
    assert whole.store.review is None
    whole.workspaces.locking.page.line.setText(PHRASE)
    whole.workspaces.locking.page.unlock.click()
    is_open(whole, qtbot)
    assert moved(whole) == {HUW, LOWRI}

    later = replace(a_team(), as_at=AS_AT + timedelta(days=7))
    huw = later.children[HUW]
    kofi = later.workers[KOFI]
    held = a_spell(huw, kofi, start=AS_AT + timedelta(days=3))
    whole.store.update(a_reading(replace(later, spells=(*later.spells, held))))
    whole.keeping.finish()
    workspace = whole.keeping.workspace
    assert workspace is not None
    assert len(workspace.imports) == 2
    assert LOWRI in moved(whole)
    desk = whole.store.desk
    whole.actions["close"].trigger()

    backups.make(path)
    told = bytearray(path.read_bytes())
    told[len(told) // 2] ^= 1
    path.unlink()
    path.write_bytes(told)
    dialog = typed(whole, path)
    qtbot.waitUntil(lambda: bool(dialog.attempt.ways), timeout=SOON)
    dialog.attempt.ways[0].click()
    is_open(whole, qtbot)
    assert whole.store.desk.plan.moves == desk.plan.moves

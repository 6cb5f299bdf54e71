"""What takes a while of a council's workspace is read and worked out off the window's thread."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import CodeType, FrameType

from pytestqt.qtbot import QtBot

from allocation_app.domain.review import review
from allocation_app.domain.sustained import sustained_overload
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import a_team
from tests.gui.test_locking import HUW, PHRASE, stage, unlock, with_workspace
from ui.app import Application
from ui.dialogs.open_workspace import OpenWorkspaceDialog
from ui.resuming import left_in

LONG: tuple[Callable[..., object], ...] = (left_in, review, sustained_overload)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Which of the long functions are called on this thread, which is the window's."""
    called: list[str] = []
    long: dict[CodeType, str] = {each.__code__: each.__name__ for each in LONG}

    def see(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in long:
            called.append(long[frame.f_code])

    sys.setprofile(see)
    try:
        yield called
    finally:
        sys.setprofile(None)


def set_here(whole: Application) -> None:
    """Have the workspace count by weights and rules of its own."""
    whole.store.set_policy(replace(whole.store.policy, name="Ours"))
    whole.rules_in_force.switch(next(each.id for each in whole.store.rules.rules if each.is_on))


def test_that_a_workspace_is_opened_without_working_anything_out_on_the_windows_thread(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    set_here(whole)
    stage(whole)
    whole.actions["close"].trigger()
    whole.workspaces.opening.ask_key(tmp_path / "team.allocation")
    dialog = whole.workspaces.opening.dialog
    assert isinstance(dialog, OpenWorkspaceDialog)

    with watched() as called:
        dialog.line.setText(PHRASE)
        dialog.open_button.click()
        qtbot.waitUntil(lambda: whole.store.review is not None, timeout=10_000)

    assert called == []
    assert whole.store.policy.name == "Ours"
    assert [move.child for move in whole.store.plan.moves] == [HUW]


def test_that_it_is_unlocked_so_too(whole: Application, qtbot: QtBot, tmp_path: Path) -> None:
    with_workspace(whole, tmp_path)
    set_here(whole)
    stage(whole)
    whole.actions["lock"].trigger()

    with watched() as called:
        unlock(whole, qtbot)

    assert called == []
    assert [move.child for move in whole.store.plan.moves] == [HUW]


def test_that_the_way_back_from_an_earlier_import_is_worked_out_beside_it(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    with_workspace(whole, tmp_path)
    stage(whole)
    whole.store.update(a_reading(replace(a_team(), as_at=AS_AT - timedelta(days=7))))

    with watched() as called, qtbot.waitSignal(whole.keeping.older, timeout=10_000):
        pass

    assert called == []
    assert whole.store.review is not None
    assert whole.store.review.snapshot.as_at == AS_AT
    assert [move.child for move in whole.store.plan.moves] == [HUW]

"""Somebody who does anything at all to the window, and never sees it break."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import a_reading
from tests.gui.pages.team import a_team
from ui import preferences, tasks, theme
from ui.app import Application

pytestmark = pytest.mark.timeout(3_600)  # a campaign at its full counts is long

SEEDS = 20


@pytest.fixture
def whole(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Application]:
    """The window with a team open; what is saved goes to a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    preferences.forget_all()
    theme.apply(qapp)
    theme.use(Qt.ColorScheme.Light)
    made = Application()
    made.window.show()
    made.store.open(a_reading(a_team()))
    yield made
    made.window.close()
    made.window.deleteLater()
    tasks.stop_all()


@pytest.mark.qt_log_ignore(
    "This plugin does not support",
    "QPageSetupDialog: Cannot be used on non-native printers",  # Qt's own preview, with no printer
    "QLineEdit::setSelection: Invalid start position",  # Qt's own dialogs, typed into while closing
)
@pytest.mark.campaign(quick=40, ci=1_000)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_that_the_window_goes_on_whatever_is_done_to_it(
    whole: Application, qtbot: QtBot, rounds: int, seed: int
) -> None:
    hands = Hands(whole, seed)

    with qtbot.captureExceptions() as raised:
        for _ in range(rounds):
            hands.do()
        hands.stop()

    assert not raised
    assert sum(hands.done.values()) == rounds
    assert whole.store.review is not None
    plan = whole.store.plan
    held = [
        child for load in whole.store.review.caseloads.loads.values() for child in load.children
    ]
    assert len(held) == len({*held})
    assert {*held} <= {*plan.snapshot.children}

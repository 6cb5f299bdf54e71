"""What every test of the window needs: our look, nothing remembered, a window to drive."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from allocation_app import settings
from allocation_app.wording import translate
from tests.marked import Marked
from ui import preferences, tasks, theme
from ui.app import Application
from ui.store import PlanStore


@pytest.fixture(autouse=True)
def _fresh(qapp: QApplication) -> Iterator[None]:
    """Begin each test as on the first day, in the light scheme and in English.

    Qt's own folder for tests is one for all of this user's processes: two suites at once would
    overwrite what the other remembers.
    """
    preferences.use_folder(Path(os.environ["XDG_CONFIG_HOME"]))
    preferences.forget_all()
    theme.apply(qapp)
    theme.use(Qt.ColorScheme.Light)
    translate.use_language("en")
    let_go_of_keys()
    yield
    tasks.stop_all()
    translate.use_language("en")


def let_go_of_keys() -> None:
    """Take the fingers off Ctrl and Shift: Qt holds them down after a test that pressed them last.

    A row that is chosen then is added to the others.
    """
    if QGuiApplication.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        touched = QWidget()
        touched.show()
        QTest.keyClick(touched, Qt.Key.Key_Control)
        touched.close()
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture
def store() -> PlanStore:
    """A store with the policy and rules that ship, and nothing open."""
    return PlanStore(settings.policy(), settings.rule_set(), settings.calendar())


@pytest.fixture
def whole() -> Iterator[Application]:
    """The whole window, shown, with nothing open."""
    made = Application()
    made.window.show()
    yield made
    made.window.close()
    made.window.deleteLater()


@pytest.fixture
def twice_as_large(qapp: QApplication) -> Iterator[None]:
    """All text twice as large as it is otherwise."""
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    yield
    qapp.setFont(before)


@pytest.fixture
def large(twice_as_large: None) -> Iterator[Application]:  # noqa: ARG001 - comes first
    """The window with text twice as large."""
    yield from _on_a_small_screen()


@pytest.fixture
def marked() -> Iterator[Application]:
    """The window with every text that can be translated in brackets."""
    translate.use_catalogue(Marked())
    yield from _on_a_small_screen()


def _on_a_small_screen() -> Iterator[Application]:
    made = Application()
    made.window.resize(1440, 900)
    made.window.show()
    yield made
    made.window.close()
    made.window.deleteLater()

"""The window driven by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_window import opened
from ui.app import Application
from ui.widgets.table import Table

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_that_a_manager_with_a_keyboard_comes_to_the_worst_child_and_back(
    whole: Application, qtbot: QtBot
) -> None:
    opened(whole)

    qtbot.keyClick(whole.window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    table = whole.window.pages["unallocated"].findChild(Table)
    assert isinstance(table, Table)
    assert table.view.hasFocus()
    assert whole.store.selected is None

    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert whole.store.selected is not None
    assert whole.store.selected.child == "C2"
    assert whole.window.inspector.isVisible()

    qtbot.keyClick(whole.window, Qt.Key.Key_Escape)
    assert not whole.window.inspector.isVisible()
    assert table.view.hasFocus()


def test_that_a_page_chosen_on_the_rail_leaves_the_keyboard_there(
    whole: Application, qtbot: QtBot
) -> None:
    opened(whole)
    button = whole.window.rail.buttons["unallocated"]
    button.setFocus()

    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert whole.window.page == "unallocated"
    assert button.hasFocus()


@pytest.mark.parametrize("modifier", ["AltModifier", "ControlModifier"])
def test_that_each_page_has_a_number_key(whole: Application, qtbot: QtBot, modifier: str) -> None:
    opened(whole)
    shown = []

    for key in (Qt.Key.Key_2, Qt.Key.Key_5, Qt.Key.Key_1):
        qtbot.keyClick(whole.window, key, Qt.KeyboardModifier[modifier])
        shown.append(whole.window.page)

    assert shown == ["unallocated", "plan", "overview"]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_that_monday_morning_needs_no_mouse(whole: Application, qtbot: QtBot) -> None:
    window, store = whole.window, whole.store
    assert focused().objectName() == "open_button"
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: store.review is not None, timeout=20_000)
    assert store.review is not None

    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    qtbot.keyClick(focused(), Qt.Key.Key_Down)
    assert store.selected is not None
    assert store.selected.child == store.review.waits[1].child
    assert window.inspector.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_H, CTRL)
    assert store.names_hidden

    qtbot.keyClick(window, Qt.Key.Key_E, CTRL)
    assert whole.exporting.dialog is not None
    assert whole.exporting.dialog.naming.code == "initials"
    qtbot.keyClick(whole.exporting.dialog, Qt.Key.Key_Escape)
    assert not whole.exporting.dialog.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.inspector.isVisible()

    qtbot.keyClick(window, Qt.Key.Key_K, CTRL)
    assert focused() is window.search

    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert whole.tool.help is not None
    assert whole.tool.help.isVisible()
    whole.tool.help.activateWindow()
    qtbot.waitUntil(whole.tool.help.isActiveWindow)
    qtbot.keyClick(whole.tool.help, Qt.Key.Key_Escape)
    assert not whole.tool.help.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    qtbot.keyClick(window, Qt.Key.Key_W, CTRL)
    assert store.review is None
    assert window.shown is window.welcome


@pytest.mark.parametrize("page", ["unallocated", "caseloads", "delays", "data"])
def test_that_the_keys_of_a_page_lead_into_its_list(
    whole: Application, qtbot: QtBot, page: str
) -> None:
    opened(whole)
    number = list(whole.window.pages).index(page)

    qtbot.keyClick(whole.window, Qt.Key(Qt.Key.Key_1 + number), ALT)

    assert whole.window.pages[page].isAncestorOf(focused())

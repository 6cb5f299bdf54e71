"""What went wrong is told in a box that a key closes."""

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allocation_app.errors import AppError
from ui.dialogs.messages import tell_error


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_that_a_key_closes_what_was_told_whenever_it_comes(qtbot: QtBot, key: Qt.Key) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    gc.freeze()  # what others have left is not gone through twenty times

    for _ in range(20):
        box = tell_error(AppError("no_such_child", child="C1"), window)
        gc.collect()
        QTest.keyPress(box, key)
        assert not box.isVisible()
    gc.unfreeze()

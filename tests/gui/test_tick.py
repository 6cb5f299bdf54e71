"""A box to tick grows with its words, and looks ticked only when it is."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.contrast import contrast
from ui import theme
from ui.theme import colour
from ui.widgets.tick import LEAST, Tick


def a_tick(qtbot: QtBot, *, points: float = 10) -> Tick:
    tick = Tick("&New children")
    font = QFont(tick.font())
    font.setPointSizeF(points)
    tick.setFont(font)
    qtbot.addWidget(tick)
    tick.resize(tick.sizeHint())
    tick.show()
    return tick


def inks(tick: Tick) -> Counter[str]:
    """The colours of its box, and how often each is met."""
    image = tick.grab().toImage()
    side = image.height()
    return Counter(image.pixelColor(x, y).name() for x in range(side) for y in range(side))


def test_that_it_is_large_enough_to_hit_and_grows_with_its_words(qtbot: QtBot) -> None:
    small, large = a_tick(qtbot, points=7), a_tick(qtbot, points=24)

    assert small.height() >= LEAST
    assert large.height() > small.height()
    assert large.width() > small.width()


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_that_ticked_and_not_ticked_look_different_and_both_can_be_seen(
    qtbot: QtBot, scheme: Qt.ColorScheme
) -> None:
    theme.use(scheme)
    tick = a_tick(qtbot)

    empty = inks(tick)
    tick.setChecked(True)
    full = inks(tick)

    assert colour("accent").name() not in empty
    assert full[colour("accent").name()] > full[colour("on_accent").name()] > 0
    assert contrast(colour("border").name(), colour("window").name()) >= 3
    assert contrast(colour("accent").name(), colour("window").name()) >= 3


def test_that_a_click_anywhere_on_it_and_space_tick_it(qtbot: QtBot) -> None:
    tick = a_tick(qtbot)

    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 3, 3))
    assert tick.isChecked()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()


def test_that_the_focus_can_be_seen(qtbot: QtBot) -> None:
    tick = a_tick(qtbot)
    before = tick.grab().toImage()

    tick.activateWindow()
    tick.setFocus()
    QApplication.processEvents()

    assert tick.hasFocus()
    assert tick.grab().toImage() != before

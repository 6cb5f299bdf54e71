"""Colours that can be told apart and read, in both schemes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QDateEdit, QDoubleSpinBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.contrast import contrast
from ui import menus, theme

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), theme.PAIRS)
def test_that_a_colour_is_legible_on_its_ground(
    scheme: str, ink: str, ground: str, least: float
) -> None:
    tokens = SCHEMES[scheme]

    assert contrast(tokens[ink], tokens[ground]) >= least


def test_that_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_that_both_schemes_have_the_same_tokens() -> None:
    assert theme.LIGHT.keys() == theme.DARK.keys()


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
@pytest.mark.parametrize("kind", [QComboBox, QDateEdit, QDoubleSpinBox])
def test_that_a_box_is_seen_by_its_edge(
    qtbot: QtBot, kind: type[QWidget], scheme: Qt.ColorScheme
) -> None:
    theme.use(scheme)
    box = kind()
    qtbot.addWidget(box)
    box.resize(160, 32)
    seen = box.grab().toImage()

    at_the_top = (QColor(seen.pixel(60, y)) for y in range(4))
    edge = max(contrast(each.name(), theme.colour("window").name()) for each in at_the_top)
    assert edge >= theme.SHAPE


def test_that_a_scheme_changes_colours_and_pictures_at_once(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    theme.set_icon(button, "clock")
    light = button.icon().pixmap(16).toImage()

    theme.use(Qt.ColorScheme.Dark)

    assert theme.colour("text").name() == theme.DARK["text"]
    assert button.icon().pixmap(16).toImage() != light


def test_that_every_picture_an_action_names_is_there() -> None:
    named = [each for group in vars(menus).values() if isinstance(group, tuple) for each in group]
    names = {each.icon for each in named if isinstance(each, menus.Command) and each.icon}
    names |= set(menus.ICONS.values())

    assert len(names) > len(menus.PLAN)
    assert not any(theme.icon(name).pixmap(16).isNull() for name in names)

"""The questions of the plan: a name for every control, reached by Tab, whole at any text size."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from allocation_app.domain.people import ChildId
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.test_accessibility import clipped, controls, described, mnemonics
from ui.app import Application
from ui.dialogs.move import MoveDialog

HUW = ChildId("C02")
ASKED = ("move", "pin", "mark")


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open, and a child chosen who has siblings."""
    whole.window.resize(1400, 860)
    whole.store.open(a_reading(a_team()))
    whole.store.select_child(HUW)
    return whole


@pytest.fixture
def large(twice_as_large: None) -> Iterator[Application]:  # noqa: ARG001 - comes first
    made = Application()
    made.window.resize(1400, 860)
    made.window.show()
    made.store.open(a_reading(a_team()))
    made.store.select_child(HUW)
    yield made
    made.window.close()
    made.window.deleteLater()


def asked(team: Application, name: str) -> QDialog:
    team.actions[name].trigger()
    QApplication.processEvents()
    assert team.planning.dialog is not None
    return team.planning.dialog


@pytest.mark.parametrize("name", ASKED)
def test_that_every_control_of_a_question_has_a_name(team: Application, name: str) -> None:
    dialog = asked(team, name)

    assert [type(each).__name__ for each in controls(dialog) if not described(each)] == []


@pytest.mark.parametrize("name", ASKED)
def test_that_tab_reaches_every_control_of_a_question(team: Application, name: str) -> None:
    dialog = asked(team, name)
    wanted, reached = controls(dialog), set()
    for _ in range(3 * len(wanted) + 9):
        focus = dialog.focusWidget()
        if focus is not None:
            reached.add(focus)
        QTest.keyClick(focus or dialog, Qt.Key.Key_Tab)

    by_tab = [
        each
        for each in wanted
        if each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(each.parent(), QComboBox)  # a line that its box stands for
    ]
    assert [described(each) for each in by_tab if each not in reached] == []


@pytest.mark.parametrize("name", ASKED)
def test_that_no_mnemonic_stands_twice_in_a_question(team: Application, name: str) -> None:
    dialog = asked(team, name)
    texts = [
        str(each.property("text"))
        for each in dialog.findChildren(object)
        if each.property("text") and each.isWidgetType() and each.isVisibleTo(dialog)
    ]

    assert [key for key, n in mnemonics(texts).items() if n > 1] == []


@pytest.mark.parametrize("name", ASKED)
def test_that_a_question_is_whole_when_text_is_twice_as_large(
    large: Application, name: str
) -> None:
    dialog = asked(large, name)

    assert clipped(dialog) == []
    assert dialog.width() <= large.window.width()


def test_that_no_figure_of_a_move_is_cut_when_text_is_twice_as_large(large: Application) -> None:
    dialog = asked(large, "move")
    assert isinstance(dialog, MoveDialog)
    assert dialog.preview is not None
    dialog.resize(900, 700)
    QApplication.processEvents()
    area = dialog.card.parentWidget().parentWidget()

    assert dialog.card.minimumSizeHint().width() <= area.width()

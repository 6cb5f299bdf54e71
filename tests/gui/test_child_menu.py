"""The context menu of every list of children."""

import pytest
from PySide6.QtWidgets import QMenu

from tests.builders import a_reading
from tests.gui.pages.team import a_team
from ui.actions import plain
from ui.app import Application
from ui.pages.caseloads import CaseloadsPage
from ui.pages.data import DataPage
from ui.pages.unallocated import UnallocatedPage

DONE = ["Move to", "Allocate to the first candidate", "Take the move back", "Pin", "Mark"]


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open."""
    whole.store.open(a_reading(a_team()))
    return whole


def words(menu: QMenu) -> list[str]:
    return [plain(action.text()) for action in menu.actions() if not action.isSeparator()]


def test_that_a_child_in_a_list_can_be_moved_from_its_menu(team: Application) -> None:
    team.window.go("unallocated")
    page = team.window.shown
    assert isinstance(page, UnallocatedPage)
    page.table.view.selectRow(0)

    menu = page.table.row_menu()

    assert [each for each in words(menu) if each in DONE] == DONE
    next(each for each in menu.actions() if plain(each.text()) == "Move to").trigger()
    assert team.planning.dialog is not None


def test_that_a_child_under_a_worker_has_them_too(team: Application) -> None:
    team.window.go("caseloads")
    page = team.window.shown
    assert isinstance(page, CaseloadsPage)
    page.tree.expandAll()
    worker = page.model.index(0, 0)
    page.tree.setCurrentIndex(page.model.index(0, 0, worker))

    assert words(page.tree.line_menu())[:5] == DONE
    page.tree.setCurrentIndex(worker)
    assert not set(DONE) & set(words(page.tree.line_menu()))


def test_that_a_list_of_problems_has_none_of_them(team: Application) -> None:
    team.window.go("data")
    page = team.window.shown
    assert isinstance(page, DataPage)
    table = page.problems.table
    table.view.selectRow(0)

    assert not set(DONE) & set(words(table.row_menu()))

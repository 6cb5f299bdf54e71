"""A workspace opens on the page that was left, as it was left."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from allocation_app.workspace.keys import Passphrase
from allocation_app.workspace.session import open_workspace
from tests.gui.test_keeping import HUW, PHRASE, made, opened, typed, with_team
from tests.gui.workspaces import open_again
from ui.app import Application
from ui.pages.data import DataPage
from ui.pages.delays import DelaysPage
from ui.selection import Selection
from ui.views import PLACE
from ui.widgets.table import Table


def test_that_page_narrowing_and_selection_are_as_they_were_left(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    page, elsewhere = whole.window.pages["delays"], whole.window.pages["data"]
    assert isinstance(page, DelaysPage)
    assert isinstance(elsewhere, DataPage)
    whole.window.go("data")
    elsewhere.tabs.setCurrentIndex(1)
    whole.window.go("delays")
    page.filters.states.setCurrentIndex(2)
    whole.window.shown.findChild(Table).filter("Price")
    whole.store.select_child(HUW)
    whole.actions["close"].trigger()
    page.filters.states.setCurrentIndex(0)
    elsewhere.tabs.setCurrentIndex(0)

    typed(whole, path)
    opened(whole, qtbot)

    assert whole.window.page == "delays"
    assert page.filters.states.currentIndex() == 2
    assert whole.window.shown.findChild(Table).filter_line.text() == ""
    assert whole.store.selected == Selection(child=HUW)
    whole.window.go("data")
    assert elsewhere.tabs.currentIndex() == 1


def test_that_what_is_gone_or_unreadable_of_a_place_is_passed_over(
    whole: Application, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.keeping.close()
    for told, page in (
        ('{"page": "delays", "child": "C99", "team": "T9"}', "delays"),
        ('{"page": "nowhere", "child": ["C01"]}', "overview"),
        ('{"page": 7, "places": []}', "overview"),
        ("[", "overview"),
    ):
        workspace = open_workspace(path, Passphrase(text=PHRASE))
        workspace.note(PLACE, told)
        workspace.close()

        open_again(whole, path, PHRASE)

        assert (whole.window.page, whole.store.selected, whole.store.team) == (page, None, None)
        assert not whole.window.strip.isVisible()
        whole.keeping.close()


def test_that_where_a_workspace_is_read_only_it_opens_there_and_keeps_no_other_place(
    whole: Application, tmp_path: Path
) -> None:
    path = made(with_team(whole), tmp_path)
    whole.window.go("delays")
    whole.keeping.close()
    before = path.read_bytes()

    open_again(whole, path, PHRASE, is_read_only=True)
    assert whole.window.page == "delays"
    whole.window.go("data")
    whole.keeping.close()

    assert path.read_bytes() == before

"""Views that are saved by a name and gone back to."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import TeamId, WorkerId
from allocation_app.domain.policy import Band
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.team import NAMES, a_team
from ui import preferences
from ui.app import Application
from ui.pages.caseloads import BOARD, CaseloadsPage
from ui.pages.delays import DelaysPage
from ui.views import View, read, written
from ui.widgets.narrowing import Narrowing
from ui.widgets.table import Table


@pytest.fixture
def opened(whole: Application) -> Application:
    whole.store.open(a_reading(a_team()))
    whole.window.go("caseloads")
    return whole


def caseloads(whole: Application) -> CaseloadsPage:
    page = whole.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    return page


def delays(whole: Application) -> DelaysPage:
    page = whole.window.pages["delays"]
    assert isinstance(page, DelaysPage)
    return page


def set_up(whole: Application) -> None:
    """The board by team, most children first, over capacity; delays of one worker, sorted."""
    whole.store.filter_team(TeamId("T1"))
    whole.window.go("delays")
    delays(whole).filters.workers.setCurrentIndex(2)
    delays(whole).table.view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    delays(whole).table.columns.show_column(2, shown=False)
    whole.window.go("caseloads")
    page = caseloads(whole)
    page.views.choose(BOARD)
    page.board.by_team.click()
    page.sort_by(3)
    page.narrow(Narrowing(bands=frozenset({Band.OVER})))
    page.filter_line.setText("mali")
    page.tick(WorkerId("W1"))
    whole.store.select_worker(WorkerId("W1"))


def change_all(whole: Application) -> None:
    whole.store.filter_team(None)
    page = caseloads(whole)
    page.clear()
    page.views.choose(0)
    page.board.by_team.click()
    page.sort_by(1)
    page.show_compared(())
    filters = delays(whole)
    filters.filters.workers.setCurrentIndex(0)
    filters.table.view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    filters.table.columns.show_column(2, shown=True)
    whole.store.clear_selection()
    whole.window.go("data")


def seen(whole: Application) -> dict[str, object]:
    page, other, shown = caseloads(whole), delays(whole), whole.window.page
    told = {
        "page": shown,
        "team": whole.store.team,
        "view": page.views.current,
        "by team": page.board.by_team.isChecked(),
        "order": page.order.currentText(),
        "narrowed": page.narrowed.sentence,
        "compared": page.compared,
    }
    whole.window.go("delays")
    told |= {
        "worker": other.wanted().worker,
        "sorted": other.table.columns.header.sortIndicatorSection(),
        "columns": other.table.columns.visible,
    }
    whole.window.go(shown)
    return told


def test_that_a_view_brings_back_all_that_was_set_up(opened: Application) -> None:
    set_up(opened)
    before = seen(opened)
    opened.views.save("Monday")
    change_all(opened)
    assert seen(opened) != before

    opened.views.apply("Monday")

    assert seen(opened) == before
    assert caseloads(opened).filter_line.text() == "mali"
    assert opened.store.selected is not None
    assert opened.store.selected.worker == "W1"


def test_that_a_view_outlives_the_window_without_whom_it_was_about(
    opened: Application, qtbot: QtBot
) -> None:
    set_up(opened)
    before = seen(opened) | {"worker": None, "compared": ()}
    opened.views.save("Monday")
    change_all(opened)

    again = Application()
    qtbot.addWidget(again.window)
    again.window.show()
    again.store.open(a_reading(a_team()))
    again.views.apply("Monday")

    assert seen(again) == before
    assert caseloads(again).filter_line.text() == ""
    assert again.store.selected is None


def test_that_nobody_is_written_to_disk_with_a_view(opened: Application) -> None:
    set_up(opened)
    worker = delays(opened).wanted().worker
    opened.window.go("unallocated")
    tables: list[Table[object]] = opened.window.shown.findChildren(Table)
    tables[0].filter("Huw Price C02")
    opened.store.select_child(next(iter(opened.store.reading.snapshot.children)))  # type: ignore[union-attr]

    opened.views.save("Monday")

    said = preferences.recall("views/saved")
    folder = preferences.folder()
    files = "".join(each.read_text("utf-8") for each in Path(folder).rglob("*.conf"))
    for name in (*NAMES, "C02", "mali", "W1", str(worker)):
        assert name not in said
        assert name not in files


def test_that_views_stand_in_the_menu_and_are_found_by_their_name(opened: Application) -> None:
    opened.views.save("Monday")
    opened.views.save("R&D")
    opened.window.go("data")

    texts = [action.text() for action in opened.window.views.actions() if action.text()]
    assert texts == ["Save this &view…", "&1 Monday", "&2 R&&D", "&Delete a view"]

    (hit,) = [hit for hit in opened.window.found("monday") if hit.action]
    opened.window.jump(hit)
    assert opened.window.page == "caseloads"


def test_that_a_view_is_deleted(opened: Application) -> None:
    opened.views.save("Monday")

    opened.views.delete("Monday")

    assert opened.views.names == []
    assert not [hit for hit in opened.window.found("monday") if hit.action]
    assert [action.text() for action in opened.window.views.actions()] == ["Save this &view…"]
    opened.views.apply("Monday")
    assert read(preferences.recall("views/saved")) == {}


def test_that_a_key_asks_for_the_name(opened: Application) -> None:
    QTest.keyClick(opened.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    dialog = opened.views.dialog
    assert dialog is not None
    assert not dialog.act_button.isEnabled()

    dialog.line.setText("Monday")
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert opened.views.names == ["Monday"]


def test_that_a_name_that_is_taken_is_replaced_and_says_so(opened: Application) -> None:
    opened.views.save("Monday")
    opened.views.ask()
    dialog = opened.views.dialog
    assert dialog is not None

    dialog.line.setText("Monday")

    assert dialog.told.text() == "A view of this name is kept already: it will be replaced."
    assert dialog.act_button.isEnabled()
    dialog.reject()


def test_that_a_team_that_is_not_there_leaves_all_teams(opened: Application) -> None:
    opened.store.filter_team(TeamId("T1"))
    opened.views.save("Monday")
    opened.store.open(a_reading(a_snapshot({"W1": [a_child("C1")]}, workers=[a_worker("W1")])))

    opened.views.apply("Monday")

    assert opened.store.team is None
    assert opened.window.page == "caseloads"


@pytest.mark.parametrize(
    "text", ["", "no list", "{}", "[1]", '[{"name": ""}]', '[{"name": "a", "places": 3}]', "[[]]"]
)
def test_that_views_that_cannot_be_read_are_left_out(text: str) -> None:
    assert read(text) == {}


def test_that_views_are_read_as_they_were_written() -> None:
    views = {"a": View(name="a", page="data", team="T1", places={"data": {"tab/0": "1"}})}

    assert read(written(views)) == views


def test_that_a_place_that_is_no_longer_there_is_left_as_it_is(opened: Application) -> None:
    page = caseloads(opened)
    before = page.kept()

    page.bring({"view/0": "9", "columns/caseloads": "?", "workers_in_year": "x"})

    assert page.kept() == before

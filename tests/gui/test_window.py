"""The window as a manager drives it."""

import logging
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, EventKind, Status, Team, TeamId, WorkerId
from allocation_app.domain.plan import Move
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from ui import theme
from ui.app import SCHEMES, Application, go_on
from ui.widgets.table import Table

OFFSCREEN = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(whole: Application) -> Application:
    referred = {EventKind.REFERRAL: AS_AT.replace(month=9)}
    whole.store.open(
        a_reading(
            a_snapshot(
                {"W1": [a_child("C1", name="Eira Hughes", team="T1", family="F")]},
                workers=[
                    a_worker("W1", name="Sioned Pugh", team="T1"),
                    a_worker("W2", name="Kofi Ahmed", team="T2"),
                ],
                waiting=[
                    a_child("C2", name="Osian Reed", statuses=[Status.ASSESSMENT], events=referred)
                ],
                teams=[Team(id=TeamId("T1"), name="North"), Team(id=TeamId("T2"), name="South")],
            )
        )
    )
    return whole


def texts(whole: Application) -> str:
    """Everything the window shows in labels and tables."""
    window = whole.window
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    tables: list[Table[object]] = window.findChildren(Table)
    cells = [cell for table in tables if table.isVisible() for row in table.texts() for cell in row]
    return "\n".join([*labels, *cells])


def test_that_the_first_sight_is_the_welcome_with_two_ways_to_begin(whole: Application) -> None:
    assert whole.window.page == ""
    assert whole.window.shown is whole.window.welcome
    assert not whole.window.rail.isVisible()
    assert whole.window.windowTitle() == "Caseload allocation"


def test_that_opening_data_shows_the_overview(whole: Application) -> None:
    opened(whole)

    assert whole.window.page == "overview"
    assert whole.window.rail.isVisible()


def test_that_the_title_holds_a_date_and_nobodys_name(whole: Application) -> None:
    opened(whole)
    whole.store.select_child(ChildId("C1"))

    assert whole.window.windowTitle() == "Caseload allocation, as at Fri 20 Nov 2026"


def test_that_the_sample_opens_without_a_question(whole: Application, qtbot: QtBot) -> None:
    whole.window.welcome.findChild(type(whole.window.command_bar.export), "sample_button").click()

    qtbot.waitUntil(lambda: whole.store.review is not None, timeout=20_000)

    assert whole.store.review is not None
    assert len(whole.store.review.snapshot.children) == 150


@pytest.mark.parametrize("name", ["overview", "unallocated", "caseloads", "delays", "data"])
def test_that_each_page_is_reached_from_the_rail_and_alone_is_marked(
    whole: Application, name: str
) -> None:
    opened(whole)

    whole.window.rail.buttons[name].click()

    marked = [n for n, button in whole.window.rail.buttons.items() if button.isChecked()]
    assert (whole.window.page, marked) == (name, [name])


def test_that_the_rail_shows_how_many_wait(whole: Application, qtbot: QtBot) -> None:
    opened(whole)
    qtbot.waitUntil(lambda: whole.window.rail.buttons["unallocated"].count is not None)

    assert whole.window.rail.buttons["unallocated"].count == 1
    assert whole.window.rail.buttons["unallocated"].accessibleName() == "Unallocated, 1"


def test_that_the_command_bar_says_what_is_open(whole: Application) -> None:
    opened(whole)

    assert whole.window.command_bar.about.text() == (
        "as at Fri 20 Nov 2026 · caseload.xlsx · 2 children, 2 families"
    )


def test_that_choosing_a_team_narrows_the_store(whole: Application) -> None:
    opened(whole)
    team = whole.window.command_bar.team

    team.setCurrentIndex(team.findText("South"))
    assert whole.store.team == "T2"

    whole.store.filter_team(None)
    assert team.currentText() == "All teams"


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("osian", "child", "C2"),
        ("c1", "child", "C1"),
        ("pugh", "worker", "W1"),
        ("hide names", "action", "hide_names"),
    ],
)
def test_that_search_finds_children_workers_and_actions(
    whole: Application, words: str, kind: str, found: str
) -> None:
    opened(whole)

    hit = whole.window.search.seek(words)[0]

    assert (hit.kind, hit.child or hit.worker or hit.action) == (kind, found)


@OFFSCREEN
def test_that_search_jumps_to_a_child(whole: Application, qtbot: QtBot) -> None:
    opened(whole)
    qtbot.keyClicks(whole.window.search, "osian")

    qtbot.keyClick(whole.window.search, Qt.Key.Key_Return)

    assert whole.store.selected is not None
    assert whole.store.selected.child == "C2"
    qtbot.waitUntil(lambda: whole.window.search.text() == "")


def test_that_search_runs_an_action(whole: Application) -> None:
    opened(whole)
    (hit,) = (hit for hit in whole.window.search.seek("delays") if hit.action == "go_delays")

    whole.window.search.take(hit)

    assert whole.window.page == "delays"


def test_that_what_cannot_be_done_is_not_found(whole: Application) -> None:
    assert [hit.action for hit in whole.window.search.seek("export")] == []


def test_that_hiding_names_changes_every_page_at_once(whole: Application) -> None:
    opened(whole)
    whole.store.select_child(ChildId("C1"))
    names = ("Eira", "Hughes", "Osian", "Reed")

    whole.actions["hide_names"].trigger()

    for page in whole.window.pages:
        whole.window.go(page)
        assert not [name for name in names if name in texts(whole)], page
    assert not [hit for hit in whole.window.search.seek("osian") if "Osian" in hit.text]
    whole.actions["hide_names"].trigger()
    whole.window.go("unallocated")
    assert "Osian Reed" in texts(whole)


def test_that_the_visible_page_follows_at_once_when_names_are_hidden(whole: Application) -> None:
    opened(whole)
    whole.window.go("unallocated")
    assert "Osian Reed" in texts(whole)

    whole.store.hide_names(hidden=True)

    assert "Osian Reed" not in texts(whole)
    assert whole.actions["hide_names"].isChecked()


def test_that_the_status_bar_shows_what_the_plan_changes(whole: Application) -> None:
    opened(whole)
    assert whole.store.review is not None
    before = whole.window.status.effect.text()
    assert "Nothing staged" in before
    assert "Unallocated 1" in before

    plan = whole.store.review.caseloads.plan
    whole.store.make(plan.with_move(Move(child=ChildId("C2"), to=WorkerId("W2"))))

    after = whole.window.status.effect.text()
    assert "1 change staged" in after
    assert "Unallocated 1 → 0" in after


def test_that_the_status_bar_says_that_the_weights_are_examples(whole: Application) -> None:
    opened(whole)

    assert "an example, set your own" in whole.window.status.policy.text()


def test_that_undo_and_redo_are_offered_when_there_is_something(whole: Application) -> None:
    opened(whole)
    assert whole.store.review is not None
    assert not whole.actions["undo"].isEnabled()

    plan = whole.store.review.caseloads.plan
    whole.store.make(plan.with_move(Move(child=ChildId("C2"), to=WorkerId("W2"))))
    whole.actions["undo"].trigger()

    assert (whole.actions["undo"].isEnabled(), whole.actions["redo"].isEnabled()) == (False, True)
    assert len(whole.store.review.waits) == 1


def test_that_escape_takes_the_filter_off_before_the_selection(
    whole: Application, qtbot: QtBot
) -> None:
    opened(whole)
    whole.window.go("unallocated")
    whole.store.select_child(ChildId("C2"))
    table = whole.window.pages["unallocated"].findChild(Table)
    assert isinstance(table, Table)
    table.filter("osian")

    qtbot.keyClick(whole.window, Qt.Key.Key_Escape)
    assert table.filter_line.text() == ""
    assert whole.store.selected is not None

    qtbot.keyClick(whole.window, Qt.Key.Key_Escape)
    assert whole.store.selected is None


def test_that_escape_leaves_the_search_first(whole: Application, qtbot: QtBot) -> None:
    opened(whole)
    whole.store.select_child(ChildId("C2"))
    whole.actions["search"].trigger()
    whole.window.search.setText("eira")

    qtbot.keyClick(whole.window, Qt.Key.Key_Escape)

    assert whole.window.search.text() == ""
    assert not whole.window.search.hasFocus()
    assert whole.store.selected is not None


def test_that_ctrl_f_goes_to_the_filter_of_the_page(whole: Application) -> None:
    opened(whole)
    whole.window.go("unallocated")

    whole.actions["filter"].trigger()

    table = whole.window.pages["unallocated"].findChild(Table)
    assert isinstance(table, Table)
    assert table.filter_line.hasFocus()


def test_that_the_inspector_shows_who_is_selected_and_closes(whole: Application) -> None:
    opened(whole)
    inspector = whole.window.inspector

    whole.store.select_worker(WorkerId("W1"))
    assert inspector.worker.isVisible()
    whole.store.select_child(ChildId("C1"))
    assert inspector.child.isVisible()
    inspector.close_button.click()

    assert whole.store.selected is None
    assert not inspector.child.isVisible()


def test_that_the_details_take_room_only_while_somebody_is_selected(
    whole: Application, qtbot: QtBot
) -> None:
    opened(whole)
    inspector = whole.window.inspector
    assert not inspector.isVisible()

    whole.store.select_child(ChildId("C1"))
    assert inspector.isVisible()

    qtbot.keyClick(whole.window, Qt.Key.Key_Escape)
    assert not inspector.isVisible()


def test_that_the_inspector_stays_away_when_it_was_put_away(qtbot: QtBot) -> None:
    first = Application()
    qtbot.addWidget(first.window)
    first.actions["inspector"].setChecked(False)
    first.window.close()

    again = opened(Application())
    qtbot.addWidget(again.window)
    again.window.show()
    again.store.select_child(ChildId("C1"))

    assert not again.window.inspector.isVisible()


def test_that_the_chosen_colours_are_remembered(qtbot: QtBot) -> None:
    first = Application()
    qtbot.addWidget(first.window)
    first.actions["scheme_dark"].trigger()
    theme.use(Qt.ColorScheme.Light)

    again = Application()
    qtbot.addWidget(again.window)

    assert theme.colour("text").name() == theme.DARK["text"]
    assert again.actions["scheme_dark"].isChecked()


@OFFSCREEN
def test_that_help_lists_the_keys_and_opens_beside_the_window(whole: Application) -> None:
    whole.actions["help"].trigger()

    assert whole.tool.help is not None
    assert whole.tool.help.isVisible()
    assert not whole.tool.help.isModal()
    said = whole.tool.help.text.toPlainText()
    assert "Ctrl+K" in said
    assert "cannot tell" in said
    assert "siblings who stand where the child does come along" in said
    assert "a rule that warns" in said
    whole.tool.help.close()


def test_that_a_bug_is_told_without_values_and_the_window_goes_on(
    whole: Application, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.app.QApplication.activeWindow", lambda: whole.window)

    with caplog.at_level(logging.INFO):
        try:
            raise KeyError("Eira Hughes")  # noqa: TRY301 - what a bug looks like
        except KeyError:
            go_on(*sys.exc_info())  # type: ignore[arg-type]

    (box,) = whole.window.findChildren(QMessageBox)
    assert "KeyError" in box.text()
    assert "Eira" not in box.text() + caplog.text
    assert whole.window.isVisible()
    box.close()


def test_that_files_named_at_the_start_are_offered_with_a_preview(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("Child ID,Status,Social worker\n1,CP,Kofi Ahmed\n2,LAC,\n", encoding="utf-8")

    whole.importing.start([sheet])
    qtbot.waitUntil(lambda: whole.importing.preview is not None, timeout=20_000)

    assert whole.importing.preview is not None
    whole.importing.preview.accept()
    assert whole.store.review is not None
    assert len(whole.store.review.snapshot.children) == 2


def test_that_a_file_that_is_not_there_is_told_and_nothing_changes(
    whole: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(whole)
    before = whole.store.reading

    whole.importing.start([tmp_path / "gone.xlsx"])
    qtbot.waitUntil(lambda: bool(whole.window.findChildren(QMessageBox)), timeout=20_000)

    (box,) = whole.window.findChildren(QMessageBox)
    assert "gone.xlsx is not there" in box.text()
    assert whole.store.reading is before
    box.close()


@pytest.mark.parametrize("scheme", ["scheme_light", "scheme_dark", "scheme_system"])
def test_that_each_scheme_can_be_chosen_and_alone_is_marked(
    whole: Application, scheme: str
) -> None:
    whole.actions[scheme].trigger()

    names = [name for name in SCHEMES if whole.actions[name].isChecked()]
    assert names == [scheme]

"""Everybody can export: by the keyboard alone, with names for every control, at twice the size."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, TeamId
from allocation_app.report.orders import What
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from tests.gui.dialogs import AS_AT, an_export
from tests.gui.test_accessibility import LEAST, clipped, controls, described
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.rows.documents import Offer, rests_on
from ui.rows.wanted import Wanted

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def shown(qtbot: QtBot, what: What) -> ExportDialog:
    of = Offer(
        as_at=AS_AT,
        moved=[("101", "5"), ("102", "6")],
        workers=[("31", "41"), ("32", "42")],
        teams=[("1", "11"), ("2", "22")],
        team=TeamId("2"),
    )
    dialog = ExportDialog(of, Path("/1"), Wanted(what=what))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.password.wanted.setChecked(True)
    for _ in range(4):  # text that wraps has its height after a round or two
        QApplication.processEvents()
    return dialog


@pytest.mark.parametrize("what", What)
def test_that_every_control_of_the_dialog_has_a_name_and_can_be_hit(
    qtbot: QtBot, what: What
) -> None:
    dialog = shown(qtbot, what)

    found = controls(dialog)

    assert [
        described(control)
        for control in found
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text().strip())
        and not isinstance(control, QScrollArea)
    ] == []
    assert [
        described(control) for control in found if min(control.width(), control.height()) < LEAST
    ] == []


@pytest.mark.usefixtures("twice_as_large")
@pytest.mark.parametrize("what", What)
def test_that_nothing_that_is_asked_is_clipped_at_twice_the_size(qtbot: QtBot, what: What) -> None:
    assert clipped(shown(qtbot, what)) == []


def test_that_a_list_is_copied_by_the_keyboard_alone(whole: Application, qtbot: QtBot) -> None:
    whole.store.open(a_reading(a_snapshot({"W1": [a_child("C1")]})))
    qtbot.keyClick(whole.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = whole.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.documents.hasFocus()

    qtbot.keyClick(dialog.documents, Qt.Key.Key_Down)
    assert dialog.document.what is What.ALLOCATIONS
    qtbot.keyClick(dialog, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.to == "clipboard")

    with qtbot.waitSignal(whole.exporting.written, timeout=20_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)

    assert "Copied: 1 row" in whole.window.strip.words.text()


def test_that_somebody_is_ticked_and_let_go_by_space(qtbot: QtBot) -> None:
    dialog = an_export(Wanted(what="worker"))
    qtbot.addWidget(dialog)
    dialog.show()
    people = dialog.people.people
    people.setCurrentRow(1)

    qtbot.keyClick(people, Qt.Key.Key_Space)
    assert dialog.order.workers == ("31",)

    qtbot.keyClick(people, Qt.Key.Key_Space)
    assert dialog.order.workers == ()


def test_that_a_click_anywhere_in_a_line_ticks_it(qtbot: QtBot) -> None:
    dialog = an_export(Wanted(what="handover"))
    qtbot.addWidget(dialog)
    dialog.show()
    people = dialog.people.people
    place = people.visualItemRect(people.item(0)).center()

    qtbot.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert dialog.order.children == (ChildId("102"),)


def test_that_people_are_looked_for_by_name_and_stay_ticked(qtbot: QtBot) -> None:
    of = Offer(as_at=AS_AT, workers=[(str(n), f"Worker {n}") for n in range(20)])
    dialog = ExportDialog(of, Path("/1"), Wanted(what="worker"))
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.people.filter_line.setText("worker 1")

    rows = dialog.people.people
    assert sum(not rows.item(n).isHidden() for n in range(20)) == 11
    assert dialog.order.workers == ()


def test_that_it_is_said_which_imports_an_evidence_rests_on(whole: Application) -> None:
    assert rests_on(Offer(as_at=AS_AT)).startswith("Made of this import alone.")

    for weeks in (2, 1, 0):
        day: date = AS_AT - timedelta(weeks=weeks)
        snapshot = a_snapshot({"W1": [a_child("C1")]}, workers=[a_worker("W1")], as_at=day)
        whole.store.open(a_reading(snapshot))
    whole.exporting.ask(Wanted(what="evidence"))

    dialog = whole.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.rests_on.isVisible()
    assert dialog.rests_on.text() == "The imports of Fri 6 Nov and Fri 13 Nov count, too."


def test_that_a_document_stays_chosen_while_the_cursor_is_on_none(qtbot: QtBot) -> None:
    dialog = shown(qtbot, What.FINDINGS)

    dialog.documents.selectionModel().clearCurrentIndex()

    assert dialog.document.what is What.FINDINGS

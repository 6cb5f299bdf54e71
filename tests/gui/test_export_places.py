"""Where documents are asked for from: the menu, a child, a move; what was exported, looked up."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.report.orders import What
from allocation_app.settings.exports_made import Made, exports_made, record, record_file
from tests.builders import a_reading
from tests.gui.pages.team import NAMES, a_team, mark_row
from ui import commands
from ui.app import Application
from ui.dialogs.export import ExportDialog
from ui.export_menu import DOCUMENTS
from ui.pages.data import DataPage
from ui.pages.overview import OverviewPage
from ui.rows.documents import documents
from ui.rows.exported import export_rows
from ui.widgets.move_list import MoveList

CHILD, OTHER, WORKER = ChildId("C01"), ChildId("C02"), WorkerId("W2")


@pytest.fixture
def planned(whole: Application) -> Application:
    """The small team, with two children who change worker."""
    whole.store.open(a_reading(a_team()))
    commands.stage(whole.store, [Move(child=each, to=WORKER) for each in (CHILD, OTHER)])
    return whole


def asked(whole: Application) -> ExportDialog:
    dialog = whole.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    return dialog


def made(**known: object) -> Made:
    usual: dict[str, object] = {
        "at": "2026-11-20T14:05:00+00:00",
        "what": "handover",
        "to": "pdf",
        "children": 2,
        "naming": "initials",
        "is_protected": False,
        "source": "0123456789abcdef",
    }
    return Made(**(usual | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(("action", "what"), DOCUMENTS.items())
def test_that_the_menu_asks_straight_for_a_document(
    planned: Application, action: str, what: str
) -> None:
    planned.actions[action].trigger()

    assert asked(planned).document.what == what


def test_that_every_document_of_the_menu_can_be_made() -> None:
    assert set(DOCUMENTS.values()) <= {document.what for document in documents()}


def test_that_there_are_no_packs_while_nobody_moves(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))
    whole.store.select_child(CHILD)

    assert not whole.actions["export_handover"].isEnabled()
    assert not whole.actions["hand_over"].isEnabled()


def test_that_a_pack_is_asked_for_about_the_chosen_child_alone(planned: Application) -> None:
    planned.store.select_child(OTHER)

    planned.actions["hand_over"].trigger()

    dialog = asked(planned)
    assert dialog.order.what is What.HANDOVER
    assert dialog.order.children == (OTHER,)


def test_that_the_packs_of_all_moves_name_nobody_in_particular(planned: Application) -> None:
    planned.actions["export_handover"].trigger()

    dialog = asked(planned)
    assert dialog.people.chosen == (CHILD, OTHER)
    assert dialog.order.children == ()


def test_that_nobody_ticked_is_nothing_to_export(planned: Application) -> None:
    planned.actions["export_handover"].trigger()
    dialog = asked(planned)

    dialog.people.everybody.click()
    assert not dialog.people.chosen
    assert not dialog.go.isEnabled()

    dialog.people.everybody.click()
    assert dialog.go.isEnabled()


def test_that_the_details_of_a_child_who_moves_offer_the_pack(
    planned: Application, qtbot: QtBot
) -> None:
    planned.store.select_child(CHILD)

    def buttons() -> list[QPushButton]:
        there = planned.window.inspector.child.findChildren(QPushButton)
        return [each for each in there if each.text() == "Hand-over pack…"]

    qtbot.waitUntil(lambda: len(buttons()) == 1)
    buttons()[0].click()

    assert asked(planned).order.children == (CHILD,)


def test_that_the_summary_has_the_figures_of_the_screen_and_no_child(planned: Application) -> None:
    page = planned.window.pages["overview"]
    assert isinstance(page, OverviewPage)
    before = len(exports_made())

    planned.actions["copy_summary"].trigger()

    text = QGuiApplication.clipboard().text()
    for caption, value, detail in (figure.shown for figure in page.figures()):
        assert f"{caption}: {value} ({detail})" in text
    assert "As planned: 2 changes staged." in text
    assert not [name for name in NAMES if name in text]
    assert exports_made()[before:][0].what == "summary"


def test_that_the_summary_is_of_the_team_that_is_shown(planned: Application) -> None:
    team = next(iter(a_team().teams.values()))
    planned.store.filter_team(team.id)

    planned.actions["copy_summary"].trigger()

    assert f"Team: {team.name}" in QGuiApplication.clipboard().text()


def test_that_what_was_exported_is_listed_with_the_latest_first() -> None:
    first, second = made(), made(what="workbook", to="xlsx", is_protected=True, naming="names")

    rows = export_rows([first, second])

    told = [
        (row.when, row.what, row.form, row.children, row.naming, row.protection, row.source)
        for row in rows
    ]
    pack = "Hand-over packs", "PDF", 2, "initials", "no", "01234567"
    book = "Allocation workbook", "Excel", 2, "names", "yes", "01234567"
    assert told == [("Fri 20 Nov 2026, 14:05", *book), ("Fri 20 Nov 2026, 14:05", *pack)]


def test_that_an_entry_nobody_knows_any_more_is_listed_as_it_stands() -> None:
    (row,) = export_rows([made(at="?", what="poster", to="tapestry", children=0)])

    assert (row.when, row.what, row.form, row.naming) == ("?", "poster", "tapestry", "–")


def test_that_the_data_page_lists_what_was_exported_and_copies_it(planned: Application) -> None:
    record_file().unlink(missing_ok=True)
    record(made())
    page = planned.window.pages["data"]
    assert isinstance(page, DataPage)
    planned.window.go("data")
    page.tabs.setCurrentWidget(page.exported)

    planned.actions["copy_summary"].trigger()

    assert [row.what for row in page.exported.table.model.rows()] == ["Summary", "Hand-over packs"]
    page.exported.copy.click()
    heading, *rows = QGuiApplication.clipboard().text().splitlines()
    assert heading.startswith("When\tWhat\tForm")
    assert len(rows) == 2


def test_that_the_details_of_a_worker_offer_the_page_for_supervision(
    planned: Application,
) -> None:
    planned.store.select_worker(WORKER)
    panel = planned.window.inspector.worker

    (button,) = [
        each for each in panel.findChildren(QPushButton) if each.text() == "Page for supervision…"
    ]
    button.click()

    assert asked(planned).order.what is What.WORKER
    assert asked(planned).order.workers == (WORKER,)


def test_that_the_menu_asks_for_the_page_of_the_worker_who_is_shown(planned: Application) -> None:
    planned.store.select_worker(WORKER)

    planned.actions["export_worker"].trigger()

    assert asked(planned).order.workers == (WORKER,)


def test_that_the_packs_of_the_chosen_moves_are_asked_for_from_their_list(
    planned: Application,
) -> None:
    planned.window.go("plan")
    (moves,) = planned.window.pages["plan"].findChildren(MoveList)
    mark_row(moves.table.view, 1)

    moves.pack_button.click()

    assert asked(planned).order.children == (OTHER,)

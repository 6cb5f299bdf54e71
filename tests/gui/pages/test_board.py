"""Every worker on one screen as a card, and those whom nobody holds in a column beside them."""

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from tests.builders import a_council, a_reading
from tests.gui.pages.team import NAMES
from ui.pages.caseloads import BOARD, COMPARE, LIST, CaseloadsPage
from ui.store import PlanStore
from ui.widgets.dragging import Spot
from ui.widgets.narrowing import Narrowing


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> CaseloadsPage:
    return a_page(team, qtbot)


def a_page(store: PlanStore, qtbot: QtBot) -> CaseloadsPage:
    made = CaseloadsPage(store)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    made.show()
    made.views.choose(BOARD)
    return made


def names(page: CaseloadsPage) -> list[str]:
    return [group.name for group in page.board.workers.cards()]


def waiting(page: CaseloadsPage) -> list[str]:
    return [group.name for group in page.board.queue.cards()]


def head(page: CaseloadsPage, row: int) -> QPoint:
    """The middle of a card's first line."""
    box = page.board.workers.visualRect(page.model.index(row, 0))
    return QPoint(box.center().x(), box.top() + 12)


def test_that_workers_have_a_card_each_and_who_nobody_holds_a_column(page: CaseloadsPage) -> None:
    assert names(page) == ["Sioned Hughes", "Kofi Ahmed", "Nia Griffiths"]
    assert waiting(page) == [
        "Dafydd Ellis",
        "Duty",
        "No social worker",
        "Worker could not be read",
    ]
    assert page.board.waiting.text() == "Under no worker: 4 children"


def test_that_the_children_who_wait_are_shown_from_the_first(page: CaseloadsPage) -> None:
    queue = page.board.queue

    assert all(queue.isExpanded(page.model.index(row, 0)) for row in range(3, 7))


def test_that_a_card_says_all_it_shows_to_who_cannot_see_it(page: CaseloadsPage) -> None:
    said = page.model.data(page.model.index(0, 0), Qt.ItemDataRole.AccessibleDescriptionRole)

    assert said.startswith("Worker or child: Sioned Hughes; Load: 145 % over; Range: 145–157;")
    assert "Case mix, or why: 1 plan, 1 register, 5 proceedings" in said


def test_that_a_tip_has_what_finds_no_room_on_the_card(page: CaseloadsPage) -> None:
    lines = page.board.workers.tip(page.model.index(1, 0)).split("\n")

    assert lines[:4] == [
        "Kofi Ahmed",
        "6 % spare",
        "5 of 75 points · room 70",
        "1 ch. 1 fam. · 1 new in 7 days",
    ]
    assert "newly qualified" in lines


def test_that_cards_stand_in_the_order_that_is_chosen(page: CaseloadsPage) -> None:
    page.sort_by(2)

    assert names(page) == ["Kofi Ahmed", "Nia Griffiths", "Sioned Hughes"]


def test_that_cards_are_put_under_the_name_of_their_team(page: CaseloadsPage) -> None:
    page.board.by_team.click()

    assert page.board.workers.headings() == [
        "Assessment · 2 workers, 145 % to 145 %",
        "Disability · 1 worker, 6 % to 6 %",
    ]
    assert names(page) == ["Sioned Hughes", "Nia Griffiths", "Kofi Ahmed"]


def test_that_arrows_go_where_they_point(page: CaseloadsPage) -> None:
    view = page.board.workers
    view.setCurrentIndex(page.model.index(0, 0))
    gone = []

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home):
        QTest.keyClick(view, key)
        gone.append(page.model.group(view.currentIndex()).name)

    assert gone == ["Kofi Ahmed", "Nia Griffiths", "Kofi Ahmed", "Sioned Hughes"]


def test_that_enter_opens_a_card_and_down_goes_to_its_children(page: CaseloadsPage) -> None:
    view = page.board.workers
    view.setCurrentIndex(page.model.index(0, 0))

    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Down)

    assert view.isExpanded(page.model.index(0, 0))
    assert page.store.selected is not None
    assert page.store.selected.child == "C10"


def test_that_a_click_on_a_line_selects_the_child(page: CaseloadsPage) -> None:
    view = page.board.workers
    view.expand(page.model.index(0, 0))
    line = view.visualRect(page.model.index(6, 0, page.model.index(0, 0)))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=line.center())

    assert page.store.selected is not None
    assert page.store.selected.child == "C03"


def test_that_a_click_selects_a_worker_and_the_arrow_opens_the_card(page: CaseloadsPage) -> None:
    view = page.board.workers
    box = view.visualRect(page.model.index(0, 0))

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=head(page, 1))
    assert page.store.selected is not None
    assert page.store.selected.worker == "W2"

    arrow = box.topLeft() + QPoint(14, 14)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert view.isExpanded(page.model.index(0, 0))
    assert page.store.selected.worker == "W2"


def test_that_nobody_is_selected_by_coming_to_the_board(page: CaseloadsPage) -> None:
    page.board.workers.setFocus()

    assert page.store.selected is None


def test_that_an_opened_card_leaves_the_others_in_their_columns(page: CaseloadsPage) -> None:
    view = page.board.workers
    before = [view.visualRect(page.model.index(row, 0)).topLeft() for row in range(3)]

    view.expand(page.model.index(0, 0))

    assert [view.visualRect(page.model.index(row, 0)).topLeft() for row in range(3)] == before


def test_that_space_ticks_workers_who_are_compared(page: CaseloadsPage) -> None:
    view = page.board.workers
    for row in (0, 1):
        view.setCurrentIndex(page.model.index(row, 0))
        QTest.keyClick(view, Qt.Key.Key_Space)

    assert page.views.texts() == ["List", "Board", "Compare (2)"]
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert page.compared == ("W1",)


def test_that_a_box_on_the_card_ticks_it(page: CaseloadsPage) -> None:
    box = page.board.workers.visualRect(page.model.index(1, 0))

    place = box.topRight() + QPoint(-16, 16)
    QTest.mouseClick(page.board.workers.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert page.compared == ("W2",)
    assert page.store.selected is None


def test_that_the_menu_of_a_card_opens_and_compares(page: CaseloadsPage) -> None:
    page.board.workers.setCurrentIndex(page.model.index(0, 0))
    said = {action.text(): action for action in page.board.workers.card_menu().actions()}

    said["Show the &children"].trigger()
    said["Compa&re"].trigger()

    assert page.board.workers.isExpanded(page.model.index(0, 0))
    assert page.compared == ("W1",)


def test_that_a_moved_child_tells_whose_it_was(page: CaseloadsPage) -> None:
    move = Move(child=ChildId("C10"), to=WorkerId("W2"))
    page.store.make(page.store.plan.with_move(move))
    kofi = page.model.index(1, 0)
    page.board.workers.expand(kofi)

    texts = [page.model.texts(page.model.index(n, 0, kofi)) for n in range(2)]

    said = next(line[7] for line in texts if line[0].endswith("C10"))
    assert said.startswith("was: Sioned Hughes")
    assert page.model.group(kofi).was == pytest.approx(5 / 75, abs=1e-6)


def test_that_what_is_open_stays_open_when_the_plan_changes(page: CaseloadsPage) -> None:
    view = page.board.workers
    view.expand(page.model.index(0, 0))

    page.store.make(page.store.plan.with_move(Move(child=ChildId("C10"), to=WorkerId("W2"))))
    page.store.undo()

    assert view.isExpanded(page.model.index(0, 0))
    assert not view.isExpanded(page.model.index(1, 0))


def test_that_hidden_names_are_hidden_on_the_board(page: CaseloadsPage) -> None:
    page.expand.click()
    page.store.hide_names(hidden=True)
    cards = [page.model.index(row, 0) for row in range(page.model.rowCount())]

    lines = [
        page.model.index(n, 0, card) for card in cards for n in range(page.model.rowCount(card))
    ]
    said = " ".join(page.board.workers.tip(line) for line in lines)

    assert not [name for name in NAMES if name in said]


def test_that_a_filter_that_nobody_fits_says_so(page: CaseloadsPage) -> None:
    page.filter_line.setText("zzz")

    assert not page.board.isVisible()
    page.clear()
    assert page.board.isVisible()


def test_that_the_view_and_its_ways_are_remembered(
    page: CaseloadsPage, team: PlanStore, qtbot: QtBot
) -> None:
    page.board.by_team.click()
    page.board.compact.click()

    again = CaseloadsPage(team)
    qtbot.addWidget(again)
    again.show()

    assert again.views.current == BOARD
    assert again.board.by_team.isChecked()
    assert again.board.workers.is_compact


def test_that_a_council_is_shown_on_compact_cards_until_somebody_chooses(
    store: PlanStore, qtbot: QtBot
) -> None:
    store.open(a_reading(a_council(children=300, workers=60)))
    page = a_page(store, qtbot)

    assert page.board.workers.is_compact
    page.board.compact.click()
    page.mark_stale()
    assert not page.board.workers.is_compact


def test_that_the_column_goes_above_the_cards_where_it_is_narrow(page: CaseloadsPage) -> None:
    wide = page.board.splitter.orientation()
    page.resize(500, 700)
    page.board.resize(400, 500)

    assert (wide, page.board.splitter.orientation()) == (
        Qt.Orientation.Horizontal,
        Qt.Orientation.Vertical,
    )


def test_that_workers_are_asked_for_side_by_side_from_elsewhere(page: CaseloadsPage) -> None:
    page.narrow(Narrowing(compared=(WorkerId("W1"), WorkerId("W3"))))

    assert page.views.current == COMPARE
    assert page.compare.model.names == ["Sioned Hughes", "Nia Griffiths"]


def test_that_a_list_asked_for_is_not_hidden_behind_the_comparison(page: CaseloadsPage) -> None:
    page.views.choose(COMPARE)

    page.narrow(Narrowing(workers_in_year=3))

    assert page.views.current == LIST


def line(page: CaseloadsPage, row: int) -> QPoint:
    """The middle of a child's line on the first card."""
    index = page.model.index(row, 0, page.model.index(0, 0))
    return page.board.workers.visualRect(index).center()


def test_that_several_children_are_chosen_on_a_card(page: CaseloadsPage) -> None:
    view = page.board.workers
    view.expand(page.model.index(0, 0))
    left, ctrl = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier

    QTest.mouseClick(view.viewport(), left, pos=line(page, 0))
    QTest.mouseClick(view.viewport(), left, ctrl, line(page, 2))

    assert page.store.chosen == ("C10", "C12")
    assert view.hand.children_at(line(page, 2)) == ("C10", "C12")
    assert view.hand.children_at(line(page, 1)) == ("C11",)
    assert view.hand.children_at(head(page, 1)) == ()


def test_that_children_can_be_let_go_with_a_worker_or_with_nobody(page: CaseloadsPage) -> None:
    queue, workers = page.board.views
    rows = {group.name: row for row, group in enumerate(page.model.groups())}

    def over(name: str) -> object:
        box = queue.visualRect(page.model.index(rows[name], 0))
        return queue.hand.spot_at(box.topLeft() + QPoint(30, 12))

    assert workers.hand.spot_at(head(page, 1)) == Spot(worker=WorkerId("W2"))
    assert workers.hand.spot_at(QPoint(2, 2)) is None
    assert over("Duty") == Spot(worker=WorkerId("D1"))
    assert over("No social worker") == Spot(worker=None)
    assert over("Worker could not be read") is None
    assert queue.hand.spot_at(QPoint(2, 2)) == Spot(worker=None)


def test_that_what_is_chosen_stays_chosen_when_the_plan_changes(page: CaseloadsPage) -> None:
    view = page.board.workers
    view.expand(page.model.index(0, 0))
    page.store.select_child(ChildId("C10"))
    page.store.choose((ChildId("C10"), ChildId("C12")))
    for row in (0, 2):
        index = page.model.index(row, 0, page.model.index(0, 0))
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().select(index, flags.Select | flags.Rows)

    page.store.make(page.store.plan.with_move(Move(child=ChildId("C15"), to=WorkerId("W2"))))

    assert view.hand.marked() == ("C10", "C12")
    assert page.store.chosen == ("C10", "C12")

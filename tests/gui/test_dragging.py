"""Children dragged from any list to any worker, with the mouse, through the real widgets."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QThread
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.pointer import Pointer
from ui.app import Application
from ui.guiding import KEYS_EVERY
from ui.pages.caseloads import CaseloadsPage
from ui.pages.delays import DelaysPage
from ui.pages.overview import OverviewPage
from ui.pages.unallocated import UnallocatedPage
from ui.widgets.balance_chart import BalanceChart
from ui.widgets.dragging import FORMAT, Spot
from ui.widgets.table import Table

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KOFI, SIONED, NIA = (WorkerId(each) for each in ("W2", "W1", "W3"))
OSIAN, HUW, LOWRI, TEILO = (ChildId(each) for each in ("C04", "C02", "C01", "C11"))


@pytest.fixture
def open_team(whole: Application) -> Application:
    """The whole window with the small team open on the list of those who wait."""
    whole.store.open(a_reading(a_team()))
    whole.window.resize(1360, 860)
    whole.window.go("unallocated")
    QApplication.processEvents()
    return whole


def waiting(whole: Application) -> UnallocatedPage:
    page = whole.window.pages["unallocated"]
    assert isinstance(page, UnallocatedPage)
    return page


def row_of(table: Table[object], child: str) -> tuple[QWidget, QPoint]:
    place = table.model.place(child)
    assert place is not None
    rect = table.view.visualRect(table.model.index(place, 0))
    return table.view.viewport(), rect.center()


def from_waiting(whole: Application, child: str) -> tuple[QWidget, QPoint]:
    table: Table[object] = waiting(whole).table  # type: ignore[assignment]
    return row_of(table, child)


def on_rail(whole: Application, worker: WorkerId | None) -> Callable[[], tuple[QWidget, QPoint]]:
    workers = whole.window.rail.workers
    return lambda: (workers.viewport(), workers.place(Spot(worker=worker)))


def wishes(whole: Application) -> list[tuple[tuple[ChildId, ...], WorkerId | None]]:
    """Whom the window is asked to move from now on, and to whom."""
    asked = list[tuple[tuple[ChildId, ...], WorkerId | None]]()
    whole.wishes.moving.connect(lambda children, to: asked.append((children, to)))
    return asked


def test_that_a_waiting_child_is_dragged_to_a_worker_on_the_rail(open_team: Application) -> None:
    asked, pointer = wishes(open_team), Pointer([on_rail(open_team, KOFI)])

    pointer.drag(*from_waiting(open_team, "C04"))

    assert pointer.was_dropped
    assert asked == [((OSIAN,), KOFI)]


def test_that_a_child_is_dragged_from_worker_to_worker_in_the_tree(open_team: Application) -> None:
    open_team.window.go("caseloads")
    page = open_team.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    page.tree.expandAll()
    QApplication.processEvents()
    tree, child, asked = page.tree, a_child_of(page, "W1", TEILO), wishes(open_team)

    Pointer([lambda: (tree.viewport(), a_line_of(page, "W2"))]).drag(tree.viewport(), child)

    assert asked == [((TEILO,), KOFI)]


def test_that_nothing_changes_when_the_drag_is_given_up(open_team: Application) -> None:
    asked = wishes(open_team)

    Pointer([on_rail(open_team, KOFI)], drops=False).drag(*from_waiting(open_team, "C04"))

    assert asked == []
    assert open_team.window.hand.children_carried == ()


def test_that_the_rail_lists_workers_and_nobody_only_while_children_are_carried(
    open_team: Application,
) -> None:
    rail, seen = open_team.window.rail, list[list[str]]()
    assert not rail.workers.isVisible()

    pointer = Pointer([on_rail(open_team, KOFI)], drops=False)
    pointer.between = lambda: seen.append(rail.workers.texts())
    pointer.drag(*from_waiting(open_team, "C04"))

    assert seen[0][0] == "Nobody: unallocated"
    assert any(line.startswith("Kofi Ahmed, ") and "→" in line for line in seen[0])
    assert not rail.workers.isVisible()
    assert rail.workers.texts() == []


def test_that_the_card_says_the_whole_effect_and_every_rule_while_hovering(
    open_team: Application,
) -> None:
    said = list[str]()
    pointer = Pointer([on_rail(open_team, SIONED)], drops=False)
    pointer.between = lambda: said.append(card_text(open_team))

    pointer.drag(*from_waiting(open_team, "C02"))

    assert "Huw Price: nobody → Sioned Hughes" in said[0]
    assert "Unallocated" in said[0]
    assert "Sioned Hughes would carry" in said[0]
    assert not open_team.window.guiding.card.isVisible()


def test_that_a_worker_whom_a_hard_rule_bars_cannot_be_dropped_on(open_team: Application) -> None:
    said, asked = list[str](), wishes(open_team)
    pointer = Pointer([on_rail(open_team, NIA)])
    pointer.between = lambda: said.append(card_text(open_team))

    pointer.drag(*from_waiting(open_team, "C02"))

    assert pointer.taken == [False]
    assert "Nia Griffiths is away for long" in said[0]
    assert asked == []


def test_that_shift_takes_the_siblings_along_who_wait_as_well(open_team: Application) -> None:
    said, asked = list[str](), wishes(open_team)
    pointer = Pointer([on_rail(open_team, SIONED)], keys=SHIFT)

    def look() -> None:
        QThread.msleep(KEYS_EVERY + 20)
        QApplication.processEvents()
        said.append(card_text(open_team))

    pointer.between = look

    pointer.drag(*from_waiting(open_team, "C02"))

    assert "With a sibling: Lowri Price." in said[0]
    assert asked == [((HUW, LOWRI), SIONED)]


def test_that_all_marked_rows_are_dragged_together(open_team: Application) -> None:
    table = waiting(open_team).table
    table.view.selectAll()
    everybody = open_team.store.chosen
    said = list[tuple[ChildId, ...]]()
    pointer = Pointer([on_rail(open_team, None)], drops=False)
    pointer.between = lambda: said.append(open_team.window.hand.children_carried)

    pointer.drag(*from_waiting(open_team, "C04"))

    assert len(everybody) == table.model.rowCount() > 2
    assert said == [everybody]
    assert open_team.store.chosen == everybody


def test_that_what_the_desktop_sees_names_no_child(open_team: Application) -> None:
    pointer = Pointer([on_rail(open_team, KOFI)], drops=False)

    pointer.drag(*from_waiting(open_team, "C04"))

    assert pointer.formats == [FORMAT]


def test_that_hidden_names_stay_hidden_while_dragging(open_team: Application) -> None:
    open_team.store.hide_names(hidden=True)
    QApplication.processEvents()
    said = list[str]()
    pointer = Pointer([on_rail(open_team, SIONED)], drops=False)
    pointer.between = lambda: said.append(card_text(open_team))

    pointer.drag(*from_waiting(open_team, "C02"))

    assert "Huw" not in said[0]
    assert "Price" not in said[0]


def test_that_holding_children_over_a_page_button_turns_the_page(open_team: Application) -> None:
    button = open_team.window.rail.buttons["caseloads"]
    pointer = Pointer([lambda: (button, button.rect().center())])
    pointer.between = lambda: wait_for(lambda: open_team.window.page == "caseloads")

    pointer.drag(*from_waiting(open_team, "C04"))

    assert open_team.window.page == "caseloads"
    assert pointer.taken == [False]


def test_that_holding_children_over_a_team_shows_its_workers(open_team: Application) -> None:
    workers = open_team.window.rail.workers
    seen = list[str]()

    def look() -> None:
        seen.append(" ".join(workers.texts()))
        wait_for(lambda: "Sioned" in " ".join(workers.texts()))
        seen.append(" ".join(workers.texts()))

    team = TeamId("T1")
    pointer = Pointer([lambda: (workers.viewport(), workers.place(team))], drops=False)
    pointer.between = look

    pointer.drag(*from_waiting(open_team, "C04"))

    assert "Sioned" not in seen[0]
    assert "Sioned" in seen[1]


def test_that_a_finding_is_dragged_as_its_child(open_team: Application) -> None:
    open_team.window.go("delays")
    page = open_team.window.pages["delays"]
    assert isinstance(page, DelaysPage)
    QApplication.processEvents()
    row = next(n for n, each in enumerate(page.table.model.rows()) if each.child == OSIAN)
    at = page.table.view.visualRect(page.table.model.index(row, 0)).center()
    asked = wishes(open_team)

    Pointer([on_rail(open_team, KOFI)]).drag(page.table.view.viewport(), at)

    assert asked == [((OSIAN,), KOFI)]


def test_that_the_name_in_the_details_is_dragged_as_its_child(open_team: Application) -> None:
    open_team.store.select_child(OSIAN)
    QApplication.processEvents()
    asked = wishes(open_team)

    Pointer([on_rail(open_team, KOFI)]).drag(name_in_details(open_team), QPoint(4, 4))

    assert asked == [((OSIAN,), KOFI)]


def test_that_a_child_in_the_details_of_its_worker_is_dragged(open_team: Application) -> None:
    open_team.store.select_worker(SIONED)
    QApplication.processEvents()
    table = open_team.window.inspector.worker.sum
    assert table is not None
    row = next(n for n, line in enumerate(table.rows()) if line.child == TEILO)
    asked, at = wishes(open_team), table.visualRect(table.model().index(row, 0)).center()

    Pointer([on_rail(open_team, SIONED), on_rail(open_team, None)]).drag(table.viewport(), at)

    assert asked == [((TEILO,), None)]


def test_that_a_bar_of_the_balance_takes_a_child(open_team: Application) -> None:
    open_team.store.select_child(OSIAN)
    open_team.window.go("overview")
    QApplication.processEvents()
    page = open_team.window.pages["overview"]
    assert isinstance(page, OverviewPage)
    chart, asked = page.balance.chart, wishes(open_team)
    row = next(n for n in range(9) if named_at(chart, n) == "Kofi Ahmed")
    middle = QPoint(40, row * chart.row_height + 4)

    Pointer([lambda: (chart.viewport(), middle)]).drag(name_in_details(open_team), QPoint(4, 4))

    assert asked == [((OSIAN,), KOFI)]


def test_that_a_drag_of_another_program_is_not_taken_for_ours(open_team: Application) -> None:
    open_team.window.go("caseloads")
    page = open_team.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    QApplication.processEvents()
    data, tree = QMimeData(), page.tree.viewport()
    data.setData(FORMAT, b"1")
    move, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    at, no_key = a_line_of(page, "W2"), Qt.KeyboardModifier.NoModifier

    enter = QDragEnterEvent(at, move, data, left, no_key)
    QApplication.sendEvent(tree, enter)
    drop = QDropEvent(QPointF(at), move, data, left, no_key)
    QApplication.sendEvent(tree, drop)

    assert not enter.isAccepted()
    assert not open_team.store.can_undo


def test_that_the_list_scrolls_while_children_are_held_at_its_rim(open_team: Application) -> None:
    open_team.window.go("caseloads")
    page = open_team.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    page.tree.expandAll()
    open_team.window.resize(1200, 560)
    QApplication.processEvents()
    bar, tree = page.tree.verticalScrollBar(), page.tree.viewport()
    assert bar.maximum() > 0

    def rim() -> tuple[QWidget, QPoint]:
        """Where the list ends once the details stand beside it."""
        QApplication.processEvents()
        return tree, QPoint(60, tree.visibleRegion().boundingRect().bottom() - 3)

    pointer = Pointer([rim], drops=False)
    pointer.between = lambda: wait_for(lambda: bar.value() > 0)

    pointer.drag(tree, a_child_of(page, "W1", TEILO))

    scrolled = bar.value()
    QThread.msleep(60)
    QApplication.processEvents()
    assert bar.value() == scrolled


def test_that_rows_marked_with_ctrl_are_all_chosen(open_team: Application) -> None:
    table = waiting(open_team).table
    view = table.view.viewport()
    for child, key in (("C04", Qt.KeyboardModifier.NoModifier), ("C01", CTRL), ("C02", CTRL)):
        _, at = from_waiting(open_team, child)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, key, at)
    chosen = open_team.store.chosen

    open_team.window.clear()

    assert set(chosen) == {"C04", "C01", "C02"}
    assert open_team.store.chosen == ()
    assert len(table.marked()) == 1


def name_in_details(whole: Application) -> QLabel:
    labels = whole.window.inspector.child.findChildren(QLabel)
    return next(label for label in labels if label.text().startswith("Osian Rees"))


def named_at(chart: BalanceChart, row: int) -> str:
    bar = chart.bar_at(row * chart.row_height + 4)
    return "" if bar is None else bar.name


def card_text(whole: Application) -> str:
    card = whole.window.guiding.card
    return card.text() if card.isVisible() else ""


def wait_for(is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        QApplication.processEvents()
        QThread.msleep(10)
    raise AssertionError("it never came")


def a_line_of(page: CaseloadsPage, worker: str) -> QPoint:
    tree = page.tree
    row = next(n for n, group in enumerate(page.model.groups()) if group.worker == worker)
    return tree.visualRect(page.model.index(row, 0)).center()


def a_child_of(page: CaseloadsPage, worker: str, child: ChildId) -> QPoint:
    groups = page.model.groups()
    row = next(n for n, group in enumerate(groups) if group.worker == worker)
    listed = [case.child for case in page.model.cases(groups[row])]
    index = page.model.index(listed.index(child), 0, page.model.index(row, 0))
    page.tree.scrollTo(index)
    return page.tree.visualRect(index).center()

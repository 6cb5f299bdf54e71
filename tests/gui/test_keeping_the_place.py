"""Whatever a manager set up stays: through other pages, moves, undo and the next import."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QTreeView
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.errors import Severity
from tests.builders import a_council, a_problem, a_reading
from ui.app import Application
from ui.pages.caseloads import BOARD, LIST, CaseloadsPage
from ui.pages.data import DataPage
from ui.pages.delays import DelaysPage
from ui.pages.unallocated import UnallocatedPage
from ui.widgets.table import Table

PAGES = ("overview", "unallocated", "caseloads", "delays", "plan", "data", "policy", "history")
LISTS = ("unallocated", "delays", "data", "plan")
HELD = a_council(children=200, workers=24, teams=2)
COUNCIL = replace(HELD, spells=tuple(spell for n, spell in enumerate(HELD.spells) if n % 5))
PATIENCE = 30  # seconds
PROBLEMS = [replace(a_problem(severity=Severity.WARNING), row=n) for n in range(80)]


@pytest.fixture
def opened(whole: Application) -> Iterator[Application]:
    whole.window.resize(1100, 620)
    whole.store.open(a_reading(COUNCIL, problems=PROBLEMS))
    settle(whole)
    yield whole
    whole.store.close()


def settle(whole: Application) -> None:
    """Wait for what a page works out, and then for the room that it is given."""
    for _ in range(4):
        QApplication.processEvents()
    page = whole.window.shown
    until = time.monotonic() + PATIENCE
    while not page.is_settled and time.monotonic() < until:
        QTest.qWait(2)  # whatever works it out needs the processor, too
    for _ in range(4):
        QApplication.processEvents()


def stage(whole: Application) -> None:
    """Put a plan of many moves into the store, for its own list."""
    plan = whole.store.plan
    for child in list(whole.store.review.caseloads.unallocated)[-30:]:  # type: ignore[union-attr]
        plan = plan.with_move(Move(child=child, to=WorkerId("W011")))
    whole.store.make(plan)
    settle(whole)


def leave_and_come_back(whole: Application) -> None:
    page = whole.window.page
    whole.window.go("policy" if page != "policy" else "data")
    settle(whole)
    whole.window.go(page)


def move_and_undo(whole: Application) -> None:
    child = next(iter(whole.store.review.caseloads.unallocated))  # type: ignore[union-attr]
    whole.store.make(whole.store.plan.with_move(Move(child=child, to=WorkerId("W001"))))
    settle(whole)
    whole.store.undo()


def import_again(whole: Application) -> None:
    later = replace(COUNCIL, as_at=COUNCIL.as_at + timedelta(days=1))
    whole.store.update(a_reading(later, problems=PROBLEMS))


def undo_elsewhere(whole: Application) -> None:
    page = whole.window.page
    child = next(iter(whole.store.review.caseloads.unallocated))  # type: ignore[union-attr]
    whole.store.make(whole.store.plan.with_move(Move(child=child, to=WorkerId("W001"))))
    settle(whole)
    whole.window.go("policy" if page != "policy" else "data")
    settle(whole)
    whole.store.undo()
    settle(whole)
    whole.window.go(page)


CHANGES: tuple[Callable[[Application], None], ...] = (
    leave_and_come_back,
    move_and_undo,
    import_again,
    undo_elsewhere,
)


def scrolled(whole: Application) -> dict[str, int]:
    """Where everything that can be seen of the page is scrolled to."""
    areas = whole.window.shown.findChildren(QAbstractScrollArea)
    return {
        f"{number} {type(area).__name__} {area.accessibleName()}": area.verticalScrollBar().value()
        for number, area in enumerate(areas)
        if area.isVisible() and area.verticalScrollBar().maximum() > 0
    }


def scroll(whole: Application) -> dict[str, int]:
    """Scroll everything on the page; at least something is there to be scrolled."""
    for area in whole.window.shown.findChildren(QAbstractScrollArea):
        bar = area.verticalScrollBar()
        if area.isVisible():
            bar.setValue(min(bar.maximum() // 2, 300))
    return scrolled(whole)


@pytest.mark.parametrize("page", PAGES)
def test_that_a_page_stays_where_it_was_scrolled_to(opened: Application, page: str) -> None:
    opened.window.go(page)
    settle(opened)
    before = scroll(opened)

    for change in CHANGES:
        change(opened)
        settle(opened)
        assert scrolled(opened) == before, change.__name__


@pytest.mark.parametrize("view", [LIST, BOARD])
def test_that_opened_caseloads_stay_where_they_were_scrolled_to(
    opened: Application, view: int
) -> None:
    page = opened.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    opened.window.go("caseloads")
    page.views.choose(view)
    settle(opened)
    page.expand.click()
    for tree in (page.tree, *page.board.views):
        bar = tree.verticalScrollBar()
        bar.setValue(bar.maximum() * 3 // 4)
    before = scrolled(opened)
    assert before

    for change in CHANGES:
        change(opened)
        settle(opened)
        assert scrolled(opened) == before, change.__name__


def tables(whole: Application) -> list[Table[object]]:
    found: list[Table[object]] = whole.window.shown.findChildren(Table)
    return [table for table in found if table.isVisible()]


@pytest.mark.parametrize("page", LISTS)
def test_that_order_columns_filter_and_selection_of_a_list_stay(
    opened: Application, page: str
) -> None:
    if page == "plan":
        stage(opened)
    opened.window.go(page)
    settle(opened)
    (table,) = tables(opened)
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.columns.show_column(2, shown=False)
    table.filter("1")
    table.view.selectRow(3)
    chosen, shown = table.model.key(table.model.row(3)), table.columns.visible

    for change in CHANGES:
        change(opened)
        settle(opened)
        (table,) = tables(opened)
        current = table.current()
        header = table.columns.header
        assert header.sortIndicatorSection() == 1
        assert header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        assert table.columns.visible == shown
        assert table.filter_line.text() == "1"
        assert current is not None
        assert table.model.key(current) == chosen


@pytest.mark.parametrize("view", [0, 1])
def test_that_what_is_open_and_selected_in_the_caseloads_stays(
    opened: Application, view: int
) -> None:
    page = opened.window.pages["caseloads"]
    assert isinstance(page, CaseloadsPage)
    opened.window.go("caseloads")
    page.views.choose(view)
    page.sort_by(1)
    page.filter_line.setText("worker 0")
    tree: QTreeView = page.board.workers if view else page.tree
    worker = page.model.index(5, 0)
    settle(opened)
    tree.collapseAll()
    tree.expand(worker)
    tree.setCurrentIndex(page.model.index(1, 0, worker))
    flags = QItemSelectionModel.SelectionFlag
    tree.selectionModel().select(page.model.index(2, 0, worker), flags.Select | flags.Rows)
    selected, chosen = opened.store.selected, opened.store.chosen
    assert len(chosen) == 2

    for change in CHANGES:
        change(opened)
        settle(opened)
        worker = page.model.index(5, 0)
        assert page.order.currentText() == "By name"
        assert page.filter_line.text() == "worker 0"
        assert tree.isExpanded(worker)
        assert (opened.store.selected, opened.store.chosen) == (selected, chosen)
        rows = {index.row() for index in tree.selectionModel().selectedRows()}
        assert rows == {1, 2}
        assert page.views.current == view


def test_that_what_the_findings_are_narrowed_to_stays(opened: Application) -> None:
    page = opened.window.pages["delays"]
    assert isinstance(page, DelaysPage)
    opened.window.go("delays")
    settle(opened)
    page.filters.states.setCurrentIndex(1)
    page.filters.rules.setCurrentIndex(2)
    page.filters.workers.setCurrentIndex(3)
    page.views.choose(1)
    before = page.wanted()

    for change in CHANGES:
        change(opened)
        settle(opened)
        assert page.wanted() == before
        assert page.views.current == 1


def test_that_other_boxes_tabs_and_the_team_stay(opened: Application) -> None:
    waiting, data = opened.window.pages["unallocated"], opened.window.pages["data"]
    assert isinstance(waiting, UnallocatedPage)
    assert isinstance(data, DataPage)
    opened.store.filter_team(TeamId("T1"))
    waiting.reasons.setCurrentIndex(1)
    data.problems.severities.setCurrentIndex(2)
    data.tabs.setCurrentIndex(1)
    opened.window.go("unallocated")

    for change in CHANGES:
        change(opened)
        settle(opened)
        assert opened.store.team == "T1"
        assert waiting.reasons.currentIndex() == 1
        assert data.problems.severities.currentIndex() == 2
        assert data.tabs.currentIndex() == 1


def test_that_several_children_stay_marked_in_a_list(opened: Application) -> None:
    opened.window.go("unallocated")
    settle(opened)
    (table,) = tables(opened)
    view: QAbstractItemView = table.view
    flags = QItemSelectionModel.SelectionFlag
    first = flags.ClearAndSelect | flags.Rows
    view.selectionModel().setCurrentIndex(table.model.index(1, 0), first)
    view.selectionModel().select(table.model.index(3, 0), flags.Select | flags.Rows)

    move_and_undo(opened)
    settle(opened)

    assert {index.row() for index in view.selectionModel().selectedRows()} == {1, 3}


@pytest.mark.parametrize("name", ["unallocated", "delays"])
def test_that_whoever_is_chosen_stays_so_where_a_list_that_has_them_not_is_gone_to(
    opened: Application, qtbot: QtBot, name: str
) -> None:
    store = opened.store
    waiting = next(iter(store.review.caseloads.unallocated))  # type: ignore[union-attr]
    store.select_child(waiting)
    store.make(store.plan.with_move(Move(child=waiting, to=WorkerId("W011"))))
    opened.window.go(name)
    settle(opened)
    table = tables(opened)[0]
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)

    table.view.setFocus(Qt.FocusReason.TabFocusReason)
    settle(opened)

    assert table.view.hasFocus()
    assert store.chosen == (waiting,)
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert store.chosen != (waiting,)


def test_that_a_child_who_is_gone_is_chosen_no_more(opened: Application) -> None:
    opened.store.select_child(ChildId("C00041"))
    children = {known: child for known, child in COUNCIL.children.items() if known != "C00041"}
    spells = tuple(spell for spell in COUNCIL.spells if spell.child != "C00041")

    opened.store.update(a_reading(replace(COUNCIL, children=children, spells=spells)))

    assert opened.store.selected is None
    assert opened.store.chosen == ()


def test_that_a_problem_stays_selected_when_the_one_before_it_is_put_right(
    opened: Application,
) -> None:
    opened.window.go("data")
    settle(opened)
    (table,) = tables(opened)
    table.view.selectRow(5)
    chosen = table.model.row(5)

    opened.store.update(a_reading(COUNCIL, problems=PROBLEMS[2:]))
    settle(opened)

    (table,) = tables(opened)
    assert table.current() == chosen
    assert table.view.currentIndex().row() == 3

"""The whole team on one screen, and the children under each worker."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.policy import Band
from tests.gui.pages.team import NAMES
from ui import commands
from ui.pages.caseloads import BOARD, CaseloadsPage
from ui.store import PlanStore
from ui.widgets.narrowing import Narrowing


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> CaseloadsPage:
    made = CaseloadsPage(team)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def names(page: CaseloadsPage) -> list[str]:
    return [line[0] for line in page.texts()]


def test_that_nobody_is_left_to_be_opened_where_the_filter_leaves_nobody(
    page: CaseloadsPage,
) -> None:
    page.expand.click()

    page.filter_line.setText("nobody of that name")
    page.expand.click()

    assert page.texts() == []
    assert not page.model.index(0, 0).isValid()


def children(page: CaseloadsPage, row: int) -> list[list[str]]:
    parent = page.model.index(row, 0)
    rows = range(page.model.rowCount(parent))
    return [page.model.texts(page.model.index(n, 0, parent)) for n in rows]


def test_that_workers_stand_fullest_first_then_names_that_hold_nobody(page: CaseloadsPage) -> None:
    unread = "neither held nor unallocated: nobody knows"
    assert page.texts() == [
        ["Sioned Hughes", "145 % over", SURE, "62 of 42.5", MINUS, "7", "7", "", SIONED, *NONE],
        ["Kofi Ahmed", "6 % spare", "", "5 of 75", "70", "1", "1", NEW, PLAN, TAKES, "1", "1"],
        ["Nia Griffiths", "no capacity", "", "0 of 0", "0", "0", "0", AWAY, "", *NONE],
        ["Dafydd Ellis", "", "", "8", "", "1", "1", LEFT, "1 register", *NONE],
        ["Duty", "", "", "4", "", "1", "1", "duty; counted as unallocated", PLAN, *NONE],
        ["No social worker", "", "", "4", "", "1", "1", "unallocated", PLAN, *NONE],
        ["Worker could not be read", "", "", "4", "", "1", "1", unread, PLAN, *NONE],
    ]


MINUS = "\u221219.5"
SURE = "145–157"  # the child whom nobody can read may be Sioned's, new to her
TAKES = (
    "7 looked after, new; 11 looked after, settled; 14 referral or assessment or plan"
    " or privately fostered; 17 care leaver or disabled"
)
NONE = ("", "", "")
PLAN, AWAY, NEW = "1 plan", "away, no return date", "newly qualified"
SIONED = "1 plan, 1 register, 5 proceedings"
SEEN_ALONE = (
    "Child on register seen alone by the named social worker:"
    " was due Wed 4 Nov 2026, 12 working days over"
)
LEFT = "counted as unallocated; left Wed 18 Nov"


def test_that_a_child_stands_under_its_worker_with_points_why_and_what_presses(
    page: CaseloadsPage,
) -> None:
    lines = children(page, 0)

    assert len(lines) == 7
    assert lines[5] == [
        "Teilo Seen · C15",
        "late",
        "",
        "8",
        *("", "", ""),
        SEEN_ALONE,
        "register",
        *("", "", ""),
    ]


def test_that_a_range_closes_when_a_move_settles_what_was_in_doubt(page: CaseloadsPage) -> None:
    """Sioned's caseload is the same before and after; only whose the child is was not known."""
    review = page.store.review
    assert review is not None
    unread = review.caseloads.unreadable[0]

    page.store.make(Plan(snapshot=review.snapshot, moves=(Move(child=unread, to=WorkerId("W2")),)))

    assert page.texts()[0][:4] == ["Sioned Hughes", "145 % over", "", "62 of 42.5"]


def test_that_the_points_of_the_children_add_up_to_the_workers(page: CaseloadsPage) -> None:
    for row, group in enumerate(page.model.groups()):
        assert sum(float(line[3]) for line in children(page, row)) == pytest.approx(group.points)


def test_that_what_belongs_to_the_board_does_not_stand_over_the_list(page: CaseloadsPage) -> None:
    switches = (page.board.by_team, page.board.compact)

    assert not any(each.isVisible() for each in switches)
    page.views.choose(BOARD)
    assert all(each.isVisible() for each in switches)


def test_that_all_are_expanded_and_collapsed_by_a_button(page: CaseloadsPage) -> None:
    first = page.model.index(0, 0)

    page.expand.click()
    assert page.tree.isExpanded(first)
    page.collapse.click()
    assert not page.tree.isExpanded(first)


@pytest.mark.parametrize(
    ("order", "first"),
    [(0, "Sioned Hughes"), (1, "Dafydd Ellis"), (2, "Kofi Ahmed"), (3, "Sioned Hughes")],
)
def test_that_the_workers_are_put_in_the_order_that_is_chosen(
    page: CaseloadsPage, order: int, first: str
) -> None:
    page.sort_by(order)

    assert names(page)[0] == first


def test_that_only_the_overloaded_stand_there_when_their_figure_asks(page: CaseloadsPage) -> None:
    page.narrow(Narrowing(bands=frozenset({Band.OVER})))

    assert names(page) == ["Sioned Hughes"]
    assert page.narrowed.sentence == "Only workers who are: over."


def test_that_children_with_many_workers_stand_alone_when_their_figure_asks(
    page: CaseloadsPage,
) -> None:
    page.narrow(Narrowing(workers_in_year=3))

    assert names(page) == ["Sioned Hughes"]
    assert [line[0] for line in children(page, 0)] == ["Teilo Number3 · C13", "Teilo Number4 · C14"]
    assert page.tree.isExpanded(page.model.index(0, 0))


def test_that_the_filter_finds_a_child_and_opens_its_worker(page: CaseloadsPage) -> None:
    page.filter_line.setText("mali")

    assert names(page) == ["Sioned Hughes"]
    assert [line[0] for line in children(page, 0)] == ["Mali Price · C03"]


def test_that_esc_takes_every_filter_off(page: CaseloadsPage) -> None:
    page.filter_line.setText("mali")
    page.narrow(Narrowing(bands=frozenset({Band.OVER})))

    assert page.clear()
    assert not page.clear()
    assert len(names(page)) == 7


def test_that_a_chosen_line_is_the_workers_or_childs_in_the_inspector(page: CaseloadsPage) -> None:
    first = page.model.index(0, 0)
    page.tree.setCurrentIndex(first)
    chosen = [page.store.selected]
    page.tree.expand(first)
    page.tree.setCurrentIndex(page.model.index(6, 0, first))
    chosen.append(page.store.selected)

    assert [(one.worker, one.child) for one in chosen if one is not None] == [
        ("W1", None),
        (None, "C03"),
    ]


def test_that_a_worker_chosen_elsewhere_is_marked_here(page: CaseloadsPage) -> None:
    page.store.select_worker(WorkerId("W2"))

    assert page.model.group(page.tree.currentIndex()).name == "Kofi Ahmed"


def test_that_a_child_who_was_moved_elsewhere_is_marked_where_the_move_has_put_the_child(
    page: CaseloadsPage,
) -> None:
    page.tree.expand(page.model.index(0, 0))
    page.refresh()
    page.hide()

    commands.stage(page.store, [Move(child=ChildId("C03"), to=WorkerId("W2"), reason="MANAGE")])
    page.store.select_child(ChildId("C03"))
    page.show()
    page.tree.expand(page.model.index(1, 0))

    current = page.tree.currentIndex()
    assert page.model.group(current).name == "Kofi Ahmed"
    assert page.model.case(current) is not None


def test_that_a_move_is_seen_in_both_lines_and_what_was_open_stays_open(
    page: CaseloadsPage,
) -> None:
    review = page.store.review
    assert review is not None
    page.tree.expand(page.model.index(0, 0))
    move = Move(child=ChildId("C10"), to=WorkerId("W2"))

    page.store.make(Plan(snapshot=review.snapshot, moves=(move,)))

    assert [line[:4] for line in page.texts()[:2]] == [
        ["Sioned Hughes", "122 % over", "122–134", "52 of 42.5"],
        ["Kofi Ahmed", "21 % spare", "", "16 of 75"],
    ]
    assert page.tree.isExpanded(page.model.index(0, 0))


def test_that_hidden_names_are_initials_with_the_id(page: CaseloadsPage) -> None:
    page.tree.expand(page.model.index(0, 0))
    page.store.hide_names(hidden=True)

    assert children(page, 0)[6][0] == "M.P. · C03"
    said = str([children(page, row) for row in range(7)])
    assert not [name for name in NAMES if name in said]


def test_that_the_team_filter_leaves_its_own_workers(page: CaseloadsPage) -> None:
    page.store.filter_team(TeamId("T2"))

    assert names(page) == ["Kofi Ahmed"]
    assert page.count() == 1


def test_that_nothing_open_is_said(store: PlanStore, qtbot: QtBot) -> None:
    page = CaseloadsPage(store)
    qtbot.addWidget(page)
    page.show()

    assert page.texts() == []
    assert page.count() is None


def test_that_selected_lines_are_copied_as_a_table_for_excel(page: CaseloadsPage) -> None:
    page.tree.expand(page.model.index(0, 0))
    page.tree.selectAll()
    page.tree.columns.show_column(1, shown=False)

    QTest.keyClick(page.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][:3] == ["Worker or child", "Range", "Points"]
    assert len(lines) == 1 + 7 + 7
    assert lines[1][:4] == ["Sioned Hughes", SURE, "62 of 42.5", "7"]
    assert lines[7][0] == "Teilo Seen · C15"


def test_that_the_menu_of_a_line_opens_it_and_offers_its_columns(page: CaseloadsPage) -> None:
    index = page.model.index(0, 0)
    page.tree.setCurrentIndex(index)

    said = {action.text(): action for action in page.tree.line_menu().actions()}
    said["Show the &children"].trigger()

    assert page.tree.isExpanded(index)
    assert said["&Copy rows"].isEnabled()
    columns = said["C&olumns"].menu()
    assert isinstance(columns, QMenu)
    assert "Case mix, or why" in [action.text() for action in columns.actions()]


def test_that_a_heading_that_was_sorted_by_is_remembered(
    page: CaseloadsPage, team: PlanStore, qtbot: QtBot
) -> None:
    page.tree.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert page.order.currentText() == "By name"

    again = CaseloadsPage(team)
    qtbot.addWidget(again)
    again.show()

    assert names(again)[0] == "Dafydd Ellis"
    assert again.order.currentText() == "By name"
    again.tree.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert again.order.currentIndex() == -1


def test_that_the_cursor_stays_when_the_selection_is_taken_off(page: CaseloadsPage) -> None:
    page.tree.setCurrentIndex(page.model.index(1, 0))

    page.store.clear_selection()
    assert page.tree.currentIndex().row() == 1

    QTest.keyClick(page.tree, Qt.Key.Key_Return)
    assert page.store.selected is not None
    assert page.store.selected.worker == "W2"


def test_that_nobody_is_chosen_by_coming_to_the_list(page: CaseloadsPage) -> None:
    page.tree.setFocus()
    assert page.store.selected is None

    QTest.keyClick(page.tree, Qt.Key.Key_Down)
    assert page.store.selected is not None

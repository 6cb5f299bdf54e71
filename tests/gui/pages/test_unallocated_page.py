"""Who waits, worst first, and the ladder of each."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import Told
from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move, Plan
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.team import NAMES, days_ago
from ui import commands
from ui.app import Application
from ui.pages.unallocated import UnallocatedPage
from ui.store import PlanStore
from ui.widgets.ladder import Reached
from ui.widgets.narrowing import Narrowing


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> UnallocatedPage:
    made = UnallocatedPage(team)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def children(page: UnallocatedPage) -> list[str]:
    return [row.child for row in page.table.model.rows()]


OSIAN = [
    "Osian Rees",
    "C04",
    "on the register",
    "2",
    "?",
    "late",
    "senior manager, at once",
    "Wed 25 Nov",
    "was Dafydd Ellis, left Wed 18 Nov",
]
LOWRI = [
    "Lowri Price (1 of 2)",
    "C01",
    "care and support plan",
    "15",
    "15",
    "late",
    "senior manager",
    "Sat 7 Nov, 2 missed",
    "Duty",
]
HUW = ["Huw Price (1 of 2)", "C02", *LOWRI[2:8], "nobody"]


def test_that_whoever_must_never_wait_stands_first_and_families_stand_together(
    page: UnallocatedPage,
) -> None:
    assert page.table.texts() == [OSIAN, LOWRI, HUW]
    assert [row.siblings for row in page.table.model.rows()] == [
        "",
        "1 more waits; with Sioned Hughes",
        "1 more waits; with Sioned Hughes",
    ]


def test_that_the_table_fits_beside_the_details(page: UnallocatedPage) -> None:
    page.resize(870, 700)

    assert page.table.view.horizontalScrollBar().maximum() == 0
    assert not any("missed" in title for title in page.table.columns.titles)


def test_that_the_head_counts_children_families_and_the_hidden(page: UnallocatedPage) -> None:
    assert page.heading.sentence == (
        "3 children, 2 families · 2 of them under duty, a team’s name, a manager or a leaver"
    )
    assert page.count() == 3


def test_that_a_child_whose_worker_nobody_could_read_is_told_of_and_found(
    page: UnallocatedPage,
) -> None:
    asked: list[tuple[str, object]] = []
    page.opened.connect(lambda name, wanted: asked.append((name, wanted)))

    page.notice.button.click()

    assert page.notice.sentence.startswith("1 child is not counted here")
    wanted = Narrowing(delays=frozenset({"D1"}), states=frozenset({Told.CANNOT_TELL}))
    assert asked == [("delays", wanted)]


def test_that_the_list_is_narrowed_to_one_reason(page: UnallocatedPage) -> None:
    page.narrow(Narrowing(reasons=frozenset({Reason.DUTY})))

    assert children(page) == ["C01"]


def test_that_esc_takes_every_filter_off(page: UnallocatedPage) -> None:
    page.narrow(Narrowing(reasons=frozenset({Reason.DUTY})))
    page.table.filter("lowri")

    assert page.clear()
    assert not page.clear()
    assert children(page) == ["C04", "C01", "C02"]


def test_that_a_chosen_row_is_the_childs_in_the_inspector_and_shows_the_ladder(
    page: UnallocatedPage,
) -> None:
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    page.table.view.selectRow(1)

    selected = page.store.selected
    assert selected is not None
    assert selected.child == "C01"
    assert [(step.words, step.when, step.reached) for step in page.ladder.shown] == [
        ("Referral", "Sat 31 Oct", Reached.PASSED),
        ("Aim: allocated by", "Mon 2 Nov", Reached.PASSED),
        ("7 days: weekly review", "Sat 7 Nov", Reached.PASSED),
        ("Review due", "Sat 7 Nov", Reached.MISSED),
        ("14 days: senior manager", "Sat 14 Nov", Reached.HERE),
    ]


def test_that_the_worst_childs_ladder_stands_there_before_anybody_is_selected(
    page: UnallocatedPage,
) -> None:
    assert page.store.selected is None
    current = page.table.current()
    assert current is not None
    assert current.child == "C04"
    assert page.ladder.isVisible()
    assert page.ladder.shown[1].words == "Senior manager, at once"


def test_that_a_click_on_the_row_that_is_marked_from_the_start_selects_it(
    page: UnallocatedPage,
) -> None:
    view = page.table.view
    place = view.visualRect(page.table.model.index(0, 0)).center()

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    selected = page.store.selected
    assert selected is not None
    assert selected.child == "C04"


def test_that_a_registered_child_has_one_rung_and_it_is_now(page: UnallocatedPage) -> None:
    page.store.select_child(ChildId("C04"))

    assert [(step.words, step.when) for step in page.ladder.shown[:2]] == [
        ("Last worker ended", "Wed 18 Nov"),
        ("Senior manager, at once", "Fri 20 Nov"),
    ]
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    told = "On the register: must never be unallocated. A senior manager is told at once."
    assert told in said


def test_that_a_child_whom_the_ladder_lets_wait_is_not_said_to_be_one_who_never_may(
    page: UnallocatedPage,
) -> None:
    page.store.select_child(ChildId("C01"))

    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert not [text for text in said if "must never" in text]
    assert any(text.startswith("Ladder: Cumberland, ") for text in said)


def test_that_the_strip_shows_a_recorded_review_with_a_tick(page: UnallocatedPage) -> None:
    page.store.select_child(ChildId("C01"))

    commands.record_review(page.store, ChildId("C01"), days_ago(3))

    steps = [(step.words, step.when, step.reached) for step in page.ladder.shown]
    assert ("Reviewed", "Tue 17 Nov", Reached.DONE) in steps
    assert ("Review due", "Tue 24 Nov", Reached.AHEAD) in steps
    lowri = next(row for row in page.table.texts() if row[1] == "C01")
    assert lowri[7] == "Tue 24 Nov, 2 missed"


def test_that_the_button_asks_for_a_review_of_the_marked_child(page: UnallocatedPage) -> None:
    asked: list[object] = []
    page.reviewing.connect(asked.append)

    page.record.click()

    assert asked == ["C04"]


def test_that_the_menu_of_a_row_asks_for_a_review_of_its_child(page: UnallocatedPage) -> None:
    asked: list[object] = []
    page.reviewing.connect(asked.append)
    page.table.view.selectRow(1)

    page.table.row_menu().actions()[1].trigger()

    assert asked == ["C01"]


def test_that_the_longest_wait_is_selected_when_its_figure_asks(page: UnallocatedPage) -> None:
    page.narrow(Narrowing(child=ChildId("C02")))

    current = page.table.current()
    assert current is not None
    assert current.child == "C02"


def test_that_hidden_names_are_initials_in_the_table_and_above_the_ladder(
    page: UnallocatedPage,
) -> None:
    page.store.select_child(ChildId("C01"))
    page.store.hide_names(hidden=True)

    assert [row[:2] for row in page.table.texts()] == [
        ["O.R.", "C04"],
        ["L.P. (1 of 2)", "C01"],
        ["H.P. (1 of 2)", "C02"],
    ]
    said = f"{page.ladder.accessibleDescription()} {page.table.view.accessibleName()}"
    assert not [name for name in NAMES if name in said]


def test_that_the_team_filter_leaves_its_own_children(page: UnallocatedPage) -> None:
    page.store.filter_team(TeamId("T2"))

    assert children(page) == ["C04"]
    assert not page.notice.isVisible()


def test_that_a_child_leaves_the_list_when_the_plan_allocates_it(page: UnallocatedPage) -> None:
    review = page.store.review
    assert review is not None
    move = Move(child=ChildId("C02"), to=WorkerId("W2"))

    page.store.make(Plan(snapshot=review.snapshot, moves=(move,)))

    assert children(page) == ["C04", "C01"]


def test_that_a_team_in_which_nobody_waits_is_told_so(store: PlanStore, qtbot: QtBot) -> None:
    store.open(a_reading(a_snapshot({"W1": [a_child("C1")]})))
    page = UnallocatedPage(store)
    qtbot.addWidget(page)
    page.show()

    assert page.table.texts() == []
    assert page.heading.sentence == "0 children, 0 families"


def test_that_nothing_open_has_no_count(store: PlanStore, qtbot: QtBot) -> None:
    page = UnallocatedPage(store)
    qtbot.addWidget(page)
    page.show()

    assert page.count() is None
    assert page.table.texts() == []


def test_that_those_who_are_listed_can_be_shared_out_at_once(page: UnallocatedPage) -> None:
    asked: list[object] = []
    page.wishes.sharing.connect(asked.append)
    listed = tuple(row.child for row in page.table.model.rows())
    assert page.share.text() == f"Share out all {len(listed)}…"

    page.share.click()
    page.table.filter("Lowri")
    page.share.click()

    assert asked == [listed, ("C01",)]
    assert page.share.text() == "Share out 1…"


def test_that_enter_on_a_child_goes_to_the_candidates_and_enter_there_allocates(
    whole: Application, qtbot: QtBot
) -> None:
    workers = [a_worker("W1", name="Kofi Ahmed")]
    whole.store.open(a_reading(a_snapshot(workers=workers, waiting=[a_child("C4"), a_child("C5")])))
    whole.window.go("unallocated")
    page = whole.window.pages["unallocated"]
    assert isinstance(page, UnallocatedPage)
    page.table.select("C4")
    page.table.view.setFocus()
    candidates = whole.window.inspector.child.candidates

    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: candidates.is_settled and bool(candidates.view.candidates.rows))
    QTest.keyClick(candidates.view, Qt.Key.Key_Return)

    assert [(move.child, move.to) for move in whole.store.plan.moves] == [("C4", "W1")]
    assert QApplication.focusWidget() is page.table.view


def test_that_those_who_have_a_worker_by_the_plan_are_counted_beside_the_name(
    page: UnallocatedPage, team: PlanStore
) -> None:
    commands.stage(team, [Move(child=ChildId("C01"), to=WorkerId("W2"))])
    page.rebuild()

    assert page.heading.sentence.endswith(" · 1 more has a worker by this plan")

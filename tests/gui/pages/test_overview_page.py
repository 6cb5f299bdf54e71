"""The overview: six figures, the balance, what falls due next."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.caseloads import Reason
from allocation_app.domain.findings import Told
from allocation_app.domain.people import ChildId, EventKind, Status, TeamId, WorkerId
from allocation_app.domain.policy import Band, edited
from allocation_app.domain.review import Review
from tests.builders import AS_AT, a_child, a_council, a_reading, a_snapshot
from tests.gui.pages.team import NAMES
from ui.pages.overview import OverviewPage
from ui.store import PlanStore
from ui.widgets.narrowing import Narrowing


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> OverviewPage:
    made = OverviewPage(team)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def shown(page: OverviewPage) -> list[tuple[str, str, str]]:
    return [figure.shown for figure in page.figures()]


def test_that_the_six_figures_count_children_families_and_what_is_hidden(
    page: OverviewPage,
) -> None:
    assert shown(page) == [
        ("No social worker", "3", "2 families · 2 only look allocated"),
        ("Longest wait", "15", "working days; tell: senior manager"),
        ("Late", "5", "4 children, 3 flagged"),
        ("Due in 2 weeks", "0", "16 can’t be told"),
        ("Over capacity", "1", "the team goes from 6 % to 145 %"),
        ("3 or more workers in a year", "2", "of 5 children with a count"),
    ]


def test_that_each_figure_opens_the_list_behind_it(page: OverviewPage) -> None:
    asked: list[tuple[str, object]] = []
    page.opened.connect(lambda name, wanted: asked.append((name, wanted)))

    for figure in page.figures():
        figure.click()

    assert asked == [
        ("unallocated", Narrowing()),
        ("unallocated", Narrowing(child=ChildId("C01"))),
        ("delays", Narrowing(states=frozenset({Told.LATE}))),
        ("delays", Narrowing(states=frozenset({Told.DUE_SOON}))),
        ("caseloads", Narrowing(bands=frozenset({Band.OVER}))),
        ("caseloads", Narrowing(workers_in_year=3)),
    ]


def test_that_a_figure_is_opened_by_the_keyboard_alone(page: OverviewPage) -> None:
    asked: list[str] = []
    page.opened.connect(lambda name, _: asked.append(name))
    page.late.setFocus()

    QTest.keyClick(page.late, Qt.Key.Key_Return)
    QTest.keyClick(page.late, Qt.Key.Key_Space)

    assert asked == ["delays", "delays"]


def test_that_a_figure_tells_a_screen_reader_what_it_counts(page: OverviewPage) -> None:
    assert page.late.accessibleName() == "Late: 5, 4 children, 3 flagged"


def test_that_the_figures_follow_the_team_filter(page: OverviewPage) -> None:
    page.store.filter_team(TeamId("T2"))

    assert page.heading.sentence == "2 children, 2 families, as at Fri 20 Nov 2026"
    assert shown(page)[0] == ("No social worker", "1", "1 family · 1 only looks allocated")
    assert shown(page)[4] == ("Over capacity", "0", "all at 6 %")
    assert shown(page)[5] == ("3 or more workers in a year", "–", "not in the data")


def test_that_the_chart_says_each_share_and_stands_the_unallocated_beside_them(
    page: OverviewPage,
) -> None:
    assert page.balance.chart.accessibleDescription().split("; ") == [
        "Sioned Hughes: 145 % 7 ch. 7 fam. · over",
        "Kofi Ahmed: 6 % 1 ch. 1 fam. · spare",
        "No social worker: 16 points 3 ch. 2 fam. · 0.2 posts",
    ]


def test_that_the_chart_is_a_table_on_demand(page: OverviewPage) -> None:
    page.balance.as_table.click()

    assert page.balance.table.isVisible()
    assert page.balance.table.texts() == [
        ["Sioned Hughes", "145 % (145–157)", "over", "7 ch. 7 fam. · over"],
        ["Kofi Ahmed", "6 %", "spare", "1 ch. 1 fam. · spare"],
        ["No social worker", "16 points", "no capacity", "3 ch. 2 fam. · 0.2 posts"],
    ]


def test_that_a_sentence_says_what_the_average_hides(page: OverviewPage) -> None:
    said = "The average is 76 %; it hides 1 worker over capacity, at 145 %."

    assert page.balance.sentence.splitlines()[0] == said


def test_that_who_has_room_is_told_with_how_much(page: OverviewPage) -> None:
    assert page.balance.sentence.splitlines()[-1] == "Room to 100 %: Kofi Ahmed 70 points."


def test_that_many_workers_are_as_many_as_the_policy_says(page: OverviewPage) -> None:
    page.store.set_policy(edited(page.store.policy, many_workers=4))

    assert page.churned.shown[:2] == ("4 or more workers in a year", "1")


def test_that_the_arrows_and_enter_choose_a_worker_in_the_chart(page: OverviewPage) -> None:
    page.balance.chart.walk(1)
    QTest.keyClick(page.balance.chart, Qt.Key.Key_Return)

    selected = page.store.selected
    assert selected is not None
    assert selected.worker == WorkerId("W2")


def test_that_the_pointer_finds_each_bar_and_its_range(page: OverviewPage) -> None:
    chart = page.balance.chart
    bottom = chart.viewport().height()
    found = [chart.bar_at(y) for y in (4, 4 + chart.row_height, bottom - chart.row_height)]

    assert [bar.told for bar in found if bar] == ["145 % (145–157)", "6 %", "16 points"]


def test_that_siblings_with_one_due_date_are_one_line_of_the_breaches_ahead(
    store: PlanStore, qtbot: QtBot
) -> None:
    referred = {EventKind.REFERRAL: AS_AT - timedelta(days=50)}
    recorded = [EventKind.REFERRAL, EventKind.ASSESSMENT_END]
    known = [
        a_child(
            child,
            name=f"{child} Rees",
            family="R",
            statuses=[Status.ASSESSMENT],
            events=referred,
            recorded=recorded,
        )
        for child in ("C1", "C2", "C3")
    ]
    store.open(a_reading(a_snapshot({"W1": known})))
    page = OverviewPage(store)
    qtbot.addWidget(page)
    page.show()

    assert page.ahead.texts() == [
        [
            "Mon 30 Nov",
            "C1 Rees · C1 and 2 siblings",
            "Care and support (Part 3) assessment complete",
            "W1",
        ]
    ]


def test_that_hidden_names_are_nowhere_on_the_page(page: OverviewPage) -> None:
    page.store.hide_names(hidden=True)

    said = [*page.ahead.texts(), [figure.toolTip() for figure in page.figures()]]
    said.append([figure.accessibleName() for figure in page.figures()])
    assert not [name for name in NAMES if name in str(said)]


def test_that_nothing_open_is_said_and_opens_nothing(store: PlanStore, qtbot: QtBot) -> None:
    page = OverviewPage(store)
    qtbot.addWidget(page)
    page.show()

    assert page.heading.sentence == "Nothing is open. Open a spreadsheet with Ctrl+O."
    assert not any(figure.isEnabled() for figure in page.figures())


def test_that_a_council_of_170_workers_keeps_its_bars_and_scrolls(
    store: PlanStore, qtbot: QtBot
) -> None:
    store.open(a_reading(a_council()))
    page = OverviewPage(store)
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    chart = page.balance.chart
    chart.walk(169)

    assert chart.verticalScrollBar().value() == chart.verticalScrollBar().maximum() > 0


def test_that_the_hidden_are_those_under_a_name_that_is_no_worker(looked_at: Review) -> None:
    reasons = {wait.child: wait.reason for wait in looked_at.waits}

    assert reasons == {"C01": Reason.DUTY, "C02": Reason.NO_WORKER, "C04": Reason.LEAVER}

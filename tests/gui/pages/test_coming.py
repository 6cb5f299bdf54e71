"""What will be late in the coming weeks: the second view of the page, and its calendar."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, Child, EventKind, Status
from allocation_app.domain.plan import Move, Plan
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from ui.pages.delays import COMING, NOW, DelaysPage
from ui.store import PlanStore
from ui.widgets.narrowing import Narrowing

AWAY = (
    "Will be late from Wed 2 Dec 2026 unless somebody stands in by Fri 27 Nov 2026; the worker is"
    " away"
)
RECORDED = [EventKind.REFERRAL, EventKind.ASSESSMENT_END]


def assessed(child: str, *, ago: int, name: str = "") -> Child:
    """A child whose assessment is due 42 working days after a referral so many days ago."""
    referred = {EventKind.REFERRAL: AS_AT - timedelta(days=ago)}
    return a_child(
        child, name=name, statuses=[Status.ASSESSMENT], events=referred, recorded=RECORDED
    )


def known(page: DelaysPage, qtbot: QtBot) -> None:
    """Wait until the forecast of what is open has been worked out."""
    qtbot.waitUntil(lambda: "(" in page.views.texts()[COMING], timeout=10_000)


def shown(store: PlanStore, qtbot: QtBot) -> DelaysPage:
    page = DelaysPage(store)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    known(page, qtbot)
    return page


@pytest.fixture
def ahead(store: PlanStore, qtbot: QtBot) -> DelaysPage:
    """Two assessments are late from Tuesday 1 December on, one from the day after."""
    held = [assessed("C1", ago=50, name="Lowri Price"), assessed("C2", ago=50)]
    away = a_worker("W2", name="Kofi Ahmed", absences=(Absence(start=AS_AT, end=date(2027, 1, 4)),))
    snapshot = a_snapshot({"W1": held, "W2": [assessed("C3", ago=49)]}, workers=[away])
    store.open(a_reading(snapshot))
    return shown(store, qtbot)


def about(page: DelaysPage) -> list[str]:
    return [line[0] for line in page.coming.texts()]


def choose(page: DelaysPage, day: date) -> None:
    calendar = page.calendar
    assert calendar is not None
    middle = calendar.cell(calendar.days().index(day)).center()
    QTest.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(*map(int, middle.toTuple())))


def test_that_each_row_says_from_when_whose_it_is_and_by_when_to_act(ahead: DelaysPage) -> None:
    rows = {line[0]: line[1:] for line in ahead.coming.texts()}

    assert rows["Lowri Price · C1"] == [
        "Tue 1 Dec",
        "Care and support (Part 3) assessment complete",
        "W1",
        "",
        "",
        "Will be late from Tue 1 Dec 2026",
    ]
    assert rows["C3"] == [
        "Wed 2 Dec",
        "Care and support (Part 3) assessment complete",
        "Kofi Ahmed",
        "Fri 27 Nov",
        "worker away",
        AWAY,
    ]


def test_that_the_views_say_how_many_each_has(ahead: DelaysPage) -> None:
    now = len(ahead.table.texts())

    assert ahead.views.texts() == [f"Now ({now})", "Coming four weeks (3)"]


def test_that_the_calendar_counts_what_is_late_from_a_day_on(ahead: DelaysPage) -> None:
    assert ahead.calendar is not None
    assert ahead.calendar.accessibleDescription() == (
        "Tue 1 Dec 2026: 2 late from then; Wed 2 Dec 2026: 1 late from then;"
        " week of Mon 30 Nov: 3 in all"
    )


def test_that_a_day_lists_what_is_late_from_then_until_chosen_again(ahead: DelaysPage) -> None:
    choose(ahead, date(2026, 12, 1))

    assert ahead.views.current == COMING
    assert about(ahead) == ["Lowri Price · C1", "C2"]
    assert ahead.day_note.sentence == "Only what is late from Tue 1 Dec 2026 on."

    choose(ahead, date(2026, 12, 1))
    assert about(ahead) == ["Lowri Price · C1", "C2", "C3"]


def test_that_the_view_of_today_lets_go_of_a_day(ahead: DelaysPage) -> None:
    choose(ahead, date(2026, 12, 1))
    ahead.views.choose(NOW)

    assert ahead.calendar is not None
    assert ahead.calendar.selected is None
    assert not ahead.day_note.isVisible()


def test_that_esc_lets_go_of_a_day_and_stays_with_the_view(ahead: DelaysPage) -> None:
    choose(ahead, date(2026, 12, 1))

    assert ahead.clear()
    assert not ahead.clear()
    assert ahead.views.current == COMING
    assert len(about(ahead)) == 3


def test_that_a_worker_brings_only_what_is_his(ahead: DelaysPage) -> None:
    ahead.filters.workers.setCurrentIndex(ahead.filters.workers.findData("W2"))

    assert about(ahead) == ["C3"]
    assert ahead.calendar is not None
    assert ahead.calendar.week_sum(2) == 1


def test_that_hidden_names_are_initials(ahead: DelaysPage) -> None:
    ahead.store.hide_names(hidden=True)

    assert about(ahead)[0] == "L.P. · C1"


def test_that_a_row_shows_its_child_with_what_the_rule_says_today(ahead: DelaysPage) -> None:
    ahead.views.choose(COMING)
    ahead.coming.view.selectRow(0)

    selected = ahead.store.selected
    assert selected is not None
    assert selected.child == "C1"
    assert selected.finding is not None
    assert (selected.finding.rule, selected.finding.state.value) == ("W-ASS-01", "due_soon")


def test_that_a_move_renews_the_forecast(ahead: DelaysPage, qtbot: QtBot) -> None:
    review = ahead.store.review
    assert review is not None
    plan = Plan(snapshot=review.snapshot)
    child = next(each for each in review.snapshot.children if each == "C3")
    (holder,) = (each for each in review.snapshot.workers if each == "W1")

    ahead.store.make(plan.with_move(Move(child=child, to=holder)))
    assert ahead.views.texts()[COMING] == "Coming four weeks"
    assert ahead.card.note == "Working it out…"

    known(ahead, qtbot)
    assert {line[0]: line[3] for line in ahead.coming.texts()}["C3"] == "W1"
    assert not ahead.card.note


def test_that_other_data_leave_nothing_of_the_old_ones_forecast(
    ahead: DelaysPage, qtbot: QtBot
) -> None:
    ahead.store.open(a_reading(a_snapshot({"W1": [assessed("C9", ago=50)]})))
    assert about(ahead) == []

    known(ahead, qtbot)
    assert about(ahead) == ["C9"]


def test_that_an_answer_that_comes_too_late_is_dropped(ahead: DelaysPage, qtbot: QtBot) -> None:
    for ago in (50, 49, 48):
        ahead.store.open(a_reading(a_snapshot({"W1": [assessed(f"C{ago}", ago=ago)]})))
        qtbot.wait(310)  # long enough to begin, too short to end in a council

    known(ahead, qtbot)
    assert about(ahead) == ["C48"]


def test_that_nothing_to_come_is_said(store: PlanStore, qtbot: QtBot) -> None:
    store.open(a_reading(a_snapshot({"W1": [a_child("C1")]})))
    page = shown(store, qtbot)

    assert page.coming.texts() == []
    assert page.views.texts()[COMING] == "Coming four weeks (0)"


def test_that_a_figure_that_asks_for_a_day_opens_the_coming_view(ahead: DelaysPage) -> None:
    ahead.narrow(Narrowing(due=date(2026, 12, 2)))

    assert ahead.views.current == COMING
    assert about(ahead) == ["C3"]


def test_that_a_figure_can_ask_for_all_that_is_coming(ahead: DelaysPage) -> None:
    ahead.narrow(Narrowing(is_coming=True))

    assert ahead.views.current == COMING
    assert len(about(ahead)) == 3


def sums(page: DelaysPage) -> Iterable[int]:
    assert page.calendar is not None
    return [page.calendar.week_sum(week) for week in range(5)]


def test_that_four_weeks_from_any_day_on_are_on_the_calendar(ahead: DelaysPage) -> None:
    assert ahead.calendar is not None
    assert ahead.calendar.days()[-1] >= AS_AT + timedelta(weeks=4)
    assert sum(sums(ahead)) == len(about(ahead))

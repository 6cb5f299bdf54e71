"""What the suggestions show at once: nothing past the edge, nothing said on every line."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import KEPT_RULES, Shortage
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.suggested import BOTH, JAC, KOFI, LOWRI, OSIAN, SIONED, a_team, asked
from tests.gui.pages.team import mark_row
from ui.pages.plan import PlanPage
from ui.store import PlanStore
from ui.widgets.narrowing import SUGGESTED

JAC_TO_KOFI = BOTH[0]
BESIDE_DETAILS = QSize(799, 640)  # the page at 1366 x 768 with the details on the right


@pytest.fixture
def page(store: PlanStore, qtbot: QtBot) -> PlanPage:
    store.open(a_reading(a_team()))
    made = PlanPage(store)
    qtbot.addWidget(made)
    made.resize(BESIDE_DETAILS)
    made.show()
    made.views.choose(SUGGESTED)
    return made


def test_that_on_a_small_screen_the_moves_and_why_are_seen_without_scrolling(
    page: PlanPage, qtbot: QtBot
) -> None:
    short = Shortage(limit=1.1, lowest=None, points=32.2, fte=0.4, rules=KEPT_RULES)
    asked(page, qtbot, Move(child=LOWRI, to=KOFI), JAC_TO_KOFI, worst=1.2, shortage=short)
    parts = page.suggestions.list
    mark_row(parts.table.view, 0)
    qtbot.waitUntil(lambda: page.is_settled)

    assert parts.reasons.isVisible()
    assert page.suggestions.obstacles.isVisible()
    assert page.minimumSizeHint().height() <= BESIDE_DETAILS.height()


def test_that_a_load_over_capacity_is_said_where_it_stands_and_once_for_all(
    store: PlanStore, page: PlanPage, qtbot: QtBot
) -> None:
    waiting = [a_child(JAC), a_child(OSIAN)]
    store.open(a_reading(a_snapshot(workers=[a_worker(KOFI, fte=0.02)], waiting=waiting)))

    rows = asked(page, qtbot)

    assert [row[4].endswith(" %, over") for row in rows] == [True, True]
    assert [row[-1] for row in rows] == ["", ""]
    said = page.suggestions.list.warned.text()
    assert said.startswith("1 rule warns, for 2 children: over capacity (2).")


def test_that_a_reason_is_not_carried_over_to_another_suggestion(
    page: PlanPage, qtbot: QtBot
) -> None:
    asked(page, qtbot, Move(child=LOWRI, to=KOFI))
    why = page.suggestions.list.why
    why.setCurrentIndex(why.findData("WISHES"))

    asked(page, qtbot, Move(child=LOWRI, to=KOFI))

    assert not why.currentData()
    assert not page.suggestions.list.stage_button.isEnabled()


def test_that_those_whose_worker_is_not_there_are_told_from_the_unallocated(
    store: PlanStore, page: PlanPage, qtbot: QtBot
) -> None:
    team = a_team()
    away = replace(team.workers[SIONED], absences=(Absence(start=team.as_at - timedelta(1)),))
    store.open(a_reading(replace(team, workers={**team.workers, SIONED: away})))

    asked(page, qtbot, *BOTH, Move(child=LOWRI, to=KOFI))

    said = page.suggestions.said.text()
    assert said.startswith("3 children who waited get a worker")
    assert said.endswith("1 of those who waited has a worker who is not there.")


def test_that_a_bar_is_never_full_while_it_is_worked_out(page: PlanPage) -> None:
    bar = page.suggestions.progress

    page.suggesting.progressed.emit(1, 3)
    assert (bar.value(), bar.maximum()) == (1, 3)

    page.suggesting.progressed.emit(3, 3)
    assert bar.maximum() == 0  # busy


def test_that_a_picture_on_a_button_leaves_air_before_the_words(page: PlanPage) -> None:
    button = page.suggestions.bar.queue_button
    size = button.iconSize()

    drawn = button.icon().pixmap(size).toImage()

    assert size.width() > size.height()
    beside = range(size.height(), size.width())
    assert all(drawn.pixelColor(x, y).alpha() == 0 for x in beside for y in range(size.height()))

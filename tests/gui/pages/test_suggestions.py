"""The suggestions of the plan page: asked, gone through, accepted or not; and what can't be met."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Team, TeamId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.domain.proposal import (
    Ask,
    Proposal,
    Request,
    Status,
)
from allocation_app.errors import AppError
from allocation_app.progress import Cancelled, Progress
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.suggested import (
    BOTH,
    JAC,
    KOFI,
    LOWRI,
    OSIAN,
    accepted,
    answer,
    asked,
    settled,
    suggestions,
)
from tests.gui.pages.team import mark_row, press
from ui import commands
from ui.pages.plan import PlanPage
from ui.solving import Tell
from ui.store import PlanStore
from ui.suggested import Asked
from ui.suggesting import Found, found


@pytest.fixture
def page(store: PlanStore, qtbot: QtBot) -> PlanPage:
    return suggestions(store, qtbot)


@pytest.fixture
def gate() -> Iterator[Event]:
    """Holds a planner up until it is opened, or the test has ended."""
    made = Event()
    yield made
    made.set()


def test_that_it_says_what_can_be_asked_before_anything_is(page: PlanPage) -> None:
    view = page.suggestions

    assert view.empty.isVisible()
    assert "the decision is yours" in view.empty.text()
    assert not view.list.isVisible()
    assert view.bar.queue_button.text() == "Suggest for the &queue"


def test_that_each_move_says_from_whom_to_whom_and_what_the_new_worker_then_carries(
    page: PlanPage, qtbot: QtBot
) -> None:
    rows = asked(page, qtbot)

    assert [row[:5] for row in rows] == [
        ["yes", "Jac Thomas · C8", "nobody", "→ Kofi Ahmed", "0 → 11 %"],
        ["yes", "Osian Rees · C9", "nobody", "→ Kofi Ahmed", "0 → 11 %"],
    ]
    assert page.suggestions.said.text().startswith("2 children who waited get a worker")


def test_that_names_are_hidden_in_a_suggestion_too(page: PlanPage, qtbot: QtBot) -> None:
    asked(page, qtbot)

    page.store.hide_names(hidden=True)

    assert "Jac" not in str(settled(page, qtbot))


def test_that_all_are_ticked_and_staged_as_one_step(page: PlanPage, qtbot: QtBot) -> None:
    asked(page, qtbot)

    page.suggestions.list.stage_button.click()

    assert {move.child for move in page.store.plan.moves} == {JAC, OSIAN}
    assert accepted(page) == ["staged", "staged"]
    page.store.undo()
    assert page.store.plan.moves == ()
    assert accepted(page) == ["yes", "yes"]


def test_that_some_are_accepted_by_the_keyboard_alone(page: PlanPage, qtbot: QtBot) -> None:
    asked(page, qtbot)
    table = page.suggestions.list.table
    mark_row(table.view, 0)

    press(qtbot, table.view, Qt.Key.Key_Space)
    settled(page, qtbot)
    assert accepted(page) == ["no", "yes"]
    assert page.suggestions.list.stage_button.text() == "&Stage 1 move"
    page.suggestions.list.stage_button.click()

    assert [move.child for move in page.store.plan.moves] == [OSIAN]
    assert accepted(page) == ["no", "staged"]


def test_that_what_the_new_worker_carries_follows_the_ticks(page: PlanPage, qtbot: QtBot) -> None:
    asked(page, qtbot)
    mark_row(page.suggestions.list.table.view, 0)

    page.suggestions.list.toggle()

    assert [row[4] for row in settled(page, qtbot)] == ["0 → 5 %", "0 → 5 %"]
    page.suggestions.list.tick_none()
    assert [row[4] for row in settled(page, qtbot)] == ["0 %", "0 %"]


def test_that_none_are_accepted(page: PlanPage, qtbot: QtBot) -> None:
    asked(page, qtbot)

    page.suggestions.list.none_button.click()
    settled(page, qtbot)

    assert accepted(page) == ["no", "no"]
    assert not page.suggestions.list.stage_button.isEnabled()
    page.suggestions.list.all_button.click()
    settled(page, qtbot)
    assert accepted(page) == ["yes", "yes"]


def test_that_a_rule_that_warns_asks_for_a_reason_before_it_is_staged(
    page: PlanPage, qtbot: QtBot
) -> None:
    rows = asked(page, qtbot, Move(child=LOWRI, to=KOFI))
    parts = page.suggestions.list
    assert "of the same family" in rows[0][-1]
    assert (parts.why.isVisible(), parts.stage_button.isEnabled()) == (True, False)

    parts.why.setCurrentIndex(parts.why.findData("WISHES"))
    parts.stage_button.click()

    (move,) = page.store.plan.moves
    assert (move.overrides, move.override_reason) == (("siblings",), "WISHES")


def test_that_a_move_that_a_hard_rule_stops_is_never_staged(page: PlanPage, qtbot: QtBot) -> None:
    commands.set_mark(page.store, Mark(kind=MarkKind.MUST_NOT, child=JAC, worker=KOFI))

    asked(page, qtbot)

    assert not page.suggestions.list.stage_button.isEnabled()
    assert not page.suggestions.list.why.isVisible()


def test_that_it_is_said_that_the_plan_has_changed_since(page: PlanPage, qtbot: QtBot) -> None:
    asked(page, qtbot)
    commands.pin(page.store, [Pin(child=LOWRI)])
    settled(page, qtbot)
    view = page.suggestions
    assert view.again.isVisible()
    assert not view.list.stage_button.isEnabled()

    view.again.button.click()
    settled(page, qtbot)

    assert not view.again.isVisible()
    assert view.list.stage_button.isEnabled()


def test_that_the_window_goes_on_and_esc_keeps_the_best_so_far(
    page: PlanPage, qtbot: QtBot, gate: Event
) -> None:
    def propose(asked: Asked, progress: Progress, tell: Tell) -> Found:
        best = Proposal(request=asked.request, status=Status.FEASIBLE, moves=BOTH, worst=1.21)
        tell(best)
        try:
            while not gate.wait(0.01):
                progress(1, 4)
        except Cancelled:
            best = replace(best, is_stopped=True)
        return found(asked, best)

    page.suggesting.propose = propose
    page.suggestions.bar.safe_button.click()
    view = page.suggestions
    qtbot.waitUntil(lambda: page.suggesting.so_far is not None)
    assert view.stop_button.isVisible()
    assert view.said.text() == "Best so far 121 %"

    assert page.clear()
    settled(page, qtbot)

    assert not view.stop_button.isVisible()
    assert "stopped" in view.said.text()
    assert accepted(page) == ["yes", "yes"]
    assert not page.clear()


def test_that_a_planner_that_fails_says_so_and_changes_nothing(
    page: PlanPage, qtbot: QtBot
) -> None:
    def propose(_asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        raise AppError("no_such_language", language="xx")

    page.suggesting.propose = propose
    page.suggestions.bar.queue_button.click()
    settled(page, qtbot)

    assert "xx" in page.suggestions.again.sentence
    assert page.suggestions.again.button.isVisible()
    assert page.store.plan.steps == ()


def test_that_the_conditions_hold_for_whatever_is_asked_next(page: PlanPage, qtbot: QtBot) -> None:
    bar = page.suggestions.bar
    bar.conditions_button.click()
    conditions = bar.conditions
    conditions.is_limited.click()
    conditions.limit.setValue(95)
    conditions.no_one_worse.click()
    conditions.may_break["own_team"].click()
    bar.conditions_button.click()
    bar.changes.setValue(5)
    answer(page)

    bar.changes_button.click()
    settled(page, qtbot)

    assert page.suggesting.asked is not None
    assert page.suggesting.asked.request == Request(
        ask=Ask.REBALANCE,
        max_moves=5,
        limit=0.95,
        is_no_one_worse=True,
        set_aside=frozenset({"own_team"}),
    )
    assert bar.said.isVisible()
    assert bar.said.text().startswith("Nobody receives above 95 %")


@pytest.mark.parametrize(
    ("press_it", "ask"),
    [
        (lambda bar: bar.queue_button.click(), Ask.PLACE),
        (lambda bar: bar.safe_button.click(), Ask.SAFE),
        (lambda bar: bar.changes_button.click(), Ask.REBALANCE),
    ],
)
def test_that_each_question_is_one_press(
    page: PlanPage, qtbot: QtBot, press_it: Callable[[object], None], ask: Ask
) -> None:
    answer(page)

    press_it(page.suggestions.bar)
    settled(page, qtbot)

    assert page.suggesting.asked is not None
    assert page.suggesting.asked.request.ask is ask


def test_that_the_chosen_move_says_why_this_child_why_this_worker_and_what_without_it(
    page: PlanPage, qtbot: QtBot
) -> None:
    asked(page, qtbot, Move(child=LOWRI, to=KOFI))
    parts = page.suggestions.list
    mark_row(parts.table.view, 0)

    child, worker, other, without = parts.reasons.text().splitlines()

    assert parts.heading.text() == "Lowri Price · C1: Sioned Hughes → Kofi Ahmed"
    assert child.startswith("Why this child: Takes 2.4 points off Sioned Hughes")
    assert worker.startswith("Why this worker: Kofi Ahmed 0 → 5 %.")
    assert other.startswith("Why not another: Nobody else")
    assert without.startswith("Without it: Sioned Hughes")
    page.store.hide_names(hidden=True)
    assert "Lowri" not in parts.heading.text()


def test_that_every_move_says_why_in_a_few_words(page: PlanPage, qtbot: QtBot) -> None:
    rows = asked(page, qtbot)

    assert [row[5] for row in rows] == ["88 % to spare", "88 % to spare"]


def test_that_of_very_many_moves_the_first_are_explained_and_the_one_looked_at(
    page: PlanPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.explaining.AT_ONCE", 1)
    rows = asked(page, qtbot)
    assert [bool(row[5]) for row in rows] == [True, False]

    mark_row(page.suggestions.list.table.view, 1)
    rows = settled(page, qtbot)

    assert [bool(row[5]) for row in rows] == [True, True]


def test_that_nothing_is_listed_where_nothing_is_to_gain(page: PlanPage, qtbot: QtBot) -> None:
    answer(page, worst=1.0, bound=1.0)

    page.suggestions.bar.changes_button.click()
    settled(page, qtbot)

    assert page.suggestions.said.text().startswith("Nothing to gain")
    assert not page.suggestions.list.isVisible()


def test_that_the_keyboard_comes_to_the_first_move_where_it_was_asked_from(
    page: PlanPage, qtbot: QtBot
) -> None:
    answer(page, *BOTH)
    press(qtbot, page.suggestions.bar.queue_button, Qt.Key.Key_Space)
    settled(page, qtbot)

    parts = page.suggestions.list
    assert QApplication.focusWidget() is parts.table.view
    assert parts.heading.text().startswith("Jac Thomas")
    assert page.store.selected is None


def test_that_the_keyboard_stays_where_it_has_gone_on_to(
    page: PlanPage, qtbot: QtBot, gate: Event
) -> None:
    def slow(asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        gate.wait(5)
        return found(asked, Proposal(request=asked.request, status=Status.OPTIMAL, moves=BOTH))

    page.suggesting.propose = slow
    press(qtbot, page.suggestions.bar.queue_button, Qt.Key.Key_Space)
    elsewhere = page.views.findChildren(QPushButton)[0]
    elsewhere.setFocus()

    gate.set()
    settled(page, qtbot)

    assert QApplication.focusWidget() is elsewhere


def test_that_it_says_for_which_team_it_was_asked(
    page: PlanPage, store: PlanStore, qtbot: QtBot
) -> None:
    team = Team(id=TeamId("T1"), name="Assessment")
    child, worker = a_child(JAC, team="T1"), a_worker(KOFI, team="T1")
    store.open(a_reading(a_snapshot(workers=[worker], waiting=[child], teams=[team])))
    store.filter_team(team.id)

    asked(page, qtbot, Move(child=JAC, to=KOFI))
    store.filter_team(None)

    assert "for Assessment." in page.suggestions.asked.text()
    assert not page.suggesting.is_stale

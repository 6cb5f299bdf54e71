"""The planner asked from anywhere in the window: by menu, key, search and the list of who waits."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.proposal import Ask, Proposal, Status
from allocation_app.progress import Progress
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.team import press
from ui.app import Application
from ui.pages.plan import PlanPage
from ui.pages.unallocated import UnallocatedPage
from ui.solving import Tell
from ui.suggested import Asked
from ui.suggesting import Found, Suggesting, found
from ui.widgets.narrowing import SUGGESTED

KOFI, JAC = WorkerId("W2"), ChildId("C8")


def propose(asked: Asked, _progress: Progress, _tell: Tell) -> Found:
    """A planner that gives Jac to Kofi at once."""
    moves = (Move(child=JAC, to=KOFI),)
    return found(asked, Proposal(request=asked.request, status=Status.OPTIMAL, moves=moves))


def plan_page(whole: Application) -> PlanPage:
    page = whole.window.pages["plan"]
    assert isinstance(page, PlanPage)
    return page


@pytest.fixture
def hub(whole: Application) -> Suggesting:
    """What answers, with somebody who waits open in the window."""
    snapshot = a_snapshot(
        {"W1": [a_child("C1")], KOFI: []},
        workers=[a_worker(KOFI, name="Kofi Ahmed")],
        waiting=[a_child(JAC, name="Jac Thomas")],
    )
    whole.store.open(a_reading(snapshot))
    made = plan_page(whole).suggesting
    made.propose = propose
    return made


def asked(whole: Application, hub: Suggesting, qtbot: QtBot) -> Ask:
    """What was asked, once it is answered where a manager looks at it."""
    qtbot.waitUntil(lambda: hub.is_settled)
    assert whole.window.page == "plan"
    assert plan_page(whole).views.current == SUGGESTED
    assert hub.asked is not None
    return hub.asked.request.ask


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        ("suggest_queue", Ask.PLACE),
        ("suggest_safe", Ask.SAFE),
        ("suggest_changes", Ask.REBALANCE),
    ],
)
def test_that_each_question_is_in_the_menu_and_leads_to_its_answer(
    whole: Application, hub: Suggesting, qtbot: QtBot, name: str, ask: Ask
) -> None:
    whole.actions[name].trigger()

    assert asked(whole, hub, qtbot) is ask


def test_that_a_key_asks_for_the_queue_from_any_page(
    whole: Application, hub: Suggesting, qtbot: QtBot
) -> None:
    whole.window.go("caseloads")

    press(qtbot, whole.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)

    assert asked(whole, hub, qtbot) is Ask.PLACE


def test_that_the_list_of_who_waits_asks_for_the_queue(
    whole: Application, hub: Suggesting, qtbot: QtBot
) -> None:
    whole.window.go("unallocated")
    page = whole.window.pages["unallocated"]
    assert isinstance(page, UnallocatedPage)

    page.suggest.click()

    assert asked(whole, hub, qtbot) is Ask.PLACE


def test_that_the_search_finds_it_by_its_words(whole: Application, hub: Suggesting) -> None:
    assert hub.asked is None

    found_by = {hit.action for hit in whole.window.found("team safe")}

    assert "suggest_safe" in found_by


def test_that_nothing_can_be_asked_while_nothing_is_open(whole: Application) -> None:
    for name in ("suggest_queue", "suggest_safe", "suggest_changes"):
        assert not whole.actions[name].isEnabled()


def test_that_esc_stops_what_is_worked_out(
    whole: Application, hub: Suggesting, qtbot: QtBot
) -> None:
    gate = Event()

    def slow(asked: Asked, progress: Progress, tell: Tell) -> Found:
        while not gate.wait(0.01):
            progress(0, 1)
        return propose(asked, progress, tell)

    hub.propose = slow
    whole.actions["suggest_queue"].trigger()
    assert hub.is_working

    whole.actions["clear"].trigger()
    qtbot.waitUntil(lambda: not hub.is_working)
    gate.set()

    assert plan_page(whole).suggestions.again.sentence.startswith("Stopped before")


def test_that_what_is_staged_is_said_with_undo(
    whole: Application, hub: Suggesting, qtbot: QtBot
) -> None:
    whole.actions["suggest_queue"].trigger()
    asked(whole, hub, qtbot)

    plan_page(whole).suggestions.list.stage_button.click()

    assert whole.window.strip.words.text() == "Jac Thomas: to Kofi Ahmed."
    assert whole.window.strip.act.text() == "Undo"

"""What a suggestion can't meet: said, passed on, and asked again with what would be enough."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.domain.proposal import (
    Ask,
    NotPlaced,
    Relaxation,
    RelaxationKind,
    Request,
    Shortage,
    Status,
)
from allocation_app.domain.staffing import StaffChangeKind
from tests.gui.pages.suggested import (
    JAC,
    KOFI,
    LOWRI,
    OSIAN,
    SIONED,
    asked,
    settled,
    suggestions,
)
from ui import commands
from ui.pages.plan import PlanPage
from ui.store import PlanStore


@pytest.fixture
def page(store: PlanStore, qtbot: QtBot) -> PlanPage:
    return suggestions(store, qtbot)


def test_that_what_is_short_can_be_passed_on_in_a_sentence(page: PlanPage, qtbot: QtBot) -> None:
    short = Shortage(limit=1.1 - 1e-6, lowest=1.17, points=24, fte=0.29)

    asked(page, qtbot, status=Status.INFEASIBLE, shortage=short)

    obstacles = page.suggestions.obstacles
    assert obstacles.isVisible()
    obstacles.copy_button.click()
    assert QGuiApplication.clipboard().text() == obstacles.shortage.text()
    assert "0.29 FTE" in obstacles.shortage.text()
    assert not obstacles.child.isVisible()
    assert not obstacles.why.isVisible()


def test_that_somebody_who_joins_can_be_tried_where_something_is_short(
    page: PlanPage, qtbot: QtBot
) -> None:
    short = Shortage(limit=1.1, lowest=1.17, points=24, fte=0.29)
    asked(page, qtbot, status=Status.INFEASIBLE, shortage=short)

    with qtbot.waitSignal(page.wishes.staffing) as wished:
        page.suggestions.obstacles.join_button.click()

    assert wished.args == [StaffChangeKind.JOINS]


def unplaced(*relaxations: Relaxation) -> dict[str, object]:
    """What a proposal says where Jac gets no worker, and this would be enough."""
    left = NotPlaced(child=JAC, rules={"own_team": 2}, relaxations=relaxations)
    return {"status": Status.INFEASIBLE, "unplaced": (left,)}


def again(page: PlanPage, qtbot: QtBot, relaxation: Relaxation) -> tuple[str, Request]:
    """Press the one button that asks again with this; what it says, and what is asked then."""
    asked(page, qtbot, Move(child=OSIAN, to=KOFI), **unplaced(relaxation))
    (button,) = page.suggestions.obstacles.buttons()
    said = button.text()
    button.click()
    settled(page, qtbot)
    assert page.suggesting.asked is not None
    return said, page.suggesting.asked.request


def test_that_a_rule_is_set_aside_and_asked_again_with_one_press(
    page: PlanPage, qtbot: QtBot
) -> None:
    relaxation = Relaxation(kind=RelaxationKind.SET_ASIDE, rule="own_team")

    said, request = again(page, qtbot, relaxation)

    assert said == "Ask again without “other team”"
    assert request == Request(ask=Ask.PLACE, set_aside=frozenset({"own_team"}))


def test_that_a_pin_is_lifted_and_asked_again_with_one_press(page: PlanPage, qtbot: QtBot) -> None:
    commands.pin(page.store, [Pin(child=JAC)])

    again(page, qtbot, Relaxation(kind=RelaxationKind.LIFT_PIN))

    assert (page.store.plan.pins, page.suggesting.is_stale) == ((), False)


def test_that_the_pin_of_another_child_is_lifted_by_its_name(page: PlanPage, qtbot: QtBot) -> None:
    commands.pin(page.store, [Pin(child=LOWRI), Pin(child=JAC)])

    said, _ = again(page, qtbot, Relaxation(kind=RelaxationKind.LIFT_PIN, child=LOWRI))

    assert said == "Lift the pin of Lowri Price and ask again"
    assert [pin.child for pin in page.store.plan.pins] == [JAC]


def test_that_only_the_mark_in_the_way_is_removed_and_asked_again(
    page: PlanPage, qtbot: QtBot
) -> None:
    stays = Mark(kind=MarkKind.MUST_NOT, child=JAC, worker=SIONED)
    meant = Mark(kind=MarkKind.MUST_NOT, child=JAC, worker=KOFI)
    commands.set_mark(page.store, stays, meant)

    relaxation = Relaxation(kind=RelaxationKind.REMOVE_MARK, rule="must_not", mark=meant)
    said, _ = again(page, qtbot, relaxation)

    assert said == "Remove “Kofi Ahmed must not hold Jac Thomas” and ask again"
    assert page.store.plan.marks == (stays,)


def test_that_a_limit_is_raised_as_far_as_is_needed_and_asked_again(
    page: PlanPage, qtbot: QtBot
) -> None:
    hub = page.suggesting
    hub.set_conditions(replace(hub.conditions, limit=1.0))

    relaxation = Relaxation(kind=RelaxationKind.RAISE_LIMIT, worker=KOFI, points=4.0)
    said, request = again(page, qtbot, relaxation)

    assert (said, request.limit) == ("Ask again up to 105 %", 1.05)


def test_that_of_several_without_a_worker_each_can_be_looked_at(
    page: PlanPage, qtbot: QtBot
) -> None:
    aside = Relaxation(kind=RelaxationKind.SET_ASIDE, rule="churn")
    both = (
        NotPlaced(child=JAC, rules={"own_team": 2}),
        NotPlaced(child=OSIAN, rules={"churn": 1}, relaxations=(aside, aside)),
    )
    asked(page, qtbot, Move(child=LOWRI, to=KOFI), status=Status.INFEASIBLE, unplaced=both)
    obstacles = page.suggestions.obstacles
    assert obstacles.count.text() == "2 children get no worker:"
    assert (obstacles.why.text()[:10], obstacles.buttons()) == ("Jac Thomas", [])

    obstacles.child.setCurrentIndex(1)

    assert obstacles.why.text().startswith("Osian Rees")
    assert [button.text() for button in obstacles.buttons()] == ["Ask again without “many workers”"]
    page.store.hide_names(hidden=True)
    settled(page, qtbot)
    assert "Osian" not in obstacles.child.currentText()
    assert "Osian" not in obstacles.why.text()

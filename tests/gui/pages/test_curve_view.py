"""The view of the curve: asked for, looked along, staged, out of date, stopped."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation_app.domain.plan import Pin
from allocation_app.domain.proposal import Ask, Request
from allocation_app.errors import AppError
from tests.gui.pages.team import NAMES
from tests.gui.traced import CURVE, HUW, JAC, TEILO, a_point, traced
from ui import commands
from ui.pages.plan import PlanPage
from ui.store import PlanStore
from ui.widgets.curve_view import CurveView
from ui.widgets.narrowing import CURVE as PLACE
from ui.widgets.narrowing import MOVES


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> PlanPage:
    made = PlanPage(team)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.views.choose(PLACE)
    return made


@pytest.fixture
def view(page: PlanPage) -> CurveView:
    """The view on the screen, with points that need no solver."""
    page.curve.curving.trace = traced(*CURVE)
    return page.curve


def asked(view: CurveView, qtbot: QtBot) -> CurveView:
    view.ask_button.click()
    qtbot.waitUntil(lambda: view.is_settled)
    return view


def give_reason(view: CurveView) -> None:
    view.why.setCurrentIndex(view.why.findData("AGREED"))


def test_that_nothing_is_worked_out_before_it_is_asked_for(view: CurveView) -> None:
    assert view.curving.asked is None
    assert view.card.isHidden()
    assert view.intro.isVisible()
    assert "nothing is staged until you say so" in view.intro.text()


def test_that_it_is_worked_out_only_where_there_is_something_open(
    view: CurveView, team: PlanStore
) -> None:
    team.close()

    assert not view.ask_button.isEnabled()


def test_that_a_point_says_what_it_buys_and_what_more_would(view: CurveView, qtbot: QtBot) -> None:
    asked(view, qtbot).choose(1)

    assert "→ 122 %, proved best. 1 more: no lower." in view.card.sentence.text()
    assert view.takes_words.text() == "2 moves: 1 child changes worker, 1 who waits gets one"
    assert [row[0] for row in view.table.texts()] == ["Teilo Number0 · C10", "Huw Price · C02"]


def test_that_while_it_goes_on_the_points_are_there_and_it_can_be_stopped(
    view: CurveView, qtbot: QtBot
) -> None:
    view.curving.trace = traced(*CURVE[:2], goes_on=True)
    view.ask_button.click()
    qtbot.waitUntil(lambda: len(view.curving.points) == 2)

    assert view.state.text() == ("Working out the best plan with 2 changes: 2 of 7 points known.")
    assert view.stop_button.isVisible()
    assert not view.ask_button.isEnabled()
    view.stop_button.click()
    qtbot.waitUntil(lambda: view.is_settled)
    assert view.state.text() == "Stopped: 2 of 7 points are known."
    assert view.card.curve.stops == (0, 1)


def test_that_a_point_is_staged_with_a_reason_where_rules_warn(
    view: CurveView, team: PlanStore, qtbot: QtBot
) -> None:
    asked(view, qtbot).choose(1)
    assert not view.stage_button.isEnabled()

    give_reason(view)
    view.stage_button.click()

    assert {move.child for move in team.plan.moves} == {HUW, TEILO}
    assert view.stage_button.text() == "All 2 moves are staged"
    assert not view.stage_button.isEnabled()


def test_that_along_the_curve_each_point_takes_the_place_of_the_other(
    view: CurveView, team: PlanStore, qtbot: QtBot
) -> None:
    asked(view, qtbot).choose(1)
    give_reason(view)
    view.stage_button.click()

    view.choose(0)
    assert view.stage_button.text() == "&Stage this 1 instead"
    give_reason(view)
    qtbot.keyClick(view.card.curve, Qt.Key.Key_Return)

    assert [move.child for move in team.plan.moves] == [HUW]
    view.take_back_button.click()
    assert team.plan.moves == ()
    assert view.take_back_button.isHidden()


def test_that_a_plan_that_changed_is_said_and_nothing_of_it_staged(
    view: CurveView, team: PlanStore, qtbot: QtBot
) -> None:
    asked(view, qtbot).choose(1)
    give_reason(view)

    commands.pin(team, [Pin(child=JAC)])

    assert view.state.text().startswith("The plan has changed since.")
    assert not view.stage_button.isEnabled()


def test_that_what_went_wrong_is_said_where_one_looks(view: CurveView, qtbot: QtBot) -> None:
    def fails(*_: object) -> None:
        raise AppError("out_of_memory")

    view.curving.trace = fails

    asked(view, qtbot)

    assert view.state.text()
    assert view.card.isHidden()


def test_that_no_name_is_shown_while_names_are_hidden(
    view: CurveView, team: PlanStore, qtbot: QtBot
) -> None:
    asked(view, qtbot).choose(1)

    team.hide_names(hidden=True)

    shown = " ".join(cell for row in view.table.texts() for cell in row)
    assert not any(name in shown for name in NAMES)


def test_that_a_child_of_the_point_is_shown_in_the_details(
    view: CurveView, team: PlanStore, qtbot: QtBot
) -> None:
    asked(view, qtbot).choose(1)

    view.table.selected.emit(view.table.model.rows()[0])

    assert team.selected is not None
    assert team.selected.child == TEILO


def test_that_with_nothing_to_move_there_is_nothing_to_stage(view: CurveView, qtbot: QtBot) -> None:
    view.curving.trace = traced(a_point(0, 1.0), a_point(1, 1.0))

    asked(view, qtbot)

    assert view.takes_words.text() == "It takes no move."
    assert not view.stage_button.isEnabled()


def test_that_escape_stops_it_and_keeps_what_is_known(
    page: PlanPage, view: CurveView, qtbot: QtBot
) -> None:
    view.curving.trace = traced(*CURVE[:2], goes_on=True)
    view.ask_button.click()
    qtbot.waitUntil(lambda: len(view.curving.points) == 2)

    assert page.clear()

    qtbot.waitUntil(lambda: view.is_settled)
    assert len(view.curving.points) == 2
    assert not page.clear()


def test_that_it_is_asked_on_the_conditions_of_all_suggestions_and_says_them(
    page: PlanPage, view: CurveView, qtbot: QtBot
) -> None:
    page.suggesting.set_conditions(Request(ask=Ask.PLACE, is_no_one_worse=True))

    asked(view, qtbot)

    assert view.curving.asked is not None
    assert view.curving.asked.request.is_no_one_worse
    assert view.kept.text() == "Nobody worse off than today"


def test_that_points_that_came_while_another_view_was_shown_are_there_when_it_is_shown(
    page: PlanPage, view: CurveView, qtbot: QtBot
) -> None:
    page.views.choose(MOVES)
    view.ask()
    qtbot.waitUntil(lambda: not view.curving.is_working)

    page.views.choose(PLACE)

    assert view.card.curve.stops == (0, 1, 2)
    assert view.state.text() == "Stopped: 3 of 7 points are known."


def test_that_it_is_said_where_nobody_has_any_capacity(view: CurveView, qtbot: QtBot) -> None:
    view.curving.trace = traced(a_point(0, None), a_point(1, None))

    asked(view, qtbot)

    assert view.card.isHidden()
    assert view.state.text().startswith("Nobody who could be asked has any capacity")

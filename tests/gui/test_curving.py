"""The curve as it is worked out, staged point by point, out of date and stopped."""

from dataclasses import replace
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import TeamId
from allocation_app.domain.plan import Move, Pin, Plan
from allocation_app.domain.proposal import Ask, Request
from allocation_app.errors import AppError
from allocation_app.planner import apart
from allocation_app.progress import Progress
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from tests.gui.traced import CURVE, HUW, JAC, KOFI, SIONED, TEILO, a_point, traced
from ui import commands
from ui.app import Application
from ui.curving import BUDGETS, Curving, Trace, trace
from ui.pages.plan import PlanPage
from ui.solving import Tell
from ui.store import PlanStore
from ui.suggested import Asked
from ui.widgets.narrowing import CURVE as PLACE_OF_CURVE

WHY = "AGREED"
PLACE = Request(ask=Ask.PLACE)


@pytest.fixture
def team(store: PlanStore) -> PlanStore:
    store.open(a_reading(a_team()))
    return store


def curve(team: PlanStore, qtbot: QtBot, tracing: Trace) -> Curving:
    """The curve, once it has come to its end."""
    made = Curving(team, team)
    made.trace = tracing
    made.ask(PLACE)
    qtbot.waitUntil(lambda: not made.is_working)
    return made


def children(plan: Plan) -> set[str]:
    return {move.child for move in plan.moves}


def test_that_points_come_one_by_one_while_it_goes_on(team: PlanStore, qtbot: QtBot) -> None:
    made = Curving(team, team)
    made.trace = traced(*CURVE[:2], goes_on=True)

    made.ask(PLACE)

    qtbot.waitUntil(lambda: len(made.points) == 2)
    assert made.is_working
    made.stop()
    assert not made.is_working
    assert [each.point.moves for each in made.points] == [0, 1]


def test_that_it_is_asked_of_the_team_that_is_shown_with_what_is_kept(
    team: PlanStore, qtbot: QtBot
) -> None:
    team.filter_team(TeamId("T1"))
    made = Curving(team, team)
    made.trace = traced()

    made.ask(Request(ask=Ask.REBALANCE, max_moves=4, is_no_one_worse=True))

    assert made.asked is not None
    assert made.asked.request == Request(ask=Ask.PLACE, team=TeamId("T1"), is_no_one_worse=True)
    qtbot.waitUntil(lambda: not made.is_working)


def test_that_a_point_is_staged_in_one_step_of_undo(team: PlanStore, qtbot: QtBot) -> None:
    made = curve(team, qtbot, traced(*CURVE))

    made.stage(1, WHY)

    assert children(team.plan) == {HUW, TEILO}
    assert made.staged == 1
    team.undo()
    assert team.plan.moves == ()
    assert made.staged is None
    assert not made.is_stale


def test_that_another_point_takes_the_place_of_the_one_that_is_staged(
    team: PlanStore, qtbot: QtBot
) -> None:
    made = curve(team, qtbot, traced(*CURVE))
    made.stage(1, WHY)

    made.stage(0, WHY)

    assert children(team.plan) == {HUW}
    assert made.staged == 0
    team.undo()
    assert children(team.plan) == {HUW, TEILO}


def test_that_what_was_staged_by_hand_stays_beside_it(team: PlanStore, qtbot: QtBot) -> None:
    by_hand = Move(child=JAC, to=SIONED)
    commands.stage(team, [by_hand])
    made = curve(team, qtbot, traced(*CURVE))

    made.stage(1, WHY)
    made.stage(0, WHY)
    made.take_back()

    assert team.plan.moves == (by_hand,)


def test_that_what_is_staged_of_it_makes_it_no_older_and_a_pin_does(
    team: PlanStore, qtbot: QtBot
) -> None:
    made = curve(team, qtbot, traced(*CURVE))
    made.stage(1, WHY)
    assert not made.is_stale

    commands.pin(team, [Pin(child=JAC)])

    assert made.is_stale
    made.stage(0, WHY)
    assert children(team.plan) == {HUW, TEILO}


def test_that_it_is_out_of_date_for_another_team_and_for_other_weights(
    team: PlanStore, qtbot: QtBot
) -> None:
    made = curve(team, qtbot, traced(*CURVE))

    team.filter_team(TeamId("T2"))
    assert made.is_stale
    team.filter_team(None)
    assert not made.is_stale
    team.set_policy(replace(team.policy, headroom_to=0.8))
    assert made.is_stale


def test_that_some_of_a_point_taken_back_leaves_no_point_staged(
    team: PlanStore, qtbot: QtBot
) -> None:
    made = curve(team, qtbot, traced(*CURVE[1:]))
    made.stage(1, WHY)

    commands.take_back(team, [move for move in team.plan.moves if move.child == HUW])

    assert made.staged is None
    assert made.is_any_staged
    assert not made.is_stale


def test_that_rules_that_warn_are_set_aside_with_the_reason(team: PlanStore, qtbot: QtBot) -> None:
    made = curve(team, qtbot, traced(*CURVE))

    made.stage(1, WHY)

    warned = {each.child for each in made.points[1].seen.warning}
    assert warned
    assert {move.child for move in team.plan.moves if move.overrides} == warned
    assert {move.override_reason for move in team.plan.moves if move.overrides} == {WHY}


def test_that_a_plan_that_breaks_a_hard_rule_is_not_staged(team: PlanStore, qtbot: QtBot) -> None:
    commands.pin(team, [Pin(child=TEILO)])
    made = curve(team, qtbot, traced(a_point(1, 1.2, (Move(child=TEILO, to=KOFI),))))

    made.stage(1, WHY)

    assert team.plan.moves == ()


def test_that_a_stop_before_the_first_point_waits_for_the_best_so_far(
    team: PlanStore, qtbot: QtBot
) -> None:
    def best_so_far(asked: Asked, progress: Progress, tell: Tell) -> None:
        traced(goes_on=True)(asked, progress, tell)
        traced(a_point(0, 1.3, bound=1.1, is_stopped=True))(asked, progress, tell)

    made = Curving(team, team)
    made.trace = best_so_far
    made.ask(PLACE)

    made.stop()

    assert made.is_working
    qtbot.waitUntil(lambda: not made.is_working)
    assert [each.point.moves for each in made.points] == [0]


def test_that_the_points_stay_when_something_goes_wrong_after_them(
    team: PlanStore, qtbot: QtBot
) -> None:
    def fails(asked: object, progress: object, tell: object) -> None:
        traced(CURVE[0])(asked, progress, tell)  # type: ignore[arg-type]
        raise AppError("out_of_memory")

    made = curve(team, qtbot, fails)

    assert isinstance(made.error, AppError)
    assert [each.point.moves for each in made.points] == [0]


def test_that_a_solver_that_ends_is_told_of_and_the_window_goes_on(
    team: PlanStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ending = partial(apart.solver, child="tests.unit.planner.no_such_solver")
    monkeypatch.setattr(apart, "solver", ending)

    made = curve(team, qtbot, trace)

    assert isinstance(made.error, AppError)
    assert made.error.code == "planner_ended"
    assert made.points == ()


def test_that_the_curve_of_another_import_is_forgotten(team: PlanStore, qtbot: QtBot) -> None:
    made = curve(team, qtbot, traced(*CURVE))

    team.open(a_reading(a_team()))

    assert made.asked is None
    assert made.points == ()
    assert not made.is_stale
    assert made.staged is None


def test_that_nothing_is_asked_while_nothing_is_open(store: PlanStore) -> None:
    made = Curving(store, store)

    made.ask(PLACE)

    assert made.asked is None
    assert not made.is_working


def test_that_the_curve_of_the_open_data_is_one_key_away(whole: Application, qtbot: QtBot) -> None:
    whole.store.open(a_reading(a_team()))
    page = whole.window.pages["plan"]
    assert isinstance(page, PlanPage)

    whole.actions["curve"].trigger()

    assert whole.window.page == "plan"
    assert page.views.current == PLACE_OF_CURVE
    qtbot.waitUntil(lambda: not page.curve.curving.is_working, timeout=30_000)
    assert [each.point.moves for each in page.curve.curving.points] == list(BUDGETS)
    falling = [each.point.proposal.worst or 0.0 for each in page.curve.curving.points]
    assert falling == sorted(falling, reverse=True)

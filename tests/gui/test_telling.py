"""What the strip says after a change of the plan."""

import pytest

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move, Pin
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from ui import commands
from ui.app import Application

MALI, HUW = ChildId("C03"), ChildId("C02")
KOFI = WorkerId("W2")


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open."""
    whole.store.open(a_reading(a_team()))
    return whole


def said(team: Application) -> str:
    strip = team.window.strip
    return strip.words.text() if strip.isVisible() else ""


def test_that_a_move_is_said_from_whom_to_whom_and_can_be_undone_there(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    assert said(team) == "Mali Price: from Sioned Hughes to Kofi Ahmed."
    assert team.window.strip.act.text() == "Undo"
    team.window.strip.act.click()

    assert team.store.plan.moves == ()
    assert said(team) == "Mali Price: taken back."
    assert team.window.strip.act.text() == "Redo"
    team.window.strip.act.click()
    assert len(team.store.plan.moves) == 1


def test_that_the_plan_can_be_gone_to_from_there(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    team.window.strip.other.click()

    assert team.window.page == "plan"


def test_that_hidden_names_are_hidden_there_too(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    team.store.hide_names(hidden=True)

    assert "Mali" not in said(team)
    assert "Kofi Ahmed" in said(team)


def test_that_an_older_message_does_not_stand_over_a_later_change(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    commands.record_review(team.store, HUW, team.store.plan.snapshot.as_at)

    assert said(team) == ""


def test_that_nothing_of_the_data_before_is_said_of_other_data(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    team.store.open(a_reading(a_team()))

    assert said(team) == ""


def test_that_scenarios_and_pins_are_said_too(team: Application) -> None:
    commands.pin(team.store, [Pin(child=MALI)])
    assert said(team) == "1 child pinned."
    commands.lift_pins(team.store, [MALI])
    assert said(team) == "1 pin lifted."
    commands.keep_scenario(team.store, "A")
    assert said(team) == "Kept as “A”."
    commands.rename_scenario(team.store, "A", "B")
    assert said(team) == "“A” is now called “B”."
    commands.drop_scenario(team.store, "B")
    assert said(team) == "“B” is no longer kept."
    assert team.window.strip.other.isHidden()


def test_that_the_bar_below_tells_a_plan_from_the_scenario_whose_name_it_bears(
    team: Application,
) -> None:
    below = team.window.status.effect
    commands.keep_scenario(team.store, "Plan A")
    assert below.text().startswith("Plan A: nothing staged")

    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    assert below.text().startswith("Plan A, changed: 1 change staged")

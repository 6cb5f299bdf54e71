"""A plan saved from the window, and opened again."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from tests.builders import AS_AT, a_reading
from tests.gui.pages.team import a_team
from ui import commands
from ui.app import Application
from ui.plan_file import file_name

MALI, KOFI = ChildId("C03"), WorkerId("W2")
MOVE = Move(child=MALI, to=KOFI)


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open."""
    whole.store.open(a_reading(a_team()))
    return whole


def told(team: Application) -> list[str]:
    return [box.text() for box in team.window.findChildren(QMessageBox)]


def test_that_a_plan_comes_back_as_it_was_saved(team: Application, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    commands.stage(team.store, [MOVE])
    team.plan_file.save(path)
    commands.back_to_import(team.store)

    team.plan_file.open(path)

    assert team.store.plan.moves == (MOVE,)
    assert "Mali" not in path.read_text(encoding="utf-8")
    assert team.window.strip.words.text() == "Opened plan.json: 1 change staged."
    team.window.strip.act.click()
    assert team.store.plan.moves == ()


def test_that_the_notes_of_both_are_kept(team: Application, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    commands.write_notes(team.store, "Ask Sam")
    team.plan_file.save(path)
    commands.write_notes(team.store, "Tuesday at ten")

    team.plan_file.open(path)
    team.plan_file.open(path)

    assert team.store.plan.notes == "Tuesday at ten\nAsk Sam"


def test_that_a_plan_of_other_data_is_refused_in_words_and_the_plan_kept(
    team: Application, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    team.plan_file.save(path)
    team.store.open(a_reading(replace(a_team(), as_at=AS_AT + timedelta(days=7))))
    commands.stage(team.store, [MOVE])

    team.plan_file.open(path)

    assert team.store.plan.moves == (MOVE,)
    [words] = told(team)
    assert "plan.json" in words


def test_that_a_file_is_called_after_the_plan() -> None:
    assert file_name("Plan A: without duty") == "plan-a-without-duty.json"
    assert file_name("") == "plan.json"

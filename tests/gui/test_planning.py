"""From a wish to a staged step: at once, by a question, or refused in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move
from tests.builders import a_reading
from tests.gui.pages.team import a_team
from ui import commands
from ui.app import Application
from ui.dialogs.move import MoveDialog

LOWRI, HUW, MALI = ChildId("C01"), ChildId("C02"), ChildId("C03")
OSIAN, JAC = ChildId("C04"), ChildId("C20")
SIONED, KOFI = WorkerId("W1"), WorkerId("W2")


@pytest.fixture
def team(whole: Application) -> Application:
    """The window with the team of `a_team` open."""
    whole.store.open(a_reading(a_team()))
    return whole


def staged(team: Application) -> list[tuple[str, str | None, str]]:
    return [(move.child, move.to, move.reason) for move in team.store.plan.moves]


def asked(team: Application) -> MoveDialog:
    dialog = team.planning.dialog
    assert isinstance(dialog, MoveDialog)
    return dialog


def wished(team: Application, child: ChildId, to: WorkerId | None) -> None:
    team.window.shown.wishes.moving.emit((child,), to)


def test_that_a_move_that_breaks_nothing_is_staged_at_once_with_its_likely_reason(
    team: Application,
) -> None:
    free = ChildId("C05")
    wished(team, free, KOFI)

    assert staged(team) == [("C05", "W2", "MANAGE")]
    assert team.planning.dialog is None


def test_that_a_warning_is_asked_about_and_kept_with_its_reason(team: Application) -> None:
    wished(team, OSIAN, KOFI)

    dialog = asked(team)
    assert staged(team) == []
    assert not dialog.stage.isEnabled()
    dialog.grounds.override.setCurrentIndex(1)
    assert dialog.stage.isEnabled()
    dialog.stage.click()

    [move] = team.store.plan.moves
    assert (move.to, move.override_reason) == (KOFI, "KNOWS")
    assert "newly_qualified_alone" in move.overrides


def test_that_a_hard_rule_refuses_a_move_in_words(team: Application) -> None:
    commands.set_mark(team.store, Mark(kind=MarkKind.MUST_NOT, child=JAC, worker=SIONED))

    wished(team, JAC, SIONED)

    assert staged(team) == []
    assert "must not hold Jac Thomas" in team.window.strip.words.text()
    team.window.strip.act.click()
    assert asked(team).passengers.children_chosen == (JAC,)


def test_that_a_child_is_not_moved_to_whom_it_is_with(team: Application) -> None:
    wished(team, JAC, KOFI)

    assert (staged(team), team.store.can_undo) == ([], False)


def test_that_a_child_moved_back_is_in_no_step_any_more(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI)])

    commands.stage(team.store, [Move(child=MALI, to=SIONED)])

    assert staged(team) == []


def test_that_typing_arrows_and_enter_are_all_it_takes(team: Application) -> None:
    team.store.select_child(HUW)
    team.actions["move"].trigger()
    dialog = asked(team)
    line = dialog.targets.filter_line
    QTest.keyClicks(line, "a")
    shown = [row.name for row in dialog.targets.table.model.rows()]
    QTest.keyClick(line, Qt.Key.Key_Down)
    first = dialog.targets.target
    assert first is not None
    assert first.name == shown[1]
    line.clear()
    QTest.keyClicks(line, "kofi")
    QTest.keyClick(line, Qt.Key.Key_Return)

    if not dialog.isHidden():  # a sibling elsewhere warns: the keyboard is where the reason goes
        assert dialog.focusWidget() is dialog.grounds.override
        QTest.keyClick(dialog.grounds.override, Qt.Key.Key_Down)
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert [child for child, to, _ in staged(team) if to == KOFI] == [HUW]


def test_that_siblings_who_wait_too_come_along_as_one_step(team: Application) -> None:
    team.store.select_child(HUW)
    team.actions["move"].trigger()
    dialog = asked(team)
    for child in (LOWRI, MALI):
        dialog.passengers.ticks[child].setChecked(True)
    dialog.targets.choose(KOFI)
    dialog.look()
    if dialog.preview is not None and dialog.preview.warning:
        dialog.grounds.override.setCurrentIndex(1)
    dialog.finish()

    assert {child for child, _, _ in staged(team)} == {HUW, LOWRI, MALI}
    team.store.undo()
    assert staged(team) == []


def test_that_nobody_is_offered_only_to_who_has_somebody(team: Application) -> None:
    team.planning.ask((MALI,))
    with_worker = {row.worker for row in asked(team).targets.table.model.rows()}
    team.planning.ask((HUW,))
    without = {row.worker for row in asked(team).targets.table.model.rows()}

    assert None in with_worker
    assert None not in without


def test_that_a_staged_move_is_changed_in_place(team: Application) -> None:
    commands.stage(team.store, [Move(child=ChildId("C05"), to=KOFI, reason="MANAGE", note="soon")])
    [move] = team.store.plan.moves

    team.window.shown.wishes.changing.emit(move)
    dialog = asked(team)
    assert dialog.targets.target is not None
    assert dialog.targets.target.worker == KOFI
    assert dialog.grounds.note.text() == "soon"
    dialog.grounds.reason.setCurrentIndex(dialog.grounds.reason.findData("OTHERS"))
    dialog.finish()

    assert staged(team) == [("C05", "W2", "OTHERS")]


def test_that_a_co_worker_comes_and_goes(team: Application) -> None:
    team.planning.ask((MALI,))
    dialog = asked(team)
    dialog.deed.setCurrentIndex(1)
    dialog.targets.choose(KOFI)
    dialog.finish()
    assert [(each.child, each.worker) for each in team.store.plan.involvements] == [(MALI, KOFI)]

    team.planning.ask((MALI,))
    dialog = asked(team)
    dialog.deed.setCurrentIndex(3)
    assert [row.name for row in dialog.targets.table.model.rows()] == ["Kofi Ahmed"]
    dialog.targets.table.view.selectRow(0)
    dialog.finish()
    assert team.store.plan.involvements == ()


def test_that_what_is_staged_for_the_chosen_is_taken_back(team: Application) -> None:
    commands.stage(team.store, [Move(child=MALI, to=KOFI), Move(child=HUW, to=KOFI)])
    team.store.choose([MALI])

    team.actions["take_back"].trigger()

    assert [child for child, _, _ in staged(team)] == [HUW]


def test_that_ctrl_enter_gives_a_child_to_the_first_candidate(team: Application) -> None:
    team.store.select_child(ChildId("C05"))

    team.actions["allocate"].trigger()

    assert [(child, to) for child, to, _ in staged(team)] == [("C05", "W2")]

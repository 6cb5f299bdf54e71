"""The other views of the plan page: scenarios, pins and marks, notes."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from tests.builders import AS_AT
from tests.gui.pages.team import NAMES, mark_row, press
from ui import commands
from ui.dialogs.name import NameDialog
from ui.pages.plan import PlanPage
from ui.store import PlanStore
from ui.widgets.narrowing import HELD, NOTES, SCENARIOS

KOFI, SIONED = WorkerId("W2"), WorkerId("W1")
HUW, TEILO, MALI = ChildId("C02"), ChildId("C10"), ChildId("C03")
ACROSS = Qt.Orientation.Horizontal
MANY = ChildId("C14")  # with four workers in a year


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> PlanPage:
    """The page on the screen."""
    made = PlanPage(team)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def named(page: PlanPage, name: str) -> None:
    """Answer the question for a name."""
    dialog = next(d for d in page.findChildren(NameDialog) if d.isVisible())
    dialog.line.setText(name)
    dialog.act_button.click()


def scenarios(page: PlanPage, qtbot: QtBot) -> list[list[str]]:
    page.views.choose(SCENARIOS)
    qtbot.waitUntil(lambda: page.is_settled)
    return page.scenarios.table.texts()


def with_two(page: PlanPage) -> None:
    """Plan A moves Huw; the present plan moves Teilo."""
    commands.stage(page.store, [Move(child=HUW, to=KOFI)])
    commands.keep_scenario(page.store, "Plan A")
    commands.back_to_import(page.store)
    commands.stage(page.store, [Move(child=TEILO, to=KOFI)])


def test_that_the_present_plan_is_kept_by_the_name_that_is_given(
    page: PlanPage, qtbot: QtBot
) -> None:
    commands.stage(page.store, [Move(child=HUW, to=KOFI)])
    page.views.choose(SCENARIOS)

    page.scenarios.keep_button.click()
    named(page, "Fewest changes")

    assert [plan.name for plan in page.store.kept] == ["Fewest changes"]
    assert scenarios(page, qtbot)[2][0] == "Fewest changes"


def test_that_import_present_and_kept_plans_stand_side_by_side(
    page: PlanPage, qtbot: QtBot
) -> None:
    with_two(page)

    rows = {row[0]: row[1:] for row in scenarios(page, qtbot)}

    assert list(rows) == ["Import", "Present: Plan A, changed", "Plan A"]
    unallocated = [row[2] for row in rows.values()]
    assert unallocated == ["3", "3", "2"]
    assert [row[4] for row in rows.values()] == ["0", "1", "1"]


def test_that_a_child_who_had_nobody_counts_among_those_with_a_new_worker_and_it_says_so(
    page: PlanPage, qtbot: QtBot
) -> None:
    moves = [Move(child=HUW, to=KOFI), Move(child=TEILO, to=KOFI), Move(child=MALI, to=None)]
    commands.stage(page.store, moves)
    rows = scenarios(page, qtbot)
    heads = [page.scenarios.table.model().headerData(n, ACROSS) for n in range(len(rows[1]))]
    place = heads.index("Children with\na new worker")

    about = page.scenarios.table.model().headerData(place, ACROSS, Qt.ItemDataRole.ToolTipRole)
    assert (rows[1][place], rows[1][place - 1]) == ("2", "3")
    assert "One who had nobody counts" in about


def test_that_the_plans_side_by_side_are_framed_as_wide_as_their_figures(
    page: PlanPage, qtbot: QtBot
) -> None:
    scenarios(page, qtbot)
    table = page.scenarios.table

    assert 0 <= table.width() - table.horizontalHeader().length() <= 2


def test_that_as_many_pins_and_marks_are_counted_as_hold(page: PlanPage) -> None:
    commands.pin(page.store, [Pin(child=HUW)])
    commands.set_mark(page.store, Mark(kind=MarkKind.MUST_NOT, child=TEILO, worker=KOFI))
    page.views.choose(HELD)

    assert len(page.held.table.texts()) == 4  # and two by default
    assert "Pins and marks (4)" in page.views.texts()
    commands.lift_pins(page.store, [MANY])
    assert "Pins and marks (3)" in page.views.texts()


def test_that_the_children_who_differ_are_told_with_their_worker_in_each(
    page: PlanPage, qtbot: QtBot
) -> None:
    with_two(page)
    scenarios(page, qtbot)

    assert page.scenarios.differing is not None
    assert page.scenarios.differing.texts() == [
        ["Huw Price · C02", "nobody", "nobody", "Kofi Ahmed"],
        ["Teilo Number0 · C10", "Sioned Hughes", "Kofi Ahmed", "Sioned Hughes"],
    ]


def test_that_a_scenario_is_taken_up_with_enter_and_undone(page: PlanPage, qtbot: QtBot) -> None:
    with_two(page)
    scenarios(page, qtbot)
    mark_row(page.scenarios.table, 2)

    press(qtbot, page.scenarios.table, Qt.Key.Key_Return)

    assert [move.child for move in page.store.plan.moves] == [HUW]
    page.store.undo()
    assert [move.child for move in page.store.plan.moves] == [TEILO]


def test_that_a_scenario_is_renamed_but_not_to_the_name_of_another(
    page: PlanPage, qtbot: QtBot
) -> None:
    with_two(page)
    commands.keep_scenario(page.store, "Plan B")
    scenarios(page, qtbot)
    mark_row(page.scenarios.table, 2)

    page.scenarios.rename_button.click()
    dialog = next(d for d in page.findChildren(NameDialog) if d.isVisible())
    dialog.line.setText("Plan B")
    assert not dialog.act_button.isEnabled()
    named(page, "Huw first")

    assert [plan.name for plan in page.store.kept] == ["Huw first", "Plan B"]


def test_that_a_dropped_scenario_comes_back_by_undo(page: PlanPage, qtbot: QtBot) -> None:
    with_two(page)
    scenarios(page, qtbot)
    mark_row(page.scenarios.table, 2)

    press(qtbot, page.scenarios.table, Qt.Key.Key_Delete)

    assert page.store.kept == ()
    page.store.undo()
    assert len(page.store.kept) == 1


def held(page: PlanPage) -> dict[str, list[str]]:
    page.views.choose(HELD)
    QApplication.processEvents()
    return {row[0]: row[1:] for row in page.held.table.texts()}


def test_that_pins_say_why_and_until_when_and_those_by_default_that_they_are(
    page: PlanPage,
) -> None:
    until = AS_AT + timedelta(days=30)
    commands.pin(page.store, [Pin(child=TEILO, reason="TRUSTS", until=until)])

    rows = held(page)

    assert rows["Teilo Number0 · C10"][1] == "pin"
    assert "the child trusts this worker" in rows["Teilo Number0 · C10"][3]
    assert rows["Teilo Number4 · C14"][1] == "pin by default"


def test_that_del_lifts_pins_and_marks_at_once(page: PlanPage, qtbot: QtBot) -> None:
    commands.pin(page.store, [Pin(child=TEILO)])
    commands.set_mark(page.store, Mark(kind=MarkKind.MUST_NOT, child=MALI, worker=KOFI))
    held(page)
    page.held.table.view.selectAll()

    press(qtbot, page.held.table.view, Qt.Key.Key_Delete)

    assert (page.store.plan.pins, page.store.plan.marks) == ((), ())
    assert MANY in page.store.plan.unpinned
    assert held(page)["Teilo Number4 · C14"][1] == "pin lifted"
    page.store.undo()
    assert page.store.plan.unpinned == ()


def test_that_a_pin_that_has_run_out_says_so(page: PlanPage) -> None:
    commands.pin(page.store, [Pin(child=TEILO, until=AS_AT - timedelta(days=1))])

    assert held(page)["Teilo Number0 · C10"][1] == "pin that has run out"


def test_that_names_stay_hidden_among_pins_and_scenarios(page: PlanPage, qtbot: QtBot) -> None:
    with_two(page)
    commands.set_mark(page.store, Mark(kind=MarkKind.KEEP_APART, child=MALI, other=TEILO))
    page.store.hide_names(hidden=True)

    scenarios(page, qtbot)
    assert page.scenarios.differing is not None
    shown = str(page.scenarios.differing.texts()) + str(held(page))

    assert not any(name in shown for name in NAMES)


def test_that_notes_are_kept_without_a_step_of_undo(page: PlanPage, qtbot: QtBot) -> None:
    page.views.choose(NOTES)

    page.notes.text.setPlainText("Look again on Monday")
    qtbot.waitUntil(lambda: page.store.plan.notes == "Look again on Monday")

    assert not page.store.can_undo
    assert page.views.texts()[NOTES] == "Notes (written)"


def test_that_notes_survive_undo_and_are_shown_again(page: PlanPage) -> None:
    page.views.choose(NOTES)
    page.notes.text.setPlainText("Look again on Monday")
    page.notes.keep()
    commands.stage(page.store, [Move(child=HUW, to=KOFI)])

    page.store.undo()

    assert page.notes.text.toPlainText() == "Look again on Monday"


@pytest.mark.parametrize("place", range(7))
def test_that_every_view_is_empty_again_when_the_data_are_put_away(
    page: PlanPage, qtbot: QtBot, place: int
) -> None:
    with_two(page)
    page.views.choose(place)
    qtbot.waitUntil(lambda: page.is_settled)

    page.store.close()
    qtbot.waitUntil(lambda: page.is_settled)

    assert page.count() is None
    assert [text.split(" (")[-1] for text in page.views.texts() if "(" in text] == ["0)"] * 5


def test_that_figures_of_the_plan_follow_the_team_that_is_shown(
    page: PlanPage, qtbot: QtBot
) -> None:
    with_two(page)
    everybody = scenarios(page, qtbot)

    page.store.filter_team(TeamId("T2"))

    assert scenarios(page, qtbot) != everybody

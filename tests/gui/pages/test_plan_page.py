"""The plan page: every staged move with its effect, changed and taken back one by one."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, Involvement, WorkerId
from allocation_app.domain.plan import InvolvementChange, Move
from tests.builders import AS_AT
from tests.gui.pages.team import NAMES, mark_row, press
from ui import commands
from ui.pages.plan import PlanPage
from ui.store import PlanStore
from ui.widgets.move_list import EFFECT
from ui.widgets.row_heights import PADDING

KOFI, SIONED = WorkerId("W2"), WorkerId("W1")
MARGIN = 3  # px that Qt leaves at either side of a text
HUW, TEILO, LOWRI = ChildId("C02"), ChildId("C10"), ChildId("C01")


@pytest.fixture
def page(team: PlanStore, qtbot: QtBot) -> PlanPage:
    """The page on the screen, with nothing staged."""
    made = PlanPage(team)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def staged(page: PlanPage, qtbot: QtBot, *moves: Move) -> list[list[str]]:
    """Stage these and read the table once every effect is known."""
    commands.stage(page.store, moves)
    qtbot.waitUntil(lambda: page.is_settled)
    return page.moves.table.texts()


def a_move(child: ChildId = HUW, to: WorkerId | None = KOFI, reason: str = "FCONTA") -> Move:
    return Move(child=child, to=to, reason=reason)


def test_that_a_plan_without_a_step_says_how_one_is_made(page: PlanPage) -> None:
    assert page.count() == 0
    assert "nothing is staged" in page.heading.sentence
    assert not page.moves.take_back_button.isEnabled()
    assert not page.moves.empty_button.isEnabled()


def test_that_each_move_says_from_whom_to_whom_why_and_what_it_does(
    page: PlanPage, qtbot: QtBot
) -> None:
    rows = staged(page, qtbot, a_move(), a_move(TEILO, reason="MANAGE"))

    (child, *_, reason, day, aside, effect), other = rows
    assert (child, reason, day, aside) == (
        "Huw Price · C02",
        "first contact, or a new referral",
        "Fri 20 Nov",
        "",
    )
    assert rows[0][1:3] == ["nobody", "→ Kofi Ahmed"]
    assert effect.startswith("Kofi Ahmed ")
    assert "unallocated 3 → 2" in effect
    assert other[1:3] == ["Sioned Hughes", "→ Kofi Ahmed"]
    assert other[6].startswith("Sioned Hughes ")
    assert page.count() == 2


def test_that_what_a_move_does_is_read_whole_in_its_row(page: PlanPage, qtbot: QtBot) -> None:
    page.resize(760, 500)
    staged(page, qtbot, a_move(), a_move(TEILO))
    view = page.moves.table.view
    wide = view.columnWidth(EFFECT) - 2 * (PADDING + MARGIN)

    def high(row: int) -> int:
        text = view.model().index(row, EFFECT).data()
        flags = int(Qt.TextFlag.TextWordWrap)
        return view.fontMetrics().boundingRect(QRect(0, 0, wide, 900), flags, text).height()

    assert max(map(high, range(2))) > 2 * view.fontMetrics().height()
    qtbot.waitUntil(lambda: all(view.rowHeight(row) > high(row) for row in range(2)))


def test_that_a_co_worker_stands_among_the_moves(page: PlanPage, qtbot: QtBot) -> None:
    change = InvolvementChange(child=TEILO, worker=KOFI, involvement=Involvement.CO_WORKER)
    commands.stage(page.store, [change])
    qtbot.waitUntil(lambda: page.is_settled)

    assert page.moves.table.texts()[0][1:3] == ["Sioned Hughes", "→ Kofi Ahmed (co-worker)"]


def test_that_del_takes_the_chosen_moves_back_in_one_step_of_undo(
    page: PlanPage, qtbot: QtBot
) -> None:
    staged(page, qtbot, a_move(), a_move(LOWRI), a_move(TEILO))
    mark_row(page.moves.table.view, 0)
    page.moves.table.view.selectionModel().select(
        page.moves.table.model.index(2, 0),
        page.moves.table.view.selectionModel().SelectionFlag.Select
        | page.moves.table.view.selectionModel().SelectionFlag.Rows,
    )

    press(qtbot, page.moves.table.view, Qt.Key.Key_Delete)

    assert [move.child for move in page.store.plan.moves] == [LOWRI]
    page.store.undo()
    assert len(page.store.plan.moves) == 3


def test_that_enter_asks_for_the_move_to_be_changed(page: PlanPage, qtbot: QtBot) -> None:
    move = a_move()
    staged(page, qtbot, move)
    mark_row(page.moves.table.view, 0)

    with qtbot.waitSignal(page.wishes.changing) as asked:
        press(qtbot, page.moves.table.view, Qt.Key.Key_Return)

    assert asked.args == [move]


def test_that_the_chosen_move_says_what_would_be_without_it(page: PlanPage, qtbot: QtBot) -> None:
    staged(page, qtbot, a_move())

    mark_row(page.moves.table.view, 0)

    assert page.moves.without.isVisible()
    assert page.moves.without.text().startswith("Without this: Kofi Ahmed ")
    assert "unallocated 2 → 3" in page.moves.without.text()
    assert page.store.selected is not None
    assert page.store.selected.child == HUW


def test_that_back_to_the_import_takes_everything_back_and_undo_brings_it_again(
    page: PlanPage, qtbot: QtBot
) -> None:
    staged(page, qtbot, a_move(), a_move(TEILO))

    page.moves.empty_button.click()

    assert page.store.plan.steps == ()
    page.store.undo()
    assert len(page.store.plan.steps) == 2


def test_that_rules_set_aside_stand_beside_the_move_in_words(page: PlanPage, qtbot: QtBot) -> None:
    move = Move(child=TEILO, to=KOFI, overrides=("siblings",), override_reason="KNOWS")

    rows = staged(page, qtbot, move)

    assert rows[0][5] == "siblings apart"


def test_that_effects_are_worked_out_after_the_page_is_painted(page: PlanPage) -> None:
    commands.stage(page.store, [a_move()])

    assert page.moves.table.texts()[0][6] == "…"
    assert not page.is_settled


def test_that_no_child_is_named_while_names_are_hidden(page: PlanPage, qtbot: QtBot) -> None:
    staged(page, qtbot, a_move(), a_move(TEILO))
    mark_row(page.moves.table.view, 0)

    page.store.hide_names(hidden=True)
    QApplication.processEvents()

    shown = str(page.moves.table.texts()) + page.moves.without.text()
    assert not any(name in shown for name in NAMES)


def test_that_a_later_day_is_the_one_an_effect_is_measured_on(page: PlanPage, qtbot: QtBot) -> None:
    later = AS_AT + timedelta(days=10)

    rows = staged(page, qtbot, Move(child=HUW, to=KOFI, effective=later))

    assert rows[0][4] == "Mon 30 Nov"
    assert "unallocated" in rows[0][6]

"""Children shared out: proposed beside the window, gone through, staged as one step."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, ChildId, Status, WorkerId
from allocation_app.domain.plan import Move, Pin
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_spell, a_worker
from tests.gui.pages.team import mark_row
from ui import commands
from ui.app import Application
from ui.dialogs.share_out import ShareOutDialog

GOER, KOFI, NIA = WorkerId("W1"), WorkerId("W2"), WorkerId("W3")
DAY = timedelta(days=1)


def a_team() -> Snapshot:
    """One who will go, with a family of two and one more; two who have room; one who waits."""
    held = [
        a_child("C1", name="Lowri Price", family="P"),
        a_child("C2", name="Huw Price", family="P"),
        a_child("C3", name="Jac Thomas", statuses=[Status.REGISTERED]),
    ]
    return a_snapshot(
        {GOER: held, KOFI: [a_child("C4"), a_child("C5")], NIA: []},
        workers=[
            a_worker(GOER, name="Sioned Hughes"),
            a_worker(KOFI, name="Kofi Ahmed"),
            a_worker(NIA, name="Nia Griffiths"),
        ],
        waiting=[a_child("C9", name="Osian Rees")],
    )


@pytest.fixture
def opened(whole: Application) -> Application:
    whole.store.open(a_reading(a_team()))
    return whole


def asked(whole: Application, qtbot: QtBot) -> ShareOutDialog:
    """The question that is open, once a proposal stands in it."""
    dialogs = [d for d in whole.window.findChildren(ShareOutDialog) if d.isVisible()]
    assert len(dialogs) == 1
    qtbot.waitUntil(lambda: dialogs[0].is_settled)
    return dialogs[0]


def leaving(whole: Application, qtbot: QtBot) -> ShareOutDialog:
    change = StaffChange(kind=StaffChangeKind.LEAVES, worker=GOER, day=AS_AT + 9 * DAY)
    commands.stage(whole.store, [change])
    whole.wishes.following.emit(change)
    return asked(whole, qtbot)


def stage(dialog: ShareOutDialog) -> None:
    """Give a reason where rules warn, and stage."""
    if not dialog.stage_button.isEnabled():
        dialog.why.setCurrentIndex(1)
    dialog.stage_button.click()


def test_that_a_leavers_children_are_shared_out_from_the_day_after_in_one_step_of_undo(
    opened: Application, qtbot: QtBot
) -> None:
    dialog = leaving(opened, qtbot)

    stage(dialog)

    moves = opened.store.plan.moves
    assert {move.child for move in moves} == {"C1", "C2", "C3"}
    assert {move.effective for move in moves} == {AS_AT + 10 * DAY}
    opened.store.undo()
    assert opened.store.plan.moves == ()
    assert len(opened.store.plan.staffing) == 1


def test_that_the_keyboard_begins_with_the_first_child(opened: Application, qtbot: QtBot) -> None:
    dialog = leaving(opened, qtbot)

    assert dialog.focusWidget() is dialog.table.view
    assert dialog.table.view.currentIndex().row() == 0


def test_that_siblings_are_proposed_to_one_worker_and_say_so(
    opened: Application, qtbot: QtBot
) -> None:
    rows = {row.child: row for row in leaving(opened, qtbot).table.model.rows()}

    assert rows[ChildId("C1")].to == rows[ChildId("C2")].to
    assert rows[ChildId("C1")].family == "with 1 sibling"


def test_that_the_first_child_can_be_given_to_another_without_choosing_it_again(
    opened: Application, qtbot: QtBot
) -> None:
    dialog = leaving(opened, qtbot)
    row = dialog.table.current()

    assert row is not None
    assert dialog.target.isEnabled()
    assert dialog.target.currentData() == row.to
    assert row.name in dialog.target_words.text()


def test_that_every_childs_worker_can_be_changed_before_anything_is_staged(
    opened: Application, qtbot: QtBot
) -> None:
    dialog = leaving(opened, qtbot)
    place = dialog.table.model.place(ChildId("C3"))
    assert place is not None
    mark_row(dialog.table.view, place)
    was = dialog.table.model.row(place).to
    other = KOFI if was == NIA else NIA

    dialog.target.setCurrentIndex(dialog.target.findData(other))
    dialog.target.activated.emit(dialog.target.currentIndex())
    stage(dialog)

    assert {move.to for move in opened.store.plan.moves if move.child == "C3"} == {other}


def test_that_a_child_can_be_left_as_it_is(opened: Application, qtbot: QtBot) -> None:
    dialog = leaving(opened, qtbot)
    dialog.table.select(ChildId("C3"))

    dialog.give(None)
    stage(dialog)

    assert {move.child for move in opened.store.plan.moves} == {"C1", "C2"}


def test_that_nothing_is_proposed_to_who_is_not_ticked(opened: Application, qtbot: QtBot) -> None:
    dialog = leaving(opened, qtbot)
    for n in range(dialog.among.count()):
        item = dialog.among.item(n)
        if str(item.data(Qt.ItemDataRole.UserRole)) == NIA:
            item.setCheckState(Qt.CheckState.Unchecked)

    dialog.again_button.click()
    qtbot.waitUntil(lambda: dialog.is_settled)

    assert {row.to for row in dialog.table.model.rows()} == {KOFI}


def test_that_a_pinned_child_stands_on_top_with_the_reason_and_is_not_moved(
    opened: Application, qtbot: QtBot
) -> None:
    commands.pin(opened.store, [Pin(child=ChildId("C3"))])

    dialog = leaving(opened, qtbot)

    top = dialog.table.model.rows()[0]
    assert (top.child, top.to, top.said) == ("C3", None, "Pinned: lift the pin first.")
    stage(dialog)
    assert "C3" not in {move.child for move in opened.store.plan.moves}


def test_that_without_a_selection_all_who_wait_are_shared_out(
    opened: Application, qtbot: QtBot
) -> None:
    opened.wishes.sharing.emit(())

    dialog = asked(opened, qtbot)

    assert [row.child for row in dialog.table.model.rows()] == ["C9"]
    assert "unallocated 1 → 0" in dialog.told.text()


def test_that_closing_the_question_while_it_is_worked_out_stages_nothing(
    opened: Application, qtbot: QtBot
) -> None:
    opened.wishes.sharing.emit(())
    dialog = next(d for d in opened.window.findChildren(ShareOutDialog) if d.isVisible())

    dialog.reject()
    qtbot.waitUntil(lambda: dialog.is_settled)

    assert opened.store.plan.moves == ()


def test_that_rules_that_warn_are_set_aside_with_a_reason_that_is_kept(
    opened: Application, qtbot: QtBot
) -> None:
    away = StaffChange(kind=StaffChangeKind.LEAVES, worker=NIA, day=AS_AT + 20 * DAY)
    commands.stage(opened.store, [away])
    dialog = leaving(opened, qtbot)
    dialog.table.select(ChildId("C3"))
    dialog.give(NIA)

    assert dialog.why.isVisible()
    assert not dialog.stage_button.isEnabled()
    dialog.why.setCurrentIndex(dialog.why.findData("AGREED"))
    dialog.stage_button.click()

    move = next(move for move in opened.store.plan.moves if move.child == "C3")
    assert move.overrides
    assert move.override_reason == "AGREED"


def returning(whole: Application, qtbot: QtBot) -> ShareOutDialog:
    """Nia comes back to a child who left her long ago, one just now, and one nobody knows when."""
    nia = a_worker(NIA, name="Nia Griffiths", absences=(Absence(start=AS_AT - 120 * DAY),))
    kofi = a_worker(KOFI, name="Kofi Ahmed")
    long_ago, just_now = a_child("C1", name="Lowri Price"), a_child("C2", name="Huw Price")
    spells = [
        spell
        for child, day in ((long_ago, AS_AT - 110 * DAY), (just_now, AS_AT - 20 * DAY))
        for spell in (
            a_spell(child, nia, start=AS_AT - 300 * DAY, end=day - DAY),
            a_spell(child, kofi, start=day),
        )
    ]
    nobody_knows = a_child("C3", name="Jac Thomas")
    spells.append(a_spell(nobody_knows, nia, start=AS_AT - 300 * DAY, end=AS_AT - 100 * DAY))
    spells.append(replace(a_spell(nobody_knows, kofi), start=None))
    waiting = [long_ago, just_now, nobody_knows]
    snapshot = a_snapshot(workers=[nia, kofi], waiting=waiting, spells=spells)
    whole.store.open(a_reading(snapshot))
    change = StaffChange(kind=StaffChangeKind.RETURNS, worker=NIA, day=AS_AT + 7 * DAY)
    commands.stage(whole.store, [change])
    whole.wishes.following.emit(change)
    return asked(whole, qtbot)


def test_that_a_returner_gets_back_whom_a_second_change_would_not_come_too_soon_for(
    whole: Application, qtbot: QtBot
) -> None:
    dialog = returning(whole, qtbot)

    rows = {row.child: row for row in dialog.table.model.rows()}
    assert rows[ChildId("C1")].to == NIA
    assert rows[ChildId("C2")].to is None
    assert "second change" in rows[ChildId("C2")].said
    assert rows[ChildId("C3")].said.startswith("Stays: not said since when")
    assert dialog.told.text().startswith("1 child to 1 worker; 2 children stay.")
    stage(dialog)
    (move,) = whole.store.plan.moves
    assert (move.child, move.to, move.reason) == ("C1", NIA, "ABSENC")
    assert move.effective == AS_AT + 7 * DAY


def test_that_nobody_is_named_in_the_title_of_the_question(
    whole: Application, opened: Application, qtbot: QtBot
) -> None:
    dialog = leaving(opened, qtbot)
    assert dialog.windowTitle() == "Share out"
    dialog.reject()

    assert returning(whole, qtbot).windowTitle() == "Give back"


def test_that_it_is_said_why_nobody_is_given_back(whole: Application) -> None:
    whole.store.open(a_reading(a_team()))

    change = StaffChange(kind=StaffChangeKind.RETURNS, worker=KOFI, day=AS_AT)
    whole.wishes.following.emit(change)

    assert whole.window.strip.words.text() == "No absence of Kofi Ahmed ends, so nobody goes back."


def test_that_a_child_who_was_to_stay_can_be_given_back_all_the_same(
    whole: Application, qtbot: QtBot
) -> None:
    dialog = returning(whole, qtbot)
    dialog.table.select(ChildId("C2"))

    dialog.give(NIA)
    stage(dialog)

    assert {move.child for move in whole.store.plan.moves} == {"C1", "C2"}


def test_that_it_says_how_good_it_is_until_somebody_decides_otherwise(
    opened: Application, qtbot: QtBot
) -> None:
    dialog = leaving(opened, qtbot)
    assert dialog.told.text().endswith("Proved best.")
    row = dialog.table.current()
    assert row is not None

    dialog.give(KOFI if row.to == NIA else NIA)

    assert "roved" not in dialog.told.text()


def test_that_of_the_chosen_child_it_says_why_this_worker_and_not_the_next(
    opened: Application, qtbot: QtBot
) -> None:
    dialog = leaving(opened, qtbot)
    row = dialog.table.current()
    assert row is not None
    other = KOFI if row.to == NIA else NIA
    name = opened.store.plan.facts.workers[other].name

    assert row.to_name in dialog.said.text()
    assert name in dialog.said.text()
    dialog.give(other)

    assert name not in dialog.said.text()


def test_that_a_child_can_be_shared_out_anew_whom_a_staged_move_brought(
    opened: Application, qtbot: QtBot
) -> None:
    commands.stage(opened.store, [Move(child=ChildId("C4"), to=GOER)])

    stage(leaving(opened, qtbot))

    to = {move.child: move.to for move in opened.store.plan.moves}
    assert set(to) == {"C1", "C2", "C3", "C4"}
    assert GOER not in to.values()


def test_that_a_stop_while_it_is_worked_out_leaves_the_question_open(
    opened: Application, qtbot: QtBot
) -> None:
    opened.wishes.sharing.emit(())
    dialog = next(d for d in opened.window.findChildren(ShareOutDialog) if d.isVisible())
    assert dialog.stop_button.isVisible()
    assert not dialog.target.isVisible()
    assert not dialog.told.text()  # the list says that it is worked out

    dialog.stop_button.click()
    qtbot.waitUntil(lambda: dialog.is_settled)

    assert dialog.isVisible()
    assert dialog.target.isVisible()
    assert dialog.told.text().endswith("Stopped before anything was found.")
    among = [dialog.among.item(n).text() for n in range(dialog.among.count())]
    assert among
    assert not any("→" in said for said in among)  # nobody receives, so no load changes
    assert dialog.again_button.isEnabled()
    assert dialog.stop_button.isHidden()

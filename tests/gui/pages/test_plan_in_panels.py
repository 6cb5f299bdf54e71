"""What the inspector says of the plan: of a child, of a worker; and what is done from there."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, ChildId, EventKind, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from ui import commands
from ui.store import PlanStore
from ui.widgets.inspector import Inspector
from ui.widgets.later import Later
from ui.widgets.staged_view import StagedView

SIONED, KOFI = WorkerId("W1"), WorkerId("W2")
JAC = ChildId("C1")


@pytest.fixture
def inspector(store: PlanStore, qtbot: QtBot) -> Inspector:
    """Sioned has three children, Kofi none; Jac is one of Sioned's and was seen a week ago."""
    seen = {EventKind.SEEN: AS_AT - timedelta(days=7)}
    arranged = {EventKind.REVIEW_CONFERENCE: AS_AT + timedelta(days=5)}
    jac = a_child("C1", name="Jac Thomas", family="T", events=seen)
    held = [
        replace(jac, visited_by=SIONED),
        a_child("C2", name="Lowri Thomas", family="T"),
        a_child("C3", name="Osian Rees", events=arranged, workers_in_year=3),
    ]
    workers = [a_worker("W1", name="Sioned Hughes"), a_worker("W2", name="Kofi Ahmed")]
    store.open(a_reading(a_snapshot({"W1": held}, workers=workers)))
    made = Inspector(store)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    return made


def settle(panel: QWidget) -> None:
    """Until what has just been put in is shown, and what follows a moment later."""
    QApplication.processEvents()
    until = time.monotonic() + 5
    while time.monotonic() < until and not all(
        each.is_settled for each in panel.findChildren(Later) if each.isVisible()
    ):
        QApplication.processEvents()
    QApplication.processEvents()


def said(panel: QWidget) -> str:
    settle(panel)
    labels = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


def press(panel: QWidget, text: str) -> None:
    settle(panel)
    buttons = [b for b in panel.findChildren(QPushButton) if b.isVisible() and b.text() == text]
    buttons[-1].click()


def staged(inspector: Inspector, qtbot: QtBot) -> StagedView:
    found = [view for view in inspector.findChildren(StagedView) if view.isVisible()]
    qtbot.waitUntil(lambda: found[-1].is_settled)
    return found[-1]


def move_jac(store: PlanStore) -> Move:
    move = Move(
        child=JAC, to=KOFI, reason="MANAGE", overrides=("siblings",), override_reason="KNOWS"
    )
    commands.stage(store, [move])
    store.select_child(JAC)
    return move


def test_that_a_staged_move_is_told_with_its_effect_and_what_would_be_without_it(
    inspector: Inspector, store: PlanStore, qtbot: QtBot
) -> None:
    move_jac(store)
    words = said(staged(inspector, qtbot))

    assert words.startswith("Sioned Hughes → Kofi Ahmed\nManaging caseloads\n")
    assert "Set aside: siblings apart (the worker knows the child or the family)" in words
    assert "Sioned Hughes 12 → 9 %; Kofi Ahmed 0 → 5 %" in words
    assert "Without it: Sioned Hughes 12 %, Kofi Ahmed 0 %" in words


def test_that_what_the_next_worker_must_know_first_stands_with_the_move(
    inspector: Inspector, store: PlanStore, qtbot: QtBot
) -> None:
    move_jac(store)
    words = said(staged(inspector, qtbot))

    assert "To hand over\nLast seen: Fri 13 Nov 2026, by Sioned Hughes" in words


def test_that_a_staged_move_is_taken_back_and_changed_from_the_child(
    inspector: Inspector, store: PlanStore, qtbot: QtBot
) -> None:
    move = move_jac(store)
    changed: list[object] = []
    inspector.wishes.changing.connect(changed.append)
    view = staged(inspector, qtbot)

    press(view, "Change…")
    press(view, "Take back")

    assert changed == [move]
    assert store.plan.moves == ()
    assert store.can_undo


def test_that_siblings_who_stand_together_can_be_moved_together(
    inspector: Inspector, store: PlanStore
) -> None:
    asked: list[object] = []
    inspector.wishes.asking.connect(asked.append)
    store.select_child(JAC)

    press(inspector.child, "Move with 1 sibling…")

    assert asked == [(JAC, "C2")]


def test_that_a_child_of_many_workers_is_badged_pinned_and_can_be_let_go(
    inspector: Inspector, store: PlanStore
) -> None:
    store.select_child(ChildId("C3"))
    assert "Pinned by default: 3 workers in 12 months." in said(inspector.child)

    press(inspector.child, "Lift the pin")

    assert store.plan.unpinned == ("C3",)
    assert "Neither pinned nor marked." in said(inspector.child)


def test_that_pins_and_marks_are_told_asked_for_and_removed(
    inspector: Inspector, store: PlanStore
) -> None:
    asked: list[object] = []
    inspector.wishes.pinning.connect(asked.append)
    inspector.wishes.marking.connect(asked.append)
    mark = Mark(kind=MarkKind.MUST_NOT, child=JAC, worker=KOFI)
    commands.set_mark(store, mark)
    commands.pin(store, [Pin(child=JAC, reason="TRUSTS", until=AS_AT)])
    store.select_child(JAC)
    words = said(inspector.child)

    assert "Pinned until Fri 20 Nov 2026: the child trusts this worker." in words
    assert "Kofi Ahmed must not hold Jac Thomas" in words
    press(inspector.child, "Change the pin…")
    press(inspector.child, "Mark…")
    press(inspector.child, "Remove the mark")
    assert asked == [(JAC,), (JAC,)]
    assert store.plan.marks == ()


def test_that_a_worker_tells_who_comes_and_goes_by_the_plan(
    inspector: Inspector, store: PlanStore
) -> None:
    move_jac(store)

    store.select_worker(KOFI)
    assert "By this plan: 0 → 5 %." in said(inspector.worker)
    press(inspector.worker, "Receives Jac Thomas · C1 from Sioned Hughes")
    assert store.selected is not None
    assert store.selected.child == JAC

    store.select_worker(SIONED)
    texts = [button.accessibleName() for button in inspector.worker.findChildren(QPushButton)]
    assert "Gives Jac Thomas · C1 to Kofi Ahmed" in texts


def test_that_a_worker_tells_what_the_next_four_weeks_hold(
    inspector: Inspector, store: PlanStore, qtbot: QtBot
) -> None:
    from ui.widgets.coming_work import ComingWork  # noqa: PLC0415 - beside its use

    store.select_worker(SIONED)
    work = inspector.worker.findChildren(ComingWork)[-1]
    qtbot.waitUntil(lambda: work.is_settled)

    assert ["Wed 25 Nov", "Osian Rees", "Last review conference"] in work.table.texts()


def test_that_children_of_who_goes_are_shared_out_and_given_back_to_who_returns(
    inspector: Inspector, store: PlanStore
) -> None:
    followed: list[object] = []
    inspector.wishes.following.connect(followed.append)
    inspector.wishes.staffing.connect(followed.append)
    away = StaffChange(kind=StaffChangeKind.LEAVES, worker=SIONED, day=AS_AT + timedelta(days=30))
    back = StaffChange(kind=StaffChangeKind.RETURNS, worker=KOFI, day=AS_AT)
    commands.stage(store, [away, back])

    store.select_worker(SIONED)
    assert "Leaves, last day Sun 20 Dec 2026" in said(inspector.worker)
    press(inspector.worker, "Share out 3 children…")
    press(inspector.worker, "Leaves, is away, hours…")
    store.select_worker(KOFI)
    press(inspector.worker, "Give children back…")
    press(inspector.worker, "Take back")

    assert followed == [away, SIONED, back]
    assert store.plan.staffing == (away,)


def test_that_who_returns_by_the_staff_list_can_be_given_children_back(
    store: PlanStore, qtbot: QtBot
) -> None:
    away = Absence(start=AS_AT - timedelta(days=200), end=AS_AT - timedelta(days=3))
    workers = [a_worker("W1", name="Sioned Hughes", absences=(away,))]
    store.open(a_reading(a_snapshot({"W1": [a_child("C1")]}, workers=workers)))
    made = Inspector(store)
    qtbot.addWidget(made)
    made.show()
    followed: list[object] = []
    made.wishes.following.connect(followed.append)

    store.select_worker(SIONED)
    press(made.worker, "Give children back…")

    day = AS_AT - timedelta(days=2)
    assert followed == [StaffChange(kind=StaffChangeKind.RETURNS, worker=SIONED, day=day)]

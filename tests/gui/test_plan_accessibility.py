"""The views of the plan and what they ask: names, mnemonics, room at twice the text, words."""

import time
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin
from allocation_app.domain.proposal import (
    NotPlaced,
    Proposal,
    Relaxation,
    RelaxationKind,
    Shortage,
    Status,
)
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.progress import Progress
from tests.builders import AS_AT
from tests.gui.pages.team import mark_row
from tests.gui.test_accessibility import (
    LEAST,
    clipped,
    controls,
    described,
    mnemonics,
    opened,
    said,
    untranslated,
)
from ui import commands
from ui.app import Application
from ui.dialogs.share_out import ShareOutDialog
from ui.dialogs.staffing import StaffingDialog
from ui.pages.plan import PlanPage
from ui.solving import Tell
from ui.suggested import Asked
from ui.suggesting import Found, found
from ui.widgets.narrowing import CLOSING, CURVE, HELD, MOVES, NOTES, SCENARIOS, STAFF, SUGGESTED

VIEWS = (MOVES, SUGGESTED, CURVE, STAFF, SCENARIOS, HELD, NOTES, CLOSING)
KIND = StaffChangeKind
LATER = AS_AT + timedelta(days=21)
HELD_CHILD, WAITING, WORKER, OTHER = (
    ChildId("100"),
    ChildId("102"),
    WorkerId("31"),
    WorkerId("32"),
)


def planned(whole: Application) -> Application:
    """Something of everything that a plan can hold. All data are digits."""
    store = opened(whole).store
    joins = StaffChange(kind=KIND.JOINS, worker=WorkerId("33"), day=LATER, joiner=Joiner(name="43"))
    commands.stage(store, [Move(child=WAITING, to=OTHER, reason="FCONTA")])
    commands.keep_scenario(store, "1")
    commands.stage(
        store,
        [
            Move(child=HELD_CHILD, to=OTHER, overrides=("siblings",), override_reason="KNOWS"),
            StaffChange(kind=KIND.LEAVES, worker=WORKER, day=LATER),
            StaffChange(kind=KIND.AWAY, worker=OTHER, day=LATER, until=LATER),
            joins,
        ],
    )
    commands.pin(store, [Pin(child=ChildId("101"), reason="TRUSTS", until=LATER)])
    mark = Mark(kind=MarkKind.MUST_NOT, child=HELD_CHILD, worker=WORKER)
    commands.set_mark(store, mark)
    return whole


def settle() -> None:
    """Let text that wraps have its height, and what comes a moment later come."""
    until = time.monotonic() + 0.3
    while time.monotonic() < until:
        QApplication.processEvents()


def suggest(page: PlanPage) -> None:
    """A suggestion of which something can't be met, with a rule that warns; conditions open."""

    def propose(asked: Asked, _progress: Progress, _tell: Tell) -> Found:
        eased = Relaxation(kind=RelaxationKind.SET_ASIDE, rule="own_team")
        proposal = Proposal(
            request=asked.request,
            status=Status.INFEASIBLE,
            moves=(Move(child=WAITING, to=WORKER),),
            shortage=Shortage(limit=1.1, lowest=1.2, points=24, fte=0.5),
            unplaced=(NotPlaced(child=HELD_CHILD, rules={"own_team": 2}, relaxations=(eased,)),),
        )
        return found(asked, proposal)

    page.suggesting.propose = propose
    page.suggestions.bar.conditions_button.setChecked(True)
    page.suggestions.bar.safe_button.click()


def view(whole: Application, place: int) -> QWidget:
    """The page with this view in it, everything worked out."""
    planned(whole).window.go("plan", place)
    page = whole.window.pages["plan"]
    assert isinstance(page, PlanPage)
    if place == SUGGESTED:
        suggest(page)
    if place == CURVE:
        page.curve.ask()
    while not page.is_settled:
        QApplication.processEvents()
    if place == MOVES:
        mark_row(page.moves.table.view, 1)
        whole.store.clear_selection()
    settle()
    return page


def asked(whole: Application, kind: StaffChangeKind | None) -> QDialog:
    """A question: what of staff happens, or (None) who takes the children of who leaves."""
    planned(whole)
    if kind is None:
        whole.wishes.following.emit(whole.store.plan.staffing[0])
    else:
        whole.wishes.staffing.emit(WORKER)
    dialog = next(d for d in whole.window.findChildren(QDialog) if d.isVisible())
    if isinstance(dialog, StaffingDialog) and kind is not None:
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind.value))
        dialog.is_protected.setChecked(True)
    while isinstance(dialog, ShareOutDialog) and not dialog.is_settled:
        QApplication.processEvents()
    settle()
    return dialog


def nameless(root: QWidget) -> list[str]:
    return [
        described(control)
        for control in controls(root)
        if not control.accessibleName()
        and not (isinstance(control, QAbstractButton) and control.text().strip())
    ]


def too_small(root: QWidget) -> list[str]:
    found = controls(root)
    return [described(each) for each in found if min(each.width(), each.height()) < LEAST]


def doubled(root: QWidget) -> dict[str, int]:
    """Keys of mnemonics that stand twice among what can be seen."""
    buttons = [b.text() for b in root.findChildren(QAbstractButton) if b.isVisible()]
    labels = [x.text() for x in root.findChildren(QLabel) if x.isVisible() and x.buddy()]
    return {key: n for key, n in mnemonics([*buttons, *labels]).items() if n > 1}


@pytest.mark.parametrize("place", VIEWS)
def test_that_each_view_has_a_name_room_and_one_key_for_every_control(
    whole: Application, place: int
) -> None:
    page = view(whole, place)

    assert (nameless(page), too_small(page), doubled(page)) == ([], [], {})


@pytest.mark.parametrize("place", VIEWS)
def test_that_each_view_is_whole_when_text_is_twice_as_large(
    large: Application, place: int
) -> None:
    page = view(large, place)

    assert clipped(page) == []
    assert page.minimumSizeHint().width() <= 1100


@pytest.mark.parametrize("place", VIEWS)
def test_that_every_text_of_each_view_can_be_translated(marked: Application, place: int) -> None:
    assert untranslated(said(view(marked, place))) == set()


@pytest.mark.parametrize("kind", [None, *KIND])
def test_that_each_question_has_a_name_room_and_one_key_for_every_control(
    whole: Application, kind: StaffChangeKind | None
) -> None:
    dialog = asked(whole, kind)

    assert (nameless(dialog), too_small(dialog), doubled(dialog)) == ([], [], {})


@pytest.mark.parametrize("kind", [None, *KIND])
def test_that_each_question_is_whole_when_text_is_twice_as_large(
    large: Application, kind: StaffChangeKind | None
) -> None:
    assert clipped(asked(large, kind)) == []


@pytest.mark.parametrize("kind", [None, *KIND])
def test_that_every_text_of_each_question_can_be_translated(
    marked: Application, kind: StaffChangeKind | None
) -> None:
    assert untranslated(said(asked(marked, kind))) == set()


def test_that_the_window_is_never_wider_than_a_small_screen_whatever_the_plan_is_called(
    large: Application,
) -> None:
    commands.keep_scenario(planned(large).store, "Before the summer" * 3)
    QApplication.processEvents()

    assert large.window.minimumSizeHint().width() <= 1366


def test_that_children_are_shared_out_within_a_small_screen_when_text_is_twice_as_large(
    large: Application, qtbot: QtBot
) -> None:
    large.window.resize(1366, 768)
    store = planned(large).store
    large.wishes.following.emit(store.plan.staffing[0])
    dialog = large.window.findChild(ShareOutDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.is_settled)
    for label in (dialog.said, dialog.told, dialog.warned):
        label.setText("19 children to 6 workers; " * 4)
        label.show()
    dialog.why.show()
    QApplication.processEvents()

    assert dialog.height() <= 768
    assert clipped(dialog) == []

"""What the planner suggests, decided on in the window: asked, understood, accepted, taken back."""

from dataclasses import replace
from datetime import date
from math import ceil

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import ChildId, Role, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin
from allocation_app.domain.proposal import Ask, Proposal, Request, Status
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.errors import AppError
from allocation_app.planner.apart import solver
from allocation_app.planner.model import Answer, Model
from allocation_app.planner.propose import propose
from allocation_app.planner.so_far import so_far
from allocation_app.planner.solving import Told
from allocation_app.progress import Progress
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from tests.gui.pages.team import press
from tests.stories import troubled_solver as troubled
from ui import commands
from ui.app import Application
from ui.dialogs.staffing import StaffingDialog
from ui.pages.plan import PlanPage
from ui.solving import Tell
from ui.suggested import Asked
from ui.suggesting import Found, found
from ui.widgets.narrowing import SUGGESTED

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG = 90_000
SIONED, KOFI = WorkerId("W1"), WorkerId("W2")
JAC, OSIAN = ChildId("C1"), ChildId("C2")


def in_trouble(asked: Asked, progress: Progress, tell: Tell) -> Found:
    """The planner, with a solver that does by its seed what none should."""

    def solve(model: Model, seed: int, report: Progress, told: Told) -> Answer:
        def better(answer: Answer) -> None:
            told(answer)
            tell(so_far(model, answer, asked.request))

        with solver(child=troubled.__name__) as apart:
            return apart(model, seed, report, better)

    return found(
        asked, propose(asked.plan, asked.request, asked.by, solver=solve, progress=progress)
    )


def suggestions(whole: Application) -> PlanPage:
    whole.window.go("plan", SUGGESTED)
    page = whole.window.pages["plan"]
    assert isinstance(page, PlanPage)
    return page


def settled(page: PlanPage, qtbot: QtBot) -> Proposal:
    """Wait for the answer."""
    qtbot.waitUntil(lambda: page.suggesting.is_settled, timeout=LONG)
    assert page.suggesting.error is None
    assert page.suggesting.found is not None
    return page.suggesting.found.proposal


def stage(page: PlanPage, qtbot: QtBot) -> None:
    """Stage what is ticked, with a reason where a rule warns."""
    parts = page.suggestions.list
    qtbot.waitUntil(lambda: page.is_settled, timeout=LONG)
    if parts.why.isVisible():
        parts.why.setCurrentIndex(1)
    parts.stage_button.click()


def worst(whole: Application) -> float:
    assert whole.store.review is not None
    loads = whole.store.review.caseloads
    shares = (loads.loads[worker.id].utilisation for worker in loads.case_holders)
    return max(share for share in shares if share is not None)


def waiting(whole: Application) -> set[ChildId]:
    assert whole.store.review is not None
    return {wait.child for wait in whole.store.review.waits}


@pytest.fixture
def sample(whole: Application, qtbot: QtBot) -> Application:
    """The sample of a team, read from its files."""
    whole.importing.open_sample()
    qtbot.waitUntil(lambda: whole.store.review is not None, timeout=LONG)
    return whole


@pytest.fixture
def small(whole: Application) -> Application:
    """Two workers with room, and two children who wait."""
    staff = [a_worker(SIONED, name="Sioned Hughes"), a_worker(KOFI, name="Kofi Ahmed")]
    children = [a_child(JAC, name="Jac Thomas"), a_child(OSIAN, name="Osian Rees")]
    whole.store.open(a_reading(a_snapshot(workers=staff, waiting=children)))
    return whole


def test_that_the_sample_team_is_made_safe_with_who_joins_and_the_fewest_changes(
    sample: Application, qtbot: QtBot
) -> None:
    whole, before = sample, worst(sample)
    page = suggestions(whole)

    # By keys: it can't be done with who is there, and how much is short can be passed on.
    press(qtbot, whole.window, Qt.Key.Key_G, CTRL | SHIFT)
    short = settled(page, qtbot)
    assert short.status is Status.INFEASIBLE
    assert short.shortage is not None
    assert whole.store.plan.steps == ()
    obstacles = page.suggestions.obstacles
    obstacles.copy_button.click()
    more = ceil(100 * short.shortage.fte) / 100
    assert f"at least {more:g} FTE" in QGuiApplication.clipboard().text()

    # Somebody who joins with so many hours is enough.
    obstacles.join_button.click()
    (dialog,) = (each for each in whole.window.findChildren(StaffingDialog) if each.isVisible())
    assert dialog.chosen is StaffChangeKind.JOINS
    dialog.name.setText("Bethan Vaughan")
    dialog.day.setDate(QDate(AS_AT.year, AS_AT.month, AS_AT.day))
    dialog.fte.setValue(more)
    dialog.stage_button.click()
    (joins,) = whole.store.plan.staffing
    assert joins.kind is StaffChangeKind.JOINS

    page = suggestions(whole)
    page.suggestions.again.button.click()
    safe = settled(page, qtbot)
    assert safe.status is Status.OPTIMAL
    assert safe.is_fewest
    assert safe.changes > 0
    stage(page, qtbot)
    assert worst(whole) < whole.store.by.policy.bands.over < before
    assert waiting(whole) == set()

    # One step of undo takes all of it back, and leaves who joins.
    whole.actions["undo"].trigger()
    assert whole.store.plan.steps == (joins,)


def test_that_a_leavers_children_are_split_by_the_planner(whole: Application, qtbot: QtBot) -> None:
    goer, last = WorkerId("W0"), date(2026, 12, 4)
    children = [a_child(f"C{n:02}", family=f"F{n // 2}") for n in range(8)]
    staff = [a_worker("W0", name="Dafydd Ellis"), a_worker("W3", role=Role.STUDENT)]
    whole.store.open(a_reading(a_snapshot({goer: children, SIONED: [], KOFI: []}, workers=staff)))
    leaves = StaffChange(kind=StaffChangeKind.LEAVES, worker=goer, day=last)
    commands.stage(whole.store, [leaves])
    page = suggestions(whole)
    hub, day = page.suggesting, date(2026, 12, 5)
    hub.set_conditions(replace(hub.conditions, day=day))

    page.suggestions.bar.queue_button.click()
    answer = settled(page, qtbot)

    assert {move.child for move in answer.moves} == {child.id for child in children}
    assert {move.effective for move in answer.moves} == {day}
    assert answer.changes == 0
    for n in range(4):
        family = {f"C{k:02}" for k in (2 * n, 2 * n + 1)}
        assert len({move.to for move in answer.moves if move.child in family}) == 1
    stage(page, qtbot)
    held = [move.to for move in whole.store.plan.moves]
    assert held.count(SIONED) == held.count(KOFI) == 4


def test_that_what_is_impossible_is_explained_and_eased_with_one_press(
    small: Application, qtbot: QtBot
) -> None:
    commands.pin(small.store, [Pin(child=JAC)])
    for worker in (SIONED, KOFI):
        commands.set_mark(small.store, Mark(kind=MarkKind.MUST_NOT, child=OSIAN, worker=worker))
    page = suggestions(small)

    press(qtbot, small.window, Qt.Key.Key_G, CTRL)
    answer = settled(page, qtbot)

    assert answer.status is Status.INFEASIBLE
    assert answer.moves == ()
    assert {each.child: each.needed for each in answer.unplaced} == {
        JAC: ("pinned",),
        OSIAN: ("must_not",),
    }
    buttons = page.suggestions.obstacles.buttons()
    lift = next(each for each in buttons if "pin" in each.text().lower())
    lift.click()
    again = settled(page, qtbot)
    assert [move.child for move in again.moves] == [JAC]
    assert [each.child for each in again.unplaced] == [OSIAN]


def test_that_a_stop_keeps_the_best_so_far_and_it_can_be_staged(
    small: Application, qtbot: QtBot
) -> None:
    page = suggestions(small)
    page.suggesting.propose = in_trouble
    page.suggesting.ask(Request(ask=Ask.PLACE, seed=troubled.GOES_ON))
    qtbot.waitUntil(lambda: page.suggesting.so_far is not None, timeout=LONG)

    press(qtbot, page.suggestions.bar.queue_button, Qt.Key.Key_Escape)
    answer = settled(page, qtbot)

    assert answer.is_stopped
    assert [(move.child, move.to) for move in answer.moves] == [(JAC, KOFI)]
    assert small.store.plan.steps == ()
    stage(page, qtbot)
    assert waiting(small) == {OSIAN}


@pytest.mark.parametrize(
    "seed", [troubled.IS_KILLED_AT_ONCE, troubled.IS_KILLED_LATER, troubled.IS_WRONG]
)
def test_that_a_solver_that_is_killed_is_reported_and_the_plan_is_as_it_was(
    small: Application, qtbot: QtBot, caplog: pytest.LogCaptureFixture, seed: int
) -> None:
    commands.pin(small.store, [Pin(child=JAC, until=date(2026, 11, 1))])
    plan, page = small.store.plan, suggestions(small)
    page.suggesting.propose = in_trouble
    page.suggesting.ask(Request(ask=Ask.PLACE, seed=seed))
    qtbot.waitUntil(lambda: page.suggesting.error is not None, timeout=LONG)

    assert isinstance(page.suggesting.error, AppError)
    assert small.store.plan is plan
    assert page.suggestions.again.sentence
    assert page.suggestions.again.isVisible()
    assert not page.suggestions.list.stage_button.isEnabled()
    assert not any(name in caplog.text for name in ("Jac", "Osian", "Sioned"))

    # The next question is answered as if nothing had been.
    page.suggesting.ask(Request(ask=Ask.PLACE, seed=troubled.ANSWERS))
    qtbot.waitUntil(lambda: page.suggesting.found is not None, timeout=LONG)
    assert len(settled(page, qtbot).moves) == 1


def test_that_some_are_accepted_and_taken_back(small: Application, qtbot: QtBot) -> None:
    page = suggestions(small)
    press(qtbot, small.window, Qt.Key.Key_G, CTRL)
    answer = settled(page, qtbot)
    assert len(answer.moves) == 2

    page.suggesting.take([OSIAN])
    stage(page, qtbot)
    assert [move.child for move in small.store.plan.moves] == [OSIAN]
    assert waiting(small) == {JAC}
    assert not page.suggesting.is_stale

    small.actions["undo"].trigger()
    assert waiting(small) == {JAC, OSIAN}
    page.suggesting.take([JAC, OSIAN])
    stage(page, qtbot)
    assert waiting(small) == set()

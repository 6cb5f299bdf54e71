"""Who could take a child, beside the child: ranked, compared, allocated to with one key."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allocation_app.domain.people import Absence, ChildId, WorkerId
from allocation_app.domain.plan import Move, Pin
from allocation_app.domain.snapshot import Snapshot
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_spell, a_worker
from tests.gui.pages.team import NAMES, days_ago
from ui import commands
from ui.store import PlanStore
from ui.widgets.candidate_list import FIRST, CandidateList
from ui.widgets.wishes import Wishes

JAC, LOWRI = ChildId("C1"), ChildId("C2")


def a_wide_team() -> Snapshot:
    """Seven with room for Jac, one of them away this week; one who is away for long; siblings."""
    held = {f"W{n}": [a_child(f"H{n}{m}", name="Teilo") for m in range(n)] for n in range(1, 9)}
    staff = [a_worker(f"W{n}", name=f"Worker {n}") for n in range(1, 7)]
    week = Absence(start=days_ago(1), end=AS_AT + timedelta(days=3))
    staff += [
        a_worker("W7", name="Worker 7", absences=(week,)),
        a_worker("W8", name="Worker 8", absences=(Absence(start=days_ago(90)),)),
    ]
    waiting = [
        a_child("C1", name="Jac Thomas", family="T"),
        a_child("C2", name="Lowri Thomas", family="T"),
        a_child("C3", name="Amira Khan"),
    ]
    return a_snapshot(held, workers=staff, waiting=waiting)


@pytest.fixture
def asked() -> Wishes:
    return Wishes()


@pytest.fixture
def listed(store: PlanStore, asked: Wishes, qtbot: QtBot) -> Iterator[CandidateList]:
    """The candidates for Jac, shown."""
    store.open(a_reading(a_wide_team()))
    made = CandidateList(asked)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    ask(made, store)
    qtbot.waitUntil(lambda: made.is_settled)
    yield made
    made.close()


def ask(
    listed: CandidateList, store: PlanStore, child: ChildId = JAC, *, hide: bool = False
) -> None:
    assert store.review is not None
    listed.ask(store.review, child, store.by, hide_names=hide)


def names(listed: CandidateList) -> list[str]:
    return [row.name for row in listed.view.candidates.rows]


def test_that_the_first_candidates_stand_there_and_the_rest_on_demand(
    listed: CandidateList,
) -> None:
    assert names(listed) == ["Worker 1", "Worker 2", "Worker 3", "Worker 4"]
    assert len(names(listed)) == FIRST
    assert listed.more.text() == "Show all 6"

    listed.more.click()

    assert names(listed)[-1] == "Worker 6"
    assert listed.more.isHidden()


def test_that_a_row_says_load_before_and_after_and_why(listed: CandidateList) -> None:
    first = listed.view.candidates.rows[0]

    assert first.change == "4 → 10 %"
    assert first.said == "Worker 1; 4 → 10 % of capacity, spare; 89 % to spare"
    assert first.tip.splitlines()[-2] == "Without “room afterwards” for anybody: place 1."


def test_that_who_is_away_stands_apart_and_who_is_excluded_below_with_the_rule(
    listed: CandidateList,
) -> None:
    away = [row.name for row in listed.away.candidates.rows]

    assert away == ["Worker 7"]
    assert listed.away.candidates.rows[0].reason.startswith("Away until Mon 23 Nov 2026")
    assert listed.barred.text() == "Away for long: Worker 8"


def test_that_enter_asks_for_the_worker_who_is_gone_to(
    listed: CandidateList, asked: Wishes
) -> None:
    moved: list[object] = []
    asked.moving.connect(lambda children, to: moved.append((children, to)))

    QTest.keyClick(listed.view, Qt.Key.Key_Down)
    QTest.keyClick(listed.view, Qt.Key.Key_Return)

    assert moved == [((JAC,), WorkerId("W2"))]
    assert listed.take.accessibleName() == "Allocate to Worker 2"


def test_that_a_double_click_asks_for_the_worker(listed: CandidateList, asked: Wishes) -> None:
    moved: list[object] = []
    asked.moving.connect(lambda children, to: moved.append((children, to)))
    place = listed.view.visualRect(listed.view.candidates.index(2, 0)).center()

    QTest.mouseClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert moved == [((JAC,), WorkerId("W3"))]


def test_that_siblings_go_along_where_that_is_ticked(
    listed: CandidateList, asked: Wishes, qtbot: QtBot
) -> None:
    moved: list[object] = []
    asked.moving.connect(lambda children, to: moved.append((children, to)))
    assert listed.siblings.text() == "&With 1 sibling"

    listed.siblings.setChecked(True)
    qtbot.waitUntil(lambda: listed.is_settled)
    assert listed.view.candidates.rows[0].change == "4 → 14 %"
    listed.take.click()

    assert moved == [((JAC, LOWRI), WorkerId("W1"))]
    assert listed.effect.text().startswith("Worker 1 4 → 1")


def test_that_what_the_chosen_one_would_break_is_said(listed: CandidateList) -> None:
    assert listed.effect.text() == "Worker 1 4 → 10 %; spread 28 → 23 %; unallocated 3 → 2"
    assert listed.verdict.text() == "1 rule warns. Staging it needs a reason, which is kept."
    assert "Lowri Thomas, of the same family" in listed.rules.text()


def test_that_two_to_four_who_are_ticked_can_be_compared(
    listed: CandidateList, asked: Wishes
) -> None:
    compared: list[object] = []
    asked.comparing.connect(compared.append)
    QTest.keyClick(listed.view, Qt.Key.Key_Space)
    assert not listed.compare.isEnabled()

    box = listed.view.visualRect(listed.view.candidates.index(1, 0)).topLeft() + QPoint(14, 14)
    QTest.mouseClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    listed.compare.click()

    assert compared == [("W1", "W2")]
    assert listed.compare.text() == "Compare 2"


def test_that_nothing_is_worked_out_while_nobody_can_see_it(store: PlanStore, qtbot: QtBot) -> None:
    store.open(a_reading(a_wide_team()))
    made = CandidateList(Wishes())
    qtbot.addWidget(made)

    ask(made, store)
    qtbot.wait(250)
    assert not made.is_settled
    assert names(made) == []

    made.show()
    qtbot.waitUntil(lambda: made.is_settled)
    assert len(names(made)) == FIRST


def test_that_the_answer_for_one_child_never_allocates_another(
    listed: CandidateList, asked: Wishes, store: PlanStore
) -> None:
    moved: list[object] = []
    asked.moving.connect(lambda *wish: moved.append(wish))

    ask(listed, store, ChildId("C3"))
    QTest.keyClick(listed.view, Qt.Key.Key_Return)
    listed.take.click()

    assert moved == []
    assert listed.view.is_blank


def test_that_an_answer_from_before_a_change_of_the_plan_allocates_nobody(
    listed: CandidateList, asked: Wishes, store: PlanStore
) -> None:
    moved: list[object] = []
    asked.moving.connect(lambda *wish: moved.append(wish))

    commands.stage(store, [Move(child=JAC, to=WorkerId("W1"))])
    ask(listed, store)
    QTest.keyClick(listed.view, Qt.Key.Key_Return)

    assert moved == []


def test_that_a_second_enter_does_not_move_a_placed_child_on(
    listed: CandidateList, asked: Wishes, store: PlanStore, qtbot: QtBot
) -> None:
    moved: list[tuple[object, object]] = []
    asked.moving.connect(lambda *wish: moved.append(wish))

    commands.stage(store, [Move(child=JAC, to=WorkerId("W1"))])
    ask(listed, store)
    qtbot.waitUntil(lambda: listed.is_settled)
    QTest.keyClick(listed.view, Qt.Key.Key_Return)
    assert moved == []

    QTest.keyClick(listed.view, Qt.Key.Key_Down)
    QTest.keyClick(listed.view, Qt.Key.Key_Return)
    assert [to for _, to in moved] == ["W2"]


def test_that_hidden_names_are_initials_here_too(
    listed: CandidateList, store: PlanStore, qtbot: QtBot
) -> None:
    ask(listed, store, hide=True)
    qtbot.waitUntil(lambda: listed.is_settled)

    said = f"{listed.head.text()} {listed.rules.text()} {listed.effect.text()}"
    assert "J.T." in said
    assert not [name for name in NAMES if name in said]


def test_that_those_of_the_team_that_is_shown_come_first(
    store: PlanStore, asked: Wishes, qtbot: QtBot
) -> None:
    from allocation_app.domain.people import Team, TeamId  # noqa: PLC0415 - beside its use

    staff = [a_worker("W1", name="Near", team="T1"), a_worker("W2", name="Far", team="T2")]
    held = {"W1": [a_child("H1"), a_child("H2")]}
    teams = [Team(id=TeamId("T1"), name="One"), Team(id=TeamId("T2"), name="Two")]
    waiting = [a_child("C1", team="T1")]
    store.open(a_reading(a_snapshot(held, workers=staff, waiting=waiting, teams=teams)))
    store.filter_team(TeamId("T1"))
    made = CandidateList(asked)
    qtbot.addWidget(made)
    made.show()
    ask(made, store)
    qtbot.waitUntil(lambda: made.is_settled)

    assert names(made) == ["Near"]
    made.more.click()
    assert names(made) == ["Near", "Far"]
    assert made.view.candidates.rows[1].team == "Two"


def test_that_a_pinned_child_is_said_to_be_pinned_once(store: PlanStore, qtbot: QtBot) -> None:
    store.open(a_reading(a_wide_team()))
    commands.pin(store, [Pin(child=ChildId("H21"))])
    made = CandidateList(Wishes())
    qtbot.addWidget(made)
    made.show()
    ask(made, store, ChildId("H21"))
    qtbot.waitUntil(lambda: made.is_settled)

    assert made.barred.text() == "The child is pinned where it is"
    assert not made.take.isVisible()
    assert made.none.isVisible()


def test_that_who_has_had_the_child_says_since_when_and_until_when(
    store: PlanStore, asked: Wishes, qtbot: QtBot
) -> None:
    jac, worker = a_child("C1", name="Jac Thomas"), a_worker("W1", name="Kofi Ahmed")
    had = a_spell(jac, worker, start=days_ago(90), end=days_ago(30))
    store.open(a_reading(a_snapshot(workers=[worker], waiting=[jac], spells=[had])))
    made = CandidateList(asked)
    qtbot.addWidget(made)
    made.show()
    ask(made, store)
    qtbot.waitUntil(lambda: made.is_settled)
    row = made.view.candidates.rows[0]

    assert row.reason.startswith("Held this child from Sat 22 Aug 2026 to Wed 21 Oct 2026; ")
    assert [badge.words for badge in row.badges if badge.is_for] == ["knows the child"]


def test_that_what_the_chosen_one_had_of_the_last_cases_is_said(
    listed: CandidateList, store: PlanStore, qtbot: QtBot
) -> None:
    assert listed.recent.text().startswith("Given 1 of the last cases, 4 points; an even share")
    assert listed.chosen is not None
    assert listed.recent.text() in listed.chosen.tip

    team = a_wide_team()
    undated = tuple(replace(spell, start=None) for spell in team.spells)
    store.open(a_reading(replace(team, spells=undated)))
    ask(listed, store)
    qtbot.waitUntil(lambda: listed.is_settled)

    assert listed.recent.isHidden()

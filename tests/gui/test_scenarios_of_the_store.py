"""Scenarios, notes, and who is chosen: what stands beside the plan in the store."""

from dataclasses import replace

import pytest

from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Move
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from tests.builders import a_child, a_reading, a_snapshot, a_worker
from ui import commands
from ui.store import PlanStore

C1, C2, C3 = ChildId("C1"), ChildId("C2"), ChildId("C3")


@pytest.fixture
def opened(store: PlanStore) -> PlanStore:
    snapshot = a_snapshot(
        {"W1": [a_child("C1")], "W2": [a_child("C2")]},
        workers=[a_worker("W1"), a_worker("W2")],
        waiting=[a_child("C3")],
    )
    store.open(a_reading(snapshot))
    return store


def to(worker: str, child: ChildId = C3) -> Move:
    return Move(child=child, to=WorkerId(worker))


def test_that_nothing_is_kept_or_chosen_while_nothing_is_open(store: PlanStore) -> None:
    store.choose([C1])
    store.note("Ask Sam")

    assert (store.kept, store.chosen) == ((), ())


def test_that_each_thing_done_to_scenarios_is_one_step_of_undo(opened: PlanStore) -> None:
    commands.stage(opened, [to("W1")])
    desks = [opened.desk]
    commands.keep_scenario(opened, "A")
    desks.append(opened.desk)
    commands.stage(opened, [to("W2")])
    desks.append(opened.desk)
    commands.apply_scenario(opened, "A")
    desks.append(opened.desk)
    commands.rename_scenario(opened, "A", "B")
    desks.append(opened.desk)
    commands.drop_scenario(opened, "B")

    for desk in reversed(desks):
        opened.undo()
        assert opened.desk == desk


def test_that_applying_a_scenario_shows_it_at_once(opened: PlanStore) -> None:
    commands.stage(opened, [to("W1")])
    commands.keep_scenario(opened, "A")
    commands.back_to_import(opened)

    commands.apply_scenario(opened, "A")

    assert opened.review is not None
    assert opened.review.caseloads.unallocated == {}


def test_that_notes_are_no_step_and_survive_undo_and_redo(opened: PlanStore) -> None:
    commands.stage(opened, [to("W1")])
    heard: list[str] = []
    opened.notes_changed.connect(lambda: heard.append(opened.plan.notes))

    commands.write_notes(opened, "Ask Sam")
    opened.undo()
    assert (opened.plan.notes, opened.can_undo) == ("Ask Sam", False)
    opened.redo()

    assert (opened.plan.notes, heard) == ("Ask Sam", ["Ask Sam"])
    assert opened.review is not None
    assert opened.review.caseloads.plan.notes == "Ask Sam"


def test_that_scenarios_come_along_to_later_data(opened: PlanStore) -> None:
    commands.stage(opened, [to("W1")])
    commands.keep_scenario(opened, "A")
    assert opened.reading is not None
    later = replace(opened.plan.snapshot, sources=("later",))

    opened.update(replace(opened.reading, snapshot=later))

    assert [plan.name for plan in opened.kept] == ["A"]
    assert opened.kept[0].snapshot is later
    assert opened.can_undo


def test_that_history_is_forgotten_where_a_scenario_loses_a_move(opened: PlanStore) -> None:
    commands.stage(opened, [to("W1")])
    commands.keep_scenario(opened, "A")
    commands.back_to_import(opened)
    later = a_snapshot(
        {"W1": [a_child("C1")], "W2": [a_child("C2")]}, workers=[a_worker("W1"), a_worker("W2")]
    )

    taken = opened.taken_along(later)

    assert taken.forgets
    assert [carried.dropped for carried in taken.kept] == [(to("W1"),)]


def test_that_a_selected_joiner_is_gone_with_the_change_of_staff(opened: PlanStore) -> None:
    new = WorkerId("new")
    joins = StaffChange(
        kind=StaffChangeKind.JOINS,
        worker=new,
        day=opened.plan.snapshot.as_at,
        joiner=Joiner(name="Ann Bell"),
    )
    commands.stage(opened, [joins])
    opened.select_worker(new)

    opened.undo()

    assert opened.selected is None


def test_that_choosing_many_stays_while_one_of_them_is_shown(opened: PlanStore) -> None:
    opened.choose([C1, C2, ChildId("gone")])
    opened.select_child(C2)
    assert opened.chosen == (C1, C2)

    opened.select_child(C3)
    assert opened.chosen == (C3,)

    opened.select_worker(WorkerId("W1"))
    assert opened.chosen == ()


def test_that_choosing_tells_only_where_it_changes_something(opened: PlanStore) -> None:
    heard: list[tuple[ChildId, ...]] = []
    opened.chosen_changed.connect(lambda: heard.append(opened.chosen))

    opened.choose([C1, C2])
    opened.choose([C1, C2])
    opened.close()

    assert heard == [(C1, C2), ()]

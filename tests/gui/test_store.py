"""The one gate for state."""

from dataclasses import replace

import pytest

from allocation_app.domain.people import ChildId, TeamId, WorkerId
from allocation_app.domain.plan import Move, Plan
from tests.builders import a_child, a_reading, a_snapshot, a_spell, a_worker
from ui.selection import Selection
from ui.store import PlanStore


def opened(store: PlanStore) -> PlanStore:
    store.open(
        a_reading(
            a_snapshot(
                {"W1": [a_child("C1", team="T1")], "W2": [a_child("C2")]},
                workers=[a_worker("W1", team="T1"), a_worker("W2", team="T2")],
                waiting=[a_child("C3")],
            )
        )
    )
    return store


def heard(store: PlanStore) -> list[str]:
    """The signals that come from now on, by name."""
    names: list[str] = []
    store.review_changed.connect(lambda: names.append("review"))
    store.selection_changed.connect(lambda: names.append("selection"))
    store.team_changed.connect(lambda: names.append("team"))
    store.names_hidden_changed.connect(lambda: names.append("names"))
    store.settings_changed.connect(lambda: names.append("settings"))
    return names


def a_move(store: PlanStore, child: str = "C3", to: str = "W1") -> Plan:
    assert store.review is not None
    return store.review.caseloads.plan.with_move(Move(child=ChildId(child), to=WorkerId(to)))


def test_that_nothing_is_open_at_first(store: PlanStore) -> None:
    assert (store.review, store.reading, store.selected, store.team) == (None, None, None, None)


def test_that_opening_tells_once_and_shows_who_waits(store: PlanStore) -> None:
    names = heard(store)

    opened(store)

    assert names == ["review"]
    assert store.review is not None
    assert [wait.child for wait in store.review.waits] == ["C3"]


def test_that_closing_leaves_nothing_and_tells_once(store: PlanStore) -> None:
    opened(store)
    store.select_child(ChildId("C1"))
    store.filter_team(TeamId("T1"))
    names = heard(store)

    store.close()
    store.close()

    assert names == ["review", "team", "selection"]
    assert (store.review, store.reading, store.selected, store.team) == (None, None, None, None)
    assert not store.can_undo


def test_that_opening_other_data_forgets_the_team_the_selection_and_the_history(
    store: PlanStore,
) -> None:
    opened(store)
    store.filter_team(TeamId("T1"))
    store.select_child(ChildId("C1"))
    store.make(a_move(store))
    names = heard(store)

    opened(store)

    assert names == ["review", "team", "selection"]
    assert (store.team, store.selected, store.can_undo) == (None, None, False)


def test_that_a_move_gives_the_child_a_worker_and_can_be_taken_back(store: PlanStore) -> None:
    opened(store)

    store.make(a_move(store))
    assert store.review is not None
    assert store.review.waits == ()
    assert (store.can_undo, store.can_redo) == (True, False)

    store.undo()
    assert [wait.child for wait in store.review.waits] == ["C3"]
    assert (store.can_undo, store.can_redo) == (False, True)

    store.redo()
    assert store.review.waits == ()


def test_that_the_import_stays_beside_the_plan(store: PlanStore) -> None:
    opened(store)

    store.make(a_move(store))

    assert store.imported is not None
    assert len(store.imported.waits) == 1


def test_that_a_plan_of_another_import_is_refused(store: PlanStore) -> None:
    opened(store)
    names = heard(store)

    with pytest.raises(ValueError, match="another import"):
        store.make(Plan(snapshot=a_snapshot()))

    assert names == []


def test_that_a_plan_that_changes_nothing_is_no_step(store: PlanStore) -> None:
    opened(store)
    assert store.review is not None

    store.make(store.review.caseloads.plan)

    assert not store.can_undo


def test_that_undo_with_nothing_open_does_nothing(store: PlanStore) -> None:
    names = heard(store)

    store.undo()
    store.redo()

    assert names == []


def test_that_only_who_is_in_the_data_can_be_selected(store: PlanStore) -> None:
    opened(store)

    store.select_child(ChildId("C9"))
    store.select_worker(WorkerId("W9"))

    assert store.selected is None


def test_that_selecting_the_same_child_again_tells_nobody(store: PlanStore) -> None:
    opened(store)
    store.select_child(ChildId("C1"))
    names = heard(store)

    store.select_child(ChildId("C1"))

    assert names == []
    assert store.selected == Selection(child=ChildId("C1"))


def test_that_hiding_names_tells_only_when_it_changes(store: PlanStore) -> None:
    names = heard(store)

    store.hide_names(hidden=True)
    store.hide_names(hidden=True)

    assert names == ["names"]


def test_that_a_child_without_a_team_is_shown_with_its_workers_team(store: PlanStore) -> None:
    opened(store)
    store.filter_team(TeamId("T2"))
    assert store.review is not None

    shown = {c for c, child in store.review.snapshot.children.items() if store.is_shown(child)}
    workers = store.review.snapshot.workers.values()

    assert shown == {"C2"}
    assert {worker.id for worker in workers if store.is_shown_worker(worker)} == {"W2"}


def test_that_later_data_keep_the_plan_and_an_undo_that_still_fits(store: PlanStore) -> None:
    opened(store)
    store.make(a_move(store))
    assert store.reading is not None
    children = {**store.reading.snapshot.children, ChildId("C4"): a_child("C4")}
    later = a_reading(replace(store.reading.snapshot, children=children))
    names = heard(store)

    store.update(later)

    assert store.review is not None
    assert store.imported is not None
    assert (names, store.reading) == (["review"], later)
    assert [wait.child for wait in store.review.waits] == ["C4"]
    assert [wait.child for wait in store.imported.waits] == ["C3", "C4"]
    store.undo()
    assert [wait.child for wait in store.review.waits] == ["C3", "C4"]
    store.redo()
    assert [wait.child for wait in store.review.waits] == ["C4"]


def test_that_undo_begins_anew_where_a_step_no_longer_fits(store: PlanStore) -> None:
    opened(store)
    store.make(a_move(store))
    store.undo()
    assert store.reading is not None
    snapshot = store.reading.snapshot
    children = {key: child for key, child in snapshot.children.items() if key != "C3"}

    store.update(a_reading(replace(snapshot, children=children)))

    assert (store.can_undo, store.can_redo) == (False, False)


def test_that_the_very_same_reading_tells_nobody(store: PlanStore) -> None:
    opened(store)
    assert store.reading is not None
    names = heard(store)

    store.update(replace(store.reading))

    assert names == []


def test_that_a_finding_that_stands_no_more_leaves_the_child_selected(store: PlanStore) -> None:
    opened(store)
    assert store.review is not None
    assert store.reading is not None
    finding = next(f for f in store.review.findings if f.child == "C3")
    store.select_child(ChildId("C3"), finding)
    snapshot = store.reading.snapshot

    store.update(a_reading(replace(snapshot, teams={})))
    assert store.selected == Selection(child=ChildId("C3"), finding=finding)
    held = a_spell(snapshot.children[ChildId("C3")], snapshot.workers[WorkerId("W1")])
    store.update(a_reading(replace(snapshot, spells=(*snapshot.spells, held))))
    assert store.selected == Selection(child=ChildId("C3"))


def test_that_updating_with_nothing_open_opens(store: PlanStore) -> None:
    reading = a_reading()

    store.update(reading)

    assert store.reading is reading
    store.close()
    with pytest.raises(ValueError, match="nothing is open"):
        store.taken_along(reading.snapshot)

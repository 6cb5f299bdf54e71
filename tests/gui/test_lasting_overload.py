"""Overload that lasts, as far as the imports of this session tell."""

from datetime import date, timedelta

from allocation_app.domain.people import Status, WorkerId
from allocation_app.domain.policy import edited
from allocation_app.domain.snapshot import Snapshot
from tests.builders import AS_AT, a_child, a_reading, a_snapshot, a_worker
from ui.store import PlanStore

W1 = WorkerId("W1")


def an_import(weeks_ago: int, *, cases: int = 12, name: str = "Sioned") -> Snapshot:
    """One worker at 120 / 85 with twelve children in proceedings, so many weeks before."""
    children = [a_child(f"C{n}", statuses=[Status.PROCEEDINGS], born=None) for n in range(cases)]
    as_at: date = AS_AT - timedelta(weeks=weeks_ago)
    return a_snapshot(
        {"W1": children}, workers=[a_worker("W1", name=name), a_worker("W2")], as_at=as_at
    )


def test_that_an_overload_at_every_import_for_four_weeks_is_told(store: PlanStore) -> None:
    for weeks in (4, 3, 2, 1):
        store.update(a_reading(an_import(weeks)))
        assert store.overloads == {}
    store.update(a_reading(an_import(0)))

    found = store.overloads[W1]

    assert (found.since, found.until, found.imports) == (AS_AT - timedelta(weeks=4), AS_AT, 5)


def test_that_a_dip_begins_it_anew(store: PlanStore) -> None:
    for weeks, cases in ((4, 12), (2, 3), (0, 12)):
        store.update(a_reading(an_import(weeks, cases=cases)))

    assert store.overloads == {}


def test_that_another_team_begins_a_history_of_its_own(store: PlanStore) -> None:
    store.open(a_reading(an_import(4, name="Somebody else")))
    store.open(a_reading(an_import(0)))

    assert store.overloads == {}


def test_that_other_weights_judge_the_earlier_imports_too(store: PlanStore) -> None:
    for weeks in (4, 2, 0):
        store.update(a_reading(an_import(weeks)))
    assert W1 in store.overloads

    store.set_policy(edited(store.policy, points_full_time=300.0))

    assert store.overloads == {}

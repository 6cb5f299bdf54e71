"""What changed from one import to the next, and what nobody can say of it."""

from dataclasses import replace

import pytest

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.churn import Churn, HolderChange, churn
from allocation_app.domain.people import ChildId, Role, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import POLICY, a_child, a_worker
from tests.unit.domain.pasts import an_import, week

C1, W1, W2 = ChildId("C1"), WorkerId("W1"), WorkerId("W2")


def loads(snapshot: Snapshot) -> Caseloads:
    return caseloads(Plan(snapshot=snapshot), POLICY)


def between(before: Snapshot, after: Snapshot, team: str | None = None) -> Churn:
    return churn(loads(before), loads(after), None if team is None else TeamId(team))


def test_that_a_child_with_another_case_holder_has_changed() -> None:
    found = between(
        an_import(0, {"C1": "W1", "C2": "W1", "C3": "W2"}),
        an_import(1, {"C1": "W2", "C2": "W1", "C3": "W2"}),
    )
    assert found.changed == (HolderChange(child=C1, was=W1, now=W2),)
    assert (found.stayed, found.since, found.until) == (2, week(0), week(1))
    assert found.rate == pytest.approx(1 / 3)


def test_that_a_change_tells_that_the_one_before_is_no_case_holder_any_more() -> None:
    before = an_import(0, {"C1": "W1"}, a_worker("W2"))
    assert between(before, an_import(1, {"C1": "W2"})).changed[0].is_gone
    manager = a_worker("W1", role=Role.MANAGER)
    assert between(before, an_import(1, {"C1": "W2"}, manager)).changed[0].is_gone
    assert not between(before, an_import(1, {"C1": "W2"}, a_worker("W1"))).changed[0].is_gone


def test_that_from_nobody_is_allocated_and_to_nobody_is_unallocated() -> None:
    found = between(an_import(0, {"C1": "W1", "C2": None}), an_import(1, {"C1": None, "C2": "W1"}))
    assert found.unallocated == (HolderChange(child=C1, was=W1, now=None),)
    assert found.allocated == (HolderChange(child=ChildId("C2"), was=None, now=W1),)
    assert found.changed == ()
    assert found.rate is None


def test_that_from_one_tray_to_another_is_no_change() -> None:
    duty, team = a_worker("D", role=Role.DUTY), a_worker("T", role=Role.TEAM)
    found = between(an_import(0, {"C1": "D"}, duty, team), an_import(1, {"C1": "T"}, duty, team))
    assert (found.changed, found.allocated, found.unallocated, found.stayed) == ((), (), (), 0)


def test_that_a_child_whose_worker_nobody_could_read_has_neither_changed_nor_stayed() -> None:
    blurred = a_child(child="C1", is_holder_readable=False)
    for before, after in (
        (an_import(0, {"C1": "W1"}), an_import(1, {"C1": None}, blurred)),
        (an_import(0, {"C1": None}, blurred), an_import(1, {"C1": "W1"})),
    ):
        found = between(before, after)
        assert found.cannot_tell == (C1,)
        assert (found.changed, found.unallocated, found.allocated, found.stayed) == ((), (), (), 0)


def test_that_children_and_workers_come_and_go() -> None:
    found = between(an_import(0, {"C1": "W1"}), an_import(1, {"C2": "W2"}))
    assert (found.new, found.gone) == ((ChildId("C2"),), (C1,))
    assert (found.workers_new, found.workers_gone) == ((W2,), (W1,))


def test_that_who_goes_by_another_id_is_the_same_worker() -> None:
    found = between(
        an_import(0, {"C1": "W1"}, a_worker("W1", name="Ann Lee")),
        an_import(1, {"C1": "77"}, a_worker("77", name="ann  lee")),
    )
    assert (found.stayed, found.changed, found.workers_new, found.workers_gone) == (1, (), (), ())


def test_that_of_one_team_are_its_children_and_workers_alone() -> None:
    north, south = ({"team": TeamId(each)} for each in ("N", "S"))
    people = (
        a_child(child="C1", **north),
        a_child(child="C2", **south),
        a_child(child="C3", **north),
        a_worker("W1", **north),
        a_worker("W2", **south),
    )
    before = an_import(0, {"C1": "W1", "C2": "W2", "C3": "W1"}, *people)
    after = an_import(1, {"C1": "W2", "C2": "W1"}, *people[:2], a_worker("W2", **south))
    after = replace(after, workers={**after.workers, W1: a_worker("W1", **south)})
    found = between(before, after, "N")
    assert [each.child for each in found.changed] == [C1]
    assert (found.gone, found.workers_gone) == ((ChildId("C3"),), (W1,))


def test_that_more_than_ten_days_are_a_gap() -> None:
    one = an_import(0, {"C1": "W1"})
    assert not between(one, replace(one, as_at=week(1))).is_gap
    assert between(one, replace(one, as_at=week(2))).is_gap


def test_that_workers_can_be_told_by_other_ids() -> None:
    found = between(
        an_import(0, {"C1": "W1", "C2": None, "C3": "W1"}, a_worker("W3")),
        an_import(1, {"C1": "W2", "C2": "W2", "C3": None}),
    ).by_ids({W2: WorkerId("N2"), WorkerId("W3"): WorkerId("N3")})
    assert found.changed[0].now == "N2"
    assert found.changed[0].was == "W1"
    assert found.allocated[0].now == "N2"
    assert found.unallocated[0].was == "W1"
    assert (found.workers_new, found.workers_gone) == (("N2",), ("W1", "N3"))

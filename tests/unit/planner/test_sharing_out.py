"""Children who are named get another worker: families whole, the loads as low as they can be."""

import random
from collections.abc import Collection
from datetime import date, timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import broken_together
from allocation_app.domain.people import Absence, ChildId, Role, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import Ask, Proposal, Request
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.domain.staging import staged
from allocation_app.planner.propose import propose
from tests.bench.review_time import snapshot_of
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_spell,
    a_worker,
)

DAY = timedelta(days=1)
BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
C1, C2, C3 = ChildId("C1"), ChildId("C2"), ChildId("C3")
TWO = (a_worker("W1"), a_worker("W2"))
FAMILY = (a_child(child="C1", family="F"), a_child(child="C2", family="F"))


def shared(
    snapshot: Snapshot,
    *children: ChildId,
    among: Collection[str] | None = None,
    day: date | None = None,
    **planned: object,
) -> Proposal:
    request = Request(
        ask=Ask.PLACE,
        children=children or tuple(snapshot.children),
        among=None if among is None else frozenset(WorkerId(each) for each in among),
        day=day,
    )
    return propose(Plan(snapshot=snapshot, **planned), request, BY)


def why(out: Proposal) -> dict[str, dict[str, int]]:
    return {each.child: dict(each.rules) for each in out.unplaced}


def placed(out: Proposal) -> dict[str, str | None]:
    return {move.child: move.to for move in out.moves}


def test_that_a_family_goes_to_one_worker_and_the_next_child_to_another() -> None:
    out = shared(a_snapshot(*FAMILY, a_child(child="C3"), *TWO))

    to = placed(out)
    assert to["C1"] == to["C2"] != to["C3"]
    assert out.unplaced == ()
    assert {(move.reason, move.effective) for move in out.moves} == {("FCONTA", None)}


def test_that_a_family_weighs_on_a_worker_as_a_whole() -> None:
    three = [a_child(child=f"C{n}", family="F") for n in range(1, 4)]
    held = [a_child(child=child) for child in ("C7", "C8", "C9")]
    half, whole = a_worker("W1", fte=0.4), a_worker("W2")
    holding = a_snapshot(*three, *held, half, whole, held=dict.fromkeys(("C7", "C8", "C9"), "W2"))

    assert placed(shared(holding, C1)) == {"C1": "W1"}
    assert set(placed(shared(holding, C1, C2, C3)).values()) == {"W2"}


def test_that_nobody_is_given_whom_they_hold() -> None:
    snapshot = a_snapshot(*FAMILY, a_worker("W1"), a_worker("W2"), held={"C1": "W1"})

    assert placed(shared(snapshot, C1)) == {"C1": "W2"}
    assert placed(shared(snapshot, C1, C2)) == {"C1": "W2", "C2": "W2"}
    assert placed(shared(snapshot, C1, among=["W1"])) == {}


def test_that_only_those_who_are_named_are_asked() -> None:
    snapshot = a_snapshot(a_child(), a_worker("W1"), a_worker("W2", fte=0.3))

    assert placed(shared(snapshot, among=["W2"])) == {"C1": "W2"}
    assert why(shared(snapshot, among=[])) == {"C1": {"not_asked": 2}}


def test_that_nobody_but_who_is_named_is_moved() -> None:
    snapshot = a_snapshot(
        *FAMILY, a_child(child="C3"), *TWO, held={"C1": "W1", "C2": "W1", "C3": "W1"}
    )

    assert placed(shared(snapshot, C3)) == {"C3": "W2"}


def test_that_children_to_be_kept_apart_are_shared_out_apart() -> None:
    mark = Mark(kind=MarkKind.KEEP_APART, child=C1, other=C2)
    snapshot = a_snapshot(*FAMILY, *TWO)

    assert set(placed(shared(snapshot, marks=(mark,))).values()) == {"W1", "W2"}
    alone = shared(snapshot, marks=(mark,), among=["W1"])
    assert len(alone.moves) == 1
    assert len(alone.unplaced) == 1


def test_that_children_to_be_kept_together_go_with_each_other_and_their_families() -> None:
    marks = (
        Mark(kind=MarkKind.KEEP_TOGETHER, child=C2, other=C3),
        Mark(kind=MarkKind.MUST_NOT, child=C3, worker=WorkerId("W1")),
    )
    snapshot = a_snapshot(*FAMILY, a_child(child="C3"), *TWO)

    assert placed(shared(snapshot, marks=marks)) == {"C1": "W2", "C2": "W2", "C3": "W2"}


def test_that_a_family_that_nobody_can_take_whole_is_left_to_a_manager() -> None:
    marks = tuple(
        Mark(kind=MarkKind.MUST_NOT, child=child, worker=WorkerId(worker))
        for child, worker in ((C1, "W1"), (C2, "W2"))
    )

    out = shared(a_snapshot(*FAMILY, *TWO), marks=marks)

    assert out.moves == ()
    assert {each.child for each in out.unplaced} == {C1, C2}


def test_that_who_is_pinned_stays_and_so_does_the_family() -> None:
    other = a_child(child="C3")
    snapshot = a_snapshot(*FAMILY, other, *TWO, held={"C1": "W1", "C2": "W1", "C3": "W1"})

    out = shared(snapshot, pins=(Pin(child=C1),))

    assert placed(out) == {"C3": "W2"}
    assert "pinned" in why(out)["C1"]


def test_that_who_is_away_today_is_not_asked_and_said() -> None:
    away = a_worker("W1", absences=(Absence(start=DAY_0, end=DAY_0 + DAY),))
    full = a_worker("W2", fte=0.05)

    assert placed(shared(a_snapshot(a_child(), away, full))) == {"C1": "W2"}
    assert why(shared(a_snapshot(a_child(), away))) == {"C1": {"away_soon": 1}}


def test_that_the_rules_say_why_nobody_can_take_a_child() -> None:
    staff = [a_worker("W1", role=Role.STUDENT), a_worker("W2", last_day=DAY_0 - DAY)]

    out = shared(a_snapshot(a_child(), *staff))

    assert why(out) == {"C1": {"not_case_holder": 1, "has_left": 1}}


def test_that_a_leaver_s_children_are_shared_out_on_the_day_after() -> None:
    snapshot = a_snapshot(*FAMILY, a_worker("W1"), a_worker("W2"), a_worker("W3"))
    snapshot = a_snapshot(*FAMILY, *snapshot.workers.values(), held={"C1": "W1", "C2": "W1"})
    last = DAY_0 + 30 * DAY
    changes = tuple(
        StaffChange(kind=StaffChangeKind.LEAVES, worker=WorkerId(worker), day=last)
        for worker in ("W1", "W2")
    )

    out = shared(snapshot, day=last + DAY, staffing=changes)

    assert placed(out) == {"C1": "W3", "C2": "W3"}
    assert {(move.reason, move.effective) for move in out.moves} == {("LEFTRL", last + DAY)}


def test_that_who_is_pinned_for_many_workers_only_goes_back_to_one_of_them_on_any_day() -> None:
    """A year after the first of them the import would count one worker less; the pin stays."""
    year, changes = timedelta(days=365), (DAY_0 - 360 * DAY, DAY_0 - 9 * DAY)
    spells = (
        a_spell("C1", "W1", start=DAY_0 - 2 * year, end=changes[0]),
        a_spell("C1", "W2", start=changes[0], end=changes[1]),
        a_spell("C1", "W3", start=changes[1]),
    )
    staff = (a_worker(worker) for worker in ("W1", "W2", "W3", "W4"))
    snapshot = a_snapshot(a_child(), *staff, *spells)

    for day in (None, DAY_0 + 30 * DAY):
        assert placed(shared(snapshot, C1, day=day))["C1"] in {"W1", "W2"}
        assert placed(shared(snapshot, C1, among=["W4"], day=day)) == {}


@pytest.mark.parametrize("seed", range(3))
def test_that_nothing_that_is_proposed_breaks_a_hard_rule_and_nobody_is_lost(seed: int) -> None:
    snapshot = snapshot_of(80)
    chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
    children = tuple(chance.sample(sorted(snapshot.children), 25))
    plan = Plan(snapshot=snapshot)

    out = shared(snapshot, *children)

    readable = set(children).difference(caseloads(plan, POLICY).unreadable)
    assert sorted(readable) == sorted(
        [*(move.child for move in out.moves), *(each.child for each in out.unplaced)]
    )
    assert not [each for each in broken_together(plan, out.moves, BY) if each.is_hard]
    assert caseloads(staged(plan, out.moves), POLICY).moves.keys() == {
        move.child for move in out.moves
    }

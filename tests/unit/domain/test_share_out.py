"""Children shared out: families whole, heaviest first, to whom the candidates name first."""

import random
from collections.abc import Collection
from datetime import date, timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.move_rules import Bar, broken_together
from allocation_app.domain.people import Absence, ChildId, Role, Status, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.share_out import ShareOut, Unplaced, share_out
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import StaffChange, StaffChangeKind
from allocation_app.domain.staging import staged
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
FAMILY = (a_child(child="C1", family="F"), a_child(child="C2", family="F"))


def shared(
    snapshot: Snapshot,
    *children: ChildId,
    among: Collection[str] | None = None,
    day: date | None = None,
    **planned: object,
) -> ShareOut:
    plan = Plan(snapshot=snapshot, **planned)
    workers = None if among is None else {WorkerId(each) for each in among}
    return share_out(plan, children or tuple(snapshot.children), workers, BY, day=day)


def placed(out: ShareOut) -> dict[str, str | None]:
    return {move.child: move.to for move in out.moves}


def test_that_a_family_goes_to_one_worker_and_the_next_child_to_another() -> None:
    other = a_child(child="C3")

    out = shared(a_snapshot(*FAMILY, other, a_worker("W1"), a_worker("W2")))

    assert placed(out) == {"C1": "W1", "C2": "W1", "C3": "W2"}
    assert out.unplaced == ()
    assert {(move.reason, move.effective) for move in out.moves} == {("FCONTA", None)}


def test_that_the_heaviest_are_placed_first() -> None:
    light, heavy = a_child(Status.REFERRAL, child="C1"), a_child(Status.PROCEEDINGS, child="C2")
    pair = [a_child(Status.PROCEEDINGS, child=child, family="F") for child in ("C3", "C4")]

    out = shared(a_snapshot(light, heavy, *pair, a_worker("W1")))

    assert [move.child for move in out.moves] == ["C3", "C4", "C2", "C1"]


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
    assert shared(snapshot, among=[]).unplaced == (Unplaced(child=C1, rules={}),)


def test_that_children_to_be_kept_apart_are_shared_out_apart() -> None:
    mark = Mark(kind=MarkKind.KEEP_APART, child=C1, other=C2)
    snapshot = a_snapshot(*FAMILY, a_worker("W1"), a_worker("W2"))

    assert placed(shared(snapshot, marks=(mark,))) == {"C1": "W1", "C2": "W2"}
    alone = shared(snapshot, marks=(mark,), among=["W1"])
    assert placed(alone) == {"C1": "W1"}
    assert alone.unplaced == (Unplaced(child=C2, rules={Bar.KEEP_APART: 1}),)


def test_that_children_to_be_kept_together_go_with_each_other_and_their_families() -> None:
    marks = (
        Mark(kind=MarkKind.KEEP_TOGETHER, child=C2, other=C3),
        Mark(kind=MarkKind.MUST_NOT, child=C3, worker=WorkerId("W1")),
    )
    snapshot = a_snapshot(*FAMILY, a_child(child="C3"), a_worker("W1"), a_worker("W2"))

    assert set(placed(shared(snapshot, marks=marks)).values()) == {"W2"}
    assert placed(shared(snapshot, C1, C2, marks=marks)) == {"C1": "W1", "C2": "W1"}


def test_that_a_family_is_split_where_nobody_can_take_all_of_it() -> None:
    leaver = a_child(Status.CARE_LEAVER, child="C3", family="F")
    marks = tuple(
        Mark(kind=MarkKind.MUST_NOT, child=child, worker=WorkerId(worker))
        for child, worker in ((C1, "W1"), (C2, "W2"))
    )
    snapshot = a_snapshot(*FAMILY, leaver, a_worker("W1"), a_worker("W2"))

    out = placed(shared(snapshot, marks=marks))

    assert (out["C1"], out["C2"]) == ("W2", "W1")
    assert "C3" in out


def test_that_who_is_pinned_stays_and_is_said() -> None:
    snapshot = a_snapshot(*FAMILY, a_worker("W1"), a_worker("W2"), held={"C1": "W1", "C2": "W1"})

    out = shared(snapshot, pins=(Pin(child=C1),))

    assert placed(out) == {"C2": "W2"}
    assert out.unplaced == (Unplaced(child=C1, rules={Bar.PINNED: 0}),)


def test_that_who_is_away_today_is_asked_last() -> None:
    away = a_worker("W1", absences=(Absence(start=DAY_0, end=DAY_0 + DAY),))
    full = a_worker("W2", fte=0.05)

    assert placed(shared(a_snapshot(a_child(), away, full))) == {"C1": "W2"}
    assert placed(shared(a_snapshot(a_child(), away))) == {"C1": "W1"}


def test_that_the_rules_say_why_nobody_can_take_a_child() -> None:
    staff = [a_worker("W1", role=Role.STUDENT), a_worker("W2", last_day=DAY_0 - DAY)]
    students = [a_worker("W3", role=Role.STUDENT), *staff]

    out = shared(a_snapshot(a_child(), *students))

    assert out.unplaced == (Unplaced(child=C1, rules={Bar.NOT_CASE_HOLDER: 2, Bar.HAS_LEFT: 1}),)


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


def test_that_who_is_pinned_for_many_workers_today_is_not_shared_out_on_a_later_day() -> None:
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
        out = shared(snapshot, C1, day=day)
        assert out.unplaced == (Unplaced(child=C1, rules={Bar.PINNED: 0}),)


@pytest.mark.parametrize("seed", range(3))
def test_that_nothing_that_is_proposed_breaks_a_hard_rule_and_nobody_is_lost(seed: int) -> None:
    snapshot = snapshot_of(80)
    chance = random.Random(seed)  # noqa: S311 - a drawing, no secret
    children = chance.sample(sorted(snapshot.children), 25)
    plan = Plan(snapshot=snapshot)

    out = share_out(plan, children, None, BY)

    assert sorted(children) == sorted(
        [*(move.child for move in out.moves), *(each.child for each in out.unplaced)]
    )
    assert not [each for each in broken_together(plan, out.moves, BY) if each.is_hard]
    assert caseloads(staged(plan, out.moves), POLICY).moves.keys() == {
        move.child for move in out.moves
    }

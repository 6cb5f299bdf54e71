"""What a plan amounts to: who holds whom, what that weighs, who is left without a worker."""

from datetime import timedelta

import pytest

from allocation_app.domain.caseloads import Caseloads, Counted, Reason, caseloads
from allocation_app.domain.people import (
    Child,
    ChildId,
    EventKind,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.policy import Band, CaseType, Part
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

DAY = timedelta(days=1)
LOOKED_AFTER_SINCE = EventKind.LOOKED_AFTER_START
W1, W2, C1, C2 = WorkerId("W1"), WorkerId("W2"), ChildId("C1"), ChildId("C2")


def loads(snapshot: Snapshot, *moves: Move) -> Caseloads:
    return caseloads(Plan(snapshot=snapshot, moves=moves), POLICY)


def points(*people: Child | Worker | Spell) -> float:
    """What these children weigh with W1, who has held them for long but where a spell says."""
    told = {each.child for each in people if isinstance(each, Spell)}
    held = {each.id: "W1" for each in people if isinstance(each, Child) and each.id not in told}
    return loads(a_snapshot(*people, a_worker(), held=held)).loads[W1].points


# ---- points


def test_that_each_further_sibling_with_the_same_worker_counts_six_tenths() -> None:
    family = [
        a_child(Status.CARE_AND_SUPPORT, child="C1", family="F"),
        a_child(Status.REGISTERED, child="C2", family="F"),
        a_child(Status.CARE_AND_SUPPORT, child="C3", family="F"),
    ]

    assert points(*family) == 8 + 0.6 * 4 + 0.6 * 4


def test_that_siblings_with_different_workers_each_count_in_full() -> None:
    family = [a_child(Status.REGISTERED, child=name, family="F") for name in ("C1", "C2")]
    snapshot = a_snapshot(*family, a_worker(), a_worker("W2"), held={"C1": "W1", "C2": "W2"})

    assert [load.points for load in loads(snapshot).loads.values()] == [8, 8]


def test_that_children_of_no_known_family_are_no_siblings() -> None:
    assert points(a_child(child="C1"), a_child(child="C2")) == 8


@pytest.mark.parametrize(("is_out_of_area", "weight"), [(True, 6), (False, 4), (None, 4)])
def test_that_out_of_area_adds_two_points_where_it_is_said(
    *, is_out_of_area: bool | None, weight: int
) -> None:
    assert points(a_child(is_out_of_area=is_out_of_area)) == weight


@pytest.mark.parametrize(("days_ago", "weight"), [(0, 5), (20, 5), (21, 4), (-1, 5)])
def test_that_a_child_is_new_to_a_worker_for_three_weeks(days_ago: int, weight: int) -> None:
    began = DAY_0 - days_ago * DAY

    assert points(a_child(), a_spell("C1", "W1", start=began)) == weight


def test_that_what_is_added_for_a_sibling_is_not_multiplied() -> None:
    one = a_child(child="C1", family="F")
    other = a_child(child="C2", family="F", is_out_of_area=True)

    assert points(one, other) == 4 + 0.6 * 4 + 2


def test_that_a_co_worked_child_counts_half_and_is_not_among_the_children() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED),
        a_worker(),
        a_worker("W2"),
        co_work("C1", "W2"),
        co_work("C1", "W2"),
        held={"C1": "W1"},
    )
    load = loads(snapshot).loads[W2]

    assert (load.points, load.children, load.co_worked) == (4, (), (C1,))


def test_that_nobody_co_works_with_themselves() -> None:
    snapshot = a_snapshot(a_child(), a_worker(), co_work("C1", "W1"), held={"C1": "W1"})
    load = loads(snapshot).loads[W1]

    assert (load.points, load.co_worked) == (4, ())


def test_that_co_working_that_has_ended_counts_nothing() -> None:
    snapshot = a_snapshot(a_child(), a_worker(), co_work("C1", "W1", end=DAY_0))

    assert loads(snapshot).loads[W1].points == 0


def test_that_a_childs_points_are_a_sum_with_a_part_for_each_reason() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1", family="F"),
        a_child(child="C2", family="F", is_out_of_area=True),
        a_child(Status.PROCEEDINGS, child="C3"),
        a_worker(),
        a_spell("C1", "W1"),
        a_spell("C2", "W1", start=DAY_0),
        co_work("C3", "W1"),
    )

    first, second, third = loads(snapshot).case_points(W1)

    assert (first.child, first.weight, first.parts, first.points) == (C1, 8, {}, 8)
    assert second.parts == {Part.SIBLING: -1.6, Part.OUT_OF_AREA: 2, Part.NEW: 1}
    assert (second.weight, second.points, second.is_held) == (4, 5.4, True)
    assert third.parts == {Part.CO_WORKED: -5}
    assert (third.points, third.is_held) == (5, False)


@pytest.mark.parametrize("fte", [None, 1.0])
def test_that_a_load_says_whether_full_time_was_assumed(fte: float | None) -> None:
    load = loads(a_snapshot(a_worker(fte=fte))).loads[W1]

    assert (load.capacity, load.is_fte_assumed) == (85, fte is None)


@pytest.mark.parametrize(("fte", "band"), [(0.6, Band.OVER), (0.61, Band.STRETCHED)])
def test_that_a_load_of_exactly_110_per_cent_is_over(fte: float, band: Band) -> None:
    """A family of three, four more on the register, one plan, one co-worked: 56.1 points of 51."""
    family = [a_child(Status.REGISTERED, child=f"F{n}", family="F") for n in range(3)]
    others = [a_child(Status.REGISTERED, child=f"C{n}") for n in range(4)]
    settled = a_child(
        Status.LOOKED_AFTER, child="K", events={LOOKED_AFTER_SINCE: DAY_0 - 500 * DAY}
    )
    held = [*family, *others, a_child(child="P")]
    snapshot = a_snapshot(
        *held,
        settled,
        co_work("K", "W1"),
        a_worker(fte=fte),
        held={child.id: "W1" for child in held},
    )

    load = loads(snapshot).loads[W1]

    assert load.points == 56.1
    assert load.band is band


# ---- without a worker


@pytest.mark.parametrize(
    ("worker", "reason"),
    [
        (a_worker(role=Role.DUTY), Reason.DUTY),
        (a_worker(role=Role.TEAM), Reason.TEAM),
        (a_worker(role=Role.MANAGER), Reason.MANAGER),
        (a_worker(role=Role.MANAGER, last_day=DAY_0 - DAY), Reason.MANAGER),
        (a_worker(role=Role.PERSONAL_ADVISER), Reason.PERSONAL_ADVISER),
        (a_worker(last_day=DAY_0 - DAY), Reason.LEAVER),
        (a_worker(last_day=DAY_0), None),
        (a_worker(role=None), None),
        (a_worker(role=Role.STUDENT), None),
        (a_worker(role=Role.UNRECOGNISED), None),
    ],
)
def test_that_a_child_held_by_duty_a_team_a_manager_or_a_leaver_counts_as_unallocated(
    worker: Worker, reason: Reason | None
) -> None:
    held = loads(a_snapshot(a_child(), worker, held={"C1": "W1"}))

    assert held.unallocated == ({} if reason is None else {C1: reason})
    assert held.holder(C1) == worker


def test_that_a_child_under_no_name_counts_as_unallocated() -> None:
    alone = loads(a_snapshot(a_child()))

    assert alone.unallocated == {C1: Reason.NO_WORKER}
    assert alone.holder(C1) is None
    assert alone.unreadable == ()


def test_that_every_role_that_holds_no_cases_is_a_reason() -> None:
    not_holders = {role.value for role in Role if not role.holds_cases}

    assert not_holders <= {reason.value for reason in Reason}


def test_that_of_a_child_whose_worker_nobody_could_read_nobody_knows() -> None:
    unread = loads(a_snapshot(a_child(is_holder_readable=False)))

    assert unread.unallocated == {}
    assert unread.unreadable == (C1,)


def test_that_a_move_settles_what_nobody_could_read() -> None:
    snapshot = a_snapshot(a_child(is_holder_readable=False), a_worker())

    placed, left = loads(snapshot, a_move("C1", "W1")), loads(snapshot, a_move("C1", None))

    assert (placed.unreadable, placed.unallocated) == ((), {})
    assert (left.unreadable, left.unallocated) == ((), {C1: Reason.NO_WORKER})


def test_that_families_are_counted_once() -> None:
    family = [a_child(child=name, family="F") for name in ("C1", "C2")]
    alone = a_child(child="C3")

    held = dict.fromkeys(("C1", "C2", "C3"), "W1")
    worked_out = loads(a_snapshot(*family, alone, a_worker(), held=held))

    assert worked_out.loads[W1].families == 2
    assert worked_out.families([C1, C2]) == 1


# ---- moves


def test_that_a_move_gives_the_child_to_its_new_worker_as_a_new_case() -> None:
    snapshot = a_snapshot(a_child(), a_worker(), a_worker("W2"), held={"C1": "W1"})

    moved = loads(snapshot, a_move("C1", "W2"))

    assert (moved.loads[W1].children, moved.loads[W1].points) == ((), 0)
    assert (moved.loads[W2].children, moved.loads[W2].points) == ((C1,), 5)
    assert moved.spells[C1].start == DAY_0
    assert moved.imported[C1].worker == "W1"


def test_that_a_move_to_the_worker_who_has_the_child_changes_nothing() -> None:
    snapshot = a_snapshot(a_child(), a_worker(), a_worker("W2"), held={"C1": "W1"})

    there = loads(snapshot, a_move("C1", "W1"))
    there_and_back = loads(snapshot, a_move("C1", "W2"), a_move("C1", "W1"))

    assert there.loads == there_and_back.loads == loads(snapshot).loads
    assert there.spells == there_and_back.spells == loads(snapshot).spells
    assert there.moves == there_and_back.moves == {}


def test_that_a_move_to_the_co_worker_ends_the_co_working() -> None:
    snapshot = a_snapshot(
        a_child(), a_worker(), a_worker("W2"), co_work("C1", "W2"), held={"C1": "W1"}
    )

    load = loads(snapshot, a_move("C1", "W2")).loads[W2]

    assert (load.points, load.co_worked) == (5, ())


def test_that_a_move_into_a_tray_or_to_a_leaver_leaves_the_child_unallocated() -> None:
    snapshot = a_snapshot(
        a_child(),
        a_worker(),
        a_worker("DUTY", role=Role.DUTY),
        a_worker("GONE", last_day=DAY_0 - DAY),
        held={"C1": "W1"},
    )

    for to, reason in (("DUTY", Reason.DUTY), ("GONE", Reason.LEAVER), (None, Reason.NO_WORKER)):
        assert loads(snapshot, a_move("C1", to)).unallocated == {C1: reason}


def test_that_a_worker_whom_no_move_touches_keeps_the_very_same_load() -> None:
    snapshot = a_snapshot(
        a_child(), a_child(child="C2"), a_worker(), a_worker("W2"), held={"C1": "W1", "C2": "W2"}
    )

    assert loads(snapshot, a_move("C1", None)).loads[W2] is loads(snapshot).loads[W2]


# ---- what nobody decides, and what opens


def test_that_a_child_with_rivals_is_neither_held_nor_unallocated_until_a_move_decides() -> None:
    rivals = (W1, W2)
    child = a_child(rivals=rivals)
    snapshot = a_snapshot(
        child, a_worker(), a_worker("W2"), *(a_spell("C1", worker) for worker in rivals)
    )

    undecided, decided = loads(snapshot), loads(snapshot, a_move("C1", "W2"))

    assert (undecided.unreadable, undecided.unallocated) == ((C1,), {})
    assert [undecided.loads[worker].points for worker in rivals] == [0, 0]
    assert (decided.unreadable, decided.loads[W2].points) == ((), 5)


def test_that_the_sum_behind_a_workers_capacity_opens() -> None:
    worked_out = loads(a_snapshot(a_worker(fte=0.6)))

    opened = worked_out.capacity_sum(W1)

    assert (opened.fte, opened.capacity) == (0.6, worked_out.loads[W1].capacity)


def test_that_a_mix_counts_children_and_families_of_each_kind() -> None:
    family = [a_child(Status.REGISTERED, child=name, family="F") for name in ("C1", "C2")]
    children = [*family, a_child(Status.CARE_LEAVER, child="C3", family="F")]
    worked_out = loads(a_snapshot(*children, a_child(Status.CARE_LEAVER, child="C4")))

    assert worked_out.mix(["C4", "C3", "C2", "C1"]) == {
        CaseType.REGISTERED: Counted(children=2, families=1),
        CaseType.CARE_LEAVER: Counted(children=2, families=2),
    }
    assert list(worked_out.mix(["C4", "C1"])) == [CaseType.REGISTERED, CaseType.CARE_LEAVER]

"""What is staged beside moves goes along to a later import, has come true there, or is dropped."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.carrying import Carried, carrying
from allocation_app.domain.people import (
    Absence,
    Child,
    ChildId,
    Involvement,
    Spell,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import InvolvementChange, Mark, MarkKind, Plan, Step
from allocation_app.domain.snapshot import Snapshot
from allocation_app.domain.staffing import Joiner
from tests.unit.domain.builders import (
    DAY_0,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
    co_work,
)
from tests.unit.domain.imports import imports

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
SOON, NEXT, LATER = DAY_0 + DAY, DAY_0 + WEEK, DAY_0 + 4 * WEEK
C1, W1, W9 = ChildId("C1"), WorkerId("W1"), WorkerId("W9")


def an_import(*people: Child | Worker | Spell, held: str | None = "W1", week: int = 0) -> Snapshot:
    """Two children (one with a holder) and two workers, unless others of their ids are given."""
    usual = [a_child(), a_child(child="C2"), a_worker("W1"), a_worker("W2")]
    spells = [each for each in people if isinstance(each, Spell)]
    known = {each.id: each for each in (*usual, *people) if not isinstance(each, Spell)}
    holders = {} if held is None else {"C1": held}
    return a_snapshot(*known.values(), *spells, held=holders, as_at=DAY_0 + week * WEEK)


def taken(before: Snapshot, after: Snapshot, *steps: Step, **fields: object) -> Carried:
    plan = Plan(snapshot=before, **fields)
    for step in steps:
        plan = plan.with_step(step)
    return carrying(before, after)(plan)


def fates(carried: Carried) -> tuple[list[Step], list[Step], list[Step]]:
    return [*carried.plan.steps], [*carried.came_true], [*carried.dropped]


def test_that_everything_goes_along_where_nothing_has_changed() -> None:
    before, after = an_import(), an_import(week=1)
    steps = (
        a_staff_change("joins", "W9", LATER),
        a_staff_change("leaves", "W2", LATER),
        a_staff_change("away", "W1", SOON),
        a_staff_change("returns", "W1", LATER),
        a_staff_change("hours", "W1", LATER, fte=0.5),
        a_staff_change("hours", "W9", LATER, fte=0.5),
        a_move("C1", "W9"),
        InvolvementChange(child=C1, worker=W9, involvement=Involvement.CO_WORKER),
    )

    carried = taken(before, after, *steps, unpinned=(C1,), notes="n", name="A")

    assert fates(carried) == ([*steps], [], [])
    assert carried.plan.snapshot is after
    assert (carried.plan.unpinned, carried.plan.notes, carried.plan.name) == ((C1,), "n", "A")


def test_that_a_child_who_is_gone_is_not_unpinned_any_more() -> None:
    after = a_snapshot(a_child(child="C2"), a_worker())

    assert taken(an_import(), after, unpinned=(C1, ChildId("C2"))).plan.unpinned == ("C2",)


# ---- changes of staff

LEAVES, HOURS = a_staff_change("leaves", "W1", SOON), a_staff_change("hours", "W1", SOON, fte=0.5)
AWAY, RETURNS = a_staff_change("away", "W1", SOON), a_staff_change("returns", "W1", NEXT)
ILL = Absence(start=DAY_0 - WEEK)
HOURS_TWICE = ((SOON, 0.5), (LATER, 0.8))
STAYS, CAME_TRUE, DROPPED = range(3)


@pytest.mark.parametrize(
    ("was", "now", "step", "fate"),
    [
        ({}, {"last_day": SOON}, LEAVES, CAME_TRUE),
        ({}, {"last_day": LATER}, LEAVES, DROPPED),
        ({"last_day": LATER}, {"last_day": LATER}, LEAVES, STAYS),
        ({"last_day": LATER}, {}, LEAVES, STAYS),
        ({"last_day": SOON}, {"last_day": SOON}, LEAVES, STAYS),
        ({}, {"fte": 0.5}, HOURS, CAME_TRUE),
        ({}, {"fte": 0.8}, HOURS, DROPPED),
        ({}, {"fte": None}, HOURS, STAYS),
        ({}, {"absences": (Absence(start=SOON, end=LATER),)}, AWAY, CAME_TRUE),
        ({}, {"absences": (Absence(start=LATER),)}, AWAY, STAYS),
        ({"absences": (ILL,)}, {"absences": (ILL,)}, AWAY, STAYS),
        ({"absences": (ILL,)}, {}, AWAY, STAYS),
        ({"absences": (ILL,)}, {"absences": (replace(ILL, end=SOON),)}, RETURNS, CAME_TRUE),
        ({"absences": (ILL,)}, {"absences": (ILL,)}, RETURNS, STAYS),
        ({}, {"absences": (ILL,)}, RETURNS, STAYS),
        ({"absences": (ILL,)}, {"is_listed": False}, RETURNS, STAYS),
        ({}, {"fte": 0.8, "is_listed": False}, HOURS, STAYS),
        ({"is_listed": False}, {"last_day": LATER, "is_listed": False}, LEAVES, DROPPED),
    ],
)
def test_that_a_change_of_staff_comes_true_when_the_import_tells_of_it_anew(
    was: dict[str, object], now: dict[str, object], step: Step, fate: int
) -> None:
    before, after = an_import(a_worker(**was)), an_import(a_worker(**now), week=1)

    expected: list[list[Step]] = [[], [], []]
    expected[fate] = [step]
    assert [*fates(taken(before, after, step))] == expected


def test_that_hours_that_change_once_more_later_are_still_to_change() -> None:
    fewer, more = (a_staff_change("hours", "W1", day, fte=fte) for day, fte in HOURS_TWICE)

    def later(fte: float) -> Carried:
        return taken(an_import(), an_import(a_worker(fte=fte), week=2), fewer, more)

    assert fates(later(0.5)) == ([more], [fewer], [])
    assert fates(later(0.8)) == ([], [fewer, more], [])
    assert fates(later(0.6)) == ([], [], [fewer, more])
    assert fates(later(1.0)) == ([fewer, more], [], [])


def test_that_who_is_gone_after_their_last_day_has_left_and_nobody_else_changes() -> None:
    before, after = an_import(), a_snapshot(a_child(), a_worker("W2"), as_at=DAY_0 + WEEK)
    later = a_staff_change("leaves", "W1", LATER)

    assert fates(taken(before, after, LEAVES)) == ([], [LEAVES], [])
    assert fates(taken(before, after, later)) == ([], [], [later])
    assert fates(taken(before, after, HOURS, AWAY)) == ([], [], [HOURS, AWAY])


def test_that_a_change_follows_a_worker_to_another_id() -> None:
    before = an_import(a_worker("W1", name="Ann"))
    after = a_snapshot(a_child(), a_worker("A1", name="ann"))

    carried = taken(before, after, HOURS)

    assert [step.worker for step in carried.plan.staffing] == ["A1"]


# ---- who joins

JOINS = a_staff_change("joins", "W9", SOON, joiner=Joiner(name="Jo Roe"))
TO_JO = (
    a_move("C2", "W9"),
    InvolvementChange(child=C1, worker=W9, involvement=Involvement.CO_WORKER),
)
NOT_BY_JO = Mark(kind=MarkKind.MUST_NOT, child=C1, worker=W9)


def test_that_who_has_joined_by_name_takes_along_what_is_staged_for_them() -> None:
    before = an_import()
    plan = {"staffing": (JOINS,), "marks": (NOT_BY_JO,)}
    hours = a_staff_change("hours", "W9", LATER, fte=0.5)

    arrived = taken(before, an_import(a_worker("77", name="jo  roe")), *TO_JO, hours, **plan)

    assert arrived.came_true == (JOINS,)
    assert arrived.dropped == arrived.dropped_marks == ()
    assert arrived.plan.moves == (a_move("C2", "77"),)
    assert [each.worker for each in arrived.plan.involvements] == ["77"]
    assert [each.worker for each in arrived.plan.staffing] == ["77"]
    assert [mark.worker for mark in arrived.plan.marks] == ["77"]


def test_that_what_was_staged_for_somebody_who_joined_can_have_come_true() -> None:
    there = an_import(
        a_worker("77", name="Jo Roe"),
        Spell(child=ChildId("C2"), worker=WorkerId("77")),
        co_work("C1", "77"),
    )

    assert fates(taken(an_import(), there, JOINS, *TO_JO)) == ([], [JOINS, *TO_JO], [])


@pytest.mark.parametrize(
    "newcomers",
    [
        [],
        [a_worker("77", name="Jo Doe")],
        [a_worker("77", name="Jo Roe"), a_worker("78", name="Jo Roe")],
    ],
)
def test_that_who_has_not_joined_for_certain_is_still_expected(newcomers: list[Worker]) -> None:
    carried = taken(an_import(), an_import(*newcomers, week=1), JOINS, *TO_JO, marks=())

    assert fates(carried) == ([JOINS, *TO_JO], [], [])


def test_that_of_two_who_join_by_one_name_one_has_come() -> None:
    other = replace(JOINS, worker=WorkerId("W8"))

    carried = taken(an_import(), an_import(a_worker("77", name="Jo Roe")), JOINS, other)

    assert fates(carried) == ([other], [JOINS], [])


def test_that_who_is_expected_does_not_get_mixed_up_with_a_newcomer_of_that_id() -> None:
    after = an_import(a_worker("W9", name="Cai"), co_work("C1", "W9"), held="W9")
    joined = (JOINS, a_move("C1", "W9"), *TO_JO)

    carried = taken(an_import(), after, *joined)

    assert [each.worker for each in carried.plan.staffing] == ["W9+"]
    assert [each.to for each in carried.plan.moves] == ["W9+"]
    assert [each.worker for each in carried.plan.involvements] == ["W9+"]
    assert carried.dropped == (joined[1],)  # somebody else has the child now
    assert carried.came_true == ()


# ---- co-workers and advisers


def beside(*, is_end: bool = False) -> InvolvementChange:
    return InvolvementChange(child=C1, worker=W1, involvement=Involvement.CO_WORKER, is_end=is_end)


COMES, GOES, THERE = beside(), beside(is_end=True), co_work("C1", "W1")
GONE, LEFT = a_snapshot(a_child(), a_worker("W2")), a_worker(last_day=DAY_0 - DAY)


@pytest.mark.parametrize(
    ("before", "after", "step", "fate"),
    [
        (an_import(), an_import(THERE), COMES, CAME_TRUE),
        (an_import(THERE), an_import(), GOES, CAME_TRUE),
        (an_import(THERE), an_import(THERE), GOES, STAYS),
        (an_import(THERE), an_import(), COMES, STAYS),
        (an_import(), an_import(LEFT), COMES, DROPPED),
        (an_import(LEFT), an_import(LEFT), COMES, STAYS),
        (an_import(THERE), an_import(LEFT, THERE), GOES, STAYS),
        (an_import(), GONE, COMES, DROPPED),
        (an_import(THERE), GONE, GOES, CAME_TRUE),
        (an_import(THERE), a_snapshot(a_worker()), GOES, DROPPED),
    ],
)
def test_that_a_co_worker_has_come_or_gone_or_is_still_to(
    before: Snapshot, after: Snapshot, step: Step, fate: int
) -> None:
    expected: list[list[Step]] = [[], [], []]
    expected[fate] = [step]
    assert [*fates(taken(before, after, step))] == expected


# ---- any imports


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any small import, somebody who joins, and steps of every kind."""
    snapshot: Snapshot = draw(imports().filter(lambda each: each.children and each.workers))
    plan = Plan(snapshot=snapshot, staffing=(replace(JOINS, joiner=Joiner(name="Ann")),))
    child = st.sampled_from(sorted(snapshot.children))
    worker = st.sampled_from([*sorted(snapshot.workers), "W9"])
    kinds = st.sampled_from(["leaves", "away", "returns"])
    steps = st.one_of(
        st.builds(a_move, child, st.none() | worker),
        st.builds(a_staff_change, kinds, worker, st.sampled_from([DAY_0, SOON, LATER])),
        st.builds(
            InvolvementChange,
            child=child,
            worker=worker,
            involvement=st.sampled_from([Involvement.CO_WORKER, Involvement.PERSONAL_ADVISER]),
            is_end=st.booleans(),
        ),
    )
    for step in draw(st.lists(steps, max_size=6)):
        plan = plan.with_step(step)
    return plan


@settings(max_examples=60)
@given(plans(), imports())
def test_that_every_step_stays_has_come_true_or_is_dropped_and_the_plan_holds(
    plan: Plan, after: Snapshot
) -> None:
    carried = carrying(plan.snapshot, after)(plan)

    told = [len(each) for each in (carried.plan.steps, carried.came_true, carried.dropped)]
    assert sum(told) == len(plan.steps)
    assert carried.plan.snapshot is after


@settings(max_examples=40)
@given(plans())
def test_that_the_same_facts_again_keep_the_plan_as_it_is(plan: Plan) -> None:
    again = replace(plan.snapshot)

    carried = carrying(plan.snapshot, again)(plan)

    assert carried == Carried(plan=replace(plan, snapshot=again))

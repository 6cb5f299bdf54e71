"""What a move changes is seen for donor, receiver and team, and adds up to the plan's effect."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allocation_app.domain.ahead import on_day
from allocation_app.domain.delays import DELAYS
from allocation_app.domain.effects import (
    DATED,
    Change,
    Measured,
    PlanEffect,
    Standing,
    TeamStanding,
    difference_of,
    plan_effect,
    step_effect,
    team_standing,
)
from allocation_app.domain.findings import Told
from allocation_app.domain.people import EventKind, Role, Status, TeamId, WorkerId
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import Band
from allocation_app.domain.snapshot import Snapshot
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    ENGLAND,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_review,
    a_snapshot,
    a_worker,
)
from tests.unit.domain.imports import imports

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
W1, W2 = WorkerId("W1"), WorkerId("W2")
CARED_FOR = [a_child(Status.CARE_AND_SUPPORT, child=f"C{n}") for n in (1, 2, 3)]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any small import, and moves of some of its children in any order."""
    snapshot: Snapshot = draw(imports().filter(lambda each: each.children and each.workers))
    to = st.sampled_from([None, *snapshot.workers])
    moved = draw(st.permutations(sorted(snapshot.children)))
    return Plan(snapshot=snapshot, moves=tuple(a_move(child, draw(to)) for child in moved))


def points_changed(changes: list[Change]) -> dict[WorkerId, float]:
    """By how many points, and by how many children, each worker stands otherwise."""
    added: dict[WorkerId, float] = defaultdict(float)
    for change in changes:
        added[change.worker] += change.after.points - change.before.points
    return {worker: pytest.approx(points) for worker, points in added.items() if abs(points) > 1e-9}


def children_changed(changes: list[Change]) -> dict[WorkerId, int]:
    added: dict[WorkerId, int] = defaultdict(int)
    for change in changes:
        added[change.worker] += change.after.children - change.before.children
    return {worker: count for worker, count in added.items() if count}


def in_turn(plan: Plan) -> list[PlanEffect]:
    """What each move changes after those before it, in their order."""
    steps = [replace(plan, moves=plan.moves[:count]) for count in range(len(plan.moves) + 1)]
    return [difference_of(before, after, BY) for before, after in pairwise(steps)]


def of_move(plan: Plan, child: str, to: str | None) -> PlanEffect:
    """What this move would change in this plan."""
    return difference_of(plan, plan.with_move(a_move(child, to)), BY)


@settings(max_examples=40)
@given(plans())
def test_that_the_effects_of_the_moves_add_up_to_that_of_the_plan(plan: Plan) -> None:
    told, whole = in_turn(plan), plan_effect(plan, BY)

    changes = [*whole.workers.values()]
    every = [change for each in told for change in each.workers.values()]
    assert points_changed(every) == points_changed(changes)
    assert children_changed(every) == children_changed(changes)
    for field in ("unallocated", "late"):
        added = (getattr(e.team.after, field) - getattr(e.team.before, field) for e in told)
        after, before = (getattr(s, field) for s in (whole.team.after, whole.team.before))
        assert sum(added) == after - before


@settings(max_examples=40)
@given(plans(), st.randoms())
def test_that_the_order_of_the_moves_does_not_matter_to_the_plan(
    plan: Plan, chance: st.DataObject
) -> None:
    shuffled = list(plan.moves)
    chance.shuffle(shuffled)

    assert plan_effect(replace(plan, moves=tuple(shuffled)), BY) == plan_effect(plan, BY)


@settings(max_examples=40)
@given(plans())
def test_that_removing_a_move_restores_the_numbers(plan: Plan) -> None:
    last = plan.moves[-1]
    before = plan.without_move(last.child)

    assert plan_effect(before.with_move(last).without_move(last.child), BY) == plan_effect(
        before, BY
    )


@settings(max_examples=40)
@given(plans())
def test_that_without_this_move_is_the_plan_that_does_not_have_it(plan: Plan) -> None:
    for move in plan.moves:
        told = step_effect(plan, move, BY)

        rest = on_day(plan.without_move(move.child), told.day)
        assert told.effect.team.before == team_standing(rest, BY)
        assert told.effect.team.after == team_standing(on_day(plan, told.day), BY)


# ---- donor, receiver and team, by figures worked out by hand

SNAPSHOT = a_snapshot(
    *CARED_FOR, a_worker("W1"), a_worker("W2", fte=0.5), held={"C1": "W1", "C2": "W1"}
)


def test_that_donor_and_receiver_are_seen_before_and_after() -> None:
    case, new = POLICY.weights.cases["care_and_support"], POLICY.weights.new

    told = of_move(Plan(snapshot=SNAPSHOT), "C1", "W2").workers

    full, half = 85.0, 42.5  # 100 points less 15 for stable work, and half of it
    assert told[W1] == Change(
        worker=W1,
        before=Standing(
            utilisation=round(2 * case / full, 6), points=2 * case, children=2, band=Band.SPARE
        ),
        after=Standing(utilisation=round(case / full, 6), points=case, children=1, band=Band.SPARE),
    )
    assert told[W2].before == Standing(utilisation=0, points=0, children=0, band=Band.SPARE)
    assert told[W2].after.points == case + new
    assert told[W2].after.utilisation == round((case + new) / half, 6)


def test_that_the_team_is_seen_before_and_after() -> None:
    review = a_review(SNAPSHOT)
    case, new = POLICY.weights.cases["care_and_support"], POLICY.weights.new

    told = of_move(Plan(snapshot=SNAPSHOT), "C3", "W2")

    worst, least = round(2 * case / 85, 6), round((case + new) / 42.5, 6)
    late = sum(finding.told is Told.LATE for finding in review.findings)
    assert told.workers.keys() == {W2}
    assert told.team.before == TeamStanding(worst=worst, spread=worst, unallocated=1, late=late)
    assert told.team.after.unallocated == 0
    assert told.team.after.worst == max(worst, least)
    assert told.team.after.spread == pytest.approx(abs(worst - least))


def test_that_a_child_sent_to_nobody_has_no_receiver_and_one_that_stays_changes_nobody() -> None:
    plan = Plan(snapshot=SNAPSHOT)

    to_nobody, stays = of_move(plan, "C1", None), of_move(plan, "C1", "W1")

    assert to_nobody.workers.keys() == {W1}
    assert to_nobody.team.after.unallocated == 2
    assert stays.workers == {}


def test_that_a_move_to_another_is_told_from_where_the_plan_has_the_child() -> None:
    plan = Plan(snapshot=SNAPSHOT, moves=(a_move("C1", "W2"),))

    assert of_move(plan, "C1", None).workers.keys() == {W2}


def test_that_a_team_is_measured_by_its_own_people() -> None:
    team, other = TeamId("T1"), TeamId("T2")
    late = {EventKind.REFERRAL: DAY_0.replace(month=1)}
    snapshot = a_snapshot(
        a_child(child="C1", team=team),
        a_child(Status.REGISTERED, child="C2", team=other, events=late),
        a_child(Status.REGISTERED, child="C3", team=team, events=late),
        a_worker("W1", team=team),
        a_worker("W2", team=other),
        a_worker("W3", team=other, role=Role.SOCIAL_WORKER),
        held={"C1": "W1"},
    )
    plan = Plan(snapshot=snapshot, moves=(a_move("C2", "W2"),))

    own, others = (plan_effect(plan, replace(BY, team=each)).team for each in (team, other))
    all_of_them = plan_effect(plan, BY).team

    assert own.before == own.after
    assert (own.after.unallocated, others.before.unallocated, others.after.unallocated) == (1, 1, 0)
    assert (own.after.spread, others.before.worst) == (0.0, 0.0)
    assert others.after.worst == others.after.spread != 0
    assert own.before.late + others.before.late == all_of_them.before.late
    assert (others.before.late, others.after.late) == (1, 0)


def test_that_a_child_of_no_team_is_of_its_worker_s() -> None:
    team = TeamId("T1")
    snapshot = a_snapshot(
        a_child(
            Status.REGISTERED, child="C1", events={EventKind.CORE_GROUP: DAY_0.replace(month=1)}
        ),
        a_worker("W1", team=TeamId("T2")),
        a_worker("W2", team=team),
        held={"C1": "W1"},
    )
    plan = Plan(snapshot=snapshot, moves=(a_move("C1", None),))

    own, others, everybody = (
        plan_effect(plan, replace(BY, team=each)).team for each in (team, TeamId("T2"), None)
    )

    assert (own.before.late, others.before.late, everybody.before.late) == (0, 1, 1)
    assert others.after.unallocated == 0
    assert everybody.after.unallocated == 1


def test_that_late_supervision_counts_for_the_team_of_the_worker() -> None:
    team = TeamId("T1")
    supervised = {"is_newly_qualified": True, "is_supervision_recorded": True, "team": team}
    long_ago = DAY_0 - timedelta(days=300)
    worker = a_worker(first_day=long_ago, last_supervision=long_ago, **supervised)
    plan = Plan(snapshot=a_snapshot(worker))

    own, others = (
        plan_effect(plan, replace(BY, rules=ENGLAND, team=each)).team.after.late
        for each in (team, TeamId("T2"))
    )

    assert (own, others) == (1, 0)


def test_that_a_team_without_capacity_has_no_worst_load() -> None:
    plan = Plan(snapshot=a_snapshot(a_child(), a_worker(role=Role.DUTY)))

    standing = plan_effect(plan, BY).team.after

    assert (standing.worst, standing.spread, standing.unallocated) == (None, None, 1)


@settings(max_examples=40)
@given(imports())
def test_that_late_is_counted_as_the_pages_count_it(snapshot: Snapshot) -> None:
    told = sum(finding.told is Told.LATE for finding in a_review(snapshot).findings)

    standing = plan_effect(Plan(snapshot=snapshot), BY).team.after

    assert standing.late == told
    assert set(DATED) <= DELAYS.keys()


def test_that_the_effect_of_an_empty_plan_is_nothing() -> None:
    told: PlanEffect = plan_effect(Plan(snapshot=SNAPSHOT), BY)

    assert (told.workers, told.team.before) == ({}, told.team.after)

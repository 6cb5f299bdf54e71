"""A suggestion that breaks a rule, or tells a figure that is not so, is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Absence, ChildId, Status, TeamId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import Ask, NotPlaced, Proposal, Request
from allocation_app.domain.proposal import Status as Reached
from allocation_app.planner.checking import Wrong, faults
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_staff_change,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY = timedelta(days=1)
NORTH, SOUTH = TeamId("North"), TeamId("South")


def a_plan() -> Plan:
    """W1 has two siblings and a third child, W2 one; C5 waits."""
    kids = [
        a_child(child="C1", family="F", team=NORTH),
        a_child(child="C2", family="F", team=NORTH),
        a_child(child="C3", team=NORTH),
        a_child(child="C4", team=NORTH),
        a_child(Status.REGISTERED, child="C5", team=NORTH),
    ]
    staff = [a_worker(f"W{n}", team=NORTH) for n in (1, 2, 3)]
    held = {"C1": "W1", "C2": "W1", "C3": "W1", "C4": "W2"}
    return Plan(snapshot=a_snapshot(*kids, *staff, a_worker("S1", team=SOUTH), held=held))


def rebalance(moves: int = 2, **fields: object) -> Request:
    return Request(ask=Ask.REBALANCE, max_moves=moves, team=NORTH, **fields)  # type: ignore[arg-type]


def sound(request: Request | None = None) -> Proposal:
    """C5 gets W3 and C3 goes to W2, which is right in every way."""
    return Proposal(
        request=request or rebalance(),
        status=Reached.FEASIBLE,
        moves=(a_move("C5", "W3"), a_move("C3", "W2")),
        changes=1,
        worst=round(9 / 85, 6),
        bound=0.05,
    )


def told(proposal: Proposal, plan: Plan | None = None) -> set[Wrong]:
    return {each.code for each in faults(plan or a_plan(), proposal, BY)}


def test_that_a_sound_proposal_may_be_shown() -> None:
    assert told(sound()) == set()


def test_that_the_figures_of_a_proposal_are_those_of_its_plan() -> None:
    assert told(replace(sound(), changes=2)) == {Wrong.CHANGES}
    assert told(replace(sound(), worst=0.2)) == {Wrong.WORST}
    assert told(replace(sound(), worst=None, bound=None)) == {Wrong.WORST}
    assert told(replace(sound(), bound=0.12)) == {Wrong.BOUND}


def test_that_who_waits_and_gets_nobody_is_told() -> None:
    left = NotPlaced(child=ChildId("C5"))
    half = replace(sound(), moves=(a_move("C3", "W2"),), worst=round(9 / 85, 6))

    assert told(half) == {Wrong.UNPLACED}
    assert told(replace(half, unplaced=(left,), is_reached=False)) == set()
    assert told(replace(half, unplaced=(left,))) == {Wrong.STATUS}
    assert told(replace(sound(), unplaced=(left,), is_reached=False)) == {Wrong.UNPLACED}


def test_that_what_is_not_reached_is_not_told_as_the_best() -> None:
    left = NotPlaced(child=ChildId("C5"))
    half = replace(
        sound(),
        moves=(a_move("C3", "W2"),),
        worst=round(9 / 85, 6),
        unplaced=(left,),
        is_reached=False,
    )

    assert told(replace(half, status=Reached.INFEASIBLE)) == set()
    assert told(replace(half, status=Reached.OPTIMAL)) == {Wrong.STATUS}
    assert told(replace(sound(), status=Reached.INFEASIBLE)) == {Wrong.STATUS}


def test_that_the_best_is_proved() -> None:
    best, share = replace(sound(), status=Reached.OPTIMAL), round(9 / 85, 6)
    safe = replace(best, request=Request(ask=Ask.SAFE, team=NORTH))

    assert told(best) == {Wrong.STATUS}
    assert told(replace(best, bound=share)) == set()
    assert told(replace(safe, bound=share)) == {Wrong.STATUS}
    assert told(replace(safe, is_fewest=True)) == set()


def test_that_a_team_is_not_safe_while_anybody_is_over_the_line() -> None:
    request = Request(ask=Ask.SAFE, team=NORTH, limit=0.1)
    plan = a_plan()
    kept = replace(sound(request), moves=(), worst=round(10.4 / 85, 6), changes=0)
    kept = replace(kept, unplaced=(NotPlaced(child=ChildId("C5")),), is_reached=False)
    placed = plan.with_move(a_move("C5", "W3"))

    assert told(kept) == set()
    assert told(replace(kept, unplaced=()), placed) == set()
    assert told(replace(kept, unplaced=(), is_reached=True), placed) == {Wrong.STATUS}


def test_that_no_more_children_change_worker_than_were_asked_for() -> None:
    assert told(sound(rebalance(0))) == {Wrong.BUDGET}


def test_that_to_place_a_queue_nobody_else_is_moved() -> None:
    assert told(sound(Request(ask=Ask.PLACE, team=NORTH))) == {Wrong.MAY_NOT_BE_MOVED}


def test_that_only_the_children_named_are_placed() -> None:
    named = Request(ask=Ask.PLACE, team=NORTH, children=(ChildId("C5"),))
    only = replace(sound(named), moves=(a_move("C5", "W3"),), changes=0)

    assert told(replace(only, worst=round(10.4 / 85, 6))) == set()
    assert Wrong.MAY_NOT_BE_MOVED in told(replace(only, moves=(a_move("C3", "W2"),)))


def test_that_nobody_is_moved_twice_or_nowhere() -> None:
    twice, nowhere = a_move("C3", "W3"), a_move("C4", "W2")

    assert Wrong.MOVED_TWICE in told(replace(sound(), moves=(*sound().moves, twice)))
    assert Wrong.NOWHERE in told(replace(sound(), moves=(*sound().moves, nowhere)))


def test_that_what_a_manager_has_staged_stays() -> None:
    plan = a_plan().with_move(a_move("C3", "W3"))

    assert told(sound(), plan) == {Wrong.MAY_NOT_BE_MOVED}


def test_that_a_child_of_whom_nobody_can_tell_is_left_alone() -> None:
    plan = a_plan()
    unread = a_child(child="C6", team=NORTH, is_holder_readable=False)
    plan = replace(
        plan,
        snapshot=replace(plan.snapshot, children={**plan.snapshot.children, unread.id: unread}),
    )

    found = told(replace(sound(), moves=(*sound().moves, a_move("C6", "W2"))), plan)

    assert found == {Wrong.MAY_NOT_BE_MOVED}


def test_that_only_those_asked_receive_children() -> None:
    among = rebalance(among=frozenset({WorkerId("W3")}))
    south = replace(sound(), moves=(a_move("C5", "S1"), a_move("C3", "W2")))

    assert told(sound(among)) == {Wrong.NOT_ASKED}
    assert told(south) == {Wrong.NOT_ASKED}
    assert told(replace(south, request=replace(south.request, team=None))) == {
        Wrong.KEPT_RULE,
    }


def test_that_a_worker_of_another_team_may_take_where_that_is_set_aside() -> None:
    across = rebalance(set_aside=frozenset({"own_team"}))

    moves = (a_move("C5", "S1"), a_move("C3", "W2"))
    assert told(replace(sound(across), moves=moves)) == set()


def test_that_a_move_takes_effect_on_the_day_asked_about() -> None:
    later = rebalance(day=DAY_0 + 7 * DAY)
    moves = tuple(replace(move, effective=DAY_0 + 7 * DAY) for move in sound().moves)

    assert told(sound(later)) == {Wrong.WRONG_DAY}
    assert told(replace(sound(later), moves=moves)) == set()


def test_that_a_child_goes_on_once_its_worker_has_left() -> None:
    plan = a_plan().with_step(a_staff_change("leaves", "W2", DAY_0 + 2 * DAY))
    day = DAY_0 + 7 * DAY
    request = Request(ask=Ask.PLACE, team=NORTH, day=day)
    moves = (a_move("C5", "W3", effective=day), a_move("C4", "W3", effective=DAY_0 + 3 * DAY))
    worst = round(14 / 85, 6)
    found = Proposal(request=request, status=Reached.FEASIBLE, moves=moves, worst=worst, bound=None)

    assert told(found, plan) == set()
    late = (moves[0], replace(moves[1], effective=day))
    assert told(replace(found, moves=late), plan) == {Wrong.WRONG_DAY}


def spoiled() -> Iterator[tuple[str, Plan]]:
    """Plans in which the sound proposal breaks a hard rule, or one that is kept."""
    plan, workers = a_plan(), a_plan().snapshot.workers
    must_not = Mark(kind=MarkKind.MUST_NOT, child=ChildId("C3"), worker=WorkerId("W2"))
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C3"), other=ChildId("C4"))
    yield "must_not", plan.with_mark(must_not)
    yield "keep_apart", plan.with_mark(apart)
    yield "pinned", plan.with_pin(Pin(child=ChildId("C3")))
    for rule, fields in (
        ("newly_qualified_alone", {"is_newly_qualified": True}),
        ("leaving_soon", {"last_day": DAY_0 + 3 * DAY}),
        ("away_soon", {"absences": (Absence(start=DAY_0 + 3 * DAY),)}),
    ):
        changed = replace(workers[WorkerId("W3")], **fields)  # type: ignore[arg-type]
        snapshot = replace(plan.snapshot, workers={**workers, changed.id: changed})
        yield rule, replace(plan, snapshot=snapshot)


@pytest.mark.parametrize(("rule", "plan"), list(spoiled()), ids=list(dict(spoiled())))
def test_that_no_rule_is_broken(rule: str, plan: Plan) -> None:
    found = faults(plan, sound(), BY)

    assert {each.rule for each in found if each.code in {Wrong.HARD_RULE, Wrong.KEPT_RULE}} == {
        rule
    }


def test_that_a_rule_that_is_set_aside_may_be_broken() -> None:
    plan = dict(spoiled())["leaving_soon"]

    assert told(sound(rebalance(set_aside=frozenset({"leaving_soon"}))), plan) == set()


def test_that_a_staged_move_does_not_come_to_break_a_hard_rule() -> None:
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C4"), other=ChildId("C3"))
    plan = a_plan().with_move(a_move("C4", "W3")).with_mark(apart)

    moves = (a_move("C5", "W2"), a_move("C3", "W3"))
    found = faults(plan, replace(sound(), moves=moves), BY)

    assert {each.child for each in found if each.code is Wrong.HARD_RULE} == {"C3", "C4"}


def test_that_a_family_has_one_worker_or_is_left() -> None:
    torn = replace(sound(), moves=(a_move("C5", "W3"), a_move("C1", "W2")))
    plan = a_plan()
    apart = plan.with_mark(Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2")))
    whole = (a_move("C5", "W3"), a_move("C1", "W2"), a_move("C2", "W2"))

    assert Wrong.PARTED in told(torn)
    assert Wrong.PARTED not in told(torn, apart)
    assert Wrong.PARTED not in told(replace(sound(), moves=whole, changes=2))


def test_that_who_is_marked_to_be_kept_together_has_one_worker() -> None:
    together = Mark(kind=MarkKind.KEEP_TOGETHER, child=ChildId("C3"), other=ChildId("C2"))

    assert told(sound(), a_plan().with_mark(together)) == {Wrong.PARTED}


def test_that_a_child_is_not_taken_from_beside_a_sibling_who_stays() -> None:
    plan = a_plan().with_move(a_move("C2", "W1")).with_move(a_move("C4", "W1"))
    together = Mark(kind=MarkKind.KEEP_TOGETHER, child=ChildId("C3"), other=ChildId("C4"))

    assert Wrong.PARTED in told(sound(), plan.with_mark(together))


def test_that_whoever_receives_a_child_keeps_to_the_limit() -> None:
    assert told(sound(rebalance(limit=0.1))) == {Wrong.LIMIT}
    assert told(sound(rebalance(limit=0.2))) == set()


def test_that_nobody_ends_worse_off_than_today_where_that_is_asked() -> None:
    tight = replace(POLICY, headroom_to=0.05)
    by = replace(BY, policy=tight)

    found = {each.code for each in faults(a_plan(), sound(rebalance(is_no_one_worse=True)), by)}

    assert found == {Wrong.WORSE_OFF}

"""Where nothing can be suggested there is an answer at once, and it says who gets nobody."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest

from allocation_app import settings
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Role, Status
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import Ask, Proposal, Request
from allocation_app.domain.proposal import Status as Reached
from allocation_app.planner.propose import frontier, propose
from tests.builders import AS_AT, a_child, a_snapshot, a_worker

BY = Measured(policy=settings.policy(), rules=settings.rule_set(), calendar=settings.calendar())
AT_ONCE = 2.0
"""Seconds: far more than it takes, far less than a search."""
REQUESTS = (
    Request(ask=Ask.PLACE),
    Request(ask=Ask.REBALANCE, max_moves=3),
    Request(ask=Ask.SAFE),
    Request(ask=Ask.SAFE, limit=0.01, is_no_one_worse=True),
)


def nobody_at_all() -> Plan:
    return Plan(snapshot=a_snapshot())


def no_workers() -> Plan:
    return Plan(snapshot=a_snapshot(waiting=[a_child("C1"), a_child("C2")]))


def no_children() -> Plan:
    return Plan(snapshot=a_snapshot(workers=[a_worker("W1"), a_worker("W2")]))


def no_capacity() -> Plan:
    left = date(2026, 11, 1)
    staff = [a_worker("W1", fte=0.0), a_worker("W2", last_day=left), a_worker("W3", role=Role.DUTY)]
    return Plan(snapshot=a_snapshot(workers=staff, waiting=[a_child("C1"), a_child("C2")]))


def nobody_eligible() -> Plan:
    staff = [a_worker("W1", role=Role.SUPPORT_WORKER), a_worker("W2", role=Role.STUDENT)]
    children = [a_child(each, statuses=[Status.REGISTERED]) for each in ("C1", "C2")]
    return Plan(snapshot=a_snapshot(workers=staff, waiting=children))


def all_pinned() -> Plan:
    held = {"W1": [a_child(f"C{n}") for n in range(30)]}
    waiting = [a_child("C30"), a_child("C31")]
    plan = Plan(snapshot=a_snapshot(held, workers=[a_worker("W2")], waiting=waiting))
    for child in plan.snapshot.children:
        plan = plan.with_pin(Pin(child=child))
    return plan


def must_not_on_everybody() -> Plan:
    staff = [a_worker("W1"), a_worker("W2")]
    plan = Plan(snapshot=a_snapshot(workers=staff, waiting=[a_child("C1"), a_child("C2")]))
    for child in plan.snapshot.children:
        for worker in staff:
            plan = plan.with_mark(Mark(kind=MarkKind.MUST_NOT, child=child, worker=worker.id))
    return plan


HOPELESS: Mapping[Callable[[], Plan], int] = {
    nobody_at_all: 0,
    no_children: 0,
    no_workers: 2,
    no_capacity: 2,
    nobody_eligible: 2,
    all_pinned: 2,
    must_not_on_everybody: 2,
}
"""Each with how many get nobody."""


def at_once(plan: Plan, request: Request) -> Proposal:
    began = perf_counter()
    proposal = propose(plan, request, BY)
    assert perf_counter() - began < AT_ONCE
    return proposal


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: each.ask)
@pytest.mark.parametrize("team", HOPELESS, ids=lambda each: each.__name__)
def test_that_what_is_hopeless_is_said_at_once(team: Callable[[], Plan], request_: Request) -> None:
    proposal = at_once(team(), request_)
    assert len(proposal.unplaced) == HOPELESS[team]
    assert proposal.moves == ()
    assert proposal.status is Reached.INFEASIBLE or not proposal.unplaced


@pytest.mark.parametrize("team", HOPELESS, ids=lambda each: each.__name__)
def test_that_the_curve_of_what_is_hopeless_is_flat(team: Callable[[], Plan]) -> None:
    points = list(frontier(team(), Request(ask=Ask.PLACE), (0, 1, 5), BY))
    assert {point.proposal.worst for point in points} == {points[0].proposal.worst}
    assert all(point.proposal.changes == 0 for point in points)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: each.ask)
@pytest.mark.parametrize("has_holder", [False, True])
def test_that_children_who_are_to_be_together_and_apart_are_not_brought_together(
    request_: Request, *, has_holder: bool
) -> None:
    """Two marks can't name the same two; over a third child they contradict each other."""
    children = [a_child(each) for each in ("C1", "C2", "C3")]
    held = {"W1": children} if has_holder else {}
    staff = [a_worker("W1"), a_worker("W2")]
    plan = Plan(snapshot=a_snapshot(held, workers=staff, waiting=[] if has_holder else children))
    one, two, three = sorted(plan.snapshot.children)
    plan = plan.with_mark(Mark(kind=MarkKind.KEEP_TOGETHER, child=one, other=two))
    plan = plan.with_mark(Mark(kind=MarkKind.KEEP_TOGETHER, child=two, other=three))
    plan = plan.with_mark(Mark(kind=MarkKind.KEEP_APART, child=one, other=three))
    moves = {move.child: move.to for move in at_once(plan, request_).moves}
    assert one not in moves or three not in moves or moves[one] != moves[three]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda each: each.ask)
def test_that_one_worker_alone_gets_whoever_may_come(request_: Request) -> None:
    plan = Plan(snapshot=a_snapshot(workers=[a_worker("W1")], waiting=[a_child("C1")]))
    proposal = at_once(plan, request_)
    assert len(proposal.moves) + len(proposal.unplaced) == 1
    assert bool(proposal.moves) is (request_.limit is None)


def test_that_a_child_of_whom_nobody_can_tell_is_left_alone() -> None:
    unread = a_child("C1", is_holder_readable=False)
    plan = Plan(snapshot=a_snapshot(workers=[a_worker("W1")], waiting=[unread]))
    for request in REQUESTS:
        proposal = at_once(plan, request)
        assert proposal.moves == ()
        assert proposal.unplaced == ()


def test_that_a_pin_that_has_run_out_keeps_nobody() -> None:
    plan = Plan(snapshot=a_snapshot(workers=[a_worker("W1")], waiting=[a_child("C1")]))
    (child,) = plan.snapshot.children
    plan = plan.with_pin(Pin(child=child, until=AS_AT - timedelta(days=1)))
    assert len(at_once(plan, Request(ask=Ask.PLACE)).moves) == 1
    plan = replace(plan, pins=(Pin(child=child, until=AS_AT),))
    assert len(at_once(plan, Request(ask=Ask.PLACE)).unplaced) == 1

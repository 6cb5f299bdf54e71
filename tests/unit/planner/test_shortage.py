"""What is short: true at exactly that figure, and false just below."""

from dataclasses import replace

import pytest

from allocation_app.domain.capacity import DECIMALS
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import ChildId, TeamId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import Ask, Request, Shortage
from allocation_app.domain.staffing import Joiner
from allocation_app.planner import least as asked
from allocation_app.planner.building import Scene
from allocation_app.planner.propose import propose
from allocation_app.planner.shortage import LOOKS_BEYOND, joiner_of, shortage
from allocation_app.progress import Cancelled
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_staff_change,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
SAFE = Request(ask=Ask.SAFE)


def short(plan: Plan, request: Request = SAFE, lowest: float | None = None) -> Shortage | None:
    return shortage(Scene(plan=plan, request=request, by=BY), lowest)


def a_full_team(children: int = 50, **fields: object) -> Plan:
    """Two workers of 85 points each with this many children of 4 points, on one of them."""
    names = [f"C{n:02}" for n in range(children)]
    snapshot = a_snapshot(
        *(a_child(child=name, **fields) for name in names),
        a_worker("W1", **fields),
        a_worker("W2", **fields),
        held=dict.fromkeys(names, "W1"),
    )
    return Plan(snapshot=snapshot)


def with_more(plan: Plan, fte: float, team: str | None = None) -> Plan:
    joiner = Joiner(name="Joiner", team=None if team is None else TeamId(team), fte=fte)
    return plan.with_step(a_staff_change("joins", "J1", DAY_0, joiner=joiner))


def test_that_nothing_is_short_where_an_arrangement_keeps_everybody_to_the_line() -> None:
    assert short(a_full_team(40)) is None
    assert short(a_full_team(40), Request(ask=Ask.PLACE)) is None
    assert short(Plan(snapshot=a_snapshot(a_child(child="C1")))) is None


@pytest.mark.parametrize("team", [None, "T1"])
def test_that_so_much_more_is_enough_and_nothing_less(team: str | None) -> None:
    plan = a_full_team(team=team)

    found = short(plan, replace(SAFE, team=team), lowest=1.2)

    assert found is not None
    assert found.is_exact
    assert (found.limit, found.lowest) == (POLICY.bands.over - 1e-6, 1.2)
    assert short(with_more(plan, found.fte, team), replace(SAFE, team=team)) is None
    assert short(with_more(plan, found.fte - 0.0001, team), replace(SAFE, team=team)) is not None


def test_that_so_many_points_fewer_are_enough_and_nothing_less() -> None:
    plan = a_full_team()
    found = short(plan)

    # W1 keeps children of 4 points, W2 is given some of 5, both up to 93.499915.
    over = min(
        max(0.0, 4 * kept - line) + max(0.0, 5 * (50 - kept) - line)
        for kept in range(51)
        for line in (85 * (POLICY.bands.over - 1e-6),)
    )
    assert found is not None
    assert found.points == pytest.approx(over, abs=2 * 10**-DECIMALS)


def test_that_the_rules_that_stood_in_the_way_are_named() -> None:
    plan = a_full_team()
    pinned = replace(plan, pins=tuple(Pin(child=child) for child in plan.snapshot.children))

    free, fixed = short(plan), short(pinned)

    assert free is not None
    assert fixed is not None
    assert "pinned" in fixed.rules
    assert "pinned" not in free.rules
    assert fixed.points == pytest.approx(200 - 85 * 1.1, abs=0.001)


def test_that_no_figure_is_given_for_somebody_more_who_would_not_be_enough() -> None:
    plan = a_full_team()
    pinned = replace(plan, pins=tuple(Pin(child=child) for child in plan.snapshot.children))

    found = short(pinned)

    assert found is not None
    assert (found.fte, found.is_exact) == (0.0, True)


def test_that_children_whom_nobody_may_have_are_no_shortage() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_worker("W1"))
    mark = Mark(kind=MarkKind.MUST_NOT, child=ChildId("C1"), worker=snapshot.workers["W1"].id)

    assert short(Plan(snapshot=snapshot, marks=(mark,))) is None


def test_that_where_all_can_not_be_placed_for_a_rule_capacity_is_not_what_is_short() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_child(child="C2"), a_worker("W1"))
    mark = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))

    assert short(Plan(snapshot=snapshot, marks=(mark,)), replace(SAFE, limit=0.01)) is None


def test_that_those_who_are_asked_are_asked_beside_somebody_more() -> None:
    plan = a_full_team()
    request = replace(SAFE, among=frozenset({plan.snapshot.workers["W2"].id}))

    found = short(plan, request)

    assert found == short(plan) or found is not None
    assert found is not None
    assert found.fte > 0


def test_that_no_one_worse_off_holds_for_who_joins_too() -> None:
    request = replace(SAFE, is_no_one_worse=True)
    plan = a_full_team()

    found = short(plan, request)

    assert found is not None
    assert short(with_more(plan, found.fte), request) is None
    assert short(with_more(plan, found.fte - 0.0001), request) is not None


def test_that_a_large_team_is_told_what_is_short_at_the_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = a_full_team()
    exact = short(plan)
    monkeypatch.setattr(asked, "MOST_WAYS", 9)

    rough = short(plan)

    assert exact is not None
    assert rough is not None
    assert (rough.is_exact, rough.fte) == (False, 0.0)
    assert 0 < rough.points <= exact.points


@pytest.mark.parametrize(
    "request_of", [Request(ask=Ask.PLACE), Request(ask=Ask.REBALANCE, max_moves=2)]
)
def test_that_who_asked_for_something_else_is_told_what_is_short_of_the_line(
    request_of: Request,
) -> None:
    plan = a_full_team()
    exact = short(plan)

    found = propose(plan, request_of, BY).shortage

    assert exact is not None
    assert found == replace(exact, fte=0.0)
    assert propose(a_full_team(20), request_of, BY).shortage is None
    named = Request(ask=Ask.PLACE, children=(ChildId("C01"),))
    assert propose(plan, named, BY).shortage is None


def test_that_it_can_be_stopped_while_the_question_is_still_put() -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        raise Cancelled

    with pytest.raises(Cancelled):
        shortage(Scene(plan=a_full_team(), request=SAFE, by=BY), progress=stop)
    assert told == [(0, 1)]


def test_that_of_more_than_a_team_only_the_first_bounds_are_waited_for() -> None:
    names = [f"C{n:02}" for n in range(90)]
    workers = [a_worker(f"W{n:02}") for n in range(70)]
    children = (a_child(child=name) for name in names)
    plan = Plan(snapshot=a_snapshot(*children, *workers, held=dict.fromkeys(names, "W00")))
    told: set[int] = set()
    scene = Scene(plan=plan, request=replace(SAFE, limit=0.05), by=BY)

    found = shortage(scene, progress=lambda _done, of: told.add(of))

    assert found is not None
    assert found.points > 0
    assert max(told) <= LOOKS_BEYOND


def test_that_who_is_yet_to_be_found_has_an_id_of_nobody_else() -> None:
    workers = [a_worker("joiner 0"), a_worker("joiner 1")]

    assert joiner_of(Plan(snapshot=a_snapshot(*workers))) == "joiner 2"

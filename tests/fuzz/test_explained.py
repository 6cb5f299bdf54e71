"""Requests that can't be met, drawn by chance: what is said of them, held against every plan.

What forbids a place forbids it and is irreducible; what would be enough is, and no less of it is.
Every plan of a small team is looked at for that, without the solver that found the explanation.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import inf, isfinite

import pytest

from allocation_app import settings
from allocation_app.domain.effects import Measured
from allocation_app.domain.keeping import keeping
from allocation_app.domain.people import (
    MOST_FTE,
    Absence,
    ChildId,
    EventKind,
    Role,
    Status,
    WorkerId,
)
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import (
    KEPT_RULES,
    OVER_LIMIT,
    Ask,
    NotPlaced,
    Relaxation,
    RelaxationKind,
    Request,
)
from allocation_app.domain.staffing import Joiner, StaffChange, StaffChangeKind
from allocation_app.planner.building import Scene, model_of
from allocation_app.planner.model import Answer, Model, Option, Way
from allocation_app.planner.shortage import lines_of, placeable, shortage
from allocation_app.planner.unplaced import not_placed
from tests.builders import AS_AT, a_child, a_snapshot, a_worker

pytestmark = pytest.mark.timeout(3_600)  # a campaign at its full counts is long

BY = Measured(policy=settings.policy(), rules=settings.rule_set(), calendar=settings.calendar())
STATUSES = (Status.CARE_AND_SUPPORT, Status.REGISTERED, Status.LOOKED_AFTER, Status.ASSESSMENT)
ROLES = (Role.SOCIAL_WORKER,) * 5 + (Role.SUPPORT_WORKER, Role.STUDENT)
NO_LESS = 0.001
"""Points, or a hundredth of an FTE: so much below what is said must not be enough."""


def drawn(draw: random.Random, *, has_facts: bool = True) -> tuple[Plan, Request]:
    """Two to four workers whom much keeps from two to five children, some of whom are held.

    With ``has_facts`` also what can't be undone: nobody can be made to be there.
    """
    workers = [
        a_worker(
            f"W{n}",
            role=draw.choice(ROLES) if has_facts else Role.SOCIAL_WORKER,
            team=draw.choice(["A", "A", "B", None]),
            fte=draw.choice([0.2, 0.2, 0.4, 0.0 if has_facts else 0.2]),
            is_newly_qualified=draw.random() < 0.3,
            absences=(Absence(start=AS_AT),) if has_facts and draw.random() < 0.1 else (),
        )
        for n in range(draw.randint(2, 4))
    ]
    held: dict[str, list[object]] = {worker.id: [] for worker in workers}
    waiting = []
    for n in range(draw.randint(2, 5)):
        near = draw.random() < 0.2
        child = a_child(
            f"C{n}",
            family=draw.choice([None, None, "F"]),
            team=draw.choice(["A", "A", None]),
            statuses=[draw.choice(STATUSES)],
            events={EventKind.REVIEW_CONFERENCE: AS_AT} if near else None,
        )
        into = waiting if draw.random() < 0.6 else held[draw.choice(workers).id]
        into.append(child)
    plan = Plan(snapshot=a_snapshot(held, workers=workers, waiting=waiting))
    children = sorted(plan.snapshot.children)
    for _ in range(draw.randint(0, 4)):
        one, other = draw.sample(children, 2)
        kind = draw.choice([*MarkKind, MarkKind.MUST_NOT, MarkKind.MUST_NOT])
        if kind is MarkKind.MUST_NOT:
            mark = Mark(kind=kind, child=one, worker=draw.choice(workers).id)
        else:
            mark = Mark(kind=kind, child=one, other=other)
        plan = plan.with_mark(mark)
    if draw.random() < 0.2:
        plan = plan.with_pin(Pin(child=draw.choice(children)))
    ask = draw.choice([Ask.PLACE, Ask.PLACE, Ask.SAFE, Ask.REBALANCE])
    return plan, Request(
        ask=ask,
        max_moves=draw.randint(0, 2) if ask is Ask.REBALANCE else None,
        limit=draw.choice([None, 0.3, 0.6, 0.9]),
        is_no_one_worse=draw.random() < 0.1,
        set_aside=frozenset(draw.sample(KEPT_RULES, draw.choice([0, 0, 2]))),
    )


def plans(model: Model) -> Iterator[tuple[Option, ...]]:
    """Every way in which all blocks can stand within the number of changes, none too near."""
    for several in product(*(list(model.options(block)) for block in model.blocks)):
        changes = sum(each.changes for each in several)
        if (model.budget is None or changes <= model.budget) and not any(
            model.meet(one, several[one].choice, other, several[other].choice)
            for one, other in model.apart
        ):
            yield several


def carried(model: Model, several: tuple[Option, ...]) -> list[float]:
    return [
        receiver.points + sum(each.points.get(n, 0.0) for each in several)
        for n, receiver in enumerate(model.receivers)
    ]


def over_caps(model: Model, several: tuple[Option, ...]) -> float:
    """By how many points those who receive anybody are above what they may receive to."""
    comes = {each.choice.worker for each in several if each.choice.way is not Way.STAYS}
    points = carried(model, several)
    return sum(
        max(0.0, points[n] - each.cap) for n, each in enumerate(model.receivers) if n in comes
    )


def placed(model: Model, several: tuple[Option, ...]) -> frozenset[ChildId]:
    return frozenset(
        child
        for block, each in zip(model.blocks, several, strict=True)
        if each.left[1] == 0
        for child in block.waiting
    )


def best(model: Model) -> Answer:
    """A plan that places as many as can be within the limits."""
    fitting = (several for several in plans(model) if over_caps(model, several) <= 1e-7)
    most = max(fitting, key=lambda several: len(placed(model, several)))
    return Answer(choices=tuple(each.choice for each in most), is_proved=True)


def can_place(model: Model, children: frozenset[ChildId]) -> bool:
    return any(
        children <= placed(model, several) and over_caps(model, several) <= 1e-7
        for several in plans(model)
    )


def model_for(plan: Plan, request: Request) -> Model:
    return model_of(Scene(plan=plan, request=request, by=BY))


def without(plan: Plan, request: Request, rule: str, child: ChildId) -> tuple[Plan, Request]:
    """The same question without one rule about this child and who goes with it."""
    if rule in KEPT_RULES:
        return plan, replace(request, set_aside=request.set_aside | {rule})
    if rule == OVER_LIMIT:
        return plan, replace(request, limit=None, is_no_one_worse=False)
    if rule == "pinned":
        return replace(plan, pins=()), request
    if rule == "siblings":
        alone = replace(plan.snapshot.children[child], family=None)
        children = {**plan.snapshot.children, child: alone}
        return replace(plan, snapshot=replace(plan.snapshot, children=children)), request
    kin = {child, *_together(plan, child)}
    kept = (each for each in plan.marks if each.kind != rule or kin.isdisjoint(each.about))
    return replace(plan, marks=tuple(kept)), request


def _together(plan: Plan, child: ChildId) -> Iterator[ChildId]:
    for block in model_for(plan, Request(ask=Ask.SAFE)).blocks:
        if child in block.children:
            yield from block.children


def raised(model: Model, each: Relaxation, points: float) -> Model:
    receivers = tuple(
        replace(receiver, cap=receiver.cap + points) if receiver.id == each.worker else receiver
        for receiver in model.receivers
    )
    return replace(model, receivers=receivers)


def with_joiner(plan: Plan, fte: float, team: str | None) -> Plan:
    joiner = Joiner(name="J", team=team, fte=fte)
    change = StaffChange(kind=StaffChangeKind.JOINS, worker=WorkerId("J"), day=AS_AT, joiner=joiner)
    return plan.with_step(change)


def explained(
    plan: Plan, request: Request
) -> Iterator[tuple[Plan, Request, NotPlaced, frozenset[ChildId]]]:
    """What is said of each who gets nobody in the best plan, and who gets somebody."""
    scene = Scene(plan=plan, request=request, by=BY)
    model = model_of(scene)
    if model.is_estimate:
        return
    answer = best(model)
    others = placed(model, tuple(map(model.option, model.blocks, answer.choices)))
    for found in not_placed(scene, model, answer):
        yield plan, request, found, others


@pytest.mark.campaign(quick=150, ci=2_000)
def test_that_what_would_be_enough_is_and_no_less_of_it(rounds: int) -> None:
    seen, seed, kinds = 0, 0, set[RelaxationKind]()
    while seen < rounds:
        for plan, request, found, others in explained(*drawn(random.Random(seed))):  # noqa: S311
            seen += 1
            kinds |= {each.kind for each in found.relaxations}
            _check(plan, request, found, others)
        seed += 1
    assert kinds == set(RelaxationKind)


@pytest.mark.campaign(quick=60, ci=300)
def test_that_what_forbids_a_place_forbids_it_and_nothing_less_does(rounds: int) -> None:
    seen, seed, rules = 0, 0, set[str]()
    while seen < rounds:
        draw = random.Random(seed)  # noqa: S311 - a drawing, no secret
        seed += 1
        plan, request = drawn(draw, has_facts=False)
        request = replace(request, ask=Ask.PLACE, max_moves=None)
        if len(model_for(plan, request).blocks) != 1:
            continue  # others could make room: the rules are those about this child
        for each in explained(plan, request):
            if is_irreducible(*each):
                seen += 1
                rules |= set(each[2].needed)
    assert rules >= {"must_not", "keep_apart", "pinned", "own_team", OVER_LIMIT}


def _check(plan: Plan, request: Request, found: NotPlaced, others: frozenset[ChildId]) -> None:
    wanted = others | {found.child}
    model = model_for(plan, request)
    assert not can_place(model, wanted)
    for each in found.relaxations:
        _check_enough(plan, request, found, each, wanted)
    told = {each.rule for each in found.relaxations if each.kind is RelaxationKind.SET_ASIDE}
    for rule in set(found.rules) & set(KEPT_RULES) - told:
        assert not can_place(model_for(*without(plan, request, rule, found.child)), wanted)


def is_irreducible(
    plan: Plan, request: Request, found: NotPlaced, others: frozenset[ChildId]
) -> bool:
    """Whether what is needed forbids it by itself, and nothing less does; False if no test is.

    No test is where a fact speaks against somebody: nobody can be made to have hours. Nor where a
    child that is parted from its siblings would weigh otherwise, or is kept with them by a mark.
    """
    loads = Scene(plan=plan, request=request, by=BY).loads
    kin = {found.child, *_together(plan, found.child)}
    workers = [worker.id for worker in loads.case_holders]
    codes = {
        code for one in kin for who in workers for code in keeping(loads, one, who, request, BY)
    }
    ways = {*KEPT_RULES, "must_not", "keep_apart", "pinned", OVER_LIMIT, "siblings"}
    is_marked = any(mark.kind == "keep_together" for mark in plan.marks)
    is_sibling = plan.snapshot.children[found.child].family is not None
    is_limited = request.limit is not None or request.is_no_one_worse
    if is_marked or (is_sibling and is_limited) or not {*codes, *found.needed} <= ways:
        return False
    for rule in ways - set(found.needed):
        plan, request = without(plan, request, rule, found.child)
    wanted = others | {found.child}
    assert not can_place(model_for(plan, request), wanted)
    for rule in found.needed:
        assert can_place(model_for(*without(plan, request, rule, found.child)), wanted)
    return True


def _check_enough(
    plan: Plan, request: Request, found: NotPlaced, each: Relaxation, wanted: frozenset[ChildId]
) -> None:
    model = model_for(plan, request)
    match each.kind:
        case RelaxationKind.SET_ASIDE | RelaxationKind.LIFT_PIN:
            assert can_place(model_for(*without(plan, request, each.rule, found.child)), wanted)
        case RelaxationKind.REMOVE_MARK:
            assert each.mark is not None
            left = tuple(mark for mark in plan.marks if mark != each.mark)
            assert len(left) == len(plan.marks) - 1
            assert can_place(model_for(replace(plan, marks=left), request), wanted)
        case RelaxationKind.RAISE_LIMIT:
            assert can_place(raised(model, each, each.points), wanted)
            assert not can_place(raised(model, each, each.points - NO_LESS), wanted)
        case RelaxationKind.ADD_CAPACITY:
            _check_more(plan, request, found, each, wanted)


def _check_more(
    plan: Plan, request: Request, found: NotPlaced, each: Relaxation, wanted: frozenset[ChildId]
) -> None:
    model, team = model_for(plan, request), plan.snapshot.children[found.child].team
    if each.points:
        least = min(
            over_caps(model, several)
            for several in plans(model)
            if wanted <= placed(model, several)
        )
        assert each.points == pytest.approx(least, abs=2e-5)
    if each.fte or not each.points:
        enough = with_joiner(plan, max(each.fte, 0.01), team)
        assert can_place(model_for(enough, request), wanted)
    if each.fte > NO_LESS:
        less = with_joiner(plan, each.fte - NO_LESS, team)
        assert not can_place(model_for(less, request), wanted)


@pytest.mark.campaign(quick=40, ci=500)
def test_that_what_is_short_is_so_much_and_no_less(rounds: int) -> None:
    seen, seed = 0, 0
    while seen < rounds:
        plan, request = drawn(random.Random(seed))  # noqa: S311
        seed += 1
        request = replace(request, ask=Ask.SAFE, max_moves=None)
        model = model_for(plan, request)
        if not model.receivers or model.is_estimate:
            continue
        found = shortage(Scene(plan=plan, request=request, by=BY))
        points = _short(model)
        assert (found is None) is (points <= 2e-6 or points == inf)
        if found is None or found.fte > MOST_FTE:  # more than one person can work
            continue
        seen += 1
        assert found.is_exact
        assert found.points == pytest.approx(points, abs=2e-5)
        if found.fte:
            assert _short(model_for(with_joiner(plan, found.fte, None), request)) <= 1e-6
        if found.fte > NO_LESS:
            less = with_joiner(plan, found.fte - NO_LESS, None)
            assert _short(model_for(less, request)) > 2e-6


def _short(model: Model) -> float:
    """By how many points all workers together are over the line, at the least."""
    wanted = {child for n in placeable(model) for child in model.blocks[n].waiting}
    limits = lines_of(model).points
    return min(
        (
            sum(
                max(0.0, points - limit)
                for points, limit in zip(carried(model, several), limits, strict=True)
                if isfinite(limit)
            )
            for several in plans(model)
            if wanted <= placed(model, several)
        ),
        default=inf,
    )

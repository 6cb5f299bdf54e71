"""The model of a request says what the loads and the rules say of the moves that it stands for."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from allocation_app.domain.ahead import on_day
from allocation_app.domain.candidates import Part, candidates
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.keeping import NOT_ASKED
from allocation_app.domain.people import ChildId
from allocation_app.domain.plan import Mark, MarkKind, Plan
from allocation_app.domain.proposal import Ask, NotPlaced, Proposal, Request, Status
from allocation_app.domain.staging import staged
from allocation_app.planner.building import Scene, model_of
from allocation_app.planner.checking import Fault, Wrong, faults
from allocation_app.planner.model import STAY, Answer, Block, Choice, Model, Way
from allocation_app.planner.propose import worst_after
from allocation_app.planner.reading import changes_of, left_of, moves_of, points_of
from tests.unit.domain.builders import (
    CALENDAR,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_worker,
)
from tests.unit.planner.chance_teams import a_plan, a_request

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)


def any_answer(model: Model, chance: Random) -> Answer:
    """Every block as it may stand, by chance; no two together who are to be kept apart."""
    choices = [STAY] * len(model.blocks)
    for n, block in enumerate(model.blocks):
        ways = [way for way in model.options(block) if model.budget != 0 or not way.changes]
        choice = chance.choice(ways).choice
        pairs = [(one + other) - n for one, other in model.apart if n in {one, other}]
        if not any(model.meet(n, choice, other, choices[other]) for other in pairs):
            choices[n] = choice
    return Answer(choices=tuple(choices))


@pytest.mark.parametrize("seed", range(120))
def test_that_the_points_of_a_model_are_those_of_the_plan_that_it_stands_for(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a drawing, no secret
    plan = a_plan(chance)
    scene = Scene(plan=plan, request=a_request(chance, plan), by=BY)
    model = model_of(scene)
    for _ in range(5):
        answer = any_answer(model, chance)
        moves = moves_of(model, answer, scene)
        after = caseloads(on_day(staged(plan, moves), scene.day), POLICY)
        for worker, points in zip(scene.workers, points_of(model, answer), strict=True):
            told = after.loads[worker.id].points
            assert points >= told - 2e-6 if model.is_estimate else points == pytest.approx(told)


@pytest.mark.parametrize("seed", range(20))
def test_that_a_model_does_not_hang_on_the_order_of_rows(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a drawing, no secret
    plan = a_plan(chance)
    request, snapshot = a_request(chance, plan), plan.snapshot
    turned = replace(
        snapshot,
        children=dict(reversed(snapshot.children.items())),
        workers=dict(reversed(snapshot.workers.items())),
    )

    other = model_of(Scene(plan=replace(plan, snapshot=turned), request=request, by=BY))

    assert repr(other) == repr(model_of(Scene(plan=plan, request=request, by=BY)))


CASE_MIX = 4.0
"""The mix is that of the plan as it stands, the child itself among those whom somebody holds."""
OF_THE_SOLVER = {Wrong.BUDGET, Wrong.LIMIT, Wrong.WORSE_OFF, Wrong.STATUS}


def told_of(scene: Scene, model: Model, answer: Answer) -> tuple[Fault, ...]:
    """What the checker says of the moves that an answer comes to."""
    moves = moves_of(model, answer, scene)
    proposal = Proposal(
        request=scene.request,
        status=Status.FEASIBLE,
        moves=moves,
        changes=changes_of(model, answer),
        worst=worst_after(scene, moves),
        is_reached=False,
        unplaced=tuple(NotPlaced(child=child) for child in left_of(model, answer)),
    )
    return faults(scene.plan, proposal, scene.by)


@pytest.mark.parametrize("seed", range(120))
def test_that_whatever_a_model_allows_breaks_no_rule(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a drawing, no secret
    plan = a_plan(chance)
    scene = Scene(plan=plan, request=a_request(chance, plan), by=BY)
    model = model_of(scene)
    for _ in range(3):
        answer = any_answer(model, chance)
        wrong = [each for each in told_of(scene, model, answer) if each.code not in OF_THE_SOLVER]
        assert wrong == []


@pytest.mark.parametrize("seed", range(80))
def test_that_what_a_model_bars_is_what_that_rule_says(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a drawing, no secret
    plan = a_plan(chance)
    scene = Scene(plan=plan, request=a_request(chance, plan), by=BY)
    model = model_of(scene)
    for n, block in enumerate(model.blocks):
        for worker in range(len(model.receivers)):
            code = model.bar(block, worker)
            choices = [STAY] * len(model.blocks)
            choices[n] = Choice(Way.WHOLE, worker)
            changes = model.option(block, choices[n]).changes
            if code in {"", NOT_ASKED, "siblings"} or (model.budget == 0 and changes):
                continue
            told = told_of(scene, model, Answer(choices=tuple(choices)))
            assert code in {each.rule for each in told} | apart_by_hand(scene, block)


def apart_by_hand(scene: Scene, block: Block) -> set[str]:
    """Siblings who are to be kept apart are barred from more than the rule says: see `parted`."""
    children = scene.plan.snapshot.children
    families = {children[child].family_key for child in block.children}
    marked = {
        children[child].family_key
        for mark in scene.plan.marks
        if mark.kind is MarkKind.KEEP_APART and mark.other is not None
        for child in (mark.child, mark.other)
    }
    return {"keep_apart"} if families & marked else set()


@pytest.mark.parametrize("seed", range(40))
def test_that_what_speaks_for_a_worker_is_what_the_candidates_are_told_apart_by(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a drawing, no secret
    plan = a_plan(chance)
    scene = Scene(plan=plan, request=Request(ask=Ask.SAFE), by=BY)
    model = model_of(scene)
    for block in model.blocks:
        if len(block.children) > 1:
            continue
        found = candidates(scene.loads, block.children[0])
        for each in (*found.ranked, *found.away):
            n = scene.number[each.worker]
            beside = (
                each.score - each.parts.get(Part.ROOM, 0.0) - each.parts.get(Part.CASE_MIX, 0.0)
            )
            if scene.stands.get(block.children[0]) != n:
                told = model.option(block, Choice(Way.WHOLE, n)).worth
                assert told == pytest.approx(beside, abs=CASE_MIX)


def two_siblings(*marks: Mark) -> Model:
    """One with W1, one with W2; nobody else."""
    kids = [a_child(child=f"C{n}", family="F") for n in (1, 2)]
    held = {"C1": "W1", "C2": "W2"}
    plan = Plan(snapshot=a_snapshot(*kids, a_worker(), a_worker("W2"), held=held), marks=marks)
    return model_of(Scene(plan=plan, request=Request(ask=Ask.SAFE), by=BY))


def test_that_what_speaks_for_a_worker_does_not_count_whom_they_have_already() -> None:
    model = two_siblings()
    (block,) = model.blocks

    told = model.option(block, Choice(Way.WHOLE, 0)).worth

    # C2 alone comes; the mix is one more of the kind than a share of everybody's.
    assert told == pytest.approx(POLICY.preferences.knows_sibling, abs=CASE_MIX)


def test_that_a_child_does_not_go_where_a_sibling_to_be_kept_apart_is_now() -> None:
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))
    model = two_siblings(apart)

    assert [model.bar(model.blocks[n], 1 - n) for n in (0, 1)] == ["keep_apart", "keep_apart"]

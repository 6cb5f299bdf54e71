"""Why a child gets no worker, and what would be enough: each by itself, and no less of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Absence, ChildId, Role, Status, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import Ask, NotPlaced, Relaxation, RelaxationKind, Request
from allocation_app.planner import unplaced as asked
from allocation_app.planner.building import Scene, model_of
from allocation_app.planner.model import STAY, Answer, Choice, Way
from allocation_app.planner.solving import only_answer, solve_here
from allocation_app.planner.unplaced import not_placed
from allocation_app.progress import no_progress
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_snapshot,
    a_worker,
)
from tests.unit.planner.builders import tell_nobody

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
PLACE = Request(ask=Ask.PLACE)
DAY = timedelta(days=1)
ANY = Relaxation(kind=RelaxationKind.ADD_CAPACITY)
TO_FIRST, TO_SECOND = Choice(Way.WHOLE, 0), Choice(Way.WHOLE, 1)


def left(plan: Plan, request: Request = PLACE) -> dict[str, NotPlaced]:
    """Who gets nobody in the best answer, with why."""
    scene = Scene(plan=plan, request=request, by=BY)
    model = model_of(scene)
    answer = only_answer(model) or solve_here(model, 0, no_progress, tell_nobody)
    return {each.child: each for each in not_placed(scene, model, answer)}


def must_not(child: str, worker: str) -> Mark:
    return Mark(kind=MarkKind.MUST_NOT, child=ChildId(child), worker=WorkerId(worker))


def two(kind: str, child: str, other: str) -> Mark:
    return Mark(kind=MarkKind(kind), child=ChildId(child), other=ChildId(other))


def aside(rule: str) -> Relaxation:
    return Relaxation(kind=RelaxationKind.SET_ASIDE, rule=rule)


def removed(mark: Mark) -> Relaxation:
    return Relaxation(
        kind=RelaxationKind.REMOVE_MARK, rule=mark.kind.value, worker=mark.worker, mark=mark
    )


def test_that_each_rule_that_keeps_somebody_away_is_needed_and_each_way_out_is_told() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1", team="A"),
        a_worker("W1", team="A", is_newly_qualified=True),
        a_worker("W2", team="B"),
        a_worker("W3", team="A"),
    )

    found = left(Plan(snapshot=snapshot, marks=(must_not("C1", "W3"),)))["C1"]

    every = ("must_not", "own_team", "newly_qualified_alone")
    assert (dict(found.rules), found.needed) == (dict.fromkeys(every, 1), every)
    assert found.relaxations == (
        aside("own_team"),
        aside("newly_qualified_alone"),
        removed(must_not("C1", "W3")),
        ANY,
    )


def test_that_a_rule_is_not_needed_beside_one_that_forbids_the_same() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1", team="A"),
        a_worker("W1", team="B", is_newly_qualified=True),
        a_worker("W2", team="B"),
    )

    found = left(Plan(snapshot=snapshot))["C1"]

    assert (dict(found.rules), found.needed) == ({"own_team": 2}, ("own_team",))
    assert found.relaxations == (aside("own_team"), ANY)


def test_that_workers_who_are_not_there_are_told_by_the_rule_for_that() -> None:
    away = a_worker("W1", absences=(Absence(start=DAY_0 - DAY),))
    snapshot = a_snapshot(a_child(child="C1"), away, a_worker("W2", fte=0.0))

    found = left(Plan(snapshot=snapshot))["C1"]

    assert found.needed == ("long_away", "no_capacity")
    assert found.relaxations == (ANY,)


def test_that_without_anybody_to_ask_only_somebody_more_is_enough() -> None:
    found = left(Plan(snapshot=a_snapshot(a_child(child="C1"))))["C1"]

    assert (found.rules, found.needed, found.relaxations) == ({}, (), (ANY,))


def test_that_a_pinned_child_is_placed_by_lifting_the_pin_and_nothing_else() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_worker("W1"))

    found = left(Plan(snapshot=snapshot, pins=(Pin(child=ChildId("C1")),)))["C1"]

    assert found.needed == ("pinned",)
    assert found.relaxations == (Relaxation(kind=RelaxationKind.LIFT_PIN, rule="pinned"),)


def test_that_another_child_in_the_way_is_named_with_the_mark() -> None:
    snapshot = a_snapshot(
        a_child(child="C1"), a_child(child="C2"), *map(a_worker, ("W1", "W2")), held={"C2": "W1"}
    )
    marks = (two("keep_apart", "C1", "C2"), must_not("C1", "W2"), must_not("C2", "W2"))

    found = left(Plan(snapshot=snapshot, marks=marks))["C1"]

    assert found.needed == ("must_not", "keep_apart")
    assert found.relaxations == (
        removed(marks[0]),
        removed(must_not("C1", "W2")),
        ANY,
    )


def test_that_a_family_whom_nobody_may_have_whole_is_told_so() -> None:
    snapshot = a_snapshot(
        *(a_child(child=child, family="F") for child in ("C1", "C2")), *map(a_worker, ("W1", "W2"))
    )
    marks = (must_not("C1", "W1"), must_not("C2", "W2"))
    scene = Scene(plan=Plan(snapshot=snapshot, marks=marks), request=PLACE, by=BY)
    model = model_of(scene)
    if len(model.blocks) > 1:
        pytest.skip("a family whom nobody may have whole is parted")

    found = not_placed(scene, model, Answer(choices=(STAY,)))[0]

    assert found.needed == ("must_not", "siblings")
    assert found.relaxations == (
        removed(must_not("C1", "W1")),
        removed(must_not("C2", "W2")),
        ANY,
    )


def a_small_team(children: int, **fields: object) -> Plan:
    """Two workers with 17 points each, and children of 5 points who wait."""
    waiting = (a_child(child=f"C{n}", **fields) for n in range(1, children + 1))
    workers = (a_worker(worker, fte=0.2) for worker in ("W1", "W2"))
    return Plan(snapshot=a_snapshot(*waiting, *workers))


def test_that_a_limit_is_raised_by_what_is_missing_and_no_more() -> None:
    request = replace(PLACE, limit=0.7)  # 11.9 points: two children each

    (found,) = left(a_small_team(5), request).values()

    assert (dict(found.rules), found.needed) == ({"over_limit": 2}, ("over_limit",))
    raised = [each for each in found.relaxations if each.kind is RelaxationKind.RAISE_LIMIT]
    assert [(each.worker, each.points) for each in raised] == [("W1", 3.1), ("W2", 3.1)]
    more = found.relaxations[-1]
    assert (more.kind, more.points) == (RelaxationKind.ADD_CAPACITY, 3.1)
    assert more.fte == pytest.approx(5 / (85 * 0.7), abs=1e-6)
    assert left(a_small_team(5), replace(PLACE, limit=15 / 17)) == {}


def test_that_others_make_room_where_that_helps() -> None:
    plan = replace(a_small_team(5), marks=(must_not("C1", "W2"),))

    found = left(plan, replace(PLACE, limit=0.7))

    for each in found.values():
        raised = [one for one in each.relaxations if one.kind is RelaxationKind.RAISE_LIMIT]
        assert [one.worker for one in raised] == ["W1", "W2"]


def test_that_beyond_a_team_no_limit_is_named_that_could_be_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(asked, "MOST_RAISED", 1)

    (found,) = left(a_small_team(5), replace(PLACE, limit=0.7)).values()

    assert [each.kind for each in found.relaxations] == [RelaxationKind.ADD_CAPACITY]


def test_that_without_a_worker_whom_the_rules_allow_a_limit_is_not_what_forbids_it() -> None:
    plan = a_small_team(1)
    marks = (must_not("C1", "W1"), must_not("C1", "W2"))

    found = left(replace(plan, marks=marks), replace(PLACE, limit=0.7))["C1"]

    assert found.needed == ("must_not",)
    *marked, more = found.relaxations
    assert marked == [removed(must_not("C1", "W1")), removed(must_not("C1", "W2"))]
    assert (more.kind, more.points) == (RelaxationKind.ADD_CAPACITY, 0.0)
    assert more.fte == pytest.approx(5 / (85 * 0.7), abs=1e-6)


def test_that_only_those_of_the_team_are_asked() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", team="A"),
        a_worker("W1", team="A", role=Role.STUDENT),
        a_worker("W2", team="B"),
    )

    found = left(Plan(snapshot=snapshot), replace(PLACE, team="A"))["C1"]

    assert (dict(found.rules), found.needed) == ({"not_case_holder": 1}, ("not_case_holder",))


def test_that_where_it_is_not_proved_nothing_is_said_to_forbid_it() -> None:
    scene = Scene(
        plan=Plan(snapshot=a_snapshot(a_child(child="C1"), a_worker("W1"))), request=PLACE, by=BY
    )

    (found,) = not_placed(scene, model_of(scene), Answer(choices=(STAY,), is_stopped=True))

    assert (found.rules, found.needed, found.relaxations) == ({}, (), ())


def left_by(plan: Plan, *choices: Choice) -> dict[str, NotPlaced]:
    """Who gets nobody in this answer."""
    scene = Scene(plan=plan, request=PLACE, by=BY)
    found = not_placed(scene, model_of(scene), Answer(choices=choices))
    return {each.child: each for each in found}


def test_that_of_two_who_wait_and_are_kept_apart_one_is_left_for_that() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_child(child="C2"), a_worker("W1"))
    plan = Plan(snapshot=snapshot, marks=(two("keep_apart", "C1", "C2"),))

    found = left_by(plan, TO_FIRST, STAY)["C2"]

    assert found.needed == ("keep_apart",)
    assert found.relaxations == (removed(plan.marks[0]), ANY)


def test_that_of_two_who_keep_a_child_away_from_both_either_is_named() -> None:
    names = ("C1", "C2", "C3")
    snapshot = a_snapshot(*(a_child(child=name) for name in names), *map(a_worker, ("W1", "W2")))
    marks = tuple(two("keep_apart", *pair) for pair in (names[:2], names[1:], names[::2]))

    found = left_by(Plan(snapshot=snapshot, marks=marks), TO_FIRST, TO_SECOND, STAY)["C3"]

    assert found.needed == ("keep_apart",)
    assert found.relaxations == (
        removed(marks[1]),
        removed(marks[2]),
        ANY,
    )

"""What is proposed for what can hardly be asked, and what becomes of a solver's answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Absence, ChildId, Role, Status, TeamId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Pin, Plan
from allocation_app.domain.proposal import Ask, Proposal, Request
from allocation_app.domain.proposal import Status as Reached
from allocation_app.errors import AppError
from allocation_app.planner.model import STAY, Answer, Choice, Model, Way
from allocation_app.planner.propose import frontier, propose
from allocation_app.planner.solving import Told, solve_here
from allocation_app.progress import Cancelled, Progress
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_staff_change,
    a_worker,
    co_work,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
DAY = timedelta(days=1)
PLACE, SAFE = Request(ask=Ask.PLACE), Request(ask=Ask.SAFE)
REBALANCE = Request(ask=Ask.REBALANCE, max_moves=2)


def a_team(*people: object, held: dict[str, str] | None = None) -> Plan:
    return Plan(snapshot=a_snapshot(*people, held=held))  # type: ignore[arg-type]


def proposed(plan: Plan, request: Request = PLACE) -> Proposal:
    return propose(plan, request, BY)


def whom(proposal: Proposal) -> dict[str, str | None]:
    return {move.child: move.to for move in proposal.moves}


def waiting(proposal: Proposal) -> list[str]:
    return [each.child for each in proposal.unplaced]


@pytest.mark.parametrize("request_", [PLACE, SAFE, REBALANCE])
def test_that_an_import_without_anybody_has_nothing_to_suggest(request_: Request) -> None:
    found = proposed(a_team(), request_)

    assert (found.status, found.moves, found.worst) == (Reached.OPTIMAL, (), None)


@pytest.mark.parametrize("request_", [PLACE, SAFE, REBALANCE])
def test_that_without_any_worker_everybody_goes_on_waiting(request_: Request) -> None:
    found = proposed(a_team(a_child()), request_)

    assert (found.status, found.moves, waiting(found)) == (Reached.INFEASIBLE, (), ["C1"])


@pytest.mark.parametrize("request_", [PLACE, SAFE, REBALANCE])
def test_that_without_any_child_nothing_is_suggested(request_: Request) -> None:
    found = proposed(a_team(a_worker()), request_)

    assert (found.status, found.moves, found.worst) == (Reached.OPTIMAL, (), 0.0)


def test_that_nobody_is_placed_with_a_worker_without_capacity() -> None:
    found = proposed(a_team(a_child(), a_worker(fte=0.0), a_worker("W2", role=Role.DUTY)))

    assert (found.status, waiting(found), found.worst) == (Reached.INFEASIBLE, ["C1"], None)


def test_that_who_is_pinned_stays_and_is_told() -> None:
    plan = a_team(a_child(), a_child(child="C2"), a_worker(), a_worker("W2"), held={"C2": "W1"})
    plan = plan.with_pin(Pin(child=ChildId("C1"))).with_pin(Pin(child=ChildId("C2")))

    found = proposed(plan, replace(REBALANCE, max_moves=5))

    assert (found.moves, waiting(found)) == ((), ["C1"])
    assert found.unplaced[0].rules == {"pinned": 2}


def test_that_a_child_whom_everybody_must_not_hold_goes_on_waiting() -> None:
    plan = a_team(a_child(), a_worker(), a_worker("W2"))
    for worker in ("W1", "W2"):
        mark = Mark(kind=MarkKind.MUST_NOT, child=ChildId("C1"), worker=WorkerId(worker))
        plan = plan.with_mark(mark)

    found = proposed(plan)

    assert (found.status, waiting(found)) == (Reached.INFEASIBLE, ["C1"])
    assert found.unplaced[0].rules == {"must_not": 2}


def test_that_of_marks_that_contradict_each_other_those_to_keep_apart_count() -> None:
    kids = [a_child(child=f"C{n}") for n in (1, 2, 3)]
    plan = a_team(*kids, a_worker(), a_worker("W2"))
    for kind, one, other in (
        (MarkKind.KEEP_TOGETHER, "C1", "C2"),
        (MarkKind.KEEP_TOGETHER, "C2", "C3"),
        (MarkKind.KEEP_APART, "C1", "C3"),
    ):
        plan = plan.with_mark(Mark(kind=kind, child=ChildId(one), other=ChildId(other)))

    found = whom(proposed(plan))

    assert len(found) == 3
    assert found["C1"] == found["C2"] != found["C3"]


def test_that_who_is_marked_to_be_kept_together_gets_one_worker() -> None:
    kids = [a_child(child=f"C{n}") for n in (1, 2)]
    together = Mark(kind=MarkKind.KEEP_TOGETHER, child=ChildId("C1"), other=ChildId("C2"))

    found = proposed(a_team(*kids, a_worker(), a_worker("W2")).with_mark(together))

    assert len(set(whom(found).values())) == 1


def test_that_a_joiner_is_asked_from_the_first_day_in_post() -> None:
    plan = a_team(a_child()).with_step(a_staff_change("joins", "J", DAY_0 + 5 * DAY))

    assert waiting(proposed(plan)) == ["C1"]
    then = proposed(plan, replace(PLACE, day=DAY_0 + 5 * DAY))
    assert [(move.to, move.effective) for move in then.moves] == [("J", DAY_0 + 5 * DAY)]


def test_that_the_children_of_a_leaver_go_on_the_day_after() -> None:
    plan = a_team(a_child(), a_worker(), a_worker("W2"), held={"C1": "W1"})
    plan = plan.with_step(a_staff_change("leaves", "W1", DAY_0 + 3 * DAY))

    found = proposed(plan, replace(PLACE, day=DAY_0 + 9 * DAY))

    assert [(move.to, move.effective, move.reason) for move in found.moves] == [
        ("W2", DAY_0 + 4 * DAY, "LEFTRL")
    ]
    assert proposed(plan).moves == ()


def test_that_a_child_is_kept_apart_from_one_whom_a_manager_has_given_somebody() -> None:
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))
    plan = a_team(a_child(), a_child(child="C2"), a_worker()).with_mark(apart)
    plan = plan.with_move(a_move("C2", "W1"))

    assert proposed(plan).unplaced[0].rules == {"keep_apart": 1}


def test_that_somebody_newly_qualified_gets_a_child_with_an_experienced_co_worker() -> None:
    kids = [a_child(Status.REGISTERED, child=f"C{n}") for n in (1, 2)]
    away = a_worker("W2", absences=(Absence(start=DAY_0 - DAY, end=DAY_0 + DAY),))
    plan = a_team(*kids, a_worker(is_newly_qualified=True), away, co_work("C2", "W2"))

    found = proposed(plan)

    assert (whom(found), waiting(found)) == ({"C2": "W1"}, ["C1"])


def test_that_nobody_goes_to_a_joiner_before_the_first_day_in_post() -> None:
    plan = a_team(a_child(), a_child(child="C2"), a_worker(), held={"C1": "W1"})
    plan = plan.with_step(a_staff_change("leaves", "W1", DAY_0 + 2 * DAY))
    plan = plan.with_step(a_staff_change("joins", "J", DAY_0 + 5 * DAY))

    found = proposed(plan, replace(PLACE, day=DAY_0 + 9 * DAY))

    assert (whom(found), waiting(found)) == ({"C2": "J"}, ["C1"])


def test_that_named_children_leave_the_worker_whom_they_have() -> None:
    plan = a_team(
        a_child(),
        a_child(child="C2"),
        a_worker(),
        a_worker("W2"),
        held={"C1": "W1", "C2": "W1"},
    )

    found = proposed(plan, replace(PLACE, children=(ChildId("C1"),)))

    assert (whom(found), found.changes) == ({"C1": "W2"}, 0)
    assert found.worst == pytest.approx(5 / 85, abs=1e-6)


def test_that_siblings_to_be_kept_apart_who_leave_one_worker_together_prove_nothing() -> None:
    kids = [a_child(child=f"C{n}", family="F") for n in (1, 2)]
    staff = [a_worker(f"W{n}") for n in (1, 2, 3)]
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))
    plan = a_team(*kids, *staff, held={"C1": "W1", "C2": "W1"}).with_mark(apart)

    found = proposed(plan, replace(PLACE, children=(ChildId("C1"), ChildId("C2"))))

    assert sorted(str(to) for to in whom(found).values()) == ["W2", "W3"]
    assert (found.status, found.bound) == (Reached.FEASIBLE, None)
    assert found.worst == pytest.approx(5 / 85, abs=1e-6)


def test_that_of_siblings_to_be_kept_apart_with_one_worker_one_is_taken_away() -> None:
    kids = [a_child(child=f"C{n}", family="F") for n in (1, 2)]
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))
    plan = a_team(*kids, a_worker(fte=0.2), a_worker("W2"), held={"C1": "W1", "C2": "W1"})

    found = proposed(plan.with_mark(apart), replace(REBALANCE, max_moves=5))

    assert whom(found) == {"C2": "W2"}


def test_that_a_child_under_an_adviser_who_may_not_hold_it_is_placed() -> None:
    adviser = a_worker("A", role=Role.PERSONAL_ADVISER)
    plan = a_team(a_child(Status.REGISTERED), adviser, a_worker(), held={"C1": "A"})

    found = proposed(plan)

    assert (whom(found), found.changes) == ({"C1": "W1"}, 0)


def test_that_a_sibling_stays_with_the_one_whom_a_manager_has_given_there() -> None:
    kids = [a_child(child=f"C{n}", family="F") for n in (1, 2)]
    plan = a_team(*kids, a_worker(fte=0.2), a_worker("W2"), held={"C1": "W1", "C2": "W2"})

    found = proposed(plan.with_move(a_move("C2", "W1")), replace(REBALANCE, max_moves=5))

    assert found.moves == ()


def test_that_across_teams_a_team_gives_and_others_take_up_to_the_line() -> None:
    north, south = TeamId("North"), TeamId("South")
    kids = [a_child(child=f"C{n}", team=north) for n in range(4)]
    theirs = [a_child(child=f"D{n}", team=south) for n in range(30)]
    staff = [a_worker(f"N{n}", team=north, fte=0.2) for n in (1, 2)]
    full, free = a_worker("S1", team=south), a_worker("S2", team=south)
    held = {child.id: "N1" for child in kids} | {child.id: "S1" for child in theirs}
    plan = a_team(*kids, *theirs, *staff, full, free, held=held)
    request = replace(REBALANCE, max_moves=4, team=north)

    own = proposed(plan, request)
    across = proposed(plan, replace(request, set_aside=frozenset({"own_team"})))

    assert set(whom(own).values()) == {"N2"}
    assert "S2" in whom(across).values()
    assert "S1" not in whom(across).values()
    assert across.worst is not None
    assert own.worst is not None
    assert across.worst < own.worst


def test_that_the_curve_asks_for_each_number_of_changes_in_turn() -> None:
    kids = [a_child(child=f"C{n}") for n in range(6)]
    plan = a_team(*kids, a_worker(), a_worker("W2"), held={child.id: "W1" for child in kids})

    found = list(frontier(plan, PLACE, (0, 1, 2), BY))

    assert [point.moves for point in found] == [0, 1, 2]
    assert [point.proposal.changes for point in found] == [0, 1, 2]
    worst = [point.proposal.worst or 0 for point in found]
    assert worst == sorted(worst, reverse=True)


# -------------------------------------------------------------------------- what a solver answers


def test_that_the_curve_does_not_rise_where_a_solver_gives_up() -> None:
    kids = [a_child(child=f"C{n}") for n in range(6)]
    plan = a_team(*kids, a_worker(), a_worker("W2"), held={child.id: "W1" for child in kids})

    def gives_up(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
        if model.budget == 1:
            return solve_here(model, seed, progress, told)
        return Answer(choices=(STAY,) * len(model.blocks), worst_bound=0.01)

    first, last = frontier(plan, PLACE, (1, 2), BY, solver=gives_up)

    assert (last.proposal.moves, last.proposal.worst) == (
        first.proposal.moves,
        first.proposal.worst,
    )
    assert (last.proposal.bound, last.proposal.is_fewest, last.moves) == (0.01, False, 2)
    assert first.proposal.changes == 1


def test_that_more_changes_that_ease_nobody_are_not_suggested_by_a_curve() -> None:
    kids = [a_child(child=f"C{n}") for n in range(6)]
    held = {child.id: "W1" if n < 4 else "W2" for n, child in enumerate(kids)}
    plan = a_team(*kids, *(a_worker(f"W{n}") for n in (1, 2, 3)), held=held)
    for child in kids[:4]:
        plan = plan.with_pin(Pin(child=child.id))

    def ends_early(model: Model, seed: int, progress: Progress, told: Told) -> Answer:
        if model.budget == 1:
            return solve_here(model, seed, progress, told)
        choices = [
            Choice(Way.WHOLE, 2) if block.children[0] in {"C4", "C5"} else STAY
            for block in model.blocks
        ]
        return Answer(choices=tuple(choices), worst_bound=16 / 85, levels=1, is_proved=True)

    first, last = frontier(plan, PLACE, (1, 2), BY, solver=ends_early)

    assert last.proposal.moves == first.proposal.moves
    assert (last.proposal.changes, last.proposal.is_proved, last.proposal.levels) == (1, True, 1)


def a_queue() -> Plan:
    return a_team(a_child(), a_worker(), a_spell("C1", "W1", end=DAY_0 - DAY))


PLACED = Answer(choices=(Choice(Way.WHOLE, 0),), worst_bound=5 / 85, is_proved=True)


def test_that_a_solver_that_is_stopped_gives_the_best_that_it_told_of() -> None:
    def stopped(_model: Model, _seed: int, _progress: Progress, told: Told) -> Answer:
        told(replace(PLACED, is_proved=False))
        raise Cancelled

    found = propose(a_queue(), PLACE, BY, solver=stopped)

    assert (whom(found), found.is_stopped) == ({"C1": "W1"}, True)


def test_that_a_solver_that_is_stopped_before_it_has_anything_is_stopped() -> None:
    def stopped(_model: Model, _seed: int, _progress: Progress, _told: Told) -> Answer:
        raise Cancelled

    with pytest.raises(Cancelled):
        propose(a_queue(), PLACE, BY, solver=stopped)


def test_that_a_stop_is_heard_while_the_question_is_worked_out() -> None:
    def stop(_done: int, _of: int) -> None:
        raise Cancelled

    def solver(_model: Model, _seed: int, _progress: Progress, _told: Told) -> Answer:
        raise AssertionError("nobody is asked any more")

    with pytest.raises(Cancelled):
        propose(a_queue(), PLACE, BY, solver=solver, progress=stop)


def test_that_what_does_not_hold_is_not_shown() -> None:
    def wrong(_model: Model, _seed: int, _progress: Progress, _told: Told) -> Answer:
        return replace(PLACED, worst_bound=0.5, is_proved=True)

    with pytest.raises(AppError) as raised:
        propose(a_queue(), PLACE, BY, solver=wrong)

    assert (raised.value.code, raised.value.details) == (
        "suggestion_refused",
        {"why": "bound, status"},
    )


def test_that_a_child_left_out_without_a_proof_is_not_told_as_impossible() -> None:
    def lazy(_model: Model, _seed: int, _progress: Progress, _told: Told) -> Answer:
        return Answer(choices=(STAY,))

    found = propose(a_queue(), PLACE, BY, solver=lazy)

    assert (found.status, waiting(found)) == (Reached.FEASIBLE, ["C1"])


def test_that_a_solver_is_given_the_seed_of_the_request() -> None:
    seeds: list[int] = []

    def solver(_model: Model, seed: int, _progress: Progress, _told: Told) -> Answer:
        seeds.append(seed)
        return PLACED

    propose(a_queue(), replace(PLACE, seed=7), BY, solver=solver)

    assert seeds == [7]


def test_that_siblings_who_are_to_be_kept_apart_get_two_workers_or_wait() -> None:
    kids = [a_child(child=f"C{n}", family="F") for n in (1, 2)]
    apart = Mark(kind=MarkKind.KEEP_APART, child=ChildId("C1"), other=ChildId("C2"))

    two = proposed(a_team(*kids, a_worker(), a_worker("W2")).with_mark(apart))
    one = proposed(a_team(*kids, a_worker()).with_mark(apart))

    assert len(set(whom(two).values())) == 2
    assert (len(one.moves), len(one.unplaced)) == (1, 1)

"""Why a move is suggested is said in figures, for the child, the worker and the next one."""

from dataclasses import replace
from datetime import timedelta

from allocation_app.domain.candidates import Part, candidates
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Absence, ChildId, Status, WorkerId
from allocation_app.domain.plan import Move, Pin, Plan
from allocation_app.domain.proposal import Ask, Request
from allocation_app.domain.reasons import STAGED, HeldBack, MoveReason, RunnerUp, Suggested, Without
from allocation_app.wording import reasons as wording
from allocation_app.wording.names import Names
from tests.unit.domain.builders import (
    CALENDAR,
    DAY_0,
    POLICY,
    RULES,
    a_child,
    a_move,
    a_snapshot,
    a_worker,
)

BY = Measured(policy=POLICY, rules=RULES, calendar=CALENDAR)
NAMES = Names(child=lambda child: f"Child {child}", worker=lambda worker: f"Worker {worker}")
SAFE = Request(ask=Ask.SAFE)
SOON = (Absence(start=DAY_0 + timedelta(days=2), end=DAY_0 + timedelta(days=4)),)
STAFF = tuple(a_worker(worker) for worker in ("W1", "W2", "W3"))
SIX = a_snapshot(
    *(a_child(child=f"C{n}") for n in range(1, 7)),
    *STAFF,
    held={f"C{n}": "W1" for n in range(1, 7)},
)


def why(plan: Plan, *moves: Move) -> MoveReason:
    return Suggested(plan=plan, request=SAFE, moves=moves, by=BY).reason(moves[0])


def test_that_a_change_is_told_by_what_it_takes_off_and_who_could_not_go_instead() -> None:
    plan = Plan(snapshot=SIX, pins=(Pin(child=ChildId("C2")), Pin(child=ChildId("C3"))))

    found = why(plan, a_move("C1", "W2"))

    why_this_child, *rest = wording.sentences(found, NAMES)
    assert why_this_child == (
        "Takes 4 points off Worker W1 (28 → 23 % with all moves)."
        " Of Worker W1’s other children 2 can’t go instead: pinned (2). 3 others could go instead."
    )
    assert rest == [
        "Worker W2 0 → 5 %.",
        "Worker W3 would do as well, at 5 % with the child.",
        "Without it: Worker W1 28 %; worst load 28 %.",
    ]
    assert (
        wording.sentence(found, NAMES) == "Takes 4 points off Worker W1 (28 → 23 % with all moves)."
    )


def test_that_what_counts_for_and_against_a_worker_is_told_apart() -> None:
    speaks = a_worker("W1", languages=frozenset({"Welsh"}), absences=SOON)
    snapshot = a_snapshot(a_child(child="C1", language="Welsh"), speaks)

    found = why(Plan(snapshot=snapshot), a_move("C1", "W1"))

    assert wording.worker(found, NAMES) == (
        "Worker W1 0 → 5 %. For: speaks Welsh, as the child does."
        " Against: away or leaving, now or soon."
    )
    assert wording.sentence(found, NAMES) == (
        "Waits for a worker. For: speaks Welsh, as the child does."
        " Against: away or leaving, now or soon."
    )


def test_that_a_list_says_in_a_few_words_what_speaks_for_a_move() -> None:
    found = why(Plan(snapshot=SIX), a_move("C1", "W2"))

    assert wording.brief(found, NAMES) == "4 points off Worker W1; 94 % to spare"
    assert found.candidate is not None
    full = replace(found.candidate, parts={Part.ROOM: -12.0, Part.NEW_CASES: -2.0})
    nothing_for_it = replace(found, is_change=False, candidate=full)
    assert wording.brief(nothing_for_it, NAMES) == "Evens out the loads"


def test_that_who_waits_is_told_to_wait_without_it() -> None:
    alone = a_snapshot(a_child(child="C1"), a_child(child="C2"), a_worker("W1"))

    found = why(Plan(snapshot=alone), a_move("C1", "W1"))

    assert wording.sentences(found, NAMES) == [
        "Waits for a worker.",
        "Worker W1 0 → 5 %.",
        "Nobody else who is asked could take the child beside the other moves.",
        "Without it: the child waits; 2 children wait in all; worst load 0 %.",
    ]


def test_that_a_child_whose_worker_is_not_there_waits_too() -> None:
    away = a_worker("W1", absences=(Absence(start=DAY_0),))
    snapshot = a_snapshot(a_child(child="C1"), away, a_worker("W2"), held={"C1": "W1"})

    found = why(Plan(snapshot=snapshot), a_move("C1", "W2"))

    assert wording.child(found, NAMES) == ("Waits for a worker: stands under Worker W1.")


def test_that_who_goes_along_and_what_was_staged_are_told() -> None:
    found = why(Plan(snapshot=SIX), a_move("C1", "W2"))
    told = replace(
        found,
        together=(ChildId("C2"), ChildId("C3")),
        held_back=(HeldBack(child=ChildId("C4"), rule=STAGED),),
        instead=1,
        taken_off=1.0,
    )

    assert wording.child(told, NAMES) == (
        "Takes 1 point off Worker W1 (28 → 23 % with all moves)."
        " Goes together with Child C2 and Child C3."
        " Of Worker W1’s other children 1 can’t go instead: moved by the plan already (1)."
        " 1 other could go instead."
    )


def test_that_a_runner_up_who_is_ahead_is_told_with_what_the_loads_would_be() -> None:
    found = why(Plan(snapshot=SIX), a_move("C1", "W2"))
    (third, *_) = [
        each
        for each in candidates(caseloads(Plan(snapshot=SIX), POLICY), ChildId("C1")).ranked
        if each.worker == WorkerId("W3")
    ]
    ahead = RunnerUp(candidate=third, shortfall=-3.5, after=1.21, worst=1.21)

    assert wording.runner_up(replace(found, runner_up=ahead), NAMES) == (
        "For this child alone Worker W3 would come first (3.5 points of share ahead), but would"
        " be at 121 % with the child."
        " The worst load would be 121 %."
    )


def test_that_a_runner_up_who_is_behind_is_told_by_how_much() -> None:
    half = a_worker("W3", fte=0.1)
    snapshot = a_snapshot(a_child(child="C1"), a_worker("W2"), half)

    assert wording.runner_up(why(Plan(snapshot=snapshot), a_move("C1", "W2")), NAMES) == (
        "Next would be Worker W3: 52.9 points of share behind, at 58 % with the child."
        " The worst load would be 58 %."
    )


def test_that_a_move_that_a_rule_speaks_against_says_so() -> None:
    newly = a_worker("W2", is_newly_qualified=True)
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1"), a_worker("W1"), newly, held={"C1": "W1"}
    )

    said = wording.sentences(why(Plan(snapshot=snapshot), a_move("C1", "W2")), NAMES)

    assert "Worker W2 is newly qualified and would hold Child C1 alone." in said
    assert said[-1].startswith("Cannot tell whether a key event of Child C1 is near")


def test_that_without_any_figure_little_is_said() -> None:
    found = why(Plan(snapshot=SIX), a_move("C1", "W2"))
    bare = replace(
        found,
        candidate=None,
        donor=None,
        without=Without(worst=None, donor=None, waiting=0, is_waiting=False),
    )

    assert wording.without(bare, NAMES) == ""
    assert wording.worker(bare, NAMES) == ("Worker W2 0 → 5 %. A rule speaks against this worker.")
    assert wording.child(bare, NAMES).startswith("Waits for a worker.")


def test_that_where_the_worst_load_stays_it_is_said_so() -> None:
    found = why(Plan(snapshot=SIX), a_move("C1", "W2"))
    same = replace(found, without=replace(found.without, worst=found.worst))

    assert (
        wording.without(same, NAMES) == "Without it: Worker W1 28 %; worst load 23 % all the same."
    )

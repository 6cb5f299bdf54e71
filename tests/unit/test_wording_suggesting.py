"""A suggestion is said with its figures and its proof, and never better than it is."""

from dataclasses import replace

import pytest

from allocation_app.domain.keeping import NOT_ASKED
from allocation_app.domain.people import ChildId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move
from allocation_app.domain.proposal import (
    KEPT_RULES,
    OVER_LIMIT,
    OWN_TEAM,
    Ask,
    FrontierPoint,
    NotPlaced,
    Proposal,
    Relaxation,
    RelaxationKind,
    Request,
    Shortage,
    Status,
)
from allocation_app.wording import suggesting
from allocation_app.wording.names import Names

NAMES = Names(child=lambda child: f"Child {child}", worker=lambda worker: f"Worker {worker}")
PLACE, SAFE = Request(ask=Ask.PLACE), Request(ask=Ask.SAFE)
C1, C2, W1 = ChildId("C1"), ChildId("C2"), WorkerId("W1")
APART = Mark(kind=MarkKind.KEEP_APART, child=C1, other=C2)
NO_PLAN = "no plan that keeps everybody to the line was found"
SHORT = Shortage(limit=1.1 - 1e-6, lowest=1.1345, points=24, fte=0.7, rules=(OWN_TEAM, "churn"))


def at_most(changes: int) -> Request:
    return Request(ask=Ask.REBALANCE, max_moves=changes)


def a_proposal(request: Request, moves: int = 0, **fields: object) -> Proposal:
    each = tuple(Move(child=ChildId(f"C{n}"), to=W1) for n in range(moves))
    given = {"status": Status.OPTIMAL, "worst": 1.18, "bound": 1.18} | fields
    return Proposal(request=request, moves=each, **given)


def a_point(moves: int, worst: float, **fields: object) -> FrontierPoint:
    given = {"worst": worst, "bound": worst} | fields
    return FrontierPoint(moves=moves, proposal=a_proposal(at_most(moves), moves, **given))


def test_that_a_proposal_is_said_by_its_changes_its_worst_load_and_its_proof() -> None:
    three = a_proposal(at_most(3), 3, changes=3, is_fewest=True)

    assert suggesting.summary(three, 1.3105) == (
        "3 children change worker; worst load 131 → 118 %; proved best."
    )


def test_that_changes_of_which_fewer_may_do_are_not_said_to_be_the_best() -> None:
    assert suggesting.proof(a_proposal(at_most(12), 12, changes=12)) == (
        "the worst load is proved lowest, the rest is not"
    )


def test_that_those_who_wait_are_counted_apart_from_those_who_change_worker() -> None:
    both = a_proposal(at_most(3), 4, changes=1, unplaced=(NotPlaced(child=C1),))
    queue = a_proposal(PLACE, 1, worst=1.31, bound=1.31)

    assert suggesting.summary(both, 1.31).startswith(
        "1 child changes worker; 3 who waited get one; 1 child stays without a worker; worst"
    )
    assert suggesting.summary(queue, 1.31) == (
        "1 child who waited gets a worker; worst load stays at 131 %; proved best."
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "proved best"),
        ({"status": Status.FEASIBLE, "bound": 1.1761}, "within 0.4 points of the best possible"),
        ({"status": Status.FEASIBLE, "bound": 1.1759}, "within 0.5 points of the best possible"),
        ({"status": Status.FEASIBLE}, "the worst load is proved lowest, the rest is not"),
        (
            {"status": Status.FEASIBLE, "bound": None},
            "not known how near it is to the best possible",
        ),
        (
            {"status": Status.FEASIBLE, "gap": 0.00412},
            "the worst load is proved lowest, the rest is not, all loads together within 0.42 %",
        ),
        (
            {"status": Status.FEASIBLE, "bound": 1.17, "is_stopped": True},
            "stopped, so this is the best so far: within 1 point of the best possible",
        ),
        (
            {"is_stopped": True},
            "proved best, and stopped before those below the worst were settled",
        ),
        (
            {"status": Status.INFEASIBLE, "unplaced": (NotPlaced(child=C1),)},
            "proved that no plan places everybody; this is the nearest",
        ),
        (
            {
                "status": Status.INFEASIBLE,
                "shortage": SHORT,
                "unplaced": (NotPlaced(child=C1),),
            },
            "proved that no plan places everybody and keeps them under 110 %; this is the nearest",
        ),
        (
            {"status": Status.INFEASIBLE, "shortage": SHORT},
            "proved that no plan keeps everyone under 110 %; this is the nearest",
        ),
        (
            {"status": Status.INFEASIBLE},
            "proved that not all of it is possible; this is the nearest",
        ),
    ],
)
def test_that_the_proof_is_never_said_to_be_better_than_it_is(
    fields: dict[str, object], said: str
) -> None:
    assert suggesting.proof(a_proposal(at_most(3), 3, **fields)) == said


def test_that_the_fewest_changes_are_proved_or_perhaps_not() -> None:
    fewest = a_proposal(SAFE, 3, changes=3, is_fewest=True)
    found = a_proposal(SAFE, 3, changes=3, status=Status.FEASIBLE, bound=1.0)

    assert suggesting.proof(fewest) == "proved: fewer changes are not enough"
    assert suggesting.proof(found) == "fewer changes may be enough"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"unplaced": (NotPlaced(child=C1),)},
            "no plan that places everybody was found, and it is not proved that there is none",
        ),
        (
            {"bound": 1.05},
            f"{NO_PLAN}; the worst load can’t go below 105 %",
        ),
        ({"bound": None}, NO_PLAN),
    ],
)
def test_that_what_was_not_reached_is_not_said_to_be_impossible(
    fields: dict[str, object], said: str
) -> None:
    found = a_proposal(SAFE, 3, status=Status.FEASIBLE, is_reached=False, **fields)

    assert suggesting.proof(found) == said


def test_that_where_there_is_nothing_to_suggest_it_is_said_why() -> None:
    gained = suggesting.summary(a_proposal(at_most(1)), 1.18)
    none = a_proposal(at_most(1), worst=None, bound=None)
    unproved = a_proposal(at_most(1), status=Status.FEASIBLE, bound=1.08)

    assert gained == (
        "Nothing to gain: with at most 1 change no plan is better than today’s. Proved."
    )
    assert suggesting.summary(a_proposal(PLACE), 1.18).startswith("Nobody waits for a worker")
    assert suggesting.summary(a_proposal(SAFE), 1.0).startswith("Everybody keeps to the line")
    assert suggesting.summary(none, None).startswith("Nobody who could be asked has any capacity")
    assert suggesting.summary(unproved, 1.18) == (
        "No better plan was found; within 10 points of the best possible."
    )


def test_that_without_any_load_the_children_alone_are_told() -> None:
    nobody = a_proposal(
        PLACE, status=Status.INFEASIBLE, worst=None, bound=None, unplaced=(NotPlaced(child=C1),)
    )

    assert suggesting.summary(nobody, None) == (
        "1 child stays without a worker; proved that no plan places everybody; this is the nearest."
    )


def test_that_the_best_so_far_says_how_low_it_can_go() -> None:
    assert suggesting.best_so_far(a_proposal(SAFE, 3, worst=1.21, bound=1.17)) == (
        "Best so far 121 %; it can’t go below 117 %"
    )
    assert suggesting.best_so_far(a_proposal(SAFE, 3, worst=1.21, bound=1.21)) == (
        "Best so far 121 %; it can’t go lower"
    )
    assert suggesting.best_so_far(a_proposal(SAFE, 3, bound=None)) == "Best so far 118 %"
    assert suggesting.best_so_far(a_proposal(SAFE, 3, worst=None)) == (
        "Best so far: 3 children placed"
    )


def test_that_a_curve_says_what_a_point_buys_what_more_would_and_where_it_ends() -> None:
    points = [a_point(0, 1.31), a_point(3, 1.08), a_point(6, 1.03), a_point(8, 1.03)]

    assert suggesting.curve(points, 1.31, at=1) == (
        "3 changes: 131 → 108 %, proved best. 3 more: 103 %."
        " From 6 to 8 changes the worst load falls no further."
    )
    assert suggesting.curve(points, 1.31, at=2).startswith(
        "6 changes: 131 → 103 %, proved best. 2 more: no lower. From 6 to 8 changes"
    )
    little = [a_point(2, 1.0874), a_point(3, 1.0832)]
    assert suggesting.curve(little, 1.31).endswith(" 1 more: 108.7 → 108.3 %.")
    assert suggesting.curve(points[:1], 1.31) == "No changes: 131 %, proved best."
    assert suggesting.curve([], 1.31) == ""


def test_that_a_curve_whose_end_is_not_proved_says_so() -> None:
    later = a_point(8, 1.03, status=Status.FEASIBLE, bound=1.02)
    points = [a_point(1, 1.03), later]

    assert suggesting.curve(points, 1.31, at=1) == (
        "8 changes: 131 → 103 %, within 1 point of the best possible."
        " From 1 to 8 changes nothing lower was found."
    )


def test_that_a_line_is_said_as_it_is_kept_to() -> None:
    assert suggesting.line(1.1 - 1e-6) == "under 110 %"
    assert suggesting.line(1.1) == "at or under 110 %"
    assert suggesting.line(1.055) == "at or under 105.5 %"


def test_that_a_shortage_is_said_in_figures_that_are_enough() -> None:
    assert suggesting.shortage(SHORT) == (
        "No arrangement keeps everyone under 110 %, however many change worker: at least 0.7 FTE"
        " of a social worker more, or"
        " 24 points fewer. The lowest that the worst load can be is 113.4 %."
        " Rules kept: other team; many workers."
    )
    more = Shortage(limit=1.1, lowest=None, points=float("inf"), fte=0.393584)
    assert suggesting.shortage(more).endswith(": at least 0.4 FTE of a social worker more.")
    bare = Shortage(limit=1.1, lowest=None, points=0, fte=0)
    assert suggesting.shortage(bare) == "No arrangement keeps everyone at or under 110 %."
    assert "It may take more than that" in suggesting.shortage(replace(SHORT, is_exact=False))
    assert "It may take more than that" not in suggesting.shortage(SHORT)


def test_that_a_child_without_a_place_is_told_why_and_what_would_be_enough() -> None:
    several = NotPlaced(
        child=C1,
        rules={"must_not": 1, OVER_LIMIT: 6},
        needed=("must_not", OVER_LIMIT),
        relaxations=(
            Relaxation(kind=RelaxationKind.SET_ASIDE, rule=OWN_TEAM),
            Relaxation(kind=RelaxationKind.RAISE_LIMIT, worker=W1, points=4),
        ),
    )

    assert suggesting.not_placed(several, NAMES) == (
        "Child C1 gets no worker: no room within the limit (6 workers), must not hold the child"
        " (1 worker). What forbids it: must not hold the child; no room within the limit."
        " Any one of these is enough: set “other team” aside; raise Worker W1’s limit by 4 points."
    )
    assert suggesting.not_placed(NotPlaced(child=C1), NAMES) == "Child C1 gets no worker."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": RelaxationKind.SET_ASIDE, "rule": "churn"}, "set “many workers” aside"),
        ({"kind": RelaxationKind.LIFT_PIN}, "lift the pin"),
        (
            {"kind": RelaxationKind.REMOVE_MARK, "rule": "must_not", "worker": W1},
            "remove the mark “must not hold the child” for Worker W1",
        ),
        (
            {"kind": RelaxationKind.RAISE_LIMIT, "worker": W1, "points": 1.0},
            "raise Worker W1’s limit by 1 point",
        ),
        (
            {"kind": RelaxationKind.ADD_CAPACITY, "fte": 0.701, "points": 23.61},
            "0.71 FTE of a social worker more, or 23.7 points fewer",
        ),
        ({"kind": RelaxationKind.ADD_CAPACITY, "points": 1}, "1 point fewer"),
        ({"kind": RelaxationKind.ADD_CAPACITY}, "another social worker, whatever the hours"),
        ({"kind": RelaxationKind.LIFT_PIN, "child": C2}, "lift the pin of Child C2"),
        (
            {"kind": RelaxationKind.REMOVE_MARK, "rule": "keep_apart", "mark": APART},
            "remove the mark “keep apart” on Child C1 and Child C2",
        ),
    ],
)
def test_that_every_relaxation_is_something_to_do(fields: dict[str, object], said: str) -> None:
    one = Relaxation(**fields)

    assert suggesting.relaxation(one, NAMES) == said
    assert suggesting.any_of([one], NAMES) == f"This is enough: {said}."


def test_that_every_request_and_rule_has_its_words() -> None:
    told = {suggesting.asked(each) for each in (PLACE, SAFE, at_most(1), at_most(2))}
    rules = [suggesting.rule_name(code) for code in (*KEPT_RULES, OVER_LIMIT, NOT_ASKED)]

    assert len(told) == 4
    assert {*suggesting.TO_DO, RelaxationKind.ADD_CAPACITY} == set(RelaxationKind)
    assert suggesting.asked(at_most(1)).endswith("at most 1 change of worker")
    assert not {*KEPT_RULES, OVER_LIMIT, NOT_ASKED} & set(rules)

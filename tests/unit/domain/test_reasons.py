"""Why a move is suggested: figures that a manager can check by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.effects import Measured
from allocation_app.domain.people import Absence, ChildId, EventKind, Role, Status, TeamId, WorkerId
from allocation_app.domain.plan import Mark, MarkKind, Move, Pin, Plan
from allocation_app.domain.proposal import Ask, Request
from allocation_app.domain.reasons import STAGED, MoveReason, Suggested
from allocation_app.domain.staging import staged
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
DAY = timedelta(days=1)
C1, C2, C3 = (ChildId(f"C{n}") for n in (1, 2, 3))
W1, W2, W3 = (WorkerId(f"W{n}") for n in (1, 2, 3))
SAFE, PLACE = Request(ask=Ask.SAFE), Request(ask=Ask.PLACE)
STAFF = tuple(a_worker(worker) for worker in ("W1", "W2", "W3"))


def share(points: float, capacity: float = 85.0) -> float:
    return round(points / capacity, 6)


def why(plan: Plan, *moves: Move, request: Request = SAFE) -> MoveReason:
    """Why the first of them is made."""
    return Suggested(plan=plan, request=request, moves=moves, by=BY).reason(moves[0])


def test_that_a_change_says_what_it_takes_off_the_donor_and_who_could_not_go_instead() -> None:
    held = {f"C{n}": "W1" for n in range(1, 7)}
    children = [a_child(child=child) for child in ("C1", "C2", "C3", "C6")]
    near = a_child(child="C4", events={EventKind.LOOKED_AFTER_REVIEW: DAY_0})
    also = a_child(child="C5", events={EventKind.REVIEW_CONFERENCE: DAY_0})
    snapshot = a_snapshot(*children, near, also, *STAFF, held=held)
    plan = Plan(snapshot=snapshot, pins=(Pin(child=C2),))

    found = why(plan, a_move("C1", "W2"), a_move("C3", "W3"))

    assert (found.donor, found.is_change, found.taken_off) == (W1, True, 4.0)
    assert (found.donor_before, found.donor_after) == (share(24), share(16))
    assert dict(found.held_back_by) == {"key_event": 2, "pinned": 1}
    assert found.instead == 1
    assert (found.before, found.after, found.worst) == (0, share(5), share(16))
    assert (found.without.donor, found.without.worst) == (share(20), share(20))
    assert (found.without.waiting, found.without.is_waiting) == (0, False)


def test_that_who_waits_would_wait_without_it() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_child(child="C2"), a_worker("W1"))

    found = why(Plan(snapshot=snapshot), a_move("C1", "W1"), request=PLACE)

    assert (found.donor, found.is_change, found.taken_off) == (None, False, 0)
    assert (found.donor_before, found.held_back, found.instead) == (None, (), 0)
    assert (found.without.waiting, found.without.is_waiting) == (2, True)
    assert found.runner_up is None


def test_that_a_child_whose_holder_is_away_for_long_is_no_change_and_would_wait() -> None:
    away = a_worker("W1", absences=(Absence(start=DAY_0 - DAY),))
    snapshot = a_snapshot(a_child(child="C1"), away, a_worker("W2"), held={"C1": "W1"})

    found = why(Plan(snapshot=snapshot), a_move("C1", "W2"))

    assert (found.donor, found.is_change, found.taken_off) == (W1, False, 4.0)
    assert (found.donor_before, found.donor_after) == (None, None)
    assert (found.without.waiting, found.without.is_waiting) == (1, True)


def test_that_the_two_largest_parts_and_the_runner_up_are_those_of_the_candidates() -> None:
    speaks = a_worker("W2", languages=frozenset({"Welsh"}))
    snapshot = a_snapshot(
        a_child(child="C1", language="Welsh"),
        a_child(child="C2"),
        a_worker("W1"),
        speaks,
        a_worker("W3"),
        held={"C2": "W3"},
    )

    found = why(Plan(snapshot=snapshot), a_move("C1", "W2"), request=PLACE)

    assert [part.value for part in found.largest] == ["room", "welsh"]
    assert found.candidate is not None
    assert found.candidate.place == 1
    assert found.runner_up is not None
    assert (found.runner_up.worker, found.runner_up.shortfall) == (W1, 15.0)
    assert (found.runner_up.after, found.runner_up.worst) == (share(5), share(5))


def test_that_a_runner_up_who_scores_higher_shows_what_the_balance_says() -> None:
    speaks = a_worker("W3", languages=frozenset({"Welsh"}))
    others = [a_child(child=f"D{n}") for n in range(3)]
    snapshot = a_snapshot(
        a_child(child="C1", language="Welsh"),
        *others,
        *STAFF[:2],
        speaks,
        held={child.id: "W3" for child in others},
    )

    found = why(Plan(snapshot=snapshot), a_move("C1", "W2"), request=PLACE)

    assert found.runner_up is not None
    assert found.runner_up.worker == W3
    assert found.runner_up.shortfall < 0
    assert (found.runner_up.after, found.runner_up.worst) == (share(17), share(17))
    assert found.worst == share(12)


def test_that_the_runner_up_is_one_whom_the_request_asks_and_no_rule_keeps() -> None:
    snapshot = a_snapshot(
        a_child(Status.REGISTERED, child="C1", team="A"),
        a_worker("W1", team="A", is_newly_qualified=True),
        a_worker("W2", team="A"),
        a_worker("W3", team="B"),
        a_worker("W4", team="A", fte=0.5),
    )
    plan = Plan(snapshot=snapshot)
    aside = replace(PLACE, set_aside=frozenset({"newly_qualified_alone"}))

    def runner_up(request: Request) -> str | None:
        found = why(plan, a_move("C1", "W2"), request=request).runner_up
        return None if found is None else found.worker

    assert runner_up(PLACE) == "W4"
    assert runner_up(replace(PLACE, team="A")) == "W4"
    assert runner_up(replace(PLACE, among=frozenset({W2, W1}))) is None
    assert runner_up(replace(aside, among=frozenset({W2, W1}))) == "W1"


def test_that_across_teams_others_who_have_room_are_asked_about_too() -> None:
    snapshot = a_snapshot(
        a_child(child="C1", team="A"),
        *(a_child(child=f"D{n}", team="B") for n in range(4)),
        *(a_child(child=f"E{n}", team="B") for n in range(30)),
        a_worker("W1", team="A", fte=0.0),
        *(a_worker(worker, team="B") for worker in ("W2", "W3", "W4", "W5")),
        held={f"D{n}": "W3" for n in range(4)} | {f"E{n}": "W4" for n in range(30)},
    )
    across = Request(ask=Ask.PLACE, team=TeamId("A"), set_aside=frozenset({"own_team"}))

    def asked(request: Request) -> tuple[float | None, str | None]:
        found = why(Plan(snapshot=snapshot), a_move("C1", "W2"), request=request)
        return found.worst, None if found.runner_up is None else found.runner_up.worker

    assert asked(across) == (share(16), "W5")
    assert asked(replace(across, limit=share(16))) == (share(16), "W5")
    assert asked(replace(across, among=frozenset({W2}))) == (share(5), None)
    assert asked(replace(across, limit=0.1)) == (share(5), "W5")


def test_that_nobody_is_runner_up_who_has_the_child() -> None:
    snapshot = a_snapshot(a_child(child="C1"), *STAFF[:2], held={"C1": "W1"})

    assert why(Plan(snapshot=snapshot), a_move("C1", "W2")).runner_up is None


def test_that_the_worst_with_the_runner_up_counts_that_the_donor_gives_the_child_away() -> None:
    children = [a_child(child=f"C{n}") for n in range(1, 7)]
    snapshot = a_snapshot(*children, *STAFF, held={child.id: "W1" for child in children})

    found = why(Plan(snapshot=snapshot), a_move("C1", "W2"))

    assert found.runner_up is not None
    assert (found.runner_up.worker, found.runner_up.worst) == (W3, share(20))


def test_that_a_family_is_told_of_together() -> None:
    family = [a_child(child=child, family="F") for child in ("C1", "C2")]
    snapshot = a_snapshot(*family, a_child(child="C3"), a_child(child="C4"), *STAFF)
    marks = (Mark(kind=MarkKind.KEEP_TOGETHER, child=C1, other=C3),)
    moves = [a_move(child, "W1") for child in ("C1", "C2", "C3", "C4")]

    found = why(Plan(snapshot=snapshot, marks=marks), *moves, request=PLACE)

    assert found.together == (C2, C3)
    assert found.without.waiting == 3
    assert found.candidate is not None
    assert not found.candidate.known
    assert found.runner_up is not None
    assert found.runner_up.after == share(5 + 3.4 + 5)


def test_that_a_family_that_goes_to_two_workers_is_told_of_apart() -> None:
    family = [a_child(child=child, family="F") for child in ("C1", "C2")]
    snapshot = a_snapshot(*family, *STAFF)

    found = why(Plan(snapshot=snapshot), a_move("C1", "W1"), a_move("C2", "W2"), request=PLACE)

    assert found.together == ()
    assert [each.rule for each in found.broken] == ["siblings"]


def test_that_what_is_staged_stands_and_is_no_part_of_the_suggestion() -> None:
    children = [a_child(child=child) for child in ("C1", "C2")]
    snapshot = a_snapshot(*children, *STAFF, held={"C1": "W1"})
    plan = staged(Plan(snapshot=snapshot), [a_move("C2", "W1")])

    found = why(plan, a_move("C1", "W2"))

    assert [(each.child, each.rule) for each in found.held_back] == [(C2, STAGED)]
    assert found.broken == ()


def test_that_it_is_looked_at_on_the_day_that_is_asked_about() -> None:
    leaves = a_worker("W1", last_day=DAY_0 + 9 * DAY)
    snapshot = a_snapshot(a_child(child="C1"), leaves, a_worker("W2"), held={"C1": "W1"})
    day: date = DAY_0 + 10 * DAY
    move = a_move("C1", "W2", effective=day)

    found = why(Plan(snapshot=snapshot), move, request=replace(PLACE, day=day))

    assert (found.donor, found.is_change, found.without.is_waiting) == (W1, False, True)
    assert (found.before, found.after) == (0, share(5))


def test_that_a_worker_whom_a_rule_speaks_against_is_no_candidate() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_worker("W1", role=Role.STUDENT), a_worker("W2"))

    found = why(Plan(snapshot=snapshot), a_move("C1", "W1"), request=PLACE)

    assert (found.candidate, found.runner_up, found.largest) == (None, None, ())
    assert [each.rule for each in found.broken] == ["not_case_holder"]


def test_that_a_suggestion_that_takes_a_worker_away_is_refused() -> None:
    snapshot = a_snapshot(a_child(child="C1"), a_worker("W1"), held={"C1": "W1"})

    with pytest.raises(ValueError, match="takes nobody"):
        why(Plan(snapshot=snapshot), a_move("C1", None))


def test_that_the_figures_are_those_of_the_plan_with_the_moves_and_without_one() -> None:
    children = [a_child(child=f"C{n}") for n in range(1, 9)]
    held = {f"C{n}": "W1" for n in range(1, 7)}
    plan = Plan(snapshot=a_snapshot(*children, *STAFF, held=held))
    moves = (a_move("C1", "W2"), a_move("C7", "W2"), a_move("C8", "W3"))

    suggested = Suggested(plan=plan, request=SAFE, moves=moves, by=BY)
    for move in moves:
        found = suggested.reason(move)
        assert found.move == move
        every = caseloads(staged(plan, moves), POLICY)
        rest = caseloads(staged(plan, [each for each in moves if each != found.move]), POLICY)
        assert found.after == every.loads[WorkerId(str(found.move.to))].utilisation
        assert found.worst == max(every.loads[each.id].utilisation or 0 for each in STAFF)
        assert found.without.worst == max(rest.loads[each.id].utilisation or 0 for each in STAFF)
        assert found.without.waiting == len(rest.unallocated)

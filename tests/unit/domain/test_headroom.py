"""Who can take next: exactly as many as fit, and none by those who may not or are not there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.headroom import STATUSES, WITHOUT_END, Headroom, has_headroom, headroom
from allocation_app.domain.people import Absence, Child, EventKind, Reduction, Role, Status, Worker
from allocation_app.domain.plan import Plan
from allocation_app.domain.policy import CaseType, Policy
from tests.unit.domain.builders import DAY_0, POLICY, a_child, a_move, a_snapshot, a_worker

DAY = timedelta(days=1)
PROTECTED = {CaseType.REGISTERED, CaseType.PROCEEDINGS}
FOR_QUALIFIED = PROTECTED | {
    CaseType.ASSESSMENT,
    CaseType.LOOKED_AFTER_NEW,
    CaseType.LOOKED_AFTER_SETTLED,
}


def of_kind(case: CaseType, name: str) -> Child:
    ago = 400 if case is CaseType.LOOKED_AFTER_SETTLED else 30
    events = {EventKind.LOOKED_AFTER_START: DAY_0 - ago * DAY}
    return a_child(STATUSES[case], child=name, events=events)


def room(worker: Worker, *held: Child, policy: Policy = POLICY) -> Headroom:
    holding = {child.id: worker.id for child in held}
    snapshot = a_snapshot(worker, *held, held=holding)
    loads = caseloads(Plan(snapshot=snapshot), policy)
    (found,) = headroom(loads)
    known = [count for case, count in found.cases.items() if case is not CaseType.UNKNOWN]
    assert has_headroom(loads, worker) is (max(known) > 0)
    return found


def utilisation_with(
    count: int, case: CaseType, worker: Worker, held: Iterable[Child], policy: Policy
) -> float:
    """The utilisation once so many waiting children have been moved to the worker."""
    waiting = [of_kind(case, f"NEW{n}") for n in range(count)]
    snapshot = a_snapshot(worker, *held, *waiting, held={child.id: worker.id for child in held})
    moves = tuple(a_move(child.id, worker.id) for child in waiting)
    loads = caseloads(Plan(snapshot=snapshot, moves=moves), policy)
    utilisation = loads.loads[worker.id].utilisation
    assert utilisation is not None
    return utilisation


@given(
    worker=st.builds(
        a_worker,
        fte=st.sampled_from([1.0, 0.6, 0.45, 1 / 3, 0.1]),
        reductions=st.sampled_from([0.0, 0.05, 0.2, 0.7]).map(
            lambda share: (Reduction(share=share),)
        ),
    ),
    limit=st.sampled_from([1.0, 1.1, 0.95]),
    cases=st.lists(st.sampled_from(CaseType), max_size=14),
    case=st.sampled_from(CaseType),
    weights=st.sampled_from(
        [
            POLICY.weights,
            replace(POLICY.weights, new_within=timedelta(0)),
            replace(POLICY.weights, cases=dict.fromkeys(CaseType, 1 / 3), new=0.1),
        ]
    ),
)
def test_that_exactly_so_many_keep_a_worker_at_or_below_the_line_and_one_more_does_not(
    *,
    worker: Worker,
    limit: float,
    cases: list[CaseType],
    case: CaseType,
    weights: object,
) -> None:
    policy = replace(POLICY, headroom_to=limit, weights=weights)
    held = [of_kind(each, f"C{n}") for n, each in enumerate(cases)]

    count = room(worker, *held, policy=policy).cases[case]

    assert count == 0 or utilisation_with(count, case, worker, held, policy) <= limit
    assert utilisation_with(count + 1, case, worker, held, policy) > limit


def test_that_a_full_timer_without_cases_takes_so_many_of_each_kind() -> None:
    """85 points: seventeen at 4 and 1 for being new, nine at 8 and 1, seven at 10 and 1."""
    free = room(a_worker())

    assert free.points == 85
    assert free.cases[CaseType.CARE_AND_SUPPORT] == 17
    assert free.cases[CaseType.REGISTERED] == 9
    assert free.cases[CaseType.PROCEEDINGS] == 7


def test_that_whoever_is_over_the_line_has_no_room() -> None:
    held = [of_kind(CaseType.PROCEEDINGS, f"C{n}") for n in range(9)]

    full = room(a_worker(), *held)

    assert full.points == 0
    assert set(full.cases.values()) == {0}


def test_that_a_kind_that_weighs_nothing_never_fills_anybody() -> None:
    nothing = replace(POLICY.weights, cases=dict.fromkeys(CaseType, 0.0), new=0.0)

    assert set(room(a_worker(), policy=replace(POLICY, weights=nothing)).cases.values()) == {
        WITHOUT_END
    }


@pytest.mark.parametrize("weight", [1e-320, 1e-9, 1e-6])
def test_that_a_kind_that_weighs_next_to_nothing_never_fills_anybody(weight: float) -> None:
    """However small it is: what divides by it must be a number still."""
    next_to_nothing = replace(POLICY.weights, cases=dict.fromkeys(CaseType, weight), new=0.0)

    free = room(a_worker(), policy=replace(POLICY, weights=next_to_nothing))

    assert set(free.cases.values()) == {WITHOUT_END}


@pytest.mark.parametrize(
    ("fields", "closed"),
    [
        ({}, set()),
        ({"role": None}, set()),
        ({"is_newly_qualified": True}, PROTECTED | {CaseType.UNKNOWN}),
        ({"role": Role.SUPPORT_WORKER}, FOR_QUALIFIED | {CaseType.UNKNOWN}),
        ({"role": Role.UNRECOGNISED}, FOR_QUALIFIED | {CaseType.UNKNOWN}),
        ({"role": Role.STUDENT}, set(CaseType)),
        ({"role": Role.PERSONAL_ADVISER}, set(CaseType) - {CaseType.CARE_LEAVER}),
    ],
)
def test_that_nobody_is_offered_a_kind_that_is_not_for_them_alone(
    fields: dict[str, object], closed: set[CaseType]
) -> None:
    free = room(a_worker(**fields))

    assert {case for case, count in free.cases.items() if count == 0} == closed


def test_that_which_kinds_need_two_is_the_policys() -> None:
    policy = replace(POLICY, not_alone=frozenset({Status.LOOKED_AFTER}))

    free = room(a_worker(is_newly_qualified=True), policy=policy)

    assert free.cases[CaseType.REGISTERED] > 0
    assert free.cases[CaseType.LOOKED_AFTER_NEW] == free.cases[CaseType.LOOKED_AFTER_SETTLED] == 0


@pytest.mark.parametrize(
    ("fields", "is_going"),
    [
        ({"absences": (Absence(start=DAY_0, end=DAY_0),)}, True),
        ({"absences": (Absence(start=DAY_0 - 9 * DAY, end=DAY_0 - DAY),)}, False),
        ({"absences": (Absence(start=DAY_0 + 14 * DAY),)}, True),
        ({"absences": (Absence(start=DAY_0 + 15 * DAY),)}, False),
        ({"absences": (Absence(start=DAY_0 + DAY, end=DAY_0 + 5 * DAY),)}, False),
        ({"last_day": DAY_0 + 14 * DAY}, True),
        ({"last_day": DAY_0 + 15 * DAY}, False),
    ],
)
def test_that_whoever_is_away_or_going_takes_none(
    *, fields: dict[str, object], is_going: bool
) -> None:
    free = room(a_worker(**fields))

    assert free.is_going is is_going
    assert (set(free.cases.values()) == {0}) is is_going
    assert free.points == 85


def test_that_without_capacity_nobody_is_asked() -> None:
    snapshot = a_snapshot(a_worker(absences=(Absence(start=DAY_0),)), a_worker("W2", fte=0.0))

    loads = caseloads(Plan(snapshot=snapshot), POLICY)
    assert headroom(loads) == ()
    assert not any(has_headroom(loads, worker) for worker in loads.case_holders)

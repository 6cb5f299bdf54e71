"""Who was given the last cases, for the days that each was there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation_app.domain.caseloads import Caseloads, caseloads
from allocation_app.domain.people import (
    Absence,
    Child,
    Hours,
    Reduction,
    Role,
    Spell,
    Status,
    Worker,
    WorkerId,
)
from allocation_app.domain.plan import Move, Plan
from allocation_app.domain.recent import EACH, LONGEST, Recent, recent_cases
from tests.unit.domain.builders import (
    DAY_0,
    POLICY,
    a_child,
    a_move,
    a_snapshot,
    a_spell,
    a_worker,
    co_work,
)

DAY = timedelta(days=1)
MONDAY = date(2026, 3, 16)
"""So that there are twelve working days until `DAY_0`."""


def loads_of(*people: Child | Worker | Spell, moves: tuple[Move, ...] = ()) -> Caseloads:
    return caseloads(Plan(snapshot=a_snapshot(*people), moves=moves), POLICY)


def of(loads: Caseloads, worker: str) -> Recent:
    return recent_cases(loads).workers[WorkerId(worker)]


def had(*days: date | None, worker: str = "W1", first: int = 1) -> list[Child | Spell]:
    """Children whom a worker was given on these days."""
    return [
        each
        for n, day in enumerate(days, start=first)
        for each in (a_child(child=f"C{n}"), a_spell(f"C{n}", worker, start=day))
    ]


def test_that_the_last_cases_are_shared_by_the_days_that_each_was_there() -> None:
    loads = loads_of(*had(MONDAY, DAY_0), a_worker("W1"), a_worker("W2", fte=0.5))

    found = recent_cases(loads)

    assert (found.since, found.cases) == (MONDAY, 2)
    assert of(loads, "W1") == Recent(
        worker=WorkerId("W1"), cases=2, points=8, days=12, expected=round(16 / 3, 6)
    )
    assert of(loads, "W2") == Recent(
        worker=WorkerId("W2"), cases=0, points=0, days=6, expected=round(8 / 3, 6)
    )
    assert (of(loads, "W1").over, of(loads, "W2").over) == (round(8 / 3, 6), -round(8 / 3, 6))


@pytest.mark.parametrize(
    ("fields", "days"),
    [
        ({}, 12),
        ({"fte": None}, 12),
        ({"absences": (Absence(start=MONDAY, end=MONDAY + 6 * DAY),)}, 7),
        ({"reductions": (Reduction(share=0.5, end=MONDAY + 6 * DAY),)}, 9.5),
        ({"reductions": (Reduction(share=0.7), Reduction(share=0.7))}, 0),
        ({"first_day": MONDAY + 7 * DAY}, 7),
        ({"last_day": MONDAY + 6 * DAY}, 5),
        ({"hours": (Hours(start=MONDAY + 7 * DAY, fte=0.5),)}, 8.5),
    ],
)
def test_that_who_was_not_there_is_expected_to_have_had_less(
    fields: dict[str, object], days: float
) -> None:
    loads = loads_of(*had(MONDAY), a_worker("W1"), a_worker("W2", **fields))

    assert of(loads, "W2").days == days
    assert of(loads, "W2").expected == pytest.approx(4 * days / (12 + days))


def test_that_reductions_which_the_policy_gives_count() -> None:
    snapshot = a_snapshot(*had(MONDAY), a_worker("W1"))
    policy = replace(POLICY, reductions={WorkerId("W1"): (Reduction(share=0.25),)})

    found = recent_cases(caseloads(Plan(snapshot=snapshot), policy))

    assert found.workers[WorkerId("W1")].days == 9


def test_that_so_many_for_each_are_looked_at_and_all_of_the_earliest_day() -> None:
    days = [DAY_0] * (EACH - 1) + [MONDAY] * 2 + [MONDAY - DAY]

    found = recent_cases(loads_of(*had(*days), a_worker("W1")))

    assert (found.since, found.cases) == (MONDAY, EACH + 1)


def test_that_what_has_no_day_or_lies_ahead_or_long_ago_is_not_recent() -> None:
    days = (None, DAY_0 + DAY, DAY_0 - LONGEST - DAY)

    found = recent_cases(loads_of(*had(*days), a_worker("W1")))

    assert (found.since, found.cases) == (None, 0)
    assert found.workers[WorkerId("W1")].expected == 0


def test_that_a_case_that_was_given_on_counts_for_both_and_a_tray_is_given_none() -> None:
    loads = loads_of(
        *had(MONDAY),
        a_spell("C1", "W2", start=MONDAY, end=DAY_0),
        a_spell("C1", "D1", start=MONDAY, end=DAY_0),
        co_work("C1", "W3", start=MONDAY),
        *(a_worker(worker) for worker in ("W1", "W2", "W3")),
        a_worker("D1", role=Role.DUTY),
    )

    found = recent_cases(loads)

    assert {worker: each.cases for worker, each in found.workers.items()} == {
        "W1": 1,
        "W2": 1,
        "W3": 0,
    }


def test_that_whose_past_alone_is_known_takes_nothing_of_what_is_expected() -> None:
    loads = loads_of(
        *had(MONDAY),
        a_spell("C1", "W9", start=MONDAY, end=DAY_0),
        a_worker("W1"),
        a_worker("W9", is_listed=False),
    )

    assert recent_cases(loads).workers.keys() == {"W1"}
    assert of(loads, "W1").over == 0


def test_that_what_the_plan_gives_is_among_them_and_what_it_takes_is_not_given_back() -> None:
    people = (*had(MONDAY, DAY_0), a_child(Status.REGISTERED, child="C9"))
    staff = (a_worker("W1"), a_worker("W2"))
    moves = (a_move("C9", "W2"), a_move("C1", "W2", effective=DAY_0 + 9 * DAY), a_move("C2", None))

    loads = loads_of(*people, *staff, moves=moves)

    assert (of(loads, "W1").points, of(loads, "W2").points) == (8, 12)
    assert recent_cases(loads).since == MONDAY


def test_that_without_anybody_there_nothing_is_expected() -> None:
    away = a_worker("W1", absences=(Absence(start=MONDAY - DAY),))

    found = of(loads_of(*had(MONDAY), away), "W1")

    assert (found.days, found.expected, found.over) == (0, 0, 4)

"""The measures of how evenly load lies, against figures worked out by hand."""

from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.balance import MEASURES, balance
from allocation_app.domain.caseloads import caseloads
from allocation_app.domain.people import Role, Status
from allocation_app.domain.plan import Plan
from tests.unit.domain.builders import POLICY, a_child, a_move, a_snapshot, a_spell, a_worker

HAND = {
    "max": 1.2,
    "min": 0.4,
    "range": 0.8,
    "mean": 0.8,
    "cv": sqrt(0.08) / 0.8,  # deviations -0.4, 0, 0.4 and 0 of four
    "jain": 3.2**2 / (4 * (0.16 + 0.64 + 1.44 + 0.64)),
    "gini": 0.1875,  # differences 0.4 (4 pairs) and 0.8 (1 pair): 2 x 2.4 / (2 x 16 x 0.8)
}
SHARES = st.lists(st.floats(0, 3), min_size=1, max_size=40)


@pytest.mark.parametrize("name", HAND)
def test_that_a_measure_is_the_figure_worked_out_by_hand(name: str) -> None:
    assert isclose(MEASURES[name]([0.8, 0.4, 1.2, 0.8]), HAND[name])


def test_that_every_measure_has_a_figure_worked_out_by_hand() -> None:
    assert HAND.keys() == MEASURES.keys()


@given(SHARES)
def test_that_measures_stay_within_their_bounds(shares: list[float]) -> None:
    measured = {name: measure(shares) for name, measure in MEASURES.items()}
    slack = 1e-9

    assert measured["min"] - slack <= measured["mean"] <= measured["max"] + slack
    assert 1 / len(shares) - slack <= measured["jain"] <= 1 + slack
    assert -slack <= measured["gini"] < 1
    assert measured["cv"] >= 0
    assert measured["range"] >= 0


def test_that_one_worker_with_everything_is_as_unequal_as_it_gets() -> None:
    shares = [0.0, 0.0, 0.0, 1.0]

    assert MEASURES["jain"](shares) == 1 / 4
    assert MEASURES["gini"](shares) == 3 / 4


def test_that_a_team_without_cases_is_equal() -> None:
    measured = balance(caseloads(Plan(snapshot=a_snapshot(a_worker(), a_worker("W2"))), POLICY))

    assert measured == {
        "max": 0,
        "min": 0,
        "range": 0,
        "mean": 0,
        "cv": 0,
        "jain": 1,
        "gini": 0,
    }


def test_that_nothing_is_measured_where_nobody_can_hold_a_case() -> None:
    snapshot = a_snapshot(a_child(), a_worker("DUTY", role=Role.DUTY), held={"C1": "DUTY"})

    assert balance(caseloads(Plan(snapshot=snapshot), POLICY)) == dict.fromkeys(MEASURES)


@pytest.mark.parametrize("workers", range(1, 30))
def test_that_equal_loads_are_told_as_nothing_and_never_as_less(workers: int) -> None:
    people = [a_worker(f"W{n}") for n in range(workers)]
    children = [a_child(Status.REGISTERED, child=f"C{n}") for n in range(workers)]
    held = {child.id: worker.id for child, worker in zip(children, people, strict=True)}

    measured = balance(caseloads(Plan(snapshot=a_snapshot(*people, *children, held=held)), POLICY))

    assert [str(measured[name]) for name in ("gini", "range")] == ["0.0", "0.0"]


def test_that_workers_without_capacity_and_children_without_workers_are_in_no_measure() -> None:
    held = {"C1": "W1", "C2": "GONE", "C3": "DUTY"}
    snapshot = a_snapshot(
        *(a_child(child=f"C{n}") for n in (1, 2, 3, 4)),
        a_worker(),
        a_worker("GONE", last_day=a_snapshot().as_at.replace(day=1)),
        a_worker("DUTY", role=Role.DUTY),
        held=held,
    )

    measured = balance(caseloads(Plan(snapshot=snapshot), POLICY))

    assert measured["max"] == measured["min"] == measured["mean"] == round(4 / 85, 6)


def test_that_the_name_of_a_past_worker_shares_no_load_and_a_listed_one_without_cases_does() -> (
    None
):
    past, listed = a_worker("PAST", is_listed=False), a_worker("FREE")
    snapshot = a_snapshot(
        a_child(),
        a_worker(),
        past,
        listed,
        a_spell("C1", "PAST", end=a_snapshot().as_at),
        held={"C1": "W1"},
    )
    loads = caseloads(Plan(snapshot=snapshot), POLICY)

    assert [worker.id for worker in loads.case_holders] == ["W1", "FREE"]
    assert balance(loads)["mean"] == round(4 / 85 / 2, 6)


def test_that_a_worker_whose_last_child_a_plan_moves_still_shares_the_load() -> None:
    unlisted = a_worker("W2", is_listed=False)
    snapshot = a_snapshot(a_child(), a_worker(), unlisted, held={"C1": "W2"})
    loads = caseloads(Plan(snapshot=snapshot, moves=(a_move("C1", "W1"),)), POLICY)

    assert [worker.id for worker in loads.case_holders] == ["W1", "W2"]

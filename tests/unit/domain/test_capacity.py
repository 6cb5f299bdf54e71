"""The sum behind a capacity: its lines add up to it, and each says why."""

from dataclasses import replace
from datetime import timedelta
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation_app.domain.capacity import DECIMALS, NoCapacity, Step
from allocation_app.domain.people import Absence, Reduction, Role, WorkerId
from tests.unit.domain.builders import DAY_0, POLICY, a_worker

DAY = timedelta(days=1)
REDUCTIONS = st.lists(st.builds(Reduction, share=st.floats(0, 1)), max_size=4).map(tuple)


@given(
    fte=st.floats(0, 1.5) | st.none(),
    is_newly_qualified=st.booleans(),
    imported=REDUCTIONS,
    added=REDUCTIONS,
)
def test_that_the_lines_add_up_to_the_capacity(
    fte: float | None,
    *,
    is_newly_qualified: bool,
    imported: tuple[Reduction, ...],
    added: tuple[Reduction, ...],
) -> None:
    worker = a_worker(fte=fte, is_newly_qualified=is_newly_qualified, reductions=imported)
    policy = replace(POLICY, reductions={worker.id: added})

    opened = policy.capacity_sum(worker, DAY_0)

    assert opened.capacity == policy.capacity(worker, DAY_0)
    assert abs(fsum(line.points for line in opened.lines()) - opened.capacity) < 10**-DECIMALS
    reasons = [line.reduction for line in opened.lines() if line.step is Step.REDUCTION]
    assert reasons == [*imported, *added]


def test_that_each_line_says_what_it_is_for() -> None:
    union = Reduction(share=0.2, reason="union duties")
    worker = a_worker(fte=0.6, is_newly_qualified=True, reductions=(union,))

    lines = POLICY.capacity_sum(worker, DAY_0).lines()

    assert [(line.step, round(line.points, 6)) for line in lines] == [
        (Step.HOURS, 60),
        (Step.REDUCTION, -12),
        (Step.NEWLY_QUALIFIED, -4.8),
        (Step.STABLE_WORK, -9),
    ]
    assert lines[1].reduction == union


def test_that_reductions_of_more_than_the_whole_take_the_whole_and_no_capacity_is_below_none() -> (
    None
):
    worker = a_worker(reductions=(Reduction(share=0.7), Reduction(share=0.7)))

    opened = POLICY.capacity_sum(worker, DAY_0)

    assert opened.reduced == 1
    assert [(line.step, round(line.points, 6)) for line in opened.lines()] == [
        (Step.HOURS, 100),
        (Step.REDUCTION, -70),
        (Step.REDUCTION, -30),
        (Step.STABLE_WORK, -15),
        (Step.NOTHING_LEFT, 15),
    ]


def test_that_a_sum_that_comes_to_nothing_by_itself_has_no_line_for_it() -> None:
    lines = POLICY.capacity_sum(a_worker(fte=0.0), DAY_0).lines()

    assert [line.step for line in lines] == [Step.HOURS, Step.STABLE_WORK]


def test_that_the_policys_reductions_come_to_those_of_the_staff_list_on_their_days() -> None:
    lead = Reduction(share=0.05, reason="lead role")
    gone = Reduction(share=0.5, end=DAY_0 - DAY)
    policy = replace(POLICY, reductions={a_worker().id: (lead, gone)})

    assert policy.capacity(a_worker(reductions=(Reduction(share=0.2),)), DAY_0) == 60
    assert policy.capacity(a_worker("W2"), DAY_0) == 85
    assert policy.capacity_sum(a_worker(), DAY_0).reductions == (lead,)
    assert policy.reductions_of(a_worker()) == (lead, gone)


def test_that_a_reduction_of_nobody_known_is_told_apart() -> None:
    lead = Reduction(share=0.05)
    policy = replace(POLICY, reductions={WorkerId("W1"): (lead,), WorkerId("X"): (lead,)})

    assert policy.strangers({WorkerId("W1")}) == ("X",)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"role": Role.MANAGER}, NoCapacity.HOLDS_NO_CASES),
        ({"last_day": DAY_0 - DAY}, NoCapacity.LEFT),
        ({"first_day": DAY_0 + DAY}, NoCapacity.NOT_BEGUN),
        ({"absences": (Absence(start=DAY_0),)}, NoCapacity.LONG_AWAY),
        ({"fte": 0.0}, None),
    ],
)
def test_that_no_capacity_says_why(fields: dict[str, object], why: NoCapacity | None) -> None:
    opened = POLICY.capacity_sum(a_worker(**fields), DAY_0)

    assert (opened.none_because, opened.capacity) == (why, 0)
    assert (opened.lines() == ()) is (why is not None)

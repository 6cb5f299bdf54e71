"""What is wrong is not shown: the checker refuses what was spoiled, and a second one agrees."""

from collections import Counter
from random import Random

import pytest
from judge import faults as second_faults
from spoiling import SPOILED, at_random, spoiled
from teams import a_case

from allocation_app.planner.checking import faults
from allocation_app.planner.propose import propose

pytestmark = pytest.mark.timeout(3_600)  # a campaign at its full counts is long


@pytest.mark.campaign(quick=50, ci=2_000)
def test_that_a_spoiled_proposal_is_refused_in_whatever_way_it_was(rounds: int) -> None:
    met = Counter[str]()
    for number in range(rounds):
        case = a_case(number)
        right = propose(case.plan, case.request, case.by)
        assert faults(case.plan, right, case.by) == ()
        for way, wrong in spoiled(case, right, Random(number)):  # noqa: S311 - to be had again
            assert faults(case.plan, wrong, case.by), (number, way)
            met[way] += 1
    assert len(met) >= len(SPOILED) - 4  # the rarest are met with in a longer run


@pytest.mark.campaign(quick=300, ci=5_000)
def test_that_both_checkers_say_the_same_of_moves_at_random(rounds: int) -> None:
    said = Counter[bool]()
    for number in range(rounds):
        case = a_case(number)
        drawn = at_random(case, Random(number))  # noqa: S311 - to be had again
        refused, wrong = faults(case.plan, drawn, case.by), second_faults(case, drawn)
        assert bool(refused) is bool(wrong), (number, refused, wrong)
        said[bool(wrong)] += 1
    assert said[True]
    assert said[False]

"""Published reductions and protections mean in the sum what their sources say."""

from dataclasses import replace

from allocation_app.domain.people import Reduction
from allocation_app.domain.published import PROTECTIONS, REDUCTIONS, ReductionReason
from tests.unit.domain.builders import DAY_0, POLICY, a_worker


def test_that_every_reason_for_a_reduction_is_offered_with_a_share_that_can_be_one() -> None:
    assert [each.reason for each in REDUCTIONS] == list(ReductionReason)
    for each in REDUCTIONS:
        assert all(Reduction(share=share) for share in each.shares)


def test_that_each_protection_leaves_the_capacity_that_its_source_says() -> None:
    capacities = {
        protection.source: replace(
            POLICY, newly_qualified_share=protection.share_under(POLICY)
        ).capacity(a_worker(is_newly_qualified=True), DAY_0)
        for protection in PROTECTIONS
    }

    assert capacities == {
        "Suffolk": 75,
        "Wirral": 75,
        "Ministry of Justice, Workload Measurement Tool": 65,
        "Devon": 0.6 * 85,
    }


def test_that_the_policy_that_ships_starts_with_the_first_protection() -> None:
    assert POLICY.newly_qualified_share == PROTECTIONS[0].share

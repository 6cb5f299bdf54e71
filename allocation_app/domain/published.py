"""Published reductions and protected caseloads: what the policy panel offers, each with its source.

They are choices, not law: Wales protects the first year of a social worker without a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from allocation_app.domain.policy import Policy


class ReductionReason(StrEnum):
    """Why somebody has fewer hours for cases than the contract says."""

    NEWLY_QUALIFIED = "newly_qualified"
    TRAINEE = "trainee"
    LONG_SICKNESS = "long_sickness"
    PARENTAL_LEAVE = "parental_leave"
    UNION_DUTIES = "union_duties"
    LEAD_ROLE = "lead_role"
    PHASED_RETURN = "phased_return"
    SPLIT_ROLE = "split_role"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReduction:
    """The usual shares of contracted hours for one reason; none where it is as entered.

    ``is_most`` tells a share that is the most there is from a usual one; ``months`` is how long.
    """

    reason: ReductionReason
    shares: tuple[float, ...] = ()
    is_most: bool = False
    months: int | None = None


REDUCTIONS_SOURCE = "Ministry of Justice, Workload Measurement Tool"
REDUCTIONS = (
    PublishedReduction(reason=ReductionReason.NEWLY_QUALIFIED, shares=(0.2,), months=9),
    PublishedReduction(reason=ReductionReason.TRAINEE, shares=(0.8, 0.6, 0.4)),
    PublishedReduction(reason=ReductionReason.LONG_SICKNESS, shares=(1.0,)),
    PublishedReduction(reason=ReductionReason.PARENTAL_LEAVE, shares=(1.0,)),
    PublishedReduction(reason=ReductionReason.UNION_DUTIES, shares=(0.5,), is_most=True),
    PublishedReduction(reason=ReductionReason.LEAD_ROLE, shares=(0.05,), is_most=True),
    PublishedReduction(reason=ReductionReason.PHASED_RETURN),
    PublishedReduction(reason=ReductionReason.SPLIT_ROLE),
)
"""What takes hours away from cases, as published in `REDUCTIONS_SOURCE`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """A published protected caseload for somebody newly qualified, and who published it.

    ``share`` is of the points of a full-time post, or, with ``is_of_fte``, of the FTE: then stable
    work is protected with it. ``children`` is about how many it was said to be.
    """

    source: str
    share: float
    is_of_fte: bool = False
    children: int | None = None

    def share_under(self, policy: Policy) -> float:
        """The ``newly_qualified_share`` that leaves a full-timer this much capacity for cases."""
        if not self.is_of_fte:
            return self.share
        stable = policy.points_stable / policy.points_full_time
        return round(self.share + (1 - self.share) * stable, 6)


PROTECTIONS = (
    Protection(source="Suffolk", share=0.9),
    Protection(source="Wirral", share=0.9, children=12),
    Protection(source=REDUCTIONS_SOURCE, share=0.8),
    Protection(source="Devon", share=0.6, is_of_fte=True),
)
"""Choices for ``newly_qualified_share``; the policy that ships starts with the first."""

"""What a worker has room for, as the sum that it is: hours, reductions, protection, stable work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from allocation_app.domain.people import Reduction


class Step(StrEnum):
    """What a line of the sum is about."""

    HOURS = "hours"
    REDUCTION = "reduction"
    NEWLY_QUALIFIED = "newly_qualified"
    STABLE_WORK = "stable_work"
    NOTHING_LEFT = "nothing_left"


class NoCapacity(StrEnum):
    """Why somebody has no capacity at all, whatever the hours."""

    HOLDS_NO_CASES = "holds_no_cases"
    NOT_BEGUN = "not_begun"
    LEFT = "left"
    LONG_AWAY = "long_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityLine:
    """So many points more or less, and why; ``reduction`` is set where it is one."""

    step: Step
    points: float
    reduction: Reduction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacitySum:
    """A worker's points for cases on one day: full time x FTE x (1 - reductions) x share - stable.

    ``full_time`` and ``stable`` are the points of a full-time post and those of it for stable work.
    ``reductions`` are the ones in force on the day. ``newly_qualified`` is the share that is left
    to somebody newly qualified, 1 for everybody else. With a ``none_because`` nothing is counted.
    """

    full_time: float
    fte: float
    is_fte_assumed: bool
    reductions: tuple[Reduction, ...]
    newly_qualified: float
    stable: float
    none_because: NoCapacity | None = None

    @property
    def reduced(self) -> float:
        """The share of hours that is not there for cases; overlaps add up, to the whole at most."""
        return min(1.0, sum(reduction.share for reduction in self.reductions))

    @property
    def capacity(self) -> float:
        """Points for cases, never less than none."""
        if self.none_because is not None:
            return 0.0
        hours = self.full_time * self.fte
        left = hours * (1 - self.reduced) * self.newly_qualified - self.stable * self.fte
        return max(0.0, round(left, DECIMALS))

    def lines(self) -> tuple[CapacityLine, ...]:
        """What adds up to the capacity, a line a reason; none where nothing is counted."""
        if self.none_because is not None:
            return ()
        hours = self.full_time * self.fte
        found = [CapacityLine(step=Step.HOURS, points=hours)]
        left = 1.0
        for reduction in self.reductions:
            share = min(left, reduction.share)
            left -= share
            found.append(
                CapacityLine(step=Step.REDUCTION, points=-hours * share, reduction=reduction)
            )
        if self.newly_qualified < 1:
            kept = -hours * (1 - self.reduced) * (1 - self.newly_qualified)
            found.append(CapacityLine(step=Step.NEWLY_QUALIFIED, points=kept))
        found.append(CapacityLine(step=Step.STABLE_WORK, points=-self.stable * self.fte))
        below = round(sum(line.points for line in found), DECIMALS)
        if below < 0:
            found.append(CapacityLine(step=Step.NOTHING_LEFT, points=-below))
        return tuple(found)


DECIMALS = 6
